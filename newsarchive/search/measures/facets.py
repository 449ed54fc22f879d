"""Facets: an answer by what its articles say of themselves, over all matches."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from newsarchive.errors import UsageError
from newsarchive.search.measures.periods import Period, are_dated, numbered, written
from newsarchive.search.query import Has, Is, Node, Not, Range, beginning
from newsarchive.search.ranges import parse_days
from newsarchive.search.statistics import wilson_interval
from newsarchive.search.tables import Facets
from newsarchive.text import collation_key

if TYPE_CHECKING:
    from newsarchive.search.results import Results
    from newsarchive.store import Snapshot

Facet = Literal["publisher", "section", "byline", "credit", "language", "year", "month"]
FACETS: tuple[str, ...] = get_args(Facet)


class Values(NamedTuple):
    """A field of all articles as numbers: `codes`, of which -1 is missing, into `values`, whose order is `ranks`.

    `questions` asks for the articles with a value, by its number; -1 for those without one.
    """

    values: list[str]
    codes: npt.NDArray[np.int64]
    ranks: npt.NDArray[np.int64]
    question: Callable[[int], Node | None]


def by_value(results: Results, field: Facet) -> list[tuple[str | None, int]]:
    """What `facets` counts, without what is reckoned from it: each value, or None, and the articles that match."""
    values, shown, counts = _counted(results, field)
    return [(values.values[at - 1] if at else None, int(counts[at])) for at in shown.tolist()]


def facets(results: Results, field: Facet) -> Facets:
    """The matches by `field`; see `Results.facets`."""
    values, shown, counts = _counted(results, field)
    whole = np.bincount(values.codes[results.searched_mask] + 1, minlength=len(counts))
    low, high = wilson_interval(counts[shown], whole[shown])
    asked, nodes = beginning(results.question.node), [values.question(at - 1) for at in shown.tolist()]
    frame = Facets(
        {
            "value": pd.Series([values.values[at - 1] if at else None for at in shown.tolist()], dtype="string"),
            "articles": pd.Series(counts[shown], dtype="int64"),
            "of": pd.Series(whole[shown], dtype="int64"),
            "rate": pd.Series(1_000 * counts[shown] / whole[shown], dtype="float64"),
            "low": pd.Series(1_000 * low, dtype="float64"),
            "high": pd.Series(1_000 * high, dtype="float64"),
            "question": pd.Series([None if each is None else f"{asked}{each}" for each in nodes], dtype="string"),
        }
    )
    frame.attrs = {"field": field, "source": results.source_lines()}
    return frame


def _counted(results: Results, field: Facet) -> tuple[Values, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The values of `field`; which of them, counted from 1, match, in order; and how often each does. 0 is none."""
    values = values_of(results.snapshot, field)
    size = len(values.values)
    counts = np.bincount(values.codes[results.answer.numbers] + 1, minlength=size + 1)
    there = np.flatnonzero(counts)
    # The most frequent first, equally frequent ones in Vietnamese order, and what is not said after them.
    return values, there[np.lexsort((np.append(size, values.ranks)[there], -counts[there]))], counts


def values_of(snapshot: Snapshot, field: str) -> Values:
    """The values of `field` in all articles; put together once. Raises `UsageError` for what cannot be counted by."""
    if field not in FACETS:
        raise UsageError(f"{field}: cannot be counted by; choose one of {', '.join(FACETS)}.")
    if field in get_args(Period):
        return snapshot.kept(f"values of {field}", lambda: _periods(snapshot, field))  # type: ignore[arg-type]
    return snapshot.kept(f"values of {field}", lambda: _texts(snapshot, field))


def _texts(snapshot: Snapshot, field: str) -> Values:
    column = snapshot.column(field).combine_chunks().dictionary_encode()
    values = column.dictionary.to_pylist()
    places = sorted(range(len(values)), key=lambda at: (collation_key(values[at]), values[at]))
    ranks = np.empty(len(values), np.int64)
    ranks[places] = np.arange(len(values))

    def question(at: int) -> Node | None:
        try:
            return Is(field, values[at]) if at >= 0 else Not(Has(field))
        except UsageError:  # a value that no question can quote
            return None

    return Values(values, column.indices.fill_null(-1).to_numpy().astype(np.int64), ranks, question)


def _periods(snapshot: Snapshot, by: Period) -> Values:
    dates = snapshot.column("date")
    dated = are_dated(dates)
    periods = numbered(dates, by)
    different, codes = np.unique(periods[dated], return_inverse=True)
    every = np.full(len(periods), -1, np.int64)
    every[dated] = codes
    values = written(different, by)

    def question(at: int) -> Node:
        return Range("date", *parse_days(values[at])) if at >= 0 else Not(Has("date"))

    return Values(values, every, np.arange(len(values)), question)
