"""Timelines: an answer by period, over what the archive has of the same period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
import pandas as pd

from newsarchive.search.measures.periods import Numbers, Period, are_dated, check_period, first_days, numbered, written
from newsarchive.search.query import beginning
from newsarchive.search.statistics import garwood_interval, wilson_interval
from newsarchive.search.tables import Timeline
from newsarchive.search.tally import occurrences_by_article, words_by_article
from newsarchive.store.postings import Mask

if TYPE_CHECKING:
    from newsarchive.search.results import Results


class Count(NamedTuple):
    """A period: its `first` day, how it is `written` in a question, and how many articles match, `of` how many."""

    first: datetime
    written: str
    articles: int
    of: int


def by_period(results: Results, by: Period) -> list[Count]:
    """What a timeline counts, without what is reckoned from it: a screen shows it with every answer."""
    numbers, found, searched, counted = _periods(results, by)
    columns = (first_days(numbers, by).tolist(), written(numbers, by), counted(found), counted(searched))
    return [Count(first, name, int(n), int(of)) for first, name, n, of in zip(*columns, strict=True)]


def timeline(results: Results, by: Period = "year") -> Timeline:
    """The matches by period; see `Results.timeline`."""
    numbers, found, searched, counted = _periods(results, by)
    articles, of = counted(found), counted(searched)
    occurrences = counted(found, occurrences_by_article(results.answer))
    words = counted(searched, words_by_article(results.snapshot))
    there = of > 0
    share_low, share_high = wilson_interval(articles, of)
    million_low, million_high = garwood_interval(occurrences, words)
    with np.errstate(invalid="ignore", divide="ignore"):
        rate, million = 1_000 * articles / of, 1e6 * occurrences / words

    def column(values: np.ndarray, dtype: Literal["Int64", "Float64"]) -> pd.Series:
        """`values`, missing where the archive has nothing."""
        whole: pd.Series = pd.Series(values).where(there)
        return whole.astype(dtype)

    asked = beginning(results.question.node)
    frame = Timeline(
        {
            "period": pd.Series(first_days(numbers, by)),
            "articles": column(articles, "Int64"),
            "of": pd.Series(of, dtype="Int64"),
            "rate": column(rate, "Float64"),
            "low": column(1_000 * share_low, "Float64"),
            "high": column(1_000 * share_high, "Float64"),
            "occurrences": column(occurrences, "Int64"),
            "syllables": pd.Series(words, dtype="Int64"),
            "per_million": column(million, "Float64"),
            "per_million_low": column(million_low, "Float64"),
            "per_million_high": column(million_high, "Float64"),
            "question": pd.Series([f"{asked}date:{span}" for span in written(numbers, by)], dtype="string"),
        }
    )
    frame.attrs = {"by": by, "undated": results.undated, "source": results.source_lines()}
    return frame


def _periods(results: Results, by: Period) -> tuple[Numbers, Mask, Mask, Callable[..., Numbers]]:
    """The periods from the first match to the last; the matches and what was searched, of what has a date; and what
    counts articles by those periods, or sums up weights of theirs."""
    check_period(by)
    snapshot = results.snapshot
    dates = snapshot.column("date")
    periods, dated = snapshot.kept(f"periods of {by}", lambda: (numbered(dates, by), are_dated(dates)))
    found, searched = results.answer.mask & dated, results.searched_mask & dated
    low, high = (int(periods[found].min()), int(periods[found].max())) if found.any() else (0, -1)

    def counted(articles: Mask, weights: Numbers | None = None) -> Numbers:
        inside = articles & (low <= periods) & (periods <= high)
        weight = None if weights is None else weights[inside]
        return np.bincount(periods[inside] - low, weights=weight, minlength=high - low + 1).astype(np.int64)

    return np.arange(low, high + 1), found, searched, counted
