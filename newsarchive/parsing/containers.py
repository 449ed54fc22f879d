"""What a file holds: one page, or the records of a container, one after the other.

WARC, JSON Lines, CSV and Parquet stream, whatever their size; zip and tar are read within limits; gzip, bzip2 and xz
around any of them are opened on the way. A record that cannot be taken in comes as a `RecordError` in its place, and
the rest goes on: nothing ends a container early but damage to the container itself, which is then the last error.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from newsarchive.errors import NotAPage, RecordError
from newsarchive.parsing.records import MAX_RECORD, Record, check, is_json, member_name
from newsarchive.parsing.rows import read_csv, read_json_lines, read_parquet

MAX_UNPACKED = 20_000_000_000
"""How many bytes a zip or tar may give, unless the person says otherwise."""

MAX_RATIO = 100
"""How many times its own size a packed file may give."""

_ALWAYS = 1_000_000  # this much is unpacked from any file, however well it is packed
_BUFFER = 65_536
_PACKED: dict[bytes, Callable[[BinaryIO], Any]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\0": lzma.LZMAFile,
}
_DAMAGE = (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, zipfile.BadZipFile, tarfile.TarError)
_LINK = "is a link, which a container may not hold; pack the file itself."
_BOMB = f"gives more than {MAX_RATIO} times its size when unpacked, as only a trap does; it was left packed."
_OFFICE = "[Content_Types].xml"
_OTHER = re.compile(
    r"(?!text/(?:html|plain)\b|application/(?:xhtml\+xml|octet-stream|http)\b|multipart/related\b)", re.I
)

Found = Record | RecordError


class _TooMuch(Exception):
    """A packed file that gives more than it may; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How containers are read: the columns of tables by field, and how much a zip or tar may give, in bytes."""

    columns: Mapping[str, str] = field(default_factory=dict)
    max_unpacked: int = MAX_UNPACKED


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
                yield from _records(self._file, self.name, None, self._reading)
        except OSError as error:
            reason = f"cannot be read ({error.strerror or error}); check that it exists and its permissions."
            yield RecordError(self.name, reason)


def uploaded(data: bytes, name: str) -> Iterator[Found]:
    """The records of one file that was handed over as bytes, such as a browser's upload."""
    return _records(cast("BinaryIO", io.BufferedReader(io.BytesIO(data), _BUFFER)), name, None, Reading())


def _records(file: BinaryIO, path: str, member: str | None, reading: Reading) -> Iterator[Found]:
    """The records of `file`, which is the file at `path` or a member of it."""
    name = member_name(path, member)
    try:
        with ExitStack() as opened:
            suffix = PurePosixPath(name.casefold())
            stream = file
            while unpack := next((_PACKED[magic] for magic in _PACKED if _head(stream).startswith(magic)), None):
                stream = opened.enter_context(io.BufferedReader(_Unpacked(unpack(stream), stream), _BUFFER))
                suffix = suffix.with_suffix("") if suffix.suffix in (".gz", ".bz2", ".xz") else suffix
            yield from _of_kind(stream, suffix.suffix, path, member, reading)
    except _TooMuch as error:
        yield RecordError(name, str(error))
    except _DAMAGE as error:
        yield RecordError(name, f"is damaged ({_said(error)}); what stood before the damage was read.")


def _of_kind(stream: BinaryIO, suffix: str, path: str, member: str | None, reading: Reading) -> Iterator[Found]:
    head = _head(stream)
    is_zip, is_parquet = head.startswith((b"PK\x03\x04", b"PK\x05\x06")), head.startswith(b"PAR1")
    is_tar = head[257:262] == b"ustar"
    if (is_tar and member) or ((is_zip or is_parquet) and not stream.seekable()):
        yield RecordError(member_name(path, member), "is packed within another file; unpack the outer one first.")
    elif is_zip:
        yield from _zip_members(stream, path, reading)
    elif is_parquet:
        yield from read_parquet(stream, path, reading.columns)
    elif is_tar:
        yield from _tar_members(stream, path, reading)
    elif head.startswith(b"WARC/"):
        yield from _warc_records(stream, path, member)
    elif suffix in (".csv", ".tsv"):
        yield from read_csv(stream, path, member, reading.columns)
    elif suffix in (".jsonl", ".ndjson") or _is_json_line(head):
        yield from read_json_lines(stream, path, member, reading.columns)
    else:
        yield checked(Record(stream.read(MAX_RECORD + 1), path, member))


