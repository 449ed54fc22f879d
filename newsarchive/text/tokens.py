"""Tokens: one tokenizer for index, matching, marking, concordance and measures.

A token is a run of letters or a run of digits; everything else separates. A code is therefore the phrase of its
parts: ``58/58`` is ``58`` then ``58``, ``TP.HCM`` is ``tp`` then ``hcm``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from newsarchive.text.letters import exact_key, plain_key

# Combining marks stay with their letter, so that NFD text gives the same words, at its own offsets.
_TOKEN = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+|\d+")


class Token(NamedTuple):
    """A word or number at ``text[start:end]`` with its two keys."""

    start: int
    end: int
    exact: str
    plain: str


def tokenize(text: str) -> list[Token]:
    """The tokens of `text` in order, with offsets into `text` as given."""
    return [Token(m.start(), m.end(), exact_key(m[0]), plain_key(m[0])) for m in _TOKEN.finditer(text)]


def keys(text: str) -> list[str]:
    """The exact keys of the tokens of `text`, without offsets: what an index is built from."""
    return [exact_key(word) for word in _TOKEN.findall(text)]
