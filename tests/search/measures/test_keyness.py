"""Keyness: the frequencies are those a reader counts, and each row finds its articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from newsarchive.errors import UsageError
from newsarchive.search import Results, search, statistics
from newsarchive.store import Store

Ask = Callable[[str], Results]


def counts(articles: list) -> tuple[Counter[str], Counter[str]]:
    """How often each word stands in `articles`, and in how many."""
    return (
        Counter(word for each in articles for word in each.words()),
        Counter(word for each in articles for word in set(each.words())),
    )


@pytest.mark.parametrize(
    ("query", "against"), [("học", None), ("hoc OR công", None), ("chính", "quyền"), ("-của", None)]
)
def test_frequencies_are_those_of_a_reader(ask: Ask, read: Callable, query: str, against: str | None) -> None:
    found = ask(query)
    frame = found.keyness(ask(against) if against else None, at_least=2)
    here, there = read(found), read(ask(f"-({query})" if against is None else f"({against}) -({query})"))
    (a, having), (b, others) = counts(here), counts(there)
    assert (frame.attrs["syllables"], frame.attrs["reference_syllables"]) == (a.total(), b.total())
    assert (frame.attrs["articles"], frame.attrs["reference_articles"]) == (len(here), len(there))
    expected = {word: (a[word], b[word]) for word in a | b if a[word] + b[word] >= 2}
    rows = frame[["word", "frequency", "reference_frequency"]].itertuples(index=False, name=None)
    assert {word: (one, two) for word, one, two in rows} == expected
    assert frame.attrs["rarer_words"] == len(a | b) - len(expected)
    assert all(having[row.word] == row.articles for row in frame.itertuples())
    assert all(others[row.word] == row.reference_articles for row in frame.itertuples())


def test_measures_are_those_of_the_counts(ask: Ask) -> None:
    frame = ask("học").keyness()
    cells = (
        frame["frequency"],
        frame["reference_frequency"],
        frame.attrs["syllables"],
        frame.attrs["reference_syllables"],
    )
    assert np.array_equal(frame["g2"], statistics.log_likelihood(*cells))
    assert np.array_equal(frame["log_ratio"], statistics.log_ratio(*cells))
    assert np.array_equal(frame["percent_diff"], statistics.percent_difference(*cells), equal_nan=True)
    assert frame["g2"].is_monotonic_decreasing
    assert frame.iloc[0]["word"] == "học"


def test_each_row_finds_its_articles(ask: Ask) -> None:
    for row in ask("học OR title:công").keyness().head(40).itertuples():
        assert ask(row.question).total == row.articles


def test_an_answer_of_everything_has_no_reference(ask: Ask) -> None:
    frame = ask("*").keyness()
    assert frame.attrs["reference_articles"] == 0
    assert frame["g2"].isna().all()


def test_the_reference_is_of_the_same_archive(ask: Ask, store: Store) -> None:
    with pytest.raises(UsageError, match="same articles"):
        ask("học").keyness(search(store, "công", version=2))


def test_the_reference_is_an_answer(ask: Ask) -> None:
    with pytest.raises(UsageError, match="'công': is no answer"):
        ask("học").keyness("công")  # type: ignore[arg-type]


@pytest.mark.parametrize("at_least", ["a", None, 0, -1, 2.5])
def test_the_least_frequency_is_a_whole_number(ask: Ask, at_least: Any) -> None:
    for measure in (ask("học").keyness, ask("học").collocations, ask("học").ngrams):
        with pytest.raises(UsageError, match=r"at_least=.* whole number from 1 up"):
            measure(at_least=at_least)


def test_it_can_be_drawn(ask: Ask) -> None:
    assert "<svg" in ask("học").keyness().plot("en").svg
