"""Running a notebook from top to bottom in a fresh kernel, and handing over what it shows."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbformat import NotebookNode

from newsarchive.errors import StorageError, UsageError, WorkError
from newsarchive.reports.files import write
from newsarchive.reports.notebook import HTMLExporter, numbered

CELL_SECONDS = 300


class _ThisPython(KernelSpecManager):
    """Whatever kernels are installed under whatever name: the notebook runs where newsarchive runs."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name=kernel_name, language="python")


def execute(path: Path) -> NotebookNode:
    """The notebook at `path`, run in its own folder; the file itself stays as it is.

    Raises `UsageError` where there is no such notebook, `WorkError` where it is not one, or where a cell fails or
    takes longer than `CELL_SECONDS`.
    """
    notebook = _read(path)
    # Sockets in a folder, not on a port: this also works where even the loopback network is cut.
    with tempfile.TemporaryDirectory(prefix="newsarchive-") as folder:
        manager = AsyncKernelManager(
            kernel_name="python3",
            kernel_spec_manager=_ThisPython(),
            transport="ipc" if os.name == "posix" else "tcp",
            connection_file=str(Path(folder, "kernel.json")),
        )
        client = NotebookClient(
            notebook,
            km=manager,
            timeout=CELL_SECONDS,
            resources={"metadata": {"path": str(path.resolve().parent)}},
            record_timing=False,
            coalesce_streams=True,  # where a stream was cut on the way is chance
        )
        try:
            client.execute(cleanup_kc=True)
        except CellExecutionError as error:
            said = f"{error.ename}: {error.evalue}".strip().splitlines()[-1]
            raise WorkError(
                f"{path}: code cell {_failed(notebook)} failed with “{said}”; mend the cell and run the notebook again."
            ) from error
        except CellTimeoutError as error:
            raise WorkError(
                f"{path}: a cell took longer than {CELL_SECONDS} seconds; split it, or run the notebook in Jupyter."
            ) from error
        except RuntimeError as error:  # DeadKernelError, or a kernel that did not come up
            raise WorkError(f"{path}: Python ended before the notebook did; check that memory suffices.") from error
    return notebook


def export_notebook(path: Path, folder: Path) -> Path:
    """Run the notebook at `path` and write it to `folder` as ``<its name>.html``; return the file."""
    notebook = execute(path)
    resources = {"metadata": {"name": path.stem, "path": str(path.parent)}}
    page, _ = HTMLExporter().from_notebook_node(notebook, resources)  # type: ignore[no-untyped-call]
    return write(folder / f"{path.stem}.html", page.encode("utf-8"))


def _read(path: Path) -> NotebookNode:
    if not path.is_file():
        raise UsageError(f"{path}: there is no such notebook.")
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        nbformat.validate(notebook)
    except OSError as error:
        raise StorageError(f"{path}: cannot be read ({error.strerror}).") from error
    except (ValueError, AttributeError, nbformat.ValidationError) as error:
        raise WorkError(f"{path}: is not a Jupyter notebook; save it again in Jupyter.") from error
    return notebook


def _failed(notebook: NotebookNode) -> int:
    """The number of the code cell whose outputs hold the error."""
    return next(
        number
        for number, cell in numbered(notebook)
        if any(output.output_type == "error" for output in cell.get("outputs", ()))
    )
