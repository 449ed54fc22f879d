"""Pages on their way into the archive: read and shown first, kept when the person says so."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsarchive.article import Article
from newsarchive.errors import NotAPage, RecordError
from newsarchive.parsing import parse, pasted, uploaded
from newsarchive.text import Language, format_moment, format_number, visible
from newsarchive.widgets import faults, screen
from newsarchive.widgets.asking import ask
from newsarchive.widgets.words import counted, word

if TYPE_CHECKING:
    from newsarchive.store import IngestReport, Store
    from newsarchive.widgets.serving import Message, Serve

_TITLES = 20  # pages of one file that are named
_OFFERED = 500  # papers and sections


class Intake:
    """Serves what a page asks to take pages in; `after` is called when some were, before the reply."""

    def __init__(self, store: Store, language: Language, after: Callable[[], None]) -> None:
        self._store, self._language, self._after = store, language, after
        self._arriving: dict[str, bytearray] = {}
        self._trays: dict[str, Tray] = {}

    @property
    def requests(self) -> dict[str, Serve]:
        """The kinds of requests, and what serves each."""
        return {
            "papers": self._papers,
            "preview": self._preview,
            "paste": self._paste,
            "file": self._file,
            "keep": self._keep,
            "drop": self._drop,
        }

    def _papers(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> dict[str, Any]:
        """The papers and sections that the archive has, to be offered."""
        every = ask(self._store, "")
        return {name: every.facets(name)["value"].dropna().tolist()[:_OFFERED] for name in ("publisher", "section")}

    def _preview(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> dict[str, Any]:
        return {"reading": reading(self._store, message["text"], self._language)}

    def _paste(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> dict[str, Any]:
        return self._became(self._store.ingest_text(message["text"], **_told(message)))

    def _file(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> dict[str, Any]:
        """One piece of a file; with the last one the file is whole, is read, and waits to be kept."""
        if message["offset"] == 0:
            self._arriving[message["view"]] = bytearray()
        self._arriving[message["view"]] += buffers[0]
        if not message["last"]:
            return {}
        data = bytes(self._arriving.pop(message["view"]))
        read = file_reading(self._store, message["name"], data, self._language)
        if read["pages"]:
            self._tray(message).put(message["name"], data)
        return {"file": read}

    def _keep(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> dict[str, Any]:
        return self._became(self._tray(message).keep(self._store, **_told(message)))

    def _drop(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> dict[str, Any]:
        self._tray(message).clear()
        return {}

    def _tray(self, message: Message) -> Tray:
        return self._trays.setdefault(message["view"], Tray())

    def _became(self, report: IngestReport) -> dict[str, Any]:
        """What became of the records."""
        self._after()
        return {
            "new": report.new,
            "held": report.held,
            "version": report.archive_version,
            "rejected": [
                faults.translated(f"{rejected.path}: {rejected.reason}", self._language) for rejected in report.rejected
            ],
        }


class Tray:
    """Files that were handed over and read, and are not kept yet: on the disk, for they may be many."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="newsarchive-")
        self._names: list[str] = []

    def put(self, name: str, data: bytes) -> None:
        self._path(len(self._names)).write_bytes(data)
        self._names.append(name)

    def clear(self) -> None:
        """Let go of all of them."""
        for number in range(len(self._names)):
            self._path(number).unlink(missing_ok=True)
        self._names = []

    def keep(self, store: Store, publisher: str | None, section: str | None) -> IngestReport:
        """Take all of them in, under the names that they had, and let go of them."""
        files = ((self._path(number).read_bytes(), name) for number, name in enumerate(self._names))
        report = store.ingest_uploads(files, publisher=publisher, section=section)
        self.clear()
        return report

    def _path(self, number: int) -> Path:
        return Path(self._folder.name) / str(number)


def reading(store: Store, text: str, language: Language) -> dict[str, Any]:
    """How a pasted page is read: its labelled lines and fields. Raises `RecordError` where it is none."""
    record = pasted(text)
    if isinstance(record, RecordError):
        raise record
    article = parse(record)
    return {"source": screen.source(article, language), **_page(store, article, language)}


def file_reading(store: Store, name: str, data: bytes, language: Language) -> dict[str, Any]:
    """How the pages of a file are read: `pages` of them, the first named; and what is none, with the reason."""
    titles: list[dict[str, Any]] = []
    refused: list[str] = []
    pages = 0
    for found in uploaded(data, name):
        if isinstance(found, NotAPage):
            continue
        if isinstance(found, RecordError):
            refused.append(faults.translated(str(found), language))
            continue
        try:
            article = parse(found)
        except RecordError as error:
            refused.append(faults.translated(str(error), language))
            continue
        pages += 1
        if len(titles) < _TITLES:
            titles.append(_page(store, article, language))
    others = pages - len(titles)
    more = counted("add_others", language, others, count=format_number(others, language)) if others else ""
    return {"name": visible(name), "pages": pages, "titles": titles, "more": more, "refused": refused}


def _told(message: Message) -> dict[str, str | None]:
    """What the person says of the pages."""
    return {name: message[name].strip() or None for name in ("publisher", "section")}


def _page(store: Store, article: Article, language: Language) -> dict[str, Any]:
    """A page at a glance."""
    moment = article.published or article.updated
    names = [article.publisher, article.byline, article.credit]
    held = store.holds(article.id)
    paragraphs = len(article.paragraphs) + bool(article.lead)
    facts = [
        format_moment(moment.value.at, moment.value.precision, language) if moment else word("no_date", language),
        *(visible(name.value) for name in names if name),
        counted("add_paragraphs", language, paragraphs, count=format_number(paragraphs, language)),
        word("add_held", language) if held else "",
    ]
    return {
        "title": visible(article.title.value) if article.title else word("untitled", language),
        "says": " · ".join(filter(None, facts)),
        "held": held,
        "warnings": list(_warnings(article, language)),
    }


def _warnings(article: Article, language: Language) -> Iterator[str]:
    from newsarchive.article import explain

    yield from (explain(warning, language) for warning in article.warnings)
