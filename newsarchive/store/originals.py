"""The originals: every source as found, in WARC files that are written once.

A batch is ``000001.warc.gz`` and ``000001.warc.gz.sha256``. Both are written under temporary names, brought to the
disk, then renamed, the digest last: it is the mark of a complete batch. A WARC without digest was never acknowledged.
Each source is a resource record, followed by a metadata record with what ingest was told of it. A further place of
bytes that are held is a revisit record, followed by the same; a withdrawal is a metadata record alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from newsarchive.errors import ArchiveBusy, ArchiveDamaged
from newsarchive.parsing import Record, Row
from newsarchive.parsing.records import member_name

if TYPE_CHECKING:
    from warcio.warcwriter import WARCWriter


_TOLD = ("path", "member", "url", "charset")
_SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"


@dataclass(frozen=True, slots=True)
class Original:
    """A record as it was taken in, with what the person who ingested it said."""

    record: Record
    publisher: str | None
    section: str | None


class Place(NamedTuple):
    """A further place of bytes that are held: those of the article `id`, whose digest is `sha256`."""

    id: str
    sha256: str
    path: str | None
    member: str | None
    url: str | None

    @property
    def name(self) -> str:
        """How messages name it."""
        return member_name(self.path or "text", self.member)


class Withdrawal(NamedTuple):
    """The article `id` was taken out of all answers, for `reason`."""

    id: str
    reason: str


class Extent(NamedTuple):
    """Where the resource record of an original stands in its WARC file: ``file[offset:offset + length]``, in bytes."""

    offset: int
    length: int


@dataclass(slots=True)
class Batch:
    """What one batch holds: its number from 1, when it was taken in (UTC, whole seconds), and its records in order."""

    number: int
    ingested: datetime
    originals: list[Original] = field(default_factory=list)
    extents: list[Extent] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    withdrawals: list[Withdrawal] = field(default_factory=list)


def complete_batches(folder: Path) -> int:
    """How many batches are complete. Raises `ArchiveDamaged` where one of them is missing a file."""
    digests = {int(path.name[:6]) for path in folder.glob("[0-9]*.warc.gz.sha256")}
    count = max(digests, default=0)
    for number in range(1, count + 1):
        for path in (warc_path(folder, number), digest_path(folder, number)):
            if not path.exists():
                raise ArchiveDamaged(f"{path}: this original is missing; bring it back from a copy of the archive.")
    return count


class BatchWriter:
    """Writes one batch piece by piece; it is complete on the disk after `commit`, and absent without."""

    def __init__(self, folder: Path, number: int, ingested: datetime, software: str) -> None:
        self.number = number
        self._folder, self._date = folder, warc_date(ingested)
        self._warc, self._digest = warc_path(folder, number), digest_path(folder, number)
        self._sha256 = hashlib.sha256()
        self._file = _temporary(self._warc).open("wb")
        self.size = 0
        info = {"software": software, "format": "WARC File Format 1.1"}
        self.append(_written(lambda writer: writer.create_warcinfo_record(self._warc.name, info)))

    def append(self, members: bytes) -> int:
        """Add whole gzip members, as `encode` gives them; where in the file they begin."""
        start = self.size
        self._file.write(members)
        self._sha256.update(members)
        self.size += len(members)
        return start

    def add_place(self, place: Place) -> None:
        """Note a further place of bytes that are held."""
        self.append(_encode_place(place, self._date))

    def add_withdrawal(self, withdrawal: Withdrawal) -> None:
        """Note that an article was withdrawn."""
        self.append(_encode_withdrawal(withdrawal, self._date))

    def commit(self) -> None:
        """Bring the batch to the disk under its name, the digest last."""
        to_disk(self._file)
        self._file.close()
        if self._digest.exists():
            raise ArchiveBusy(f"{self._digest}: was written by another process meanwhile; run the same command again.")
        _put_in_place(self._warc, self._digest, self._sha256.hexdigest())

    def take_back(self) -> None:
        """Remove a batch that was just committed, and acknowledged to nobody: the tables have no room for it."""
        self._digest.unlink()
        self._warc.unlink()
        folder_to_disk(self._folder)

    def discard(self) -> None:
        """Remove what was written of a batch that is not committed; nothing where it is."""
        with suppress(OSError):
            self._file.close()
        for path in (self._warc, self._digest):
            with suppress(OSError):
                _temporary(path).unlink(missing_ok=True)


def encode(original: Original, ingested: datetime) -> tuple[bytes, int]:
    """`original` as gzip members of a WARC, and the length of the first one, which holds its bytes."""
    target, identity = _names(original.record.sha256, original.record.name)
    file = BytesIO()
    writer = _writer(file)
    date = warc_date(ingested)
    _write(writer, "resource", target, identity, date, original.record.data, "application/octet-stream")
    length = file.tell()
    told = {name: getattr(original.record, name) for name in _TOLD} | {
        "warnings": original.record.warnings,
        "row": asdict(original.record.row) if original.record.row else None,
        "publisher": original.publisher,
        "section": original.section,
    }
    _write_told(writer, target, identity, date, told)
    return file.getvalue(), length


def purge(folder: Path, number: int, sha256: str, now: datetime) -> None:
    """Write the WARC of a batch anew without the original whose bytes have the digest `sha256`.

    What was told of it goes as well; a metadata record says that something stood here, and since when it does not. A
    process that is stopped between the two renames leaves a digest that `finish_purge` puts in its place.
    """
    from warcio.archiveiterator import ArchiveIterator

    warc, digest = warc_path(folder, number), digest_path(folder, number)
    target = f"urn:sha256:{sha256}"
    said = BytesIO()
    _write_told(_writer(said), target, uuid.uuid5(uuid.NAMESPACE_URL, target), warc_date(now), {"purged": sha256})
    whole, note = hashlib.sha256(), said.getvalue()
    with warc.open("rb") as old, warc.open("rb") as bytes_of, _temporary(warc).open("wb") as new:
        records = ArchiveIterator(old)
        for record in records:
            record.content_stream().read()
            offset, length = records.get_record_offset(), records.get_record_length()
            member = b""
            if record.rec_headers.get_header("WARC-Target-URI") != target:
                bytes_of.seek(offset)
                member = bytes_of.read(length)
            elif record.rec_type == "resource":
                member = note
            new.write(member)
            whole.update(member)
        to_disk(new)
    _put_in_place(warc, digest, whole.hexdigest())


def finish_purge(folder: Path) -> None:
    """Put the digest of a purge that was stopped in its place; to be called by the one who may write."""
    for temporary in folder.glob(".[0-9]*.warc.gz.sha256.tmp"):
        digest = folder / temporary.name.removeprefix(".").removesuffix(".tmp")
        warc = folder / digest.name.removesuffix(".sha256")
        if digest.exists() and temporary.read_bytes() == digest_line(file_digest(warc), warc):
            os.replace(temporary, digest)
            folder_to_disk(folder)


def read_batch(folder: Path, number: int) -> Batch:
    """A batch as it was written. Raises `ArchiveDamaged` where its bytes are not those of its digest."""
    from warcio.exceptions import ArchiveLoadFailed

    warc = warc_path(folder, number)
    if digest_path(folder, number).read_bytes() != digest_line(file_digest(warc), warc):
        raise ArchiveDamaged(
            f"{warc}: its bytes are not those of its digest; bring it back from a copy of the archive."
        )
    try:
        return _read_records(warc, number)
    except (ArchiveLoadFailed, KeyError, ValueError) as error:
        raise ArchiveDamaged(f"{warc}: is not a batch of originals ({error}); bring it back from a copy.") from error


def read_bytes(folder: Path, number: int, extent: Extent) -> bytes:
    """The exact bytes of one original, by its place in its WARC. Raises `ArchiveDamaged` where they are not there."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    warc = warc_path(folder, number)
    try:
        with warc.open("rb") as file:
            file.seek(extent.offset)
            member = BytesIO(file.read(extent.length))
        record = next(iter(ArchiveIterator(member, check_digests=True)))
        data: bytes = record.content_stream().read()
    except (ArchiveLoadFailed, StopIteration, FileNotFoundError, ValueError) as error:
        raise ArchiveDamaged(f"{warc}: has no original at byte {extent.offset}; run newsarchive verify.") from error
    if record.rec_headers.get_header("WARC-Target-URI") != f"urn:sha256:{hashlib.sha256(data).hexdigest()}":
        raise ArchiveDamaged(f"{warc}: the original at byte {extent.offset} was changed; run newsarchive verify.")
    return data


