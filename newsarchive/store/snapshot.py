"""The archive at one version: what an answer is asked of, unchanged by later additions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from newsarchive.article import VIETNAM, Article
from newsarchive.errors import StorageError, UsageError, whole_number
from newsarchive.store import table as tables
from newsarchive.store.index import Index
from newsarchive.store.originals import read_batch

if TYPE_CHECKING:
    import lance

UNDATED = int(np.iinfo(np.int64).max)
"""Stands for a time that is not there, see `Snapshot.moments`."""

Kept = TypeVar("Kept")

_RECENT = 16  # of a million articles, one is 4 or 8 MB
_recent_lock = Lock()  # for two browsers may ask the same snapshot at once


@dataclass(frozen=True)
class Snapshot:
    """The tables of an archive, held at `version` (a number of batches); `date` is the newest batch's day.

    Its articles are the *current* ones: not withdrawn, and each page in the state that was the latest at `version`.
    They have numbers: those of their rows in the table, which are also their numbers in the `index`. `newest` is the
    version that the tables are of; at an earlier one, later rows are left out. `seen` is the version that it is looked
    at from, `newest` unless an answer of that time is to be given again: what was withdrawn after it is there.
    `originals` is the folder that they are derived from.
    """

    name: str
    version: int
    date: date
    dataset: lance.LanceDataset | None
    index: Index
    withdrawals: lance.LanceDataset | None
    newest: int
    seen: int
    originals: Path

    @cached_property
    def superseded(self) -> int:
        """The number of articles that a later state of their page had followed."""
        if self.is_newest:
            return self._noted("superseded")
        return int(np.count_nonzero(self._by("superseded", self.version) & ~self._by("withdrawn", self.seen)))

    @cached_property
    def withdrawn(self) -> int:
        """The number of articles that were withdrawn, be it after `version`: those are told of, but never shown."""
        if self.is_newest:
            return self._noted("withdrawn")
        return int(np.count_nonzero(self._by("withdrawn", self.seen)))

    @cached_property
    def withdrawn_since(self) -> int:
        """How many articles were withdrawn after `version`, and were current then."""
        if self.is_newest:
            return 0
        were = ~self._by("superseded", self.version) & ~self._by("withdrawn", self.version)
        return int(np.count_nonzero(were & self._by("withdrawn", self.seen)))

    @cached_property
    def size(self) -> int:
        """The number of current articles."""
        return len(self) - self.superseded - self.withdrawn

    @property
    def read_by(self) -> str:
        """The software that read the pages; where several versions of it have, a comma stands between those."""
        if self.dataset is None:
            return ""
        with reading(self.dataset):
            return str(self.dataset.config().get("software", ""))

    @property
    def is_newest(self) -> bool:
        return self.version == self.newest

    def __len__(self) -> int:
        """The number of rows up to `version`, of articles that are current or not."""
        return self._rows

    @cached_property
    def _rows(self) -> int:
        return self._count(None if self.is_newest else f"batch <= {self.version}")

    @cached_property
    def current(self) -> npt.NDArray[np.bool_]:
        """Which of the articles are current, by their numbers."""
        if self.size == len(self):
            return np.ones(len(self), bool)
        return ~self._by("withdrawn", self.seen) & ~self._by("superseded", self.version)

    def _by(self, column: str, version: int) -> npt.NDArray[np.bool_]:
        """Which articles had been superseded or withdrawn by `version`."""
        had: npt.NDArray[np.bool_] = pc.less_equal(self.column(column), version).fill_null(False).to_numpy()
        return had

    def column(self, name: str) -> pa.ChunkedArray:
        """A column of all rows, in the order of their numbers; it is kept, for the next question wants it again."""
        return self.kept(name, lambda: self._table([name])[name].slice(0, len(self)))

    def moments(self, name: str) -> npt.NDArray[np.int64]:
        """A column of times, in microseconds from 1970 (UTC); `UNDATED`, which is after all of them, where missing."""

        def read() -> npt.NDArray[np.int64]:
            moments: npt.NDArray[np.int64] = self.column(name).cast(pa.int64()).fill_null(UNDATED).to_numpy()
            return moments

        return self.kept(f"moments of {name}", read)

    def kept(self, name: str, make: Callable[[], Kept]) -> Kept:
        """What `make` gave when `name` was first asked for: what is dear to make of a snapshot and asked for again."""
        if name not in self._kept:
            self._kept[name] = make()
        kept: Kept = self._kept[name]
        return kept

    def recent(self, name: Hashable, make: Callable[[], Kept]) -> Kept:
        """As `kept`, but only for the latest names: what the next question may have as well, as while one is typed."""
        with _recent_lock:
            if name in self._recent:
                self._recent[name] = self._recent.pop(name)  # the last to be dropped
                found: Kept = self._recent[name]
                return found
        made = make()
        with _recent_lock:
            self._recent[name] = made
            while len(self._recent) > _RECENT:
                del self._recent[next(iter(self._recent))]
        return made

    @cached_property
    def _recent(self) -> dict[Hashable, Any]:
        return {}

    @cached_property
    def _kept(self) -> dict[str, Any]:
        return {}

    def standing(self, ids: Iterable[str]) -> npt.NDArray[np.bool_]:
        """Which articles are those of `ids`, or a later state of the page of one."""
        followed = self.kept("followed", self._followed)
        wanted = set(ids)
        reached = wanted & followed.keys()
        while reached:
            later = {followed[each] for each in reached} - wanted
            wanted |= later
            reached = later & followed.keys()
        mask: npt.NDArray[np.bool_] = pc.is_in(self.column("id"), value_set=pa.array(wanted, pa.string())).to_numpy()
        return mask

    def states(self, ids: Iterable[str]) -> list[str]:
        """`ids` and the earlier states of their pages: what `standing` takes for the same articles."""
        followed = self.kept("followed", self._followed)
        earlier = self.kept("replaced", lambda: {later: before for before, later in followed.items()})
        found = list(ids)
        for identity in found:  # which grows while it is gone through
            if identity in earlier:
                found.append(earlier[identity])
        return found

    def _followed(self) -> dict[str, str]:
        """The articles that a later state of their page replaces, each with that."""
        if not self.superseded:
            return {}
        earlier = self.column("replaces")
        there = pc.is_valid(earlier)
        return dict(zip(earlier.filter(there).to_pylist(), self.column("id").filter(there).to_pylist(), strict=True))

    def table(self, columns: Iterable[str]) -> pa.Table:
        """Current articles in the order they were taken in, with the given columns."""
        conditions = []
        if self.superseded or self.withdrawn:
            followed, gone = (_BY.format(*each) for each in (("superseded", self.version), ("withdrawn", self.seen)))
            conditions = [CURRENT if self.is_newest else f"{followed} AND {gone}"]
        if not self.is_newest:
            conditions.append(f"batch <= {self.version}")
        return self._table(columns, filter=" AND ".join(conditions) or None)

    def _table(self, columns: Iterable[str], **scan: Any) -> pa.Table:
        names = list(columns)
        if self.dataset is None:
            return tables.SCHEMA.empty_table().select(names)
        return _read(self.dataset, columns=names, **scan)

    def take(self, numbers: Sequence[int], columns: Iterable[str]) -> pa.Table:
        """The rows of the articles `numbers`, in that order."""
        names = list(columns)
        if self.dataset is None or not len(numbers):
            return tables.SCHEMA.empty_table().select(names)
        with reading(self.dataset):
            return self.dataset.take(list(numbers), columns=names)

    def _noted(self, kind: str) -> int:
        """How many articles are not current in that way, as the last batch noted it."""
        if self.dataset is None:
            return 0
        with reading(self.dataset):
            noted = self.dataset.config().get(kind)
        return self._count(tables.NOT_CURRENT[kind]) if noted is None else int(noted)

    def _count(self, condition: str | None) -> int:
        if self.dataset is None:
            return 0
        with reading(self.dataset):
            return int(self.dataset.count_rows(filter=condition))

    def rows(self, ids: Iterable[str], columns: Iterable[str]) -> pa.Table:
        """The rows of `ids` with their ``id``, in the order of the table, also of articles that are not current."""
        return self.rows_of("id", ids, columns)

    def rows_of(self, column: str, values: Iterable[str], columns: Iterable[str]) -> pa.Table:
        """The rows whose `column` is one of `values`, in the same way."""
        return self._table(dict.fromkeys(["id", *columns]), filter=any_of(column, values))

    def withdrawn_for(self) -> pa.Table:
        """The articles that were withdrawn, in that order: `WITHDRAWALS_SCHEMA`."""
        if self.withdrawals is None:
            return tables.WITHDRAWALS_SCHEMA.empty_table()
        return _read(self.withdrawals, filter=f"batch <= {self.version}")

    def articles(self, numbers: Sequence[int]) -> Iterator[Article]:
        """The articles of `numbers`, in that order, fetched by the hundred."""
        for start in range(0, len(numbers), 100):
            rows = self.take(numbers[start : start + 100], tables.ARTICLE_COLUMNS)
            yield from map(tables.article, rows.to_pylist())

    def article(self, identity: str) -> Article | None:
        """One article by its id, in an earlier state of its page as well; None where there is none, or no longer."""
        rows = self.rows([identity], [*tables.ARTICLE_COLUMNS, "batch", "withdrawn"]).to_pylist()
        there = [r for r in rows if r["batch"] <= self.version and (r["withdrawn"] or self.seen + 1) > self.seen]
        return tables.article(there[0]) if there else None

    def at(self, version: int, seen: int | None = None) -> Snapshot:
        """The archive as it was at an earlier `version`: the same object each time, as long as this one is.

        `seen` looks at it from an earlier version as well. Raises `UsageError` for a version that there was not.
        """
        version, seen = (whole_number("version", each, 0) for each in (version, self.seen if seen is None else seen))
        if (version, seen) == (self.version, self.seen):
            return self
        if not 1 <= version <= seen <= self.newest:
            there = f"it has versions 1 to {self.newest}" if self.newest else "nothing was taken in yet"
            raise UsageError(f"{max(version, seen) if version else 0}: is no version of {self.name}; {there}.")
        return self.kept(f"at {version} seen from {seen}", lambda: self._earlier(version, seen))

    def _earlier(self, version: int, seen: int) -> Snapshot:
        earlier = replace(self, version=version, seen=seen)
        return replace(earlier, date=earlier._taken_in().astimezone(VIETNAM).date())

    def _taken_in(self) -> datetime:
        """When batch `version` was taken in, which its rows say, and of a batch without rows its originals."""
        last = slice(len(self) - 1, len(self))
        if self.column("batch")[last].to_pylist() == [self.version]:
            taken: datetime = self.column("ingested")[last][0].as_py()
            return taken
        return read_batch(self.originals, self.version).ingested


_BY = "({0} IS NULL OR {0} > {1})"

CURRENT = "superseded IS NULL AND withdrawn IS NULL"
"""The condition that an article is current."""


def any_of(column: str, values: Iterable[str]) -> str:
    """A filter for rows whose `column` is one of `values`; a quote inside a value is doubled, as SQL wants it."""
    quoted = ", ".join("'" + value.replace("'", "''") + "'" for value in values)
    return f"{column} IN ({quoted})" if quoted else "false"


@contextmanager
def reading(dataset: lance.LanceDataset | None) -> Iterator[None]:
    """What Lance cannot read, as one sentence with the way out."""
    try:
        yield
    except (OSError, ValueError) as error:
        where = dataset.uri if dataset else "memory"
        sentence = f"{where}: cannot be read; delete this folder, and the next opening derives it again."
        raise StorageError(sentence) from error


def _read(dataset: lance.LanceDataset, **scan: Any) -> pa.Table:
    with reading(dataset):
        return dataset.scanner(**scan).to_table()
