"""Characters that cannot be printed, written out so that they can be seen and do nothing."""

from __future__ import annotations

import re

# Characters that print nothing or turn the line round: controls (but tab and newline), line separators, bidirectional
# overrides and isolates, the byte order mark, surrogates, private use, noncharacters, and tags, which can hide a text.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)


def visible(text: str) -> str:
    """`text` with each character that cannot be printed written out, as in ``[U+202E]``; ``\\r\\n`` is a newline."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    return _UNPRINTABLE.sub(lambda match: code_point(match[0]), text)


def code_point(character: str) -> str:
    """``[U+202E]``: the name under which a character is shown that cannot be printed."""
    return f"[U+{ord(character):04X}]"
