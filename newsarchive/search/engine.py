"""From a question, typed or built, to its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args
from urllib.parse import parse_qs, urlsplit

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from newsarchive.errors import UsageError
from newsarchive.search import q
from newsarchive.search.answer import Beside
from newsarchive.search.made import Made, Told
from newsarchive.search.query import Node, Or, Question, parse_query
from newsarchive.search.ranking import Sort
from newsarchive.search.results import Results, respond

if TYPE_CHECKING:
    from newsarchive.store import Snapshot, Store

LINK = "newsarchive:"
"""How the link to an answer begins; see `Results.link`."""


def search(
    store: Store,
    query: str | Node,
    *,
    since: q.Day = None,
    until: q.Day = None,
    publisher: str | None = None,
    sort: Sort | None = None,
    version: int | None = None,
    snapshot: Snapshot | None = None,
    told: Told | None = None,
) -> Results:
    """Every article for which the whole of `query` holds, at the archive's present `version` or an earlier one.

    `query` is a question in the query language, one built with `newsarchive.q`, or the link of an answer, which is
    asked at that answer's version and in its order, unless others are given. `since` and `until`, days as `q.date`
    takes them, and `publisher` say the same as ``date:`` and ``publisher:`` in the query. `sort` is ``relevance``
    (BM25, where none is given), ``newest`` or ``oldest`` (undated last) or ``archive``, the order of taking in; ties
    are in that order. `snapshot`, one of the store that is held, may be asked in the place of the newest, and
    `told`, what the tags and collections asked for stood for in an earlier answer, in the place of today's. Raises
    `QueryError`, or `UsageError` for a version that there was not.
    """
    if isinstance(query, str) and query.startswith(LINK):
        query, its_version, its_sort = _from_link(query)
        version, sort = version or its_version, sort or its_sort
    sort = sort or "relevance"
    if sort not in get_args(Sort):
        raise UsageError(f"{sort}: is not an order; sort by {', '.join(get_args(Sort))}.")
    if not isinstance(query, str | Node):
        raise UsageError(f"{query!r}: is no question; give a text, or one built with newsarchive.q.")
    question = parse_query(query) if isinstance(query, str) else Question(str(query), query)
    if since or until:
        question = _narrowed(question, q.date(since or None, until or None))
    if publisher:
        question = _narrowed(question, q.field("publisher", publisher))
    held = snapshot or store.snapshot()
    asked = held if version is None else held.at(version)

    def copies() -> npt.NDArray[np.int64]:
        return asked.kept("copies", lambda: _copies(store, asked))

    return respond(question, asked, Beside(copies, Made(store.annotations.marks, told)), sort)


def _narrowed(question: Question, node: Node) -> Question:
    """`question` with a filter given beside it, written as it would be typed."""
    typed = f"({question.text})" if isinstance(question.node, Or) else question.text
    return Question(f"{typed} {node}", question.node & node)


def _copies(store: Store, snapshot: Snapshot) -> npt.NDArray[np.int64]:
    """The numbers of the later copies among the articles."""
    return np.flatnonzero(pc.is_in(snapshot.column("id"), value_set=store.copies(snapshot)).to_numpy())


def _from_link(link: str) -> tuple[str, int, Sort]:
    """The question, version and order that a link says."""
    said = parse_qs(urlsplit(link).query, keep_blank_values=True)
    try:
        sort: Sort = said.get("sort", ["relevance"])[0]  # type: ignore[assignment]  # checked by the caller
        return said["q"][0], int(said["v"][0]), sort
    except (KeyError, ValueError):
        raise UsageError(f"{link}: is no link to an answer; one reads newsarchive:?q=…&v=12.") from None
