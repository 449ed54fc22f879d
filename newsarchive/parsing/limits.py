"""How long one record may take: a bound for what no page needs, so that one trap does not stop a whole ingest."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from newsarchive.errors import RecordError


@contextmanager
def within(seconds: float, name: str) -> Iterator[None]:
    """Raise `RecordError` for the record `name` where the work takes longer than `seconds`.

    By the system's timer, which only the main thread of a POSIX process has; elsewhere the work is not bounded. A timer
    that somebody else has set goes on.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: Any) -> None:
        raise RecordError(name, f"could not be read within {seconds:g} seconds; split it, or save it again.")

    if signal.getitimer(signal.ITIMER_REAL)[0]:
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
