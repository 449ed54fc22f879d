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
    found: list[Match] = []
    for number, (first, *rest) in enumerate(phrase.words for phrase in phrases):
        free = 0  # the first token after the last occurrence
        for at, token in enumerate(tokens):
            last = at + len(rest)
            if at < free or last >= len(tokens) or not first.matches(token):
                continue
            following = tokens[at + 1 : last + 1]
            if all(word.matches(after) for word, after in zip(rest, following, strict=True)):
                found.append(Match(token.start, tokens[last].end, number))
                free = last + 1
    return sorted(found)


def marks(matches: Sequence[Match]) -> list[tuple[int, int]]:
    """The matches as ranges to mark, joined where they overlap."""
    joined: list[tuple[int, int]] = []
    for start, end, _ in matches:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
