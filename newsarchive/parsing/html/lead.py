"""The lead (sa-pô): by the mark that sites set on it, the description in metadata, where it stands, its type."""

from __future__ import annotations

import re
from collections import Counter

from newsarchive.article import Span
from newsarchive.parsing.chrome import is_chrome
from newsarchive.parsing.html.blocks import LEAD, STAMP, Block, fold
from newsarchive.parsing.html.page import Page
from newsarchive.parsing.html.title import without_site
from newsarchive.parsing.html.visible import Element, is_within
from newsarchive.parsing.reading import Reading, date_line, value_at
from newsarchive.parsing.shapes import is_prose

_MIN_LEAD = 40
_MAX_LEAD = 1_000
_MIN_CUT = 60
_QUESTION = re.compile(r"\s*(?:hỏi|bạn đọc)\b[^.?!]{0,60}:", re.IGNORECASE)
_MIN_HELD = 2  # lines
_DEPTH = 8  # elements


def read_lead(page: Page) -> list[Block]:
    """The lines of the lead.

    Those that the page marks as such, or that repeat its description; else the one that stands by itself above the
    element of the text; else an opening in bold or italics.
    """
    stated = {fold(without_site(said.value, page.about)) for said in page.about.descriptions}
    opening = [page.lines[number] for number in page.body[:2]]
    near = [
        line
        for line in [*page.head, *opening]
        if _MIN_LEAD <= len(line.text) <= _MAX_LEAD
        and not (line.is_link or line.is_caption or date_line(line.parted) or _QUESTION.match(line.text))
    ]
    marked = [line for line in near if line.is_marked(LEAD)]
    described = [line for line in near if _is_described(line.key, stated, line in opening)]
    both = [line for line in marked if line in described]
    bold = [line for line in near if line.is_bold and line not in opening[1:] and not (opening[-1].is_bold)]
    slanted = [line for line in opening[:1] if line in near and line.is_italic and not opening[-1].is_italic]
    apart = _stands_apart(page, near)
    candidates = (
        (both, "element marked as the lead"),
        (described, "line that repeats the description in metadata"),
        (marked, "element marked as the lead"),
        (apart, "paragraph of its own above the element of the text"),
        (bold, "first paragraph set in bold"),
        (slanted, "first paragraph set in italics"),
    )
    found = next(((lines[0], rule) for lines, rule in candidates if lines), None)
    if found is None:
        return []
    first, rule = found
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
    page.reading.lead = value_at("\n".join(line.text for line in lead).strip(), span, rule)
    _read_stamp(lead[0], page.reading)
    return lead


def _stands_apart(page: Page, near: list[Block]) -> list[Block]:
    """The one paragraph between title and text that does not stand in the element that holds the text, if it is one."""
    text = [page.lines[number] for number in page.body if not page.lines[number].is_caption]
    home = _home_of(text)
    if home is None:
        return []
    outside = [
        line
        for line in near
        if is_prose(line.text) and not (is_chrome(line.text) or is_within(line.block, home, _DEPTH))
    ]
    first = next((line for line in text if is_within(line.block, home, _DEPTH)), None)
    return outside if len(outside) == 1 and first is not None and outside[0].start < first.start else []


def _home_of(text: list[Block]) -> Element | None:
    """The element that holds most of the lines of `text`, and two or more: as its own, or each in one of its own."""
    for homes in (Counter(line.block for line in text), Counter(line.block.getparent() for line in text)):
        home, count = next(iter(homes.most_common(1)), (None, 0))
        if count >= _MIN_HELD and 2 * count > len(text):
            return home
    return None


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
