"""Counts over all matches: by time, and by what the articles say of themselves. No text is read for them."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from newsarchive.search.statistics import garwood_interval, wilson_interval
from newsarchive.text import collation_key

Period = Literal["year", "month", "week", "day"]
"""Weeks begin on Monday."""

_UNITS: dict[str, str] = {"year": "Y", "month": "M", "week": "D", "day": "D"}
_DAY = 86_400_000_000  # microseconds
_VIETNAM = 7 * 3_600_000_000

_Numbers = npt.NDArray[np.int64]


class Counted(NamedTuple):
    """What is counted of some articles: the articles, occurrences of the question in them, and their words."""

    articles: _Numbers
    occurrences: _Numbers
    words: _Numbers


def periods(dates: pa.ChunkedArray, by: Period) -> tuple[_Numbers, npt.NDArray[np.bool_]]:
    """The number of each date's period in Vietnamese time, counted from 1970, and which dates there are."""
    dated = pc.is_valid(dates).to_numpy()
    local = dates.cast(pa.int64()).fill_null(0).to_numpy() + _VIETNAM
    if by in ("year", "month"):
        return local.astype("datetime64[us]").astype(f"datetime64[{_UNITS[by]}]").astype(np.int64), dated
    days = local // _DAY
    return (days + 3) // 7 if by == "week" else days, dated


def first_days(numbers: _Numbers, by: Period) -> npt.NDArray[np.datetime64]:
    """The first day of each period."""
    if by == "week":
        numbers = numbers * 7 - 3
    return numbers.astype(f"datetime64[{_UNITS[by]}]").astype("datetime64[us]")


def timeline(found: Counted, archive: Counted, first: int, by: Period) -> pd.DataFrame:
    """The frame of `Results.timeline`, of counts period by period, from the period numbered `first` on."""
    there = archive.articles > 0
    numbers = np.arange(first, first + len(there))
    shares = 1_000 * np.array(wilson_interval(found.articles, archive.articles))
    rates = np.array(garwood_interval(found.occurrences, archive.words))

    def missing(values: npt.NDArray[np.generic], dtype: str) -> pd.Series:
        return pd.Series(values).where(there).astype(dtype)

    with np.errstate(invalid="ignore", divide="ignore"):
        rate, million = 1_000 * found.articles / archive.articles, 1e6 * found.occurrences / archive.words
    return pd.DataFrame(
        {
            "period": pd.Series(first_days(numbers, by)),
            "articles": missing(found.articles, "Int64"),
            "of": pd.Series(archive.articles, dtype="Int64"),
            "rate": missing(rate, "Float64"),
            "low": missing(shares[0], "Float64"),
            "high": missing(shares[1], "Float64"),
            "occurrences": missing(found.occurrences, "Int64"),
            "syllables": pd.Series(archive.words, dtype="Int64"),
            "per_million": missing(million, "Float64"),
            "per_million_low": missing(rates[0], "Float64"),
            "per_million_high": missing(rates[1], "Float64"),
        }
    )


class Values(NamedTuple):
    """A column of all articles as numbers: `codes`, of which -1 is missing, into `values`, and their `ranks`."""

    values: list[str]
    codes: npt.NDArray[np.int32]
    ranks: _Numbers


def encoded(column: pa.ChunkedArray) -> Values:
    """A column of text; its values rank in Vietnamese order."""
    coded = column.combine_chunks().dictionary_encode()
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.combine_chunks()
    values = coded.dictionary.to_pylist()
    places = sorted(range(len(values)), key=lambda at: (collation_key(values[at]), values[at]))
    ranks = np.empty(len(values), np.int64)
    ranks[places] = np.arange(len(values))
    return Values(values, coded.indices.fill_null(-1).to_numpy().astype(np.int32), ranks)


def facets(values: Values, found: npt.NDArray[np.int64], archive: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """The frame of `Results.facets`: how many of the articles `found` have each value, and of those of the `archive`."""
    size = len(values.values)
    counts = np.bincount(values.codes[found] + 1, minlength=size + 1)
    whole = np.bincount(values.codes[archive] + 1, minlength=size + 1)
    there = np.flatnonzero(counts)
    order = np.lexsort((np.append(size, values.ranks)[there], there == 0, -counts[there]))
    shown = there[order]
    return pd.DataFrame(
        {
            "value": pd.Series([values.values[at - 1] if at else None for at in shown], dtype="string"),
            "articles": pd.Series(counts[shown], dtype="int64"),
            "of": pd.Series(whole[shown], dtype="int64"),
        }
    )
