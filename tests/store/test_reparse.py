"""reparse shows what today's parser reads otherwise, and keeps it only where told to."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import lance
import pandas as pd
import pyarrow as pa
import pytest

from newsarchive.article import Article
from newsarchive.errors import ArchiveBusy, RecordError, StorageError
from newsarchive.parsing import Record, parse
from newsarchive.search import search
from newsarchive.store import SOFTWARE, Store, verify
from newsarchive.store.derived import ARTICLES, PLACES, Derived
from newsarchive.store.index import INDEX
from newsarchive.store.lock import writing
from newsarchive.store.reparse import SCRATCH


@pytest.fixture
def store(tmp_path: Path, pages: Path) -> Store:
    """Three pages in two batches, the first of them withdrawn in a third."""
    store = Store.open(tmp_path / "archive")
    store.ingest([pages / "1.txt", pages / "2.txt"])
    store.ingest(pages / "3.txt", publisher="Báo Mẫu")
    store.withdraw(store.articles()["id"][0], "Toà án yêu cầu")
    return store


@pytest.fixture
def better(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A parser that reads two of the titles otherwise than the one that filled the store."""

    def parse_better(record: Record) -> Article:
        article = parse(record)
        if not article.title or article.title.value == "Bài số 2":
            return article
        return replace(article, title=replace(article.title, value=article.title.value.replace("số", "thứ")))

    monkeypatch.setattr("newsarchive.store.work.parse", parse_better)


def test_the_same_parser_changes_nothing(store: Store) -> None:
    before = store.articles()
    report = store.reparse()
    assert (report.articles, report.changed, report.changes, report.committed) == (3, 0, (), False)
    assert (report.read_by, report.reads_by, report.archive_version) == (SOFTWARE, SOFTWARE, 3)
    assert len(report.frame()) == 0
    assert store.reparse(commit=True).committed
    pd.testing.assert_frame_equal(store.articles(), before)
    assert not (store.path / SCRATCH).exists()


@pytest.mark.usefixtures("better")
def test_what_changes_is_shown_before_it_is_kept(store: Store) -> None:
    before = store.articles()
    steps: list[tuple[int, float]] = []
    report = store.reparse(progress=lambda done, share: steps.append((done, share)))
    assert (steps[-1][0], [share for _, share in steps]) == (3, sorted(share for _, share in steps))
    assert (report.changed, report.committed) == (2, False)
    assert {change.column: change.articles for change in report.changes} == {"title": 2, "exact": 2}
    title = report.changes[0]
    assert [(before, after) for _, before, after in title.examples] == [
        ("Bài số 1", "Bài thứ 1"),
        ("Bài số 3", "Bài thứ 3"),
    ]
    frame = report.frame()
    assert list(frame.columns) == ["column", "articles", "id", "before", "after"]
    assert (len(frame), frame["articles"].dtype) == (4, "int64")
    assert "Bài thứ 1" in report._repr_html_()
    pd.testing.assert_frame_equal(store.articles(), before)
    assert not verify(store.path, SOFTWARE).ok

    report = store.reparse(commit=True)
    assert (report.changed, report.committed, store.version) == (2, True, 3)
    for opened in (store, Store.open(store.path)):
        assert list(opened.articles()["title"]) == ["Bài số 2", "Bài thứ 3"]
        assert (search(opened, "thứ", since="2012").total, opened.snapshot().withdrawn) == (2, 1)
    assert verify(store.path, SOFTWARE).ok
    assert store.reparse().changed == 0


