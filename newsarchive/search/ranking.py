"""The order of an answer: by relevance, by date, or as the articles were taken in; the same each time.

Relevance is BM25 (Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*, 2009, section 3.4)
in its simple form for weighted fields (Robertson, Zaragoza and Taylor, 2004): a word in the title counts as if it stood
there `TITLE` times.
"""

from __future__ import annotations

from functools import partial
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
        places = _lowest(-found, most)
    else:
        dates = answer.snapshot.moments("date")[numbers]
        places = _lowest(dates if sort == "oldest" else np.where(dates == UNDATED, UNDATED, -dates), most)
    return numbers[places], found[places]


def _lowest(keys: npt.NDArray[np.int64 | np.float64], most: int | None) -> _Numbers:
    """Where the lowest keys stand, in order; to have the first few, not all have to be sorted."""
    if most is None or most >= len(keys):
        return np.argsort(keys, kind="stable")
    if not most:
        return np.zeros(0, np.int64)
    candidates = np.flatnonzero(keys <= np.partition(keys, most - 1)[most - 1])
    return candidates[np.argsort(keys[candidates], kind="stable")][:most]


def scores(answer: Answer) -> _Scores:
    """The BM25 of each matching article, in the order of `Answer.numbers`; 0 where the question has no words.

    Words that a prefix stands for weigh all the same, so they do not count here; nor do words of byline or publisher.
    """
    total = np.zeros(answer.total)
    leaves = [leaf for leaf in dict.fromkeys(answer.question.leaves) if _weighs(leaf)]
    if not leaves or not answer.total:
        return total
    for leaf in leaves:
        total += answer.snapshot.recent(("weights", leaf), partial(_weights, answer, leaf))[answer.numbers]
    return total.round(4)


def _weights(answer: Answer, leaf: Leaf) -> _Scores:
    """What `leaf` adds to the score of each article, match or not: that is the same whatever is asked with it."""
    snapshot, having = answer.snapshot, answer.having(leaf)
    rarity = np.log1p((snapshot.size - having + 0.5) / (having + 0.5))
    every = _frequency(answer, leaf)[: len(snapshot)]
    there = np.flatnonzero(every)
    frequency = every[there].astype(np.float64)
    weights = np.zeros(len(snapshot))
    norm = snapshot.kept("norm of lengths", lambda: _norm(snapshot))
    weights[there] = rarity * frequency * (_K1 + 1) / (frequency + norm[there])
    return weights


def _frequency(answer: Answer, leaf: Leaf) -> npt.NDArray[np.float32]:
    """How often `leaf` occurs in each article, weighted; those of the title count as `TITLE`."""
    every = answer.counted(leaf).counts.astype(np.float32)
    sides = 2 if isinstance(leaf, Near) else 1  # which alternate in what was found; the left one is counted already
    for at, each in enumerate(answer.found(leaf)):
        here = every[each.segment.first : each.segment.last]
        if at % sides:
            here += np.bincount(each.owners, minlength=len(here))
        titles = each.owners[each.positions < each.part.bounds[TEXT.index("title") + 1]]
        here += (TITLE - 1) * np.bincount(titles, minlength=len(here))
    return every


def _norm(snapshot: Snapshot) -> _Scores:
    """What the length of each article makes of its frequencies: its words over the mean of current articles.

    The words of a title are as many as they count.
    """
    title, lead, body = (snapshot.index.lengths(zone)[: len(snapshot)] for zone in TEXT)
    lengths = (TITLE * title + lead + body).astype(np.float64)
    return _K1 * (1 - _B + _B * lengths / max(float(lengths[snapshot.current].mean()), 1.0))


def _weighs(leaf: Leaf) -> bool:
    phrases = (leaf.left, leaf.right) if isinstance(leaf, Near) else (leaf,)
    return is_of_text(leaf) and not any(word.prefix for phrase in phrases for word in phrase.words)
