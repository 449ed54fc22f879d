"""The originals: written whole or not at all, and read back byte for byte."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsarchive.errors import ArchiveDamaged
from newsarchive.parsing import Record
from newsarchive.store.originals import Batch, Original, complete_batches, file_digest, read_batch, write_batch

BATCH = Batch(
    1,
    datetime(2024, 2, 29, 12, 30, 1, tzinfo=UTC),
    (
        Original(Record(b"m\xe1t trang\r\n\0", "seeds/trang một.txt"), "Báo Mẫu", None),
        Original(Record(b"Trang hai", None), None, "Xã hội"),
    ),
)


def test_a_batch_reads_back_as_it_was_written(tmp_path: Path) -> None:
    write_batch(tmp_path, BATCH, "newsarchive/test")
    assert complete_batches(tmp_path) == 1
    assert read_batch(tmp_path, 1) == BATCH
    assert sorted(path.name for path in tmp_path.iterdir()) == ["000001.warc.gz", "000001.warc.gz.sha256"]


def test_the_same_batch_is_the_same_records_in_a_warc_that_others_read(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_batch(tmp_path / name, BATCH, "newsarchive/test")
    text = gzip.decompress((tmp_path / "a" / "000001.warc.gz").read_bytes())
    assert text.count(b"WARC-Type: resource") == 2
    assert text.count(b"WARC-Refers-To: ") == 2
    assert b"WARC-Date: 2024-02-29T12:30:01Z" in text


def test_the_digest_is_one_that_sha256sum_checks(tmp_path: Path) -> None:
    write_batch(tmp_path, BATCH, "newsarchive/test")
    digest, name = (tmp_path / "000001.warc.gz.sha256").read_text().split()
    assert (digest, name) == (file_digest(tmp_path / "000001.warc.gz"), "000001.warc.gz")


def test_a_changed_byte_is_found(tmp_path: Path) -> None:
    write_batch(tmp_path, BATCH, "newsarchive/test")
    warc = tmp_path / "000001.warc.gz"
    data = bytearray(warc.read_bytes())
    data[len(data) // 2] ^= 1
    warc.write_bytes(data)
    with pytest.raises(ArchiveDamaged, match="000001"):
        read_batch(tmp_path, 1)


def test_a_missing_file_is_named_and_a_warc_without_digest_does_not_count(tmp_path: Path) -> None:
    write_batch(tmp_path, BATCH, "newsarchive/test")
    (tmp_path / "000001.warc.gz.sha256").rename(tmp_path / "kept")
    assert complete_batches(tmp_path) == 0
    (tmp_path / "kept").rename(tmp_path / "000001.warc.gz.sha256")
    (tmp_path / "000001.warc.gz").unlink()
    with pytest.raises(ArchiveDamaged, match=r"000001\.warc\.gz"):
        complete_batches(tmp_path)


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(AttributeError):
        write_batch(tmp_path, Batch(1, BATCH.ingested, (Original(None, None, None),)), "test")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
