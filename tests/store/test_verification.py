"""verify says what is wrong where, finds nothing in what is whole, and changes nothing."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

import lance
import pyarrow as pa
import pytest

from newsarchive.errors import ArchiveDamaged, UsageError
from newsarchive.parsing import Reading
from newsarchive.store import SOFTWARE, Store, Verification, verify
from newsarchive.store.derived import ARTICLES, PLACES, WITHDRAWALS
from newsarchive.store.index import INDEX

TABLE = "address,name,text\n{row}\n"
URL = "https://bao.example/bai-1.html"


@pytest.fixture
def store(tmp_path: Path, pages: Path) -> Store:
    """Four batches: three pages and a copy of one, two states of one page, and a withdrawal."""
    store = Store.open(tmp_path / "archive")
    store.ingest([pages / "1.txt", pages / "2.txt"], publisher="Báo Mẫu")
    shutil.copy(pages / "1.txt", pages / "copy.txt")
    reading = Reading({"url": "address", "title": "name"})
    for number, text in enumerate(["Đoạn văn cũ của bài.", "Đoạn văn mới của bài."]):
        (pages / f"{number}.csv").write_text(TABLE.format(row=f"{URL},Bài của bảng,{text}"), "utf-8")
        store.ingest([pages / f"{number}.csv", pages / "copy.txt", pages / "3.txt"], reading=reading)
    store.withdraw(store.articles()["id"][0], "Toà án yêu cầu")
    return store


def check(store: Store) -> Verification:
    """The verification, which must not have changed a byte."""

    def state() -> dict[str, str]:
        files = (path for path in store.path.rglob("*") if path.is_file())
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    before = state()
    found = verify(store.path, SOFTWARE)
    assert state() == before
    assert found.ok == (not found.problems)
    return found


def change(store: Store, identity: str, table: str = ARTICLES, **values: Any) -> None:
    """Write other values into a row, as nobody should."""
    dataset = lance.dataset(store.path / table)
    fields = [dataset.schema.field(name) for name in ("id", *values)]
    dataset.merge_insert("id").when_matched_update_all().execute(
        pa.Table.from_pylist([{"id": identity, **values}], schema=pa.schema(fields))
    )


def test_what_is_whole_is_found_whole(store: Store) -> None:
    steps: list[tuple[int, float]] = []
    found = verify(store.path, SOFTWARE, lambda done, share: steps.append((done, share)))
    assert (found.problems, found.notes) == ((), ())
    assert {name: found.checked[name] for name in ("batches", "originals", "articles", "places", "withdrawals")} == {
        "batches": 4, "originals": 5, "articles": 5, "places": 1, "withdrawals": 1,
    }  # fmt: skip
    assert found.checked["indexed"] == 5
    assert (steps[-1][0], [share for _, share in steps]) == (5, sorted(share for _, share in steps))
    assert check(store).to_dict() == {"ok": True, "problems": [], "notes": [], "checked": found.checked}
    assert len(found.frame()) == 0
    assert "Không có vấn đề" in found._repr_html_()
    assert "No problems" in found.view("en")._repr_html_()
    empty = Store.open(store.path.parent / "empty")
    assert (check(empty).problems, check(empty).notes) == ((), ())


def test_tables_derived_again_are_found_whole(store: Store) -> None:
    store._derived.drop()
    found = check(store)
    assert found.ok
    assert "has no tables" in found.notes[0]
    assert check(Store.open(store.path)).problems == ()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("title", "Bài khác"),
        ("publisher", None),
        ("paragraphs", ["Một đoạn."]),
        ("text", "khác"),
        ("provenance", "{}"),
        ("words", 7),
        ("exact", "bài khác"),
        ("warc_offset", 1),
        ("source_path", "khác.txt"),
        ("superseded", 2),
        ("withdrawn", 3),
        ("replaces", "ab" * 8),
    ],
)
def test_a_changed_value_is_named(store: Store, column: str, value: Any) -> None:
    identity = store._derived.open(ARTICLES).to_table(columns=["id"])["id"][1].as_py()  # type: ignore[union-attr]
    change(store, identity, **{column: value})
    problem, *others = check(store).problems
    assert problem.where == f"{store.path / ARTICLES}, article {identity}, column {column}"
    assert bool(others) == (column in ("exact", "publisher")), "the index is made of these"
    assert all(f"{store.path / INDEX}" in other.where and identity in other.where for other in others)
    shown = "nothing" if value is None else str(value[0] if isinstance(value, list) else value)
    assert shown in problem.what
    assert "reparse --commit" in problem.what


def test_versions_and_withdrawals_are_compared(store: Store) -> None:
    rows = store._derived.open(ARTICLES).to_table().to_pylist()  # type: ignore[union-attr]
    old = next(row["id"] for row in rows if row["superseded"])
    new = next(row["id"] for row in rows if row["replaces"])
    gone = next(row["id"] for row in rows if row["withdrawn"])
    change(store, old, superseded=None)
    change(store, new, replaces=None)
    change(store, gone, withdrawn=99)
    named = {tuple(problem.where.split(", ")[1:]) for problem in check(store).problems}
    assert named == {
        (f"article {old}", "column superseded"),
        (f"article {new}", "column replaces"),
        (f"article {gone}", "column withdrawn"),
    }


def test_two_states_of_a_page_in_one_batch(tmp_path: Path) -> None:
    (tmp_path / "both.csv").write_text(TABLE.format(row=f"{URL},Bài,Đoạn văn cũ.\n{URL},Bài,Đoạn văn mới."), "utf-8")
    store = Store.open(tmp_path / "archive")
    report = store.ingest(tmp_path / "both.csv", reading=Reading({"url": "address", "title": "name"}))
    assert (report.new, report.new_versions) == (2, 1)
    assert check(store).problems == ()
    assert store.reparse().changed == 0


def test_rows_missing_and_surplus(store: Store) -> None:
    articles = lance.dataset(store.path / ARTICLES)
    first = articles.to_table(filter="batch = 1").slice(0, 1)
    identity = first["id"][0].as_py()
    articles.delete(f"id = '{identity}'")
    assert [each.where for each in check(store).problems if "is missing" in each.what] == [
        f"{store.path / ARTICLES}, article {identity}"
    ]
    lance.write_dataset(pa.concat_tables([first, first]), store.path / ARTICLES, mode="append")
    assert any("2 rows" in each.what for each in check(store).problems)
    stranger = first.set_column(0, first.schema.field("id"), pa.array(["ab" * 8]))
    lance.write_dataset(stranger, store.path / ARTICLES, mode="append")
    assert any("no original in its batch" in each.what for each in check(store).problems)


def test_places_and_withdrawals_are_compared(store: Store) -> None:
    places = lance.dataset(store.path / PLACES)
    places.update({"path": "'khác'"})
    problems = check(store).problems
    assert [str(store.path / PLACES) in each.where for each in problems] == [True, True]
    lance.dataset(store.path / WITHDRAWALS).update({"reason": "'khác'"})
    problems = check(store).problems
    assert [str(store.path / WITHDRAWALS) in each.where for each in problems] == [False] * 2 + [True] * 2
    assert "Toà án yêu cầu" in problems[2].what + problems[3].what
    assert "'khác'" in problems[0].what + problems[1].what


def test_an_archive_that_does_not_open_is_verified(store: Store) -> None:
    (store.path / "originals" / "000002.warc.gz").unlink()
    (store.path / "originals" / "000003.warc.gz.sha256").write_bytes(b"")
    with pytest.raises(ArchiveDamaged):
        Store.open(store.path)
    named = [Path(problem.where).name for problem in check(store).problems]
    assert named == ["000002.warc.gz", "000003.warc.gz.sha256"]


def test_the_last_digest_is_missed_by_what_the_tables_know(store: Store) -> None:
    (store.path / "originals" / "000004.warc.gz.sha256").unlink()
    assert [Path(problem.where).name for problem in check(store).problems] == ["000004.warc.gz.sha256"]


def test_no_originals_at_all(store: Store) -> None:
    shutil.rmtree(store.path / "originals")
    assert "folder is missing" in check(store).problems[0].what


@pytest.mark.parametrize(
    "card",
    [None, "", "{}", "[]", '{"format": 9, "created": ""}', '{"format": 2, "created": "2999-01-01T00:00:00+00:00"}'],
)
def test_a_broken_card_is_a_problem(store: Store, card: str | None) -> None:
    path = store.path / "archive.json"
    if card is None:
        path.unlink()
    else:
        path.write_text(card)
    assert len(check(store).problems) == 1


def test_a_consistent_forgery_is_found(store: Store) -> None:
    """WARC and digest exchanged together for those of another archive: the rows tell."""
    other = Store.open(store.path.parent / "other")
    other.ingest_text("Bài khác\n\nMột đoạn văn khác hẳn.\n")
    for name in ("000001.warc.gz", "000001.warc.gz.sha256"):
        shutil.copy(other.path / "originals" / name, store.path / "originals")
    what = " ".join(problem.what for problem in check(store).problems)
    assert "its row is missing" in what
    assert "no original in its batch" in what


def test_tables_that_do_not_open_are_a_problem(store: Store) -> None:
    for manifest in (store.path / ARTICLES / "_versions").glob("*.manifest"):
        data = manifest.read_bytes()
        assert b"string" in data
        manifest.write_bytes(data.replace(b"string", b"sTring"))  # at which Lance panics
    (problem,) = check(store).problems
    assert "derives them again" in problem.what
    assert len(Store.open(store.path).articles()) == 3
    assert check(store).ok


def test_a_table_that_cannot_be_read_is_a_problem_of_its_own(store: Store) -> None:
    for path in (store.path / PLACES / "data").iterdir():
        data = bytearray(path.read_bytes())
        data[:400] = bytes(400)
        path.write_bytes(data)
    problems = check(store).problems
    assert problems
    assert {problem.where.split(",")[0] for problem in problems} == {str(store.path / PLACES)}


def test_another_parsers_reading_is_no_damage(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    identity = store.articles()["id"][0]
    change(store, identity, title="Như ngày xưa")
    found = verify(store.path, "newsarchive/9.9")
    assert found.ok
    assert f"read by {SOFTWARE}, this is newsarchive/9.9; what differs: title 1" in found.notes[0]
    change(store, identity, warc_offset=3)
    assert not verify(store.path, "newsarchive/9.9").ok


def test_very_many_problems_are_counted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsarchive.store.verification._MOST", 2)
    lance.dataset(store.path / ARTICLES).update({"words": "words + 1"})
    problems = check(store).problems
    assert len(problems) == 3
    assert problems[2] == (str(store.path / ARTICLES), "has 3 further problems like these.")


def test_what_is_no_archive(tmp_path: Path) -> None:
    report = tmp_path / "report.pdf"
    report.touch()
    with pytest.raises(UsageError, match="only archives can be verified yet"):
        verify(report, SOFTWARE)
    with pytest.raises(UsageError, match="there is no archive here"):
        verify(tmp_path, SOFTWARE)


def test_nothing_is_withdrawn_twice(store: Store) -> None:
    rows = store._derived.open(ARTICLES).to_table(columns=["id"], filter="withdrawn IS NOT NULL")  # type: ignore[union-attr]
    with pytest.raises(UsageError, match="was withdrawn on"):
        store.withdraw(rows["id"][0].as_py(), "Thêm một lần")
    assert check(store).ok
