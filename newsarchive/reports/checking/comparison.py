"""Two lists of what a document says, piece by piece: where they differ, and how that is told."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from newsarchive.store.fixity import Problem
from newsarchive.text import visible

_WIDTH, _BEFORE = 90, 30  # characters shown of a long text, and how many of them before the first that differs


class Piece(NamedTuple):
    """A piece of a document: `where` it stands, the `text` that is read there, and its whole `form`, which decides."""

    where: str
    text: str
    form: str


def compared(given: Sequence[Piece], expected: Sequence[Piece]) -> Iterator[Problem]:
    """Each piece of `given` that is not as in `expected`, each that should be there, and each that should not."""
    first = 0
    while first < min(len(given), len(expected)) and given[first].form == expected[first].form:
        first += 1
    last = 0
    most = min(len(given), len(expected)) - first
    while last < most and given[-1 - last].form == expected[-1 - last].form:
        last += 1
    one, other = given[first : len(given) - last], expected[first : len(expected) - last]
    matcher = SequenceMatcher(None, [each.form for each in one], [each.form for each in other], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        shared = min(b - a, d - c)
        for mine, its in zip(one[a : a + shared], other[c : c + shared], strict=True):
            yield Problem(its.where, _otherwise(mine, its))
        yield from (
            Problem(each.where, f"has {_quoted(each)}, which is not of the archive.") for each in one[a + shared : b]
        )
        yield from (Problem(each.where, f"lacks {_quoted(each)}.") for each in other[c + shared : d])


def files(given: dict[str, bytes], expected: dict[str, bytes]) -> Iterator[Problem]:
    """What of the attached files differs: JSON by its keys, CSV by its rows."""
    for name in expected.keys() - given.keys():
        yield Problem(f"attached {name}", "is missing.")
    for name in given.keys() - expected.keys():
        yield Problem(f"attached {visible(name)}", "is not of the report.")
    for name in sorted(given.keys() & expected.keys()):
        if given[name] != expected[name]:
            told = list(compared(_pieces(name, given[name]), _pieces(name, expected[name])))
            yield from told or [Problem(f"attached {name}", "has other bytes.")]


def _pieces(name: str, data: bytes) -> list[Piece]:
    try:
        text = data.decode("utf-8-sig")
        if name.endswith(".json"):
            return [
                Piece(f"attached {name}, {path}", said, f"{path} {said}") for path, said in _leaves(json.loads(text))
            ]
        rows = csv.reader(io.StringIO(text, newline=""))
        return [Piece(f"attached {name}, row {n}", " | ".join(row), repr(row)) for n, row in enumerate(rows)]
    except (ValueError, csv.Error, RecursionError) as error:
        return [Piece(f"attached {name}", f"cannot be read ({error})", repr(data))]


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every value of a JSON document with its path, as ``articles[3].id``."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _leaves(inner, f"{path}[{number}]")
    else:
        yield path, json.dumps(value, ensure_ascii=False)


def _otherwise(mine: Piece, its: Piece) -> str:
    if mine.text == its.text:
        one, other = _cut(mine.form, its.form)
        return f"says the same in another form: {one}, and should be {other}."
    one, other = _cut(mine.text, its.text)
    return f"says “{one}”, and by the archive it is “{other}”."


def _quoted(piece: Piece) -> str:
    said, _ = _cut(piece.text or piece.form, "")
    return f"“{said}”"


def _cut(one: str, other: str) -> tuple[str, str]:
    """Both texts, cut to the part where they differ."""
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return _shown(one, at), _shown(other, at)


def _shown(text: str, at: int) -> str:
    start = max(0, min(at - _BEFORE, len(text) - _WIDTH))
    piece = text[start : start + _WIDTH]
    return visible(("…" if start else "") + piece + ("…" if start + _WIDTH < len(text) else "")).replace("\n", " ")
