"""What its author leaves out of a notebook's document: by tags of cells, or by folding them in JupyterLab."""

from __future__ import annotations

from typing import Literal

from nbformat import NotebookNode

Part = Literal["cell", "code", "output"]

# As Jupyter Book, nbconvert and JupyterLab name them; each with a hyphen or an underscore.
_TAGS: dict[Part, tuple[str, ...]] = {
    "cell": ("remove-cell", "hide-cell"),
    "code": ("hide-input", "remove-input"),
    "output": ("hide-output", "remove-output"),
}
_FOLDED: dict[Part, str] = {"code": "source_hidden", "output": "outputs_hidden"}


def left_out(cell: NotebookNode) -> set[Part]:
    """The parts of `cell` that its author does not want to be seen."""
    tags = {str(tag).replace("_", "-") for tag in cell.metadata.get("tags", ())}
    folded = cell.metadata.get("jupyter") or {}
    return {
        part for part, names in _TAGS.items() if tags.intersection(names) or folded.get(_FOLDED.get(part, ""), False)
    }
