"""Questions while they are typed: read as far as they go.

What waits for its other half is left out or closed: an open quotation or bracket, an operator or field with nothing
behind it, a day or number that can still go on. What can become no question by typing on stays, and is refused.
"""

from __future__ import annotations

import re

from newsarchive.errors import QueryError
from newsarchive.search import parse_query
from newsarchive.search.query import HAS_FIELDS, MADE_FIELDS, RANGE_FIELDS, TEXT_FIELDS, VALUE_FIELDS

_QUOTED = re.compile(r'"[^"]*"|“[^“”]*”')
_VALUED = {"has": HAS_FIELDS, "reprints": ("no", "yes")}
_FIELDS = "|".join(dict.fromkeys((*TEXT_FIELDS, *VALUE_FIELDS, *RANGE_FIELDS, *MADE_FIELDS, "id", *_VALUED)))
_WAITING = re.compile(
    rf'(?:(?<![^\s()"”])(?:AND|OR|NOT|NEAR(?:/\d*)?)|(?<![^\s(-])(?:{_FIELDS}):=?|(?<![^\s(:-])[-=]|\()\s*$'
)
_LAST = re.compile(r"(?<![^\s(-])(\w+):([^\s()\"“”]*)$")
# The beginning of a day, of a number, and of a range of either; a day that is written to its end cannot go on.
_DAY = r"(?:\d{0,4}|\d{4}-\d{0,2}(?:-\d{0,2})?|\d{1,2}/\d{0,4}|\d{1,2}/\d{1,2}/\d{0,4})"
_ENDS = {name: r"\d{0,9}" if name == "words" else _DAY for name in RANGE_FIELDS}
_BEGUN = {name: rf"(?:[<>]=?)?{end}|{end}\.|{end}\.\.{end}" for name, end in _ENDS.items()}
_WHOLE = re.compile(r"\d{4}-\d{2}|\d{4}-\d{2}-\d{2}|(?:\d{1,2}/)?\d{1,2}/\d{4}")


def so_far(typed: str) -> str:
    """What `typed` asks as far as it goes: everything, ``*``, where that is nothing yet."""
    text = _closed(typed)
    while (shorter := _without_end(text)) != text:
        text = shorter
    outside = _QUOTED.sub("", text)
    return (text.rstrip() + ")" * max(outside.count("(") - outside.count(")"), 0)) or "*"


def _closed(text: str) -> str:
    """`text` with its open quotation closed, or without it where nothing to search for is in it yet."""
    opened = re.search('["“]', _QUOTED.sub(lambda quoted: "_" * len(quoted[0]), text))
    if opened is None:
        return text
    begun = text[opened.start() + 1 :]
    return text + ("”" if opened[0] == "“" else '"') if re.search(r"[^\W_]", begun) else text[: opened.start()]


def _without_end(text: str) -> str:
    """`text` without what stands at its end and waits for more."""
    shorter = _WAITING.sub("", text)
    last = _LAST.search(shorter)
    return shorter[: last.start()] if last and _can_go_on(last[0], last[1], last[2]) else shorter


def _can_go_on(condition: str, field: str, value: str) -> bool:
    """Whether ``field:value`` is no condition yet, and may become one."""
    if field in _VALUED:
        return value not in _VALUED[field] and any(name.startswith(value) for name in _VALUED[field])
    if field == "id":
        return bool(re.fullmatch(r"(?:[0-9a-f]{16},)*[0-9a-f]{0,15}", value))
    if field not in _BEGUN or not re.fullmatch(_BEGUN[field], value) or _WHOLE.fullmatch(value.rpartition("..")[2]):
        return False
    try:
        parse_query(condition)
    except QueryError:
        return True
    return False
