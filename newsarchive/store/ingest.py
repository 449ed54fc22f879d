"""Taking records in: found, read, kept in bounded batches, and accounted for one by one."""

from __future__ import annotations

import html
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from newsarchive.article import Article, Field
from newsarchive.errors import RecordError
from newsarchive.parsing import Record, parse
from newsarchive.store.originals import Original

if TYPE_CHECKING:
    import pandas as pd

BATCH_RECORDS = 5_000
BATCH_BYTES = 64_000_000

Progress = Callable[[int, int], None]
"""Called with the number of records done and the number given."""


class Rejected(NamedTuple):
    """A record that was not taken in, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of each record given: `new` + `held` + `rejected` is their number.

    `held` counts records whose very bytes the archive had already; `seconds` is wall-clock time.
    """

    new: int
    held: int
    rejected: tuple[Rejected, ...]
    seconds: float = field(repr=False)
    archive_version: int

    @property
    def given(self) -> int:
        return self.new + self.held + len(self.rejected)

    def to_dict(self) -> dict[str, Any]:
        """The JSON of ``ingest --json``."""
        return {
            "new": self.new,
            "held": self.held,
            "rejected": [rejected._asdict() for rejected in self.rejected],
            "seconds": round(self.seconds, 3),
            "archive_version": self.archive_version,
        }

    def frame(self) -> pd.DataFrame:
        """The rejected records: ``path`` and ``reason``, one row each."""
        import pandas as pd

        return pd.DataFrame(self.rejected, columns=["path", "reason"], dtype="string")

    def _repr_html_(self) -> str:
        rows = "".join(f"<li><b>{html.escape(path)}</b> {html.escape(why)}</li>" for path, why in self.rejected)
        return (
            f"<p>{self.given:,} given: <b>{self.new:,} new</b>, {self.held:,} held already, "
            f"{len(self.rejected):,} rejected; archive version {self.archive_version}.</p>"
            + (f"<details><summary>Rejected</summary><ul>{rows}</ul></details>" if rows else "")
        )


@dataclass(slots=True)
class Tally:
    """The running count of an ingest."""

    total: int
    progress: Progress | None
    new: int = 0
    held: int = 0
    rejected: list[Rejected] | None = None
    started: float = 0.0

    def __post_init__(self) -> None:
        self.rejected = []
        self.started = time.monotonic()

    def step(self, done: int) -> None:
        if self.progress:
            self.progress(done, self.total)

    def report(self, version: int) -> IngestReport:
        seconds = time.monotonic() - self.started
        return IngestReport(self.new, self.held, tuple(self.rejected or ()), seconds, version)


class Read(NamedTuple):
    """A record with the article read from it."""

    original: Original
    article: Article


def read_records(
    sources: Iterable[Callable[[], Record]], tally: Tally, publisher: str | None, section: str | None
) -> Iterator[list[Read]]:
    """The records of `sources`, read, in bounded batches without two of the same bytes; rejections go to `tally`."""
    batch: dict[str, Read] = {}
    size = 0
    for done, load in enumerate(sources, 1):
        try:
            record = load()
            article = parse(record)
        except RecordError as error:
            assert tally.rejected is not None
            tally.rejected.append(Rejected(error.path, error.reason))
        else:
            if article.id in batch:
                tally.held += 1
            else:
                original = Original(record, publisher, section)
                batch[article.id] = Read(original, as_told(article, original))
                size += len(record.data)
        tally.step(done)
        if len(batch) >= BATCH_RECORDS or size >= BATCH_BYTES:
            yield list(batch.values())
            batch, size = {}, 0
    if batch:
        yield list(batch.values())


def as_told(article: Article, original: Original) -> Article:
    """`article` with what the person who ingested it said, marked as said by them."""
    said = {
        name: Field(value, (), "said by the person who ingested")
        for name in ("publisher", "section")
        if (value := getattr(original, name))
    }
    return replace(article, **said) if said else article  # type: ignore[arg-type]
