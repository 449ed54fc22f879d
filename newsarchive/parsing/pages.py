"""Text page copies: an article as somebody selected and copied it from a paper's site, one block a line.

The lines are read from both ends: what stands above the text (`head`) and below it (`tail`) is taken off, and what is
left between is the lead and the paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from newsarchive.article import Article, Field, LabelName, Source
from newsarchive.parsing.head import read_head
from newsarchive.parsing.reading import CAPTION, Line, Reading, assemble, choose_dates, date_line, mark_of, value_at
from newsarchive.parsing.shapes import SENTENCE_END, is_closed, is_item, is_prose
from newsarchive.parsing.tail import read_tail
from newsarchive.text import compose

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_OPENING = 3  # lines in which a title or lead that is known from elsewhere may be printed again
_SHORT_LEAD = 205
_MAX_LEAD = 350
_MAX_HEADING = 90


def read_page(source: Source, text: str, identity: str, known: Mapping[str, Field[str]] | None = None) -> Article:
    """The article in the page copy `text`, with the id `identity`. Any text gives one; what is missing is a warning.

    `known` are fields that a table gives beside the text: its first line is the title only where none is known, or
    where it is the same.
    """
    composed, offsets = compose(text)
    lines = [Line(m.start(), m.end(), m[0].rstrip("\r\n")) for m in _LINE.finditer(composed)]
    reading = Reading()
    printed = [line for line in lines if line.text.strip()]
    for name in ("title", "lead"):
        given = (known or {}).get(name)
        if given and not any(line.text.strip() == given.value for line in printed[:_OPENING]):
            setattr(reading, name, given)
    blank = [line for line in lines if not line.text.strip()]
    for line in blank:
        line.label = "blank"
    read_lines(printed, reading)
    choose_dates(reading)
    return assemble(source, text, identity, offsets, sorted([*printed, *blank], key=lambda line: line.start), reading)


def read_lines(lines: list[Line], reading: Reading) -> None:
    """Read `lines` from both ends, down to the lead and the paragraphs; a title already known stands above them.

    A line that holds two things is cut in two, in its place in `lines`.
    """
    below = read_head(lines, reading)
    rest = lines[below:]
    body = read_tail(rest, reading)
    lines[below:] = rest
    body = _read_lead(body, reading)
    for number, line in enumerate(body):
        line.label = _label(body, number)
    reading.paragraphs = tuple(value_at(line.text.strip(), line.span, "line of the text") for line in body)
    _warn_of_another(body, reading)


def _label(body: list[Line], number: int) -> LabelName:
    text = body[number].text.strip()
    if CAPTION.fullmatch(text):
        return "caption"
    before_prose = number + 1 < len(body) and is_prose(body[number + 1].text)
    short = len(text) <= _MAX_HEADING and not is_closed(text) and not is_item(text)
    return "heading" if short and before_prose and number else "body"


def _read_lead(body: list[Line], reading: Reading) -> list[Line]:
    """The first paragraph, where it is short, or shorter than the others and marked; return the rest.

    Copied text has no type: what tells a lead (sa-pô) is its length. Of a page that says no more than when it was
    updated the first paragraph is left in the text, as is that of one without any date.
    """
    later = sorted(len(line.text) for line in body[1:] if is_prose(line.text))
    if not later or reading.lead or not body or not is_prose(body[0].text):
        return body
    first = body[0].text.strip()
    dated = any(found.moment and found.label in (None, "published") for _, found in reading.dates)
    if not dated and mark_of(first) is None:
        return body
    length, median = len(first), later[len(later) // 2]
    short = length <= _SHORT_LEAD or (length <= _MAX_LEAD and (length < 0.85 * median or mark_of(first) is not None))
    if not short or len(SENTENCE_END.findall(first)) > 3 or CAPTION.fullmatch(first):
        return body
    body[0].label = "lead"
    reading.lead = value_at(first, body[0].span, "short first paragraph before longer ones")
    return body[1:]


def _warn_of_another(body: list[Line], reading: Reading) -> None:
    """Two articles copied into one file: a date line within the text, with running text on both sides of it."""
    for number, line in enumerate(body[1:-1], 1):
        if date_line(line.text) and any(is_prose(entry.text) for entry in body[number + 1 :]):
            reading.warnings.append(f"a second article seems to begin near: {line.text.strip()}")
            return