def read_original(folder: Path, number: int, extent: Extent) -> Original:
    """One original with what was told of it, which stands in the record after it; raises as `read_bytes` does."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    data = read_bytes(folder, number, extent)
    warc = warc_path(folder, number)
    try:
        with warc.open("rb") as file:
            file.seek(extent.offset + extent.length)
            return _original(data, json.loads(next(iter(ArchiveIterator(file))).content_stream().read()))
    except (ArchiveLoadFailed, StopIteration, FileNotFoundError, ValueError, KeyError) as error:
        where = f"{warc}: nothing is told of the original at byte {extent.offset}"
        raise ArchiveDamaged(f"{where}; run newsarchive verify.") from error


def file_digest(path: Path) -> str:
    """The sha256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_line(digest: str, warc: Path) -> bytes:
    """What stands in the file beside a WARC, as sha256sum writes and checks it."""
    return f"{digest}  {warc.name}\n".encode()


def warc_path(folder: Path, number: int) -> Path:
    """The WARC file of a batch."""
    return folder / f"{number:06}.warc.gz"


def digest_path(folder: Path, number: int) -> Path:
    """The digest of a batch."""
    return folder / f"{number:06}.warc.gz.sha256"


def warc_date(moment: datetime) -> str:
    """`moment` as WARC headers have it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _names(sha256: str, place: str) -> tuple[str, uuid.UUID]:
    """What a record is about, and a name for it that the same bytes from the same place always get."""
    target = f"urn:sha256:{sha256}"
    return target, uuid.uuid5(uuid.NAMESPACE_URL, f"{target} {place}")


def _encode_place(place: Place, date: str) -> bytes:
    target, identity = _names(place.sha256, f"{place.path} {place.member} {place.url}")
    told = {"id": place.id, "path": place.path, "member": place.member, "url": place.url}
    headers = {"WARC-Profile": _SAME_PAYLOAD, "WARC-Payload-Digest": f"sha256:{place.sha256}"}
    file = BytesIO()
    writer = _writer(file)
    _write(writer, "revisit", target, identity, date, b"", "application/octet-stream", headers)
    _write_told(writer, target, identity, date, {"place": told})
    return file.getvalue()


def _encode_withdrawal(withdrawal: Withdrawal, date: str) -> bytes:
    target = f"urn:newsarchive:{withdrawal.id}"
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{target} withdrawn {date}")
    file = BytesIO()
    _write_told(_writer(file), target, identity, date, {"withdrawn": withdrawal._asdict()})
    return file.getvalue()


def _writer(file: BytesIO) -> WARCWriter:
    from warcio.warcwriter import WARCWriter

    return WARCWriter(file, gzip=True, warc_version="WARC/1.1")


def _written(record: Callable[[WARCWriter], Any]) -> bytes:
    file = BytesIO()
    writer = _writer(file)
    writer.write_record(record(writer))
    return file.getvalue()


def _write_told(writer: WARCWriter, target: str, identity: uuid.UUID, date: str, told: dict[str, Any]) -> None:
    """A metadata record on the record `identity`: what was told of it."""
    data = json.dumps(told, ensure_ascii=False).encode()
    refers = {"WARC-Refers-To": f"<urn:uuid:{identity}>"}
    _write(writer, "metadata", target, uuid.uuid5(identity, "metadata"), date, data, "application/json", refers)


def _write(
    writer: WARCWriter,
    kind: str,
    target: str,
    identity: uuid.UUID,
    date: str,
    data: bytes,
    content_type: str,
    headers: dict[str, str] | None = None,
) -> None:
    record = writer.create_warc_record(
        target,
        kind,
        payload=BytesIO(data),
        length=len(data),
        warc_content_type=content_type,
        warc_headers_dict={"WARC-Record-ID": f"<urn:uuid:{identity}>", "WARC-Date": date, **(headers or {})},
    )
    writer.write_record(record)


def _read_records(warc: Path, number: int) -> Batch:
    from warcio.archiveiterator import ArchiveIterator

    batch = Batch(number, datetime.max.replace(tzinfo=UTC))
    data = b""
    with warc.open("rb") as file:
        records = ArchiveIterator(file)
        for record in records:
            content: bytes = record.content_stream().read()
            if record.rec_type == "warcinfo":
                continue
            # All records of a batch have its time, but for what a purge left in the place of one.
            batch.ingested = min(batch.ingested, datetime.fromisoformat(record.rec_headers["WARC-Date"]))
            if record.rec_type == "resource":
                data = content
                sha256 = record.rec_headers["WARC-Target-URI"].removeprefix("urn:sha256:")
                if hashlib.sha256(data).hexdigest() != sha256:
                    raise ValueError(f"a record is not what its name {sha256} says")
                batch.extents.append(Extent(records.get_record_offset(), records.get_record_length()))
            elif record.rec_type == "metadata":
                told = json.loads(content)
                if "place" in told:
                    sha256 = record.rec_headers["WARC-Target-URI"].removeprefix("urn:sha256:")
                    batch.places.append(Place(sha256=sha256, **told["place"]))
                elif "purged" in told:
                    continue  # its bytes are gone, and so is what was told of it
                elif "withdrawn" in told:
                    batch.withdrawals.append(Withdrawal(**told["withdrawn"]))
                else:
                    batch.originals.append(_original(data, told))
    return batch


def _original(data: bytes, told: dict[str, Any]) -> Original:
    row = Row(**told["row"]) if told.get("row") else None
    if row and row.columns is not None:
        row = replace(row, columns=tuple(row.columns))
    path, member, url, charset = (told.get(name) for name in _TOLD)
    record = Record(data, path, member, url, charset, row, tuple(told.get("warnings", ())))
    return Original(record, told["publisher"], told["section"])


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}.tmp")


def _put_in_place(warc: Path, digest: Path, sha256: str) -> None:
    """Give a WARC that is on the disk under its temporary name, and then its digest, their own names."""
    with _temporary(digest).open("wb") as file:
        file.write(digest_line(sha256, warc))
        to_disk(file)
    for path in (warc, digest):  # each on the disk before the next: a digest without its WARC would be damage
        os.replace(_temporary(path), path)
        folder_to_disk(path.parent)


def to_disk(file: BinaryIO) -> None:
    """Bring what was written to `file` to the disk."""
    file.flush()
    os.fsync(file.fileno())


def folder_to_disk(folder: Path) -> None:
    """Bring the renames to the disk, where the system lets a folder be opened (Windows does not)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
