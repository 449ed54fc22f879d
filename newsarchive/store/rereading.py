"""Articles read again from their originals, and what of their rows differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from newsarchive.errors import ArchiveDamaged
from newsarchive.progress import Progress
from newsarchive.store import table as tables
from newsarchive.store.differences import differences
from newsarchive.store.fixity import Problem
from newsarchive.store.originals import Extent, Original, read_original
from newsarchive.store.taking import answers, jobs
from newsarchive.store.work import from_ipc

if TYPE_CHECKING:
    import pyarrow as pa

    from newsarchive.store.snapshot import Snapshot

_AT_ONCE = 500
_OF_A_BATCH = {"batch", "ingested", "replaces", "superseded", "withdrawn", "warc_offset", "warc_length"}


def faults(snapshot: Snapshot, ids: Iterable[str], progress: Progress | None = None) -> Iterator[Problem]:
    """What of the rows of `ids` is not what today's parser reads in their originals, whose bytes are checked too."""
    names = [name for name in tables.SCHEMA.names if name not in _OF_A_BATCH]
    wanted = list(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        rows = snapshot.rows(wanted[start : start + _AT_ONCE], [*names, "batch", "warc_offset", "warc_length"])
        originals: list[Original] = []
        for row in rows.select(["id", "batch", "warc_offset", "warc_length"]).to_pylist():
            identity, batch, *extent = row.values()
            try:
                originals.append(read_original(snapshot.originals, batch, Extent(*extent)))
            except ArchiveDamaged as error:
                yield Problem(*str(error).split(": ", 1))
                rows = rows.filter([other != identity for other in rows["id"].to_pylist()])
        yield from _compared(rows.select(["id", *names[1:]]), originals, snapshot.originals)
        if progress:
            progress(min(start + _AT_ONCE, len(wanted)), min(start + _AT_ONCE, len(wanted)) / len(wanted))


def _compared(rows: pa.Table, originals: list[Original], folder: Path) -> Iterator[Problem]:
    at = 0
    for job, answer in answers(jobs(iter(originals), None)):
        yield from (Problem(each.path, f"cannot be read any more ({each.reason})") for each in answer.refused)
        refused = {each.record for each in answer.refused}
        here = rows.slice(at, len(job.originals)).filter([n not in refused for n in range(len(job.originals))])
        at += len(job.originals)
        for each in differences(here, from_ipc(answer.rows), here.column_names):
            one, other = each.shown()
            what = f"is {one!r}, by its original {other!r}; `newsarchive reparse` shows what is read otherwise."
            yield Problem(f"{folder.parent}, article {each.id}, column {each.column}", what)
