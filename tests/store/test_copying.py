"""A folder that was copied while pages were added opens, whatever moment each of its parts was caught at."""

import json
import random
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pytest

from newsarchive.errors import ArchiveDamaged
from newsarchive.search import search
from newsarchive.store import Store
from newsarchive.store.derived import ARTICLES, PLACES, WITHDRAWALS, Derived
from newsarchive.store.index import INDEX

PARTS = (ARTICLES, PLACES, INDEX, WITHDRAWALS, "originals")
INGEST = """
import sys
from newsarchive.store import Store, taking
taking.BATCH_RECORDS, taking._LUMP, taking._JOB_RECORDS, taking.cores = 25, 5, 5, lambda: 1
Store.open(sys.argv[1]).ingest(sys.argv[2])
"""


def page(number: int) -> str:
    """The row of one article; every second is a later state of the one before."""
    text = f"Đoạn văn số {number} kể chuyện học tập ở xã Mẫu."
    return json.dumps({"url": f"https://bao.example/{number // 2}", "title": f"Bài {number // 2}", "text": text}) + "\n"


def words(store: Store) -> list[list[list[str]]]:
    """What the index has of each row of the table."""
    snapshot = store.snapshot()
    return [list(snapshot.index.words(number)) for number in range(len(snapshot))]


@pytest.fixture(scope="module")
def moments(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """An archive as it was after each of four batches, the last of which holds a place and withdraws an article."""
    folder = tmp_path_factory.mktemp("moments")
    store = Store.open(folder / "archive")
    moments = []
    for number in (1, 2, 3, 4):
        table = folder / f"{number}.jsonl"
        table.write_text(page(number) + (page(1) if number == 4 else ""), "utf-8")
        store.ingest(table)
        if number == 3:
            store.withdraw(str(store.articles("id")["id"][0]), "thử")
        moments.append(folder / f"after{number}")
        shutil.copytree(store.path, moments[-1])
    return moments


@pytest.mark.parametrize("seed", range(12))
def test_parts_of_different_moments_open_as_what_the_originals_hold(
    tmp_path: Path, moments: list[Path], seed: int
) -> None:
    chosen = dict(zip(PARTS, random.Random(seed).choices(moments, k=len(PARTS)), strict=True))
    copy = tmp_path / "copy"
    for part, moment in chosen.items():
        shutil.copytree(moment / part, copy / part)
    shutil.copy(moments[0] / "archive.json", copy)
    whole = tmp_path / "whole"
    shutil.copytree(chosen["originals"] / "originals", whole / "originals")
    shutil.copy(moments[0] / "archive.json", whole)
    expected, store = Store.open(whole), Store.open(copy)
    assert store.version == expected.version
    pd.testing.assert_frame_equal(store.articles(), expected.articles())
    pd.testing.assert_frame_equal(store.withdrawn(), expected.withdrawn())
    assert words(store) == words(expected)
    assert search(store, "hoc tap").ids == search(expected, "hoc tap").ids


def test_rows_caught_before_their_batch_was_marked_are_not_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, copy = Store.open(tmp_path / "archive"), tmp_path / "copy"
    (tmp_path / "rows.jsonl").write_text(page(0), "utf-8")
    store.ingest(tmp_path / "rows.jsonl")
    shutil.copytree(store.path, copy)
    before, index = store.articles(), Derived._index

    def caught(derived: Derived, name: str) -> None:
        index(derived, name)
        if name == ARTICLES:
            shutil.rmtree(copy / ARTICLES)
            shutil.copytree(derived.path / ARTICLES, copy / ARTICLES)

    monkeypatch.setattr(Derived, "_index", caught)
    (tmp_path / "rows.jsonl").write_text(page(1), "utf-8")
    assert store.ingest(tmp_path / "rows.jsonl").new_versions == 1
    monkeypatch.undo()
    again = Store.open(copy)
    assert again.version == 1
    pd.testing.assert_frame_equal(again.articles(), before)
    assert again.ingest(tmp_path / "rows.jsonl").new_versions == 1
    pd.testing.assert_frame_equal(again.articles(["id", "title"]), store.articles(["id", "title"]))


def test_what_is_missing_from_the_archive_itself_is_damage(tmp_path: Path, moments: list[Path]) -> None:
    store = Store.open(tmp_path / "archive")
    for number in (1, 2):
        store.ingest_text(f"Bài {number}\nĐoạn văn.")
    for path in (store.path / "originals").glob("000002*"):
        path.unlink()
    with pytest.raises(ArchiveDamaged, match="batches 2 to 2 are missing; bring them back"):
        Store.open(store.path)
    store.path.rename(tmp_path / "moved")
    with pytest.raises(ArchiveDamaged, match="batches 2 to 2 are missing; bring them back"):
        Store.open(tmp_path / "moved")


def test_copies_made_while_another_process_adds_all_open(tmp_path: Path) -> None:
    rows, path = tmp_path / "rows.jsonl", tmp_path / "archive"
    rows.write_text("".join(map(page, range(500))), "utf-8")
    Store.open(path)
    process = subprocess.Popen([sys.executable, "-c", INGEST, path, rows])
    copies = []
    chance = random.Random(7)
    while process.poll() is None and len(copies) < 25:
        time.sleep(chance.random() / 5)
        copies.append(tmp_path / f"copy{len(copies)}")
        with suppress(shutil.Error):  # of a file that has another name since the folder was listed; the rest is copied
            shutil.copytree(path, copies[-1])
    assert process.wait() == 0
    sizes = []
    for copy in copies:
        store = Store.open(copy)
        kept = len(list((copy / "originals").glob("*.sha256")))
        held = store.snapshot()
        everything = held.dataset.count_rows() if held.dataset else 0
        assert (held.version, everything) == (kept, min(25 * kept, 500))
        assert search(store, "hoc tap").total == len(store.articles("id")) == held.size
        sizes.append(everything)
    assert sizes == sorted(sizes)
    # Going on in a copy ends where the archive did.
    Store.open(copies[0]).ingest(rows)
    columns = ["id", "title", "replaces"]
    pd.testing.assert_frame_equal(Store.open(copies[0]).articles(columns), Store.open(path).articles(columns))
