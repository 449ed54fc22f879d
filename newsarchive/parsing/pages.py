"""Text page copies: an article as somebody selected and copied it from a paper's site, one block a line.

The lines are read from both ends. Above the text stand breadcrumbs, the title and date lines; below it a signature,
credits and the site's own lines; what is left between is the lead and the paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from newsarchive.article import Article, Field, Source, Span
from newsarchive.parsing.chrome import RELATED, is_breadcrumb, is_chrome
from newsarchive.parsing.dates import FoundDate
from newsarchive.parsing.reading import (
    CAPTION,
    Line,
    Reading,
    assemble,
    choose_dates,
    dates_of,
    read_date_line,
    sign,
    value_at,
)
from newsarchive.text import compose, nfc

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_MAX_LEAD = 350
_OPENING = 3  # lines in which a title or lead that is known from elsewhere may be printed again
_SENTENCE_END = re.compile(r'[.!?…]["”)]*(?:\s|$)')


def read_page(source: Source, text: str, identity: str, known: Mapping[str, str] | None = None) -> Article:
    """The article in the page copy `text`, with the id `identity`. Any text gives one; what is missing is a warning.

    `known` are fields that a table gives beside the text: its first line is the title only where none is known, or
    where it is the same.
    """
    composed, offsets = compose(text)
    lines = [Line(m.start(), m.end(), m[0].rstrip("\r\n")) for m in _LINE.finditer(composed)]
    for line in lines:
        if not line.text.strip():
            line.label = "blank"
    reading = Reading()
    printed = [line for line in lines if line.label != "blank"]
    for name in ("title", "lead"):
        value = nfc((known or {}).get(name, ""))
        if value and not any(line.text.strip() == value for line in printed[:_OPENING]):
            setattr(reading, name, Field(value, (), f"column of the table: {name}"))
    read_lines(printed, reading)
    choose_dates(reading, _dates_below_the_title_first(reading))
    return assemble(source, text, identity, offsets, lines, reading)


def read_lines(lines: list[Line], reading: Reading) -> None:
    """Read `lines` from both ends, down to the lead and the paragraphs; a title already known stands above them."""
    rest = _read_lead(_read_tail(_read_head(lines, reading), reading), reading)
    for line in rest:
        line.label = "caption" if CAPTION.fullmatch(line.text.strip()) else "body"
    reading.paragraphs = tuple(value_at(line.text.strip(), line.span, "line of the text") for line in rest)


def _read_head(lines: list[Line], reading: Reading) -> list[Line]:
    """Label title, dates, breadcrumb and chrome at the top; return the lines below."""
    for number, line in enumerate(lines):
        text = line.text.strip()
        if read_date_line(line, reading):
            if reading.title is None:
                continue
        elif reading.title is None:
            if is_breadcrumb(text):
                line.label = "section"
                last = re.split(r"[>»›/|]", text)[-1].strip()
                start = line.start + line.text.rindex(last)
                reading.section = value_at(last, Span(start, start + len(last)), "breadcrumb")
            elif is_chrome(text):
                line.label = "chrome"
            else:
                line.label = "title"
                reading.title = value_at(text, line.span, "first line that is neither date nor chrome")
        elif is_chrome(text):
            line.label = "chrome"
        elif (
            reading.byline is None
            and number + 1 < len(lines)
            and _sits_at_date(lines, number)
            and sign(line, reading, "signature beside the date")
        ):
            continue
        else:
            return lines[number:]
    return []


def _sits_at_date(lines: list[Line], number: int) -> bool:
    """True for a line between the title and a date line below it, or right after a date line."""
    return lines[number - 1].label == "date" or bool(dates_of(lines[number + 1].text))


def _read_tail(lines: list[Line], reading: Reading) -> list[Line]:
    """Label chrome, signature and credit at the end; return the lines above."""
    for number, line in enumerate(lines):
        if RELATED.fullmatch(line.text.strip()):
            for below in lines[number:]:
                below.label = "chrome"
            lines = lines[:number]
            break
    while lines and is_chrome(lines[-1].text):
        lines.pop().label = "chrome"
    for _ in range(3):
        if len(lines) < 2 or (reading.byline and reading.credit):
            break
        if not sign(lines[-1], reading, "signature on the last line"):
            break
        lines.pop()
    return lines


def _read_lead(lines: list[Line], reading: Reading) -> list[Line]:
    """A first paragraph of one or two sentences, shorter than those after it, is the lead (sa-pô); return the rest."""
    if len(lines) < 2 or reading.lead:
        return lines
    first, later = lines[0].text.strip(), sorted(len(line.text) for line in lines[1:])
    median = later[len(later) // 2]
    ends = len(_SENTENCE_END.findall(first))
    if len(first) > _MAX_LEAD or len(first) >= median or not 1 <= ends <= 2:
        return lines
    lines[0].label = "lead"
    reading.lead = value_at(first, lines[0].span, "short first paragraph before longer ones")
    return lines[1:]


def _dates_below_the_title_first(reading: Reading) -> Iterator[tuple[Line, FoundDate]]:
    """A date below the title goes before one above it, which is then the page's own clock."""
    title_at = reading.title.spans[0].start if reading.title and reading.title.spans else 0
    yield from sorted(reading.dates, key=lambda pair: pair[0].start < title_at)
