"""Taking records in: found, read, kept in bounded batches, and accounted for one by one."""

from __future__ import annotations

import html
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from newsarchive.article import Article, Field
from newsarchive.errors import NotAPage, RecordError
from newsarchive.parsing import Contents, Found, parse
from newsarchive.store.originals import Original

if TYPE_CHECKING:
    import pandas as pd

BATCH_RECORDS = 5_000
BATCH_BYTES = 64_000_000

Progress = Callable[[int, float], None]
"""Called with the number of records done, and the share of the given bytes that were read, from 0 to 1."""


class Rejected(NamedTuple):
    """A record that was not taken in, and why."""

    path: str
    reason: str


class PassedOver(NamedTuple):
    """Records of a container that say themselves that they are no pages: which container, why, and how many."""

    path: str
    reason: str
    records: int


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of each page given: `new` + `held` + `rejected` is their number.

    `held` counts records whose very bytes the archive had already; `passed_over` are the requests, pictures and
    redirects of web archives, which are no pages; `seconds` is wall-clock time.
    """

    new: int
    held: int
    rejected: tuple[Rejected, ...]
    passed_over: tuple[PassedOver, ...]
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
            "passed_over": [passed._asdict() for passed in self.passed_over],
        }

    def frame(self) -> pd.DataFrame:
        """The rejected records: ``path`` and ``reason``, one row each."""
        import pandas as pd

        return pd.DataFrame(self.rejected, columns=["path", "reason"], dtype="string")

    def _repr_html_(self) -> str:
        rejected = [f"<b>{html.escape(path)}</b> {html.escape(why)}" for path, why in self.rejected]
        passed = [f"<b>{html.escape(path)}</b> {count:,} × {html.escape(why)}" for path, why, count in self.passed_over]
        return (
            f"<p>{self.given:,} given: <b>{self.new:,} new</b>, {self.held:,} held already, "
            f"{len(self.rejected):,} rejected; archive version {self.archive_version}.</p>"
            + _details("Rejected", rejected)
            + _details("Passed over, being no pages", passed)
        )


def _details(summary: str, lines: list[str]) -> str:
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f"<details><summary>{summary}</summary><ul>{items}</ul></details>" if lines else ""


class Tally:
    """The running count of an ingest of `total` bytes."""

    def __init__(self, total: int = 0, progress: Progress | None = None) -> None:
        self.new = self.held = self.done = 0
        self.rejected: list[Rejected] = []
        self._passed: Counter[tuple[str, str]] = Counter()
        self._total, self._before, self._progress = total, 0, progress
        self._started = time.monotonic()

    def reject(self, error: RecordError) -> None:
        if isinstance(error, NotAPage):
            self._passed[error.path, error.reason] += 1
        else:
            self.rejected.append(Rejected(error.path, error.reason))

    def step(self, contents: Iterable[Found]) -> None:
        """One more record of `contents` is done."""
        self.done += 1
        if self._progress and isinstance(contents, Contents):
            self._progress(self.done, min(1.0, (self._before + contents.read) / max(self._total, 1)))

    def end(self, contents: Iterable[Found]) -> None:
        """All of `contents` is done."""
        if isinstance(contents, Contents):
            self._before += contents.size

    def report(self, version: int) -> IngestReport:
        passed = tuple(PassedOver(path, reason, count) for (path, reason), count in self._passed.items())
        seconds = time.monotonic() - self._started
        return IngestReport(self.new, self.held, tuple(self.rejected), passed, seconds, version)


class Read(NamedTuple):
    """A record with the article read from it."""

    original: Original
    article: Article


def read_records(
    sources: Iterable[Iterable[Found]], tally: Tally, publisher: str | None, section: str | None
) -> Iterator[list[Read]]:
    """The records of `sources`, read, in bounded batches without two of the same bytes; rejections go to `tally`."""
    batch: dict[str, Read] = {}
    size = 0
    for contents in sources:
        for found in contents:
            try:
                if isinstance(found, RecordError):
                    raise found
                article = parse(found)
            except RecordError as error:
                tally.reject(error)
            else:
                if article.id in batch:
                    tally.held += 1
                else:
                    original = Original(found, publisher, section)
                    batch[article.id] = Read(original, as_told(article, original))
                    size += len(found.data)
            tally.step(contents)
            if len(batch) >= BATCH_RECORDS or size >= BATCH_BYTES:
                yield list(batch.values())
                batch, size = {}, 0
        tally.end(contents)
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