def _zip_members(stream: BinaryIO, path: str, reading: Reading) -> Iterator[Found]:
    given = 0
    with zipfile.ZipFile(stream) as archive:
        members = archive.infolist()
        if any(info.filename == _OFFICE for info in members):
            yield RecordError(path, "is an Office document, not a page; save it as .html or .txt.")
            return
        size = sum(info.compress_size for info in members)
        for info in members:
            if info.is_dir() or _is_hidden(info.filename):
                continue
            reason = _unsafe(info.filename)
            if info.flag_bits & 1:
                reason = "is locked with a password; unpack it with the password first."
            elif stat.S_ISLNK(info.external_attr >> 16):
                reason = _LINK
            elif info.file_size > _ALWAYS and info.file_size > MAX_RATIO * max(info.compress_size, 1):
                reason = _BOMB
            if reason:
                yield RecordError(member_name(path, info.filename), reason)
                continue
            given += info.file_size
            if given > reading.max_unpacked or given > max(_ALWAYS, MAX_RATIO * size):
                raise _TooMuch(_limit(reading) if given > reading.max_unpacked else _BOMB)
            try:
                with archive.open(info) as file:
                    yield from _records(io.BufferedReader(_Plain(file), _BUFFER), path, info.filename, reading)
            except (*_DAMAGE, NotImplementedError, OSError) as error:
                yield RecordError(member_name(path, info.filename), f"is damaged ({_said(error)}); pack it again.")


def _tar_members(stream: BinaryIO, path: str, reading: Reading) -> Iterator[Found]:
    given = 0
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for info in archive:
            if info.isdir() or _is_hidden(info.name):
                continue
            name = info.name.encode("utf-8", "backslashreplace").decode()
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
                raise _TooMuch(_limit(reading))
            if (file := archive.extractfile(info)) is not None:
                yield from _records(io.BufferedReader(_Plain(file), _BUFFER), path, name, reading)


def _warc_records(stream: BinaryIO, path: str, member: str | None) -> Iterator[Found]:
    """Each response and resource of a WARC; what is no page by its own account is counted as such."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

    container = member_name(path, member)
    http = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1"], verify=False)
    try:
        for number, record in enumerate(ArchiveIterator(stream, no_record_parse=True), 1):
            headers = record.rec_headers
            if record.rec_type not in ("response", "resource"):
                yield NotAPage(container, f"is a {record.rec_type} record")
                continue
            name = (headers.get_header("WARC-Record-ID") or f"record {number}").strip("<>")
            name = f"{member}!/{name}" if member else name
            content_type = record.content_type or ""
            try:
                if record.rec_type == "response" and "http" in content_type:
                    record.http_headers = http.parse(record.raw_stream)
                    content_type = record.http_headers.get_header("Content-Type") or ""
                    if not (status := record.http_headers.get_statuscode()).startswith("2"):
                        yield NotAPage(container, f"was answered with HTTP status {status}")
                        continue
                if content_type and _OTHER.match(content_type):
                    yield NotAPage(container, f"is {content_type.partition(';')[0].strip().lower()}")
                    continue
                data = _all(record.content_stream())
            except (StatusAndHeadersParserException, EOFError, zlib.error, ValueError) as error:
                yield RecordError(member_name(path, name), f"is a damaged record ({_said(error)}); crawl it again.")
                continue
            url = (headers.get_header("WARC-Target-URI") or "").strip("<>")
            url = url if url.startswith(("http://", "https://")) else None
            charset = re.search(r"charset=[\"']?([\w-]+)", content_type)
            page = Record(data, path, name, url, charset and charset[1])
            yield checked(page)
    except ArchiveLoadFailed as error:
        yield RecordError(container, f"is damaged ({_said(error)}); what stood before the damage was read.")


def _all(stream: Any) -> bytes:
    """What `stream` gives, up to the limit of a record and one byte more."""
    pieces, size = [], 0
    while size <= MAX_RECORD and (piece := stream.read(MAX_RECORD + 1 - size)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def checked(record: Record) -> Found:
    """`record`, or why it cannot be taken in."""
    try:
        return check(record)
    except RecordError as error:
        return error


class _Plain(io.RawIOBase):
    """The bytes of a member in order, without going back."""

    def __init__(self, file: Any) -> None:
        self._source = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data: bytes = self._source.read1(len(buffer))  # what is there: damage further on should not take it along
        buffer[: len(data)] = data
        return len(data)


class _Unpacked(_Plain):
    """The unpacked bytes of a packed file, up to `MAX_RATIO` times what was read of it."""

    def __init__(self, file: Any, packed: BinaryIO) -> None:
        super().__init__(file)
        self._packed, self._read, self._given = packed, 0, 0
        self._start = packed.tell() if packed.seekable() else 0

    def readinto(self, buffer: Any) -> int:
        size = super().readinto(buffer)
        self._given += size
        packed = self._packed.tell() - self._start if self._packed.seekable() else self._given
        if self._given > max(_ALWAYS, MAX_RATIO * packed):
            raise _TooMuch(_BOMB)
        return size


def _head(stream: BinaryIO) -> bytes:
    return cast("io.BufferedReader", stream).peek(_BUFFER)


def _is_json_line(head: bytes) -> bool:
    """True where the first line is a JSON object, and so the file one record a line."""
    line, end, _ = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
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


def _said(error: Exception) -> str:
    """What an error says, on one line and without its stop."""
    return " ".join(str(error).split()).rstrip(".")[:200] or type(error).__name__
