"""Terms: the words of a question as they are typed, prefixes included."""

from __future__ import annotations

from newsarchive.errors import QueryError
from newsarchive.text import PLAIN, Tokens, Word, asked, tokenize

OPERATORS = frozenset({"AND", "OR", "NOT", "NEAR"})
"""What is no word of a question unless it is quoted or written in small letters."""


def read_words(text: str, *, exactly: bool = False) -> tuple[Word, ...]:
    """The words of a term; a ``*`` right after one makes it a prefix: ``hoc ta*``. What stands behind a ``=`` is meant
    `exactly`, also where it has no diacritic.

    Raises `QueryError` where there is no word, or where a ``*`` stands elsewhere or behind a ``=``.
    """
    tokens = tokenize(text)
    if exactly and "*" in text:
        raise QueryError(
            "= asks for these very letters, and * for any ending; leave one of them out.", text, text.index("*")
        )
    at = _misplaced(text, tokens)
    if at is not None:
        raise QueryError("A * stands at the end of the beginning of a word, as in họ*; move it there.", text, at)
    if not len(tokens):
        raise QueryError("There is no letter or digit here to search for; type a word, or * for all articles.", text, 0)
    if exactly:
        return tuple(Word(key, plain=False) for key in tokens.exact)
    return tuple(
        asked(text[start:end], prefix=text.startswith("*", end))
        for start, end in zip(tokens.starts, tokens.ends, strict=True)
    )


def write_words(words: tuple[Word, ...], text: str) -> str:
    """A term that is read back as `words`, with ``=`` and quoted where it has to be: `text` as typed, if that does."""
    exactly = need_equals(words)
    if '"' in text or not _reads_as(text, words, exactly):
        text = " ".join(word.key + "*" * word.prefix for word in words)
    bare = text.removesuffix("*")
    is_bare = len(words) == 1 and bare.isalnum() and bare not in OPERATORS
    return "=" * exactly + (text if is_bare else f'"{text}"')


def need_equals(words: tuple[Word, ...]) -> bool:
    """Whether any of `words` is exact though it has no diacritic, which is written ``=ban``."""
    return any(not word.plain and word.key == PLAIN[word.key] for word in words)


def _misplaced(text: str, tokens: Tokens) -> int | None:
    """The place of the first ``*`` that ends no beginning of a word."""
    starts, ends = set(tokens.starts), set(tokens.ends)
    return next((n for n, sign in enumerate(text) if sign == "*" and (n not in ends or n + 1 in starts)), None)


def _reads_as(text: str, words: tuple[Word, ...], exactly: bool) -> bool:
    try:
        return read_words(text, exactly=exactly) == words
    except QueryError:
        return False
