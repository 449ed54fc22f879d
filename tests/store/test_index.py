"""Segments are added, merged, made again where they are damaged, and each number in them is checked."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import lance
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_rows import MANY, pieces, rows

import newsarchive as na
from newsarchive.article import Article
from newsarchive.errors import StorageError
from newsarchive.search import search
from newsarchive.store import SOFTWARE, Store, index, verify
from newsarchive.store.index import INDEX, Index, Segment, faults, index_fields, index_text
from newsarchive.store.postings import ARRAYS, Postings
from newsarchive.text import keys


def article(number: int) -> Article:
    return na.read(text=f"Bài số {number}\n\nĐoạn văn thứ {number} kể chuyện học tập. Câu thứ hai ở xã Mẫu.")


def segment(some: list[Article]) -> Segment:
    table = rows(some)
    return Segment(f"000000000-{len(some):09}-0", index_text(table), index_fields(table))


@settings(max_examples=30)
@given(some=MANY)
def test_the_words_of_an_article_are_read_back(tmp_path_factory: pytest.TempPathFactory, some: list[Article]) -> None:
    folder, names = tmp_path_factory.mktemp("index"), list[str]()
    for each in some:
        names = index.extend(folder, names, rows([each]))
    made = index.open_index(folder, names)
    assert made.articles == len(some)
    for number, each in enumerate(some):
        assert list(made.words(number)) == list(map(keys, pieces(each)))
    for name in ("title", "lead"):
        assert made.has(name).tolist() == [getattr(each, name) is not None for each in some]
        assert made.lengths(name).tolist() == [len(keys(f.value)) if (f := getattr(each, name)) else 0 for each in some]


@settings(max_examples=20)
@given(sizes=st.lists(st.sampled_from([0, 1, 1, 1, 2, 7, 8, 9, 70]), max_size=40))
def test_there_are_never_many_segments_and_their_sizes_fall(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int]
) -> None:
    folder, names = tmp_path_factory.mktemp("index"), list[str]()
    table = rows([article(1)])
    for size in sizes:
        names = index.extend(folder, names, pa.concat_tables([table] * size) if size else table.slice(1))
        levels = [index._level(name) for name in names]
        assert levels == sorted(levels, reverse=True)
        assert max(Counter(levels).values(), default=0) <= 7
        if size and names:
            made = index.open_index(folder, names)
            assert [each.first for each in made.segments[1:]] == [each.last for each in made.segments[:-1]]
    assert index.open_index(folder, names).articles == sum(sizes)
    # Each article is written once as new, once to take smaller ones in, and once a level.
    written = sum(int(b) - int(a) for a, b, _ in (path.name.split("-") for path in folder.glob("*")))
    assert written <= (2 + max(map(index._level, names), default=0)) * sum(sizes)


def test_large_segments_stay_as_they_are_while_small_ones_come(tmp_path: Path) -> None:
    (large,) = names = index.extend(tmp_path, [], pa.concat_tables([rows([article(1)])] * 600))
    for number in range(100):
        names = index.extend(tmp_path, names, rows([article(number)]))
    assert names[0] == large


def test_what_cannot_be_numbered_together_is_not_merged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsarchive.store.indexing.MOST", 50)
    names: list[str] = []
    for number in range(20):
        names = index.extend(tmp_path, names, rows([article(number)]))
    assert len(names) == 20
    assert index.are_whole(tmp_path, names, 20)


def test_what_a_stopped_addition_left_is_passed_by_and_cleared(tmp_path: Path) -> None:
    before = index.extend(tmp_path, [], rows([article(1)]))
    index.extend(tmp_path, before, rows([article(2)]))  # which nothing names
    names = index.extend(tmp_path, before, rows([article(3)]))
    assert len(list(tmp_path.iterdir())) == 3
    assert next(index.open_index(tmp_path, names).words(1)) == ["bài", "số", "3"]
    index.clear(tmp_path, names)
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    index.clear(tmp_path / "nowhere", [])


def test_a_reader_keeps_what_is_cleared(tmp_path: Path) -> None:
    names = index.extend(tmp_path, [], rows([article(1)]))
    held = index.open_index(tmp_path, names)
    index.clear(tmp_path, [])
    assert next(held.words(0)) == ["bài", "số", "1"]
    assert index.open_index(tmp_path, names, held) == held
    with pytest.raises(FileNotFoundError):
        index.open_index(tmp_path, names)


def parts(whole: Segment) -> list[tuple[str, Postings]]:
    return [("text", whole.text), ("fields", whole.fields)]


@given(some=MANY, dice=st.randoms(use_true_random=False))
def test_each_number_that_changed_is_found(some: list[Article], dice) -> None:  # type: ignore[no-untyped-def]
    whole, table = segment(some), rows(some)
    assert list(faults(whole, [table])) == []
    assert list(faults(whole, [table.slice(0, 1), table.slice(1)])) == []
    for which, part in parts(whole):
        for name in ARRAYS:
            changed = getattr(part, name).copy()
            if len(changed):
                changed[dice.randrange(len(changed))] += dice.choice([-(2**20), -2, -1, 1, 2, 2**20])
                assert list(faults(replace(whole, **{which: replace(part, **{name: changed})}), [table])), name
            shorter = replace(part, **{name: getattr(part, name)[:-1]})
            assert list(faults(replace(whole, **{which: shorter}), [table])) or not len(changed), name
        for name in ("plain", "exact"):
            words = part.words[name].to_pylist()
            if words:
                words[dice.randrange(len(words))] += dice.choice("aế")
                other = part.words.set_column(part.words.column_names.index(name), name, pa.array(words, pa.string()))
                assert list(faults(replace(whole, **{which: replace(part, words=other)}), [table])), name


@given(some=MANY, dice=st.randoms(use_true_random=False))
def test_each_row_that_changed_is_found(some: list[Article], dice) -> None:  # type: ignore[no-untyped-def]
    table, number = rows(some), dice.randrange(len(some))
    exact = table["exact"].to_pylist()
    exact[number] = dice.choice([f"khác {exact[number]}", f"{exact[number]} ¶ khác", f"{exact[number]} ¶ "])
    changed = table.set_column(0, table.schema.field("exact"), pa.array(exact))
    (at, _), *_ = faults(segment(some), [changed])
    assert at == number


def test_a_sentence_more_is_found() -> None:
    table = rows([article(1)])
    exact = table["exact"][0].as_py()
    assert " | " in exact
    changed = table.set_column(0, table.schema.field("exact"), pa.array([exact.replace(" | ", " ")]))
    assert "sentences" in next(faults(segment([article(1)]), [changed]))[1]


# -- in an archive ----------------------------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store.open(tmp_path / "archive")
    for number in range(10):
        store.ingest_text(f"Bài số {number}\n\nĐoạn văn thứ {number} kể chuyện học tập ở xã Mẫu.", publisher="Báo Mẫu")
    return store


def told(store: Store) -> list[object]:
    found = search(store, "hoc tap")
    return [found.ids, [list(store.snapshot().index.words(number)) for number in range(10)]]


def files(store: Store) -> list[Path]:
    return sorted(path for path in (store.path / INDEX).rglob("*") if path.is_file())


@pytest.mark.parametrize("damage", ["folder", "segment", "file", "cut short", "another's"])
def test_an_index_that_is_not_whole_is_made_again(
    store: Store, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before, folder = told(store), store.path / INDEX
    segments = sorted(folder.iterdir())
    if damage == "folder":
        shutil.rmtree(folder)
    elif damage == "segment":
        shutil.rmtree(segments[0])
    elif damage == "file":
        files(store)[3].unlink()
    elif damage == "cut short":
        files(store)[3].write_bytes(files(store)[3].read_bytes()[:-4])
    else:
        index.clear(folder, [])
        index.extend(folder, [], rows([article(number) for number in range(10)]))
    assert verify(store.path, SOFTWARE).problems[0].where.startswith(str(folder))
    again = Store.open(store.path)
    assert "making the index again from the articles" in capsys.readouterr().err
    assert told(again) == before
    assert verify(store.path, SOFTWARE).ok
    assert told(store) == before, "also where it had been open all the time"
    assert {path.name for path in folder.iterdir()} == {each.name for each in again.snapshot().index.segments}


def test_a_flipped_byte_is_found_by_verify_and_named(store: Store) -> None:
    for path in files(store):
        data = path.read_bytes()
        if path.suffix == ".npy" and len(data) > 128:
            path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
            problems = verify(store.path, SOFTWARE).problems
            assert problems, path
            assert all(problem.where.startswith(str(path.parents[1])) for problem in problems)
            path.write_bytes(data)
    assert verify(store.path, SOFTWARE).ok


def test_a_file_that_is_no_array_is_one_sentence_and_the_way_out(store: Store) -> None:
    before, path = told(store), next(path for path in files(store) if path.name == "stream.npy")
    path.write_bytes(bytes(path.stat().st_size))
    assert str(store.path / INDEX) in verify(store.path, SOFTWARE).problems[0].where
    with pytest.raises(StorageError, match=r"cannot be read .* delete this folder") as caught:
        search(Store.open(store.path), "hoc")
    shutil.rmtree(str(caught.value).partition(": ")[0])
    assert told(Store.open(store.path)) == before


def test_an_index_without_tables_and_one_of_no_articles(store: Store) -> None:
    before = told(store)
    store._derived.drop()
    index.extend(store.path / INDEX, [], rows([article(1)]))
    assert told(Store.open(store.path)) == before
    assert Store.open(store.path.parent / "empty").snapshot().index == Index(())
    assert Index(()).lengths("body").tolist() == []
    assert np.asarray(Index(()).has("title")).tolist() == []


def test_an_index_that_nobody_names_is_derived_again(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    before = told(store)
    articles = lance.dataset(store.path / "articles.lance")
    articles.delete_config_keys(["segments"])
    assert told(Store.open(store.path)) == before
    assert "deriving batches 1 to 10" in capsys.readouterr().err


def test_no_more_files_are_open_than_before(store: Store) -> None:
    if not Path("/proc/self/fd").exists():
        pytest.skip("the system does not list open files")
    names = [each.name for each in store.snapshot().index.segments]
    before = len(os.listdir("/proc/self/fd"))
    held = [index.open_index(store.path / INDEX, names) for _ in range(5)]
    assert len(os.listdir("/proc/self/fd")) == before
    assert all(each.articles == 10 for each in held)
