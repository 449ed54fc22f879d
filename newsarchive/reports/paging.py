"""Tables that do not fit a page: in parts of so many rows, and of as many columns as the page holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsarchive.reports.document import Cell, Table, plain
from newsarchive.reports.words import word
from newsarchive.text import Language, format_number

ROWS = 1_000
"""A longer table is set in parts of this many rows, each with its own head and count."""

_PAGE_WIDTH = 88  # characters of a table's size on one line
_WIDEST = 22  # what a column of text asks for at most; it wraps beyond that


def fitting(table: Table, language: Language) -> Iterator[Table]:
    """`table` in parts of at most `ROWS` rows, and of as many columns as a page holds beside the first one."""
    groups = _column_groups(table)
    for start in range(0, max(len(table.rows), 1), ROWS):
        rows = table.rows[start : start + ROWS]
        for group in groups:
            said = [table.caption] if table.caption else []
            if len(table.rows) > ROWS:
                last, whole = start + len(rows), len(table.rows)
                numbers = {"first": start + 1, "last": last, "whole": whole}
                said.append(word("rows", language, **{name: format_number(n, language) for name, n in numbers.items()}))
            if len(groups) > 1:
                said.append(word("columns", language, first=group[1], last=group[-1], whole=len(table.columns) - 1))
            yield replace(
                table,
                columns=tuple(table.columns[i] for i in group),
                rows=tuple(tuple(row[i] for i in group) for row in rows),
                caption=" · ".join(said) or None,
            )


def _column_groups(table: Table) -> list[list[int]]:
    """The columns of each part: all, or the first one with as many of the others as fit beside it."""
    widths = [_width(column.label, [row[i] for row in table.rows]) for i, column in enumerate(table.columns)]
    if sum(widths) <= _PAGE_WIDTH or len(widths) <= 5:
        return [list(range(len(widths)))]
    groups: list[list[int]] = []
    for i in range(1, len(widths)):
        if groups and sum(widths[j] for j in (*groups[-1], i)) <= _PAGE_WIDTH:
            groups[-1].append(i)
        else:
            groups.append([0, i])
    return groups


def _width(label: str, cells: Sequence[Cell]) -> int:
    longest = max((len(cell if isinstance(cell, str) else plain(cell)) for cell in cells), default=0)
    return min(max(longest, len(label)), _WIDEST) + 3
