"""The notebooks run, and show what is kept in them; ``python tests/test_notebooks.py`` keeps what they show now."""

import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import nbformat
import page as judge
import pytest
from nbformat import NotebookNode

from newsarchive.reports import html, typst
from newsarchive.reports.document import Note, plain
from newsarchive.reports.notebooks.pages import document
from newsarchive.reports.notebooks.running import execute

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
WIDGET = "application/vnd.jupyter.widget-view+json"


def run_in_order(folder: Path) -> dict[str, NotebookNode]:
    """The notebooks, run one after the other in a new project folder, as they are kept: without counts and kernels."""
    for name in ("notebooks", "seeds"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    ran = {path.name: execute(folder / "notebooks" / path.name) for path in NOTEBOOKS}
    for notebook in ran.values():
        notebook.metadata = {"kernelspec": notebook.metadata.kernelspec, "language_info": {"name": "python"}}
        for cell in notebook.cells:
            cell.metadata = {"tags": tags} if (tags := cell.metadata.get("tags")) else {}
            if cell.cell_type == "code":
                cell.execution_count = None
                # What is displayed on the way is the progress of long work, and a matter of the machine.
                cell.outputs = [_kept(output) for output in cell.outputs if output.output_type != "display_data"]
    return ran


def _kept(output: NotebookNode) -> NotebookNode:
    """An output without what only a running kernel can show; the widgets' static picture stays."""
    if output.output_type == "execute_result":
        output.execution_count = None
    if "data" in output and output.data.pop(WIDGET, None):
        output.data.pop("text/plain", None)
    return output


def shown(notebook: NotebookNode) -> list[list[Any]]:
    """What each code cell shows, streams joined."""
    cells = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            streams = "".join(output.text for output in cell.outputs if output.output_type == "stream")
            cells.append([streams, *(dict(output.data) for output in cell.outputs if "data" in output)])
    return cells


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> dict[str, NotebookNode]:
    return run_in_order(tmp_path_factory.mktemp("project"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_shows_what_is_kept_in_it(path: Path, ran: dict[str, NotebookNode]) -> None:
    kept = nbformat.read(path, as_version=4)
    assert shown(kept) == shown(ran[path.name])
    assert any(cell.get("outputs") for cell in kept.cells)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_leaves_whole_in_both_formats(path: Path) -> None:
    made = document(nbformat.read(path, as_version=4), path.stem)
    page = html.render(made)
    assert "<script" not in page
    loaded = re.findall(r'<(?:img|link|iframe|source)\b[^>]*?(?:src|href)="([^"]+)"', page)
    assert [address for address in loaded if not address.startswith("data:image/")] == []
    pdf = typst.render(made)
    for profile in (judge.ValidationProfile.PDF_UA_1, judge.ValidationProfile.PDF_A_3A):
        assert judge.validate_pdf_bytes(pdf, profile=profile).failures == []
    assert [plain(node.children) for node in made.nodes if isinstance(node, Note)] == []  # nothing that cannot be shown


def test_the_course_has_five_parts_and_each_begins_with_its_title() -> None:
    parts = ["01-read", "02-search", "03-measure", "04-report", "05-from-a-web-harvest"]
    assert [path.stem for path in NOTEBOOKS] == parts
    for number, path in enumerate(NOTEBOOKS, 1):
        assert re.match(rf"# {number}\. \w", nbformat.read(path, as_version=4).cells[0].source)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for file, notebook in run_in_order(Path(name)).items():
            nbformat.write(notebook, ROOT / "notebooks" / file)
