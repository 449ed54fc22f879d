"""One writer at a time: the other one is told for whom it waits, and no lock outlives its holder for long."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsarchive.errors import ArchiveBusy
from newsarchive.store import lock

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has locks on all its drives")

HOLD = """
import sys, time
from pathlib import Path
from newsarchive.store import lock

if {flock} is None:
    import errno, fcntl, os
    def missing(*_):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    fcntl.flock = missing
lock.PATIENCE = {patience}
with lock.writing(Path({folder!r})):
    print("held", flush=True)
    time.sleep({seconds})
"""


def hold(folder: Path, *, flock: bool = True, seconds: float = 60, patience: float = 5) -> subprocess.Popen[str]:
    """A process that holds the archive `folder`, or waits for it."""
    code = HOLD.format(folder=str(folder), flock=flock or None, seconds=seconds, patience=patience)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", code], stdout=pipe, stderr=pipe, text=True, env=environment)


@contextmanager
def held(folder: Path, *, flock: bool = True) -> Iterator[subprocess.Popen[str]]:
    with hold(folder, flock=flock) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("flock", [True, False])
def test_a_second_writer_is_told_who_holds_the_archive_and_since_when(tmp_path: Path, flock: bool) -> None:
    with held(tmp_path, flock=flock) as first, hold(tmp_path, flock=flock, patience=1.5) as second:
        _, errors = second.communicate(timeout=20)
        who = f"{tmp_path}: process {first.pid} on {socket.gethostname()} has been writing to this archive since 20"
        waiting, *_, busy = errors.splitlines()
        assert waiting.startswith(who)
        assert waiting.endswith("waiting …")
        assert busy.startswith(f"newsarchive.errors.ArchiveBusy: {who}")


def test_a_second_writer_that_waits_gets_its_turn(tmp_path: Path) -> None:
    with hold(tmp_path, seconds=1.5) as first:
        assert first.stdout
        first.stdout.readline()
        with lock.writing(tmp_path):
            told = lock.holder(tmp_path)
            assert told
            assert (told.pid, told.host) == (os.getpid(), socket.gethostname())
    assert lock.holder(tmp_path) is None


def test_a_writer_that_begins_anew_at_once_lets_others_have_their_turn(tmp_path: Path) -> None:
    done = threading.Event()

    def greedy() -> None:
        while not done.is_set():
            with lock.writing(tmp_path, patience=20):
                time.sleep(0.05)

    thread = threading.Thread(target=greedy)
    thread.start()
    try:
        for _ in range(10):
            with lock.writing(tmp_path, patience=2):
                pass
    finally:
        done.set()
        thread.join()


@pytest.mark.parametrize("flock", [True, False])
def test_a_killed_holder_holds_nothing(tmp_path: Path, flock: bool) -> None:
    with held(tmp_path, flock=flock) as first:
        first.kill()
        first.wait()
        assert lock.holder(tmp_path)  # which means nothing any more
        with held(tmp_path, flock=flock) as second:
            told = lock.holder(tmp_path)
            assert told
            assert told.pid == second.pid


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive on a network drive without flock, held by a process of another machine whose clock is years off."""

    def missing(*_: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr("fcntl.flock", missing)
    monkeypatch.setattr(lock, "_STILL", 1.0)
    (tmp_path / ".lock.soft").write_text("7\nelsewhere.example\n")
    since = "2031-01-01T00:00:00+00:00"
    (tmp_path / ".lock.holder").write_text(json.dumps({"host": "elsewhere.example", "pid": 7, "since": since}))
    os.utime(tmp_path / ".lock.holder", (2e9, 2e9))
    return tmp_path


def test_a_holder_elsewhere_whose_heartbeat_stands_still_is_taken_over(elsewhere: Path) -> None:
    started = time.monotonic()
    with lock.writing(elsewhere, patience=0.2):
        assert time.monotonic() - started >= 1
        told = lock.holder(elsewhere)
        assert told
        assert told.pid == os.getpid()
        with pytest.raises(ArchiveBusy, match=str(os.getpid())), lock.writing(elsewhere, patience=0):
            pass
    assert not (elsewhere / ".lock.soft").exists()
    assert lock.holder(elsewhere) is None


def test_a_holder_elsewhere_whose_heart_beats_is_left_alone(elsewhere: Path) -> None:
    done = threading.Event()

    def beat() -> None:
        moment = 2e9
        while not done.wait(0.2):
            moment += 1
            os.utime(elsewhere / ".lock.holder", (moment, moment))

    thread = threading.Thread(target=beat)
    thread.start()
    try:
        with pytest.raises(ArchiveBusy, match="process 7 on elsewhere"), lock.writing(elsewhere, patience=2):
            pass
    finally:
        done.set()
        thread.join()
    assert (elsewhere / ".lock.soft").read_text() == "7\nelsewhere.example\n"


def test_the_heart_beats_while_the_lock_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr("fcntl.flock", missing)
    monkeypatch.setattr(lock, "_BEAT", 0.05)
    with lock.writing(tmp_path):
        card = tmp_path / ".lock.holder"
        os.utime(card, (1, 1))
        deadline = time.monotonic() + 5
        while card.stat().st_mtime == 1 and time.monotonic() < deadline:
            time.sleep(0.02)
        assert card.stat().st_mtime > 1
