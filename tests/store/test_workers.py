"""A record that kills the process that reads it, or never lets go of it, costs that record and no other."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from ingesting import assert_gone

from newsarchive.store import Store, originals, taking, workers
from newsarchive.store.originals import Extent

# Python runs this before anything else in a worker, where it stands in for a fault in a library that reads pages.
SHIM = """
import os, sys, time

if any("newsarchive.store.worker" in word for word in sys.orig_argv):
    import newsarchive.store.work as work

    parse = work.parse

    def fragile(record):
        if b"MURDER" in record.data:
            os._exit(11)
        if b"COMA" in record.data:
            open(os.environ["COMA"], "w").close()
            time.sleep(1_000)
        return parse(record)

    work.parse = fragile
"""


@pytest.fixture
def coma(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is there once a worker hangs."""
    shim = tmp_path / "shim"
    shim.mkdir()
    (shim / "sitecustomize.py").write_text(SHIM)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(shim), *filter(None, sys.path)]))
    monkeypatch.setenv("COMA", str(tmp_path / "coma"))
    return tmp_path / "coma"


def written(path: Path, texts: list[str]) -> Path:
    path.write_text("".join(json.dumps({"title": "Bài", "text": text}) + "\n" for text in texts), "utf-8")
    return path


def test_a_record_that_kills_or_hangs_its_process_is_set_aside(
    tmp_path: Path, coma: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "_JOB_RECORDS", 4)
    monkeypatch.setattr(taking, "_ALONE", 0.0)
    monkeypatch.setattr(taking, "cores", lambda: 2)
    monkeypatch.setattr(workers, "MAX_SECONDS", 1)
    monkeypatch.setattr(workers, "_GRACE", 5)
    texts = [f"Đoạn thứ {number}." for number in range(40)]
    texts[10], texts[11], texts[30] = "MURDER", "COMA", "MURDER again"
    pages = written(tmp_path / "pages.jsonl", texts)
    store = Store.open(tmp_path / "archive")
    report = store.ingest(pages)
    assert coma.exists()
    assert report.new == 37
    assert [path for path, _ in report.rejected] == [f"{pages}!/{line}" for line in (11, 12, 31)]
    assert all(reason.startswith("ended the process that read it, or") for _, reason in report.rejected)
    assert store.articles()["paragraphs"].str[0].tolist() == [text for text in texts if text.startswith("Đoạn")]
    dataset = store.snapshot().dataset
    assert dataset
    for row in dataset.to_table(columns=["source_member", "warc_offset", "warc_length"]).to_pylist():
        kept = originals.read_bytes(store.path / "originals", 1, Extent(row["warc_offset"], row["warc_length"]))
        assert json.loads(kept)["text"] == texts[int(row["source_member"]) - 1]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system does not list processes there")
def test_a_worker_that_hangs_ends_with_its_parent(tmp_path: Path, coma: Path) -> None:
    pages = written(tmp_path / "pages.jsonl", [f"Đoạn thứ {number}." for number in range(40)] + ["COMA"])
    script = Path(__file__).with_name("ingesting.py")
    command = [sys.executable, str(script), str(tmp_path / "archive"), str(pages), "--alone", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        while not coma.exists():
            assert process.poll() is None
            time.sleep(0.02)
        process.kill()
    assert_gone(process.pid)
