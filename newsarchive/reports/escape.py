"""The one place that makes text safe: for HTML, for Typst, for spreadsheets, for file names.

Article text is hostile until it has passed here.
"""

from __future__ import annotations

import html as stdlib_html
import json
import re
from collections.abc import Mapping
from typing import Any

from newsarchive.text import plain_key, visible


def html(text: str) -> str:
    """`text` for the content of an element or a quoted attribute of HTML."""
    return stdlib_html.escape(visible(text))


def typst(data: Mapping[str, Any]) -> bytes:
    """`data` for the Typst template, which reads it as JSON: text is data there and never becomes source."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def spreadsheet(text: str) -> str:
    """`text` for a cell of a CSV file: what a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


_LATEX: dict[str, str | int | None] = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}


def latex(text: str) -> str:
    """`text` on one line for a braced field of BibTeX."""
    return one_line(text).translate(str.maketrans(_LATEX))


def one_line(text: str) -> str:
    """`text` without line ends, for formats in which a line is a field."""
    return " ".join(visible(text).split())


_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)$")
_STEM = 80


def file_stem(title: str, default: str) -> str:
    """A file name for `title` that is safe on every system: ``hoc-tap-va-lam-theo``; `default` where nothing is left.

    Only a–z, 0–9 and hyphens, at most 80 of them, cut between words; never a name that Windows keeps for itself.
    """
    words = re.findall("[a-z0-9]+", plain_key(title))
    stem = ""
    for word in words:
        if len(stem) + len(word) >= _STEM:
            break
        stem = f"{stem}-{word}" if stem else word
    stem = stem or "".join(words)[:_STEM] or default
    return f"{stem}-{default}" if _RESERVED.match(stem) else stem
