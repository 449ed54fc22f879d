"""Where a question occurs in a text, from the text alone: the one matcher behind marks, passages and concordance."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsarchive.search.query import BARE_FIELDS, Leaf, Phrase
from newsarchive.text import Tokens, tokenize

Places = list[tuple[int, int]]  # ranges of tokens, in order


class Match(NamedTuple):
    """``text[start:end]`` is an occurrence of a leaf, or of one side of it."""

    start: int
    end: int


def find(leaves: Sequence[Leaf], text: str, field: str) -> list[Match]:
    """Every occurrence of `leaves` in `text`, the value of `field` (of ``body``, one paragraph), each once, by place.

    A phrase does not overlap itself: of two occurrences that share a word the first counts. Of a `Near`, the
    occurrences of either side count that have one of the other side near enough.
    """
    wanted = [leaf for leaf in leaves if _is_asked_of(leaf, field)]
    if not wanted:
        return []
    tokens = tokenize(text)
    found = {place for leaf in wanted for place in _occurrences(leaf, tokens)}
    return [Match(tokens.starts[first], tokens.ends[end - 1]) for first, end in sorted(found)]


def marks(matches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The matches, which are in order, as ranges to mark, joined where they overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in matches:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _is_asked_of(leaf: Leaf, field: str) -> bool:
    return field in BARE_FIELDS if leaf.field is None else field == leaf.field


def _occurrences(leaf: Leaf, tokens: Tokens) -> Iterable[tuple[int, int]]:
    if isinstance(leaf, Phrase):
        return tokens.where(leaf.words)
    lefts, rights = (list(tokens.where(side.words)) for side in (leaf.left, leaf.right))
    # One place may be an occurrence of both sides.
    return {*_near(lefts, rights, leaf.distance), *_near(rights, lefts, leaf.distance)}


def _near(places: Places, others: Places, distance: int) -> Places:
    """Those of `places` with one of `others` before or after them, at most `distance` tokens between."""
    starts, ends = [first for first, _ in others], [end for _, end in others]

    def is_near(first: int, end: int) -> bool:
        after, before = bisect_left(starts, end), bisect_right(ends, first) - 1
        return (after < len(starts) and starts[after] - end <= distance) or (
            before >= 0 and first - ends[before] <= distance
        )

    return [place for place in places if is_near(*place)]
