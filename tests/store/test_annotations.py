"""What people made of an archive: on the disk at once, seen by all, and counted by a revision."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import newsarchive as na
from newsarchive.errors import QueryError, StorageError, UsageError
from newsarchive.store.annotations import FILE, Annotations, name_of

PAGES = {
    "Chợ nổi họp sớm hơn": "Thương lái neo ghe từ bốn giờ sáng. Người dân phường Mỹ Phú bán rau.",
    "Cầu mới qua kênh": "Cây cầu dài 40 mét nối hai xã. Xe qua lại từ hôm nay.",
    "Thư viện xã mở cửa": "Người dân đến học tập và đọc sách mỗi tối.",
}


@pytest.fixture
def archive(tmp_path):
    for number, (title, text) in enumerate(PAGES.items()):
        page = tmp_path / "pages" / f"{number}.txt"
        page.parent.mkdir(exist_ok=True)
        page.write_text(f"{title}\n\n0{number + 1}/03/2012 06:30\n\n{text}\n", "utf-8")
    archive = na.open(tmp_path / "kho")
    archive.ingest(tmp_path / "pages", progress=False)
    return archive


@pytest.fixture
def ids(archive):
    return list(archive.articles("id")["id"])


class TestFromPython:
    def test_an_archive_without_any_has_no_file(self, archive):
        assert archive.tags().empty
        assert archive.search("tag:x").total == 0
        assert not (archive.path / FILE).exists()

    def test_tags_and_collections_are_rows(self, archive, ids):
        archive.tag(ids[:2], "Cần xem lại")
        archive.tag(ids[0], "chợ")
        archive.collect(ids[2], "Luận văn")
        assert archive.tags()[["id", "tag"]].to_numpy().tolist() == [
            [ids[0], "Cần xem lại"], [ids[1], "Cần xem lại"], [ids[0], "chợ"],
        ] or set(archive.tags()["tag"]) == {"Cần xem lại", "chợ"}  # fmt: skip
        assert archive.collections()[["id", "collection"]].to_numpy().tolist() == [[ids[2], "Luận văn"]]
        assert str(archive.tags()["made"].dtype) == "datetime64[us, UTC]"
        archive.untag(ids, "Cần xem lại")
        archive.uncollect(ids[2], "Luận văn")
        assert archive.tags()[["id", "tag"]].to_numpy().tolist() == [[ids[0], "chợ"]]
        assert archive.collections().empty

    def test_what_is_given_twice_is_there_once(self, archive, ids):
        archive.tag(ids[0], "chợ")
        archive.tag([ids[0], ids[0]], "  chợ ")
        assert len(archive.tags()) == 1

    def test_a_note_keeps_its_quote(self, archive, ids):
        note = archive.note(ids[0], "phường Mỹ Phú", "Nay thuộc phường nào?")
        row = archive.notes().iloc[0]
        assert (row["note"], row["id"], row["exact"], row["text"]) == (
            note, ids[0], "phường Mỹ Phú", "Nay thuộc phường nào?",
        )  # fmt: skip
        assert row["suffix"] == " bán rau."
        archive.change_note(note, "Nay là phường Cao Lãnh.")
        assert archive.notes()["text"].tolist() == ["Nay là phường Cao Lãnh."]
        archive.remove_note(note)
        assert archive.notes().empty

    def test_questions_are_kept_by_name(self, archive):
        archive.save_search("Học tập 2012", '"học tập" date:2012')
        archive.save_search("Học tập 2012", '"học tập" date:2013')
        assert archive.searches()[["name", "query"]].to_numpy().tolist() == [["Học tập 2012", '"học tập" date:2013']]
        archive.forget_search("Học tập 2012")
        assert archive.searches().empty

    def test_what_cannot_be_is_refused_and_changes_nothing(self, archive, ids):
        with pytest.raises(UsageError, match="no article of"):
            archive.tag([ids[0], "0" * 16], "chợ")
        with pytest.raises(UsageError, match="is not in the article"):
            archive.note(ids[0], "không có", "x")
        with pytest.raises(UsageError, match="The note is empty"):
            archive.note(ids[0], "phường Mỹ Phú", "  ")
        with pytest.raises(QueryError):
            archive.save_search("x", "học)")
        for wrong in (lambda: archive.remove_note("x"), lambda: archive.forget_search("x")):
            with pytest.raises(UsageError, match="no such note or search"):
                wrong()
        assert archive._store.annotations.revision == 0

    @pytest.mark.parametrize("name", ["", " ", "…", "a" * 201, "a\x1b[2J", "a\u202eb", 'nói "không"', "“x”"])
    def test_a_name_can_be_typed_and_seen(self, name):
        with pytest.raises(UsageError, match="name"):
            name_of(name)

    def test_names_are_nfc_with_single_blanks_in_vietnamese_order(self, archive, ids):
        for name in ("Ơn", "Ăn", "Ân  huệ", "An", "A\u0302n"):
            archive.tag(ids[0], name)
        assert archive._store.annotations.names("tag") == [
            ("An", 1), ("Ăn", 1), ("Ân", 1), ("Ân huệ", 1), ("Ơn", 1)
        ]  # fmt: skip


class TestRevision:
    def test_each_change_adds_one(self, archive, ids):
        annotations = archive._store.annotations
        archive.tag(ids, "chợ")
        assert annotations.revision == 1
        archive.save_search("x", "chợ")
        assert annotations.revision == 2
        with pytest.raises(UsageError):
            archive.forget_search("y")
        assert annotations.revision == 2

    def test_marks_are_the_same_until_something_changes(self, archive, ids):
        annotations = archive._store.annotations
        archive.tag(ids[0], "chợ")
        before = annotations.marks()
        assert annotations.marks() is before
        archive.tag(ids[1], "chợ")
        assert annotations.marks().tags == {"chợ": frozenset(ids[:2])}
        assert before.tags == {"chợ": frozenset(ids[:1])}


class TestTheFile:
    def test_two_see_each_others_changes(self, archive, ids):
        other = na.open(archive.path)
        archive.tag(ids[0], "chợ")
        assert other.search("tag:chợ").ids == ids[:1]
        other.tag(ids[1], "chợ")
        assert archive.search("tag:chợ").total == 2

    def test_many_write_at_once_and_nothing_is_lost(self, archive, ids):
        annotations = archive._store.annotations
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda number: annotations.put("tag", ids, f"nhãn {number}"), range(40)))
        assert annotations.revision == 40
        assert len(archive.tags()) == 40 * len(ids)

    def test_what_was_acknowledged_survives_a_kill(self, archive, ids, tmp_path):
        code = textwrap.dedent(f"""
            from pathlib import Path
            from newsarchive.store.annotations import Annotations
            annotations, number = Annotations(Path({str(archive.path)!r})), 0
            while True:
                annotations.put("tag", {ids!r}, f"n{{number}}")
                print(number, flush=True)
                number += 1
        """)
        for kill in range(5):
            writer = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
            lines = [writer.stdout.readline() for _ in range(3)]
            time.sleep(0.01 * kill)
            os.kill(writer.pid, signal.SIGKILL)
            lines += writer.stdout.readlines()
            writer.wait()
            acknowledged = [int(line) for line in lines if line.endswith("\n")]
            there = dict(archive._store.annotations.names("tag"))
            assert all(there[f"n{number}"] == len(ids) for number in acknowledged)
        assert archive.verify(progress=False).ok

    def test_where_there_is_no_write_ahead_the_rollback_journal_does(self, archive, ids, monkeypatch):
        annotations = archive._store.annotations
        annotations.put("tag", ids, "chợ")
        with sqlite3.connect(annotations.path) as database:
            assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            assert database.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
        database.close()
        annotations.put("tag", ids, "ghe")
        assert annotations.names("tag") == [("chợ", 3), ("ghe", 3)]
        assert not annotations.path.with_name(f"{FILE}-wal").exists()

    def test_a_damaged_file_is_told_and_searching_goes_on(self, archive, ids):
        archive.tag(ids, "chợ")
        (archive.path / FILE).write_bytes(b"SQLite format 3\0" + b"\xff" * 5_000)
        again = na.open(archive.path)
        assert again.search("chợ").total == 1
        with pytest.raises(StorageError, match="bring the file back from a copy"):
            again.search("tag:chợ")
        found = again.verify(progress=False)
        assert [problem.where for problem in found.problems] == [str(archive.path / FILE)]

    def test_a_file_of_another_program_is_left_alone(self, archive, ids):
        with sqlite3.connect(archive.path / FILE) as database:
            database.execute("PRAGMA application_id = 7")
        database.close()
        with pytest.raises(StorageError, match="belongs to another program"):
            archive.tag(ids, "chợ")

    def test_an_archive_that_is_copied_has_them(self, archive, ids, tmp_path):
        archive.tag(ids[0], "chợ")
        shutil.copytree(archive.path, tmp_path / "bản sao")
        assert na.open(tmp_path / "bản sao").search("tag:cho").ids == ids[:1]


class TestPagesThatChange:
    def test_a_tag_stays_with_a_page_in_its_later_states(self, archive, tmp_path):
        page = (
            '<html><head><link rel="canonical" href="https://bao.example/a"><title>{0}</title></head>'
            "<body><h1>{0}</h1><p>04/07/2012 07:12</p><p>{1}</p></body></html>"
        )
        text = "Người dân trong ấp cùng nhau đắp lại con đường cũ sau mùa nước nổi. " * 5
        path = tmp_path / "a.html"
        path.write_text(page.format("Đắp đường", text), "utf-8")
        archive.ingest(path, progress=False)
        [first] = archive.search("title:Đắp").ids
        archive.tag(first, "đường")
        path.write_text(page.format("Đắp đường", text + "Tin thêm."), "utf-8")
        archive.ingest(path, progress=False)
        [second] = archive.search("title:Đắp").ids
        assert second != first
        assert archive.search("tag:đường").ids == [second]
        archive.untag(second, "đường")
        assert archive.search("tag:đường").total == 0

    def test_what_is_purged_leaves_no_words_behind(self, archive, ids):
        archive.note(ids[0], "phường Mỹ Phú", "một bí mật")
        archive.tag(ids, "chợ")
        archive.withdraw(ids[0], reason="theo yêu cầu")
        archive.purge(ids[0])
        assert archive.notes().empty
        assert archive.tags()["id"].tolist() == ids[1:]
        left = b"".join(path.read_bytes() for path in archive.path.glob(f"{FILE}*"))
        assert "một bí mật".encode() not in left
        assert "phường Mỹ Phú".encode() not in left


def test_annotations_know_their_folder_only(tmp_path):
    assert Annotations(tmp_path / "nowhere").damage() is None
