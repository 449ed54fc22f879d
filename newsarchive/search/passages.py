"""Hits in their place: passages to quote, snippets to show, and every occurrence in context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

import pyarrow as pa

from newsarchive.article import Article, Field
from newsarchive.search.matching import Match, find, marks
from newsarchive.search.query import Phrase
from newsarchive.text import compose, sentences

SNIPPET = 170
"""The length of a snippet, in characters, without its ellipses."""


class Snippet(NamedTuple):
    """A piece of an article to show with a hit; `marks` are ranges of `text`."""

    text: str
    marks: tuple[tuple[int, int], ...]


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
    """A searchable value of an article."""

    where: str
    paragraph: int | None
    field: Field[str]


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


def passages(article: Article, phrases: Sequence[Phrase]) -> Iterator[Passage]:
    """Every sentence of the article with a hit, in order."""
    for where, number, field in places(article):
        matches = find(phrases, field.value)
        for start, end in sentences(field.value) if matches else ():
            text = field.value[start:end].rstrip()
            inside = [
                Match(m.start - start, m.end - start, m.phrase) for m in matches if start <= m.start and m.end <= end
            ]
            # A phrase may run over the end of a sentence; the sentence it begins in is then quoted to the phrase's end.
            over = [m for m in matches if start <= m.start < end < m.end]
            if over:
                text = field.value[start : over[-1].end]
                inside += [Match(m.start - start, m.end - start, m.phrase) for m in over]
            if inside and field.spans:
                a, b = source_span(article, field, start, start + len(text))
                yield Passage(where, number, text, tuple(marks(inside)), a, b)


def snippet(article: Article, phrases: Sequence[Phrase]) -> Snippet | None:
    """The best piece of lead and paragraphs: the one with most of the phrases, the earliest of equals."""
    best: tuple[int, str, list[Match]] | None = None
    for where, _, field in places(article):
        if where == "title":
            continue
        matches = find(phrases, field.value)
        score = len({match.phrase for match in matches})
        if best is None or score > best[0]:
            best = (score, field.value, matches)
        if score == len(phrases):
            break
    return _cut(best[1], best[2]) if best else None


def _cut(text: str, matches: Sequence[Match]) -> Snippet:
    """About `SNIPPET` characters of `text` round the first match, cut between words."""
    first = matches[0].start if matches else 0
    start = 0 if first <= SNIPPET // 2 else text.find(" ", first - SNIPPET // 3) + 1
    start = start if start <= first else first
    end = len(text) if start + SNIPPET >= len(text) else text.rfind(" ", start, start + SNIPPET)
    end = max(end, matches[0].end) if matches else end if end > start else min(len(text), start + SNIPPET)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    shift = len(before) - start
    inside = [(a + shift, b + shift) for a, b in marks(matches) if start <= a and b <= end]
    return Snippet(before + text[start:end] + after, tuple(inside))


CONCORDANCE = pa.schema(
    [
        pa.field("id", pa.string()),
        pa.field("title", pa.string()),
        pa.field("date", pa.timestamp("us", tz="Asia/Ho_Chi_Minh")),
        pa.field("where", pa.string()),
        pa.field("paragraph", pa.int64()),
        pa.field("left", pa.string()),
        pa.field("node", pa.string()),
        pa.field("right", pa.string()),
        pa.field("start", pa.int64()),
        pa.field("end", pa.int64()),
    ]
)


class Occurrence(NamedTuple):
    """One line of a concordance, a row of `CONCORDANCE`; ``article.text[start:end]`` is the node as found."""

    id: str
    title: str | None
    date: datetime | None
    where: str
    paragraph: int | None
    left: str
    node: str
    right: str
    start: int
    end: int


def occurrences(article: Article, phrases: Sequence[Phrase], context: int) -> Iterator[Occurrence]:
    """Every occurrence in the article with up to `context` characters on either side, from the same paragraph."""
    title = article.title.value if article.title else None
    date = article.date.value.at if article.date else None
    for where, number, field in places(article):
        text = field.value
        for start, end in marks(find(phrases, text)):
            span = source_span(article, field, start, end) if field.spans else (0, 0)
            left, right = text[max(0, start - context) : start], text[end : end + context]
            yield Occurrence(article.id, title, date, where, number, left, text[start:end], right, *span)
