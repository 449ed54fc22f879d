"""What a file holds: one page, or the records of a container, one after the other.

WARC, JSON Lines, CSV and Parquet stream, whatever their size; zip and tar are read within limits; gzip, bzip2 and xz
around any of them are opened on the way. A record that cannot be taken in comes as a `RecordError` in its place, and
the rest goes on: nothing ends a container early but damage to the container itself, which is then the last error.
"""

from __future__ import annotations

import io
import os
import re
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from newsarchive.errors import RecordError
from newsarchive.parsing.records import MAX_RECORD, Found, Record, checked, is_json, member_name
from newsarchive.parsing.rows import check_columns, read_csv, read_json_lines, read_parquet
from newsarchive.parsing.unpacking import (
    ALWAYS,
    BOMB,
    MAX_RATIO,
    Stream,
    buffered,
    damage_of,
    head,
    is_packed,
    said,
    unpacked,
)
from newsarchive.parsing.webarchives import read_warc

MAX_UNPACKED = 20_000_000_000
"""How many bytes a zip or tar may give, unless the person says otherwise."""

_BUFFER = 65_536
_DEEPEST = 3  # packed within packed
_LINK = "is a link, which a container may not hold; pack the file itself."
_WARC = re.compile(rb"WARC/\d\.\d+\r?\n")
_OFFICE = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Reading:
    """How containers are read: the columns of tables by field, and how much a zip or tar may give, in bytes.

    Raises `UsageError` for a field that a column cannot give.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    max_unpacked: float = MAX_UNPACKED

    def __post_init__(self) -> None:
        check_columns(self.columns)


class Contents:
    """The records of the file at `path`, in order. `size` is the file's, `read` how much of it has been read, in bytes.

    A byte of its name that is not UTF-8, as old Windows archives have them, is written ``\\xff`` in the records' path.
    """

    def __init__(self, path: Path, reading: Reading | None = None) -> None:
        self.path = path
        self.name = os.fsencode(path).decode("utf-8", errors="backslashreplace")
        self.size = 0
        self._reading = reading or Reading()
        self._file: BinaryIO | None = None

    @property
    def read(self) -> int:
        return self._file.tell() if self._file and not self._file.closed else self.size

    def __iter__(self) -> Iterator[Found]:
        """The records, with a `RecordError` in the place of each that cannot be taken in."""
        try:
            status = self.path.stat()
            if not stat.S_ISREG(status.st_mode):
                yield RecordError(self.name, "is not a regular file; copy the page into one.")
                return
            self.size = status.st_size
            with self.path.open("rb", buffering=_BUFFER) as self._file:
                yield from _records(self._file, self.name, None, self._reading, self._file.tell)
        except OSError as error:
            reason = f"cannot be read ({error.strerror or error}); check that it exists and its permissions."
            yield RecordError(self.name, reason)


def uploaded(data: bytes, name: str) -> Iterator[Found]:
    """The records of one file that was handed over as bytes, such as a browser's upload."""
    stream = buffered(io.BytesIO(data))
    return _records(stream, name, None, Reading(), stream.tell)


def _records(
    file: BinaryIO, path: str, member: str | None, reading: Reading, read_packed: Callable[[], int]
) -> Iterator[Found]:
    """The records of `file`, which is the file at `path` or a member of it; `read_packed` is how far that is read."""
    name = member_name(path, member)
    suffix = PurePosixPath(name.casefold())
    stream, depth = file, 0
    while is_packed(stream):
        depth += 1
        if depth > _DEEPEST:
            yield RecordError(name, "is packed more than three times over; unpack it first.")
            return
        stream = unpacked(stream, read_packed)
        suffix = suffix.with_suffix("") if suffix.suffix in (".gz", ".bz2", ".xz") else suffix
    any_found = False
    for found in _of_kind(stream, suffix.suffix, path, member, reading):
        any_found = True
        yield found
    if reason := damage_of(stream):
        yield RecordError(name, reason)
    elif not any_found:
        yield RecordError(name, "is empty; there is no record in it.")


