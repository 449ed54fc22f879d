"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from pathlib import Path

from newsarchive.errors import StorageError


def write(path: Path, data: bytes | Iterable[bytes]) -> Path:
    """Write `data`, whole or in pieces, to `path` through a temporary file beside it, and return `path`.

    Its folder is made; a link is followed. Raises `StorageError` where that cannot be done, or where something else
    than a file stands there; what stood at `path` is then as it was.
    """
    place = Path(os.path.realpath(path))
    if place.exists() and not place.is_file():
        raise StorageError(f"{path}: cannot be written (what stands there is not a file); name another.")
    temporary = place.parent / f".{os.getpid()}-{threading.get_ident()}.tmp"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("wb") as file:
                file.writelines([data] if isinstance(data, bytes) else data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(place)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(
            f"{path}: cannot be written ({error.strerror or error}); choose a folder that you can write to, "
            "or make room on the disk."
        ) from error
    return path
