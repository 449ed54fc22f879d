"""The query language: words, "phrases", ``date:``, ``publisher:``, ``reprints:``; all must hold; ``*`` is everything.

A word typed without diacritics and without đ matches every word with the same letters; any other matches only itself.
A code such as ``58/58`` is the phrase of its parts. What later versions will understand (OR, NOT, brackets, ``-word``,
``prefix*``, further fields) is refused today rather than searched for as words.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from newsarchive.errors import QueryError, UsageError
from newsarchive.text import Language, Word, asked, format_day, tokenize

if TYPE_CHECKING:
    from lark import Lark, Tree
    from lark import Token as LarkToken

GRAMMAR = r"""
    start: (everything | phrase | filter | word)*
    everything: EVERYTHING
    phrase: QUOTED
    filter: FIELD (QUOTED | WORD)
    word: WORD
    EVERYTHING: /(?<!\S)\*(?!\S)/
    FIELD.2: /[^\W\d_]+:(?=[^\s])/
    QUOTED.2: /"[^"]*"|“[^“”]*”/
    WORD: /[^\s"“”()*]+/
    %ignore /\s+/
"""
FIELDS = "date:, publisher: and reprints:"
RESERVED = {"OR", "NOT", "NEAR"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand next to each other; a single word is a phrase of one. `text` is as typed."""

    words: tuple[Word, ...]
    text: str
    position: int


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from `since` to `until`, both included; None is open."""

    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question as typed in `text`, read: every phrase, date range and publisher has to hold.

    Without `reprints`, of articles with one text only the earliest is asked for.
    """

    text: str
    phrases: tuple[Phrase, ...] = ()
    dates: tuple[DateRange, ...] = ()
    publishers: tuple[Phrase, ...] = field(default=())
    reprints: bool = True

    def describe(self, language: Language) -> str:
        """The question in words, for the method section of a report."""
        parts = [_describe_phrase(phrase, language) for phrase in self.phrases]
        parts += [_describe_dates(dates, language) for dates in self.dates]
        named = "báo có tên “{}”" if language == "vi" else "publisher named “{}”"
        parts += [named.format(publisher.text) for publisher in self.publishers]
        if not self.reprints:
            parts.append("không kể bản in lại" if language == "vi" else "without reprints")
        if not parts:
            return "mọi bài trong kho" if language == "vi" else "every article in the archive"
        return (", và " if language == "vi" else ", and ").join(parts)


def parse_query(text: str) -> Question:
    """`text` as a `Question`. Raises `QueryError`, with the place, for what is not understood."""
    from lark.exceptions import UnexpectedInput

    if not text.strip():
        raise QueryError('The question is empty; type a word or a "phrase", or * for every article.', text, 0)
    try:
        terms = cast("list[Tree[LarkToken]]", _parser().parse(text).children)
    except UnexpectedInput as error:
        position = len(text) if error.pos_in_stream is None else error.pos_in_stream
        raise QueryError(_unexpected(text, position), text, position) from None
    phrases: list[Phrase] = []
    dates: list[DateRange] = []
    publishers: list[Phrase] = []
    reprints = True
    joined = True  # nothing stands before the first term that an AND could join
    for term in terms:
        tokens = [cast("LarkToken", token) for token in term.children]
        values = [(str(token).strip('"“”'), token.start_pos or 0) for token in tokens]
        match term.data, values:
            case "filter", [("date:", _), (value, at)]:
                dates.append(_dates(value, text, at))
            case "filter", [("publisher:", _), (value, at)]:
                publishers.append(_phrase(value, text, at))
            case "filter", [("reprints:", _), (value, at)]:
                if value not in ("yes", "no"):
                    raise QueryError(f"reprints:{value}: is neither yes nor no; write reprints:no.", text, at)
                reprints = value == "yes"
            case "filter", [(name, at), _]:
                raise QueryError(f"There is no field {name} here; the fields are {FIELDS}.", text, at)
            case "word", [(value, at)] if value in RESERVED or re.match(r"-\w", value):
                raise QueryError(f"{value}: all words and phrases must occur here; leave it out.", text, at)
            case "word", [(value, at)] if re.fullmatch(r"[^\W\d_]+:", value):
                raise QueryError(
                    f"Nothing stands right after {value}; close the gap, or leave the colon out.", text, at
                )
            case "word", [("AND", at)]:
                if joined or term is terms[-1]:
                    raise QueryError("AND joins what stands before and after it; leave it out.", text, at)
            case "phrase" | "word", [(value, at)]:
                phrases.append(_phrase(value, text, at))
        joined = term.data == "word" and values[0][0] == "AND"
    return Question(text, tuple(phrases), tuple(dates), tuple(publishers), reprints)


def parse_day(text: str, *, end: bool = False) -> date:
    """The first day (or, at the `end` of a range, the last) of a day, month or year.

    Written ``2012``, ``2012-07``, ``2012-07-04``, ``7/2012`` or ``4/7/2012``. Raises `UsageError`.
    """
    if match := re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text):
        year, month, day = match[1], match[2], match[3]
    elif match := re.fullmatch(r"(?:(\d{1,2})/)?(\d{1,2})/(\d{4})", text):
        day, month, year = match[1], match[2], match[3]
    else:
        raise UsageError(f"{text}: is not a date; write 2012, 2012-07, 2012-07-04 or 4/7/2012.")
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        if not end or day:
            return first
        last_month = int(month or 12)
        return date(int(year), last_month, calendar.monthrange(int(year), last_month)[1])
    except ValueError:
        raise UsageError(f"{text}: there is no such day; write 2012, 2012-07, 2012-07-04 or 4/7/2012.") from None


