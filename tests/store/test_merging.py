"""Another archive is taken in with all that it was told, is only read, and a merge that was stopped goes on."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from newsarchive.errors import ArchiveDamaged, UsageError
from newsarchive.parsing import Reading
from newsarchive.search import search
from newsarchive.store import Store
from newsarchive.store.derived import PLACES, WITHDRAWALS
from newsarchive.store.originals import file_digest

SAME = ["id", "title", "publisher", "section", "source_path", "source_member"]


@pytest.fixture
def other(tmp_path: Path, pages: Path) -> Store:
    """Three pages, one of them in two places and one withdrawn, and a row of a table with a mapping."""
    (pages / "copy").mkdir()
    shutil.copy(pages / "1.txt", pages / "copy")
    (pages / "table.csv").write_text("headline,content\nBài trong bảng,Đoạn của bài trong bảng.\n", "utf-8")
    other = Store.open(tmp_path / "other")
    for name in ("1.txt", "copy/1.txt", "2.txt", "3.txt"):
        other.ingest(pages / name, publisher="Báo Mẫu", section="Xã hội")
    other.withdraw(str(other.articles(["id"], "title = 'Bài số 2'")["id"][0]), "Toà án yêu cầu")
    other.ingest(pages / "table.csv", reading=Reading({"title": "headline", "text": "content"}))
    return other


def state(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): file_digest(path) for path in folder.rglob("*") if path.is_file()}


def test_what_the_other_keeps_and_was_told_is_here(tmp_path: Path, other: Store) -> None:
    before = state(other.path)
    store = Store.open(tmp_path / "archive")
    report = store.merge(other.path)
    assert (report.new, report.held, report.places, report.given, len(report.rejected)) == (4, 1, 1, 5, 0)
    assert state(other.path) == before
    for title in other.articles("title")["title"]:
        one, two = (each.articles(SAME, f"title = '{title}'") for each in (store, other))
        pd.testing.assert_frame_equal(one, two)
        assert store.article(one["id"][0]) == other.article(two["id"][0])
    assert store.withdrawn()[["id", "reason"]].equals(other.withdrawn()[["id", "reason"]])
    for name in (PLACES, WITHDRAWALS):
        assert store._derived.open(name).count_rows() == other._derived.open(name).count_rows() == 1  # type: ignore[union-attr]
    again = store.merge(other.path)
    assert (again.new, again.held, again.places, again.archive_version) == (0, 5, 0, report.archive_version)
    before_rebuild = store.articles(), store.withdrawn()
    shutil.rmtree(store.path / "articles.lance")
    store = Store.open(store.path)
    pd.testing.assert_frame_equal(store.articles(), before_rebuild[0])
    pd.testing.assert_frame_equal(store.withdrawn(), before_rebuild[1])


def test_what_is_here_already_is_held_in_a_further_place_and_withdrawn(
    tmp_path: Path, pages: Path, other: Store
) -> None:
    shutil.copy(pages / "2.txt", tmp_path / "mine.txt")
    store = Store.open(tmp_path / "archive")
    store.ingest(tmp_path / "mine.txt")
    report = store.merge(other.path)
    assert (report.new, report.held, report.places) == (3, 2, 2)
    assert search(store, '"số 2"').total == 0
    assert store.withdrawn()["reason"].tolist() == ["Toà án yêu cầu"]


def test_nothing_withdrawn_shows_at_any_moment_of_a_merge(
    tmp_path: Path, other: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsarchive.store.taking.BATCH_RECORDS", 1)
    for lump in ("_LUMP", "_JOB_RECORDS"):
        monkeypatch.setattr(f"newsarchive.store.taking.{lump}", 1)
    store = Store.open(tmp_path / "archive")
    gone = other.withdrawn()["id"][0]
    seen: list[int] = []

    def look(done: int, share: float) -> None:
        held = Store.open(store.path)
        seen.append(len(held.articles(["id"])))
        assert gone not in set(held.articles(["id"])["id"])
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.merge(other.path, look)
    assert seen == sorted(seen)
    assert 0 < seen[-1] < 3
    store.merge(other.path)
    assert set(store.articles("id")["id"]) == set(other.articles("id")["id"])


def test_progress_ends_at_the_whole(tmp_path: Path, other: Store) -> None:
    steps: list[tuple[int, float]] = []
    Store.open(tmp_path / "archive").merge(other.path, lambda done, share: steps.append((done, share)))
    assert [done for done, _ in steps] == [1, 2, 3, 4, 5]
    assert [share for _, share in steps] == sorted(share for _, share in steps)


def test_the_others_tables_are_not_asked(tmp_path: Path, other: Store) -> None:
    for name in ("articles.lance", "withdrawals.lance"):
        shutil.rmtree(other.path / name)
    store = Store.open(tmp_path / "archive")
    assert store.merge(other.path).new == 4
    assert len(store.withdrawn()) == 1
    assert not (other.path / "articles.lance").exists()


def test_a_damaged_archive_gives_nothing_and_a_wrong_one_is_told(tmp_path: Path, other: Store) -> None:
    store = Store.open(tmp_path / "archive")
    last = max((other.path / "originals").glob("*.warc.gz"))
    data = bytearray(last.read_bytes())
    data[len(data) // 2] ^= 1
    last.write_bytes(data)
    with pytest.raises(ArchiveDamaged, match=last.name):
        store.merge(other.path)
    assert store.version == 0
    for wrong, said in ((store.path, "this very archive"), (tmp_path / "none", "there is no archive here")):
        with pytest.raises(UsageError, match=said):
            store.merge(wrong)


@pytest.fixture(autouse=True)
def _one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work here, not in processes that cost their start."""
    monkeypatch.setattr("newsarchive.store.taking.cores", lambda: 1)


def test_rows_stay_in_the_order_of_their_originals_also_those_withdrawn_elsewhere(tmp_path: Path, other: Store) -> None:
    store = Store.open(tmp_path / "archive")
    store.merge(other.path)
    here, there = store.snapshot().dataset, other.snapshot().dataset
    assert here
    assert there
    assert here.to_table()["id"].to_pylist() == there.to_table()["id"].to_pylist()
    assert here.to_table()["withdrawn"].to_pylist().count(1) == 1
