"""From a question to the matching articles: which they are, and where in them it holds.

Articles are numbers, and a set of articles is a mask over all of them: AND, OR and NOT are those of the masks. That is
exact whatever the question, and costs the same for a million matches as for one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from copy import copy
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, reduce
from typing import NamedTuple, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from newsarchive.article import VIETNAM
from newsarchive.search.made import Made
from newsarchive.search.occurrences import Occurrences, occurrences
from newsarchive.search.query import (
    STATED_FIELDS,
    And,
    Everything,
    Has,
    Identity,
    Is,
    Leaf,
    Named,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Question,
    Range,
    Reprints,
)
from newsarchive.store import Snapshot
from newsarchive.store.indexing import FIELDS, TEXT
from newsarchive.store.postings import Mask
from newsarchive.store.snapshot import UNDATED


class Beside(NamedTuple):
    """What is known beside the tables, each when a question asks for it: the numbers of later `copies`, and what people
    `made`."""

    copies: Callable[[], npt.NDArray[np.int64]]
    made: Made


class Step(NamedTuple):
    """What one part of a question took: `looked` as in `Occurrences`, `articles` that meet it; None is all of it."""

    part: Node | None
    looked: int | None
    articles: int
    milliseconds: float


class Counted(NamedTuple):
    """How often a leaf stands in each article of the index, of a `Near` its left side, and `looked` as in a `Step`."""

    counts: npt.NDArray[np.int32]
    looked: int


class Answer:
    """The articles of `snapshot` that meet `question`."""

    def __init__(self, snapshot: Snapshot, question: Question, beside: Beside) -> None:
        self.snapshot, self.question, self.beside = snapshot, question, beside
        self.steps: list[Step] = []
        self._found: dict[Leaf, list[Occurrences]] = {}
        self._looked: dict[Leaf, int] = {}
        self._masks: dict[Node, Mask] = {}
        started = time.perf_counter()
        self.mask: Mask = self._meet(question.node) & snapshot.current
        self._note(None, started, self.mask)

    @cached_property
    def total(self) -> int:
        """How many articles there are."""
        return int(np.count_nonzero(self.mask))

    @cached_property
    def numbers(self) -> npt.NDArray[np.int64]:
        """Their numbers, in order."""
        return np.flatnonzero(self.mask)

    def found(self, leaf: Leaf) -> list[Occurrences]:
        """Where one of the question's leaves stands, segment by segment, in whichever articles."""
        if leaf not in self._found:
            self._found[leaf] = [
                each for segment in self.snapshot.index.segments for each in occurrences(segment, leaf)
            ]
        return self._found[leaf]

    def counted(self, leaf: Leaf) -> Counted:
        """How often one of the question's leaves stands in each article; kept while the next questions have it too."""
        return self.snapshot.recent(("counted", leaf), lambda: self._counted(leaf))

    def having(self, leaf: Leaf) -> int:
        """How many current articles one of the question's leaves stands in, be they matches or not."""
        return int(np.count_nonzero(self._masks[leaf] & self.snapshot.current))

    def counter(self) -> Callable[[Node], int]:
        """A function that counts the articles that meet another question; what it finds for one serves the next."""
        other = copy(self)
        other.steps, other._found, other._masks = [], dict(self._found), dict(self._masks)
        return lambda node: int(np.count_nonzero(other._meet(node) & self.snapshot.current))

    # -- each kind of condition ---------------------------------------------------------------------------------------

    def _meet(self, node: Node) -> Mask:
        """Which articles, current or not, meet `node`."""
        match node:
            case And(parts):
                return reduce(np.logical_and, map(self._meet, parts))
            case Or(parts):
                return reduce(np.logical_or, map(self._meet, parts))
            case Not(part):
                return ~self._meet(part)
        if node not in self._masks:
            started = time.perf_counter()
            self._masks[node] = self._condition(node)
            self._note(node, started, self._masks[node])
        return self._masks[node]

    def _condition(self, node: Node) -> Mask:
        match node:
            case Phrase() | Near():
                return self._with(node)
            case Is(field, value):
                equal: Mask = pc.equal(self.snapshot.column(field), value).fill_null(False).to_numpy()
                return equal
            case Range("words", low, high):
                return self._words(cast("int | None", low), cast("int | None", high))
            case Range(field, low, high):
                return self._days(field, cast("date | None", low), cast("date | None", high))
            case Has(field):
                if field not in STATED_FIELDS:
                    return self.snapshot.standing(self.beside.made.articles(node))
                if field in (*TEXT, *FIELDS):
                    return self.snapshot.index.has(field)[: len(self.snapshot)]
                return _there(self.snapshot.column(field))
            case Named():
                return self.snapshot.standing(self.beside.made.articles(node))
            case Identity(ids):
                these: Mask = pc.is_in(self.snapshot.column("id"), value_set=pa.array(ids, pa.string())).to_numpy()
                return these
            case Reprints():
                mask = np.ones(len(self.snapshot), bool)
                mask[self.beside.copies()] = False
                return mask
            case Everything():
                return np.ones(len(self.snapshot), bool)
        raise TypeError(f"{node!r} is no question")

    def _counted(self, leaf: Leaf) -> Counted:
        # Of a pair, one side has the same articles as both: the other waits until somebody wants to see it.
        first = [next(occurrences(segment, leaf)) for segment in self.snapshot.index.segments]
        if isinstance(leaf, Phrase):
            self._found[leaf] = first
        counts = np.zeros(self.snapshot.index.articles, np.int32)
        for each in first:
            here = counts[each.segment.first : each.segment.last]
            here += np.bincount(each.owners, minlength=len(here))
        return Counted(counts, sum(each.looked for each in first))

    def _with(self, leaf: Leaf) -> Mask:
        counts, self._looked[leaf] = self.counted(leaf)
        mask: Mask = counts[: len(self.snapshot)] > 0  # the index may hold articles of later versions as well
        return mask

    def _words(self, low: int | None, high: int | None) -> Mask:
        words = self.snapshot.column("words").to_numpy()
        mask = np.ones(len(words), bool)
        if low is not None:
            mask &= words >= low
        if high is not None:
            mask &= words <= high
        return mask

    def _days(self, field: str, low: date | None, high: date | None) -> Mask:
        """Whole days in Vietnamese time."""
        moments = self.snapshot.moments(field)
        end = UNDATED if high is None or high == date.max else _midnight(high + timedelta(days=1))
        mask: Mask = moments < end
        if low is not None:
            mask &= moments >= _midnight(low)
        return mask

    def _note(self, part: Node | None, started: float, mask: Mask) -> None:
        looked = self._looked.get(part) if isinstance(part, Phrase | Near) else None
        took = (time.perf_counter() - started) * 1000
        self.steps.append(Step(part, looked, int(np.count_nonzero(mask)), took))


def _there(column: pa.ChunkedArray) -> Mask:
    valid: Mask = pc.is_valid(column).to_numpy()
    return valid


def _midnight(day: date) -> int:
    """The beginning of a day in Vietnam, in microseconds of the epoch."""
    moment = datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
    return (moment - datetime.fromtimestamp(0, UTC)) // timedelta(microseconds=1)
