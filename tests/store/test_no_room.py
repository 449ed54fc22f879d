"""A full disk and a folder that may not be written: one sentence, and the archive as before."""

import json
import os
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

import pandas as pd
import pytest
from ingesting import pages

from newsarchive.errors import StorageError
from newsarchive.store import SOFTWARE, Store, indexing, verify
from newsarchive.store.postings import Numbers

pytestmark = pytest.mark.skipif(os.name == "nt", reason="files are limited by POSIX's setrlimit")

LIMITED = """
import resource, sys

resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), -1))
del sys.argv[1]
from newsarchive.cli import main

main()
"""
UNLIMITED = str(2**40)


def command(
    *arguments: object, limit: str = UNLIMITED, within: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    line = [*within, sys.executable, "-c", LIMITED, limit, *map(str, arguments)]
    return subprocess.run(line, capture_output=True, env=environment, text=True, check=False)


def assert_one_sentence(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    [line] = done.stderr.splitlines()
    assert line.startswith("newsarchive: ")
    for word in words:
        assert word in line


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of one batch; `tmp_path` has ``more`` to take in."""
    pages(tmp_path / "first", 20, seed=1)
    pages(tmp_path / "more", 20, seed=2, words=2_000)
    Store.open(tmp_path / "archive").ingest(tmp_path / "first")
    return tmp_path / "archive"


@pytest.mark.parametrize("place", ["originals", "tables"])
def test_a_full_disk_leaves_the_archive_as_before(archive: Path, place: str) -> None:
    more = archive.parent / "more"
    trial = archive.parent / "trial"
    shutil.copytree(archive, trial)
    Store.open(trial).ingest(more)
    warc = (trial / "originals" / "000002.warc.gz").stat().st_size
    largest = max(path.stat().st_size for path in trial.glob("*.lance/**/*") if path.is_file())
    assert largest > warc + 2_000
    before = Store.open(archive)
    articles, version, files = before.articles(), before.version, sorted((archive / "originals").iterdir())

    full = command(
        "ingest", more, "--archive", archive, limit=str(warc - 1_000 if place == "originals" else warc + 1_000)
    )
    assert_one_sentence(full, "File too large", "check the permissions and the free space")
    assert sorted((archive / "originals").iterdir()) == files
    after = Store.open(archive)
    assert after.version == version
    pd.testing.assert_frame_equal(after.articles(), articles)

    again = command("ingest", more, "--archive", archive, "--json")
    assert json.loads(again.stdout)["archive_version"] == version + 1
    pd.testing.assert_frame_equal(Store.open(archive).articles(), Store.open(trial).articles())


@pytest.mark.parametrize("turn", [1, 9, 20])
def test_no_room_in_the_middle_of_a_segment_leaves_the_archive_as_before(
    archive: Path, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    store, append, turns = Store.open(archive), indexing._Array.append, count(1)
    before, files = store.articles(), sorted((archive / "originals").iterdir())

    def full(array: indexing._Array, values: Numbers) -> None:
        if next(turns) == turn:
            raise OSError(28, "No space left on device")
        append(array, values)

    monkeypatch.setattr(indexing._Array, "append", full)
    with pytest.raises(StorageError, match="No space left on device"):
        store.ingest(archive.parent / "more")
    assert sorted((archive / "originals").iterdir()) == files
    pd.testing.assert_frame_equal(store.articles(), before)
    again = Store.open(archive)
    assert again.ingest(archive.parent / "more").archive_version == 2
    assert verify(archive, SOFTWARE).ok
    segments = {each.name for each in again.snapshot().index.segments}
    assert {path.name for path in (archive / "index").iterdir()} == segments


def test_an_archive_whose_last_batch_finds_no_room_in_the_tables_can_still_be_read(archive: Path) -> None:
    trial = archive.parent / "trial"
    shutil.copytree(archive, trial)
    Store.open(trial).ingest(archive.parent / "more")
    for path in (trial / "originals").glob("000002*"):
        shutil.copy(path, archive / "originals")  # as after a kill between the originals and the tables
    full = command("search", "học", "--archive", archive, "--json", limit="5000")
    assert full.returncode == 0, full.stderr
    assert json.loads(full.stdout)["archive_version"] == 1
    assert "answers are of version 1" in full.stderr
    pd.testing.assert_frame_equal(Store.open(archive).articles(), Store.open(trial).articles())


def read_only(archive: Path, how: str) -> tuple[str, ...]:
    """What to put before a command so that it cannot write to `archive`."""
    if how == "mount":
        if shutil.which("unshare") is None:
            pytest.skip("unshare is not installed")
        mount = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
        prefix = ("unshare", "--map-root-user", "--mount", "sh", "-c", mount, str(archive))
        if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode:
            pytest.skip("no mounts in a user namespace here")
        return prefix
    if os.name != "posix":
        pytest.skip("permissions of folders are POSIX's")
    for folder, _, names in os.walk(archive):
        for path in (folder, *(os.path.join(folder, name) for name in names)):
            os.chmod(path, os.stat(path).st_mode & ~0o222)
    if os.geteuid():
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("permissions do not bind root, and setpriv is not installed")
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


@pytest.mark.parametrize("how", ["permissions", "mount"])
def test_a_read_only_archive_is_read_and_not_written(archive: Path, how: str) -> None:
    before = Store.open(archive).articles()
    (archive / ".lock").unlink(missing_ok=True)  # as after a copy
    prefix = read_only(archive, how)
    refused = command("ingest", archive.parent / "more", "--archive", archive, within=prefix)
    assert_one_sentence(refused, "Read-only" if how == "mount" else "Permission denied", "check the permissions")
    found = command("search", "học", "--archive", archive, "--json", within=prefix)
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout)["total"] > 0
    pd.testing.assert_frame_equal(Store.open(archive).articles(), before)
