"""Two tables of the same articles, column by column: what one has otherwise than the other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pyarrow as pa

_WIDTH, _BEFORE = 60, 20  # characters shown of a long value, and how many of them before the first that differs


class Difference(NamedTuple):
    """Article `id` has the value `held` in `column` of one table, and `derived` in the other."""

    id: str
    column: str
    held: Any
    derived: Any

    def shown(self) -> tuple[str, str]:
        """Both values as text, cut to the part that differs."""
        one, other = _text(self.held), _text(self.derived)
        at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
        return _cut(one, at), _cut(other, at)


def differences(held: pa.Table, derived: pa.Table, columns: Iterable[str]) -> Iterator[Difference]:
    """What differs between two tables that have the same ``id`` in each row."""
    for column in columns:
        one, other = held[column].combine_chunks(), derived[column].combine_chunks()
        if one.equals(other):
            continue
        for identity, before, after in zip(held["id"].to_pylist(), one.to_pylist(), other.to_pylist(), strict=True):
            if before != after:
                yield Difference(identity, column, before, after)


def in_common(held: pa.Table, derived: pa.Table) -> tuple[pa.Table, pa.Table]:
    """The rows of both whose ``id`` both have, in the order of `derived`, each id once."""
    place = {identity: row for row, identity in reversed(list(enumerate(held["id"].to_pylist())))}
    pairs = [(place[identity], row) for row, identity in enumerate(derived["id"].to_pylist()) if identity in place]
    if len(pairs) == len(held) == len(derived) and all(one == other for one, other in pairs):
        return held, derived
    one, other = (pa.array([pair[side] for pair in pairs], pa.int64()) for side in (0, 1))
    return held.take(one), derived.take(other)


def _text(value: Any) -> str:
    if value is None:
        return "nothing"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _cut(text: str, at: int) -> str:
    start = max(0, min(at - _BEFORE, len(text) - _WIDTH))
    piece = text[start : start + _WIDTH]
    return ("…" if start else "") + piece + ("…" if start + _WIDTH < len(text) else "")
