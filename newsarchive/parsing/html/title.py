"""The title: what the page prints as such, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from newsarchive.article import Field, Span
from newsarchive.parsing.html.blocks import Block, fold
from newsarchive.parsing.html.metadata import Metadata, Said
from newsarchive.parsing.html.page import Page
from newsarchive.parsing.outlets import is_outlet
from newsarchive.parsing.reading import value_at

_TAIL = re.compile(r"\s+[-–—|•·»:]+\s+|\s*\|\s*")


def read_title(page: Page) -> None:
    """The ``h1`` that metadata agrees with, else a line that metadata agrees with, else an ``h1``, else metadata."""
    stated = [Said(without_site(said.value, page.about), said.element) for said in page.about.titles]
    keys = [fold(said.value) for said in stated]
    headings = [span for span in _headings(page.lines) if fold(_joined(page.lines, span)) not in page.about.sites]
    for first, last in headings:
        if any(_is_like(fold(_joined(page.lines, (first, last))), key) for key in keys):
            return _take_title(page, first, last, "h1 element")
    same = [number for number, line in enumerate(page.lines) if line.key in keys]
    for number in sorted(same, key=lambda number: page.lines[number].is_link):
        return _take_title(page, number, number, "line that repeats the title in metadata")
    for first, last in headings:
        if len(_joined(page.lines, (first, last)).split()) >= 3:
            return _take_title(page, first, last, "h1 element")
    if stated:
        page.reading.title = Field(stated[0].value, (), stated[0].element)
    return None


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
