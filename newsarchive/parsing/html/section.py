"""The section of a page: as its breadcrumb prints it, as a line by the title does, else as metadata says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from newsarchive.article import Field, Span
from newsarchive.parsing.chrome import is_chrome
from newsarchive.parsing.html.blocks import AUTHOR, CATEGORY, Block, fold
from newsarchive.parsing.html.page import Page
from newsarchive.parsing.html.visible import lineage
from newsarchive.parsing.reading import value_at
from newsarchive.parsing.sections import crumbs, is_breadcrumb, is_section

_ABOVE = 40
_NEAR = 6
_MAX_NAME = 40
_PAGE = 12  # elements
_MAX_NAMES = 2  # more lines that are called a category are a menu
_SIGNS = " \u00a0>»›→/|•·-–—:,"
_LABEL = re.compile(r"(?:bạn đang ở|bạn đang xem|chuyên mục|danh mục|mục|thể loại)\s*:\s*", re.IGNORECASE)
_FRONT = frozenset(
    {"trangchủ", "trangnhất", "home", "tintức", "trangchínhthức", "bạnđangở", "chitiết", "chitiếttin", ""}
)


def read_section(page: Page) -> None:
    """Read `section`: what is printed goes before what metadata says, and the inmost part before the outer ones."""
    start = max(0, page.title - _ABOVE)
    end = page.body[0] if page.body else page.title + 1
    near = [line for line in page.lines[start:end] if line.label in ("unknown", "section")]
    title = fold(page.reading.title.value) if page.reading.title else ""
    for line, at, name in _printed(page, near, title):
        line.label = "section"
        page.reading.section = value_at(name, Span(line.start + at, line.start + at + len(name)), "breadcrumb")
        return
    for said in page.about.sections:
        whole = any(line.text.strip() == said.value for line in near)  # with a comma in it
        for name in [said.value] if whole else reversed(re.split(r"\s*[,;>]\s*", said.value)):
            if fold(name) not in _FRONT and fold(name) != title:
                printed = next((line for line in near if line.text.strip() == name), None)
                if printed:
                    printed.label = "section"
                page.reading.section = Field(name, (printed.span,) if printed else (), said.element)
                return
    _read_beside(page)


def _printed(page: Page, near: list[Block], title: str) -> Iterator[tuple[Block, int, str]]:
    """The names of the printed breadcrumb with line and place, the inmost first."""
    # An element that holds the title too is the page's, not the section's.
    page_wide = set(lineage(page.lines[page.title].block, _PAGE)) if page.title >= 0 else set()
    called = [
        line
        for line in near
        if line.marked(CATEGORY) not in {None, *page_wide}
        and not (line.is_marked(AUTHOR) or line.text.rstrip().endswith(":") or is_chrome(line.text))
    ]
    for marked in ([line for line in near if line.is_crumb], called if len(called) <= _MAX_NAMES else []):
        for line in reversed(marked):
            for at, name in reversed(list(_names(line))):
                if fold(name) not in _FRONT and not _is_title(fold(name), title) and len(name) <= _MAX_NAME:
                    yield line, at, name
    for line in reversed(near):
        if is_breadcrumb(line.text):
            for at, name in reversed(list(crumbs(line.text))):
                if fold(name) not in _FRONT and not _is_title(fold(name), title):
                    yield line, at, name


def _is_title(key: str, title: str) -> bool:
    """True for the title as the last crumb, perhaps cut short."""
    return bool(title) and (key == title or (len(key) >= 8 and title.startswith(key)))


def _names(line: Block) -> Iterator[tuple[int, str]]:
    """The parts of a breadcrumb: what its signs part, and what its elements do."""
    bounds = [piece.at for piece in line.pieces] + [len(line.text)]
    for start, end in pairwise(bounds):
        piece = line.text[start:end]
        label = _LABEL.match(piece)
        for at, part in crumbs(piece[label.end() :] if label else piece):
            name = part.strip(_SIGNS)
            if name:
                yield start + (label.end() if label else 0) + at + part.index(name), name


def _read_beside(page: Page) -> None:
    """A section named by itself right above or below the title, or beside its date."""
    for distance in range(1, _NEAR):
        for number in (page.title - distance, page.title + distance):
            line = page.lines[number] if 0 <= number < len(page.lines) else None
            is_free = line is not None and line.label == "unknown" and (not line.is_link or number == page.title - 1)
            if line is not None and is_free and is_section(line.text):
                line.label = "section"
                page.reading.section = page.reading.section or value_at(
                    line.text.strip(), line.span, "section above the title"
                )
                return
