"""The originals: every source as found, in WARC files that are written once.

A batch is ``000001.warc.gz`` and ``000001.warc.gz.sha256``. Both are written under temporary names, brought to the
disk, then renamed, the digest last: it is the mark of a complete batch. A WARC without digest was never acknowledged.
Each source is a resource record, followed by a metadata record with what ingest was told of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from newsarchive.errors import ArchiveDamaged
from newsarchive.parsing import Record, Row

if TYPE_CHECKING:
    from warcio.warcwriter import WARCWriter


_TOLD = ("path", "member", "url", "charset")


@dataclass(frozen=True, slots=True)
class Original:
    """A record as it was taken in, with what the person who ingested it said."""

    record: Record
    publisher: str | None
    section: str | None


@dataclass(frozen=True, slots=True)
class Batch:
    """One complete batch: its number from 1, and when it was taken in (UTC, whole seconds)."""

    number: int
    ingested: datetime
    originals: tuple[Original, ...]


def complete_batches(folder: Path) -> int:
    """How many batches are complete. Raises `ArchiveDamaged` where one of them is missing a file."""
    digests = {int(path.name[:6]) for path in folder.glob("[0-9]*.warc.gz.sha256")}
    count = max(digests, default=0)
    for number in range(1, count + 1):
        for path in (_warc(folder, number), _digest(folder, number)):
            if not path.exists():
                raise ArchiveDamaged(f"{path}: this original is missing; bring it back from a copy of the archive.")
    return count


def write_batch(folder: Path, batch: Batch, software: str) -> None:
    """Write `batch` so that it is complete on the disk when this returns, and absent when it does not."""
    from warcio.warcwriter import WARCWriter

    warc, digest = _warc(folder, batch.number), _digest(folder, batch.number)
    date = batch.ingested.strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        with _temporary(warc).open("wb") as file:
            writer = WARCWriter(file, gzip=True)
            info = {"software": software, "format": "WARC File Format 1.0"}
            writer.write_record(writer.create_warcinfo_record(warc.name, info))
            for original in batch.originals:
                _write_original(writer, original, date)
            _to_disk(file)
        with _temporary(digest).open("wb") as file:
            file.write(f"{file_digest(_temporary(warc))}  {warc.name}\n".encode())
            _to_disk(file)
        os.replace(_temporary(warc), warc)
        os.replace(_temporary(digest), digest)
        _folder_to_disk(folder)
    finally:
        for path in (warc, digest):
            with suppress(OSError):
                _temporary(path).unlink(missing_ok=True)


def read_batch(folder: Path, number: int) -> Batch:
    """A batch as it was written. Raises `ArchiveDamaged` where its bytes are not those of its digest."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    warc = _warc(folder, number)
    if _digest(folder, number).read_text("utf-8").split()[:1] != [file_digest(warc)]:
        raise ArchiveDamaged(
            f"{warc}: its bytes are not those of its digest; bring it back from a copy of the archive."
        )
    try:
        with warc.open("rb") as file:
            originals, ingested = _read_records(ArchiveIterator(file))
    except (ArchiveLoadFailed, KeyError, ValueError) as error:
        raise ArchiveDamaged(f"{warc}: is not a batch of originals ({error}); bring it back from a copy.") from error
    return Batch(number, ingested, tuple(originals))


def file_digest(path: Path) -> str:
    """The sha256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_original(writer: WARCWriter, original: Original, date: str) -> None:
    record = original.record
    told = {name: getattr(record, name) for name in _TOLD} | {
        "row": asdict(record.row) if record.row else None,
        "publisher": original.publisher,
        "section": original.section,
    }
    target = f"urn:sha256:{record.sha256}"
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{target} {record.name}")
    bodies: tuple[tuple[str, str, bytes, uuid.UUID, dict[str, str]], ...] = (
        ("resource", "application/octet-stream", record.data, identity, {}),
        (
            "metadata",
            "application/json",
            json.dumps(told, ensure_ascii=False).encode(),
            uuid.uuid5(identity, "metadata"),
            {"WARC-Refers-To": f"<urn:uuid:{identity}>"},
        ),
    )
    for kind, content_type, data, name, headers in bodies:
        headers |= {"WARC-Record-ID": f"<urn:uuid:{name}>", "WARC-Date": date}
        warc_record = writer.create_warc_record(
            target,
            kind,
            payload=BytesIO(data),
            length=len(data),
            warc_content_type=content_type,
            warc_headers_dict=headers,
        )
        writer.write_record(warc_record)


def _read_records(records: Iterable[Any]) -> tuple[list[Original], datetime]:
    originals: list[Original] = []
    data, ingested = b"", datetime.fromtimestamp(0, UTC)
    for record in records:
        content: bytes = record.content_stream().read()
        if record.rec_type == "resource":
            data = content
            ingested = datetime.fromisoformat(record.rec_headers["WARC-Date"])
        elif record.rec_type == "metadata":
            told = json.loads(content)
            row = Row(**told["row"]) if told.get("row") else None
            if row and row.columns is not None:
                row = replace(row, columns=tuple(row.columns))
            record_told = Record(data, row=row, **{name: told.get(name) for name in _TOLD})
            originals.append(Original(record_told, told["publisher"], told["section"]))
    return originals, ingested


def _warc(folder: Path, number: int) -> Path:
    return folder / f"{number:06}.warc.gz"


def _digest(folder: Path, number: int) -> Path:
    return folder / f"{number:06}.warc.gz.sha256"


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}.tmp")


def _to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _folder_to_disk(folder: Path) -> None:
    """Bring the renames to the disk, where the system lets a folder be opened (Windows does not)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
