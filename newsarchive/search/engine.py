"""From a question to the matching rows: the inverted indexes answer, no article text is read in order to count."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any, get_args

import lance.query as fts
import pyarrow as pa
import pyarrow.compute as pc

from newsarchive.errors import QueryError, UsageError
from newsarchive.search.matching import find
from newsarchive.search.query import DateRange, Phrase, Question, parse_day, parse_query
from newsarchive.search.results import Results, Sort, without
from newsarchive.store import Snapshot, Store, any_of

MAX_FORMS = 4_096
"""The most accented forms a phrase that mixes accented and plain words is expanded into; beyond, it is refused."""

_COLUMNS = ("id", "date", "publisher", "section", "byline", "language")


def search(
    store: Store,
    query: str,
    *,
    since: str | date | None = None,
    until: str | date | None = None,
    publisher: str | None = None,
    sort: Sort = "relevance",
) -> Results:
    """Every article for which all of `query` holds, at the archive's present version.

    `since`, `until` and `publisher` say the same as ``date:`` and ``publisher:`` in the query. `sort` is
    ``relevance`` (BM25), ``newest`` or ``oldest`` (undated last); ties are in the order of ids. Raises `QueryError`.
    """
    if sort not in get_args(Sort):
        raise UsageError(f"{sort}: is not an order; sort by {', '.join(get_args(Sort))}.")
    question = _with_filters(parse_query(query), since, until, publisher)
    snapshot = store.snapshot()
    matches = _matches(snapshot, question)
    copies = pa.array([], pa.string()) if question.reprints else store.copies(snapshot)
    return Results(question, snapshot, _ordered(without(matches, copies), question, sort), sort, copies)


def _with_filters(
    question: Question, since: str | date | None, until: str | date | None, publisher: str | None
) -> Question:
    """`question` with the filters given beside it, written as it would be typed."""
    text, dates, publishers = question.text, question.dates, question.publishers
    if since or until:
        first = since if isinstance(since, date) else parse_day(since) if since else None
        last = until if isinstance(until, date) else parse_day(until, end=True) if until else None
        dates += (DateRange(first, last),)
        text += f" date:{first or ''}..{last or ''}"
    if publisher:
        named = parse_query(f'publisher:"{publisher.replace(chr(34), " ")}"').publishers
        publishers += named
        text += f' publisher:"{named[0].text}"'
    return replace(question, text=text, dates=dates, publishers=publishers)


def _matches(snapshot: Snapshot, question: Question) -> pa.Table:
    """The matching rows: `_COLUMNS`, ``_rowid`` and ``score`` (BM25; 0 where the question has no words)."""
    scan: dict[str, Any] = {}
    conditions = [
        *map(_date_condition, question.dates),
        *(_publisher_condition(snapshot, p) for p in question.publishers),
    ]
    if conditions:
        scan |= {"filter": " AND ".join(conditions), "prefilter": True}
    columns = list(_COLUMNS)
    if question.phrases and snapshot.dataset is not None:
        clauses = [(fts.Occur.MUST, _clause(snapshot, phrase, question.text)) for phrase in question.phrases]
        scan["full_text_query"] = clauses[0][1] if len(clauses) == 1 else fts.BooleanQuery(clauses)
        columns.append("_score")
    table = snapshot.table(columns, with_row_id=True, **scan)
    scores = pc.round(table["_score"], 4) if "_score" in columns else pa.array([0.0] * len(table), pa.float32())
    return table.select([*_COLUMNS, "_rowid"]).append_column("score", scores)


def _clause(snapshot: Snapshot, phrase: Phrase, query: str) -> fts.FullTextQuery:
    """One phrase as the index understands it."""
    plain = {word.plain for word in phrase.words}
    if len(plain) == 1:
        return _index_phrase([word.key for word in phrase.words], "plain" if plain == {True} else "exact")
    forms = [snapshot.forms(word.key) if word.plain else [word.key] for word in phrase.words]
    count = math.prod(map(len, forms))
    if count > MAX_FORMS:
        raise QueryError(
            f"The words without accents can be read in {count:,} ways here; write the accents of one more of them.",
            query, phrase.position,
        )  # fmt: skip
    if count == 0:
        return _index_phrase([word.key for word in phrase.words], "exact")
    return fts.BooleanQuery([(fts.Occur.SHOULD, _index_phrase(list(each), "exact")) for each in product(*forms)])


def _index_phrase(words: list[str], column: str) -> fts.FullTextQuery:
    if len(words) == 1:
        return fts.MatchQuery(words[0], column)
    return fts.PhraseQuery(" ".join(words), column)


def _date_condition(dates: DateRange) -> str:
    """Whole days in Vietnamese time: Lance reads a literal without offset in the column's own time zone, and one with
    an offset seven hours wrong."""
    conditions = ["date IS NOT NULL"]
    if dates.since:
        conditions.append(f"date >= timestamp '{dates.since.isoformat()} 00:00:00'")
    if dates.until and dates.until < date.max:
        conditions.append(f"date < timestamp '{(dates.until + timedelta(days=1)).isoformat()} 00:00:00'")
    return " AND ".join(conditions)


def _publisher_condition(snapshot: Snapshot, wanted: Phrase) -> str:
    """The publishers of the archive whose name has the words of `wanted`, next to each other."""
    names = pc.unique(snapshot.table(["publisher"])["publisher"]).drop_null().to_pylist()
    matching = [name for name in names if find([wanted], name)]
    return any_of("publisher", matching)


def _ordered(matches: pa.Table, question: Question, sort: Sort) -> pa.Table:
    """`matches` in the order asked for; without words to weigh, the newest come first."""
    keys = [("id", "ascending", "at_end")]
    if sort == "oldest":
        keys.insert(0, ("date", "ascending", "at_end"))
    elif sort == "newest" or not question.phrases:
        keys.insert(0, ("date", "descending", "at_end"))
    else:
        keys.insert(0, ("score", "descending", "at_end"))
    return matches.take(pc.sort_indices(matches, sort_keys=keys))
