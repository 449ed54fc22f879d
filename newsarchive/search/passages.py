"""Hits in their place: the sentences of an article that can be quoted for a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsarchive.article import Article, Field
from newsarchive.search.matching import Match, find, marks
from newsarchive.search.query import Leaf
from newsarchive.text import compose, sentences


class Passage(NamedTuple):
    """A sentence with a hit, as it can be quoted: where it stands in the article and in the source.

    `text` is NFC and `marks` are ranges of it; ``article.text[start:end]`` is the same passage as found.
    """

    where: str
    paragraph: int | None
    text: str
    marks: tuple[tuple[int, int], ...]
    start: int
    end: int


class Place(NamedTuple):
    """A searchable value of an article: ``title``, ``lead`` or a ``paragraph``, which is asked as ``body``."""

    where: str
    paragraph: int | None
    field: Field[str]

    def find(self, leaves: Sequence[Leaf]) -> list[Match]:
        """Every occurrence of `leaves` in it."""
        return find(leaves, self.field.value, "body" if self.where == "paragraph" else self.where)


def places(article: Article) -> Iterator[Place]:
    """Title, lead and paragraphs: where a bare word is looked for."""
    if article.title:
        yield Place("title", None, article.title)
    if article.lead:
        yield Place("lead", None, article.lead)
    for number, paragraph in enumerate(article.paragraphs):
        yield Place("paragraph", number, paragraph)


def source_span(article: Article, field: Field[str], start: int, end: int) -> tuple[int, int]:
    """Where ``field.value[start:end]`` stands in the source; the whole field where the two differ by more than NFC."""
    first, last = field.spans[0].start, field.spans[-1].end
    composed, offsets = compose(article.text[first:last])
    if composed != field.value:
        return first, last
    return first + offsets[start], first + offsets[end]


def passages(article: Article, leaves: Sequence[Leaf]) -> Iterator[Passage]:
    """Every sentence of the article with a hit, in order."""
    for place in places(article):
        where, number, field = place
        matches = place.find(leaves)
        for start, end in sentences(field.value) if matches else ():
            text = field.value[start:end].rstrip()
            inside = [_moved(m, start) for m in matches if start <= m.start and m.end <= end]
            # A phrase may run over the end of a sentence; the sentence it begins in is then quoted to the phrase's end.
            over = [m for m in matches if start <= m.start < end < m.end]
            if over:
                text = field.value[start : over[-1].end]
                inside += [_moved(m, start) for m in over]
            if inside and field.spans:
                a, b = source_span(article, field, start, start + len(text))
                yield Passage(where, number, text, tuple(marks(inside)), a, b)


def _moved(match: Match, start: int) -> Match:
    return match._replace(start=match.start - start, end=match.end - start)
