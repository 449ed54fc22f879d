"""Dates: day first, always."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.parsing.dates import read_dates


def only(line: str) -> tuple[str, str, str | None]:
    (found,) = read_dates(line)
    assert found.moment is not None
    return found.moment.at.isoformat(), found.moment.precision, found.label


@pytest.mark.parametrize(
    ("line", "iso", "precision"),
    [
        ("04/07/2012 07:12:08", "2012-07-04T07:12:08+07:00", "second"),
        ("Chủ Nhật, 05/09/2021, 22:21 (GMT+7)", "2021-09-05T22:21:00+07:00", "minute"),
        ("Chủ Nhật, 05/09/2021, 22:21 [GMT+7]", "2021-09-05T22:21:00+07:00", "minute"),
        ("Thứ sáu: 15:00 ngày 09/02/2024", "2024-02-09T15:00:00+07:00", "minute"),
        ("18:00 |22/05/2022", "2022-05-22T18:00:00+07:00", "minute"),
        ("26 Tháng 10 2020 14:49", "2020-10-26T14:49:00+07:00", "minute"),
        ("28-07-2018 - 00:35 AM", "2018-07-28T00:35:00+07:00", "minute"),
        ("28-07-2018 - 01:35 PM", "2018-07-28T13:35:00+07:00", "minute"),
        ("7:12 CH 4/7/2012", "2012-07-04T19:12:00+07:00", "minute"),
        ("7h12 04/07/2012", "2012-07-04T07:12:00+07:00", "minute"),
        ("ngày 4 tháng 7 năm 2012", "2012-07-04T00:00:00+07:00", "day"),
        ("4.7.2012", "2012-07-04T00:00:00+07:00", "day"),
        ("04/07/12", "2012-07-04T00:00:00+07:00", "day"),
        ("04/07/99", "1999-07-04T00:00:00+07:00", "day"),
        ("04/07/2012 07:12 (GMT+8)", "2012-07-04T07:12:00+08:00", "minute"),
        ("2018-07-19 15:18", "2018-07-19T15:18:00+07:00", "minute"),
        ("2018-07-19T15:18:00+09:00", "2018-07-19T15:18:00+09:00", "second"),
        ("2020.11.23", "2020-11-23T00:00:00+07:00", "day"),
        ("07h12' - 04/07/2001", "2001-07-04T07:12:00+07:00", "minute"),
        ("14g30, 17/03/2005", "2005-03-17T14:30:00+07:00", "minute"),
        ("15h ngày 3/3/2015", "2015-03-03T15:00:00+07:00", "minute"),
        ("ngày 17 tháng 1, 2024 - 8:39 chiều", "2024-01-17T20:39:00+07:00", "minute"),
        ("T4, 04/07/2012", "2012-07-04T00:00:00+07:00", "day"),
        ("30 Tháng Tám, 2020", "2020-08-30T00:00:00+07:00", "day"),
        ("Tháng Mười Hai 25, 2013", "2013-12-25T00:00:00+07:00", "day"),
        ("March 12, 2018 5:40 PM", "2018-03-12T17:40:00+07:00", "minute"),
        ("12 March 2018", "2018-03-12T00:00:00+07:00", "day"),
    ],
)
def test_shapes(line: str, iso: str, precision: str) -> None:
    assert only(line) == (iso, precision, None)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Cập nhật ngày: 04/07/2012 07:12:08", "updated"),
        ("Cập nhật lúc 07:12 04/07/2012", "updated"),
        ("Đăng lúc: 07:12 04/07/2012", "published"),
        ("Ngày đăng: 04/07/2012", "published"),
        ("Xuất bản: 04/07/2012", "published"),
        ("Được đăng: 26 Tháng 10 2020 14:49", "published"),
        ("Hôm nay, thứ ba ngày 21 tháng 11 năm 2017", "clock"),
    ],
)
def test_the_page_says_what_a_date_is(line: str, label: str) -> None:
    assert only(line)[2] == label


def test_two_dates_of_one_line_keep_their_labels_and_clocks() -> None:
    first, second = read_dates("Đăng lúc: 10:00 - 1/2/2013 | Cập nhật: 11:00 - 2/2/2013")
    assert (first.label, first.moment and first.moment.at.isoformat()) == ("published", "2013-02-01T10:00:00+07:00")
    assert (second.label, second.moment and second.moment.at.isoformat()) == ("updated", "2013-02-02T11:00:00+07:00")


@pytest.mark.parametrize("line", ["31/02/2012", "29/2/2013", "4/13/2012", "Thứ hai, 00/01/2012"])
def test_an_impossible_date_is_refused_and_named(line: str) -> None:
    (found,) = read_dates(line)
    assert found.moment is None
    assert found.problems[0].startswith("impossible date refused: ")


def test_a_weekday_that_disagrees_is_said() -> None:
    assert read_dates("Thứ tư, 04/07/2012")[0].problems == ()
    assert read_dates("Thứ hai, 04/07/2012")[0].problems == ("weekday disagrees with the date: Thứ hai, 04/07/2012",)


@pytest.mark.parametrize(
    "line", ["58/58 chi bộ", "hôm nay", "3 xây, 3 chống", "Nghị quyết 77/2014/TT-BTC", "1.000.000 đồng"]
)
def test_what_is_no_date(line: str) -> None:
    assert [found for found in read_dates(line) if found.moment] == []


@given(st.text(st.sampled_from("0123456789/.-: ngàythángGMT+7()ThứhaiAM|")))
def test_any_line_is_read_and_spans_lie_in_it(line: str) -> None:
    for found in read_dates(line):
        assert 0 <= found.span.start < found.span.end <= len(line)
        assert (found.moment is None) == any(problem.startswith("impossible") for problem in found.problems)


SHAPES = ["{0.day}/{0.month}/{1}", "{0:%d-%m}-{1}", "ngày {0.day} tháng {0.month} năm {1}"]


@given(st.dates(), st.sampled_from(SHAPES))
def test_every_day_of_the_press_is_read_back(day: date, shape: str) -> None:
    (found,) = read_dates(shape.format(day, f"{day.year:04}"))
    assert (found.moment.at.date() if found.moment else None) == (day if 1900 <= day.year <= 2100 else None)


def test_the_last_syllable_of_a_name_is_no_label():
    (found,) = read_dates("Hải Đăng 30/06/2025 17:30")
    assert (found.label, found.span.start) == (None, len("Hải Đăng "))
    assert [found.label for found in read_dates("Tin Đăng ngày 30/06/2025")] == ["published"]
