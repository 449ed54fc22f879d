"""Fixity: whether the originals are, byte for byte, what was taken in. Nothing is opened for writing, nothing mended.

A batch says twice what its bytes are: the digest beside the WARC is that of the file, and each record of a source is
named after the digest of its bytes. Where WARC and digest disagree, the records tell which of the two was changed.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from newsarchive.store.originals import digest_line, digest_path, file_digest, warc_path

_NAME = re.compile(r"(\d{6,})\.warc\.gz(\.sha256)?")
_TEMPORARY = re.compile(r"\.\d{6,}\.warc\.gz(\.sha256)?\.tmp")
_DIGEST = re.compile(rb"[0-9a-f]{64}  \d{6,}\.warc\.gz\n")
_COPY = "bring it back from a copy of the archive."
_CHUNK = 1 << 16


class Problem(NamedTuple):
    """Something that is not as it should be: a file, or a place in a table, and what is wrong with it."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class Listing(NamedTuple):
    """The files of a folder of originals: batches 1 to `batches` should be there whole."""

    batches: int
    problems: list[Problem]
    notes: list[str]


def list_originals(folder: Path, known: int) -> Listing:
    """What is missing in `folder`, and what should not be there; the tables know of `known` batches."""
    if not folder.is_dir():
        return Listing(known, [Problem(str(folder), f"this folder is missing; {_COPY}")], [])
    names = {path.name for path in folder.iterdir()}
    found = {name: int(match[1]) for name in names if (match := _NAME.fullmatch(name))}
    complete = {number for name, number in found.items() if digest_path(folder, number).name == name}
    batches = max(known, *complete, 0)
    problems, notes = [], []
    for kind in (warc_path, digest_path):
        missing = [number for number in range(1, batches + 1) if kind(folder, number).name not in names]
        for first, last in _runs(missing):
            what = f"this original is missing; {_COPY}"
            if first < last:
                what = f"this original and those up to {kind(folder, last).name} are missing; bring them back."
            problems.append(Problem(str(kind(folder, first)), what))
    for name in sorted(names):
        path = folder / name
        if _TEMPORARY.fullmatch(name):
            notes.append(f"{path}: is being written, or was left by an ingest that was stopped; the next one takes it.")
        elif (number := found.get(name, 0)) > batches and name == warc_path(folder, number).name:
            notes.append(f"{path}: has no digest, as where an ingest was stopped; it was never acknowledged.")
        elif number < 1 or name not in (warc_path(folder, number).name, digest_path(folder, number).name):
            problems.append(Problem(str(path), "is no original of this archive; move it elsewhere."))
    return Listing(batches, problems, notes)


def check_batch(folder: Path, number: int) -> list[Problem]:
    """What is wrong with the files of a batch, if anything; a missing file is `list_originals`'s to tell."""
    warc, digest = warc_path(folder, number), digest_path(folder, number)
    try:
        right, said = digest_line(file_digest(warc), warc), digest.read_bytes()
        if said == right:
            return []
        fault = _fault(warc)
    except FileNotFoundError:
        return []
    except OSError as error:
        return [Problem(str(error.filename or warc), f"cannot be read ({error.strerror}); check the disk.")]
    if fault:
        damaged = [Problem(str(warc), f"its bytes are not those of its digest: {fault}; {_COPY}")]
        return damaged if _DIGEST.fullmatch(said) else [*damaged, _no_digest(digest, warc)]
    if not _DIGEST.fullmatch(said) or _is_near(said, right):
        return [_no_digest(digest, warc)]
    what = "its bytes are not those of its digest, though every record in it is whole; bring both back from a copy."
    return [Problem(str(warc), what)]


def _no_digest(digest: Path, warc: Path) -> Problem:
    return Problem(str(digest), f"was changed: it is not the digest of {warc.name}; {_COPY}")


def _is_near(said: bytes, right: bytes) -> bool:
    """True where most of a digest is right: the digest of other bytes would agree in one place of sixteen."""
    return sum(one == other for one, other in zip(said, right, strict=False)) > 0.75 * len(right)


def _fault(warc: Path) -> str | None:
    """The first record that is not what it was, by the check sums of its packing and by its name; or None."""
    place = 0
    try:
        for place, content in _members(warc):
            head, _, body = content.partition(b"\r\n\r\n")
            fields = dict(line.split(b": ", 1) for line in head.split(b"\r\n")[1:])
            data = body[: int(fields[b"Content-Length"])]
            kind = fields[b"WARC-Type"]
            if place == 0 and (kind != b"warcinfo" or fields[b"WARC-Filename"] != warc.name.encode()):
                return "it is another file under this name"
            if kind == b"resource" and fields[b"WARC-Target-URI"] != b"urn:sha256:" + _sha256(data):
                return f"the record at byte {place} is not what its name says"
    except _Unreadable as error:
        return f"the record at byte {error.place} cannot be unpacked ({error})"
    except (ValueError, KeyError):
        return f"there is no record at byte {place}"
    return None


class _Unreadable(Exception):
    def __init__(self, place: int, reason: str) -> None:
        super().__init__(reason)
        self.place = place


def _members(warc: Path) -> Iterator[tuple[int, bytes]]:
    """Each gzip member, unpacked, with the byte at which it begins."""
    with warc.open("rb") as file:
        place, chunk = 0, file.read(_CHUNK)
        if not chunk:
            raise _Unreadable(0, "the file is empty")
        while chunk:
            unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            content, length = bytearray(), 0
            while not unpacker.eof:
                if not chunk:
                    raise _Unreadable(place, "the file ends in it")
                try:
                    content += unpacker.decompress(chunk)
                except zlib.error as error:
                    raise _Unreadable(place, "its check sum or packing is wrong") from error
                length += len(chunk)
                chunk = unpacker.unused_data if unpacker.eof else file.read(_CHUNK)
            length -= len(unpacker.unused_data)
            yield place, bytes(content)
            place += length
            chunk = chunk or file.read(_CHUNK)


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Ascending numbers as runs without a gap: first and last."""
    start = 0
    for end in range(1, len(numbers) + 1):
        if end == len(numbers) or numbers[end] != numbers[end - 1] + 1:
            yield numbers[start], numbers[end - 1]
            start = end
