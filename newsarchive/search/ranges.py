"""Days and numbers, and ranges of them, as they are written after ``date:`` and ``words:``."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from newsarchive.errors import UsageError


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


def parse_days(text: str) -> tuple[date | None, date | None]:
    """The first and the last day of ``2012``, ``2012-07..2012-09``, ``>=2012`` or ``<4/7/2012``; None where it is open.

    Raises `UsageError`.
    """
    return _parse(text, parse_day, lambda value: parse_day(value, end=True), timedelta(days=1))


def parse_numbers(text: str) -> tuple[int | None, int | None]:
    """The least and the most of ``500``, ``200..500``, ``>500`` or ``<=500``; None where it is open.

    Raises `UsageError`.
    """
    return _parse(text, _number, _number, 1)


def write_days(first: date | None, last: date | None) -> str:
    """The shortest text that `parse_days` reads as these days: years where they are whole, else months, else days."""
    for length in (4, 7):
        low, high = (day.isoformat()[:length] if day else "" for day in (first, last))
        text = low if low and low == high else f"{low}..{high}"
        if parse_days(text) == (first, last):
            return text
    return str(first) if first and first == last else f"{first or ''}..{last or ''}"


def write_numbers(least: int | None, most: int | None) -> str:
    """The text that `parse_numbers` reads as these numbers."""
    if least == most:
        return str(least)
    return f"{'' if least is None else least}..{'' if most is None else most}"


def _parse(text: str, first: Callable[[str], Any], last: Callable[[str], Any], step: Any) -> tuple[Any, Any]:
    """The ends of the range `text`; `first` and `last` read where what is written begins and ends."""
    sign = next((sign for sign in (">=", "<=", ">", "<") if text.startswith(sign)), "")
    value = text.removeprefix(sign) or text  # where nothing follows the sign, the sign is what cannot be read
    try:
        match sign:
            case ">=":
                return first(value), None
            case "<=":
                return None, last(value)
            case ">":
                return last(value) + step, None
            case "<":
                return None, first(value) - step
    except OverflowError:
        raise UsageError(f"{text}: there is no such day; the calendar goes from year 1 to 9999.") from None
    low, dots, high = text.partition("..")
    if not dots:
        return first(low), last(low)
    return first(low) if low else None, last(high) if high else None


def _number(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text):
        raise UsageError(f"{text}: is not a number; write words:500, words:200..500 or words:>500.")
    return int(text)
