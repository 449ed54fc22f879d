"""Bytes in: finding the files that were named, and deciding what each one is.

Everything that cannot be taken in is a `RecordError` with its reason; a path that does not exist is a `UsageError`.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from newsarchive.article import Source
from newsarchive.errors import RecordError, UsageError
from newsarchive.parsing import charset

MAX_RECORD = 20_000_000
"""The largest record that is read, in bytes."""

_TOO_LARGE = f"is larger than {MAX_RECORD // 1_000_000} MB; split it into single pages."
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|meta|title|form)[\s>/]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """One record as found: its bytes, and where they stood."""

    data: bytes
    path: str | None
    member: str | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def name(self) -> str:
        """How messages name the record: its path, with the member after ``!`` where it stood in a container."""
        return f"{self.path or 'text'}!/{self.member}" if self.member else self.path or "text"


def find_files(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[Path]:
    """The files that `paths` (files, folders, globs) name, each once: folders whole, sorted, without hidden files.

    Raises `UsageError` for a path that does not exist, a glob that matches nothing, or where there is no file at all.
    """
    named = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    if not named:
        raise UsageError("No path was given; name files, folders or globs of pages.")
    found: dict[Path, None] = {}
    for name in named:
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


def load(path: Path) -> Record:
    """The bytes of one file. Raises `RecordError` where it cannot be read, is empty or is over `MAX_RECORD`.

    A byte of its name that is not UTF-8, as old Windows archives have them, is written ``\\xff`` in the record's path.
    """
    name = os.fsencode(path).decode("utf-8", errors="backslashreplace")
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise RecordError(name, "is not a regular file; copy the page into one.")
        if status.st_size > MAX_RECORD:
            raise RecordError(name, _TOO_LARGE)
        data = path.read_bytes()
    except OSError as error:
        reason = f"cannot be read ({error.strerror or error}); check that it exists and its permissions."
        raise RecordError(name, reason) from error
    return check(Record(data, name))


def check(record: Record) -> Record:
    """`record`, where it holds something and not too much; raises `RecordError` otherwise."""
    if len(record.data) > MAX_RECORD:
        raise RecordError(record.name, _TOO_LARGE)
    if not record.data.strip(b"\0 \t\r\n\f\v\xef\xbb\xbf"):
        raise RecordError(record.name, "is empty; copy the page again.")
    return record


def decode(record: Record) -> tuple[Source, str, tuple[str, ...]]:
    """What the record is: its `Source`, its decoded text exactly as found, and warnings.

    Raises `RecordError` for bytes that are neither text nor HTML.
    """
    data = record.data
    if charset.mark(data) is None and _is_binary(data):
        raise RecordError(record.name, "is not text or HTML; save the page as .txt or .html.")
    if _is_json(data):
        raise RecordError(record.name, "is JSON data, not a page; save each article as .txt or .html.")
    text, encoding, warnings = charset.decode(data)
    if re.search(r"[\x00-\x08\x0e-\x1f\x7f]", text):
        warnings += ("control characters in the text",)
    media_type = "text/html" if _MARKUP.search(data[:4096]) else "text/plain"
    return Source(record.path, record.member, record.sha256, media_type, encoding), text, warnings


def _is_json(data: bytes) -> bool:
    """A JSON document, or JSON Lines: the first line (or all of it) is an object or a list."""
    if data.lstrip()[:1] not in (b"{", b"["):
        return False
    for piece in (data.lstrip().split(b"\n", 1)[0], data):
        try:
            return isinstance(json.loads(piece), dict | list)
        except ValueError:
            continue
    return False


def _is_binary(data: bytes) -> bool:
    """Text has no NUL bytes and next to no control characters; a known magic number decides at once."""
    if data.startswith((b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\x7fELF", b"MZ")):
        return True
    sample = data[:65536]
    controls = sum(sample.count(bytes([c])) for c in range(32) if c not in b"\t\n\r\f\v\x1b")
    return controls * 100 > max(len(sample), 1000)  # ten are let pass in a short page
