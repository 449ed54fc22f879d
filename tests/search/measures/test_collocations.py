"""Collocations: windows are those a reader would draw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest

from newsarchive.errors import UsageError
from newsarchive.search import Results, statistics
from newsarchive.text import keys, sentences, tokenize

Ask = Callable[[str], Results]


def windows(pieces: list[str], node: list[str], width: int | None) -> tuple[int, Counter[str], Counter[str]]:
    """The occurrences of `node` in one article, and the words about them within `width`, or in their sentences."""
    nodes, near = 0, Counter[str]()
    for piece in pieces:
        words = keys(piece)
        starts, at = [], 0
        while at + len(node) <= len(words):
            is_node = words[at : at + len(node)] == node
            starts += [at] * is_node
            at += len(node) if is_node else 1
        own = {start + n for start in starts for n in range(len(node))}
        if width is None:
            tokens = tokenize(piece)
            ends = [sum(first < end for first in tokens.starts) for _, end in sentences(piece)]
            of = [next(n for n, end in enumerate(ends) if at < end) for at in range(len(words))]
            chosen = {at for at in range(len(words)) if of[at] in {of[place] for place in own}}
        else:
            chosen = {
                at
                for start in starts
                for at in (*range(start - width, start), *range(start + len(node), start + len(node) + width))
                if 0 <= at < len(words)
            }
        nodes += len(starts)
        near.update(words[at] for at in chosen - own)
    return nodes, near, Counter(set(near))


@pytest.mark.parametrize("width", [1, 2, 5, 30, None])
@pytest.mark.parametrize("phrase", ["học", "chính trị", "thành phố"])
def test_windows_are_those_of_a_reader(ask: Ask, read: Callable, phrase: str, width: int | None) -> None:
    found = ask(f'"{phrase}"')
    frame = found.collocations("sentence" if width is None else width, at_least=1)
    nodes, near, having = 0, Counter[str](), Counter[str]()
    for each in read(found):
        more, words, articles = windows(list(each.pieces), keys(phrase), width)
        nodes, near, having = nodes + more, near + words, having + articles
    assert frame.attrs["nodes"] == nodes == found.occurrences
    assert dict(zip(frame["word"], frame["together"], strict=True)) == near
    assert dict(zip(frame["word"], frame["articles"], strict=True)) == having
    whole = Counter(word for each in read(ask("*")) for word in each.words())
    assert dict(zip(frame["word"], frame["frequency"], strict=True)) == {word: whole[word] for word in near}
    assert (frame.attrs["places"], frame.attrs["syllables"]) == (near.total(), whole.total())


def test_measures_are_those_of_the_counts(ask: Ask) -> None:
    frame = ask("học").collocations()
    cells = frame["together"], frame.attrs["places"], frame["frequency"], frame.attrs["syllables"]
    assert np.allclose(frame["mi"], statistics.mutual_information(*cells))
    assert np.allclose(frame["t"], statistics.t_score(*cells))
    assert np.allclose(
        frame["log_dice"], statistics.log_dice(frame["together"], frame.attrs["nodes"], frame["frequency"])
    )
    assert frame["log_dice"].is_monotonic_decreasing


def test_the_corpus_is_what_the_filters_choose(ask: Ask, read: Callable) -> None:
    frame = ask('học publisher:"báo mẫu" -sách').collocations(at_least=1)
    whole = Counter(word for each in read(ask('publisher:"báo mẫu"')) for word in each.words())
    assert frame.attrs["corpus"] == 'publisher:"báo mẫu"'
    assert frame.attrs["syllables"] == whole.total()


def test_each_row_finds_its_articles(ask: Ask) -> None:
    rows = ask('"chính trị"').collocations(3, at_least=1)
    for row in rows[~rows["word"].isin(["chính", "trị"])].itertuples():
        assert ask(row.question).total == row.articles, row.question
    assert ask("học").collocations("sentence")["question"].isna().all()


def test_nothing_stands_near_nothing(ask: Ask) -> None:
    frame = ask("zzzz").collocations()
    assert (len(frame), frame.attrs["nodes"]) == (0, 0)
    for wrong in (0, 101, True, 2.5, "paragraph"):
        with pytest.raises(UsageError, match="window"):
            ask("học").collocations(wrong)  # type: ignore[arg-type]
