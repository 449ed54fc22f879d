"""The originals: written whole or not at all, and read back byte for byte."""

import gzip
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator

from newsarchive.errors import ArchiveDamaged
from newsarchive.parsing import Record
from newsarchive.store.originals import (
    Batch,
    BatchWriter,
    Extent,
    Original,
    Place,
    Withdrawal,
    complete_batches,
    encode,
    file_digest,
    read_batch,
    read_bytes,
)

NOW = datetime(2024, 2, 29, 12, 30, 1, tzinfo=UTC)
ORIGINALS = [
    Original(Record(b"m\xe1t trang\r\n\0", "seeds/trang một.txt", warnings=("cut off",)), "Báo Mẫu", None),
    Original(Record(b"Trang hai", None), None, "Xã hội"),
]
PLACE = Place("ab" * 8, "ab" * 32, "bản sao/trang.txt", None, "https://bao.example/1")
GONE = Withdrawal("ab" * 8, "Toà án yêu cầu")


def write(folder: Path) -> Batch:
    """One batch in `folder`, and what it should read back as."""
    writer = BatchWriter(folder, 1, NOW, "newsarchive/test")
    batch = Batch(1, NOW, ORIGINALS, [], [PLACE], [GONE])
    for original in ORIGINALS:
        members, length = encode(original, NOW)
        batch.extents.append(Extent(writer.append(members), length))
    writer.add_place(PLACE)
    writer.add_withdrawal(GONE)
    writer.commit()
    return batch


def test_a_batch_reads_back_as_it_was_written(tmp_path: Path) -> None:
    written = write(tmp_path)
    assert complete_batches(tmp_path) == 1
    assert read_batch(tmp_path, 1) == written
    assert sorted(path.name for path in tmp_path.iterdir()) == ["000001.warc.gz", "000001.warc.gz.sha256"]


def test_each_original_is_found_by_its_place(tmp_path: Path) -> None:
    written = write(tmp_path)
    for original, extent in zip(ORIGINALS, written.extents, strict=True):
        assert read_bytes(tmp_path, 1, extent) == original.record.data
    with pytest.raises(ArchiveDamaged, match="byte 3"):
        read_bytes(tmp_path, 1, Extent(3, 50))


def test_the_same_batch_is_the_same_records_in_a_warc_that_others_read(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write(tmp_path / name)
    one, other = (gzip.decompress((tmp_path / name / "000001.warc.gz").read_bytes()) for name in ("a", "b"))
    assert one.split(b"WARC-Type: resource")[1:] == other.split(b"WARC-Type: resource")[1:]
    assert b"WARC-Date: 2024-02-29T12:30:01Z" in one
    with (tmp_path / "a" / "000001.warc.gz").open("rb") as file:
        records = [(record.headers["WARC-Type"], record.verify_block_digest()) for record in ArchiveIterator(file)]
    kinds = [kind for kind, is_whole in records if is_whole]
    assert kinds == ["warcinfo", *["resource", "metadata"] * 2, "revisit", "metadata", "metadata"]


def test_the_digest_is_one_that_sha256sum_checks(tmp_path: Path) -> None:
    write(tmp_path)
    digest, name = (tmp_path / "000001.warc.gz.sha256").read_text().split()
    assert (digest, name) == (file_digest(tmp_path / "000001.warc.gz"), "000001.warc.gz")
    subprocess.run(["sha256sum", "-c", "000001.warc.gz.sha256"], cwd=tmp_path, check=True, capture_output=True)


@pytest.mark.parametrize("name", ["000001.warc.gz", "000001.warc.gz.sha256"])
def test_a_changed_byte_is_found(tmp_path: Path, name: str) -> None:
    write(tmp_path)
    data = bytearray((tmp_path / name).read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ArchiveDamaged, match="000001"):
        read_batch(tmp_path, 1)


def test_a_missing_file_is_named_and_a_warc_without_digest_does_not_count(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "000001.warc.gz.sha256").rename(tmp_path / "kept")
    assert complete_batches(tmp_path) == 0
    (tmp_path / "kept").rename(tmp_path / "000001.warc.gz.sha256")
    (tmp_path / "000001.warc.gz").unlink()
    with pytest.raises(ArchiveDamaged, match=r"000001\.warc\.gz"):
        complete_batches(tmp_path)


def test_what_is_discarded_leaves_nothing_behind(tmp_path: Path) -> None:
    writer = BatchWriter(tmp_path, 1, NOW, "newsarchive/test")
    writer.append(encode(ORIGINALS[0], NOW)[0])
    writer.discard()
    assert list(tmp_path.iterdir()) == []
