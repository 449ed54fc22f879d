"""The day that a page prints is its day everywhere, also when Vietnam's clocks did not stand at UTC+7."""

from datetime import date
from pathlib import Path

import pytest

import newsarchive as na
from newsarchive.text import format_day

PRINTED = {
    "1945-09-02": "02/09/1945",
    "1947-04-01": "01/04/1947",  # a day that had no midnight
    "1959-12-31": "31/12/1959 23:30",  # an hour that the clocks skipped
    "1966-12-31": "31/12/1966 23:30",
    "1970-01-01": "01/01/1970",
    "1975-06-12": "12/06/1975 23:30",  # an hour that they showed twice
    "2012-07-04": "04/07/2012 00:15",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> na.Archive:
    folder = tmp_path_factory.mktemp("days")
    for day, line in PRINTED.items():
        (folder / f"{day}.txt").write_text(f"Bài báo {day[:4]}\nĐăng ngày {line}\nNgười dân học tập.", "utf-8")
    archive = na.open(folder / "archive")
    archive.ingest(folder / "*.txt", progress=False)
    return archive


@pytest.mark.parametrize("day", PRINTED)
def test_a_day_is_one_everywhere(archive: na.Archive, day: str) -> None:
    found = archive.search(f"date:{day}")
    assert found.total == 1
    (article,), (hit,) = found.articles(), found.hits()
    assert article.published
    assert article.published == na.read(text=article.text).published
    assert article.published.value.at.date().isoformat() == day
    assert hit.published == article.to_dict()["published"]
    assert [str(each.date()) for each in found.frame()["published"]] == [day]
    lines = archive.search(f'"học tập" date:{day}').concordance()
    assert [str(each.date()) for each in lines["date"]] == [day]
    assert format_day(date.fromisoformat(day), "vi") in lines.html("vi")
    for by, length in (("day", 10), ("month", 7), ("year", 4)):
        assert [str(each)[:length] for each in found.timeline(by)["period"]] == [day[:length]]
    assert list(found.facets("year")["value"]) == [day[:4]]


@pytest.mark.parametrize("day", ["1945-09-02", "1966-12-31", "1970-01-01", "2012-07-04"])
def test_conditions_of_your_own_have_the_same_days(archive: na.Archive, day: str) -> None:
    condition = f"published >= timestamp '{day} 00:00:00' AND published <= timestamp '{day} 23:59:59'"
    assert list(archive.articles(where=condition)["id"]) == archive.search(f"date:{day}").ids


def test_years_of_frames_are_those_of_the_timeline(archive: na.Archive) -> None:
    years = archive.articles()["published"].dt.year
    frame = archive.search("*").timeline()
    counted = frame[frame["articles"] > 0]
    assert list(counted["period"].dt.year) == sorted(years)
    assert all(archive.search(question).total == 1 for question in counted["question"])


def test_a_stated_offset_is_kept_in_hits_and_converted_in_frames(tmp_path: Path) -> None:
    archive = na.open(tmp_path / "archive")
    (tmp_path / "page.txt").write_text("Bài báo\nĐăng ngày 31/12/1966 23:30 (GMT+7)\nNgười dân học tập.", "utf-8")
    archive.ingest(tmp_path / "page.txt", progress=False)
    found = archive.search("date:1967-01-01")
    assert [hit.published for hit in found.hits()] == ["1966-12-31T23:30:00+07:00"]
    assert str(found.frame()["published"][0]) == "1967-01-01 00:30:00+08:00"
