"""Timelines, facets, dispersion, concentration, n-grams, comparison: over what was counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import get_args

import numpy as np
import pandas as pd
import pytest

from newsarchive.errors import UsageError
from newsarchive.search import Results, statistics
from newsarchive.search.measures import Facet, Period, by_period, by_value
from newsarchive.text import keys

Ask = Callable[[str], Results]


@pytest.mark.parametrize("by", ["year", "month", "week", "day"])
@pytest.mark.parametrize("query", ["học", "title:học OR hoc"])
def test_timelines_count_over_the_archive_of_the_same_period(ask: Ask, read: Callable, by: str, query: str) -> None:
    found = ask(query)
    frame = found.timeline(by)  # type: ignore[arg-type]

    def starts(results: Results) -> dict[str, pd.Timestamp]:
        dates = {
            e.article.id: pd.Timestamp(e.article.date.value.at).tz_convert("Asia/Ho_Chi_Minh").tz_localize(None)
            for e in read(results)
            if e.article.date
        }
        unit = {"year": "Y", "month": "M", "week": "W-SUN", "day": "D"}[by]
        return {identity: at.to_period(unit).start_time for identity, at in dates.items()}

    matches, whole = Counter(starts(found).values()), Counter(starts(ask("*")).values())
    rows = {row.period: (row.articles, row.of) for row in frame.itertuples()}
    assert {at: of for at, (_, of) in rows.items() if of} == {at: of for at, of in whole.items() if at in rows}
    assert all(articles == matches[at] for at, (articles, of) in rows.items() if of)
    assert all(articles is pd.NA for articles, of in rows.values() if not of)
    assert (min(rows), max(rows)) == (min(matches), max(matches))
    assert frame["articles"].sum() + frame.attrs["undated"] == found.total
    words = Counter()
    for each in read(ask("*")):
        words[starts(ask("*")).get(each.article.id)] += len(each.words()) if by == "year" else 0
    if by == "year":
        assert {row.period: row.syllables for row in frame.itertuples() if row.of} == {
            at: words[at] for at in rows if whole[at]
        }


def test_rates_have_their_intervals(ask: Ask) -> None:
    frame = ask("học").timeline()
    said = frame[frame["of"] > 0]
    low, high = statistics.wilson_interval(said["articles"].to_numpy("int64"), said["of"].to_numpy("int64"))
    assert np.allclose(said["low"].to_numpy("float64"), 1000 * low)
    assert np.allclose(said["high"].to_numpy("float64"), 1000 * high)
    assert ((said["low"] <= said["rate"]) & (said["rate"] <= said["high"])).all()
    assert ((said["per_million_low"] <= said["per_million"]) & (said["per_million"] <= said["per_million_high"])).all()
    for row in said.itertuples():
        assert ask(row.question).total == row.articles
    assert len(ask("zzzz").timeline()) == 0


@pytest.mark.parametrize("field", ["publisher", "section", "byline", "credit", "language", "year", "month"])
def test_facets_add_up_and_find_their_articles(ask: Ask, field: str) -> None:
    found = ask("học OR công")
    frame = found.facets(field)  # type: ignore[arg-type]
    assert frame["articles"].sum() == found.total
    assert (frame["articles"] <= frame["of"]).all()
    assert frame["articles"].is_monotonic_decreasing
    for row in frame.itertuples():
        assert ask(row.question).total == row.articles, row.question
    with pytest.raises(UsageError, match="colour"):
        found.facets("colour")  # type: ignore[arg-type]


def test_dispersion_is_over_all_parts(ask: Ask, read: Callable) -> None:
    found = ask("học")
    frame = found.dispersion("publisher")
    sizes, occurrences = Counter(), Counter()
    for each in read(ask("*")):
        name = each.article.publisher.value if each.article.publisher else None
        sizes[name] += len(each.words())
        occurrences[name] += sum(keys(piece).count("học") for piece in each.pieces)
    assert {None if row.part is pd.NA else row.part: row.occurrences for row in frame.itertuples()} == +occurrences
    parts = list(sizes)
    expected = statistics.dp([occurrences[part] for part in parts], [sizes[part] for part in parts])
    assert frame.attrs["dp"] == pytest.approx(float(expected))
    assert frame.attrs["parts_without"] == len(sizes) - len(+occurrences)
    articles = found.dispersion("article")
    assert articles["occurrences"].sum() == found.occurrences
    assert articles.attrs["parts"] == sum(bool(each.words()) for each in read(ask("*")))


@pytest.mark.parametrize("n", [1, 2, 3, 5])
def test_ngrams_do_not_cross_punctuation(ask: Ask, read: Callable, n: int) -> None:
    found = ask("chính")
    frame = found.ngrams(n, at_least=1)
    counts, having = Counter(), Counter()
    for each in read(found):
        own = Counter(" ".join(run[at : at + n]) for run in each.runs() for at in range(len(run) - n + 1))
        counts, having = counts + own, having + Counter(set(own))
    assert dict(zip(frame["ngram"], frame["occurrences"], strict=True)) == counts
    assert dict(zip(frame["ngram"], frame["articles"], strict=True)) == having
    rare = found.ngrams(n, at_least=3)
    assert rare.attrs["rarer_ngrams"] == sum(count < 3 for count in counts.values())
    for wrong in (0, 9, 1.5):
        with pytest.raises(UsageError, match=r"n=.* from 1 to 8"):
            found.ngrams(wrong)  # type: ignore[arg-type]


def test_two_questions_side_by_side(ask: Ask) -> None:
    frame = ask("học OR hoc").compare(ask("công"))
    assert list(frame["what"]) == ["first", "second", "both", "first only", "second only", "either"]
    for row in frame.itertuples():
        assert ask(row.question).total == row.articles, row.question
    first, second, both, one, two, either = frame["articles"]
    assert (first, second, either) == (both + one, both + two, both + one + two)
    with pytest.raises(UsageError, match="same articles"):
        ask("học").compare(ask("công reprints:no"))
    with pytest.raises(UsageError, match="'công': is no answer"):
        ask("học").compare("công")  # type: ignore[arg-type]


def test_concentration_is_of_those_who_say_it(ask: Ask) -> None:
    found = ask("*")
    frame = found.concentration("publisher")
    assert frame["articles"].sum() + frame.attrs["missing"] == found.total
    assert frame["share"].sum() == pytest.approx(1)
    assert frame["cumulative"].iloc[-1] == pytest.approx(1)
    assert frame.attrs["hhi"] == pytest.approx((frame["share"] ** 2).sum())


@pytest.mark.parametrize("query", ["học", "title:học OR hoc", "xyzzyq"])
def test_what_is_only_counted_is_what_the_frames_have(ask: Ask, query: str) -> None:
    found = ask(query)
    for by in get_args(Period):
        frame = found.timeline(by)
        counts = by_period(found, by)
        assert [count.first for count in counts] == frame["period"].tolist()
        assert [count.articles for count in counts] == frame["articles"].fillna(0).tolist()
        assert [count.of for count in counts] == frame["of"].tolist()
        assert all(
            written.endswith(f"date:{count.written}") for count, written in zip(counts, frame["question"], strict=True)
        )
    for field in get_args(Facet):
        frame = found.facets(field)
        values = [None if pd.isna(value) else value for value in frame["value"]]
        assert by_value(found, field) == list(zip(values, frame["articles"], strict=True))
