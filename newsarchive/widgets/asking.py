"""Questions as a search box holds them: asked while they are typed, narrowed and widened by a click."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from newsarchive.search import Results, search
from newsarchive.text import plain_key

if TYPE_CHECKING:
    from newsarchive.store import Store

_TERM = re.compile(r'(?:"[^"]*"?|[^\s"])+')
_FILTER = re.compile(r"(date|publisher):", re.IGNORECASE)
_UNFINISHED = re.compile(r'(?:^|\s)(?:AND|(?i:date|publisher):"?)\s*$')


def ask(store: Store, query: str, since: date | None = None, until: date | None = None) -> Results:
    """The answer to what stands in a search box, also while it is being typed.

    Empty is everything, an open quotation is closed, and a filter or an AND that waits for what follows is left out.
    """
    asked = _UNFINISHED.sub("", query).strip() or "*"
    return search(store, f'{asked}"' if asked.count('"') % 2 else asked, since=since, until=until)


def asks_everything(query: str) -> bool:
    """True where nothing narrows the archive."""
    return not terms(query)


def terms(query: str) -> list[str]:
    """The words, phrases and filters of `query`, without ``*``, which asks for nothing in particular."""
    return [term for term in _TERM.findall(query) if term != "*"]


def without(query: str, field: str) -> str:
    """`query` without its ``field:`` terms."""
    return " ".join(term for term in terms(query) if not term.casefold().startswith(f"{field}:"))


def narrowed(query: str, field: str, value: str) -> str:
    """`query` with ``field:value`` as its only term of that field."""
    quoted = f'"{value}"' if re.search(r"\s", value) else value
    return f"{without(query, field)} {field}:{quoted}".strip()


def wider(query: str) -> list[str]:
    """Questions that ask for more than `query` does, nearest first: no filters, no diacritics, no quotes."""
    words = without(without(query, "date"), "publisher")
    loose = words.replace('"', "")
    plain, plain_loose = (" ".join(map(plain_key, other.split())) for other in (words, loose))
    return [other for other in dict.fromkeys([words, plain, loose, plain_loose]) if other and other != query.strip()]


def in_short(query: str) -> str:
    """`query` as people write it in a title: ``“học tập” · 2012``."""
    words = without(without(query, "date"), "publisher")
    parts = [re.sub(r'"([^"]*)"', r"“\1”", words)]
    parts += [term.split(":", 1)[1].strip('"') for term in terms(query) if _FILTER.match(term)]
    return " · ".join(filter(None, parts))
