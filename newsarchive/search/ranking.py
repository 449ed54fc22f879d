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
from newsarchive.search.tally import among
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
    lengths = weighted_lengths(snapshot)
    norm = _K1 * (1 - _B + _B * lengths[answer.numbers] / max(lengths[snapshot.current].mean(), 1.0))
    place = np.cumsum(answer.mask) - 1
    for leaf in leaves:
        frequency, has = np.zeros(answer.total), np.zeros(snapshot.index.articles, bool)
        for each in answer.found(leaf):
            has[each.segment.first : each.segment.last][each.owners] = True
            kept = among(answer.mask[each.segment.first : each.segment.last], each.owners)
            owners, positions = each.owners[kept], each.positions[kept]
            places = place[each.segment.first : each.segment.last][owners]
            frequency += np.bincount(places, minlength=answer.total)
            titles = places[positions < each.part.bounds[TEXT.index("title") + 1]]
            frequency += (TITLE - 1) * np.bincount(titles, minlength=answer.total)
        having = int(np.count_nonzero(has[: len(snapshot)] & snapshot.current))
        rarity = np.log1p((snapshot.size - having + 0.5) / (having + 0.5))
        total += rarity * frequency * (_K1 + 1) / (frequency + norm)
    return total.round(4)


def weighted_lengths(snapshot: Snapshot) -> npt.NDArray[np.float32]:
    """The number of words of each article, those of the title as often as they count."""
    return snapshot.kept("weighted lengths", lambda: _weighted_lengths(snapshot))


def _weighted_lengths(snapshot: Snapshot) -> npt.NDArray[np.float32]:
    title, lead, body = (snapshot.index.lengths(zone)[: len(snapshot)] for zone in TEXT)
    return (TITLE * title + lead + body).astype(np.float32)


def _weighs(leaf: Leaf) -> bool:
    phrases = (leaf.left, leaf.right) if isinstance(leaf, Near) else (leaf,)
    return is_of_text(leaf) and not any(word.prefix for phrase in phrases for word in phrase.words)
