"""Snippets: the piece of an article that shows best why it matches, cut to some words and marked.

Which piece that is and which words are marked, the index tells; of the text, only the words up to the end of the
snippet are counted through.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from newsarchive.search import matching
from newsarchive.search.occurrences import apart, are_near, is_one_of
from newsarchive.search.query import Leaf, Near, Phrase, is_of_text
from newsarchive.store.index import Index
from newsarchive.store.indexing import TEXT
from newsarchive.store.postings import BREAK, Mask, Numbers, Postings, distinct, laid_out
from newsarchive.text import Word, token_bounds

LENGTH = 170
"""The length of a snippet, in characters, without its ellipses."""

_ZONES = len(TEXT)

Marks = tuple[tuple[int, int], ...]
Words = list[tuple[int, int]]
"""Ranges of words of a piece, in order."""


class Snippet(NamedTuple):
    """A piece of an article to show with a hit; `marks` are ranges of `text`."""

    text: str
    marks: Marks


@dataclass(frozen=True, slots=True)
class Located:
    """Where an article is marked: in its title, and in the piece that shows best why it matches.

    `piece` counts the lead, where there is one, and the paragraphs, from 0; `shown` is the range of words to show of
    it.
    """

    piece: int = 0
    title: Words = field(default_factory=list)
    words: Words = field(default_factory=list)
    shown: tuple[int, int] | None = None


def locate(index: Index, numbers: Sequence[int], leaves: Sequence[Leaf]) -> dict[int, Located]:
    """Where each of the articles `numbers` is marked for `leaves`.

    The best piece has most of the leaves, and of equals most of them letter by letter; of equals the first. Of it the
    first occurrence letter by letter is shown, or the first.
    """
    leaves = list(filter(is_of_text, leaves))
    if not leaves or not numbers:
        return dict.fromkeys(numbers, Located())
    page = _Page(index, numbers)
    ends = np.flatnonzero(page.breaks)  # each piece ends with one
    starts = np.append(0, ends[:-1] + 1)
    found = [(*each, number) for number, leaf in enumerate(leaves) for each in page.occurrences(leaf)]
    positions, exact = (np.concatenate([each[at] for each in found]) for at in (0, 2))
    lengths, numbered = (np.repeat([each[at] for each in found], [len(each[0]) for each in found]) for at in (1, 3))
    pieces = np.searchsorted(ends, positions)
    # A piece is worth the leaves it has, and less than one of them for those that stand there letter by letter.
    worth = np.zeros(len(ends), np.int64)
    for weight, chosen in ((len(leaves) + 1, slice(None)), (1, exact)):
        met = distinct(pieces[chosen] * len(leaves) + numbered[chosen])
        worth += weight * np.bincount(met // len(leaves), minlength=len(ends))
    order = np.lexsort((lengths, positions))
    firsts = positions - starts[pieces]
    columns = (each[order].tolist() for each in (pieces, firsts, firsts + lengths, exact))
    of_piece: dict[int, list[tuple[int, int, bool]]] = {}
    for piece, first, end, is_exact in zip(*columns, strict=True):
        of_piece.setdefault(piece, []).append((first, end, is_exact))
    # The pieces of an article: its title, its lead, then its paragraphs.
    bounds = np.searchsorted(ends, page.bounds).tolist()
    own = zip(page.articles, bounds[:-1:_ZONES], bounds[1::_ZONES], bounds[_ZONES::_ZONES], strict=True)
    return {article: _best_of(range(*title), range(title[1], last), worth, of_piece)
            for article, *title, last in own}  # fmt: skip


class _Page:
    """The words of some articles, one article after the other: what the segments have of them, put together.

    `articles` are their numbers, in order; `bounds` are the places at which each zone of each of them begins, and the
    end of the last. `breaks` tells where pieces end.
    """

    def __init__(self, index: Index, numbers: Sequence[int]) -> None:
        self.articles = sorted(numbers)
        self._streams: list[tuple[Postings, Numbers]] = []
        lengths: list[Numbers] = []
        zones = np.arange(_ZONES)
        for segment in index.segments:
            inside = self.articles[bisect_left(self.articles, segment.first) : bisect_left(self.articles, segment.last)]
            if inside:
                part = segment.text
                cells = (zones * part.articles + (np.array(inside) - segment.first)[:, None]).ravel()
                starts, ends = part.starts[cells], part.starts[cells + 1]
                self._streams.append((part, part.stream[laid_out(starts, ends)]))
                lengths.append(ends - starts)
        self._stream = np.concatenate([stream for _, stream in self._streams])
        self.bounds = np.append(0, np.cumsum(np.concatenate(lengths)))
        self.breaks: Mask = self._stream == BREAK
        self._words: dict[Word, Mask] = {}

    def occurrences(self, leaf: Leaf) -> Iterator[tuple[Numbers, int, Mask]]:
        """Places in order, words of each, and whether letter by letter, of `leaf`, or of the sides of a `Near`."""
        typed = letter_by_letter(leaf)
        found = self._found(leaf)
        for (places, length), (exactly, _) in zip(found, found if typed == leaf else self._found(typed), strict=True):
            exact = np.zeros(len(self._stream), bool)
            exact[exactly] = True
            yield places, length, exact[places]

    def _found(self, leaf: Leaf) -> list[tuple[Numbers, int]]:
        """Places in order, and words of each: what a reader would count."""
        if isinstance(leaf, Phrase):
            return [self._phrase(leaf)]
        left, right = sides = [self._phrase(side) for side in (leaf.left, leaf.right)]
        kept = (are_near(self._stream, *both, leaf.distance) for both in ((left, right), (right, left)))
        return [(places[near], length) for (places, length), near in zip(sides, kept, strict=True)]

    def _phrase(self, phrase: Phrase) -> tuple[Numbers, int]:
        length = len(phrase.words)
        there = self._has(phrase.words[0]).copy()
        for at, word in enumerate(phrase.words[1:], 1):
            there[:-at] &= self._has(word)[at:]  # at the end stands a break, so that none begins in what is left
        places = np.flatnonzero(there)
        if phrase.field is not None:
            zones = np.searchsorted(self.bounds, places, "right") - 1
            places = places[zones % _ZONES == TEXT.index(phrase.field)]
        return places[apart(places, length)], length

    def _has(self, word: Word) -> Mask:
        """Where `word` stands."""
        if word not in self._words:
            there = [is_one_of(stream, part.numbers(word)) for part, stream in self._streams]
            self._words[word] = np.concatenate(there)
        return self._words[word]


def _best_of(titles: range, texts: range, worth: Numbers, words: dict[int, list[tuple[int, int, bool]]]) -> Located:
    """Where an article with the pieces `titles` and `texts` is marked."""
    title = [(first, end) for piece in titles for first, end, _ in words.get(piece, ())]
    if not texts:
        return Located(title=title)
    best = int(np.argmax(worth[texts.start : texts.stop]))
    here = words.get(texts[best], [])
    shown = next(((first, end) for first, end, is_exact in here if is_exact), here[0][:2] if here else None)
    return Located(best, title, [(first, end) for first, end, _ in here], shown)


def letter_by_letter(leaf: Leaf) -> Leaf:
    """`leaf`, asking for the very letters typed."""
    if isinstance(leaf, Near):
        return replace(leaf, left=_typed(leaf.left), right=_typed(leaf.right))
    return _typed(leaf)


def _typed(phrase: Phrase) -> Phrase:
    return replace(phrase, words=tuple(word._replace(plain=False, prefix=False) for word in phrase.words))


def snippet(text: str, words: Words, shown: tuple[int, int] | None) -> Snippet:
    """About `LENGTH` characters of `text` round the words `shown`, cut between words; `words` are marked."""
    bounds = token_bounds(text, 0, len(text), shown[1] if shown else 0)
    first, last = (bounds[shown[0]][0], bounds[shown[1] - 1][1]) if shown else (0, 0)
    start = 0 if first <= LENGTH // 2 else text.find(" ", first - LENGTH // 3) + 1
    start = start if start <= first else first
    end = len(text) if start + LENGTH >= len(text) else text.rfind(" ", start, start + LENGTH)
    end = max(end, last) if shown else end if end > start else min(len(text), start + LENGTH)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    shift = len(before) - start
    if words:
        bounds += token_bounds(text, last, end)
    inside = [(a + shift, b + shift) for a, b in _marks(bounds, words) if start <= a and b <= end]
    return Snippet(before + text[start:end] + after, tuple(inside))


def marks(text: str, words: Words) -> list[tuple[int, int]]:
    """The ranges of `text` of ranges of its `words`, joined where they overlap."""
    return _marks(token_bounds(text, 0, len(text)), words) if words else []


def _marks(bounds: Sequence[tuple[int, int]], words: Words) -> list[tuple[int, int]]:
    """The same, where the words begin and end at `bounds`; words beyond these are left out."""
    return matching.marks((bounds[first][0], bounds[end - 1][1]) for first, end in words if end <= len(bounds))
