"""Text page copies: an article as somebody selected and copied it from a paper's site, one block a line.

The lines are read from both ends. Above the text stand breadcrumbs, the title and date lines; below it a signature,
credits and the site's own lines; what is left between is the lead and the paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsarchive.article import Article, Author, Field, Label, LabelName, Moment, Source, Span
from newsarchive.parsing.chrome import RELATED, is_breadcrumb, is_chrome
from newsarchive.parsing.dates import FoundDate, read_dates
from newsarchive.parsing.people import Signature, read_signature
from newsarchive.text import compose, nfc, vietnamese_density

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_CAPTION = re.compile(
    r"ảnh\s*(?:minh\s*họa\s*)?[:.].{0,80}|.{0,200}[.(–-]\s*ảnh\s*(?:minh\s*họa\s*)?:\s*[^.]{2,60}\.?\)?", re.IGNORECASE
)
# (ĐTO) - · TTO - · (Dân trí) – · TP.HCM (TTXVN) –: a short mark in capitals or brackets, then a dash, then the text.
_DATELINE = re.compile(r"(?P<mark>\([^()\n]{2,30}\)|[A-ZĐ][A-ZĐ.]{1,12}[A-ZĐ])\s*[-–—]+\s*(?=\S)")
_MAX_LEAD = 350
_SENTENCE_END = re.compile(r'[.!?…]["”)]*(?:\s|$)')
_MAX_DATE_LINE = 120


@dataclass(slots=True)
class _Line:
    """One line of the composed text, without its line end in `text`, with it in `end`."""

    start: int
    end: int
    text: str
    label: LabelName = "unknown"

    @property
    def span(self) -> Span:
        """The line without surrounding white space."""
        left = self.start + len(self.text) - len(self.text.lstrip())
        return Span(left, left + len(self.text.strip()))


@dataclass(slots=True)
class _Reading:
    """What has been read so far, with spans into the composed text."""

    title: Field[str] | None = None
    section: Field[str] | None = None
    dates: list[tuple[_Line, FoundDate]] = field(default_factory=list)
    byline: Field[str] | None = None
    authors: tuple[Author, ...] = ()
    credit: Field[str] | None = None
    warnings: list[str] = field(default_factory=list)


def read_page(source: Source, text: str, identity: str) -> Article:
    """The article in the page copy `text`, with the id `identity`. Any text gives one; what is missing is a warning."""
    composed, offsets = compose(text)
    lines = [_Line(m.start(), m.end(), m[0].rstrip("\r\n")) for m in _LINE.finditer(composed)]
    for line in lines:
        if not line.text.strip():
            line.label = "blank"
    written = [line for line in lines if line.label != "blank"]
    reading = _Reading()
    rest = _read_tail(_read_head(written, reading), reading)
    lead, rest = _read_lead(rest, reading)
    for line in rest:
        line.label = "caption" if _CAPTION.fullmatch(line.text.strip()) else "body"
    paragraphs = tuple(_field(line.text.strip(), line.span, "line of the text") for line in rest)
    return _assemble(source, text, identity, offsets, lines, reading, lead, paragraphs)


def _read_head(lines: list[_Line], reading: _Reading) -> list[_Line]:
    """Label title, dates, breadcrumb and chrome at the top; return the lines below."""
    for number, line in enumerate(lines):
        text = line.text.strip()
        if _read_date_line(line, reading):
            if reading.title is None:
                continue
        elif reading.title is None:
            if is_breadcrumb(text):
                line.label = "section"
                last = re.split(r"[>»›/|]", text)[-1].strip()
                start = line.start + line.text.rindex(last)
                reading.section = _field(last, Span(start, start + len(last)), "breadcrumb")
            elif is_chrome(text):
                line.label = "chrome"
            else:
                line.label = "title"
                reading.title = _field(text, line.span, "first line that is neither date nor chrome")
        elif is_chrome(text):
            line.label = "chrome"
        elif (
            reading.byline is None
            and number + 1 < len(lines)
            and _sits_at_date(lines, number)
            and _sign(line, reading, "signature beside the date")
        ):
            continue
        else:
            return lines[number:]
    return []


def _sits_at_date(lines: list[_Line], number: int) -> bool:
    """True for a line between the title and a date line below it, or right after a date line."""
    return lines[number - 1].label == "date" or bool(_date_of(lines[number + 1].text))


def _date_of(text: str) -> list[FoundDate]:
    """The dates of a line that is nothing but dates, separators and perhaps a signature."""
    if len(text) > _MAX_DATE_LINE or not (found := read_dates(text)):
        return []
    outside = _outside(text, found)
    return found if not outside or (len(found) == 1 and all(map(_signature_of, outside))) else []


def _outside(text: str, found: Sequence[FoundDate]) -> list[str]:
    """What stands around the dates of a line, without separators."""
    pieces, at = [], 0
    for date in found:
        pieces.append(text[at : date.span.start])
        at = date.span.end
    pieces.append(text[at:])
    return [stripped for piece in pieces if (stripped := piece.strip(" \t\u00a0,;:|•·-–—()[]"))]


def _signature_of(text: str) -> Signature | None:
    return read_signature(text)


def _read_date_line(line: _Line, reading: _Reading) -> bool:
    """Take `line` as a date line where it is one, with a signature beside the date where there is one."""
    found = _date_of(line.text)
    if not found:
        return False
    line.label = "date"
    reading.dates += [(line, date) for date in found]
    for piece in _outside(line.text, found):
        start = line.start + line.text.index(piece)
        _take_signature(
            _Line(start, start + len(piece), piece), read_signature(piece), reading, "signature beside the date"
        )
    return True


def _read_tail(lines: list[_Line], reading: _Reading) -> list[_Line]:
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
        if not _sign(lines[-1], reading, "signature on the last line"):
            break
        lines.pop()
    return lines


def _sign(line: _Line, reading: _Reading, rule: str) -> bool:
    """Take `line` as a signature where it is one and says something not yet known."""
    signature = read_signature(line.text)
    return signature is not None and _take_signature(line, signature, reading, rule)


def _take_signature(line: _Line, signature: Signature | None, reading: _Reading, rule: str) -> bool:
    if signature is None or (signature.byline and reading.byline) or (signature.credit and reading.credit):
        return False
    line.label = "byline" if signature.byline else "credit"
    if signature.byline:
        reading.byline = _cut(line, signature.byline, rule)
        reading.authors = signature.authors
    if signature.credit:
        credit_rule = rule if signature.byline else "source line at the tail"
        reading.credit = _cut(line, signature.credit, credit_rule)
    return True


def _read_lead(lines: list[_Line], reading: _Reading) -> tuple[Field[str] | None, list[_Line]]:
    """A first paragraph of one or two sentences, shorter than those after it, is the lead (sa-pô)."""
    if len(lines) < 2:
        return None, lines
    first, later = lines[0].text.strip(), sorted(len(line.text) for line in lines[1:])
    median = later[len(later) // 2]
    ends = len(_SENTENCE_END.findall(first))
    if len(first) > _MAX_LEAD or len(first) >= median or not 1 <= ends <= 2:
        return None, lines
    lines[0].label = "lead"
    return _field(first, lines[0].span, "short first paragraph before longer ones"), lines[1:]


def _assemble(
    source: Source,
    text: str,
    identity: str,
    offsets: Sequence[int],
    lines: list[_Line],
    reading: _Reading,
    lead: Field[str] | None,
    paragraphs: tuple[Field[str], ...],
) -> Article:
    """The article, with every span moved from the composed text to the source as found."""

    def moved(value: Field[str] | None) -> Field[str] | None:
        return value and Field(value.value, tuple(Span(offsets[a], offsets[b]) for a, b in value.spans), value.rule)

    dates = _choose_dates(reading)
    if reading.title is None:
        reading.warnings.append("no title found")
    if not dates:
        reading.warnings.append("no date found")
    if not paragraphs and lead is None:
        reading.warnings.append("no text found under the title")
    first = lead or (paragraphs[0] if paragraphs else None)
    return Article(
        id=identity,
        source=source,
        text=text,
        labels=tuple(Label(offsets[line.start], offsets[line.end], line.label) for line in lines),
        title=moved(reading.title),
        lead=moved(lead),
        byline=moved(reading.byline),
        authors=reading.authors,
        credit=moved(reading.credit),
        dateline=moved(_read_dateline(first)),
        section=moved(reading.section),
        language=language_of(text),
        published=_moved_date(dates.get("published"), offsets),
        updated=_moved_date(dates.get("updated"), offsets),
        paragraphs=tuple(p for paragraph in paragraphs if (p := moved(paragraph))),
        warnings=tuple(dict.fromkeys(reading.warnings)),
    )


def _choose_dates(reading: _Reading) -> dict[str, Field[Moment]]:
    """The first date of each label; without a label it is the date of publication.

    A date below the title goes before one above it, which is then the page's own clock.
    """
    title_at = reading.title.spans[0].start if reading.title else 0
    chosen: dict[str, Field[Moment]] = {}
    for line, found in sorted(reading.dates, key=lambda pair: pair[0].start < title_at):
        reading.warnings += found.problems
        if found.moment is None:
            continue
        span = Span(line.start + found.span.start, line.start + found.span.end)
        rule = f"day-first date line, labelled {found.label}" if found.label else "day-first date line"
        kind = found.label or "published"
        if kind in chosen:
            reading.warnings.append(f"another date was not used: {line.text.strip()}")
        else:
            chosen[kind] = Field(found.moment, (span,), rule)
    return chosen


def _moved_date(value: Field[Moment] | None, offsets: Sequence[int]) -> Field[Moment] | None:
    return value and Field(value.value, tuple(Span(offsets[a], offsets[b]) for a, b in value.spans), value.rule)


def _read_dateline(first: Field[str] | None) -> Field[str] | None:
    if first is None or not (match := _DATELINE.match(first.value)):
        return None
    mark, start = match["mark"].strip("()"), first.spans[0].start + match.start("mark") + match["mark"].startswith("(")
    return _field(mark, Span(start, start + len(mark)), "agency mark before the text")


def language_of(text: str) -> Field[str] | None:
    """``vi`` where letters that only Vietnamese uses are common enough; nothing is guessed otherwise."""
    return Field("vi", (), "Vietnamese letters") if vietnamese_density(text[:4_000]) >= 0.08 else None


def _cut(line: _Line, span: Span, rule: str) -> Field[str]:
    return _field(line.text[span.start : span.end], Span(line.start + span.start, line.start + span.end), rule)


def _field(value: str, span: Span, rule: str) -> Field[str]:
    return Field(nfc(value), (span,), rule)
