"""What text copies and HTML pages share: lines with labels, date lines, signatures, and the article made of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Self

from newsarchive.article import Article, Author, Field, Label, LabelName, Moment, Source, Span, T_co
from newsarchive.parsing.chrome import is_chrome, marker
from newsarchive.parsing.dates import FoundDate, read_dates
from newsarchive.parsing.outlets import is_agency, is_outlet
from newsarchive.parsing.people import Signature, is_full_name, read_signature
from newsarchive.parsing.places import PLACES
from newsarchive.parsing.sections import is_section
from newsarchive.text import UPPER, count_mended, mend, vietnamese_density

CAPTION = re.compile(
    r"\(?ảnh\s*(?:minh\s*họa\s*)?(?:[:.].{0,80}|\)?)|.{0,250}[.(–-]\s*(?:ảnh|đồ\s*họa|nguồn\s+ảnh)\s*(?:minh\s*họa\s*)?:\s*.{2,60}"
    r"|.{0,250}\((?:ảnh|nguồn|photo)\s*:[^()]{2,60}\)\.?",
    re.IGNORECASE,
)
# (ĐTO) - · TTO - · (Dân trí) – · (BDO) Còn · TP.HCM (TTXVN) – · PHÚ YÊN –: a short mark in brackets, or one in capitals
# with a dash, or a province's name with one (but not ``Hà Nội - Lào Cai``), before the text.
_PLACE = "(?:" + "|".join(re.escape(place.title()) for place in sorted(PLACES) if "tp" not in place) + r"|TP\.?\s?HCM)"
_MARK = re.compile(
    rf"""(?:\((?P<inside>[^()\n\d]{{2,30}})\)\s*[-–—]*\s*(?=\S)
      | (?P<caps>(?:TP\.?\s?)?[{UPPER}][{UPPER}.&]*[{UPPER}](?:\s[{UPPER}.]+){{0,3}}(?:\s?Online|\.vn|\.com)?)
        (?:\s*\([^()\n]{{2,20}}\))?(?:\s+[-–—]+\s*|\s*[–—-]+\s+)(?=\S)
      | (?P<place>{_PLACE})\s+[-–—]\s+(?=["“{UPPER}])(?!{_PLACE})
      | (?P<glued>TP\.?\s?HCM|Hà\sNội|Đà\sNẵng)(?=[{UPPER}][^\W\d_]))""",
    re.VERBOSE,
)
_FROM = re.compile(r"\s*\(?(?:theo|nguồn:)\s+(?=\S)", re.IGNORECASE)
_ISSUE = re.compile(r"(?:báo\s+in\s+)?số\s+(?:báo\s+)?\d+.{0,20}|\(?giờ\s+việt\s+nam\)?", re.IGNORECASE)
_MAX_DATE_LINE = 120
_SEPARATORS = " \t\u00a0,;:•·-–—[]|"
_MIN_TITLE = 12
_MAX_WARNINGS = 20
_PART_OF_TITLE = re.compile(r"(?:ngày|đến|từ|hôm|tới|trước|sau|vào|và|của|tháng|,)\s*$", re.IGNORECASE)
_PARTED_BEFORE = re.compile(r"(?:[|•·,;:()\[\]–—\t-]\s*|\s{2,})$|^\s*$")
_PARTED_AFTER = re.compile(r"\s*[|•·,;()\[\]–—\t-]|\s{2,}|\s*$")
_CLOCK_LAST = re.compile(r"\d{4}\W.*\d\s?[:hg]\s?\d\d")
_SOURCE = re.compile(r"\s*\(?nguồn\s*:", re.IGNORECASE)
_COUNTED = re.compile(r"lượt|số|tổng|đường\s+dây|hotline|điện\s+thoại|tel|fax", re.IGNORECASE)
_WEB = 1990
_LONG_TITLE = 60
_OPENS = frozenset("(0123456789TtCcĐđNn")


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

    def cut(self, at: int) -> Self:
        """What stands from `at` on, as a line of its own; this one ends there."""
        rest = replace(self, start=self.start + at, text=self.text[at:], label="unknown")
        self.end, self.text = rest.start, self.text[:at]
        return rest


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

    def trailing_date(self, text: str) -> FoundDate | None:
        """A date at the end of a title, onto which it was copied."""
        found = read_dates(text) if text[-1:].isdigit() or text.rstrip()[-1:] in ")]" else ()
        last = found[-1] if found else None
        if last is None or last.moment is None or last.span.start < _MIN_TITLE or text[last.span.end :].strip(" )]"):
            return None
        before = text[: last.span.start]
        # "Hiệp định Geneva 20/7/1954" is a title: a date that was copied onto one has a sign, or more than a day.
        says_more = last.moment.precision != "day" or last.weekday or last.label in ("published", "updated")
        apart = before[-1:].isalpha() or bool(_PARTED_BEFORE.search(before))
        apart = apart or (len(before) >= _LONG_TITLE and last.moment.at.year >= _WEB)
        return last if (says_more or apart) and not _PART_OF_TITLE.search(before) else None

    def leading_date(self, text: str) -> FoundDate | None:
        """A date at the beginning of a paragraph, to which it was copied; prose begins with dates, too.

        Taken is one with a label or a weekday, with its clock behind the day, or glued to the first word; and one in
        brackets, unless it is older than any page of the web.
        """
        found = read_dates(text[:_MAX_DATE_LINE]) if text.lstrip()[:1] in _OPENS else ()
        first = found[0] if found else None
        if first is None or first.moment is None or text[: first.span.start].strip(" ("):
            return None
        printed, rest = text[slice(*first.span)], text[first.span.end :]
        bracketed = text.lstrip().startswith("(") and rest.lstrip().startswith(")")
        clock_last = first.moment.precision != "day" and bool(_CLOCK_LAST.search(printed))
        says_so = first.label or first.weekday or clock_last
        if says_so and not rest.lstrip(" ,")[:1].islower():
            return first
        glued = rest[:1].isupper() or (bracketed and first.moment.at.year >= _WEB)
        return first if glued and not self.dates else None


def date_line(text: str) -> tuple[FoundDate, ...]:
    """The dates of a line that is nothing but dates, separators, and perhaps a signature, a section or chrome."""
    return _date_line(text) if len(text) <= _MAX_DATE_LINE else ()


@lru_cache(maxsize=2_000)  # a line is asked several times on its way
def _date_line(text: str) -> tuple[FoundDate, ...]:
    found = read_dates(text)
    if not found or marker(text) == "chrome" or CAPTION.fullmatch(text) or _SOURCE.match(text):
        return ()
    before, after = text[: found[0].span.start], text[found[-1].span.end :]
    if before.rstrip().endswith(":") and not is_section(before):
        return ()  # a label that is not the article's: "Hạn chót: 30/12/2012"
    loose = [
        *([] if _PARTED_BEFORE.search(before) else _parted(before)[-1:]),
        *([] if _PARTED_AFTER.match(after) else _parted(after)[:1]),
    ]
    says_when = any(date.weekday or (date.moment and date.moment.precision != "day") for date in found)
    if not says_when and any(not _stands_beside(part) for part in loose):
        return ()  # what has no sign before a bare day may be a price, a birth, a year's feast
    return found if all(map(_goes_with_a_date, _outside(text, found))) else ()


def _stands_beside(piece: str) -> bool:
    """True for what may stand right beside a date, with nothing but a space between them."""
    if (
        is_section(piece)
        or (is_chrome(piece) and not _COUNTED.match(piece))
        or _ISSUE.fullmatch(piece)
        or is_full_name(piece)
    ):
        return True
    signature = read_signature(piece)
    if signature is None:
        return False
    is_known = signature.credit and signature.byline
    return bool(is_known or any(author.role or "." in author.name for author in signature.authors))


def _goes_with_a_date(piece: str) -> bool:
    place = piece.strip(" ,").casefold() in PLACES
    return place or bool(is_section(piece) or read_signature(piece) or is_chrome(piece) or _ISSUE.fullmatch(piece))


def _outside(text: str, found: Sequence[FoundDate]) -> list[str]:
    """What stands around the dates of a line, without separators."""
    pieces, at = [], 0
    for date in found:
        pieces.append(text[at : date.span.start])
        at = date.span.end
    pieces.append(text[at:])
    return [part for piece in pieces for part in _parted(piece)]


def _parted(piece: str) -> list[str]:
    parts = [part.strip(_SEPARATORS) for part in re.split(r"\s*[|•·]\s*|\s{2,}|^\s*(?:lúc|ngày|vào)\s*$", piece)]
    # A bracket that stood round the date.
    return [part for part in (p if p.count("(") == p.count(")") else p.strip("() ") for p in parts) if part.strip("()")]


def date_rule(found: FoundDate) -> str:
    """The rule by which a printed date was read."""
    return f"day-first date line, labelled {found.label}" if found.label else "day-first date line"


def take_date_line(line: Line, reading: Reading) -> None:
    """Take `line` as a date line, with a signature or a section beside the date where there is one."""
    found = read_dates(line.text)
    line.label = "date"
    reading.dates += [(line, date) for date in found]
    for piece in _outside(line.text, found):
        at = Line(line.start + line.text.index(piece), line.start + line.text.index(piece) + len(piece), piece)
        if is_section(piece):
            reading.section = reading.section or value_at(piece, at.span, "section beside the date")
        elif not is_chrome(piece) and (is_agency(piece) or not (is_outlet(piece) and read_signature(piece))):
            sign(at, reading, "signature beside the date")  # another outlet's name there is the paper's own


def sign(line: Line, reading: Reading, rule: str) -> bool:
    """Take `line` as a signature where it is one and says something not yet known."""
    signature = read_signature(line.text)
    return signature is not None and _take_signature(line, signature, reading, rule)


def _take_signature(line: Line, signature: Signature, reading: Reading, rule: str) -> bool:
    if not (signature.byline or signature.credit):  # who took the pictures
        line.label = "byline" if reading.byline else "credit"
        reading.authors += tuple(author for author in signature.authors if author not in reading.authors)
        return bool(signature.authors)
    if signature.byline and reading.byline and not signature.credit and _names(signature) == _names(reading):
        line.label = "byline"  # signed again, now with what they did
        reading.authors = tuple(
            max(pair, key=lambda a: a.role or "") for pair in zip(reading.authors, signature.authors, strict=True)
        )
        return True
    cue = _FROM.match(line.text)
    if cue and signature.byline and reading.byline and not (signature.credit or reading.credit):
        line.label = "credit"  # what follows has the shape of a name, but the author is known
        reading.credit = _cut(line, Span(cue.end(), len(line.text.rstrip())), "source line at the tail")
        return True
    if (signature.byline and reading.byline) or (signature.credit and reading.credit):
        return False
    line.label = "byline" if signature.byline else "credit"
    if signature.byline:
        reading.byline = _cut(line, signature.byline, rule)
        reading.authors = (*signature.authors, *reading.authors)
    if signature.credit:
        beside = rule == "signature beside the date"
        credit_rule = rule if signature.byline or beside else "source line at the tail"
        reading.credit = _cut(line, signature.credit, credit_rule)
    return True


def _names(signed: Signature | Reading) -> list[str]:
    return [author.name for author in signed.authors]


def choose_dates(reading: Reading) -> None:
    """Of the dates found the best of each label; without a label a date is that of publication.

    One below the title goes before one above it, which may be the page's own clock, and the nearer before the farther.
    What is not used stays as a warning, with the reason.
    """
    title = reading.title.spans[0].start if reading.title and reading.title.spans else 0
    order = sorted(reading.dates, key=lambda pair: (pair[0].start < title, abs(pair[0].start - title)))
    for line, found in order:
        reading.warnings += found.problems
        if found.moment is None:
            continue
        span = Span(line.start + found.span.start, line.start + found.span.end)
        printed = line.text[slice(*found.span)].strip()
        kind = found.label or "published"
        if kind == "clock":
            reading.warnings.append(f"another date was not used, being the page's clock: {printed}")
        elif (chosen := getattr(reading, kind)) is None:
            setattr(reading, kind, Field(found.moment, (span,), date_rule(found)))
        elif chosen.value.at.date() != found.moment.at.date() or chosen.value.precision == found.moment.precision:
            where = "standing farther from the title" if line.start >= title else "standing above the title"
            reading.warnings.append(f"another date was not used, {where}: {printed}")


def mark_of(text: str) -> re.Match[str] | None:
    """The agency mark or place before `text`."""
    return _MARK.match(text)


def read_dateline(first: Field[str]) -> Field[str] | None:
    """The agency mark or place before the text of `first`, the lead or the first paragraph."""
    if not (match := _MARK.match(first.value)):
        return None
    group = match.lastgroup or "caps"
    if not first.spans:  # a lead that a table gives in a column of its own stands nowhere in the text
        return Field(mend(match[group]), (), "agency mark before the text")
    start = first.spans[0].start + match.start(group)
    return value_at(match[group], Span(start, start + len(match[group])), "agency mark before the text")


def language_of(text: str) -> Field[str] | None:
    """``vi`` where letters that only Vietnamese uses are common enough; nothing is guessed otherwise."""
    return Field("vi", (), "Vietnamese letters") if vietnamese_density(text[:400]) >= 0.08 else None


def _cut(line: Line, span: Span, rule: str) -> Field[str]:
    return value_at(line.text[span.start : span.end], Span(line.start + span.start, line.start + span.end), rule)


def value_at(value: str, span: Span, rule: str) -> Field[str]:
    """`value` as it stands at `span`, in NFC and mended (see `text.letters`)."""
    return Field(mend(value), (span,), rule)


def assemble(
    source: Source, text: str, identity: str, offsets: Sequence[int], lines: Sequence[Line], reading: Reading
) -> Article:
    """The article, with every span moved from the composed text to `text` by `offsets`, and what is missing said."""

    composed_already = isinstance(offsets, range)

    def moved(value: Field[T_co] | None) -> Field[T_co] | None:
        return (
            value
            if composed_already
            else value and replace(value, spans=tuple(Span(offsets[a], offsets[b]) for a, b in value.spans))
        )

    if reading.title is None:
        reading.warnings.append("no title found")
    if not (reading.published or reading.updated):
        reading.warnings.append("no date found")
    first = reading.lead or (reading.paragraphs[0] if reading.paragraphs else None)
    if first is None:
        reading.warnings.append("no text found under the title")
    if mended := count_mended(text):
        reading.warnings.append(f"words put right, their tone being doubled or apart, or ð standing for đ: {mended}")
    dateline = reading.dateline or (first and read_dateline(first))
    return Article(
        id=identity,
        source=source,
        text=text,
        labels=tuple(label for line in lines if (label := _label(line, offsets)).start < label.end),
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
        warnings=_bounded(dict.fromkeys(reading.warnings)),
    )


def _label(line: Line, offsets: Sequence[int]) -> Label:
    # A mark that joins the line end before it belongs to that, and a line of nothing else is then no line.
    return Label(offsets[line.start], offsets[line.end], line.label)


def _bounded(warnings: Iterable[str]) -> tuple[str, ...]:
    """`warnings`, of each kind at most `_MAX_WARNINGS`, with the number of those left out."""
    warnings = list(warnings)
    kinds = Counter(warning.partition(": ")[0] for warning in warnings)
    seen: Counter[str] = Counter()
    kept = []
    for warning in warnings:
        kind = warning.partition(": ")[0]
        seen[kind] += 1
        if seen[kind] <= _MAX_WARNINGS:
            kept.append(warning)
        elif seen[kind] == kinds[kind]:
            kept.append(f"further warnings of the same kind: {kinds[kind] - _MAX_WARNINGS} × {kind}")
    return tuple(kept)
