"""Snippets: the piece of an article that shows best why it matches, cut to some words and marked.

Which piece that is and which words are marked, the index tells; of the text, only the words up to the end of the
snippet are counted through.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from newsarchive.search import matching
from newsarchive.search.occurrences import occurrences
from newsarchive.search.query import Leaf, Near, Phrase, is_of_text
from newsarchive.store.index import Index, Segment
from newsarchive.store.postings import BREAK, Numbers, distinct
from newsarchive.text import token_bounds

LENGTH = 170
"""The length of a snippet, in characters, without its ellipses."""

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
    located = dict.fromkeys(numbers, Located())
    leaves = list(filter(is_of_text, leaves))
    for segment in index.segments if leaves else ():
        inside = [number for number in located if segment.first <= number < segment.last]
        if inside:
            found = _located(segment, np.sort(inside) - segment.first, leaves)
            located |= {owner + segment.first: where for owner, where in found.items()}
    return located


def _located(segment: Segment, owners: Numbers, leaves: Sequence[Leaf]) -> dict[int, Located]:
    part = segment.text
    cells = np.concatenate([zone * part.articles + owners for zone in range(part.zones)])
    within = np.concatenate([np.arange(part.starts[cell], part.starts[cell + 1]) for cell in cells])
    breaks = part.stream[within] == BREAK
    ends = within[breaks]  # each piece ends with one
    starts = within[np.append(True, breaks[:-1])] if len(within) else within
    found = [_occurrences(segment, leaf, within, number) for number, leaf in enumerate(leaves)]
    positions, lengths, numbers, exact = (np.concatenate(column) for column in zip(*found, strict=True))
    pieces = np.searchsorted(ends, positions)
    # A piece is worth the leaves it has, and less than one of them for those that stand there letter by letter.
    worth = np.zeros(len(ends), np.int64)
    for weight, chosen in ((len(leaves) + 1, slice(None)), (1, exact)):
        met = distinct(pieces[chosen] * len(leaves) + numbers[chosen])
        worth += weight * np.bincount(met // len(leaves), minlength=len(ends))
    order = np.lexsort((lengths, positions))
    words = [(p, at, at + n, e) for p, at, n, e in zip(
        pieces[order].tolist(), (positions - starts[pieces])[order].tolist(), lengths[order].tolist(),
        exact[order].tolist(), strict=True,
    )]  # fmt: skip
    of_piece: dict[int, list[tuple[int, int, bool]]] = {}
    for piece, first, end, is_exact in words:
        of_piece.setdefault(piece, []).append((first, end, is_exact))
    # The pieces of an article: its title, its lead, then its paragraphs.
    cells = part.cells(starts)
    by_owner = np.argsort(cells % part.articles, kind="stable")
    bounds = np.searchsorted((cells % part.articles)[by_owner], np.append(owners, part.articles))
    located = {}
    for owner, first, last in zip(owners.tolist(), bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        mine = by_owner[first:last]
        located[owner] = _best_of(
            mine[cells[mine] < part.articles], mine[cells[mine] >= part.articles], worth, of_piece
        )
    return located


def _best_of(titles: Numbers, texts: Numbers, worth: Numbers, words: dict[int, list[tuple[int, int, bool]]]) -> Located:
    """Where an article with the pieces `titles` and `texts` is marked."""
    title = [(first, end) for piece in titles.tolist() for first, end, _ in words.get(piece, ())]
    if not len(texts):
        return Located(title=title)
    best = int(np.argmax(worth[texts]))
    here = words.get(int(texts[best]), [])
    shown = next(((first, end) for first, end, is_exact in here if is_exact), here[0][:2] if here else None)
    return Located(best, title, [(first, end) for first, end, _ in here], shown)


def _occurrences(
    segment: Segment, leaf: Leaf, within: Numbers, number: int
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Positions, lengths, `number`, and whether letter by letter, of the occurrences of `leaf` among `within`."""
    found = [each.in_order() for each in occurrences(segment, leaf, within)]
    typed = [each.in_order() for each in occurrences(segment, _letter_by_letter(leaf), within)]
    positions = np.concatenate([each.positions for each in found])
    lengths = np.concatenate([np.full(len(each.positions), each.length) for each in found])
    exact = np.concatenate([np.isin(one.positions, other.positions) for one, other in zip(found, typed, strict=True)])
    return positions, lengths, np.full(len(positions), number), exact


def _letter_by_letter(leaf: Leaf) -> Leaf:
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
