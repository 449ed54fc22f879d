"""A widget whose page asks and whose kernel answers: one request at a time, each with its view and a number.

The reply carries both back, by itself or in a trait that every view shows. Requests may come on a subshell's thread
while a cell runs; one lock keeps them apart from the cell's own use of the widget.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from newsarchive.errors import NewsArchiveError
from newsarchive.reports.recipe import SECTIONS, usual
from newsarchive.text import Language
from newsarchive.widgets import faults
from newsarchive.widgets.words import table, word

Message = Mapping[str, Any]
Serve = Callable[[Message, Message, Sequence[memoryview]], dict[str, Any] | None]
"""Serves a request, given the message, its ticket and its buffers; gives the reply, or None where a trait has it."""

LIMIT_MB = 20
"""Files that a page hands over are at most this large."""

_OFFERED = [name for name in SECTIONS if name != "findings"]  # those are texts, which no page asks for
_FRONT = Path(__file__).parent / "front"
_COMMENT = re.compile(r"^ */\*.*?\*/", re.DOTALL | re.MULTILINE)


def sent(*parts: str) -> str:
    """Files of the front end as they go to the page, as one: without the comments and indents that are for us."""
    return "\n".join(map(_stripped, parts))


def _stripped(part: str) -> str:
    lines = _COMMENT.sub("", (_FRONT / part).read_text("utf-8")).splitlines()
    code = "\n".join(stripped for line in lines if (stripped := line.strip()) and not stripped.startswith("//"))
    return re.sub(r";?\s*([{};])\s*", r"\1", code) if part.endswith(".css") else code


class Served(anywidget.AnyWidget):
    """What serves a page; a subclass gives the kinds of requests, and what to do for each."""

    words = traitlets.Dict().tag(sync=True)
    language = traitlets.Unicode().tag(sync=True)
    limit = traitlets.Int(LIMIT_MB).tag(sync=True)
    parts = traitlets.Dict({"sections": _OFFERED, "usual": [name for name in usual() if name in _OFFERED]}).tag(
        sync=True
    )

    def __init__(self, language: Language, requests: Mapping[str, Serve], **traits: Any) -> None:
        self._lock = threading.RLock()
        self._language: Language = language
        self._requests = requests
        self._serving = False
        super().__init__(words=table(language), language=language, **traits)
        self.on_msg(self._receive)

    def _receive(self, widget: Any, message: Message, buffers: Sequence[memoryview]) -> None:
        serve = self._requests[message["kind"]]
        ticket = {"view": message["view"], "number": message["number"]}
        # Whatever happens, the front end gets a reply; a mistake of ours goes on to the kernel's log as it should.
        reply: Message | None = {"error": word("mistake", self._language)}
        try:
            with self._lock, self._serving_one():
                reply = serve(message, ticket, buffers)
        except NewsArchiveError as error:
            reply = {"error": faults.sentence(error, self._language)}
        finally:
            if reply is not None:
                self.send({**ticket, **reply})

    @contextmanager
    def _serving_one(self) -> Iterator[None]:
        """While this lasts, a change of a trait is part of a request, which shows it itself."""
        before, self._serving = self._serving, True
        try:
            yield
        finally:
            self._serving = before
