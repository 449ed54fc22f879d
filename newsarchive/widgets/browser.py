"""The archive browser: search, list, reader and labelled source in one widget; questions are answered in Python.

What every view shows alike (the answer, the pane beside it, the article being read) are traits, filled before the
first display, so that an executed notebook holds them without a front end.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import traitlets

from newsarchive.errors import QueryError
from newsarchive.search import Results
from newsarchive.search.ranking import Sort
from newsarchive.text import Language, format_number
from newsarchive.widgets import faults, leaving, marking, python, screen, served, side, snapshot, views
from newsarchive.widgets.adding import Intake
from newsarchive.widgets.asking import ask, in_short
from newsarchive.widgets.completion import completions
from newsarchive.widgets.related import related
from newsarchive.widgets.serving import Message, Serve, Served, sent
from newsarchive.widgets.words import counted

if TYPE_CHECKING:
    from newsarchive.store import Store

# One module for the browser, kept as one file an idea; every part but the last only declares functions.
_PARTS = (
    *("elements.js", "wire.js", "completion.js", "list.js", "listhead.js", "rows.js", "concordance.js", "measures.js"),
    *(
        "made.js",
        "notes.js",
        "source.js",
        "reader.js",
        "side.js",
        "panels.js",
        "add.js",
        "out.js",
        "help.js",
        "browser.js",
    ),
)
_FIRST_ROWS = 8
_MOST_ROWS = 100


class Browser(Served):
    """The archive on screen. In code, `query` asks, `results` is the answer shown and `selection` the article read.

    `query`, `view` (articles, concordance or measures), `sort` (the order of the list: relevance, newest, oldest or
    archive), `selection` (an id) and `chosen` (the ids of the rows that were ticked) can be set and observed. Setting a
    question that cannot be read raises `QueryError`; while one is typed, `query` and `results` stay at the last that
    could be read.
    """

    _esm = sent(*_PARTS)
    _css = sent("page.css", "browser.css")

    query = traitlets.Unicode()
    sort = traitlets.Enum(get_args(Sort), "relevance")
    selection = traitlets.Unicode(None, allow_none=True)
    view = traitlets.Enum(("articles", "concordance", "measures"), "articles").tag(sync=True)
    chosen = traitlets.List(traitlets.Unicode()).tag(sync=True)

    answer = traitlets.Dict().tag(sync=True)
    pane = traitlets.Dict().tag(sync=True)
    reading = traitlets.Dict().tag(sync=True)

    results: Results

    def __init__(self, store: Store, query: str = "", language: Language = "vi", exports: str | Path = "exports"):
        self._store = store
        self._exports = Path(exports)
        self._lines: views.Concordance | None = None
        self._made: marking.Standing | None = None
        self.results = ask(store, query)
        intake = Intake(store, language, self._added)
        outlet = leaving.Outlet(language, self._exports, self._scope, lambda told: self.send(told))
        super().__init__(language, {**self._asked_here, **intake.requests, **outlet.requests}, query=query)
        self._publish({})
        self._settle({})

    # -- what the person at the keyboard of the kernel sets ----------------------------------------------------------

    @traitlets.validate("query")
    def _asked(self, proposal: Any) -> str:
        query: str = proposal["value"]
        with self._lock:
            self.results = ask(self._store, query, sort=self.sort)
        return query

    @traitlets.observe("sort")
    def _sort_asked(self, change: Any) -> None:
        with self._lock:
            self.results = ask(self._store, self.query, sort=self.sort)

    @traitlets.observe("query", "sort")
    def _show_asked(self, change: Any) -> None:
        with self._lock:
            if not self._serving and self.answer:
                self._publish({})
                self._settle({})

    @traitlets.observe("selection")
    def _show_selected(self, change: Any) -> None:
        with self._lock:
            if not self._serving and self.answer:
                self._read({})

    # -- what the person at the screen asks --------------------------------------------------------------------------

    @property
    def _asked_here(self) -> dict[str, Serve]:
        return {
            "ask": self._serve_ask,
            "settle": self._serve_settle,
            "open": self._serve_open,
            "rows": self._serve_rows,
            "sort": self._serve_sort,
            "complete": self._serve_complete,
            "between": self._serve_between,
            "lines": self._serve_lines,
            "measure": self._serve_measure,
            "source": self._serve_source,
            "original": self._serve_original,
            "related": self._serve_related,
            "python": self._serve_python,
            "mark": self._serve_mark,
            "note": self._serve_note,
            "save": self._serve_save,
        }

    def _serve_ask(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> None:
        query: str = message["query"]
        completion = completions(self._store, message["before"], self._language).to_dict(self._language)
        try:
            self.query = query
        except QueryError as error:
            at = error.position
            fault = {
                "says": faults.sentence(error, self._language),
                "at": [query[:at], query[at : at + 1], query[at + 1 :]],
            }
            self.answer = {**self.answer, **ticket, "query": query, "fault": fault, "completion": completion}
        else:
            self._publish(ticket, completion)

    def _serve_complete(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> dict[str, Any]:
        found = completions(self._store, message["before"], self._language, words=True)
        return {"completion": found.to_dict(self._language)}

    def _serve_sort(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> None:
        self.sort = message["sort"]
        self._publish(ticket)

    def _serve_between(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> dict[str, Any]:
        return {"query": side.between(self.results, message["first"], message["last"])}

    def _serve_settle(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> None:
        self._settle(ticket)

    def _serve_open(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> None:
        self.selection = message["id"]
        self._read(ticket)

    def _serve_rows(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> dict[str, Any]:
        offset, limit = message["offset"], min(message["limit"], _MOST_ROWS)
        return {"offset": offset, "rows": self._rows(limit, offset)}

    def _serve_lines(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> dict[str, Any]:
        held, arrangement = self._lines, message["sort"]
        if held is None or held.results is not self.results or held.arrangement != arrangement:
            held = self._lines = views.Concordance(self.results, arrangement)
        return views.concordance(held, message["offset"], min(message["limit"], _MOST_ROWS), self._language)

    def _serve_measure(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> dict[str, Any]:
        return {"measure": views.measure(self.results, message["name"], message["by"], self._language)}

    def _serve_source(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> dict[str, Any]:
        return {"source": screen.source(self._store.article(message["id"]), self._language)}

    def _serve_original(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> dict[str, Any]:
        return {"file": served.link(leaving.write_original(self._store, message["id"], self._exports))._asdict()}

    def _serve_related(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> dict[str, Any]:
        return {"related": related(self._store, message["id"], self._language)}

    def _serve_python(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> dict[str, Any]:
        return {"code": python.code(self._store.path, self.results, self.view, self.selection, self.chosen)}

    def _serve_mark(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> dict[str, Any]:
        """Give articles a tag or a collection, or take it from them."""
        ids, annotations = self._store.known(message["ids"]), self._store.annotations
        if message["on"]:
            annotations.put(message["what"], ids, message["name"])
        else:
            annotations.take(message["what"], self._store.snapshot().states(ids), message["name"])
        return self._show_made()

    def _serve_note(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> dict[str, Any]:
        """Note something on a quote, or change a note; one that is emptied is removed."""
        annotations, text = self._store.annotations, message["text"]
        if message["note"] is None:
            article = self._store.article(message["id"])
            quote = marking.quoted(article, message["part"], message["start"], message["end"])
            annotations.note(article.id, quote, text)
        elif text.strip():
            annotations.change_note(message["note"], text)
        else:
            annotations.remove_note(message["note"])
        return self._show_made()

    def _serve_save(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> dict[str, Any]:
        """Keep the question under a name, or forget the one of that name."""
        if message["on"]:
            self._store.annotations.save_search(message["name"], self.results.query)
        else:
            self._store.annotations.forget_search(message["name"])
        return self._show_made()

    def _scope(self, message: Message) -> Results:
        ids = self.chosen if message["scope"] == "chosen" else [self.selection or ""]
        return leaving.answer(self._store, self.results, message["scope"], ids, message["name"])

    # -- what all views show -----------------------------------------------------------------------------------------

    def _added(self) -> None:
        """Ask again, of the archive as it is now."""
        self.results = ask(self._store, self.query, sort=self.sort)
        self._publish({})
        self._settle({})

    def _show_made(self) -> dict[str, Any]:
        """What people made has changed: the reader and the pane, and the list where the question asks for it."""
        if self.results.question.asks_people:
            self.results = ask(self._store, self.query, sort=self.sort)
            self._publish({})
        with self.hold_sync():
            self._read({})
            self._show_pane({})
        return {}

    def _rows(self, limit: int, offset: int = 0) -> list[dict[str, Any]]:
        standing = self._standing()
        return [
            screen.row(hit, self._language, chain(*standing.of(hit.id).values()))
            for hit in self.results.hits(limit, offset)
        ]

    def _standing(self) -> marking.Standing:
        """The tags and collections as they are now, put together once for each state of them and of the archive."""
        snapshot, marks = self.results.snapshot, self._store.annotations.marks()
        held = self._made
        if held is None or held.snapshot is not snapshot or held.marks is not marks:
            held = self._made = marking.Standing(snapshot, marks)
        return held

    def _publish(self, ticket: Message, completion: Message | None = None) -> None:
        """The answer to the question, for every view, and what may complete it for the one that it is typed in."""
        results, language = self.results, self._language
        searched = format_number(results.searched, language)
        self.answer = {
            "view": "",
            "number": 0,
            **ticket,
            "query": self.query,
            "sort": self.sort,
            "fault": None,
            "completion": completion,
            "searched": results.searched,
            "total": results.total,
            "rows": self._rows(_FIRST_ROWS),
            "footer": screen.footer(results, language),
            "none": counted("none_text", language, results.searched, searched=searched),
            "nearby": [
                {"query": query, "says": screen.said_count(total, language)} for query, total in results.suggestions()
            ],
            "short": in_short(results.question.node, language),
        }

    def _settle(self, ticket: Message) -> None:
        """The pane beside the answer, and the article to read: the one being read if it is in sight, else the first."""
        shown = [row["id"] for row in self.answer["rows"]]
        if self.selection not in shown:
            with self._serving_one():
                self.selection = shown[0] if shown else None
        with self.hold_sync():
            self._read({})
            self._show_pane(ticket)

    def _show_pane(self, ticket: Message) -> None:
        searches = self._store.annotations.searches()
        made = marking.facets(self.results, self._standing(), searches, self._language)
        self.pane = {"view": "", "number": 0, **ticket, **side.pane(self.results, self._language), **made}

    def _read(self, ticket: Message) -> None:
        """The article being read, with the hits of the answer."""
        shown: dict[str, Any] = {"id": None}
        if self.selection:
            article = self._store.article(self.selection)
            places, notes = marking.notes(self._store, article, self._language)
            shown = screen.reading(article, self.results, self._language, places)
            shown |= {"notes": notes, **self._standing().of(article.id)}
        self.reading = {"view": "", "number": 0, **ticket, **shown}

    # -- without a kernel --------------------------------------------------------------------------------------------

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """The live widget, and beside it a picture that a notebook shows where nothing runs."""
        bundle = super()._repr_mimebundle_(**kwargs)
        assert bundle is not None
        data, metadata = bundle
        return {**data, "text/html": snapshot.answer(self.results, self._language)}, metadata
