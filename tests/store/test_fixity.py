"""Any changed byte of the originals is found, and told apart: the WARC's from its digest's."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import fastwarc.warc
import pytest
from warcio.archiveiterator import ArchiveIterator

from newsarchive.store import Store
from newsarchive.store.fixity import Problem, check_batch, list_originals

SEEDS = Path(__file__).parents[2] / "seeds"
WARC, DIGEST = "000001.warc.gz", "000001.warc.gz.sha256"


@pytest.fixture(scope="module")
def seed_originals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = Store.open(tmp_path_factory.mktemp("seed") / "archive")
    store.ingest(SEEDS, publisher="Báo Đồng Tháp")
    return store.path / "originals"


@pytest.fixture
def originals(seed_originals: Path, tmp_path: Path) -> Path:
    """The originals of the seed, to be damaged."""
    return Path(shutil.copytree(seed_originals, tmp_path / "originals"))


@pytest.mark.parametrize("name", [WARC, DIGEST])
def test_each_byte_flipped_in_turn_is_found_in_its_file(originals: Path, name: str) -> None:
    path = originals / name
    whole = path.read_bytes()
    assert check_batch(originals, 1) == []
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << place % 8
        path.write_bytes(damaged)
        (problem,) = check_batch(originals, 1)
        assert problem.where == str(path), place


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def zeros(path: Path) -> None:
    path.write_bytes(bytes(len(path.read_bytes())))


def lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0\n")


@pytest.mark.parametrize("damage", [cut, empty, zeros, lengthen])
@pytest.mark.parametrize("name", [WARC, DIGEST])
def test_a_file_that_is_cut_emptied_or_overwritten(originals: Path, name: str, damage: Callable[[Path], None]) -> None:
    damage(originals / name)
    assert [problem.where for problem in check_batch(originals, 1)] == [str(originals / name)]


def test_both_files_changed_are_both_named(originals: Path) -> None:
    cut(originals / WARC)
    empty(originals / DIGEST)
    assert [Path(problem.where).name for problem in check_batch(originals, 1)] == [WARC, DIGEST]


def test_the_record_at_fault_is_named(originals: Path) -> None:
    data = bytearray((originals / WARC).read_bytes())
    with (originals / WARC).open("rb") as file:
        records = ArchiveIterator(file)
        place = next(records.get_record_offset() for record in records if record.rec_type == "resource")
    data[place + 400] ^= 16
    (originals / WARC).write_bytes(data)
    assert f"the record at byte {place} cannot be unpacked" in check_batch(originals, 1)[0].what


def test_files_missing_and_surplus(originals: Path) -> None:
    assert list_originals(originals, 1) == (1, [], [])
    (originals / ".000002.warc.gz.tmp").touch()
    shutil.copy(originals / WARC, originals / "000002.warc.gz")
    listing = list_originals(originals, 1)
    assert (listing.batches, listing.problems) == (1, [])
    assert [".000002.warc.gz.tmp" in listing.notes[0], "has no digest" in listing.notes[1]] == [True, True]
    assert list_originals(originals, 2).problems[0].where == str(originals / "000002.warc.gz.sha256")
    for name in ("notes.txt", "000000.warc.gz", "0000001.warc.gz", "1.warc.gz"):
        (originals / name).touch()
        (problem,) = list_originals(originals, 1).problems
        assert problem == Problem(str(originals / name), "is no original of this archive; move it elsewhere.")
        (originals / name).unlink()
    (originals / WARC).unlink()
    assert [problem.where for problem in list_originals(originals, 1).problems] == [str(originals / WARC)]
    (problem,) = list_originals(originals / "none", 3).problems
    assert "folder is missing" in problem.what


def test_many_missing_files_are_one_problem(originals: Path) -> None:
    (originals / DIGEST).rename(originals / "009999.warc.gz.sha256")
    problems = list_originals(originals, 0).problems
    assert len(problems) == 2
    assert "up to 009998.warc.gz.sha256 are missing" in problems[1].what


def test_files_under_each_others_name(originals: Path, pages: Path) -> None:
    for name in (WARC, DIGEST):
        shutil.copy(originals / name, originals / name.replace("1", "2", 1))
    problems = check_batch(originals, 2)
    assert Path(problems[0].where).name == "000002.warc.gz"
    assert "another file under this name" in problems[0].what
    assert check_batch(originals, 1) == []


def test_others_read_the_originals(originals: Path) -> None:
    seed = next(SEEDS.iterdir()).read_bytes()
    with (originals / WARC).open("rb") as file:
        by_warcio = [record.content_stream().read() for record in ArchiveIterator(file, check_digests=True)]
    with (originals / WARC).open("rb") as file:
        records = fastwarc.warc.ArchiveIterator(file)
        by_fastwarc = [(record.verify_block_digest(), record.reader.read()) for record in records]
    assert seed in by_warcio
    assert by_fastwarc == [(True, content) for content in by_warcio]
