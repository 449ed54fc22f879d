"""Frames hold what was asked for, whatever the columns and conditions; a wrong one is told in one sentence."""

from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from newsarchive.errors import StorageError, UsageError
from newsarchive.search import search
from newsarchive.store import CURRENT, FRAME_COLUMNS, Store, frames, scans


@pytest.fixture
def store(tmp_path: Path, pages: Path) -> Store:
    """Four articles: one with a lead, one withdrawn, one whose title has a quote."""
    table = pages / "rows.jsonl"
    table.write_text(
        '{"title": "Bài có sa-pô", "lead": "Sa-pô của bài. Có hai câu.", "text": "Đoạn một.\\n\\nĐoạn hai. Câu nữa."}\n'
        '{"title": "Ông O\'Neil", "text": "Đoạn duy nhất."}\n',
        "utf-8",
    )
    store = Store.open(tmp_path / "archive")
    store.ingest([pages / "1.txt", table])
    store.ingest(pages / "2.txt")
    store.withdraw(str(store.articles(["id"], "title = 'Bài số 2'")["id"][0]), "thử")
    return store


def test_columns_are_those_asked_for_in_that_order(store: Store) -> None:
    whole = store.articles()
    assert tuple(whole.columns) == FRAME_COLUMNS
    some = store.articles(["title", "id", "title"])
    pd.testing.assert_frame_equal(some, whole[["title", "id"]])
    assert list(store.articles("words").columns) == ["words"]
    more = store.articles(["words", "batch", "superseded"])
    assert [str(dtype) for dtype in more.dtypes] == ["Int32"] * 3
    for wrong in (["titel"], "titel"):
        with pytest.raises(UsageError, match=r"titel: is no column of the articles; there are id, title, .*"):
            store.articles(wrong)


@pytest.mark.parametrize(
    ("where", "titles"),
    [
        ("title = 'Ông O''Neil'", ["Ông O'Neil"]),
        ("updated >= timestamp '2012-07-01 00:00:00'", ["Bài số 1"]),
        ("array_length(paragraphs) = 2", ["Bài số 1", "Bài có sa-pô"]),
        ("title LIKE '%sa-pô' -- a remark", ["Bài có sa-pô"]),
        ("true) OR (true", ["Bài số 1", "Bài có sa-pô", "Ông O'Neil"]),
        ("withdrawn IS NOT NULL", []),
    ],
)
def test_a_condition_chooses_among_the_current_ones(store: Store, where: str, titles: list[str]) -> None:
    assert list(store.articles(["title"], where)["title"]) == titles
    assert set(store.paragraphs(where)["id"]) == set(store.articles(["id"], where)["id"])
    assert set(store.sentences(where)["id"]) == set(store.articles(["id"], where)["id"])


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("titel = 'x'", "No field named titel"),
        ("title =", "Expected: an expression"),
        ("", "Expected: an expression"),
        ("title", "does not return a boolean"),
        ("id = 'a'; DROP TABLE articles", "Expected: "),
        ("words > 5 LIMIT 3", "LIMIT"),
        ("published >= '2012-01-01'", "could not convert"),
        ("words / 0 > 1", "Divide by zero"),
    ],
)
def test_a_wrong_condition_is_one_sentence_with_the_columns(
    store: Store, tmp_path: Path, where: str, said: str
) -> None:
    with pytest.raises(UsageError, match=r"is no condition on the articles \(.*over the columns id, title,") as wrong:
        store.articles(where=where)
    assert said in str(wrong.value)
    assert "\n" not in str(wrong.value)
    assert ".rs" not in str(wrong.value)
    if where != "words / 0 > 1":  # which is wrong for some row alone
        with pytest.raises(UsageError):
            Store.open(tmp_path / "empty").articles(where=where)


