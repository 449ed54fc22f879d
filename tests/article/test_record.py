"""Times in Vietnam, whose clocks did not always stand at UTC+7."""

from datetime import UTC, datetime

import pytest

from newsarchive.article import in_vietnam


@pytest.mark.parametrize(
    ("shown", "moment"),
    [
        ("2012-07-04T07:12", "2012-07-04T07:12+07:00"),
        ("1970-01-01T00:00", "1970-01-01T00:00+08:00"),
        ("1966-12-31T23:30", "1966-12-31T23:30+08:00"),
        ("1950-06-01T08:00", "1950-06-01T08:00+08:00"),
        ("1945-03-20T08:00", "1945-03-20T08:00+09:00"),
        ("1930-02-03T08:00", "1930-02-03T08:00+07:00"),
    ],
)
def test_a_clock_shows_the_time_of_its_year(shown: str, moment: str) -> None:
    assert in_vietnam(datetime.fromisoformat(shown)).isoformat(timespec="minutes") == moment


@pytest.mark.parametrize("skipped", ["1942-12-31T23:30", "1945-03-14T23:00", "1947-04-01T00:00", "1959-12-31T23:59"])
def test_a_time_that_the_clocks_skipped_stays_on_its_day(skipped: str) -> None:
    at = in_vietnam(datetime.fromisoformat(skipped))
    assert at.date() == datetime.fromisoformat(skipped).date()
    assert at.astimezone(UTC).astimezone(at.tzinfo) == at
