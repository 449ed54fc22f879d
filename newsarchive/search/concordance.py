"""Concordance (KWIC): every occurrence of a question's words with what stands around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import pyarrow as pa

from newsarchive.article import Article
from newsarchive.search.passages import places, source_span
from newsarchive.search.query import Leaf
from newsarchive.text import collation_key, tokenize

Unit = Literal["characters", "syllables"]
Arrangement = Literal["text", "left", "node", "right", "date"]

SORTED = 8
"""The words beside the node that decide the order of lines sorted by what stands there."""

LINES = pa.schema(
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


class Line(NamedTuple):
    """One line, a row of `LINES`; ``article.text[start:end]`` is the node as found.

    A title or lead that was given beside the text, as in a table, has no place in it.
    """

    id: str
    title: str | None
    date: datetime | None
    where: str
    paragraph: int | None
    left: str
    node: str
    right: str
    start: int | None
    end: int | None


def lines(
    articles: Iterable[Article], leaves: Sequence[Leaf], context: int, unit: Unit, sort: Arrangement
) -> list[Line]:
    """Every occurrence in `articles` with up to `context` units on either side, from the same paragraph.

    Where two parts of the question find the very same words, that is one occurrence. They stand in the order of the
    ``text``; of the `SORTED` words to the ``left`` (the nearest first) or to the ``right``, or of the ``node``, in
    Vietnamese order; or by ``date``, the undated last. Equal ones stay in the order of the text.
    """
    found = [each for article in articles for each in _lines(article, leaves, context, unit, sort)]
    if sort != "text":
        found.sort(key=lambda each: each[1])
    return [line for line, _ in found]


def _lines(
    article: Article, leaves: Sequence[Leaf], context: int, unit: Unit, sort: Arrangement
) -> Iterator[tuple[Line, Any]]:
    """The lines of one article, each with what it is sorted by."""
    title = article.title.value if article.title else None
    date = article.date.value.at if article.date else None
    for place in places(article):
        text = place.field.value
        found = place.find(leaves)
        tokens = tokenize(text) if found and (unit == "syllables" or sort in ("left", "right")) else None
        for start, end in found:
            first, last = max(0, start - context), end + context
            key: Any = None
            if tokens:
                before, after = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
                if unit == "syllables" and context:
                    first = tokens.starts[max(0, before - context)] if before else start
                    last = tokens.ends[min(len(tokens), after + context) - 1] if after < len(tokens) else end
                words = tokens.exact[max(0, before - SORTED) : before][::-1]
                key = [_key(word) for word in (words if sort == "left" else tokens.exact[after : after + SORTED])]
            if sort == "node":
                key = _key(text[start:end])
            elif sort == "date":
                key = date is None, date
            span = source_span(article, place.field, start, end) if place.field.spans else (None, None)
            around = text[first:start], text[start:end], text[end:last]
            yield Line(article.id, title, date, place.where, place.paragraph, *around, *span), key


_key = lru_cache(50_000)(collation_key)
