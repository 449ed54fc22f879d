"""Reprints of an archive: found when asked for, kept, and left out of counts only where a question says so."""

import shutil
from pathlib import Path

import pyarrow as pa
import pytest

import newsarchive as na
from newsarchive.errors import QueryError
from newsarchive.store.derived import SKETCHES

STORY = " ".join(
    f"Câu thứ {number} kể rằng xã {name} mở thêm lớp học cho trẻ em vùng cao, do {name} cùng bà con dựng lên."
    for number, name in enumerate("Mỹ Trà Tân Thuận Hòa An Tịnh Thới Bình Hàng Trung".split(), 1)
)
OTHER = " ".join(
    f"Tại {name} giá lúa tăng thêm {number} trăm đồng mỗi ký, nông dân phấn khởi nhưng vẫn lo vụ sau lúa lại xuống giá."
    for number, name in enumerate("An Giang Long An Tiền Giang Bến Tre Trà Vinh Cà Mau".split(), 1)
)


def page(title: str, day: int, text: str) -> str:
    return f"{title}\n\nNgày đăng: {day:02}/07/2012 07:12\n\n{text}\n"


@pytest.fixture
def archive(tmp_path: Path) -> na.Archive:
    archive = na.open(tmp_path / "archive")
    for paper, text in {
        "Báo Một": page("Mở lớp ở xã vùng cao", 4, STORY),
        "Báo Hai": page("Xã vùng cao mở lớp", 5, STORY.replace("Câu thứ 3 kể", "Có người kể")),
        "Báo Ba": page("Mở lớp ở xã vùng cao", 6, STORY.replace("Hòa", "Hoà")),
        "Báo Bốn": page("Giá lúa nhích lên", 4, OTHER),
    }.items():
        archive._store.ingest_text(text, name=paper, publisher=paper)
    return archive


def test_copies_are_grouped_by_the_earliest(archive: na.Archive) -> None:
    frame = archive.reprints()
    assert frame["publisher"].tolist() == ["Báo Một", "Báo Hai", "Báo Ba"]
    assert frame["kind"].tolist() == ["reprint", "reprint", "same"]
    assert set(frame["group"]) == {frame["id"][0]}
    assert frame["similarity"].tolist()[::2] == [1.0, 1.0]
    assert 0.8 <= frame["similarity"][1] < 1


def test_every_count_can_be_had_with_and_without(archive: na.Archive) -> None:
    with_all, without = archive.search("lớp học"), archive.search("lớp học reprints:no")
    assert (with_all.total, without.total) == (3, 1)
    assert (with_all.searched, without.searched) == (4, 2)
    assert without.facets("publisher")["value"].tolist() == ["Báo Một"]
    assert without.timeline(by="month")["of"].tolist() == [2]
    assert archive.search("* reprints:yes").total == 4
    assert "không kể bản in lại" in without.describe("vi")
    with pytest.raises(QueryError, match="neither yes nor no"):
        archive.search("* reprints:maybe")


def test_sketches_follow_what_is_taken_in_and_withdrawn(archive: na.Archive) -> None:
    assert len(archive.reprints()) == 3
    archive._store.ingest_text(page("Lúa lên giá", 9, OTHER), name="năm", publisher="Báo Năm")
    assert len(archive.reprints()) == 5
    frame = archive.reprints()
    first = frame["id"][frame["publisher"] == "Báo Một"].item()
    archive._store.withdraw(first, "thử")
    assert "Báo Một" not in set(archive.reprints()["publisher"])
    assert archive.search("lớp học reprints:no").total == 1


def test_sketches_that_are_gone_or_half_done_are_made_again(archive: na.Archive) -> None:
    before = archive.reprints()
    shutil.rmtree(archive.path / SKETCHES)
    assert na.open(archive.path).reprints().equals(before)
    archive._store._derived.append_sketches(  # as a process leaves them that is killed before it marks them
        archive._store._derived.open(SKETCHES).to_table().slice(0, 1).set_column(4, "batch", pa.array([9], pa.int32()))
    )
    archive._store.ingest_text(page("Một bài khác", 9, OTHER[::-1]), name="sáu")
    assert na.open(archive.path).reprints().equals(before)


def test_sketches_whose_first_write_was_stopped_are_made_again(archive: na.Archive) -> None:
    (archive.path / f".{SKETCHES}" / "data").mkdir(parents=True)
    assert len(archive.reprints()) == 3
    assert not (archive.path / f".{SKETCHES}").exists()


def test_an_answer_leaves_out_the_copies_of_its_own_version(archive: na.Archive) -> None:
    before = archive._store.snapshot()
    copies = archive._store.copies(before).to_pylist()
    archive._store.ingest_text(page("Mở lớp", 1, STORY), name="không", publisher="Báo Không")  # now the earliest
    assert archive._store.copies(before).to_pylist() == copies
    assert len(archive._store.copies(archive._store.snapshot())) == len(copies) + 1
