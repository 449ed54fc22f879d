"""A purge takes the bytes away, and nothing else."""

import gzip
import os
from datetime import datetime, tzinfo
from pathlib import Path

import pandas as pd
import pytest

import newsarchive as na
from newsarchive.errors import UsageError
from newsarchive.store import Store, originals

SECRET = "Nguyễn Văn Bí Mật"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number, name in enumerate(("Người Thứ Nhất", SECRET, "Người Thứ Ba"), 1):
        (pages / f"{number}.txt").write_text(f"Bài số {number}\n\n04/07/2012\n\nChuyện của {name}.\n", "utf-8")
    store = Store.open(tmp_path / "archive")
    store.ingest(pages)
    return store


def secret_of(store: Store) -> str:
    frame = store.articles(["id", "title"])
    return str(frame["id"][frame["title"] == "Bài số 2"].item())


def everything(folder: Path) -> bytes:
    """All bytes of an archive, WARCs unpacked."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return b"".join(gzip.decompress(p.read_bytes()) if p.name.endswith(".warc.gz") else p.read_bytes() for p in files)


def test_the_bytes_are_gone_and_the_rest_is_as_before(store: Store) -> None:
    gone = secret_of(store)
    store.withdraw(gone, "toà án yêu cầu")
    before, version = store.articles(), store.version
    assert SECRET.encode() in everything(store.path)
    assert b"m\xe1\xba\xadt" in everything(store.path / "index")
    store.purge(gone)
    assert SECRET.encode() not in everything(store.path)
    assert b"m\xe1\xba\xadt" not in everything(store.path), "nor is any word that was in it alone"
    pd.testing.assert_frame_equal(store.articles(), before)
    assert store.version == version
    assert store.withdrawn()["reason"].tolist() == ["toà án yêu cầu"]
    assert na.verify(store.path).ok
    assert originals.read_batch(store.path / "originals", 1).originals != []
    with pytest.raises(UsageError, match="was withdrawn on"):
        store.article(gone)
    for each in before["id"]:
        assert store.original(each).startswith(b"B\xc3\xa0i s\xe1\xbb\x91")


def test_the_others_were_taken_in_when_they_were(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Later":
            return cls(2999, 1, 1, tzinfo=tz)

    before = store.articles(["id", "ingested"])
    last = before["id"].iloc[-1]
    store.withdraw(last, "thử")
    monkeypatch.setattr("newsarchive.store.store.datetime", Later)
    store.purge(last)
    pd.testing.assert_frame_equal(store.articles(["id", "ingested"]), before.iloc[:-1])


def test_what_is_not_withdrawn_is_not_purged(store: Store) -> None:
    with pytest.raises(UsageError, match="withdraw it first"):
        store.purge(secret_of(store))
    with pytest.raises(UsageError, match="no article"):
        store.purge("0" * 16)


def test_the_same_page_is_not_taken_in_again(store: Store, tmp_path: Path) -> None:
    gone = secret_of(store)
    store.withdraw(gone, "thử")
    assert store.ingest(tmp_path / "pages").held == 3
    store.purge(gone)
    again = store.ingest(tmp_path / "pages")
    assert (again.new, again.held, again.given) == (0, 2, 3)
    assert "purged" in again.rejected[0].reason
    assert len(store.articles()) == 2


def test_a_purge_that_was_stopped_between_the_renames_is_finished(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = secret_of(store)
    store.withdraw(gone, "thử")
    renames = 0

    def stopped(source: Path, target: Path) -> None:
        nonlocal renames
        renames += 1
        if renames == 2:
            raise KeyboardInterrupt
        os.rename(source, target)

    monkeypatch.setattr("newsarchive.store.originals.os.replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        store.purge(gone)
    monkeypatch.undo()
    again = Store.open(store.path)
    assert len(again.articles()) == 2
    assert SECRET.encode() not in everything(store.path)
