"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from newsarchive.errors import StorageError


def write(path: Path, data: bytes) -> Path:
    """Write `data` to `path` through a temporary file beside it, making its folder, and return `path`.

    Raises `StorageError` where that cannot be done; what stood at `path` is then as it was.
    """
    temporary = path.with_name(f".{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(
            f"{path}: cannot be written ({error.strerror or error}); choose a folder that you can write to, "
            "or make room on the disk."
        ) from error
    return path
