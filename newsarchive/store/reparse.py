"""Reading everything again: the tables that today's parser makes of the originals, beside those that are there.

They are made in a folder of their own, compared, and then either thrown away or put in the place of the old ones. A
process that ends half way leaves the old tables as they are; one that ends in the exchange, tables that are not whole,
which the next opening derives again: to the same rows.
"""

from __future__ import annotations

import shutil
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import lance

from newsarchive import display
from newsarchive.display import Html, Shown, escaped, printed, sentence, soft
from newsarchive.progress import Progress
from newsarchive.store import table as tables
from newsarchive.store.derived import ARTICLES, Derived, panics_as_errors
from newsarchive.store.differences import Difference, differences, in_common
from newsarchive.store.held import Held
from newsarchive.store.ingest import BatchProgress
from newsarchive.store.originals import read_batch, warc_path
from newsarchive.store.taking import rederive
from newsarchive.text import Language, format_number

if TYPE_CHECKING:
    import pandas as pd

SCRATCH = ".reparse"
"""The folder within the archive where the new tables are made."""

_EXAMPLES = 5
_WORDS: display.Words = {
    "read": {"vi": "Đọc lại {count} bài", "en": "{count} articles read again"},
    "read_one": {"vi": "Đọc lại {count} bài", "en": "{count} article read again"},
    "changed": {"vi": "{count} bài đổi", "en": "{count} changed"},
    "refused": {"vi": "{count} bài không còn đọc được", "en": "{count} not read any more"},
    "not_read": {"vi": "Không còn đọc được:", "en": "Not read any more:"},
    "kept": {"vi": "đã giữ", "en": "kept"},
    "not_kept": {"vi": "chưa giữ", "en": "not kept"},
    "by": {"vi": "trước do {before} đọc, nay {now}", "en": "read before by {before}, now by {now}"},
    "column": {"vi": "cột", "en": "column"},
    "articles": {"vi": "số bài", "en": "articles"},
    "examples": {"vi": "ví dụ", "en": "examples"},
    "more": {"vi": "và {count} bài nữa", "en": "and {count} more articles"},
    "more_one": {"vi": "và {count} bài nữa", "en": "and {count} more article"},
}


class Example(NamedTuple):
    """One article whose value changes; long values are cut to the part that does."""

    id: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """A column of the articles that is read otherwise: in how many, and the first of them.

    The column ``id`` stands for whole rows: of articles that come into the tables, or would leave them.
    """

    column: str
    articles: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Reparse(Shown):
    """What today's parser reads otherwise: in `changed` of `articles`, by column in `changes`.

    `refused` names articles that it cannot read any more, with the reason. `read_by` is the software that made the
    tables there were, `reads_by` today's; `committed` says whether the new tables were kept.
    """

    articles: int
    changed: int
    changes: tuple[Change, ...]
    refused: tuple[str, ...]
    read_by: str
    reads_by: str
    committed: bool
    archive_version: int
    seconds: float = field(repr=False)

    def to_dict(self) -> dict[str, Any]:
        """The JSON of ``reparse --json``."""
        return {
            "articles": self.articles,
            "changed": self.changed,
            "changes": [
                {
                    "column": change.column,
                    "articles": change.articles,
                    "examples": [example._asdict() for example in change.examples],
                }
                for change in self.changes
            ],
            "refused": list(self.refused),
            "read_by": self.read_by,
            "reads_by": self.reads_by,
            "committed": self.committed,
            "seconds": round(self.seconds, 3),
            "archive_version": self.archive_version,
        }

    def frame(self) -> pd.DataFrame:
        """The examples, one row each: ``column``, ``articles``, ``id``, ``before``, ``after``.

        ``articles`` (int64) is in how many the column changes; the others are ``string``.
        """
        import pandas as pd

        rows = [(change.column, change.articles, *example) for change in self.changes for example in change.examples]
        frame = pd.DataFrame(rows, columns=["column", "articles", "id", "before", "after"])
        texts = dict.fromkeys(["column", "id", "before", "after"], "string")
        return frame.astype({**texts, "articles": "int64"})

    def _html(self, language: Language) -> Html:
        counts = [
            display.strong(sentence(_WORDS, "changed", language, count=self.changed)),
            escaped(sentence(_WORDS, "refused", language, count=len(self.refused))),
            escaped(_WORDS["kept" if self.committed else "not_kept"][language]),
        ]
        by = sentence(_WORDS, "by", language, before=self.read_by, now=self.reads_by)
        columns = [
            display.Column(_WORDS["column"][language], width=12),
            display.Column(_WORDS["articles"][language], "number", 6),
            display.Column(_WORDS["examples"][language]),
        ]
        rows = [
            [
                display.code(change.column),
                escaped(format_number(change.articles, language)),
                _examples(change, language),
            ]
            for change in self.changes
        ]
        return display.frame(
            language,
            display.line(escaped(sentence(_WORDS, "read", language, count=self.articles)), *counts),
            display.line(soft(by)),
            display.table(columns, rows, language, total=len(rows), there=".frame()"),
            display.line(soft(_WORDS["not_read"][language])) if self.refused else Html(""),
            display.listed([printed(each, language) for each in self.refused], language, ".refused"),
        )


