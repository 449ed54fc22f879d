"""What text copies and HTML pages share: lines with labels, date lines, signatures, and the article made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from newsarchive.article import Article, Author, Field, Label, LabelName, Moment, Source, Span, T_co
from newsarchive.parsing.dates import FoundDate, read_dates
from newsarchive.parsing.people import Signature, read_signature
from newsarchive.text import nfc, vietnamese_density

CAPTION = re.compile(
    r"ảnh\s*(?:minh\s*họa\s*)?[:.].{0,80}|.{0,200}[.(–-]\s*ảnh\s*(?:minh\s*họa\s*)?:\s*[^.]{2,60}\.?\)?", re.IGNORECASE
)
# (ĐTO) - · TTO - · (Dân trí) – · TP.HCM (TTXVN) –: a short mark in capitals or brackets, then a dash, then the text.
_DATELINE = re.compile(r"(?P<mark>\([^()\n]{2,30}\)|[A-ZĐ][A-ZĐ.]{1,12}[A-ZĐ])\s*[-–—]+\s*(?=\S)")
_MAX_DATE_LINE = 120


@dataclass(slots=True)
class Line:
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
class Reading:
    """What has been read so far, with spans into the composed text."""

    title: Field[str] | None = None
    lead: Field[str] | None = None
    byline: Field[str] | None = None
    authors: tuple[Author, ...] = ()
    credit: Field[str] | None = None
    dateline: Field[str] | None = None
    publisher: Field[str] | None = None
    section: Field[str] | None = None
    url: Field[str] | None = None
    language: Field[str] | None = None
    dates: list[tuple[Line, FoundDate]] = field(default_factory=list)
    published: Field[Moment] | None = None
    updated: Field[Moment] | None = None
    paragraphs: tuple[Field[str], ...] = ()
    warnings: list[str] = field(default_factory=list)


def dates_of(text: str) -> list[FoundDate]:
    """The dates of a line that is nothing but dates, separators and perhaps a signature."""
    if len(text) > _MAX_DATE_LINE or not (found := read_dates(text)):
        return []
    around = _outside(text, found)
    return found if not around or (len(found) == 1 and all(map(read_signature, around))) else []


def _outside(text: str, found: Sequence[FoundDate]) -> list[str]:
    """What stands around the dates of a line, without separators."""
    pieces, at = [], 0
    for date in found:
        pieces.append(text[at : date.span.start])
        at = date.span.end
    pieces.append(text[at:])
    return [stripped for piece in pieces if (stripped := piece.strip(" \t\u00a0,;:|•·-–—()[]"))]


def read_date_line(line: Line, reading: Reading) -> bool:
    """Take `line` as a date line where it is one, with a signature beside the date where there is one."""
    found = dates_of(line.text)
    if not found:
        return False
    line.label = "date"
    reading.dates += [(line, date) for date in found]
    for piece in _outside(line.text, found):
        start = line.start + line.text.index(piece)
        sign(Line(start, start + len(piece), piece), reading, "signature beside the date")
    return True


def sign(line: Line, reading: Reading, rule: str) -> bool:
    """Take `line` as a signature where it is one and says something not yet known."""
    signature = read_signature(line.text)
    return signature is not None and _take_signature(line, signature, reading, rule)


def _take_signature(line: Line, signature: Signature, reading: Reading, rule: str) -> bool:
    if (signature.byline and reading.byline) or (signature.credit and reading.credit):
        return False
    line.label = "byline" if signature.byline else "credit"
    if signature.byline:
        reading.byline = _cut(line, signature.byline, rule)
        reading.authors = signature.authors
    if signature.credit:
        credit_rule = rule if signature.byline else "source line at the tail"
        reading.credit = _cut(line, signature.credit, credit_rule)
    return True


def choose_dates(reading: Reading, dates: Iterable[tuple[Line, FoundDate]]) -> None:
    """Of `dates`, the best first, the first of each label; without a label it is the date of publication."""
    for line, found in dates:
        reading.warnings += found.problems
        if found.moment is None:
            continue
        span = Span(line.start + found.span.start, line.start + found.span.end)
        rule = f"day-first date line, labelled {found.label}" if found.label else "day-first date line"
        kind = found.label or "published"
        if getattr(reading, kind):
            reading.warnings.append(f"another date was not used: {line.text.strip()}")
        else:
            setattr(reading, kind, Field(found.moment, (span,), rule))


def read_dateline(first: Field[str]) -> Field[str] | None:
    """The agency mark or place before the text of `first`, the lead or the first paragraph."""
    if not (match := _DATELINE.match(first.value)):
        return None
    mark, start = match["mark"].strip("()"), first.spans[0].start + match.start("mark") + match["mark"].startswith("(")
    return value_at(mark, Span(start, start + len(mark)), "agency mark before the text")


def language_of(text: str) -> Field[str] | None:
    """``vi`` where letters that only Vietnamese uses are common enough; nothing is guessed otherwise."""
    return Field("vi", (), "Vietnamese letters") if vietnamese_density(text[:4_000]) >= 0.08 else None


def _cut(line: Line, span: Span, rule: str) -> Field[str]:
    return value_at(line.text[span.start : span.end], Span(line.start + span.start, line.start + span.end), rule)


def value_at(value: str, span: Span, rule: str) -> Field[str]:
    """`value` in NFC as it stands at `span`."""
    return Field(nfc(value), (span,), rule)


def assemble(
    source: Source, text: str, identity: str, offsets: Sequence[int], lines: Sequence[Line], reading: Reading
) -> Article:
    """The article, with every span moved from the composed text to `text` by `offsets`, and what is missing said."""

    def moved(value: Field[T_co] | None) -> Field[T_co] | None:
        return value and replace(value, spans=tuple(Span(offsets[a], offsets[b]) for a, b in value.spans))

    if reading.title is None:
        reading.warnings.append("no title found")
    if not (reading.published or reading.updated):
        reading.warnings.append("no date found")
    first = reading.lead or (reading.paragraphs[0] if reading.paragraphs else None)
    if first is None:
        reading.warnings.append("no text found under the title")
    dateline = reading.dateline or (first and read_dateline(first))
    return Article(
        id=identity,
        source=source,
        text=text,
        labels=tuple(Label(offsets[line.start], offsets[line.end], line.label) for line in lines),
        title=moved(reading.title),
        lead=moved(reading.lead),
        byline=moved(reading.byline),
        authors=reading.authors,
        credit=moved(reading.credit),
        dateline=moved(dateline),
        publisher=moved(reading.publisher),
        section=moved(reading.section),
        url=moved(reading.url),
        language=reading.language or language_of(text),
        published=moved(reading.published),
        updated=moved(reading.updated),
        paragraphs=tuple(p for paragraph in reading.paragraphs if (p := moved(paragraph))),
        warnings=tuple(dict.fromkeys(reading.warnings)),
    )
