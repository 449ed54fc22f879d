"""Days, numbers and ranges of them as they are written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.errors import UsageError
from newsarchive.search.ranges import parse_day, parse_days, parse_numbers, write_days, write_numbers


def test_days() -> None:
    assert parse_day("2012", end=True) == date(2012, 12, 31)
    for wrong in ("gestern", "2012-02-30", "32/1/2012", "12-7-4", "20120704"):
        with pytest.raises(UsageError, match="2012-07-04"):
            parse_day(wrong)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2012", date(2012, 1, 1), date(2012, 12, 31)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2012-07-04", date(2012, 7, 4), date(2012, 7, 4)),
        ("4/7/2012", date(2012, 7, 4), date(2012, 7, 4)),
        ("2/2012", date(2012, 2, 1), date(2012, 2, 29)),
        ("2012-07..2012-09", date(2012, 7, 1), date(2012, 9, 30)),
        ("2012..", date(2012, 1, 1), None),
        ("..2012", None, date(2012, 12, 31)),
        (">=2012", date(2012, 1, 1), None),
        (">2012", date(2013, 1, 1), None),
        ("<2012-07", None, date(2012, 6, 30)),
        ("<=2012-07", None, date(2012, 7, 31)),
    ],
)
def test_ranges_of_days(text: str, first: date | None, last: date | None) -> None:
    assert parse_days(text) == (first, last)


@pytest.mark.parametrize("text", ["", ">", ">>2012", ">2012..", "2012..2013..2014", ">9999", "<0001", "..x"])
def test_what_is_no_range_of_days_is_said(text: str) -> None:
    with pytest.raises(UsageError):
        parse_days(text)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("500", 500, 500),
        ("200..500", 200, 500),
        ("200..", 200, None),
        (">500", 501, None),
        (">=500", 500, None),
        ("<500", None, 499),
        ("<=500", None, 500),
    ],
)
def test_ranges_of_numbers(text: str, least: int | None, most: int | None) -> None:
    assert parse_numbers(text) == (least, most)


@pytest.mark.parametrize("text", ["", "-5", "1.5", "5e3", "1" * 5_000])
def test_what_is_no_number_is_said(text: str) -> None:
    with pytest.raises(UsageError, match=r"words:200\.\.500"):
        parse_numbers(text)


@given(st.dates() | st.none(), st.dates() | st.none())
def test_days_read_back_as_written(first: date | None, last: date | None) -> None:
    assert parse_days(write_days(first, last)) == (first, last)


@given(st.integers(0, 10**9 - 1), st.integers(0, 10**9 - 1) | st.none())
def test_numbers_read_back_as_written(least: int, most: int | None) -> None:
    assert parse_numbers(write_numbers(least, most)) == (least, most)
