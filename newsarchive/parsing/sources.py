"""Which files are meant: the files, folders and globs that a person names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from newsarchive.errors import UsageError


def find_files(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[Path]:
    """The files that `paths` (files, folders, globs) name, each once: folders whole, sorted, without hidden files.

    Raises `UsageError` for a path that does not exist, a glob that matches nothing, or where there is no file at all.
    """
    several = isinstance(paths, Iterable) and not isinstance(paths, (str, bytes, os.PathLike))
    named: list[object] = list(paths) if several else [paths]  # type: ignore[arg-type]
    if not named:
        raise UsageError("No path was given; name files, folders or globs of pages.")
    found: dict[Path, None] = {}
    for name in named:
        if not isinstance(name, (str, os.PathLike)) or not os.fspath(name):
            raise UsageError(f"{name!r:.60}: is no path; name files, folders or globs of pages.")
        matches = list(_expand(Path(name)))
        if not matches:
            raise UsageError(f"{os.fspath(name)}: the folder holds no files; put page copies (.txt, .html) into it.")
        found.update(dict.fromkeys(matches))
    return list(found)


def _expand(path: Path) -> Iterator[Path]:
    path = path.expanduser()
    if path.is_dir():
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            # A link to a folder may lead anywhere, and round in circles: it is named, and not followed.
            yield from (Path(folder, name) for name in folders if os.path.islink(os.path.join(folder, name)))
            yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))
    elif path.exists() or path.is_symlink():
        yield path
    elif any(c in str(path) for c in "*?["):
        anchor = Path(path.anchor or ".")
        pattern = str(path.relative_to(path.anchor)) if path.anchor else str(path)
        matches = sorted(anchor.glob(pattern))
        if not matches:
            raise UsageError(f"{path}: nothing matches; check the pattern and the folder it starts from.")
        for match in matches:
            yield from _expand(match)
    else:
        raise UsageError(f"{path}: there is no such file or folder; check the spelling.")
