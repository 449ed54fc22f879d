"""Questions built from values: ``q.phrase("học tập") & ~q.date("2012")``.

What is given is never read as query syntax, so that it may come from anywhere: ``q.phrase('a" OR "b')`` asks for the
words a, or, b next to each other. Every builder raises `UsageError` for what cannot be asked.
"""

from __future__ import annotations

import datetime
from types import EllipsisType

from newsarchive.article import VIETNAM
from newsarchive.errors import UsageError
from newsarchive.search.query import (
    BARE_FIELDS,
    Everything,
    Has,
    Identity,
    Is,
    Named,
    Near,
    Node,
    Phrase,
    Range,
    Reprints,
)
from newsarchive.search.ranges import parse_day
from newsarchive.text import Word, asked, keys

Day = str | int | datetime.date | None


def word(text: str) -> Phrase:
    """One word: any with its letters where `text` has no accent, else itself."""
    return _one(text, text, prefix=False)


def prefix(text: str) -> Phrase:
    """The words that begin with `text`: ``q.prefix("ng")`` is ``ng*``."""
    return _one(text, f"{text}*", prefix=True)


def phrase(text: str) -> Phrase:
    """The words of `text` next to each other."""
    return Phrase(tuple(map(asked, keys(text))), text)


def exact(text: str, field: str | None = None) -> Phrase:
    """The words of `text` next to each other, letter by letter: ``q.exact("ban")``, ``=ban``, finds no *bàn*.

    `field` is ``title``, ``lead`` or ``body``, or None for any of them. For other fields there is `value`.
    """
    if field not in (None, *BARE_FIELDS):
        raise UsageError(f"{field}: is asked exactly by its whole value; use q.value.")
    return Phrase(tuple(Word(key, plain=False) for key in keys(text)), text, field)


def near(left: str, right: str, distance: int) -> Near:
    """Two phrases in one paragraph, in either order, with at most `distance` (0 to 100) words between them."""
    return Near(phrase(left), phrase(right), distance)


def field(name: str, text: str) -> Phrase:
    """The words of `text` next to each other in one field.

    `name` is ``title``, ``lead``, ``body`` (the paragraphs), ``byline``, ``credit``, ``publisher`` or ``section``.
    """
    return Phrase(tuple(map(asked, keys(text))), text, name)


def value(name: str, text: str) -> Is:
    """The field `name` is `text` from beginning to end: ``q.value("publisher", "Báo Đồng Tháp")``.

    `name` is ``byline``, ``credit``, ``publisher``, ``section``, ``url`` or ``language``. Case and accents count. A
    `text` that is empty, or has both ``"`` and ``“`` or ``”``, cannot be asked for.
    """
    return Is(name, text)


def date(first: Day, last: Day | EllipsisType = ...) -> Range:
    """Dated from `first` to `last`, both included; without `last`, within the year, month or day that `first` names.

    A day is a `datetime.date` (of a `datetime` with a zone, the day in Vietnam), a year, or written as in the query
    language (``2012``, ``2012-07``, ``4/7/2012``); None leaves an end open. An article's date is when it was published,
    or else updated.
    """
    return _days("date", first, last)


def published(first: Day, last: Day | EllipsisType = ...) -> Range:
    """Published, by the page's own label, from `first` to `last`; as `date`."""
    return _days("published", first, last)


def updated(first: Day, last: Day | EllipsisType = ...) -> Range:
    """Updated, by the page's own label, from `first` to `last`; as `date`."""
    return _days("updated", first, last)


def words(at_least: int | None = None, at_most: int | None = None) -> Range:
    """Of that many words in title, lead and paragraphs together; None leaves an end open."""
    return Range("words", at_least, at_most)


def has(name: str) -> Has:
    """With the field `name` stated: ``title``, ``lead``, ``byline``, ``credit``, ``publisher``, ``section``, ``date``,
    ``published``, ``updated``, ``url`` or ``language``; or with any ``tag``, ``collection`` or ``note``."""
    return Has(name)


def tag(name: str) -> Named:
    """With the tag `name`, whatever its case; where a word of `name` has no accent, whatever the accents."""
    return Named("tag", name)


def collection(name: str) -> Named:
    """In the collection `name`; as `tag`."""
    return Named("collection", name)


def ids(*wanted: str) -> Identity:
    """The articles with these ids."""
    return Identity(wanted)


def reprints(wanted: bool) -> Node:
    """Without reprints where not `wanted`: of articles with one text, or an edited copy of it, only the earliest."""
    return Everything() if wanted else Reprints()


def everything() -> Everything:
    """Every article."""
    return Everything()


def _one(text: str, typed: str, *, prefix: bool) -> Phrase:
    words = tuple(asked(key, prefix=prefix) for key in keys(text))
    if len(words) > 1:
        raise UsageError(f"{text!r}: is {len(words)} words; use q.phrase.")
    return Phrase(words, typed)


def _days(name: str, first: Day, last: Day | EllipsisType) -> Range:
    return Range(name, _day(first), _day(first if isinstance(last, EllipsisType) else last, end=True))


def _day(day: Day, *, end: bool = False) -> datetime.date | None:
    if isinstance(day, datetime.datetime):
        return (day.astimezone(VIETNAM) if day.tzinfo else day).date()
    return day if day is None or isinstance(day, datetime.date) else parse_day(str(day), end=end)
