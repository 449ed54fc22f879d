"""Progress of long work, for a person who waits: a bar in a terminal or notebook, lines in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Progress = Callable[[int, float], None]
"""Is told how many records are done, and the share of the work that is, from 0 to 1."""

A_MOMENT = 0.7
"""Seconds of work that need no progress bar."""

SHOWN_EVERY = 0.2
"""Seconds between two states of a bar in a notebook."""

LOG_EVERY = 30.0
"""Seconds between two lines of progress in a log."""


@contextmanager
def progress_bar(wanted: bool | Progress, unit: str = "records") -> Iterator[Progress | None]:
    """What is done of `unit`, how much a second, and the time left, where the work takes longer than a moment.

    A function that is `wanted` is told itself, and nothing is shown.

    On a terminal's stderr or in a notebook a bar, of which nothing stays behind when the work is done; where stderr is
    a log, a line every half minute.
    """
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    if callable(wanted) or not wanted:
        yield wanted or None
        return
    if console.is_jupyter:
        with _displayed(unit) as displayed:
            yield displayed
        return
    if not console.is_terminal:
        yield _logged(unit)
        return
    counts = TextColumn("{task.fields[done]:,} {task.fields[unit]}, {task.fields[rate]:,.0f}/s")
    bar = Bar(BarColumn(), TaskProgressColumn(), counts, TimeRemainingColumn(), console=console, transient=True)
    task = bar.add_task("", total=1.0, done=0, rate=0.0, unit=unit)
    started = time.monotonic()

    def step(done: int, share: float) -> None:
        seconds = time.monotonic() - started
        if seconds > A_MOMENT:
            bar.start()
            bar.update(task, completed=share, done=done, rate=done / seconds)

    try:
        yield step
    finally:
        bar.stop()


@contextmanager
def _displayed(unit: str) -> Iterator[Progress]:
    """Progress below a notebook's cell: rich would leave its last state there, and in whatever the notebook becomes."""
    from IPython import display as ipython

    display: Any = ipython  # it has no types
    started = last = time.monotonic()
    shown: Any = None

    def step(done: int, share: float) -> None:
        nonlocal shown, last
        now = time.monotonic()
        if now - started > A_MOMENT and now - last > SHOWN_EVERY:
            last = now
            said = f"{done:,} {unit}, {done / (now - started):,.0f}/s, {share:.0%}"
            bar = f"<progress max='1' value='{share:.3f}' aria-label='{unit}'></progress> {said}"
            if shown:
                shown.update(display.HTML(bar))
            else:
                shown = display.display(display.HTML(bar), display_id=True)

    try:
        yield step
    finally:
        if shown:
            shown.update(display.HTML(""))


def _logged(unit: str) -> Progress:
    """Progress as lines of a log."""
    started = last = time.monotonic()

    def step(done: int, share: float) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= LOG_EVERY:
            last = now
            seconds = now - started
            left = f"about {seconds / share - seconds:,.0f} s left" if share else "the time left is not known yet"
            print(f"{done:,} {unit}, {done / seconds:,.0f}/s, {share:.0%} done, {left}", file=sys.stderr)

    return step
