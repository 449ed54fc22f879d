"""Where the phrases of a question occur in a text: the one matcher behind marks, snippets and concordance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsarchive.search.query import Phrase
from newsarchive.text import tokenize


class Match(NamedTuple):
    """``text[start:end]`` is an occurrence of phrase number `phrase`."""

    start: int
    end: int
    phrase: int


def find(phrases: Sequence[Phrase], text: str) -> list[Match]:
    """Every occurrence of every phrase in `text`, by place; a phrase does not overlap itself."""
    if not phrases:
        return []
    tokens = tokenize(text)
    return sorted(
        Match(tokens.starts[first], tokens.ends[end - 1], number)
        for number, phrase in enumerate(phrases)
        for first, end in tokens.where(phrase.words)
    )


def marks(matches: Sequence[Match]) -> list[tuple[int, int]]:
    """The matches as ranges to mark, joined where they overlap."""
    joined: list[tuple[int, int]] = []
    for start, end, _ in matches:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
