"""Where a quote stands in an article, kept so that it is found again when a better parser reads the page otherwise.

A quote is anchored as in the W3C's *Web Annotation Data Model* (2017): by its exact text with what stands before and
after it (section 4.2.4), and by its place (section 4.2.5), here within one part of the article. It is looked for at its
place first, then by its text with both neighbours, then by its text alone where that stands in the article only once. A
quote that is not found so is said to be lost; none is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newsarchive.article import Article
from newsarchive.errors import UsageError

CONTEXT = 32
"""The characters kept before and after a quote."""


class Place(NamedTuple):
    """A range of one part of an article: ``title``, ``lead``, ``byline``, ``credit`` or ``paragraph 1``, ``2`` …"""

    part: str
    start: int
    end: int


class Anchor(NamedTuple):
    """A quote, its neighbours (`CONTEXT` characters at most, fewer at the ends of the part), and its place."""

    exact: str
    prefix: str
    suffix: str
    place: Place


def parts(article: Article) -> Iterator[tuple[str, str]]:
    """The parts of an article that can be quoted, by name, in reading order; each text is NFC."""
    for name in ("title", "lead"):
        if field := getattr(article, name):
            yield name, field.value
    for number, paragraph in enumerate(article.paragraphs, 1):
        yield f"paragraph {number}", paragraph.value
    for name in ("byline", "credit"):
        if field := getattr(article, name):
            yield name, field.value


def anchor(article: Article, place: Place) -> Anchor:
    """The anchor of what stands at `place`. Raises `UsageError` where nothing does."""
    text = dict(parts(article)).get(place.part, "")
    exact = text[place.start : place.end] if 0 <= place.start < place.end else ""
    if not exact.strip() or place.end > len(text):
        raise UsageError(f"{place.part}: has no text from {place.start} to {place.end}; quote what is there.")
    before, after = text[max(0, place.start - CONTEXT) : place.start], text[place.end : place.end + CONTEXT]
    return Anchor(exact, before, after, place)


def anchor_of(article: Article, quote: str) -> Anchor:
    """The anchor of `quote`. Raises `UsageError` where the article does not have it, or has it more than once."""
    found = list(_places(article, quote))
    if len(found) != 1:
        where = "stands there more than once; quote more of it" if found else "is not in the article; quote its words"
        raise UsageError(f"{quote!r}: {where}.")
    return anchor(article, found[0])


def locate(article: Article, held: Anchor) -> Place | None:
    """Where the quote stands in `article` as it is read today; None where that cannot be told for certain."""
    texts = dict(parts(article))
    part, start, end = held.place
    if texts.get(part, "")[start:end] == held.exact:
        return held.place
    found = list(_places(article, held.exact))
    with_both = [place for place in found if _neighbours(texts[place.part], place) == (held.prefix, held.suffix)]
    for candidates in (with_both, found):
        if len(candidates) == 1:
            return candidates[0]
    return None


def _places(article: Article, quote: str) -> Iterator[Place]:
    if not quote.strip():
        return
    for part, text in parts(article):
        at = text.find(quote)
        while at >= 0:
            yield Place(part, at, at + len(quote))
            at = text.find(quote, at + 1)


def _neighbours(text: str, place: Place) -> tuple[str, str]:
    return text[max(0, place.start - CONTEXT) : place.start], text[place.end : place.end + CONTEXT]
