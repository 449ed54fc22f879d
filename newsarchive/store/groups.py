"""Groups of reprints of an archive: its sketches, made when they are first asked for, and what they tell.

Sketches are a derived table like the others, but not made while articles are taken in, which they would slow by a tenth
for somebody who never asks. What is missing is made once, by whoever asks first, and kept.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

import lance
import pyarrow as pa
import pyarrow.compute as pc

from newsarchive.store.derived import SKETCHES, Derived
from newsarchive.store.reprints import groups, sketch
from newsarchive.store.snapshot import Snapshot
from newsarchive.store.table import MARKS

_AT_ONCE = 2_000  # articles
_ANNOUNCED = 20_000  # articles to sketch take a while: then it is said


def complete_sketches(derived: Derived, articles: lance.LanceDataset) -> None:
    """Make the sketches that are missing for the rows of `articles`; to be called by the one who may write."""
    held = derived.open(SKETCHES)
    done = int(held.config().get("batches", 0)) if held else 0
    if held and held.count_rows(filter=f"batch > {done}"):
        held.delete(f"batch > {done}")  # left by a process that was stopped
    last = int(articles.config()["batches"])
    if last <= done:  # somebody else was faster, and may have seen more
        return
    missing = articles.count_rows(filter=f"batch > {done}")
    if missing > _ANNOUNCED:
        print(f"{derived.path}: looking for reprints of {missing:,} articles, once …", file=sys.stderr)
    scanner = articles.scanner(["id", "exact", "batch"], filter=f"batch > {done}", batch_size=_AT_ONCE)
    for rows in scanner.to_batches():
        derived.append_sketches(_sketched(pa.table(rows)))
    derived.mark_sketches(last)


def find_groups(sketches: lance.LanceDataset, snapshot: Snapshot) -> pa.Table:
    """The groups among the current articles of `snapshot`, as `reprints.groups` gives them."""
    current = snapshot.table(["id", "date"])
    rows = sketches.to_table(columns=["id", "same", "masked", "bands"])
    rows = rows.take(pc.index_in(current["id"], value_set=rows["id"])).append_column("date", current["date"])

    def texts(ids: Sequence[str]) -> dict[str, list[str]]:
        found = snapshot.rows(ids, ["exact"])
        return dict(zip(found["id"].to_pylist(), map(_keys, found["exact"].to_pylist()), strict=True))

    return groups(rows, texts)


def _sketched(rows: pa.Table) -> pa.Table:
    sketches = sketch(list(map(_keys, rows["exact"].to_pylist())))
    columns: Iterable[tuple[str, pa.ChunkedArray]] = zip(sketches.column_names, sketches.columns, strict=True)
    return pa.table({"id": rows["id"], **dict(columns), "batch": rows["batch"]})


def _keys(exact: str) -> list[str]:
    """The keys of a row's column ``exact``, without the marks between its parts."""
    return [key for key in exact.split(" ") if key and key not in MARKS]
