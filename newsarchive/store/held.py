"""The rows that the tables hold of one batch after the other, read for many small batches at once.

To ask a table of thousands of single pages for each batch anew would take time in the square of their number.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import lance
import pyarrow as pa
import pyarrow.compute as pc

WINDOW = 16_000_000
"""Bytes of WARC files whose rows are read, and in memory, at once; a batch that has more is read alone."""


class _Window(NamedTuple):
    first: int
    last: int
    rows: pa.Table


class Held:
    """The rows of `tables`; `sizes` are the bytes of the WARC files of batches 1, 2, …"""

    def __init__(self, tables: dict[str, lance.LanceDataset], sizes: Sequence[int]) -> None:
        self._tables, self._sizes = tables, sizes
        self._windows: dict[tuple[str, str], _Window] = {}

    def of(self, table: str, number: int, columns: list[str] | None = None, *, by: str = "batch") -> pa.Table:
        """The rows of `table` whose column `by` is `number`, in order; all columns, unless some are named."""
        window = self._windows.get((table, by))
        if not window or not window.first <= number <= window.last:
            self._windows.pop((table, by), None)  # it need not be in memory while the next is read
            last = self._last(number)
            wanted = f"{by} >= {number} AND {by} <= {last}"
            names = None if columns is None else [*columns, by]
            window = _Window(number, last, self._tables[table].to_table(columns=names, filter=wanted))
            self._windows[table, by] = window
        rows = window.rows
        return rows if window.first == window.last else rows.filter(pc.equal(rows[by], number))

    def _last(self, first: int) -> int:
        """The last batch of a window that begins with batch `first`."""
        total, last = self._sizes[first - 1], first
        while last < len(self._sizes) and total + self._sizes[last] <= WINDOW:
            total += self._sizes[last]
            last += 1
        return last
