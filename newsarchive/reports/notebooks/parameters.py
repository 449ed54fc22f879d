"""Parameters of a notebook: the names that its cell tagged ``parameters`` sets, and other values for them.

The tag and the cell put in after it are those of papermill, so a notebook made for one works in the other.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from newsarchive.errors import UsageError

_TAG, _PUT_IN = "parameters", "injected-parameters"


def put_in(notebook: NotebookNode, values: Mapping[str, str]) -> None:
    """Have `notebook` run with `values`, each read as the kind of thing that the tagged cell sets it to.

    A new cell sets them, after the tagged one and in place of an earlier such cell. Raises `UsageError` where no cell
    is tagged, a name is not set there, or a value is of another kind.
    """
    cells = notebook.cells
    at = next((at for at, cell in enumerate(cells) if _TAG in cell.metadata.get("tags", ())), None)
    if at is None:
        raise UsageError(f"No cell of the notebook has the tag {_TAG}; give it to the cell that sets {_and(values)}.")
    defaults = _set_in(cells[at].source)
    for name in values:
        if name not in defaults:
            known = f"it sets {_and(defaults)}" if defaults else "it sets nothing"
            raise UsageError(f"{name}: is not set in the cell tagged {_TAG}; {known}.")
    read = {name: _read(name, value, defaults[name]) for name, value in values.items()}
    lines = [f"{name} = {value!r}" for name, value in read.items()]
    cell = new_code_cell("\n".join(lines), metadata={"tags": [_PUT_IN]})  # type: ignore[no-untyped-call]
    cell.metadata.tags += [tag for tag in cells[at].metadata.tags if tag != _TAG]  # hidden where that one is
    notebook.cells = [
        *cells[: at + 1],
        cell,
        *(cell for cell in cells[at + 1 :] if _PUT_IN not in cell.metadata.get("tags", ())),
    ]
    own = notebook.metadata.get("newsarchive")
    notebook.metadata.newsarchive = {**(own if isinstance(own, Mapping) else {}), "parameters": read}


def _set_in(source: str) -> dict[str, object]:
    """The names that a cell sets, each to its value where that is a plain one, else to None."""
    try:
        lines = ast.parse(source).body
    except SyntaxError:  # a magic; the kernel will say what is wrong with anything else
        return {}
    found: dict[str, object] = {}
    for line in lines:
        targets = (
            line.targets if isinstance(line, ast.Assign) else [line.target] if isinstance(line, ast.AnnAssign) else []
        )
        for target in targets:
            if isinstance(target, ast.Name):
                found[target.id] = _plain(line.value)  # type: ignore[attr-defined]
    return found


def _plain(value: ast.expr | None) -> object:
    try:
        return ast.literal_eval(value) if value else None
    except ValueError:
        return None


def _read(name: str, typed: str, default: object) -> object:
    """What was `typed`, as the kind of thing that `default` is; text stays text, also where it looks like a number."""
    if isinstance(default, str):
        return typed
    try:
        value = ast.literal_eval(typed)
    except (ValueError, SyntaxError):
        value = typed
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if default is not None and value is not None and type(value) is not type(default):
        kind = type(default).__name__
        raise UsageError(f"{name}={typed}: is not of the kind that the notebook sets it to ({kind}, as {default!r}).")
    return value


def _and(names: Mapping[str, object]) -> str:
    return ", ".join(names)