def _of_kind(stream: BinaryIO, suffix: str, path: str, member: str | None, reading: Reading) -> Iterator[Found]:
    first = head(stream)
    is_zip, is_parquet = first.startswith((b"PK\x03\x04", b"PK\x05\x06")), first.startswith(b"PAR1")
    is_tar = first[257:262] == b"ustar"
    if (is_tar and member) or ((is_zip or is_parquet) and not stream.seekable()):
        yield RecordError(member_name(path, member), "is packed within another file; unpack the outer one first.")
    elif is_zip:
        yield from _zip_members(stream, path, reading)
    elif is_parquet:
        yield from read_parquet(stream, path, reading.columns)
    elif is_tar:
        yield from _tar_members(stream, path, reading)
    elif _WARC.match(first):
        yield from read_warc(stream, path, member)
    elif suffix in (".csv", ".tsv"):
        yield from read_csv(stream, path, member, reading.columns)
    elif suffix in (".jsonl", ".ndjson") or _is_json_line(first):
        yield from read_json_lines(stream, path, member, reading.columns)
    else:
        data = stream.read(_BUFFER)
        if len(data) == _BUFFER:  # to ask for all that a record may have costs more than reading a page
            data += stream.read(MAX_RECORD + 1 - _BUFFER)
        if not damage_of(stream):
            yield checked(Record(data, path, member))


def _zip_members(stream: BinaryIO, path: str, reading: Reading) -> Iterator[Found]:
    try:
        archive = zipfile.ZipFile(stream)  # it holds nothing but `stream`
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        yield RecordError(path, f"is damaged ({said(error)}); pack it again.")
        return
    members = archive.infolist()
    if any(info.filename == _OFFICE for info in members):
        yield RecordError(path, "is an Office document, not a page; save it as .html or .txt.")
        return
    size, given = sum(info.compress_size for info in members), 0
    for info in members:
        if info.is_dir() or _is_hidden(info.filename):
            continue
        reason = _unsafe(info.filename)
        if info.flag_bits & 1:
            reason = "is locked with a password; unpack it with the password first."
        elif stat.S_ISLNK(info.external_attr >> 16):
            reason = _LINK
        elif info.file_size > max(ALWAYS, MAX_RATIO * info.compress_size):
            reason = BOMB
        if reason:
            yield RecordError(member_name(path, info.filename), reason)
            continue
        given += info.file_size
        if given > reading.max_unpacked or given > max(ALWAYS, MAX_RATIO * size):
            yield RecordError(path, _limit(reading) if given > reading.max_unpacked else BOMB)
            return
        try:
            file = archive.open(info)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            yield RecordError(member_name(path, info.filename), f"is damaged ({said(error)}); pack it again.")
            continue
        yield from _member(file, path, info.filename, reading)


def _tar_members(stream: BinaryIO, path: str, reading: Reading) -> Iterator[Found]:
    given = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_TarInfo) as archive:
            for info in archive:
                if info.isdir() or _is_hidden(info.name):
                    continue
                name = os.fsencode(info.name).decode("utf-8", errors="backslashreplace")
                reason = _unsafe(name)
                if info.issym() or info.islnk():
                    reason = _LINK
                elif not info.isfile():
                    reason = "is not a regular file; copy the page into one."
                if reason:
                    yield RecordError(member_name(path, name), reason)
                    continue
                given += info.size
                if given > reading.max_unpacked:
                    yield RecordError(path, _limit(reading))
                    return
                if (file := archive.extractfile(info)) is not None:
                    yield from _member(file, path, name, reading)
    except (tarfile.TarError, EOFError, ValueError) as error:
        if not damage_of(stream):
            yield RecordError(path, f"is damaged ({said(error)}); what stands before that place was read.")


class _TarInfo(tarfile.TarInfo):
    """A header of a tar; one that is damaged is an error, where tarfile would take it for the end."""

    @classmethod
    def fromtarfile(cls, tarfile_: tarfile.TarFile) -> _TarInfo:
        try:
            return super().fromtarfile(tarfile_)
        except tarfile.HeaderError as error:
            if type(error).__name__ in ("EOFHeaderError", "EmptyHeaderError"):
                raise  # these are the end
            raise tarfile.ReadError("the header of a member cannot be read") from error


def _member(file: object, path: str, name: str, reading: Reading) -> Iterator[Found]:
    plain = Stream(file)
    return _records(buffered(plain), path, name, reading, lambda: plain.given)


def _is_json_line(first: bytes) -> bool:
    """True where the first line is a JSON object, and so the file one record a line."""
    line, end, _ = first.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    return line.startswith(b"{") and bool(end) and is_json(line)


def _is_hidden(name: str) -> bool:
    return any(part == "__MACOSX" or (part[:1] == "." and part.strip(".")) for part in name.split("/"))


def _unsafe(name: str) -> str | None:
    """Why a member of that name is refused: one that an unpacker would write outside its folder is an attack."""
    parts = re.split(r"[/\\]", name)
    if ".." in parts or not parts[0] or re.match(r"[A-Za-z]:", name) or "\0" in name:
        return "has a name that leads outside its container; such a member is not opened."
    return None


def _limit(reading: Reading) -> str:
    return f"gives more than {reading.max_unpacked / 1e9:g} GB when unpacked; unpack it, or raise --max-unpacked."
