"""The order of an answer: by relevance, by date, or as the articles were taken in; the same each time.

Relevance is BM25 (Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*, 2009, section 3.4)
in its simple form for weighted fields (Robertson, Zaragoza and Taylor, 2004): a word in the title counts as if it stood
there `TITLE` times.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from newsarchive.search.answer import Answer
from newsarchive.search.query import Leaf, Near, is_of_text
from newsarchive.store import Snapshot
from newsarchive.store.indexing import TEXT
from newsarchive.store.snapshot import UNDATED

Sort = Literal["relevance", "newest", "oldest", "archive"]
"""``archive`` is the order in which the articles were taken in."""

TITLE = 3.0
"""How often a word of the title counts."""

_K1, _B = 1.2, 0.75  # the usual values (the book cited, section 3.3)

_Scores = npt.NDArray[np.float64]
_Numbers = npt.NDArray[np.int64]


def order(answer: Answer, found: _Scores, sort: Sort, most: int | None = None) -> tuple[_Numbers, _Scores]:
    """The numbers of the matching articles in the order `sort`, and their scores, which are `found`; the first `most`.

    Ties are in the order in which the articles were taken in. Where no word weighs, the most relevant are the newest.
    Undated articles come last, whichever end is first.
    """
    numbers = answer.numbers
    if sort == "archive":
        return numbers[:most], found[:most]
    if sort == "relevance" and found.any():
        places = _highest(found, most)
        return numbers[places], found[places]
    every = answer.snapshot.kept(f"{sort} first", lambda: _by_date(answer.snapshot, oldest=sort == "oldest"))
    chosen = every[answer.mask[every]][:most]
    return chosen, found[np.searchsorted(numbers, chosen)]


def _highest(found: _Scores, most: int | None) -> _Numbers:
    """Where the highest scores stand, in order; to have the first few, not all have to be sorted."""
    if most is None or most >= len(found):
        return np.argsort(-found, kind="stable")
    if not most:
        return np.zeros(0, np.int64)
    candidates = np.flatnonzero(found >= np.partition(found, len(found) - most)[len(found) - most])
    return candidates[np.argsort(-found[candidates], kind="stable")][:most]


def _by_date(snapshot: Snapshot, *, oldest: bool) -> _Numbers:
    """The numbers of all articles by date."""
    dates = snapshot.moments("date")
    return np.argsort(dates if oldest else np.where(dates == UNDATED, UNDATED, -dates), kind="stable")


def scores(answer: Answer) -> _Scores:
    """The BM25 of each matching article, in the order of `Answer.numbers`; 0 where the question has no words.

    Words that a prefix stands for weigh all the same, so they do not count here; nor do words of byline or publisher.
    """
    total = np.zeros(answer.total)
    leaves = [leaf for leaf in dict.fromkeys(answer.question.leaves) if _weighs(leaf)]
    if not leaves or not answer.total:
        return total
    snapshot = answer.snapshot
    lengths, mean = snapshot.kept("weighted lengths", lambda: _weighted_lengths(snapshot))
    norm = _K1 * (1 - _B + _B * lengths[answer.numbers] / max(mean, 1.0))
    for leaf in leaves:
        # Counted in whichever articles, and then looked up: that is less work than to choose the occurrences first.
        every = np.zeros(snapshot.index.articles)
        for each in answer.found(leaf):
            here = every[each.segment.first : each.segment.last]
            here += np.bincount(each.owners, minlength=len(here))
            titles = each.owners[each.positions < each.part.bounds[TEXT.index("title") + 1]]
            here += (TITLE - 1) * np.bincount(titles, minlength=len(here))
        having = int(np.count_nonzero((every[: len(snapshot)] > 0) & snapshot.current))
        rarity = np.log1p((snapshot.size - having + 0.5) / (having + 0.5))
        frequency = every[answer.numbers]
        total += rarity * frequency * (_K1 + 1) / (frequency + norm)
    return total.round(4)


def _weighted_lengths(snapshot: Snapshot) -> tuple[npt.NDArray[np.float32], float]:
    """The number of words of each article, those of the title as often as they count, and the mean of current ones."""
    title, lead, body = (snapshot.index.lengths(zone)[: len(snapshot)] for zone in TEXT)
    lengths = (TITLE * title + lead + body).astype(np.float32)
    return lengths, lengths[snapshot.current].mean()


def _weighs(leaf: Leaf) -> bool:
    phrases = (leaf.left, leaf.right) if isinstance(leaf, Near) else (leaf,)
    return is_of_text(leaf) and not any(word.prefix for phrase in phrases for word in phrase.words)
