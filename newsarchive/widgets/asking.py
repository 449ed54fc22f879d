"""Questions as a search box holds them: asked while they are typed, narrowed by a click, put in a title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsarchive.reports.recipe import period_in_words
from newsarchive.search import Node, Results, parse_query, q, search
from newsarchive.search.query import And, Everything, Is, Named, Near, Not, Or, Phrase, Range, all_of, conditions
from newsarchive.search.ranking import Sort
from newsarchive.search.unfinished import so_far
from newsarchive.text import Language

if TYPE_CHECKING:
    from newsarchive.store import Store


def ask(store: Store, query: str, sort: Sort = "relevance") -> Results:
    """The answer to what stands in a search box, also while it is being typed. Raises `QueryError`."""
    return search(store, so_far(query), sort=sort)


def ask_within(store: Store, query: str, days: Range | None, collection: str) -> Results:
    """Like `ask`, of the articles of `days` and of a `collection` alone, where these are given."""
    within = [*([days] if days else []), *([q.collection(collection)] if collection else [])]
    if not within:
        return ask(store, query)
    return search(store, all_of([*_conditions(parse_query(so_far(query)).node), *within]))


def asks_everything(node: Node) -> bool:
    """True where nothing narrows the archive."""
    return not _conditions(node)


def in_box(node: Node) -> str:
    """`node` as a search box shows it: empty where it asks for everything."""
    return "" if asks_everything(node) else str(all_of(_conditions(node)))


def without(node: Node, field: str) -> Node:
    """`node` without those of its conditions that are about `field` alone."""
    return all_of([part for part in _conditions(node) if not _is_about(part, field)])


def narrowed(node: Node, condition: Is | Range | Named) -> Node:
    """`node` with `condition` beside it, which some of its articles meet, and without what that makes superfluous."""
    kept = [part for part in _conditions(node) if not _follows(part, condition)]
    return all_of([*kept, condition])


def in_short(node: Node, language: Language) -> str:
    """`node` as people write it in a title: ``“học tập” · năm 2012``."""
    values = {part: _value(part, language) for part in _conditions(node)}
    words = all_of([part for part, value in values.items() if not value])
    said = re.sub(r'"([^"]*)"', r"“\1”", in_box(words))
    return " · ".join(filter(None, (said, *values.values())))


def _conditions(node: Node) -> list[Node]:
    """What has to hold, each by itself; every article, which is what one begins with, is none."""
    return [part for part in conditions(node) if part != Everything()]


def _is_about(node: Node, field: str) -> bool:
    match node:
        case And(parts) | Or(parts):
            return all(_is_about(part, field) for part in parts)
        case Not(part):
            return _is_about(part, field)
        case Range() | Is() | Named() | Phrase() | Near():
            return node.field == field
    return False


def _follows(node: Node, condition: Is | Range | Named) -> bool:
    """Whether all articles of `condition` meet `node` where some do, as what is about one value does."""
    if isinstance(condition, Is):
        return _is_about(node, condition.field)
    if isinstance(condition, Named):
        return node == condition
    return isinstance(node, Range) and node.field == condition.field and _contains(node, condition)


def _contains(outer: Range, inner: Range) -> bool:
    """Whether all days of `inner`, which has both ends, are of `outer`."""
    return (outer.low is None or outer.low <= inner.low) and (outer.high is None or inner.high <= outer.high)  # type: ignore[operator]


def _value(node: Node, language: Language) -> str:
    """The value that a condition on date, publisher, tag or collection asks for; empty for others."""
    match node:
        case Range("date"):
            return period_in_words(str(node).removeprefix("date:"), language)
        case Is("publisher", value) | Named(_, value):
            return value
        case Phrase(field="publisher"):
            return node.text
    return ""
