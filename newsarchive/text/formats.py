"""Numbers and dates as readers of Vietnamese and of English write them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, get_args

Language = Literal["vi", "en"]
LANGUAGES: tuple[str, ...] = get_args(Language)

_MONTHS = "January February March April May June July August September October November December".split()


def format_number(value: float, language: Language, decimals: int = 0) -> str:
    """``1204`` → ``1.204`` (vi) or ``1,204`` (en); ``34.2`` with one decimal → ``34,2`` or ``34.2``."""
    english = f"{value:,.{decimals}f}"
    return english if language == "en" else english.translate({ord(","): ".", ord("."): ","})


def format_day(day: date, language: Language) -> str:
    """``4/7/2012`` in Vietnamese, ``4 July 2012`` in English."""
    return f"{day.day}/{day.month}/{day.year}" if language == "vi" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def format_month(day: date, language: Language) -> str:
    """``7/2012`` in Vietnamese, ``July 2012`` in English."""
    return f"{day.month}/{day.year}" if language == "vi" else f"{_MONTHS[day.month - 1]} {day.year}"


def format_moment(at: datetime, precision: str, language: Language) -> str:
    """A moment to its own precision: the day alone, or with ``07:12`` or ``07:12:08`` after it."""
    clock = {"day": "", "minute": " %H:%M", "second": " %H:%M:%S"}[precision]
    return format_day(at, language) + at.strftime(clock)
