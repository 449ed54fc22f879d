"""Taking records in: told apart from what is held, read on all cores, and kept in bounded batches by one writer.

Records are committed in the order in which they were given, so that an ingest that was stopped, and the same one again,
end at the same rows as one that was not.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from datetime import datetime
from itertools import islice
from pathlib import Path

import pyarrow as pa

from newsarchive.errors import NotAPage, RecordError
from newsarchive.parsing import Found, Record
from newsarchive.store import table as tables
from newsarchive.store.derived import ARTICLES, PLACES, WITHDRAWALS, Addition, Derived, Mark
from newsarchive.store.ingest import Tally
from newsarchive.store.interrupts import noted_interrupts
from newsarchive.store.originals import Batch, BatchWriter, Original, Place, Withdrawal
from newsarchive.store.snapshot import any_of
from newsarchive.store.versions import link_versions
from newsarchive.store.work import Done, Job, from_ipc, work
from newsarchive.store.workers import Workers, cores

BATCH_RECORDS, BATCH_BYTES = 10_000, 64_000_000
"""What a batch holds at most; its rows are in memory while it is written."""

_LUMP = 500  # records that are looked up in the archive at once
_JOB_RECORDS, _JOB_BYTES = 100, 1_000_000
_ALONE = 1.0  # seconds of work before further processes are worth their start

Standing = tuple[str | None, str | None]
"""Where a record stood: path and member."""

Given = Found | Original | Place
"""What is given to be taken in: what a source was found to hold, or what another archive keeps."""


class Taking:
    """One ingest, begun at `started`, into the folder of `originals` and the tables `derived` of them."""

    def __init__(self, originals: Path, derived: Derived, version: int, started: datetime, software: str) -> None:
        self.version = version
        self._originals, self._derived, self._started, self._software = originals, derived, started, software
        self._tally = Tally()
        # Further places of records that are being read: what they are depends on what becomes of the first.
        self._reading: dict[str, list[Place]] = {}
        self._to_withdraw: dict[str, Withdrawal] = {}
        # What the batch that is being put together holds.
        self._writer: BatchWriter | None = None
        self._rows: list[pa.Table] = []
        self._places: list[Place] = []
        self._withdrawals: list[Withdrawal] = []
        self._standing: dict[str, set[Standing]] = {}
        # What was committed since records were last looked up in the archive, which therefore did not show it.
        self._lately: dict[str, set[Standing]] = {}

    def take(
        self,
        sources: Iterable[Iterable[Given]],
        publisher: str | None,
        section: str | None,
        tally: Tally,
        withdrawals: Iterable[Withdrawal] = (),
    ) -> None:
        """Take in all of `sources`, batch by batch, and count in `tally` what became of each record.

        Those of `withdrawals` are withdrawn in the very batch that takes them in, or finds them held.
        """
        self._tally = tally
        self._to_withdraw = {withdrawal.id: withdrawal for withdrawal in withdrawals}
        unknown = self._unknown(sources, publisher, section)
        try:
            with noted_interrupts() as check, closing(answers(jobs(unknown, self._started))) as done:
                for job, answer in done:
                    check()
                    self._put(job, answer)
                    if len(self._standing) >= BATCH_RECORDS or (self._writer and self._writer.size >= BATCH_BYTES):
                        self.commit()
            self.commit()
        finally:
            self._discard()

    def withdraw(self, withdrawal: Withdrawal) -> None:
        """Withdraw an article that is held, in a batch of its own."""
        self._withdrawals.append(withdrawal)
        try:
            self.commit()
        finally:
            self._discard()

    def commit(self) -> None:
        """Keep what is together as one batch: its originals, then the rows derived from them."""
        if not (self._rows or self._places or self._withdrawals):
            return
        writer = self._writer or self._new_writer()
        for place in self._places:
            writer.add_place(place)
        for withdrawal in self._withdrawals:
            writer.add_withdrawal(withdrawal)
        mark = Mark(writer.number, self._started, self._software)
        added = addition(mark, self._rows, self._places, self._derived, self._withdrawals)
        keep(writer, added, self._derived)
        self.version = writer.number
        self._tally.new += len(added.rows)
        self._tally.new_versions += len(added.rows) - added.rows["replaces"].null_count
        self._lately |= self._standing
        self._writer, self._rows, self._places, self._standing = None, [], [], {}
        self._withdrawals = []

    def _discard(self) -> None:
        if self._writer:
            self._writer.discard()

    def _new_writer(self) -> BatchWriter:
        self._writer = BatchWriter(self._originals, self.version + 1, self._started, self._software)
        return self._writer

    # -- what is new --------------------------------------------------------------------------------------------------

    def _unknown(
        self, sources: Iterable[Iterable[Given]], publisher: str | None, section: str | None
    ) -> Iterator[Original]:
        """What the archive does not have the bytes of, each once."""
        lump: list[tuple[str, Original | Place]] = []
        for contents in sources:
            for found in contents:
                self._tally.step(contents)
                if isinstance(found, RecordError):
                    self._tally.reject(found.path, found.reason, is_page=not isinstance(found, NotAPage))
                    continue
                if isinstance(found, Record):
                    lump.append((found.sha256, Original(found, publisher, section)))
                else:
                    lump.append((found.sha256 if isinstance(found, Place) else found.record.sha256, found))
                if len(lump) >= _LUMP:
                    yield from self._new_of(lump)
                    lump = []
            self._tally.end(contents)
        yield from self._new_of(lump)

    def _new_of(self, lump: list[tuple[str, Original | Place]]) -> Iterator[Original]:
        self._lately = {}
        wanted = {sha256[:16] for sha256, _ in lump} - self._reading.keys() - self._standing.keys()
        held = self._held(wanted)
        purged = self._withdrawn(wanted - held.keys())
        for sha256, given in lump:
            identity = sha256[:16]
            place = given if isinstance(given, Place) else _place(identity, sha256, given.record)
            if identity in self._reading:
                self._reading[identity].append(place)
            elif standing := self._standing.get(identity) or self._lately.get(identity) or held.get(identity):
                self._again(place, standing)
            elif identity in purged:
                name = place.name if isinstance(given, Place) else given.record.name
                self._tally.reject(name, "was withdrawn from this archive and purged; it is not taken in again.")
            elif isinstance(given, Place):
                self._tally.reject(place.name, "is a further place of a page that could not be taken in.")
            else:
                self._reading[identity] = []
                yield given

    def _held(self, ids: Iterable[str]) -> dict[str, set[Standing]]:
        """Which of `ids` the archive has, and where their bytes are known to have stood."""
        wanted = any_of("id", ids)
        standing: dict[str, set[Standing]] = {}
        articles, places = self._derived.open(ARTICLES), self._derived.open(PLACES)
        for dataset, columns in (
            (articles, ["id", "source_path", "source_member"]),
            (places, ["id", "path", "member"]),
        ):
            if dataset is not None:
                for row in dataset.to_table(columns=columns, filter=wanted).to_pylist():
                    identity, path, member = row.values()
                    standing.setdefault(identity, set()).add((path, member))
        return standing

    def _withdrawn(self, ids: Iterable[str]) -> set[str]:
        """Which of `ids` were withdrawn."""
        withdrawals = self._derived.open(WITHDRAWALS)
        if withdrawals is None or not withdrawals.count_rows():
            return set()
        return set(withdrawals.to_table(columns=["id"], filter=any_of("id", ids))["id"].to_pylist())

    def _again(self, place: Place, standing: set[Standing]) -> None:
        """Bytes that are held stand here, too."""
        self._tally.held += 1
        self._met(place.id)
        if (place.path, place.member) not in standing:
            standing.add((place.path, place.member))
            self._places.append(place)
            self._tally.places += 1

    def _met(self, identity: str) -> None:
        """An article is in the archive, or will be with this batch: what withdrew it elsewhere holds here, too."""
        if withdrawal := self._to_withdraw.pop(identity, None):
            self._withdrawals.append(withdrawal)

    # -- what was read ------------------------------------------------------------------------------------------------

    def _put(self, job: Job, answer: Done) -> None:
        """Put the answer to `job` into the batch."""
        rows = from_ipc(answer.rows)
        if len(rows):
            base = (self._writer or self._new_writer()).append(answer.members)
            offsets = pa.array([base + offset for offset in rows["warc_offset"].to_pylist()], pa.int64())
            self._rows.append(tables.with_column(rows, "warc_offset", offsets))
        refused = {each.record: each for each in answer.refused}
        for number, original in enumerate(job.originals):
            identity = original.record.sha256[:16]
            copies = self._reading.pop(identity)
            if number in refused:
                for path in (refused[number].path, *(copy.name for copy in copies)):
                    self._tally.reject(path, refused[number].reason, is_page=refused[number].is_page)
                continue
            self._met(identity)
            standing = self._standing[identity] = {(original.record.path, original.record.member)}
            for copy in copies:
                self._again(copy, standing)


def _place(identity: str, sha256: str, record: Record) -> Place:
    return Place(identity, sha256, record.path, record.member, record.url)


def answers(jobs: Iterable[Job]) -> Generator[tuple[Job, Done]]:
    """Each job with its answer, in order; a little work is done here, more by processes on all cores."""
    jobs, started = iter(jobs), time.monotonic()
    for job in jobs:
        yield job, work(job)
        if time.monotonic() - started > _ALONE and cores() > 1:
            with Workers(cores()) as workers:
                yield from workers.do(jobs)


def keep(writer: BatchWriter, added: Addition, derived: Derived) -> None:
    """Commit a batch: its originals, then the tables. Where these have no room, the archive stays as it was before."""
    writer.commit()
    try:
        derived.add(added)
    except OSError:
        mark = derived.mark()
        if (mark.batches if mark else 0) == writer.number - 1:
            writer.take_back()
        raise


def rederive(
    batch: Batch, software: str, derived: Derived, step: Callable[[float], None] | None = None
) -> tuple[Addition, list[str]]:
    """The rows of a batch that was read back, and what of it today's parser refuses.

    `step` is called with the share of its records that are done, from 0 to 1.
    """
    extents = iter(batch.extents)
    rows, refused, done = [], [], 0
    for job, answer in answers(jobs(batch.originals, None)):
        bad = {each.record: each for each in answer.refused}
        refused += [f"{each.path} ({each.reason})" for each in answer.refused]
        kept = [extent for number, extent in enumerate(islice(extents, len(job.originals))) if number not in bad]
        table = from_ipc(answer.rows)
        for name, values in zip(("warc_offset", "warc_length"), zip(*kept, strict=True), strict=False):
            table = tables.with_column(table, name, pa.array(values, pa.int64()))
        rows.append(table)
        done += len(job.originals)
        if step:
            step(done / len(batch.originals))
    mark = Mark(batch.number, batch.ingested, software)
    return addition(mark, rows, batch.places, derived, batch.withdrawals), refused


def addition(
    mark: Mark,
    rows: list[pa.Table],
    places: list[Place],
    derived: Derived,
    withdrawals: Iterable[Withdrawal] = (),
) -> Addition:
    """The rows of one batch, with the versions that they are of."""
    table, superseded = link_versions(
        pa.concat_tables([tables.SCHEMA.empty_table(), *rows]).combine_chunks(), derived.open(ARTICLES), mark.batches
    )
    table = tables.with_column(tables.with_column(table, "batch", mark.batches), "ingested", mark.ingested)
    # Rows of this very batch are written as what they are. Set later they would move: there may be no index of ids yet.
    withdrawals, ids = list(withdrawals), table["id"].to_pylist()
    for column, some in (("superseded", set(superseded)), ("withdrawn", {each.id for each in withdrawals})):
        own = [mark.batches if identity in some else None for identity in ids]
        table = tables.with_column(table, column, pa.array(own, pa.int32()))
    return Addition(
        mark,
        table,
        pa.Table.from_pylist([{**place._asdict(), "batch": mark.batches} for place in places], tables.PLACES_SCHEMA),
        pa.Table.from_pylist(
            [{**each._asdict(), "withdrawn": mark.ingested, "batch": mark.batches} for each in withdrawals],
            tables.WITHDRAWALS_SCHEMA,
        ),
        superseded,
    )


def jobs(originals: Iterable[Original], ingested: datetime | None) -> Iterator[Job]:
    """`originals` in jobs of bounded size."""
    job: list[Original] = []
    size = 0
    for original in originals:
        job.append(original)
        size += len(original.record.data)
        if len(job) >= _JOB_RECORDS or size >= _JOB_BYTES:
            yield Job(tuple(job), ingested)
            job, size = [], 0
    if job:
        yield Job(tuple(job), ingested)
