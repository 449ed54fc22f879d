"""One writer at a time, and whoever has to wait is told for whom.

The lock itself is filelock's: ``flock``, which ends with its process. Who holds it stands in a small file beside it,
for people; that file means nothing once the lock is free, so what a killed process left of it does no harm. Whoever
waits holds a second lock, his turn, so that a writer that begins anew as soon as it is done does not starve him.

Some network drives have no ``flock``. There the lock is a file that a killed process leaves behind. That of a dead
process of this machine is known as such by filelock; that of another machine only by its heartbeat: the holder touches
its file every few seconds, and one that has not moved for a minute, as watched from here, is taken over. The clocks of
two machines are never compared.
"""

from __future__ import annotations

import errno
import json
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from filelock import BaseFileLock, FileLock, SoftFileLock, Timeout

from newsarchive.errors import ArchiveBusy

PATIENCE = 10.0
"""How long, in seconds, a writer waits for another to be done."""

_MOMENT = 1.0  # seconds of waiting that need no word
_POLL = 0.1
_BEAT = 5.0  # seconds between two touches
_STILL = 60.0  # seconds without a touch after which a holder on another machine counts as dead

_LOCK, _TURN, _SOFT_LOCK, _HOLDER = ".lock", ".lock.turn", ".lock.soft", ".lock.holder"
_NO_FLOCK = {errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP}


class Holder(NamedTuple):
    """Who writes: a process of a machine, since when (ISO 8601, UTC)."""

    host: str
    pid: int
    since: str

    def __str__(self) -> str:
        since = datetime.fromisoformat(self.since).astimezone()
        host = "".join(sign if sign.isprintable() else "?" for sign in self.host)
        return f"process {self.pid} on {host} has been writing to this archive since {since:%Y-%m-%d %H:%M:%S}"


@contextmanager
def writing(folder: Path, patience: float | None = None) -> Iterator[None]:
    """Hold the archive `folder` for writing.

    Another writer is waited for, for `patience` seconds (`PATIENCE` if not given); raises `ArchiveBusy`, which names
    it, where it is not done by then.
    """
    lock = _acquire(folder, PATIENCE if patience is None else patience)
    path = folder / _HOLDER
    card = json.dumps(
        Holder(socket.gethostname(), os.getpid(), f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S+00:00}")._asdict()
    )
    done = threading.Event()
    try:
        path.write_text(card, "utf-8")
        if isinstance(lock, SoftFileLock):
            threading.Thread(target=_beat, args=(path, done), name="newsarchive-lock", daemon=True).start()
        yield
    finally:
        done.set()
        with suppress(OSError):
            if path.read_text("utf-8") == card:
                path.unlink()
        lock.release()


def holder(folder: Path) -> Holder | None:
    """Who holds the archive, as far as it is written down; of use only while somebody does."""
    try:
        told = Holder(**json.loads((folder / _HOLDER).read_text("utf-8")))
        str(told)
    except (OSError, ValueError, TypeError):
        return None
    return told


def _acquire(folder: Path, patience: float) -> BaseFileLock:
    turn = FileLock(folder / _TURN, fallback_to_soft=False)
    try:
        return _wait(folder, patience, turn)
    finally:
        turn.release()


def _wait(folder: Path, patience: float, turn: BaseFileLock) -> BaseFileLock:
    lock: BaseFileLock = FileLock(folder / _LOCK, fallback_to_soft=False)
    watch: _Watch | None = None
    started, told = time.monotonic(), False
    while True:
        try:
            if not (watch or turn.is_locked):
                turn.acquire(blocking=False)
            lock.acquire(blocking=False)
            return lock
        except Timeout:
            pass
        except OSError as error:
            if watch or error.errno not in _NO_FLOCK:
                raise
            lock, watch = SoftFileLock(folder / _SOFT_LOCK), _Watch(folder)
            continue
        waited, by = time.monotonic() - started, holder(folder)
        # One that has not moved yet may be dead: patience with the living does not settle that.
        undecided = watch is not None and (by is None or by.host != socket.gethostname()) and watch.is_undecided()
        if waited >= patience and not (undecided and patience):
            raise ArchiveBusy(f"{folder}: {by or 'another process is writing to this archive'}; try again later.")
        if waited >= _MOMENT and not told:
            told = True
            print(f"{folder}: {by or 'another process is writing to this archive'}; waiting …", file=sys.stderr)
        time.sleep(_POLL)


def _beat(path: Path, done: threading.Event) -> None:
    while not done.wait(_BEAT):
        with suppress(OSError):
            os.utime(path)


class _Watch:
    """Watches the heartbeat of a holder on another machine, by this machine's own steady clock."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen = self._look()
        self._since = time.monotonic()
        self._moved = False

    def is_undecided(self) -> bool:
        """True until the holder is seen alive. One that stood still for long enough loses its lock."""
        seen = self._look()
        if seen != self._seen:
            self._seen, self._since, self._moved = seen, time.monotonic(), True
        elif time.monotonic() - self._since >= _STILL:
            self._break(seen[0])
            self._since, self._moved = time.monotonic(), False
        return not self._moved

    def _look(self) -> tuple[bytes | None, int]:
        beat = 0
        with suppress(OSError), (self._folder / _HOLDER).open("rb") as file:
            beat = os.fstat(file.fileno()).st_mtime_ns  # opened, because a network drive keeps old answers to stat
        return _bytes(self._folder / _SOFT_LOCK), beat

    def _break(self, marker: bytes | None) -> None:
        """Take the lock file away, if it still is the one that was watched: another waiter may have been faster."""
        path = self._folder / _SOFT_LOCK
        aside = path.with_name(f"{path.name}.{socket.gethostname()}.{os.getpid()}")
        with suppress(OSError):
            os.replace(path, aside)
            if _bytes(aside) != marker:
                os.link(aside, path)
            aside.unlink()


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
