"""What may stand in place of the word being typed: names of fields, values of the archive, words of its texts.

Each value and word comes with the exact number of articles that the question would have with it.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from newsarchive.errors import QueryError, UsageError
from newsarchive.search import measures, q
from newsarchive.search.measures import Period
from newsarchive.search.query import (
    BARE_FIELDS,
    HAS_FIELDS,
    MADE_FIELDS,
    RANGE_FIELDS,
    TEXT_FIELDS,
    VALUE_FIELDS,
    Named,
    Phrase,
    beginning,
)
from newsarchive.search.terms import read_words
from newsarchive.text import Language, asked, format_number, keys, stands_for
from newsarchive.widgets.asking import ask
from newsarchive.widgets.words import word

if TYPE_CHECKING:
    from newsarchive.search import Results
    from newsarchive.store import Store
    from newsarchive.store.index import Segment
    from newsarchive.text import Word

_MOST = 8
_BEGUN = 2  # letters of a field's name
_CANDIDATES = 40  # words of a segment, the most frequent, of which the best of all are counted
FIELDS = (*dict.fromkeys((*TEXT_FIELDS, *VALUE_FIELDS)), *RANGE_FIELDS, *MADE_FIELDS, "id", "has", "reprints")
"""The fields of the query language, in the order in which they are offered."""

_COUNTED = ("publisher", "section", "byline", "credit", "language")
_AT_FIELD = re.compile(r'(?<![^\s(-])(?P<field>[a-z]+):(?P<typed>=?(?:["“][^"“”]*|[^\s()"“”]*))$')
_AT_WORD = re.compile(r'(?P<typed>[^\s()"“”:=*-]+)$')


class Completion(NamedTuple):
    """What would stand there, what it means or how many articles it leaves, in words."""

    text: str
    says: str


class Completions(NamedTuple):
    """The possible `entries` after `kept`, the text before the word being typed; `others` have no room."""

    kept: str
    entries: list[Completion]
    others: int

    def to_dict(self, language: Language) -> dict[str, Any]:
        others = word("completions_others", language, count=format_number(self.others, language)) if self.others else ""
        return {"kept": self.kept, "entries": [entry._asdict() for entry in self.entries], "others": others}


def completions(store: Store, before: str, language: Language, *, words: bool = False) -> Completions:
    """What may complete `before`, the question up to the caret: a field or its values, with `words` a word as well."""
    at = _AT_FIELD.search(before)
    if at and at["field"] in FIELDS:
        return _values(store, before[: at.start()], at["field"], at["typed"].lstrip('="“'), language)
    at = _AT_WORD.search(before)
    if at is None or _is_quoted(before):
        return Completions(before, [], 0)
    kept, typed = before[: at.start()], at["typed"]
    named = [name for name in FIELDS if name.startswith(typed)] if len(typed) >= _BEGUN else []
    entries = [Completion(f"{name}:", word(f"field_{name}", language)) for name in named]
    if words and len(entries) < _MOST:
        entries += _words(store, kept, typed, language)[: _MOST - len(entries)]
    return Completions(kept, entries, 0)


def _is_quoted(text: str) -> bool:
    """Whether the end of `text` stands within quotation marks."""
    return bool(re.search(r'["“]', re.sub(r'"[^"]*"|“[^“”]*”', "", text)))


def _values(store: Store, kept: str, field: str, typed: str, language: Language) -> Completions:
    """The values of `field` that begin as `typed` does, the most frequent among what is asked before it first."""
    try:
        results = ask(store, kept)
    except QueryError:  # what stands before has to be mended first
        return Completions(kept, [], 0)
    names = store.annotations.names(field) if field in MADE_FIELDS else []  # type: ignore[arg-type]
    found = list(_of_field(results, field, typed, [name for name, _ in names]))
    entries = [Completion(text, _counted(total, language)) for text, total in found[:_MOST]]
    return Completions(kept, entries, len(found) - len(entries))


def _of_field(results: Results, field: str, typed: str, names: list[str]) -> Iterator[tuple[str, int | None]]:
    """What may stand for ``field:typed``, and how many articles the question would have; `names` are those it may."""
    for name in filter(partial(_begins, typed=typed), names):
        condition = Named(field, name)
        yield str(condition), results.ask(f"{_beside(results)}{condition}").total
    if field == "reprints":
        yield from ((f"{field}:no", None) for _ in range("no".startswith(typed)))
    elif field == "has":
        for name in HAS_FIELDS:
            if name.startswith(typed):
                yield f"has:{name}", results.ask(f"{_beside(results)}has:{name}").total
    elif field == "date":
        yield from _periods(results, typed)
    elif field in _COUNTED:
        for value, total in measures.by_value(results, field):  # type: ignore[arg-type]
            if value is not None and _begins(value, typed):
                try:
                    yield str(q.value(field, value)), total
                except UsageError:  # a value that cannot be typed
                    continue


def _periods(results: Results, typed: str) -> Iterator[tuple[str, int | None]]:
    """Years, or the months of one that is typed, in their order."""
    by: Period = "month" if re.match(r"\d{4}", typed) else "year"
    for _, said, total, _ in measures.by_period(results, by):
        if total and said.startswith(typed) and said != typed:
            yield f"date:{said}", total


def _begins(value: str, typed: str) -> bool:
    """Whether the words of `typed` begin words of `value`, one after the other; accents count where they are typed."""
    there = iter(keys(value))
    return all(any(stands_for(begun, key) for key in there) for begun in _begun(typed))


def _begun(typed: str) -> list[Word]:
    return [asked(key, prefix=True) for key in keys(typed)]


def _words(store: Store, kept: str, typed: str, language: Language) -> list[Completion]:
    """The words that begin as `typed` does, by how many articles the question has with each."""
    try:
        results = ask(store, kept)
        begun = read_words(f"{typed}*")
    except QueryError:
        return []
    if len(begun) != 1:
        return []
    counts = Counter[str]()
    for segment in results.snapshot.index.segments:
        counts += _frequent(segment, begun[0])
    found = []
    for key, _ in counts.most_common(2 * _MOST):
        phrase = Phrase((asked(key),), key)
        if total := results.ask(f"{_beside(results)}{phrase}").total:
            found.append((key, total))
    found.sort(key=lambda each: -each[1])
    return [Completion(key, _counted(total, language)) for key, total in found]


def _frequent(segment: Segment, begun: Word) -> Counter[str]:
    """The words of one segment that stand in the most articles, each with their number."""
    part, _ = segment.part(BARE_FIELDS[0])
    numbers = (number for low, high in part.numbers(begun) for number in range(low, high))
    best = heapq.nlargest(_CANDIDATES, numbers, key=lambda number: int(part.having[number]))
    return Counter({part.exact[number].as_py(): int(part.having[number]) for number in best})


def _beside(results: Results) -> str:
    """The question, to be followed by a further condition."""
    return beginning(results.question.node)


def _counted(total: int | None, language: Language) -> str:
    return "" if total is None else format_number(total, language)
