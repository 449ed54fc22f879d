"""An HTML table as a node: spans filled in, heads joined, numbers told from text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from newsarchive.reports.document import Block, Column, Facts, Inlines, Table, plain

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NUMBER = re.compile(r"[-+−]?[\d.,]*\d(?:e[-+]?\d+)?\s?%?", re.IGNORECASE)
_SPAN = re.compile("[0-9]{1,5}")
_MISSING = {"", "nan", "<na>", "nat", "none", "…", "..."}
_SPREAD = 10_000  # places that spans may fill beyond four times as many as there are cells


def table(element: HtmlElement, read: Callable[[HtmlElement], Inlines]) -> list[Block]:
    """The table as a `Table`, or as `Facts` where it has two columns and no head; `read` reads a cell."""
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
    rows.sort(key=lambda row: not _is_head(row))  # stable: the head first, the rest as it stands
    grid = _grid(rows, read)
    heads = sum(map(_is_head, rows))
    head, body = grid[:heads], grid[heads:]
    width = len(grid[0]) if grid else 0
    if not width:
        return []
    if not head and width == 2:
        return [Facts(tuple((plain(label), said) for label, said in body))]
    columns = tuple(Column(_label([row[i] for row in head]), _kind([row[i] for row in body])) for i in range(width))
    caption = " ".join(" ".join(c.text_content().split()) for c in element.iterchildren("caption"))
    return [Table(columns, tuple(map(tuple, body)), caption or None)]


def _is_head(row: HtmlElement) -> bool:
    """A row of a ``<thead>``, or a first row of nothing but ``<th>``."""
    parent = row.getparent()
    if parent is not None and parent.tag == "thead":
        return True
    cells = row.xpath("./td|./th")
    return bool(cells) and row.getprevious() is None and all(cell.tag == "th" for cell in cells)


def _grid(rows: list[HtmlElement], read: Callable[[HtmlElement], Inlines]) -> list[list[Inlines]]:
    """The cells in their places, every row as wide; one that spans several places stands in each of them.

    Spans that would blow the table up are not followed.
    """
    lines = [row.xpath("./td|./th") for row in rows]
    filled = sum(
        _span(cell, "colspan") * min(_span(cell, "rowspan"), len(lines) - at)
        for at, cells in enumerate(lines)
        for cell in cells
    )
    spans = filled <= _SPREAD + 4 * sum(map(len, lines))
    places: list[dict[int, Inlines]] = [{} for _ in rows]
    for at, cells in enumerate(lines):
        column = 0
        for cell in cells:
            while column in places[at]:
                column += 1
            said = read(cell)
            wide, tall = (_span(cell, "colspan"), _span(cell, "rowspan")) if spans else (1, 1)
            for line in places[at : at + tall]:
                line.update(dict.fromkeys(range(column, column + wide), said))
            column += wide
    width = max((max(line, default=-1) + 1 for line in places), default=0)
    return [[line.get(column, ()) for column in range(width)] for line in places]


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "").strip()
    return max(int(value), 1) if _SPAN.fullmatch(value) else 1


def _label(parts: list[Inlines]) -> str:
    """The head of a column; where it has several rows, each said once, from the top."""
    said = dict.fromkeys(" ".join(plain(part).split()) for part in parts)
    return " · ".join(filter(None, said))


def _kind(cells: list[Inlines]) -> Literal["text", "number"]:
    """``number`` where every cell that says anything is one."""
    said = [text for cell in cells if (text := plain(cell).strip()).lower() not in _MISSING]
    return "number" if said and all(map(_NUMBER.fullmatch, said)) else "text"
