"""States of a page, and articles withdrawn: out of every answer, accounted for, and the same after a rebuild."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from newsarchive.errors import UsageError
from newsarchive.search import search
from newsarchive.store import Store, originals

TEXT = "Đoạn văn thứ {number} của trang này kể chuyện học tập ở xã Mẫu."


def rows(folder: Path, name: str, *articles: tuple[str, str, str]) -> Path:
    """A table of articles: address, title and text of each."""
    lines = [json.dumps({"url": url, "title": title, "text": text}) for url, title, text in articles]
    path = folder / f"{name}.jsonl"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A page in three states, taken in one after the other, and two others."""
    store = Store.open(tmp_path / "archive")
    for number in (1, 2, 3):
        page = ("https://bao.example/1", "Một trang", TEXT.format(number=number))
        other = (f"https://bao.example/o{number}", f"Trang khác {number}", f"Chuyện khác, số {number}.")
        store.ingest(rows(tmp_path, f"harvest{number}", page, *([other] if number < 3 else [])))
    return store


def identity(store: Store, title: str) -> str:
    return str(store.articles(["id"], f"title = '{title}'")["id"][0])


def test_all_states_of_a_page_are_listed_from_any_of_them(store: Store) -> None:
    versions = store.versions(identity(store, "Một trang"))
    assert list(versions.columns) == [
        *("id", "batch", "ingested", "title", "published", "updated", "replaces", "superseded"),
    ]
    assert versions["batch"].tolist() == [1, 2, 3]
    assert versions["superseded"].tolist()[:2] == [2, 3]
    assert pd.isna(versions["superseded"].iloc[2])
    assert versions["replaces"].tolist()[1:] == versions["id"].tolist()[:2]
    for each in versions["id"]:
        pd.testing.assert_frame_equal(store.versions(each), versions)
    assert store.article(versions["id"][0]).paragraphs[0].value == TEXT.format(number=1)
    assert store.versions(identity(store, "Trang khác 1"))["title"].tolist() == ["Trang khác 1"]
    with pytest.raises(UsageError, match="no article"):
        store.versions("0" * 16)


def test_a_withdrawn_article_is_out_of_everything_and_told_of(store: Store) -> None:
    gone, before = identity(store, "Trang khác 2"), search(store, "chuyen")
    rows_before = before.frame()
    store.withdraw(gone, "Toà án\n yêu cầu")
    assert store.withdrawn()[["id", "batch", "reason"]].to_numpy().tolist() == [[gone, 4, "Toà án yêu cầu"]]
    assert str(store.withdrawn()["withdrawn"].dtype) == "datetime64[us, UTC]"
    for frame in (store.articles(), store.paragraphs(), store.sentences(), search(store, "chuyen").frame()):
        assert gone not in set(frame["id"])
    after = search(store, "*")
    assert (after.total, after.searched, after.withdrawn, after.superseded) == (2, 2, 1, 2)
    assert after.timeline()["of"].sum() == 0
    day = store.withdrawn()["withdrawn"].dt.tz_convert("Asia/Ho_Chi_Minh").dt.date[0]
    for ask in (store.article, store.versions, lambda gone: store.withdraw(gone, "noch einmal")):
        with pytest.raises(UsageError, match=rf"{gone}: was withdrawn on {day} \(Toà án yêu cầu\)"):
            ask(gone)
    # An answer held from before still has it.
    assert gone in before.ids
    assert gone in [article.id for article in before.articles()]
    pd.testing.assert_frame_equal(before.frame(), rows_before)
    assert (before.withdrawn, before.searched) == (0, 3)


def test_a_withdrawal_needs_a_reason_and_an_article(store: Store) -> None:
    for wanted, reason, said in ((identity(store, "Một trang"), " ", "reason"), ("0" * 16, "x", "no article")):
        with pytest.raises(UsageError, match=said):
            store.withdraw(wanted, reason)
    assert store.version == 3
    assert len(store.withdrawn()) == 0


def test_a_withdrawn_state_is_not_followed_by_the_one_before(store: Store, tmp_path: Path) -> None:
    first, second, third = store.versions(identity(store, "Một trang"))["id"]
    store.withdraw(third, "nhầm")
    assert search(store, "trang").total == 2
    assert store.versions(first)["id"].tolist() == [first, second]
    # The very bytes again stay withdrawn; another state of the page is a new one.
    again = store.ingest(tmp_path / "harvest3.jsonl")
    assert (again.new, again.held) == (0, 1)
    fourth = store.ingest(rows(tmp_path, "harvest4", ("https://bao.example/1", "Một trang", TEXT.format(number=4))))
    assert (fourth.new, fourth.new_versions) == (1, 1)
    assert store.versions(first)["batch"].tolist() == [1, 2, 5]


@pytest.mark.parametrize("gone", ["articles.lance", "withdrawals.lance"])
def test_all_is_as_before_when_a_table_was_deleted(store: Store, gone: str) -> None:
    page = identity(store, "Một trang")
    store.withdraw(identity(store, "Trang khác 1"), "một")
    store.withdraw(identity(store, "Trang khác 2"), "hai")
    before = [store.articles(), store.withdrawn(), store.versions(page)]
    shutil.rmtree(store.path / gone)
    again = Store.open(store.path)
    for one, other in zip(before, (again.articles(), again.withdrawn(), again.versions(page)), strict=True):
        pd.testing.assert_frame_equal(one, other)
    assert again.version == store.version == 5


def test_a_withdrawal_that_was_stopped_is_finished_at_open(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    gone = identity(store, "Trang khác 1")
    monkeypatch.setattr("newsarchive.store.derived.Derived.add", stopped)
    with pytest.raises(KeyboardInterrupt):
        store.withdraw(gone, "một")
    monkeypatch.undo()
    assert originals.complete_batches(store.path / "originals") == 4
    again = Store.open(store.path)
    assert again.withdrawn()["id"].tolist() == [gone]
    assert gone not in set(again.articles()["id"])
