"""Worker processes: jobs done on all cores, answered in order; a record that kills or hangs one is set aside.

The processes are started anew (never forked, for Lance is not safe to fork) as a module of this package, so that a
user's own script is not run again in them. One thread here waits on each.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import pyarrow as pa

from newsarchive.errors import WorkError
from newsarchive.parsing import MAX_SECONDS
from newsarchive.store import table as tables
from newsarchive.store.work import EPOCH, Done, Job, Refused, from_ipc, to_ipc
from newsarchive.store.worker import receive, send

_PACKAGE = str(Path(__file__).parents[2])
# This very package, whatever else is installed; other modules where they are found here, but never before Python's own,
# as the folder of a user's script would be with its random.py.
_PROGRAM = """
import sys
package, *paths = sys.argv[1:]
sys.path[:] = [package, *sys.path, *(path for path in paths if path not in sys.path)]
from newsarchive.store.worker import main
main()
"""
_GRACE = 10  # seconds beyond what a record may take: the limit within the worker comes first where it can
_AHEAD = 8  # jobs a worker that wait or are done, so that none is idle while a batch is written


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """`count` processes. Use as a context manager; they end with it."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="newsarchive", initializer=_shield)
        self._local = threading.local()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._closed = False

    def do(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Done]]:
        """Each job with its answer, in order."""
        waiting: deque[tuple[Job, Future[Done | None]]] = deque()
        for job in jobs:
            waiting.append((job, self._threads.submit(self._do, job)))
            while waiting and (len(waiting) > _AHEAD * self._count or waiting[0][1].done()):
                yield _answered(*waiting.popleft())
        while waiting:
            yield _answered(*waiting.popleft())

    def _do(self, job: Job) -> Done | None:
        answer = self._ask(job, 2 * MAX_SECONDS + _GRACE)
        if answer is not None or self._closed:
            return answer
        # One of the records killed or hung the process: which one shows when each is tried alone.
        parts = []
        for original in job.originals:
            one = Job((original,), job.ingested)
            parts.append(self._ask(one, MAX_SECONDS + _GRACE) or _set_aside(one))
            if self._closed:
                return None
        return _together(parts)

    def _ask(self, job: Job, seconds: float) -> Done | None:
        """The answer of this thread's process; None where it died or took longer than `seconds`."""
        process = getattr(self._local, "process", None)
        if process is None or process.poll() is not None:
            process = self._local.process = self._start()
        if self._closed:
            return None
        assert process.stdin is not None
        assert process.stdout is not None
        alarm = threading.Timer(seconds, process.kill)
        alarm.daemon = True
        alarm.start()
        try:
            send(process.stdin, job)
            done: Done = receive(process.stdout)
            return done
        except (EOFError, OSError):
            process.kill()
            process.wait()
            return None
        finally:
            alarm.cancel()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", "-c", _PROGRAM, _PACKAGE, *sys.path]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._processes.append(process)
        try:
            receive(process.stdout)  # type: ignore[arg-type]
        except EOFError:
            raise WorkError(
                f"A process to read records with could not be started ({' '.join(command[:2])}, exit code "
                f"{process.wait()}); what it says stands above."
            ) from None
        return process

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closed = True
        self._kill()  # what was asked for was answered; anything else is not wanted any more
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._kill()
        for process in self._processes:
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]

    def _kill(self) -> None:
        for process in self._processes:
            process.kill()


def _shield() -> None:
    """Keep Ctrl-C from this thread and from what it starts: a new process cannot ignore it before it is up."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _answered(job: Job, answer: Future[Done | None]) -> tuple[Job, Done]:
    done = answer.result()
    assert done is not None, "asked of workers that were closed"
    return job, done


def _set_aside(job: Job) -> Done:
    reason = f"ended the process that read it, or was not read within {MAX_SECONDS} s; look at this file by itself."
    refused = Refused(0, job.originals[0].record.name, reason)
    nothing = tables.rows([], 0, job.ingested or EPOCH)
    return Done(to_ipc(nothing), b"", (refused,))


def _together(parts: list[Done]) -> Done:
    """The answers to jobs of one record each as the answer to one job."""
    rows, members, refused = [], bytearray(), []
    for number, part in enumerate(parts):
        table = from_ipc(part.rows)
        offsets = [offset + len(members) for offset in table["warc_offset"].to_pylist() if offset is not None]
        if offsets:
            table = tables.with_column(table, "warc_offset", pa.array(offsets, pa.int64()))
        rows.append(table)
        members += part.members
        refused += [each._replace(record=number) for each in part.refused]
    return Done(to_ipc(pa.concat_tables(rows)), bytes(members), tuple(refused))
