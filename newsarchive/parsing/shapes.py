"""The shape of a line: whether it is prose, and what else stands on a line with a date."""

from __future__ import annotations

import re

_CLOSERS = '"”’»)] \t\u00a0'
_ITEM = re.compile(r"\s*(?:[-–•*+]|\(?\d{1,2}[.)])\s+\S")
SENTENCE_END = re.compile(r'[.!?…]["”’»)]*(?:\s|$)')

_ALWAYS = 180  # no headline is that long: of 34,862 real ones, three in ten thousand
_SENTENCE = 45
_QUESTION = 110


def is_prose(text: str) -> bool:
    """True for a line of running text: a sentence that ends, or longer than any headline."""
    length = len(text)
    if length >= _ALWAYS:
        return True
    last = text.rstrip(_CLOSERS)[-1:]
    return length >= _SENTENCE and (last in (".", "!", "…") or (length >= _QUESTION and last == "?"))


def is_closed(text: str) -> bool:
    """True where `text` ends as a sentence does, however short."""
    return text.rstrip(_CLOSERS)[-1:] in (".", "!", "…", "?")


def is_item(text: str) -> bool:
    """True for an item of a list."""
    return bool(_ITEM.match(text))