def test_an_article_that_would_be_lost_stops_the_exchange(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(record: Record) -> Article:
        if b"2/07/2012" in record.data:
            raise RecordError(record.name, "is not to the taste of this parser; take another.")
        return parse(record)

    monkeypatch.setattr("newsarchive.store.work.parse", refuse)
    before = store.articles()
    report = store.reparse(commit=True)
    assert ("2.txt" in report.refused[0], report.committed) == (True, False)
    assert report.changes[0].column == "id"
    pd.testing.assert_frame_equal(Store.open(store.path).articles(), before)


@pytest.mark.usefixtures("better")
@pytest.mark.parametrize("moved", range(5))  # two segments of the index, three tables
def test_an_interrupted_exchange_is_finished_at_the_next_opening(
    store: Store, monkeypatch: pytest.MonkeyPatch, moved: int
) -> None:
    real, left = os.replace, moved

    def stopped(source: Path, target: Path) -> None:
        nonlocal left
        if not left:
            raise KeyboardInterrupt
        left -= 1
        real(source, target)

    monkeypatch.setattr("newsarchive.store.derived.os.replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        store.reparse(commit=True)
    monkeypatch.setattr("newsarchive.store.derived.os.replace", real)
    again = Store.open(store.path)
    assert (list(again.articles()["title"]), again.version) == (["Bài số 2", "Bài thứ 3"], 3)
    assert verify(store.path, SOFTWARE).ok


def test_an_interrupted_reading_leaves_the_tables_as_they_were(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = store.articles()
    (store.path / SCRATCH / ARTICLES).mkdir(parents=True)  # as one leaves it that was killed
    pd.testing.assert_frame_equal(Store.open(store.path).articles(), before)
    assert verify(store.path, SOFTWARE).ok
    store.reparse()
    assert not (store.path / SCRATCH).exists()

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Derived, "add", interrupted)
    with pytest.raises(KeyboardInterrupt):
        store.reparse(commit=True)
    assert not (store.path / SCRATCH).exists()
    pd.testing.assert_frame_equal(Store.open(store.path).articles(), before)


def test_a_damaged_row_is_put_right(store: Store) -> None:
    before = store.articles()
    lance.dataset(store.path / ARTICLES).update({"title": "'Bài giả'"}, where="title = 'Bài số 2'")
    report = store.reparse(commit=True)
    assert [(change.column, change.articles) for change in report.changes] == [("title", 1)]
    pd.testing.assert_frame_equal(store.articles(), before)


def test_a_table_that_cannot_be_read_says_the_way_out(store: Store) -> None:
    before = store.articles()
    for path in (store.path / ARTICLES / "data").iterdir():
        path.write_bytes(bytes(path.stat().st_size))
    with pytest.raises(StorageError, match="delete the folders"):
        Store.open(store.path).reparse(commit=True)
    for name in (ARTICLES, INDEX, PLACES):
        assert (store.path / name).exists()
    shutil.rmtree(store.path / ARTICLES)
    pd.testing.assert_frame_equal(Store.open(store.path).articles(), before)


def test_one_at_a_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsarchive.store.lock.PATIENCE", 0.1)
    with writing(store.path), pytest.raises(ArchiveBusy):
        store.reparse()


def test_an_empty_archive(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "empty")
    report = store.reparse(commit=True)
    assert (report.articles, report.changed, report.committed) == (0, 0, False)


def test_tables_from_before_todays_columns_are_derived_again(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    before = store.articles()
    held = lance.dataset(store.path / ARTICLES)
    config = held.config()
    older: pa.Table = held.to_table().drop_columns(["replaces", "superseded", "withdrawn", "warc_offset"])
    written = lance.write_dataset(older, store.path / ARTICLES, mode="overwrite")
    written.update_config({name: config[name] for name in ("batches", "ingested", "software", "table")})
    again = Store.open(store.path)
    assert "deriving batches 1 to 3" in capsys.readouterr().err
    pd.testing.assert_frame_equal(again.articles(), before)


def test_rows_of_several_versions_of_the_software_say_so(
    store: Store, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsarchive.store.store.SOFTWARE", "newsarchive/9.9")
    store.ingest_text("Bài mới\n\nMột đoạn văn.\n")
    mark = store._derived.mark()
    assert mark
    assert mark.software == f"{SOFTWARE}, newsarchive/9.9"
    assert store.reparse(commit=True).read_by == mark.software
    mark = store._derived.mark()
    assert mark
    assert mark.software == "newsarchive/9.9"


def test_a_reader_goes_over_to_the_new_tables(store: Store) -> None:
    """Also where both tables are in the same version, as far as Lance numbers them."""
    other = Store.open(store.path)
    before = other.articles()
    held = other.snapshot()
    assert other.snapshot() is held
    store.reparse(commit=True)
    store.reparse(commit=True)
    pd.testing.assert_frame_equal(other.articles(), before)


def test_articles_that_a_rebuild_could_not_read_come_back(
    tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table without rows is still a table, of as many batches."""
    Store.open(tmp_path / "archive").ingest(pages / "1.txt")
    shutil.rmtree(tmp_path / "archive" / ARTICLES)

    def refuse(record: Record) -> Article:
        raise RecordError(record.name, "is not to the taste of this parser; take another.")

    with monkeypatch.context() as patched:
        patched.setattr("newsarchive.store.work.parse", refuse)
        store = Store.open(tmp_path / "archive")
        assert (store.version, store.snapshot().size) == (1, 0)
        assert "cannot read" in verify(store.path, SOFTWARE).problems[0].what
    assert "its row is missing" in verify(store.path, SOFTWARE).problems[0].what
    assert store.reparse(commit=True).committed
    assert (store.version, store.snapshot().size) == (1, 1)
    assert verify(store.path, SOFTWARE).ok
