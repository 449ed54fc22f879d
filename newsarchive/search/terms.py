"""Terms: the words of a question as they are typed, prefixes included."""

from __future__ import annotations

from newsarchive.errors import QueryError
from newsarchive.text import Tokens, Word, asked, tokenize

OPERATORS = frozenset({"AND", "OR", "NOT", "NEAR"})
"""What is no word of a question unless it is quoted or written in small letters."""


def read_words(text: str) -> tuple[Word, ...]:
    """The words of a term; a ``*`` right after one makes it a prefix: ``hoc ta*``.

    Raises `QueryError` where there is no word, or where a ``*`` stands elsewhere.
    """
    tokens = tokenize(text)
    at = _misplaced(text, tokens)
    if at is not None:
        raise QueryError("A * stands at the end of the beginning of a word, as in họ*; move it there.", text, at)
    if not len(tokens):
        raise QueryError("There is no letter or digit here to search for.", text, 0)
    return tuple(
        asked(text[start:end], prefix=text.startswith("*", end))
        for start, end in zip(tokens.starts, tokens.ends, strict=True)
    )


def write_words(words: tuple[Word, ...], text: str) -> str:
    """A term that `read_words` gives back as `words`, quoted where it has to be: `text`, as typed, if that will do."""
    if '"' in text or not _reads_as(text, words):
        text = " ".join(word.key + "*" * word.prefix for word in words)
    bare = text.removesuffix("*")
    return text if len(words) == 1 and bare.isalnum() and bare not in OPERATORS else f'"{text}"'


def _misplaced(text: str, tokens: Tokens) -> int | None:
    """The place of the first ``*`` that ends no beginning of a word."""
    starts, ends = set(tokens.starts), set(tokens.ends)
    return next((n for n, sign in enumerate(text) if sign == "*" and (n not in ends or n + 1 in starts)), None)


def _reads_as(text: str, words: tuple[Word, ...]) -> bool:
    try:
        return read_words(text) == words
    except QueryError:
        return False
