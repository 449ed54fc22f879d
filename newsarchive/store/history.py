"""What is no longer current, and why: the states of a page one after the other, and the articles withdrawn.

A state names the one that it replaces, and the batch by which it was itself superseded; all have one address. Why an
article was withdrawn stands in a table of its own, since nothing else is known of a batch that only withdraws.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa

from newsarchive.article import VIETNAM
from newsarchive.store import table as tables
from newsarchive.store.frames import to_frame
from newsarchive.store.snapshot import Snapshot

_VERSIONS = ("id", "batch", "ingested", "title", "published", "updated", "replaces", "superseded")
COLUMNS = (*_VERSIONS, "url")
"""What `versions` wants to know of an article."""


def versions(snapshot: Snapshot, row: dict[str, Any]) -> pd.DataFrame:
    """The states of the page that `row` is one of, in order, but for those withdrawn.

    Columns: ``id, batch, ingested, title, published, updated, replaces`` (the id of the state before) and
    ``superseded`` (the batch of the state after; missing for the present one).
    """
    same = [row]
    if row["url"] is not None:
        same = snapshot.rows_of("url", [row["url"]], [*COLUMNS, "withdrawn"]).to_pylist()
    before = {each["id"]: each["replaces"] for each in same}
    after = {replaced: identity for identity, replaced in before.items() if replaced}
    first = row["id"]
    while before.get(first):
        first = before[first]
    chain = [first]
    while chain[-1] in after:
        chain.append(after[chain[-1]])
    known = {each["id"]: each for each in same if each.get("withdrawn") is None}
    schema = pa.schema([tables.SCHEMA.field(name) for name in _VERSIONS])
    return to_frame(pa.Table.from_pylist([known[identity] for identity in chain if identity in known], schema))


def withdrawn(snapshot: Snapshot) -> pd.DataFrame:
    """The withdrawn articles in the order in which they were: ``id, withdrawn`` (when), ``batch`` and ``reason``."""
    return to_frame(snapshot.withdrawn_for().select(["id", "withdrawn", "batch", "reason"]))


def withdrawal(snapshot: Snapshot, identity: str) -> tuple[date, str] | None:
    """The day in Vietnam on which an article was withdrawn, and why; None where it was not."""
    for row in snapshot.withdrawn_for().to_pylist():
        if row["id"] == identity:
            return row["withdrawn"].astimezone(VIETNAM).date(), row["reason"]
    return None
