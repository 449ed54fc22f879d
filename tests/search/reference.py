"""What a question means, said once more in the plainest way: for tests to hold the matcher and the index against.

Slow on purpose, and without anything of theirs: only the columns of `newsarchive.text.tokenize` are used, which are
kept for each text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Date
from functools import cache
from typing import Any

from newsarchive.article import VIETNAM, Article, Field, Moment
from newsarchive.search.query import (
    And,
    Everything,
    Has,
    Is,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Range,
    Reprints,
)
from newsarchive.text import Tokens
from newsarchive.text import tokenize as tokenize_text

Span = tuple[int, int]


@dataclass(frozen=True)
class Page:
    """An article as far as it can be asked for; `words` are those of title, lead and paragraphs."""

    title: str | None = None
    lead: str | None = None
    paragraphs: tuple[str, ...] = ()
    byline: str | None = None
    credit: str | None = None
    publisher: str | None = None
    section: str | None = None
    url: str | None = None
    language: str | None = None
    date: Date | None = None
    published: Date | None = None
    updated: Date | None = None
    words: int = 0
    is_copy: bool = False


def page(article: Article, is_copy: bool) -> Page:
    """What can be asked of `article`."""

    def value(field: Field[str] | None) -> str | None:
        return field.value if field else None

    def day(field: Field[Moment] | None) -> Date | None:
        return field.value.at.astimezone(VIETNAM).date() if field else None

    names = ("title", "lead", "byline", "credit", "publisher", "section", "url", "language")
    paragraphs = tuple(paragraph.value for paragraph in article.paragraphs)
    said = {name: value(getattr(article, name)) for name in names}
    return Page(
        **said,
        paragraphs=paragraphs,
        date=day(article.date),
        published=day(article.published),
        updated=day(article.updated),
        words=sum(len(tokenize(text)) for text in (said["title"], said["lead"], *paragraphs) if text),
        is_copy=is_copy,
    )


@cache
def tokenize(text: str) -> Tokens:
    """The tokens of `text`."""
    return tokenize_text(text)


def answers(node: Node, page: Page) -> bool:
    """True where `page` is among what `node` asks for."""
    match node:
        case Everything():
            return True
        case Not(part):
            return not answers(part, page)
        case And(parts):
            return all(answers(part, page) for part in parts)
        case Or(parts):
            return any(answers(part, page) for part in parts)
        case Reprints():
            return not page.is_copy
        case Has(field):
            return getattr(page, field) is not None
        case Is(field, wanted):
            return getattr(page, field) == wanted
        case Range(field, low, high):
            value: Any = getattr(page, field)
            return value is not None and (low is None or low <= value) and (high is None or value <= high)
        case Phrase() | Near():
            return any(True for _, _, text in texts(page, node.field) for _ in spans(node, text))
    raise AssertionError(node)


def occurrences(leaf: Phrase | Near, page: Page) -> list[tuple[str, int | None, int, int]]:
    """Where `leaf` occurs in title, lead and paragraphs: field, number of the paragraph, first token, end token."""
    return [
        (field, number, start, end)
        for field, number, text in texts(page, None)
        if leaf.field in (None, field)
        for start, end in spans(leaf, text)
    ]


def texts(page: Page, field: str | None) -> Iterator[tuple[str, int | None, str]]:
    """The values of `field`; of title, lead and paragraphs where it is None."""
    for name in ("title", "lead", "body") if field is None else (field,):
        if name == "body":
            yield from (("body", number, text) for number, text in enumerate(page.paragraphs))
        elif (value := getattr(page, name)) is not None:
            yield name, None, value


def spans(leaf: Phrase | Near, text: str) -> Iterable[Span]:
    """The occurrences of `leaf` in `text`, as ranges of tokens in order; of a `Near`, those of either side."""
    return _phrase_spans(leaf, text) if isinstance(leaf, Phrase) else _near_spans(leaf, text)


def _phrase_spans(phrase: Phrase, text: str) -> Iterator[Span]:
    if not all(f" {word.key}" + " " * (not word.prefix) in keys(text, word.plain) for word in phrase.words):
        return  # which saves most of the work, and plainly nothing else
    tokens, size, end = tokenize(text), len(phrase.words), 0
    for start in range(len(tokens) - size + 1):
        if start >= end and all(_is(phrase, n, tokens.exact[start + n], tokens.plain[start + n]) for n in range(size)):
            end = start + size
            yield start, end


@cache
def keys(text: str, plain: bool) -> str:
    """The words of `text`, each between two blanks."""
    return f" {' '.join(tokenize(text).plain if plain else tokenize(text).exact)} "


def _is(phrase: Phrase, n: int, exact: str, plain: str) -> bool:
    word = phrase.words[n]
    key = plain if word.plain else exact
    return key.startswith(word.key) if word.prefix else key == word.key


def _near_spans(near: Near, text: str) -> list[Span]:
    found: set[Span] = set()
    for left in _phrase_spans(near.left, text):
        for right in _phrase_spans(near.right, text):
            between = max(left[0], right[0]) - min(left[1], right[1])  # negative where they overlap
            if 0 <= between <= near.distance:
                found |= {left, right}
    return sorted(found)
