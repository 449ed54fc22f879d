"""Versions: a page that was taken in before, from the same address, in another state.

The earlier article stays, and names the batch that superseded it; the later one names the article it replaces. That two
pages have one address is not enough, for tables give the address of a whole site with every row: they have the same
title as well, or share most of their words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from newsarchive.store import table as tables
from newsarchive.store.snapshot import any_of
from newsarchive.text import keys

if TYPE_CHECKING:
    import lance

_MOSTLY = 0.5  # of the different words of both
_COLUMNS = ["id", "url", "title", "exact"]


def link_versions(rows: pa.Table, articles: lance.LanceDataset | None, batch: int) -> tuple[pa.Table, tuple[str, ...]]:
    """The `rows` of `batch` with ``replaces`` filled in, and the ids of the articles that they supersede.

    `articles` may hold that batch and later ones already: what counts is how things stood before it.
    """
    urls = pc.unique(rows["url"]).drop_null().to_pylist()
    if not urls:
        return rows, ()
    current: dict[str, dict[str, Any]] = {}
    if articles is not None:
        before = f"batch < {batch} AND (superseded IS NULL OR superseded >= {batch})"
        wanted = f"{before} AND {any_of('url', urls)}"
        for row in articles.to_table(columns=_COLUMNS, filter=wanted).to_pylist():
            current[row["url"]] = row
    replaces: list[str | None] = []
    for row in rows.select(_COLUMNS).to_pylist():
        earlier = current.get(row["url"])
        replaces.append(earlier["id"] if earlier and _is_same_page(earlier, row) else None)
        if row["url"]:
            current[row["url"]] = row
    superseded = tuple(identity for identity in replaces if identity)
    return tables.with_column(rows, "replaces", pa.array(replaces, pa.string())), superseded


def _is_same_page(before: dict[str, Any], row: dict[str, Any]) -> bool:
    if before["title"] and keys(before["title"]) == keys(row["title"] or ""):
        return True
    one, other = (set(each["exact"].split()) - {*tables.MARKS} for each in (before, row))
    return len(one & other) >= _MOSTLY * len(one | other)
