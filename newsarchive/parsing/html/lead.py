"""The lead (sa-pô): by the mark that sites set on it, by the description in metadata, by its bold type."""

from __future__ import annotations

from newsarchive.article import Span
from newsarchive.parsing.html.blocks import LEAD, STAMP, Block, fold
from newsarchive.parsing.html.page import Page
from newsarchive.parsing.html.title import without_site
from newsarchive.parsing.reading import Reading, date_line, value_at

_MIN_LEAD = 40
_MAX_LEAD = 1_000
_MIN_CUT = 60


def read_lead(page: Page) -> list[Block]:
    """The lines of the lead: those that the page marks as such, or that repeat its description, or a bold opening."""
    stated = {fold(without_site(said.value, page.about)) for said in page.about.descriptions}
    opening = [page.lines[number] for number in page.body[:2]]
    near = [
        line
        for line in [*page.head, *opening]
        if _MIN_LEAD <= len(line.text) <= _MAX_LEAD and not (line.is_link or line.is_caption or date_line(line.text))
    ]
    marked = [line for line in near if line.is_marked(LEAD)]
    described = [line for line in near if _is_described(line.key, stated, line in opening)]
    both = [line for line in marked if line in described]
    bold = [line for line in near if line.is_bold and line not in opening[1:] and not (opening[-1].is_bold)]
    first = next(iter([*both, *described, *marked, *bold]), None)
    if first is None:
        return []
    element, lead = first.marked(LEAD), [first]
    if element is not None:
        number = page.lines.index(first)
        for line in page.lines[number + 1 : number + 6]:
            if line.marked(LEAD) is not element or line.key == first.key:
                break
            lead.append(line)
    for line in lead:
        line.label = "lead"
    span = Span(lead[0].span.start, lead[-1].span.end)
    rule = "element marked as the lead" if first in marked else "line that repeats the description in metadata"
    if first not in marked and first not in described:
        rule = "first paragraph set in bold"
    page.reading.lead = value_at("\n".join(line.text for line in lead).strip(), span, rule)
    _read_stamp(lead[0], page.reading)
    return lead


def _is_described(key: str, stated: set[str], in_body: bool) -> bool:
    """True where `key` is a description, with an agency mark before it or, in the head, longer than what is stated."""
    for description in stated:
        if len(description) >= _MIN_LEAD and (key == description or key.endswith(description)):
            return True
        if len(key) >= _MIN_LEAD and (description.startswith(key) or (not in_body and key[:_MIN_CUT] in description)):
            return True
    return False


def _read_stamp(line: Block, reading: Reading) -> None:
    """A place set before the lead in an element of its own, as ``<span class="location">TP HCM</span>``."""
    if len(line.pieces) < 2 or line.pieces[0].element is line.pieces[1].element:
        return
    stamp = line.text[: line.pieces[1].at].strip(" \u00a0-–—")
    element = line.pieces[0].element
    if 2 <= len(stamp) <= 40 and any(STAMP.search(element.get(name) or "") for name in ("class", "id")):
        at = line.start + line.text.index(stamp)
        reading.dateline = value_at(stamp, Span(at, at + len(stamp)), "place stamp before the text")
