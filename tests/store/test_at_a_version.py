"""The archive at an earlier version is as it was when it was stopped there, but for what was withdrawn since."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from newsarchive.errors import UsageError
from newsarchive.parsing import Reading
from newsarchive.store import Snapshot, Store

COLUMNS = ["id", "title", "batch", "replaces"]
READING = Reading({"url": "address", "title": "name"})
PAGE = "Trang của số {0}\n\nMột đoạn văn của trang số {0}.\n"


def take(name: str, *rows: str) -> Callable[[Store], None]:
    """A batch of the rows of a table; `|` stands between address, title and text."""

    def step(store: Store) -> None:
        path = store.path.parent / f"{name}.csv"
        path.write_text("\n".join(["address|name|text", *rows]), "utf-8")
        store.ingest(path, reading=READING)

    return step


def paste(number: int, name: str) -> Callable[[Store], None]:
    return lambda store: store.ingest_text(PAGE.format(number), name=name) and None


def withdraw(title: str) -> Callable[[Store], None]:
    def step(store: Store) -> None:
        rows = store.snapshot().dataset.to_table(filter=f"title = '{title}'")  # type: ignore[union-attr]
        store.withdraw(rows["id"][0].as_py(), "thử")

    return step


STEPS = [
    paste(1, "một"),
    take("cũ", "https://bao.example/1|Bài cũ|Đoạn văn cũ.", "https://bao.example/2|Bài hai|Đoạn văn."),
    take("mới", "https://bao.example/1|Bài mới|Đoạn văn mới."),
    paste(1, "nơi khác"),  # a batch of one further place, without a row
    withdraw("Bài hai"),
    take("ba", "https://bao.example/3|Bài ba, cũ|Đoạn văn cũ.", "https://bao.example/3|Bài ba|Đoạn văn mới."),
    withdraw("Bài cũ"),  # which had been superseded
    withdraw("Bài mới"),
    paste(1, "nơi thứ ba"),
]


class Clock(datetime):
    """Each batch is taken in on a day of its own."""

    days = 0

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Clock":
        return cls(2024, 2, 26, 3, 4, 5, tzinfo=UTC) + timedelta(days=cls.days)


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> list[Snapshot]:
    """The archive as it was after each of the batches; the last is the whole of it."""
    folder = tmp_path_factory.mktemp("versions")
    store, moments = Store.open(folder / "archive"), []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("newsarchive.store.store.datetime", Clock)
        for Clock.days, step in enumerate(STEPS, 1):
            step(store)
            moments.append(folder / str(Clock.days) / "archive")
            shutil.copytree(store.path, moments[-1])
    return [Store.open(moment).snapshot() for moment in moments]


@pytest.mark.parametrize("version", range(1, len(STEPS) + 1))
def test_an_earlier_version_is_as_it_was(stopped: list[Snapshot], version: int) -> None:
    was, now = stopped[version - 1], stopped[-1].at(version)
    withdrawn = set(stopped[-1].withdrawn_for()["id"].to_pylist())
    then = was.table(COLUMNS)
    kept = [row for row in then.to_pylist() if row["id"] not in withdrawn]
    assert now.table(COLUMNS).to_pylist() == kept
    assert now.column("id").filter(now.current).to_pylist() == [row["id"] for row in kept]
    assert now.withdrawn_since == len(then) - len(kept)
    assert now.size == was.size - now.withdrawn_since == np.count_nonzero(now.current)
    assert len(now) == len(was) == now.size + now.superseded + now.withdrawn
    assert (now.version, now.date, now.name) == (was.version, was.date, was.name)
    assert now.withdrawn_for().equals(was.withdrawn_for())
    assert now.at(len(STEPS)).table(COLUMNS).equals(stopped[-1].table(COLUMNS))


def test_each_batch_has_the_day_it_was_taken_in(stopped: list[Snapshot]) -> None:
    days = [stopped[-1].at(version).date.day for version in range(1, len(STEPS) + 1)]
    assert days == [27, 28, 29, *range(1, len(STEPS) - 2)]


def test_the_newest_version_is_the_snapshot_itself(stopped: list[Snapshot]) -> None:
    assert stopped[-1].at(len(STEPS)) is stopped[-1]


@pytest.mark.parametrize("version", [0, len(STEPS) + 1])
def test_a_version_that_there_was_not_is_refused(stopped: list[Snapshot], version: int) -> None:
    with pytest.raises(UsageError, match=f"{version}: is no version of archive; it has versions 1 to {len(STEPS)}"):
        stopped[-1].at(version)


@pytest.mark.parametrize("version", [-1, "1", True, 1.0])
def test_a_version_is_a_whole_number(stopped: list[Snapshot], version: Any) -> None:
    with pytest.raises(UsageError, match=f"version={version!r}: is no whole number from 0 up"):
        stopped[-1].at(version)


def test_an_empty_archive_has_no_earlier_version(tmp_path: Path) -> None:
    empty = Store.open(tmp_path / "archive").snapshot()
    assert empty.at(0) is empty
    with pytest.raises(UsageError, match="1: is no version of archive; nothing was taken in yet"):
        empty.at(1)


def test_a_batch_that_was_purged_is_still_a_version(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "archive")
    paste(1, "một")(store)
    gone = store.articles("id")["id"][0]
    paste(2, "hai")(store)
    store.withdraw(gone, "thử")
    store.purge(gone)
    snapshot = store.snapshot()
    assert [snapshot.at(version).size for version in (1, 2, 3)] == [0, 1, 1]
    assert snapshot.at(1).date == snapshot.date
    assert len(snapshot.index.lengths("body")) == len(snapshot) == 1