def test_paragraphs_and_sentences_are_those_of_the_articles(store: Store) -> None:
    articles = store.articles(["id", "lead", "paragraphs"])
    expected = [(row.id, n, text) for row in articles.itertuples() for n, text in enumerate(row.paragraphs)]
    assert list(store.paragraphs().itertuples(index=False, name=None)) == expected
    sentences = store.sentences("title = 'Bài có sa-pô'")
    assert [str(dtype) for dtype in sentences.dtypes] == ["string", "Int64", "int64", "string"]
    assert sentences["text"].tolist() == ["Sa-pô của bài.", "Có hai câu.", "Đoạn một.", "Đoạn hai.", "Câu nữa."]
    assert sentences["paragraph"].fillna(-1).tolist() == [-1, -1, 0, 1, 1]
    assert sentences["sentence"].tolist() == [0, 1, 0, 0, 1]


def test_frames_of_an_empty_archive_have_the_same_types(store: Store, tmp_path: Path) -> None:
    empty = Store.open(tmp_path / "empty")
    for name in ("articles", "paragraphs", "sentences"):
        nothing = getattr(empty, name)()
        assert len(nothing) == 0
        assert nothing.dtypes.to_dict() == getattr(store, name)().dtypes.to_dict()
    assert len(search(empty, "*").frame()) == 0


def test_batches_put_together_are_the_same_frames(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [store.articles(), store.paragraphs(), store.sentences(), search(store, "*").frame()]
    monkeypatch.setattr(scans, "ROWS", 1)
    for before, after in zip(whole, [store.articles(), store.paragraphs(), store.sentences()], strict=False):
        pd.testing.assert_frame_equal(before, after)
    pd.testing.assert_frame_equal(whole[3], search(store, "*").frame())


def test_lists_cut_out_of_a_slice_are_the_right_ones() -> None:
    table = pa.table({"lists": pa.array([["a"], [], ["b", "c"], ["d"]])})
    assert frames.to_frame(table.slice(1, 2))["lists"].tolist() == [[], ["b", "c"]]
    assert frames.to_frame(table.slice(4))["lists"].tolist() == []


def test_an_answer_as_a_frame_is_in_the_order_of_the_answer(store: Store) -> None:
    for sort in ("relevance", "newest", "oldest"):
        found = search(store, "đoạn", sort=sort)  # type: ignore[arg-type]
        assert list(found.frame(["id"])["id"]) == found.ids
        pd.testing.assert_frame_equal(
            found.frame().sort_values("id", ignore_index=True), store.articles().sort_values("id", ignore_index=True)
        )
    with pytest.raises(UsageError, match="titel"):
        search(store, "*").frame(["titel"])


def test_frames_go_to_parquet_and_back(store: Store, tmp_path: Path) -> None:
    store.articles().to_parquet(tmp_path / "articles.parquet")
    back = pd.read_parquet(tmp_path / "articles.parquet")
    assert back["paragraphs"].map(list).tolist() == store.articles()["paragraphs"].tolist()


def test_other_tools_read_the_same_articles(store: Store) -> None:
    stream = scans.reader(store.snapshot(), ["title", "words"], "words > 3")
    titles = list(store.articles("title", "words > 3")["title"])
    assert isinstance(stream, pa.RecordBatchReader)
    assert [row[0] for row in duckdb.sql("SELECT title FROM stream").fetchall()] == titles
    assert pl.from_arrow(scans.reader(store.snapshot(), "title", "words > 3"))["title"].to_list() == titles  # type: ignore[call-overload]
    states = scans.dataset(store.snapshot())
    assert (states.count_rows(), states.count_rows(filter=CURRENT)) == (4, 3)
    assert duckdb.sql(f"SELECT count(*) FROM states WHERE {CURRENT}").fetchall() == [(3,)]


def test_a_damaged_table_is_told_with_the_way_out(store: Store) -> None:
    for path in (store.path / "articles.lance" / "data").iterdir():
        path.write_bytes(b"")
    for ask in (store.articles, store.sentences, lambda: len(search(store, "*").frame())):
        with pytest.raises(StorageError, match=r"cannot be read; delete this folder"):
            ask()
