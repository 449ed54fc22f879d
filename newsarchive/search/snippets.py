"""Snippets: the piece of an article that shows best why it matches, cut to some words and marked.

Which piece that is, the index tells: only its text is then looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from newsarchive.search.matching import find, marks
from newsarchive.search.occurrences import occurrences
from newsarchive.search.query import Leaf, Near, Phrase
from newsarchive.store.index import Index, Segment
from newsarchive.store.indexing import TEXT
from newsarchive.store.postings import BREAK, Numbers

LENGTH = 170
"""The length of a snippet, in characters, without its ellipses."""


class Snippet(NamedTuple):
    """A piece of an article to show with a hit; `marks` are ranges of `text`."""

    text: str
    marks: tuple[tuple[int, int], ...]


def best_pieces(index: Index, numbers: Sequence[int], leaves: Sequence[Leaf]) -> dict[int, int]:
    """Which piece of each of the articles `numbers` shows best why it matches `leaves`.

    Pieces are the lead, where there is one, and the paragraphs, counted from 0. The best has most of the leaves, and of
    equals most of them letter by letter; of equals the first.
    """
    best = dict.fromkeys(numbers, 0)
    leaves = [leaf for leaf in leaves if leaf.field is None or leaf.field in TEXT]
    if not leaves:
        return best
    for segment in index.segments:
        inside = [number for number in best if segment.first <= number < segment.last]
        if inside:
            pieces = _Pieces(segment, np.sort(inside) - segment.first)
            for weight, wanted in ((len(leaves) + 1, leaves), (1, list(map(_letter_by_letter, leaves)))):
                for leaf in wanted:
                    pieces.add(leaf, weight)
            best |= {owner + segment.first: piece for owner, piece in pieces.best().items()}
    return best


class _Pieces:
    """The pieces of the articles `owners` of a segment, and what each is worth."""

    def __init__(self, segment: Segment, owners: Numbers) -> None:
        self._segment, self._owners = segment, owners
        part = segment.text
        cells = [TEXT.index(zone) * part.articles + owners for zone in ("lead", "body")]
        spans = [np.arange(part.starts[cell], part.starts[cell + 1]) for cell in np.sort(np.concatenate(cells))]
        self._within = np.concatenate(spans)
        self._ends = self._within[part.stream[self._within] == BREAK]
        self._worth = np.zeros(len(self._ends), np.int64)

    def add(self, leaf: Leaf, weight: int) -> None:
        """Add `weight` to the worth of each piece with an occurrence of `leaf`."""
        places = [each.positions for each in occurrences(self._segment, leaf, self._within)]
        self._worth[np.unique(np.searchsorted(self._ends, np.concatenate(places)))] += weight

    def best(self) -> dict[int, int]:
        """The number of the best piece of each article."""
        part = self._segment.text
        owners = (np.searchsorted(part.starts, self._ends, "right") - 1) % part.articles
        best = {}
        for owner in self._owners.tolist():
            of_it = np.flatnonzero(owners == owner)  # its lead, then its paragraphs: as they follow in the stream
            best[owner] = int(np.argmax(self._worth[of_it])) if len(of_it) else 0
        return best


def _letter_by_letter(leaf: Leaf) -> Leaf:
    """`leaf`, asking for the very letters typed."""
    if isinstance(leaf, Near):
        return replace(leaf, left=_typed(leaf.left), right=_typed(leaf.right))
    return _typed(leaf)


def _typed(phrase: Phrase) -> Phrase:
    return replace(phrase, words=tuple(word._replace(plain=False, prefix=False) for word in phrase.words))


def snippet(text: str, field: str, leaves: Sequence[Leaf]) -> Snippet:
    """About `LENGTH` characters of `text`, the value of `field`, round its first exact hit, or its first; cut between
    words."""
    matches = find(leaves, text, field)
    shown = next((match for match in matches if match.exact), matches[0]) if matches else None
    first = shown.start if shown else 0
    start = 0 if first <= LENGTH // 2 else text.find(" ", first - LENGTH // 3) + 1
    start = start if start <= first else first
    end = len(text) if start + LENGTH >= len(text) else text.rfind(" ", start, start + LENGTH)
    end = max(end, shown.end) if shown else end if end > start else min(len(text), start + LENGTH)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    shift = len(before) - start
    inside = [(a + shift, b + shift) for a, b in marks(matches) if start <= a and b <= end]
    return Snippet(before + text[start:end] + after, tuple(inside))
