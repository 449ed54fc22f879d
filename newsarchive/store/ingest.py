"""What an ingest tells: how far it is, and what became of each record given."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, runtime_checkable

from newsarchive import display
from newsarchive.display import Html, Shown, escaped, printed, sentence, soft
from newsarchive.progress import Progress
from newsarchive.text import Language, format_number

if TYPE_CHECKING:
    import pandas as pd

_WORDS: display.Words = {
    "given": {"vi": "Đưa vào {count} bản ghi", "en": "{count} records given"},
    "given_one": {"vi": "Đưa vào {count} bản ghi", "en": "{count} record given"},
    "new": {"vi": "{count} bài mới", "en": "{count} new"},
    "versions": {"vi": "{count} là bản sau của trang đã có", "en": "{count} of them later states of held pages"},
    "held": {"vi": "{count} đã có", "en": "{count} held already"},
    "places": {"vi": "{count} ở chỗ mới", "en": "{count} of them in further places"},
    "rejected": {"vi": "{count} để riêng", "en": "{count} set aside"},
    "version": {"vi": "kho phiên bản {version}", "en": "archive version {version}"},
    "passed": {"vi": "Bỏ qua {count} bản ghi không phải trang báo", "en": "Passed over: {count} that are no pages"},
    "passed_one": {"vi": "Bỏ qua {count} bản ghi không phải trang báo", "en": "Passed over: {count} that is no page"},
    "record": {"vi": "bản ghi", "en": "record"},
    "why": {"vi": "lý do", "en": "reason"},
}  # fmt: skip


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
class IngestReport(Shown):
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

    def _html(self, language: Language) -> Html:
        passed = sum(each.records for each in self.passed_over)
        kinds = [(path, f"{format_number(count, language)} × {why}") for path, why, count in self.passed_over]
        return display.frame(
            language,
            display.line(
                escaped(sentence(_WORDS, "given", language, count=self.given)),
                display.strong(_of("new", self.new, "versions", self.new_versions, language)),
                escaped(_of("held", self.held, "places", self.places, language)),
                escaped(sentence(_WORDS, "rejected", language, count=len(self.rejected))),
                soft(sentence(_WORDS, "version", language, version=str(self.archive_version))),
            ),
            _reasons(self.rejected, language),
            display.line(escaped(sentence(_WORDS, "passed", language, count=passed))) if passed else Html(""),
            _reasons(kinds, language),
        )


def _of(whole: str, count: int, part: str, some: int, language: Language) -> str:
    """`count` of what is `whole`, and in brackets how many of them are `part`."""
    among = f" ({sentence(_WORDS, part, language, count=some)})" if some else ""
    return f"{sentence(_WORDS, whole, language, count=count)}{among}"


def _reasons(records: Sequence[tuple[str, str]], language: Language) -> Html:
    """Records that were not taken, each with its reason."""
    columns = [display.Column(_WORDS["record"][language]), display.Column(_WORDS["why"][language])]
    rows = [[printed(path, language), printed(why, language)] for path, why in records[: display.MOST]]
    return display.table(columns, rows, language, total=len(records), there=".frame()")


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
