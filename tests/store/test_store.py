"""Ingest accounts for every record; what is derived can be derived again; nothing is half done."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pytest
from filelock import FileLock

from newsarchive.errors import ArchiveBusy, ArchiveDamaged, StorageError, UsageError
from newsarchive.search import search
from newsarchive.store import FRAME_COLUMNS, Store, originals, read_articles
from newsarchive.store.work import Done, Job, work


def test_every_record_given_is_accounted_for(tmp_path: Path, pages: Path) -> None:
    store = Store.open(tmp_path / "archive")
    report = store.ingest(pages, publisher="Báo Mẫu")
    assert (report.new, report.held, report.archive_version, report.given) == (3, 0, 1, 5)
    assert [(Path(path).name, reason.split(";")[0]) for path, reason in report.rejected] == [
        ("4-empty.txt", "is empty"),
        ("5-binary.txt", "is not text or HTML"),
    ]
    again = store.ingest(pages)
    assert (again.new, again.held, len(again.rejected), again.archive_version) == (0, 3, 2, 1)
    frame = report.frame()
    assert list(frame.columns) == ["what", "records", "path", "reason"]
    assert frame["what"].tolist() == ["new", "new version", "held", "rejected", "rejected"]
    assert frame["records"].sum() == report.given


def test_odd_names_and_links_do_not_stop_the_rest(tmp_path: Path, pages: Path) -> None:
    (pages / "6-loop.txt").symlink_to("6-loop.txt")
    odd = os.fsencode(pages) + b"/7-\xff.txt"
    Path(os.fsdecode(odd)).write_text("Bài có tên lạ\nMột đoạn văn.", "utf-8")
    store = Store.open(tmp_path / "archive")
    report = store.ingest(pages)
    assert (report.new, len(report.rejected)) == (4, 3)
    assert "symbolic links" in dict(report.rejected)[str(pages / "6-loop.txt")]
    assert search(store, "lạ").hits()[0].title == "Bài có tên lạ"
    assert f"{pages}/7-\\xff.txt" in set(store.articles()["source_path"])


def test_two_copies_in_one_batch_are_kept_once_and_counted(tmp_path: Path, pages: Path) -> None:
    shutil.copy(pages / "1.txt", pages / "copy.txt")
    report = Store.open(tmp_path / "archive").ingest([pages / "1.txt", pages / "copy.txt"])
    assert (report.new, report.held) == (1, 1)


def test_batches_are_bounded_and_numbered(tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsarchive.store.taking.BATCH_RECORDS", 2)
    monkeypatch.setattr("newsarchive.store.taking._JOB_RECORDS", 1)
    steps: list[tuple[int, float]] = []
    store = Store.open(tmp_path / "archive")
    report = store.ingest(pages, progress=lambda done, share: steps.append((done, share)))
    assert report.archive_version == 2
    assert [done for done, _ in steps] == [1, 2, 3, 4, 5]
    assert [share for _, share in steps] == sorted(share for _, share in steps)
    assert steps[-1][1] == 1
    assert list(store.articles()["title"]) == ["Bài số 1", "Bài số 2", "Bài số 3"]


def test_a_copy_is_known_though_its_batch_was_committed_meanwhile(
    tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsarchive.store.taking.BATCH_RECORDS", 1)
    monkeypatch.setattr("newsarchive.store.taking._JOB_RECORDS", 1)
    shutil.copy(pages / "1.txt", pages / "3-copy.txt")
    report = Store.open(tmp_path / "archive").ingest(pages)
    assert (report.new, report.held, report.places) == (3, 1, 1)


def test_rows_stay_in_the_order_of_their_originals_also_those_followed_within_the_batch(tmp_path: Path) -> None:
    rows = [{"url": f"https://bao.vn/{n % 3}", "title": f"Bài {n % 3}", "text": f"Lần {n}."} for n in range(9)]
    pages = tmp_path / "pages.jsonl"
    pages.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    store = Store.open(tmp_path / "archive")
    report = store.ingest(pages)
    assert (report.new, report.new_versions) == (9, 6)
    assert list(store.articles()["paragraphs"].str[0]) == ["Lần 6.", "Lần 7.", "Lần 8."]
    dataset = store.snapshot().dataset
    assert dataset
    assert dataset.to_table()["source_member"].to_pylist() == [str(n) for n in range(1, 10)]
    assert dataset.to_table()["superseded"].to_pylist() == [1] * 6 + [None] * 3


def test_what_the_person_says_is_kept_as_said_by_them(tmp_path: Path, pages: Path) -> None:
    store = Store.open(tmp_path / "archive")
    store.ingest(pages, publisher="Báo Mẫu", section="Xã hội")
    article = store.article(store.articles()["id"][0])
    assert article.publisher
    assert (article.publisher.value, article.publisher.spans) == ("Báo Mẫu", ())
    assert article.publisher.rule == "said by the person who ingested"
    assert article.section
    assert article.section.value == "Xã hội"


def test_frames_have_proper_types(tmp_path: Path, pages: Path) -> None:
    store = Store.open(tmp_path / "archive")
    for frame in (store.articles(), read_articles([pages / "1.txt"])):  # also while there is nothing
        assert tuple(frame.columns) == FRAME_COLUMNS
        assert str(frame["updated"].dtype) == "datetime64[us, Asia/Ho_Chi_Minh]"
        assert str(frame["title"].dtype) == "string"
    store.ingest(pages)
    paragraphs = store.paragraphs()
    assert list(paragraphs["paragraph"]) == [0, 1] * 3
    assert [str(dtype) for dtype in paragraphs.dtypes] == ["string", "int64", "string"]
    row = store.articles().iloc[0]
    assert pd.isna(row["published"])
    assert row["updated"] == pd.Timestamp("2012-07-01T07:12:08+07:00")
    assert row["authors"] == [{"name": "Minh Trí", "role": None}]


def test_pages_read_without_an_archive_are_the_same_rows(tmp_path: Path, pages: Path) -> None:
    store = Store.open(tmp_path / "archive")
    store.ingest(pages)
    with pytest.warns(UserWarning, match="5-binary"), pytest.warns(UserWarning, match="4-empty"):
        frame = read_articles(pages)
    pd.testing.assert_frame_equal(frame, store.articles(), check_flags=False)
    assert len(frame.attrs["rejected"]) == 2


@pytest.mark.parametrize("gone", [["articles.lance"], ["places.lance"], ["index"], ["articles.lance", "index"]])
def test_deleted_tables_are_derived_again_and_equal(tmp_path: Path, pages: Path, gone: list[str]) -> None:
    store = Store.open(tmp_path / "archive")
    for page in ("1.txt", "2.txt", "3.txt"):
        store.ingest(pages / page, publisher=f"Báo {page}")
    before, version, day = store.articles(), store.version, store.snapshot().date
    found = search(store, "hoc tap").ids
    for name in gone:
        shutil.rmtree(store.path / name)
    again = Store.open(store.path)
    pd.testing.assert_frame_equal(again.articles(), before)
    assert (again.version, again.snapshot().date) == (version, day)
    assert search(again, "hoc tap").ids == found


def test_a_table_that_does_not_open_is_derived_again(tmp_path: Path, pages: Path) -> None:
    store = Store.open(tmp_path / "archive")
    store.ingest(pages)
    before = store.articles()
    for manifest in (store.path / "articles.lance" / "_versions").iterdir():
        manifest.write_bytes(b"no manifest")
    pd.testing.assert_frame_equal(Store.open(store.path).articles(), before)


def test_a_damaged_index_is_one_sentence_and_the_way_out(tmp_path: Path, pages: Path) -> None:
    store = Store.open(tmp_path / "archive")
    store.ingest(pages)
    before = store.articles()
    for path in (store.path / "articles.lance" / "_indices").rglob("*.lance"):
        path.write_bytes(bytes(path.stat().st_size))
    with pytest.raises(StorageError, match=r"articles\.lance: cannot be read; delete this folder"):
        Store.open(store.path).article(before["id"][0])
    shutil.rmtree(store.path / "articles.lance")
    again = Store.open(store.path)
    assert search(again, "hoc").total == 3
    pd.testing.assert_frame_equal(again.articles(), before)


def test_an_index_that_was_cut_short_is_made_again(tmp_path: Path, pages: Path) -> None:
    store = Store.open(tmp_path / "archive")
    store.ingest(pages)
    before = store.articles()
    next((store.path / "articles.lance" / "_indices").rglob("*.lance")).write_bytes(b"")
    again = Store.open(store.path)
    assert search(again, "hoc").total == 3
    pd.testing.assert_frame_equal(again.articles(), before)


def test_an_archive_inside_the_folder_is_not_taken_for_pages(tmp_path: Path, pages: Path) -> None:
    store = Store.open(pages / "archive")
    assert store.ingest(pages).given == store.ingest(pages).given == 5


def test_an_ingest_stopped_between_originals_and_table_is_finished_at_open(tmp_path: Path, pages: Path) -> None:
    store = Store.open(tmp_path / "archive")
    store.ingest(pages / "1.txt")
    kept = tmp_path / "kept"
    shutil.copytree(store.path, kept)
    store.ingest(pages / "2.txt")
    # The folder as it stood after the second batch's originals were complete, before its rows were.
    for path in (store.path / "originals").glob("000002*"):
        shutil.copy(path, kept / "originals")
    again = Store.open(kept)
    pd.testing.assert_frame_equal(again.articles(), store.articles())
    assert again.version == 2


def test_lost_originals_are_damage_and_named(tmp_path: Path, pages: Path) -> None:
    store = Store.open(tmp_path / "archive")
    store.ingest(pages)
    for path in (store.path / "originals").iterdir():
        path.unlink()
    with pytest.raises(ArchiveDamaged, match="originals"):
        Store.open(store.path)


def test_a_folder_that_is_no_archive_is_left_alone(tmp_path: Path, pages: Path) -> None:
    before = sorted(pages.iterdir())
    with pytest.raises(UsageError, match="not an archive"):
        Store.open(pages)
    with pytest.raises(UsageError, match="is a file"):
        Store.open(pages / "1.txt")
    with pytest.raises(UsageError, match="there is no archive"):
        Store.open(tmp_path / "nowhere", create=False)
    assert sorted(pages.iterdir()) == before
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("card", ["", "{}", "[1]", '{"format": 1}', '{"format": 1, "created": "gestern"}'])
def test_a_broken_card_is_damage(tmp_path: Path, card: str) -> None:
    store = Store.open(tmp_path / "archive")
    (store.path / "archive.json").write_text(card)
    with pytest.raises(ArchiveDamaged, match=r"archive\.json"):
        Store.open(store.path)


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "archive")
    card = json.loads((store.path / "archive.json").read_text()) | {"format": 99}
    (store.path / "archive.json").write_text(json.dumps(card))
    with pytest.raises(UsageError, match="format 99"):
        Store.open(store.path)


def test_a_second_writer_is_told(tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsarchive.store.lock.PATIENCE", 0.1)
    store = Store.open(tmp_path / "archive")
    with FileLock(store.path / ".lock"), pytest.raises(ArchiveBusy, match="another process"):
        Store.open(store.path).ingest(pages)


def test_an_answer_of_one_process_shows_in_another(tmp_path: Path, pages: Path) -> None:
    store = Store.open(tmp_path / "archive")
    store.ingest(pages / "1.txt")
    held = store.snapshot()
    other = f"from newsarchive.store import Store; Store.open({str(store.path)!r}).ingest({str(pages / '2.txt')!r})"
    subprocess.run([sys.executable, "-c", other], check=True)
    assert (held.size, store.snapshot().size, store.version) == (1, 2, 2)


def test_a_full_disk_is_one_sentence_and_the_archive_is_as_before(
    tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(tmp_path / "archive")
    store.ingest(pages / "1.txt")

    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    def lance(*_: object) -> None:
        raise OSError("LanceError(IO): a long story: No space left on device (os error 28), rust/lance/src/x.rs:1:2")

    monkeypatch.setattr(originals, "to_disk", full)
    with pytest.raises(StorageError, match="No space left"):
        store.ingest(pages / "2.txt")
    monkeypatch.setattr(originals, "to_disk", lance)
    with pytest.raises(StorageError, match=r"\(No space left on device\); check"):
        store.ingest(pages / "2.txt")
    monkeypatch.undo()
    assert Store.open(store.path).version == 1
    assert store.ingest(pages / "2.txt").new == 1


def test_pasted_and_uploaded_pages_are_taken_in(tmp_path: Path, pages: Path) -> None:
    store = Store.open(tmp_path / "archive")
    page = pages / "1.txt"
    assert store.ingest_text(page.read_text("utf-8"), name="dán", publisher="Báo Mẫu").new == 1
    assert store.ingest_uploads([(page.read_bytes(), "1.txt")]).held == 1
    assert store.ingest_uploads([(b"", "empty.txt")]).rejected[0].reason.startswith("is empty")


def test_the_bytes_of_every_article_are_there_by_its_id(tmp_path: Path, pages: Path) -> None:
    store = Store.open(tmp_path / "archive")
    for page in ("1.txt", "2.txt", "3.txt"):
        store.ingest(pages / page)
    ids = list(store.articles()["id"])
    store.withdraw(ids[1], "Toà án yêu cầu")
    for identity, page in zip(ids, ("1.txt", "2.txt", "3.txt"), strict=True):
        assert store.original(identity) == (pages / page).read_bytes()
    with pytest.raises(UsageError, match="no article"):
        store.original("zzz")
    (store.path / "originals" / "000003.warc.gz").write_bytes(b"")
    with pytest.raises(ArchiveDamaged, match=r"000003\.warc\.gz.*newsarchive verify"):
        store.original(ids[2])


@pytest.fixture
def usual_ctrl_c() -> Iterator[None]:
    """Python's own handler, for what ran in this process before, as a notebook, may have left another."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before or signal.default_int_handler)


@pytest.mark.usefixtures("usual_ctrl_c")
def test_ctrl_c_that_a_library_swallows_is_raised_again(
    tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[int] = []

    def swallowed(job: Job) -> Done:
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        done.append(len(job.originals))
        return work(job)

    monkeypatch.setattr("newsarchive.store.taking._JOB_RECORDS", 1)
    monkeypatch.setattr("newsarchive.store.taking.work", swallowed)
    store = Store.open(tmp_path / "archive")
    with pytest.raises(KeyboardInterrupt):
        store.ingest(pages)
    assert done == [1]
    monkeypatch.undo()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert store.ingest(pages).new == 3