def _examples(change: Change, language: Language) -> Html:
    said = [
        Html(f"{soft(each.id)} {printed(each.before, language)} → {printed(each.after, language)}")
        for each in change.examples
    ]
    more = sentence(_WORDS, "more", language, count=change.articles - len(said))
    return Html("".join(map(display.line, said)) + (soft(more) if change.articles > len(said) else ""))


class Reparsing:
    """Deriving batches 1 to `version` of the folder `originals` again, beside the tables `held`."""

    def __init__(self, originals: Path, held: Derived, version: int, software: str) -> None:
        self._originals, self._held, self._version, self._software = originals, held, version, software
        self._fresh = Derived(held.path / SCRATCH)
        self._sizes = [warc_path(originals, number).stat().st_size for number in range(1, version + 1)]
        self._counts: Counter[str] = Counter()
        self._examples: defaultdict[str, list[Example]] = defaultdict(list)
        self._changed = 0

    def run(self, *, commit: bool, progress: Progress | None) -> Reparse:
        """Derive, compare and, with `commit`, exchange the tables, unless an article would be lost by that."""
        started = time.monotonic()
        clear(self._held.path)
        self._fresh.path.mkdir()
        try:
            refused = self._derive(progress)
            try:
                with panics_as_errors():
                    mark, articles = self._held.mark(), self._compare()
            except ValueError as error:
                raise OSError(str(error)) from error  # as Lance says most of what it cannot read
            committed = commit and not refused and self._version > 0
            if committed:
                self._held.replace_by(self._fresh)
        finally:
            clear(self._held.path)
        order = tables.SCHEMA.names.index
        changes = tuple(
            Change(column, self._counts[column], tuple(self._examples[column]))
            for column in sorted(self._counts, key=order)
        )
        return Reparse(
            articles,
            self._changed,
            changes,
            tuple(refused),
            mark.software if mark else self._software,
            self._software,
            committed,
            self._version,
            time.monotonic() - started,
        )

    def _derive(self, progress: Progress | None) -> list[str]:
        """Make the new tables; what today's parser refuses."""
        refused, steps = [], BatchProgress(self._sizes, progress)
        for number in range(1, self._version + 1):
            batch = read_batch(self._originals, number)
            step = steps.begin(number, len(batch.originals))
            added, cannot = rederive(batch, self._software, self._fresh, step)
            self._fresh.add(added)
            refused += cannot
        return refused

    def _compare(self) -> int:
        """Count what differs, batch by batch; how many articles there are."""
        articles = 0
        old, new = (Held(_tables(derived), self._sizes) for derived in (self._held, self._fresh))
        for number in range(1, self._version + 1):
            held, fresh = old.of(ARTICLES, number), new.of(ARTICLES, number)
            articles += len(held)
            here, there = held["id"].to_pylist(), fresh["id"].to_pylist()
            found = [Difference(identity, "id", identity, None) for identity in sorted(set(here) - set(there))]
            found += [Difference(identity, "id", None, identity) for identity in sorted(set(there) - set(here))]
            found += differences(*in_common(held, fresh), tables.SCHEMA.names)
            for each in found:
                self._counts[each.column] += 1
                if len(self._examples[each.column]) < _EXAMPLES:
                    self._examples[each.column].append(Example(each.id, *each.shown()))
            self._changed += len({each.id for each in found})
        return articles


def clear(archive: Path) -> None:
    """Remove what an earlier reparse left."""
    shutil.rmtree(archive / SCRATCH, ignore_errors=True)


def _tables(derived: Derived) -> dict[str, lance.LanceDataset]:
    articles = derived.open(ARTICLES)
    return {} if articles is None else {ARTICLES: articles}  # one without rows is false
