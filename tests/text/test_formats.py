"""Figures and dates in both languages."""

from datetime import date, datetime

from newsarchive.text import format_day, format_moment, format_number


def test_numbers() -> None:
    assert format_number(1204, "vi") == "1.204"
    assert format_number(1204, "en") == "1,204"
    assert format_number(34.25, "vi", 1) == "34,2"


def test_days_and_moments() -> None:
    at = datetime(2012, 7, 4, 7, 12, 8)
    assert format_day(date(2012, 7, 4), "vi") == "4/7/2012"
    assert format_day(date(2012, 7, 4), "en") == "4 July 2012"
    assert [format_moment(at, precision, "vi") for precision in ("day", "minute", "second")] == [
        "4/7/2012",
        "4/7/2012 07:12",
        "4/7/2012 07:12:08",
    ]
