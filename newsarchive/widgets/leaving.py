"""What leaves the archive from a screen: reports and data of an answer, written in the background, to be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast, get_args

from newsarchive.errors import NewsArchiveError, UsageError
from newsarchive.search import q, search

if TYPE_CHECKING:
    from newsarchive.reports.exports import ExportFormat
    from newsarchive.search import Results
    from newsarchive.store import Store

Scope = Literal["results", "article", "chosen", "collection"]
MOST_CHOSEN = 500
"""Articles that are asked for one by one; more of them are a collection."""

DATA = {"csv": ".csv", "xlsx": ".xlsx", "jsonl": ".jsonl", "bibtex": ".bib", "ris": ".ris"}
"""The formats of data that a screen offers, and what their files end in."""


def answer(store: Store, results: Results, scope: Scope, ids: Sequence[str], name: str) -> Results:
    """The answer to write: `results`, or that of a question for the articles `ids`, or for the collection `name`."""
    if scope not in get_args(Scope):
        raise UsageError(f"{scope}: is nothing to write; choose one of {', '.join(get_args(Scope))}.")
    if scope == "results":
        return results
    if scope == "collection":
        return search(store, q.collection(name), sort=results.sort)
    if len(ids) > MOST_CHOSEN:
        raise UsageError(f"{len(ids)} articles are chosen; put more than {MOST_CHOSEN} in a collection and write that.")
    return search(store, q.ids(*ids), sort=results.sort)


@dataclass(frozen=True)
class Order:
    """What is to be written of an answer. `said` is what a report says: title, language, author, sections."""

    formats: Sequence[str]
    said: dict[str, Any]


class Written(NamedTuple):
    """A file, and whether one of its name had stood there."""

    path: Path
    replaced: bool


class Stopped(Exception):
    """The person who waited has stopped the work."""


def write(results: Results, order: Order, folder: Path, step: Callable[[float], None]) -> list[Written]:
    """Write all of `order` into `folder`; `step` is told the share that is done, and may raise `Stopped`."""
    from newsarchive.reports.escape import file_stem
    from newsarchive.reports.exports import export
    from newsarchive.reports.report import build

    there = {path.name for path in folder.glob("*")} if folder.is_dir() else set()
    written: list[Path] = []
    printed = [name for name in order.formats if name not in DATA]
    share = len(printed) / max(len(order.formats), 1)
    if printed:
        report = build(results, **order.said)
        written += report.save(folder, printed, progress=lambda _, done: step(done * share))
    for number, name in enumerate(order.formats[len(printed) :], len(printed)):
        step(number / len(order.formats))
        path = folder / f"{file_stem(order.said['title'], 'export')}{DATA[name]}"
        written.append(export(results, cast("ExportFormat", name), path))
    return [Written(path, path.name in there) for path in written]


@dataclass
class Job:
    """Work on a thread of its own, of which there is one at a time; `tell` is told how it goes and how it ended."""

    work: Callable[[Callable[[float], None]], dict[str, Any]]
    tell: Callable[[dict[str, Any]], None]
    fault: Callable[[NewsArchiveError], str]
    mistake: str
    _stop: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.thread = threading.Thread(target=self._run, daemon=True)
        self._told = -1

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        """End at the next step; what was written whole before stays."""
        self._stop.set()

    @property
    def is_running(self) -> bool:
        return self.thread.is_alive()

    def _step(self, share: float) -> None:
        if self._stop.is_set():
            raise Stopped
        percent = int(100 * share)
        if percent != self._told:
            self._told = percent
            self.tell({"percent": percent})

    def _run(self) -> None:
        end: dict[str, Any] = {"error": self.mistake}
        try:
            end = self.work(self._step)
        except Stopped:
            end = {"stopped": True}
        except NewsArchiveError as error:
            end = {"error": self.fault(error)}
        finally:
            self.tell({"ended": True, **end})
