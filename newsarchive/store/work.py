"""The work that a record costs: read, its row and its bytes for the WARC; the same here and in a worker."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NamedTuple

import pyarrow as pa

from newsarchive.article import Article, Field
from newsarchive.errors import RecordError
from newsarchive.parsing import parse
from newsarchive.store import table as tables
from newsarchive.store.originals import Original, encode

EPOCH = datetime.fromtimestamp(0, UTC)
"""Stands where a batch will put the time it was taken in."""

# What a fault in the parser looks like; it costs the one record, not the ingest.
_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Job:
    """Some records to read. Where `ingested` is given, their originals are encoded for a batch of that time as well."""

    originals: tuple[Original, ...]
    ingested: datetime | None = None


class Refused(NamedTuple):
    """Record number `record` of a job is no article, for `reason`; `path` names it, or its container."""

    record: int
    path: str
    reason: str
    is_page: bool = True


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job.

    `rows` is an Arrow IPC stream of the records that are articles, in order; its extents count from the start of
    `members`, the gzip members of their originals.
    """

    rows: bytes
    members: bytes
    refused: tuple[Refused, ...]


def work(job: Job) -> Done:
    """Do `job`. Whatever a record does to the parser is an answer on that record alone."""
    articles: list[Article] = []
    offsets: list[int] = []
    lengths: list[int] = []
    members = bytearray()
    refused: list[Refused] = []
    for number, original in enumerate(job.originals):
        try:
            article = as_told(parse(original.record), original)
        except RecordError as error:
            refused.append(Refused(number, error.path, error.reason, is_page=type(error) is RecordError))
            continue
        except _FAULTS as error:
            refused.append(Refused(number, original.record.name, _fault(error)))
            continue
        articles.append(article)
        if job.ingested:
            data, length = encode(original, job.ingested)
            offsets.append(len(members))
            lengths.append(length)
            members += data
    rows = tables.rows(articles, 0, job.ingested or EPOCH)
    if job.ingested:
        rows = tables.with_column(rows, "warc_offset", pa.array(offsets, pa.int64()))
        rows = tables.with_column(rows, "warc_length", pa.array(lengths, pa.int64()))
    return Done(to_ipc(rows), bytes(members), tuple(refused))


def as_told(article: Article, original: Original) -> Article:
    """`article` with what the person who ingested it said, marked as said by them."""
    said = {
        name: Field(value, (), "said by the person who ingested")
        for name in ("publisher", "section")
        if (value := getattr(original, name))
    }
    return replace(article, **said) if said else article  # type: ignore[arg-type]


def to_ipc(table: pa.Table) -> bytes:
    """`table` as an Arrow IPC stream."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def from_ipc(data: bytes) -> pa.Table:
    """The table of an Arrow IPC stream."""
    return pa.ipc.open_stream(data).read_all()


def _fault(error: Exception) -> str:
    """A fault of ours, met in one record: named with its place, so that it can be told on."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"could not be read ({type(error).__name__} in {place.name}); please report this page to newsarchive."
