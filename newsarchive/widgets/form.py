"""The form for staff: pages in, a question with dates, and a report and data out. No code, and one button."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import traitlets

from newsarchive.errors import NewsArchiveError, QueryError, UsageError
from newsarchive.search import Results, q
from newsarchive.search.query import Range
from newsarchive.text import Language, format_number
from newsarchive.widgets import faults, leaving, screen, snapshot
from newsarchive.widgets.adding import Intake
from newsarchive.widgets.asking import ask_within
from newsarchive.widgets.completion import completions
from newsarchive.widgets.serving import Message, Serve, Served, sent
from newsarchive.widgets.words import counted, word

if TYPE_CHECKING:
    from newsarchive.store import Store

_PARTS = ("elements.js", "wire.js", "completion.js", "source.js", "panels.js", "add.js", "out.js", "form.js")
_ROWS = 5  # matches that are shown before the report is written
_NOTHING = {"query": "", "since": "", "until": "", "collection": ""}


class ReportForm(Served):
    """A form that takes pages in, asks, and writes reports and data into the folder `exports`.

    `results` is the answer that would be written, None while what is filled in cannot be asked.
    """

    _esm = sent(*_PARTS)
    _css = sent("page.css", "form.css")

    answer = traitlets.Dict().tag(sync=True)

    results: Results | None

    def __init__(self, store: Store, language: Language = "vi", exports: str | Path = "exports") -> None:
        self._store = store
        self._filled = _NOTHING
        intake = Intake(store, language, self._added)
        outlet = leaving.Outlet(language, Path(exports), self._scope, lambda told: self.send(told))
        requests: dict[str, Serve] = {"ask": self._serve_ask, "complete": self._serve_complete}
        super().__init__(language, {**requests, **intake.requests, **outlet.requests})
        self._publish({})

    def _serve_ask(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> None:
        self._filled = {name: message[name].strip() for name in _NOTHING}
        self._publish(ticket, completions(self._store, message["before"], self._language).to_dict(self._language))

    def _serve_complete(self, message: Message, ticket: Message, buffers: Sequence[memoryview]) -> dict[str, Any]:
        found = completions(self._store, message["before"], self._language, words=True)
        return {"completion": found.to_dict(self._language)}

    def _scope(self, message: Message) -> Results:
        if self.results is None:
            raise UsageError("What is filled in cannot be asked; correct it first.")
        return self.results

    def _added(self) -> None:
        self._publish({})

    def _publish(self, ticket: Message, completion: Message | None = None) -> None:
        """Ask what is filled in, and show how many articles match, the first of them, or what is wrong where."""
        language, fault = self._language, None
        archive = self._store.snapshot()
        try:
            self.results = ask_within(self._store, self._filled["query"], self._days(), self._filled["collection"])
        except _Misfilled as error:
            self.results, fault = None, error.told(language)
        except QueryError as error:
            self.results, fault = None, _Misfilled("query", error).told(language)
        found = self.results
        rows = [screen.row(hit, language) for hit in found.hits(_ROWS)] if found else []
        more = found.total - len(rows) if found else 0
        held = word("form_archive", language, name=archive.name, count=screen.said_count(archive.size, language))
        self.answer = {
            "view": "",
            "number": 0,
            **ticket,
            "archive": held,
            "searched": archive.size,
            "total": found.total if found else 0,
            "says": screen.count_line(found, language) if found else "",
            "fault": fault,
            "rows": rows,
            "more": counted("form_more", language, more, count=format_number(more, language)) if more else "",
            "title": leaving.default_title(found, language) if found else "",
            "collections": [name for name, _ in self._store.annotations.names("collection")],
            "completion": completion,
        }

    def _days(self) -> Range | None:
        """What is filled in as first and last day. Raises `_Misfilled`."""
        given = {name: self._filled[name] for name in ("since", "until") if self._filled[name]}
        for name, day in given.items():
            try:
                q.date(day)
            except NewsArchiveError as error:
                raise _Misfilled(name, error) from None
        try:
            return q.date(given.get("since"), given.get("until")) if given else None
        except NewsArchiveError as error:
            raise _Misfilled("until", error) from None

    # -- without a kernel --------------------------------------------------------------------------------------------

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """The live form, and beside it a picture of what was filled in."""
        bundle = super()._repr_mimebundle_(**kwargs)
        assert bundle is not None
        data, metadata = bundle
        return {**data, "text/html": self._picture()}, metadata

    def _picture(self) -> str:
        language, filled = self._language, self._filled
        facts = [(word("form_query", language), filled["query"] or word("picture_all", language))]
        facts += [(word(f"form_{name}", language), filled[name]) for name in list(_NOTHING)[1:] if filled[name]]
        return snapshot.form(word("form_heading", language), facts, self.answer["says"], language)


class _Misfilled(Exception):
    """A field of the form holds what cannot be asked."""

    def __init__(self, field: str, error: NewsArchiveError) -> None:
        self.field, self.error = field, error

    def told(self, language: Language) -> dict[str, Any]:
        return {"field": self.field, "says": faults.sentence(self.error, language)}
