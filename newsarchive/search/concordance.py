"""Concordance (KWIC): every occurrence of a question's words with what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple

import pyarrow as pa

from newsarchive.article import Article
from newsarchive.search.passages import places, source_span
from newsarchive.search.query import Leaf
from newsarchive.text import collation_key, tokenize

Unit = Literal["characters", "syllables"]
Arrangement = Literal["text", "left", "node", "right", "date"]

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


def lines(article: Article, leaves: Sequence[Leaf], context: int, unit: Unit) -> Iterator[Line]:
    """Every occurrence in the article with up to `context` units on either side, from the same paragraph.

    Where two parts of the question find the very same words, that is one occurrence.
    """
    title = article.title.value if article.title else None
    date = article.date.value.at if article.date else None
    for place in places(article):
        text = place.field.value
        found = sorted({(match.start, match.end) for match in place.find(leaves)})
        tokens = tokenize(text) if found and unit == "syllables" else None
        for start, end in found:
            first, last = max(0, start - context), end + context
            if tokens:
                before = [at for at in tokens.starts if at < start][-context:] if context else []
                after = [at for at in tokens.ends if at > end][:context]
                first, last = before[0] if before else start, after[-1] if after else end
            span = source_span(article, place.field, start, end) if place.field.spans else (None, None)
            around = text[first:start], text[start:end], text[end:last]
            yield Line(article.id, title, date, place.where, place.paragraph, *around, *span)


def arranged(found: list[Line], by: Arrangement) -> list[Line]:
    """`found` in an order: of the ``text``, of the words to the ``left`` (the nearest first), of the ``node``, of those
    to the ``right``, in Vietnamese order; or by ``date``, the undated last. Equal ones stay as they were."""
    return found if by == "text" else sorted(found, key=_KEYS[by])


def _from_right(line: Line) -> list[Any]:
    tokens = tokenize(line.left)
    words = [line.left[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    return [collation_key(word) for word in reversed(words)]


_KEYS: dict[str, Any] = {
    "left": _from_right,
    "node": lambda line: collation_key(line.node),
    "right": lambda line: collation_key(line.right.lstrip()),
    "date": lambda line: (line.date is None, line.date),
}
