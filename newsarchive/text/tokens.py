"""Tokens: one tokenizer for index, matching, marking, concordance and measures.

A token is a run of letters or a run of digits; everything else separates. A code is therefore the phrase of its
parts: ``58/58`` is ``58`` then ``58``, ``TP.HCM`` is ``tp`` then ``hcm``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice

from newsarchive.text.keys import EXACT, PLAIN, Word
from newsarchive.text.letters import MARKS

# Combining marks stay with their letter, so that NFD text gives the same words, at its own offsets.
_TOKEN = re.compile(rf"([^\W\d_]+(?:[{MARKS}]+[^\W\d_]*)*|\d+)")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and numbers of a text, column by column: token `n` is ``text[starts[n]:ends[n]]``, with its keys."""

    starts: list[int]
    ends: list[int]
    exact: list[str]
    plain: list[str]

    def __len__(self) -> int:
        return len(self.starts)

    def where(self, words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
        """The places of `words` next to each other, as ranges of tokens; they do not overlap.

        The asymmetric match, word by word: a word typed without diacritics is compared by its plain key, any other by
        its exact one; a prefix with the beginning of that key.
        """
        columns = [(self.plain if word.plain else self.exact, word) for word in words]
        first, word = columns[0]
        last = len(self) - len(words)
        at = _find(first, word, 0)
        while 0 <= at <= last:
            found = all(_is(column[at + n], wanted) for n, (column, wanted) in enumerate(columns))
            if found:
                yield at, at + len(words)
            at = _find(first, word, at + (len(words) if found else 1))


def _is(key: str, wanted: Word) -> bool:
    return key.startswith(wanted.key) if wanted.prefix else key == wanted.key


def _find(column: list[str], wanted: Word, start: int) -> int:
    """The first place of `wanted` in `column` from `start` on, or -1."""
    if wanted.prefix:
        return next((n for n in range(start, len(column)) if column[n].startswith(wanted.key)), -1)
    try:
        return column.index(wanted.key, start)
    except ValueError:
        return -1


def tokenize(text: str) -> Tokens:
    """The tokens of `text` in order, with offsets into `text` as given."""
    pieces = _TOKEN.split(text)  # what separates and the tokens, in turn
    bounds = list(accumulate(map(len, pieces)))
    words = pieces[1::2]
    starts = bounds[0::2]
    del starts[len(words) :]
    exact, plain = list(map(EXACT.__getitem__, words)), list(map(PLAIN.__getitem__, words))
    return Tokens(starts, bounds[1::2], exact, plain)


def token_bounds(text: str, start: int, end: int, most: int | None = None) -> list[tuple[int, int]]:
    """Where the tokens of ``text[start:end]``, the first `most` of them, begin and end in `text`."""
    return [match.span() for match in islice(_TOKEN.finditer(text, start, end), most)]


def keys_and_gaps(text: str) -> tuple[list[str], list[str]]:
    """The exact keys of the tokens of `text`, and what stands between each and the next."""
    pieces = _TOKEN.split(text)
    return list(map(EXACT.__getitem__, pieces[1::2])), pieces[2:-1:2]


def keys(text: str) -> list[str]:
    """The exact keys of the tokens of `text`, without offsets: what an index is built from."""
    return list(map(EXACT.__getitem__, _TOKEN.findall(text)))
