"""What an ingest tells: how far it is, and what became of each record given."""

from __future__ import annotations

import html
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, runtime_checkable

from newsarchive.progress import Progress

if TYPE_CHECKING:
    import pandas as pd


@runtime_checkable
class Measured(Protocol):
    """A source that knows its `size`, and how much of it has been `read`, in bytes."""

    @property
    def size(self) -> int: ...

    @property
    def read(self) -> int: ...


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

    `new_versions` of the new ones are later states of a page that the archive has from the same address. `held` counts
    records whose very bytes the archive had already; `places` of these stood in a place that was not known yet, which
    is kept. `passed_over` are the requests, pictures and redirects of web archives, which are no pages; `seconds` is
    wall-clock time.
    """

    new: int
    new_versions: int
    held: int
    places: int
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
            "new_versions": self.new_versions,
            "places": self.places,
        }

    def frame(self) -> pd.DataFrame:
        """What became of the records: ``what``, ``records`` (int64); where one was not taken, ``path`` and ``reason``.

        One row for the new articles, the new versions, the held ones; one for each rejected record; one for each kind
        of record passed over. The records of all but the last add up to `given`.
        """
        import pandas as pd

        rows: list[tuple[str, int, str | None, str | None]] = [
            ("new", self.new - self.new_versions, None, None),
            ("new version", self.new_versions, None, None),
            ("held", self.held, None, None),
            *(("rejected", 1, path, reason) for path, reason in self.rejected),
            *(("passed over", count, path, reason) for path, reason, count in self.passed_over),
        ]
        frame = pd.DataFrame(rows, columns=["what", "records", "path", "reason"])
        return frame.astype({"what": "string", "records": "int64", "path": "string", "reason": "string"})

    def _repr_html_(self) -> str:
        rejected = [f"<b>{html.escape(path)}</b> {html.escape(why)}" for path, why in self.rejected]
        passed = [f"<b>{html.escape(path)}</b> {count:,} × {html.escape(why)}" for path, why, count in self.passed_over]
        versions = f" ({self.new_versions:,} of them new versions of held pages)" if self.new_versions else ""
        places = f" ({self.places:,} of them in further places)" if self.places else ""
        return (
            f"<p>{self.given:,} given: <b>{self.new:,} new</b>{versions}, {self.held:,} held already{places}, "
            f"{len(self.rejected):,} rejected; archive version {self.archive_version}.</p>"
            + _details("Rejected", rejected)
            + _details("Passed over, being no pages", passed)
        )


def _details(summary: str, lines: list[str]) -> str:
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f"<details><summary>{summary}</summary><ul>{items}</ul></details>" if lines else ""


class BatchProgress:
    """Progress through the batches of an archive, whose WARC files have `sizes` bytes."""

    def __init__(self, sizes: Sequence[int], progress: Progress | None) -> None:
        self._ends, self._progress, self._done = [0, *accumulate(sizes)], progress, 0

    def begin(self, number: int, records: int) -> Callable[[float], None]:
        """What to call with the share of the `records` of batch `number` that are done."""
        done, (start, end) = self._done, self._ends[number - 1 : number + 1]
        self._done += records

        def step(share: float) -> None:
            if self._progress:
                self._progress(done + round(records * share), (start + (end - start) * share) / self._ends[-1])

        return step


class Tally:
    """The running count of an ingest of `total` bytes."""

    def __init__(self, total: int = 0, progress: Progress | None = None) -> None:
        self.new = self.new_versions = self.held = self.places = self.done = 0
        self.rejected: list[Rejected] = []
        self._passed: Counter[tuple[str, str]] = Counter()
        self._total, self._before, self._progress = total, 0, progress
        self._started = time.monotonic()

    def reject(self, path: str, reason: str, *, is_page: bool = True) -> None:
        """A record was not taken in; where it says itself that it is no page, it is counted, not complained of."""
        if is_page:
            self.rejected.append(Rejected(path, reason))
        else:
            self._passed[path, reason] += 1

    def step(self, contents: Iterable[Any]) -> None:
        """One more record of `contents` is done."""
        self.done += 1
        if self._progress and isinstance(contents, Measured):
            self._progress(self.done, min(1.0, (self._before + contents.read) / max(self._total, 1)))

    def end(self, contents: Iterable[Any]) -> None:
        """All of `contents` is done."""
        if isinstance(contents, Measured):
            self._before += contents.size

    def report(self, version: int) -> IngestReport:
        passed = tuple(PassedOver(path, reason, count) for (path, reason), count in self._passed.items())
        seconds = time.monotonic() - self._started
        return IngestReport(
            self.new, self.new_versions, self.held, self.places, tuple(self.rejected), passed, seconds, version
        )