@cache
def _parser() -> Lark:
    from lark import Lark

    return Lark(GRAMMAR, parser="lalr")


def _unexpected(text: str, position: int) -> str:
    at = text[position : position + 1]
    if at in {'"', "“", "”"}:
        return "A quotation mark is not closed; put one at the end of the phrase."
    if at in {"(", ")"}:
        return "Brackets are not understood; every word and phrase has to occur anyway."
    return 'The question cannot be read from here on; use words, "phrases", date: and publisher:.'


def _phrase(value: str, text: str, position: int) -> Phrase:
    words = tuple(map(asked, tokenize(value).exact))
    if not words:
        raise QueryError("There is no letter or digit here to search for.", text, position)
    return Phrase(words, value, position)


def _dates(value: str, text: str, position: int) -> DateRange:
    since, dots, until = value.partition("..")
    try:
        if not dots:
            return DateRange(parse_day(value), parse_day(value, end=True))
        if not since and not until:
            raise UsageError("..: a range needs a beginning or an end; write date:2012..2014.")
        return DateRange(parse_day(since) if since else None, parse_day(until, end=True) if until else None)
    except UsageError as error:
        raise QueryError(str(error), text, position) from None


def _describe_phrase(phrase: Phrase, language: Language) -> str:
    one = len(phrase.words) == 1
    plain = {word.plain for word in phrase.words}
    # A word whose letters take no diacritic at all, such as a number, has nothing to say about accents.
    sensitive = any(not word.key.isdigit() for word in phrase.words)
    if language == "vi":
        kind = "từ" if one else "cụm từ"
        how = "bất kể dấu" if plain == {True} else "đúng dấu" if plain == {False} else "đúng dấu ở chữ có dấu"
    else:
        kind = "word" if one else "phrase"
        how = (
            "any accents" if plain == {True} else "accents as written" if plain == {False} else "accents where written"
        )
    return f"{kind} “{phrase.text}”" + (f" ({how})" if sensitive else "")


def _describe_dates(dates: DateRange, language: Language) -> str:
    since, until = (day and format_day(day, language) for day in (dates.since, dates.until))
    words: dict[str, Any] = (
        {"both": f"ngày từ {since} đến {until}", "since": f"ngày từ {since}", "until": f"ngày đến {until}"}
        if language == "vi"
        else {
            "both": f"dated {since} to {until}",
            "since": f"dated {since} or later",
            "until": f"dated {until} or earlier",
        }
    )
    return str(words["both" if since and until else "since" if since else "until"])
