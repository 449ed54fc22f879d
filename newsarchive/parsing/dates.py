"""Dates as Vietnamese newspapers print them: the day always comes first.

A line is read as runs of date parts (label, weekday, date, clock, time zone) with nothing but separators between
them. A run with exactly one date is a candidate; whatever stands around it on the line is left to the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Literal

from newsarchive.article import Moment, Precision, Span, in_vietnam

DateLabel = Literal["published", "updated", "clock"]
"""What a page calls a date; ``clock`` is the page's own, as ``Hôm nay`` says, and never the article's."""

_UPDATED = (
    r"(?:lần\s+)?(?:cập\s*nhật|sửa\s+đổi|chỉnh\s+sửa|hiệu\s+chỉnh)(?:\s+(?:lần\s+)?cuối)?"
    r"|(?:last\s+)?updated?(?:\s+(?:on|at))?"
)
_PUBLISHED = (
    r"(?:ngày\s+|giờ\s+|thời\s+gian\s+|được\s+|đã\s+)?(?:đăng(?:\s+(?:tải|tin|bài))?|xuất\s+bản|phát\s+hành|đưa\s+tin)"
    r"|gửi\s+(?=lúc|ngày|vào)|thời\s+gian(?=\s*:)|ngày\s+viết|(?:số\s+)?ra\s+(?=ngày)|bài\s+đăng|(?:posted|published)(?:\s+(?:on|at))?"
)
_ENGLISH = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ENGLISH_NAMES = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_MONTH_NAMES = "giêng|mười\\s+(?:một|hai)|mười|một|hai|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín"
_MONTH_NUMBERS = {
    name: number
    for number, name in enumerate(
        ["một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"], 1
    )
} | {"giêng": 1, "bốn": 4, "bẩy": 7}
_PARTS = re.compile(
    rf"""
    (?P<updated>(?<![^\W\d_]){_UPDATED}\b(?:\s+(?:lúc|ngày|vào))*)
  | (?P<published>(?<![^\W\d_])(?:{_PUBLISHED})\b(?:\s+(?:lúc|ngày|vào))*)
  | (?P<clock_of_page>\b(?:hôm\s+nay|bây\s+giờ)\b(?:\s+là)?)
  | (?P<weekday>\b(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s*nhật|CN|T[2-7](?=\W)
        |(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)
  | (?P<zone>[(\[]?\s*\b(?:GMT|UTC)\b(?:(?P<zh>\s*[+-]\d{{1,2}}|[+-]\s\d{{1,2}})(?::?(?P<zm>\d{{2}}))?)?\s*[)\]]?)
  | (?P<named>\btháng\s+(?P<nm>{_MONTH_NAMES}|\d{{1,2}})\s+(?P<nd>\d{{1,2}})\s*,\s*(?P<ny>\d{{4}})(?!\d))
  | (?P<english>\b(?:(?P<em>{_ENGLISH_NAMES})\.?\s+(?P<ed>\d{{1,2}})(?:st|nd|rd|th)?|(?P<ed2>\d{{1,2}})(?:st|nd|rd|th)?
        [\s-]+(?P<em2>{_ENGLISH_NAMES})\.?)\s*[,-]?\s*(?P<ey>\d{{4}})(?!\d))
  | (?P<iso>\b(?P<iy>\d{{4}})(?P<isep>[-./])(?P<im>\d{{2}})(?P=isep)(?P<id>\d{{2}})(?!\d))
  | (?P<date>(?:\bngày\s+)?
        (?<!\d)(?<!\d[/.])(?P<d>\d{{1,2}})\s?[/.\-–]\s?(?P<m>\d{{1,2}})\s?[/.\-–]\s?(?P<y>\d{{4}}|\d{{2}})(?![\d%]|/\d))
  | (?P<words>(?:\bngày\s+)?(?<!\d)(?P<wd>\d{{1,2}})\s+tháng\s+(?P<wm>\d{{1,2}}|{_MONTH_NAMES})
        \s*,?\s*(?:năm\s+)?(?P<wy>\d{{4}})(?!\d))
  | (?P<clock>(?<!\d)(?P<hh>\d{{1,2}})\s?(?:[:h]|g(?=\d)|giờ)\s?(?P<mm>\d{{2}})(?!\d)(?::(?P<ss>\d{{2}})(?!\d))?
        ['’]?(?:\s?phút)?(?:\s?(?P<half>AM|PM|SA|CH|sáng|trưa|chiều|tối|đêm)\b)?(?P<off>[+-]\d{{2}}:\d{{2}}(?!\d))?)
  | (?P<hour>(?<!\d)(?P<h>\d{{1,2}})\s?(?:h|giờ)(?=\s*,?\s*(?:ngày\s+)?\d{{1,2}}[/.-]\d))
  | (?P<glue>\b(?:lúc|ngày|vào)\b|[\s,;:|•·\-–—()\[\].]+|(?<=\d)T(?=\d))
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LIKE_A_DATE = re.compile(r"\d{4}|\d\s?[/.\-–]\s?\d{1,2}\s?[/.\-–]\s?\d")  # what every date has, quickly
_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4} | {
    "bảy": 5, "bẩy": 5, "7": 5, "nhật": 6, "cn": 6,
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date read at ``line[span]``. `label` is what the page calls it, if it does; `problems` are warnings."""

    span: Span
    moment: Moment | None
    label: DateLabel | None
    weekday: bool
    problems: tuple[str, ...] = ()


def read_dates(line: str) -> tuple[FoundDate, ...]:
    """The dates of one line of NFC text, in order. An impossible one (31/02) has no `moment` and says so in `problems`.

    A date without offset is in Vietnamese time. Two-digit years follow POSIX: 69–99 are 1969–1999,
    00–68 are 2000–2068.
    """
    return _read_dates(line) if _LIKE_A_DATE.search(line) else ()


@lru_cache(maxsize=500)  # a line is asked more than once on its way
def _read_dates(line: str) -> tuple[FoundDate, ...]:
    return tuple(found for run in _runs(line) if (found := _read(run)) is not None)


def _runs(line: str) -> Iterator[list[re.Match[str]]]:
    """Maximal sequences of adjoining date parts that hold at most one date each."""
    run: list[re.Match[str]] = []
    for part in _PARTS.finditer(line):
        if part["published"] == "Đăng" and _ends_in_a_syllable(line[: part.start()]):
            continue  # the name of a person: Hải Đăng
        adjoins = bool(run) and run[-1].end() == part.start()
        says = part["updated"] or part["published"] or part["clock_of_page"]
        begins_another = bool(_is_date(part) or says) and any(map(_is_date, run))
        if run and (not adjoins or begins_another):
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def _ends_in_a_syllable(text: str) -> bool:
    """True where the next syllable may be the last of a name that begins in `text`."""
    word = text.rpartition(" ")[0].rpartition(" ")[2]
    return text.endswith(" ") and word.isalpha() and word[:1].isupper()


def _is_date(part: re.Match[str]) -> bool:
    return bool(part["date"] or part["words"] or part["iso"] or part["named"] or part["english"])


def _read(run: list[re.Match[str]]) -> FoundDate | None:
    while run and run[0]["glue"]:
        run = run[1:]
    while run and run[-1]["glue"]:
        run = run[:-1]
    date = next(filter(_is_date, run), None)
    if date is None:
        return None
    span = Span(run[0].start(), run[-1].end())
    label: DateLabel | None = None
    for part in run:
        if part["clock_of_page"]:
            label = "clock"
        elif part["updated"]:
            label = "updated"
        elif part["published"]:
            label = "published"
    weekday = next((part["weekday"] for part in run if part["weekday"]), None)
    clocks = [part for part in run if part["clock"] or part["hour"]]
    zone = next((part for part in run if part["zone"]), None)
    printed = date.string[span.start : span.end]
    try:
        moment = _moment(date, clocks[0] if clocks else None, zone)
    except ValueError:
        return FoundDate(span, None, label, weekday is not None, (f"impossible date refused: {printed}",))
    problems: tuple[str, ...] = ()
    if weekday and _WEEKDAYS[re.sub(r"^(?:thứ|t(?=\d))", "", weekday.casefold().split()[-1])] != moment.at.weekday():
        problems = (f"weekday disagrees with the date: {printed}",)
    return FoundDate(span, moment, label, weekday is not None, problems)


def _moment(date: re.Match[str], clock: re.Match[str] | None, zone: re.Match[str] | None) -> Moment:
    if date["iso"]:
        year, month, day = int(date["iy"]), int(date["im"]), int(date["id"])
    elif date["named"]:
        year, month, day = int(date["ny"]), _month(date["nm"]), int(date["nd"])
    elif date["english"]:
        name = (date["em"] or date["em2"])[:3].casefold()
        year, month, day = int(date["ey"]), _ENGLISH.index(name) + 1, int(date["ed"] or date["ed2"])
    elif date["words"]:
        year, month, day = int(date["wy"]), _month(date["wm"]), int(date["wd"])
    else:
        year, month, day = int(date["y"]), int(date["m"]), int(date["d"])
        if len(date["y"]) == 2:
            year += 1900 if year >= 69 else 2000
    offset: timezone | None = None
    if clock and clock["off"]:
        sign = -1 if clock["off"][0] == "-" else 1
        offset = timezone(sign * timedelta(hours=int(clock["off"][1:3]), minutes=int(clock["off"][4:])))
    elif zone:
        hours = int((zone["zh"] or "0").replace(" ", ""))
        minutes = int(zone["zm"] or 0)
        offset = timezone(timedelta(hours=hours, minutes=minutes if hours >= 0 else -minutes))
    hour = minute = second = 0
    precision: Precision = "day"
    if clock and clock["hour"]:
        hour, precision = int(clock["h"]), "minute"
    elif clock:
        hour, minute, second = int(clock["hh"]), int(clock["mm"]), int(clock["ss"] or 0)
        half = (clock["half"] or "").upper()
        if half in {"PM", "CH", "CHIỀU", "TỐI"} and hour < 12:
            hour += 12
        elif half == "ĐÊM" and (hour == 12 or 6 <= hour < 12):
            hour = (hour + 12) % 24  # 10 at night, and midnight; 1 at night is after it
        elif half == "TRƯA" and hour < 3:
            hour += 12
        elif half in {"AM", "SA", "SÁNG"} and hour == 12:
            hour = 0
        precision = "second" if clock["ss"] else "minute"
    if not 1900 <= year <= 2100:
        raise ValueError(year)
    at = datetime(year, month, day, hour, minute, second)
    return Moment(at.replace(tzinfo=offset) if offset else in_vietnam(at), precision)


def _month(word: str) -> int:
    return int(word) if word.isdigit() else _MONTH_NUMBERS[" ".join(word.casefold().split())]
