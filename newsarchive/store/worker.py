"""A worker process: jobs come in on stdin, answers go out on stdout, the first of them when it is ready.

Each message is its length in eight bytes, then a pickle; both ends are this package. The process ends when its stdin
does, and so never outlives its parent.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from queue import SimpleQueue
from typing import IO, Any

_LENGTH = 8


def send(stream: IO[bytes], thing: Any) -> None:
    """Write `thing` as one message."""
    data = pickle.dumps(thing, protocol=5)
    stream.write(len(data).to_bytes(_LENGTH, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """The next message. Raises `EOFError` where the other end has gone."""
    length = stream.read(_LENGTH)
    data = stream.read(int.from_bytes(length, "big")) if len(length) == _LENGTH else b""
    if not data or len(data) != int.from_bytes(length, "big"):
        raise EOFError("the other end has gone")
    return pickle.loads(data)


def main() -> None:
    """Do jobs until there are no more."""
    from newsarchive.store.work import work

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is not an answer
    jobs: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_read, args=(jobs,), daemon=True).start()
    try:
        send(answers, "ready")
        while True:
            send(answers, work(jobs.get()))
    except BrokenPipeError:
        os._exit(0)  # without a last try to write what nobody will read


def _read(jobs: SimpleQueue[Any]) -> None:
    """Jobs as they come. Their end is the end of the process, whatever record it is at: the parent is gone."""
    try:
        while True:
            jobs.put(receive(sys.stdin.buffer))
    except EOFError:
        os._exit(0)
