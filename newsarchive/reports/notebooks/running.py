"""Running a notebook from top to bottom in a fresh kernel, and writing what it shows as a document."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbformat import NotebookNode

from newsarchive.errors import StorageError, UsageError, WorkError
from newsarchive.progress import progress_bar
from newsarchive.reports import html, typst
from newsarchive.reports.document import Document
from newsarchive.reports.files import write
from newsarchive.reports.notebooks.outputs import printed
from newsarchive.reports.notebooks.pages import document, numbered
from newsarchive.reports.notebooks.parameters import put_in

CELL_SECONDS = 300
"""How long a cell may take, where nothing else is said."""

_AT = re.compile(r"Cell In\[\d+\],? line (\d+)")


class _ThisPython(KernelSpecManager):
    """Whatever kernels are installed under whatever name: the notebook runs where newsarchive runs."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name=kernel_name, language="python")


def execute(
    path: Path, parameters: Mapping[str, str] | None = None, seconds: int = CELL_SECONDS, *, progress: bool = False
) -> NotebookNode:
    """The notebook at `path`, run in its own folder; the file itself stays as it is.

    `parameters` are other values for names that its cell tagged ``parameters`` sets. Raises `UsageError` where there
    is no such notebook or parameter, `WorkError` where it is none, or a cell fails or takes longer than `seconds`.
    """
    notebook = _read(path)
    if parameters:
        put_in(notebook, parameters)
    cells = max(len(notebook.cells), 1)
    # Sockets in a folder, not on a port: this also works where even the loopback network is cut.
    with tempfile.TemporaryDirectory(prefix="newsarchive-") as folder, progress_bar(progress, "cells") as step:
        manager = AsyncKernelManager(
            kernel_name="python3",
            kernel_spec_manager=_ThisPython(),
            transport="ipc" if os.name == "posix" else "tcp",
            connection_file=str(Path(folder, "kernel.json")),
        )
        client = NotebookClient(
            notebook,
            km=manager,
            timeout=seconds,
            resources={"metadata": {"path": str(path.resolve().parent)}},
            record_timing=False,
            coalesce_streams=True,  # where a stream was cut on the way is chance
            on_cell_start=lambda cell, cell_index: step and step(cell_index, cell_index / cells),
        )
        try:
            _run(client)
        except CellExecutionError as error:
            number, line = _failed(notebook)
            said = f"{error.ename}: {error.evalue}".strip().splitlines()[-1]
            raise WorkError(
                f"{path}: code cell {number} failed at “{line}” with “{said}”; mend it and run the notebook again."
            ) from error
        except CellTimeoutError as error:
            raise WorkError(
                f"{path}: a cell took longer than {seconds} seconds; split it, or give it more time with --timeout."
            ) from error
        except RuntimeError as error:  # DeadKernelError, or a kernel that did not come up
            raise WorkError(f"{path}: Python ended before the notebook did; check that memory suffices.") from error
    return notebook


def _run(client: NotebookClient) -> None:
    """Run the cells. After Ctrl-C nbclient ends the kernel, and then takes it for one that died by itself."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}  # a kernel's own words belong to nobody
    try:
        client.execute(cleanup_kc=True, **quiet)
    except (Exception, asyncio.CancelledError):
        if getattr(client, "_async_cleanup_kernel_future", None):
            raise KeyboardInterrupt from None
        raise


def export(
    notebook: NotebookNode, path: Path, folder: Path, formats: Sequence[str] = ("html",), *, code: bool = True
) -> list[Path]:
    """Write `notebook`, which is that of `path`, to `folder` in `formats` (``html``, ``pdf``); return the files.

    Without `code`, it shows what its cells put out, and not the cells.
    """
    made = document(notebook, path.stem, frozenset() if code else frozenset({"code"}))
    drawn = {form: _RENDERERS[form](made) for form in formats}
    return [write(folder / f"{path.stem}.{form}", data) for form, data in drawn.items()]


def _html(made: Document) -> bytes:
    return html.render(made).encode("utf-8")


_RENDERERS: dict[str, Callable[[Document], bytes]] = {"html": _html, "pdf": typst.render}


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


def _failed(notebook: NotebookNode) -> tuple[int, str]:
    """The number of the code cell that ended the run, and the line of it that failed."""
    for number, cell in reversed(list(numbered(notebook))):
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                at = _AT.search(printed(output.traceback))
                lines = cell.source.lstrip("\n").splitlines()  # as IPython counts them
                return number, lines[min(int(at[1]) if at else 1, len(lines)) - 1].strip()
    raise AssertionError("the run ended with an error that no cell has")
