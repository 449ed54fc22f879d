"""What leaves the archive from a screen: reports and data of an answer, written in the background, to be stopped."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast, get_args

from newsarchive.errors import NewsArchiveError, UsageError
from newsarchive.search import q, search
from newsarchive.text import Language
from newsarchive.widgets import faults, screen, served
from newsarchive.widgets.asking import asks_everything, in_short
from newsarchive.widgets.words import word

if TYPE_CHECKING:
    from newsarchive.reports.exports import ExportFormat
    from newsarchive.search import Results
    from newsarchive.store import Store
    from newsarchive.widgets.serving import Message, Serve

Scope = Literal["results", "article", "chosen", "collection"]
MOST_CHOSEN = 500
"""Articles that are asked for one by one; more of them are a collection."""

DATA = {"csv": ".csv", "xlsx": ".xlsx", "jsonl": ".jsonl", "bibtex": ".bib", "ris": ".ris"}
"""The formats of data that a screen offers, and what their files end in."""


class Outlet:
    """Serves what a page asks to have written into the folder `exports`, one work at a time.

    `scope` gives the answer that a message is about, and `send` brings the page how the writing goes, in messages of
    its own, so that one can go on asking meanwhile.
    """

    def __init__(
        self,
        language: Language,
        exports: Path,
        scope: Callable[[Message], Results],
        send: Callable[[dict[str, Any]], None],
    ) -> None:
        self._language: Language = language
        self._exports, self._scope, self._send = exports, scope, send
        self._job: Job | None = None

    @property
    def requests(self) -> dict[str, Serve]:
        """The kinds of requests, and what serves each."""
        return {"count": self._count, "export": self._export, "stop": self._stop}

    def _count(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> dict[str, Any]:
        """How much there is to write of a scope, and a title for it."""
        found, language = self._scope(message), self._language
        says = word("out_about", language, count=screen.said_count(found.total, language))
        return {"total": found.total, "says": says, "title": default_title(found, language)}

    def _export(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> dict[str, Any]:
        """Begin to write."""
        if self._job and self._job.is_running:
            raise UsageError("Something is being written already; wait for it, or stop it.")
        found, view = self._scope(message), message["view"]
        said = {name: message[name] for name in ("title", "language", "author", "sections") if message[name]}
        order = Order(message["formats"], said)
        self._job = Job(
            lambda step: self._written(write(found, order, self._exports, step), found.total),
            lambda told: self._send({"view": view, "job": told}),
            lambda error: faults.sentence(error, self._language),
            word("mistake", self._language),
        )
        self._job.start()
        return {}

    def _stop(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> dict[str, Any]:
        if self._job:
            self._job.stop()
        return {}

    def _written(self, files: Sequence[Written], total: int) -> dict[str, Any]:
        links = [{**served.link(path)._asdict(), "replaced": replaced} for path, replaced in files]
        says = word("out_done", self._language, count=screen.said_count(total, self._language))
        return {"files": links, "says": says}


def default_title(results: Results, language: Language) -> str:
    """A title to begin with: the question as it was asked."""
    if asks_everything(results.question.node):
        return word("report_default_all", language)
    return word("report_default", language, query=in_short(results.question.node, language))


def write_original(store: Store, identity: str, folder: Path) -> Path:
    """Write the source of an article, byte for byte as it was found, into `folder`."""
    from newsarchive.reports.files import write as write_file

    source = store.article(identity).source
    suffix = re.search(r"\.[a-z0-9]{1,6}$", (source.member or source.path or "").lower())
    return write_file(folder / f"{identity}{suffix[0] if suffix else '.txt'}", store.original(identity))


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
