"""A question in words, in Vietnamese and in English, as the method section of a report tells it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from newsarchive.search.query import (
    And,
    Everything,
    Has,
    Identity,
    Is,
    Named,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Range,
    Reprints,
)
from newsarchive.search.terms import need_equals
from newsarchive.text import Language, format_day, format_number

if TYPE_CHECKING:
    from newsarchive.search.results import Results

_FIELDS = {
    "title": ("nhan đề", "title"),
    "lead": ("sa-pô", "lead"),
    "body": ("thân bài", "body"),
    "byline": ("tên tác giả", "byline"),
    "credit": ("dòng nguồn", "credit"),
    "publisher": ("tên báo", "publisher"),
    "section": ("tên mục", "section"),
    "date": ("ngày", "date"),
    "published": ("ngày đăng", "date of publication"),
    "updated": ("ngày cập nhật", "date of update"),
    "url": ("địa chỉ trang", "page address"),
    "language": ("ngôn ngữ", "language"),
    "tag": ("nhãn", "tag"),
    "collection": ("bộ sưu tập", "collection"),
    "note": ("ghi chú", "note"),
}
_DATED = {"date": "dated", "published": "published", "updated": "updated"}


def describe(node: Node, language: Language) -> str:
    """`node` in words; parts that join others stand in brackets."""
    vietnamese = language == "vi"
    match node:
        case Phrase():
            return _phrase(node, language)
        case Near():
            return _near(node, language)
        case Is(name, value):
            here, named = _FIELDS[name]
            return f"{here} đúng là “{value}”" if vietnamese else f"{named} exactly “{value}”"
        case Range("words", low, high):
            return _length(cast("int | None", low), cast("int | None", high), language)
        case Range(name, low, high):
            return _days(name, cast("date | None", low), cast("date | None", high), language)
        case Has(name):
            return f"có {_FIELDS[name][0]}" if vietnamese else f"with a {_FIELDS[name][1]}"
        case Named("tag", name):
            return f"có nhãn “{name}”" if vietnamese else f"tagged “{name}”"
        case Named(_, name):
            return f"trong bộ sưu tập “{name}”" if vietnamese else f"in the collection “{name}”"
        case Identity(ids):
            listed = ", ".join(ids)
            if vietnamese:
                return f"bài có mã {listed}" if len(ids) == 1 else f"một trong các bài có mã {listed}"
            return f"the article {listed}" if len(ids) == 1 else f"one of the articles {listed}"
        case Reprints():
            return "không kể bản in lại" if vietnamese else "without reprints"
        case And(parts):
            # Every article is what one begins with: it says nothing beside another condition.
            said = [part for part in parts if part != Everything()] or list(parts[:1])
            return (", và " if vietnamese else ", and ").join(_inside(part, len(said), language) for part in said)
        case Or(parts):
            return (" hoặc " if vietnamese else " or ").join(_inside(part, len(parts), language) for part in parts)
        case Not(part):
            return _negated(part, language)
    return "mọi bài trong kho" if vietnamese else "every article in the archive"


def source_lines(results: Results, reference: tuple[str, int] | None) -> dict[Language, str]:
    """What was counted over what, in a line for each language: the question, its articles, the archive and version."""
    name, version = results.archive_name, results.archive_version
    lines: dict[Language, str] = {}
    languages: tuple[Language, ...] = ("vi", "en")
    for language in languages:
        total, searched = (format_number(number, language) for number in (results.total, results.searched))
        against = ""
        if reference:
            query, count = reference[0], format_number(reference[1], language)
            against = f"; so với {count} bài: {query}" if language == "vi" else f"; against {count} articles: {query}"
        revision = results.annotations_revision
        if language == "vi":
            made = "" if revision is None else f", nhãn và ghi chú ở lần sửa {revision}"
            said = f"{total} trên {searched} bài{against}; kho “{name}”, phiên bản {version}{made}"
        else:
            made = "" if revision is None else f", annotations at revision {revision}"
            said = f"{total} of {searched} articles{against}; archive “{name}”, version {version}{made}"
        lines[language] = f"{results.query}: {said}"
    return lines


def _inside(part: Node, of: int, language: Language) -> str:
    """`part` as one `of` so many."""
    said = describe(part, language)
    return f"({said})" if of > 1 and isinstance(part, And | Or | Near) else said


def _negated(part: Node, language: Language) -> str:
    if isinstance(part, Has):
        name = _FIELDS[part.field]
        return f"không có {name[0]}" if language == "vi" else f"without a {name[1]}"
    if isinstance(part, Named):
        said = describe(part, language)
        return f"không {said}" if language == "vi" else f"not {said}"
    if isinstance(part, Is):
        name = _FIELDS[part.field]
        return f"{name[0]} không phải là “{part.value}”" if language == "vi" else f"{name[1]} not “{part.value}”"
    said = describe(part, language)
    if isinstance(part, Phrase) and part.field != "publisher":
        return f"không có {said}" if language == "vi" else f"without {said}"
    if not isinstance(part, Range | Phrase):
        said = f"({said})"
    return f"không phải {said}" if language == "vi" else f"not {said}"


def _phrase(phrase: Phrase, language: Language) -> str:
    if phrase.field == "publisher":
        return f"báo có tên “{phrase.text}”" if language == "vi" else f"publisher named “{phrase.text}”"
    return _words(phrase, language) + _where(phrase.field, language)


def _near(near: Near, language: Language) -> str:
    left, right = (_words(side, language) for side in (near.left, near.right))
    where, most = _where(near.field, language), near.distance
    if language == "vi":
        return f"{left} và {right}{where}, " + (f"cách nhau không quá {most} từ" if most else "đứng liền nhau")
    return f"{left} and {right}{where}, " + (
        f"at most {most} word{'s' * (most > 1)} between them" if most else "next to each other"
    )


def _words(phrase: Phrase, language: Language) -> str:
    one = len(phrase.words) == 1
    plain = {word.plain for word in phrase.words}
    notes = []
    if language == "vi":
        kind = "từ" if one else "cụm từ"
        how = "bất kể dấu" if plain == {True} else "đúng dấu" if plain == {False} else "đúng dấu ở chữ có dấu"
        how = "đúng từng chữ, kể cả chữ không dấu" if need_equals(phrase.words) else how
        ending = "* là phần cuối bất kỳ"
    else:
        kind = "word" if one else "phrase"
        how = (
            "any accents" if plain == {True} else "accents as written" if plain == {False} else "accents where written"
        )
        how = "exactly as written" if need_equals(phrase.words) else how
        ending = "* is any ending"
    # A word whose letters take no diacritic at all, such as a number, has nothing to say about accents.
    if any(not word.key.isdigit() for word in phrase.words):
        notes.append(how)
    if any(word.prefix for word in phrase.words):
        notes.append(ending)
    return f"{kind} “{phrase.text}”" + (f" ({'; '.join(notes)})" if notes else "")


def _where(field: str | None, language: Language) -> str:
    if field is None:
        return ""
    return f" trong {_FIELDS[field][0]}" if language == "vi" else f" in the {_FIELDS[field][1]}"


def _days(field: str, since: date | None, until: date | None, language: Language) -> str:
    first, last = (day and format_day(day, language) for day in (since, until))
    if language == "vi":
        ends = [f"từ {first}"] if first else []
        return " ".join([_FIELDS[field][0], *ends, *([f"đến {last}"] if last else [])])
    named = _DATED[field]
    if first and last:
        return f"{named} {first} to {last}"
    return f"{named} {first} or later" if first else f"{named} {last} or earlier"


def _length(least: int | None, most: int | None, language: Language) -> str:
    low, high = (None if count is None else format_number(count, language) for count in (least, most))
    if least == most:
        size = low
    elif language == "vi":
        size = f"từ {low} đến {high}" if low and high else f"ít nhất {low}" if low else f"nhiều nhất {high}"
    else:
        size = f"{low} to {high}" if low and high else f"at least {low}" if low else f"at most {high}"
    return f"dài {size} từ" if language == "vi" else f"{size} words long"
