"""Where the Jupyter server that runs this kernel shows a file, so that a link on the page opens it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote


class Link(NamedTuple):
    """A file for a person: its name, its full path, and the address to open it at, None where none is served."""

    name: str
    path: str
    href: str | None


def link(path: Path) -> Link:
    """`path` with its address on the Jupyter server that started this kernel, if it serves the folder."""
    path = path.resolve()
    server = _server()
    if server is None or not path.is_relative_to(server[0]):
        return Link(path.name, str(path), None)
    root, base = server
    return Link(path.name, str(path), f"{base}files/{quote(path.relative_to(root).as_posix())}")


def _server() -> tuple[Path, str] | None:
    """The root folder and base address of the server: it leaves a card with them in Jupyter's runtime folder."""
    from jupyter_core.paths import jupyter_runtime_dir

    card = Path(jupyter_runtime_dir()) / f"jpserver-{os.environ.get('JPY_PARENT_PID')}.json"
    if not card.is_file():
        return None
    record = json.loads(card.read_text("utf-8"))
    return Path(record["root_dir"]).resolve(), record["base_url"]
