"""The title: what the page prints as such, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from newsarchive.article import Field, Span
from newsarchive.parsing.head import find_title
from newsarchive.parsing.html.blocks import Block, fold, plain
from newsarchive.parsing.html.metadata import Metadata, Said
from newsarchive.parsing.html.page import Page
from newsarchive.parsing.outlets import is_outlet
from newsarchive.parsing.reading import value_at
from newsarchive.parsing.sections import is_section

_TAIL = re.compile(r"\s+[-–—|•·»:]+\s+|\s*\|\s*")
_TITLE = re.compile(
    r"(?:^|[\s_-])(?:title|headline|tieu-?de|heading|head-?title|entry-title)|(?:title|headline|tieude)$", re.I
)
_ABOVE = 30
_MIN_PART = 12
_MIN_CUT = 15
_MENU = 4  # links
_CALLED = 6.0


def read_title(page: Page, text: int) -> None:
    """The title, printed above the line `text`, the first of the running text.

    The ``h1`` that metadata agrees with; else a line that metadata agrees with, accents or not; else an ``h1``; else,
    where metadata names nothing but the site, the line above the text that stands and reads as the headline; else what
    metadata says.
    """
    stated = [
        Said(title, said.element)
        for said in page.about.titles
        if not (is_section(title := without_site(said.value, page.about)) or fold(title) in page.about.sites)
    ]
    keys = [fold(said.value) for said in stated]
    headings = [span for span in _headings(page.lines) if fold(_joined(page.lines, span)) not in page.about.sites]
    for first, last in headings:
        if any(_is_like(fold(_joined(page.lines, (first, last))), key) for key in keys):
            return _take_title(page, first, last, "h1 element")
    same = [number for number, line in enumerate(page.lines) if line.key in keys]
    same = same or list(_alike(page, text))
    for number in sorted(same, key=lambda number: (page.lines[number].is_link, abs(text - number))):
        if _is_masthead(page, number, text):
            stated = []
        else:
            return _take_title(page, number, number, "line that repeats the title in metadata")
    for first, last in headings:
        if not _is_site(_joined(page.lines, (first, last)), page.about):
            return _take_title(page, first, last, "h1 element")
    named = [said for said in stated if said.element != "title element" and not _is_site(said.value, page.about)]
    if not named and (number := _headline(page.lines, text)) >= 0:
        return _take_title(page, number, number, "line that stands and reads as the headline")
    if named or stated:
        best = (named or stated)[0]
        page.reading.title = Field(best.value, (), best.element)
    return None


def _alike(page: Page, text: int) -> Iterator[int]:
    """Lines near the text that metadata gives without accents, beside the site's name, or cut short."""
    parts = [
        plain(part.rstrip(". …"))
        for said in page.about.titles
        for part in [said.value, *_TAIL.split(said.value)]
        if len(fold(part)) >= _MIN_PART and not is_section(part)
    ]
    for number in range(max(0, text - _ABOVE), min(text + 3, len(page.lines))):
        line = page.lines[number]
        key = plain(line.text)
        is_open = not line.is_link or line.is_marked(_TITLE) or any(e.tag in ("h1", "h2") for e in line.around)
        alike = any(key == part or (len(part) >= _MIN_CUT and key.startswith(part)) for part in parts)
        if is_open and alike and len(key) >= _MIN_PART:
            yield number


def _is_masthead(page: Page, number: int, text: int) -> bool:
    """True for the site's name, which metadata gives for the title: the menu stands between it and a headline."""
    links = sum(line.is_link for line in page.lines[number:text])
    best = _headline(page.lines, text) if links >= _MENU else -1
    return best > number and _bonus(page.lines[best]) >= _CALLED


def _is_site(title: str, about: Metadata) -> bool:
    key = fold(title)
    return is_outlet(title) or any(key in site or site in key for site in about.sites) or len(title.split()) < 3


def _headline(lines: Sequence[Block], text: int) -> int:
    """The line above the text that is set and reads most like a headline; -1 where there is none."""
    start = max(0, text - _ABOVE)
    numbers = [number for number in range(start, text) if not lines[number].is_link]
    found = find_title([lines[number] for number in numbers], [_bonus(lines[number]) for number in numbers])
    return numbers[found] if found >= 0 else -1


def _bonus(line: Block) -> float:
    """What the type of a line and the names of its elements say for its being the headline."""
    tags = {element.tag for element in line.around}
    named = _CALLED if line.is_marked(_TITLE) else 0.0
    return named + (5.0 if tags & {"h1", "h2", "h3"} else 3.0 if line.is_bold or line.is_large else 0.0)


def _take_title(page: Page, first: int, last: int, rule: str) -> None:
    for line in page.lines[first : last + 1]:
        line.label = "title"
    span = Span(page.lines[first].span.start, page.lines[last].span.end)
    page.reading.title = value_at(" ".join(_joined(page.lines, (first, last)).split()), span, rule)
    page.title = last


def _headings(lines: list[Block]) -> Iterator[tuple[int, int]]:
    """The first and the last line of each ``h1``."""
    for heading, group in groupby(enumerate(lines), key=lambda pair: pair[1].heading):
        if heading is not None:
            numbers = [number for number, _ in group]
            yield numbers[0], numbers[-1]


def _joined(lines: list[Block], span: tuple[int, int]) -> str:
    return " ".join(line.text.strip() for line in lines[span[0] : span[1] + 1])


def _is_like(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= 12 and 2 * len(shorter) >= len(longer) and shorter in longer)


def without_site(title: str, about: Metadata) -> str:
    """`title` without `` - Site``, and without the section that stood before it."""
    sections = {fold(said.value) for said in about.sections}
    cut = title
    while mark := next(reversed(list(_TAIL.finditer(cut))), None):
        tail = cut[mark.end() :]
        key = fold(tail)
        known = any(site in key or key in site for site in about.sites) or (is_outlet(tail) and len(tail.split()) <= 5)
        if not (len(key) >= 3 and known) and not (cut != title and key in sections):
            break
        cut = cut[: mark.start()]
    return cut.strip() or title
