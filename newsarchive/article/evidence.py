"""What was taken as what, and why: the source line by line, each with its label and its reason."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from newsarchive.article.record import LINE_END
from newsarchive.article.rules import BY_LABEL, FIELDS

if TYPE_CHECKING:
    from newsarchive.article.record import Article, Field, LabelName

_SHOWN = tuple(name for name in FIELDS if name != "paragraphs")
_CLOCKS = {"day": "%Y-%m-%d", "minute": "%Y-%m-%d %H:%M %z", "second": "%Y-%m-%d %H:%M:%S %z"}
_OF_ITS_OWN = frozenset({"caption", "heading"})  # these are paragraphs too, and say more by what they are


class LabelledLine(NamedTuple):
    """A line of the source: its number from 1, its label, its text without the line end, and why it is that."""

    number: int
    label: LabelName
    text: str
    reasons: tuple[str, ...]


class ReadField(NamedTuple):
    """A field: its name, its value as text, its line (None where the page does not print it), and its rule."""

    name: str
    value: str
    line: int | None
    rule: str


def labelled_lines(article: Article) -> Iterator[LabelledLine]:
    """The source of `article` without its empty lines."""
    rules = sorted((span, field.rule) for field in _fields(article) for span in field.spans)
    number, at, first = 1, 0, 0
    for start, end, label in article.labels:
        number += len(LINE_END.findall(article.text, at, start))
        at = start
        if label == "blank":
            continue
        while first < len(rules) and rules[first][0].end <= start and rules[first][0].start < start:
            first += 1
        after = bisect_left(rules, ((end,),), first)
        here = dict.fromkeys(rule for span, rule in rules[first:after] if start < span.end)
        own = (BY_LABEL[label],) if label in BY_LABEL else ()
        reasons = own if label in _OF_ITS_OWN else tuple(here) or own
        yield LabelledLine(number, label, article.text[start:end].rstrip("\r\n"), reasons)


def read_fields(article: Article) -> Iterator[ReadField]:
    """The fields that `article` has."""
    for name in _SHOWN:
        field: Field[Any] | None = getattr(article, name)
        if field is None:
            continue
        value = field.value
        shown = f"{value.at:{_CLOCKS[value.precision]}}" if hasattr(value, "precision") else str(value)
        yield ReadField(name, shown, article.line(field.spans[0]) if field.spans else None, field.rule)


def _fields(article: Article) -> Iterator[Field[Any]]:
    for name in _SHOWN:
        if field := getattr(article, name):
            yield field
    yield from article.paragraphs
