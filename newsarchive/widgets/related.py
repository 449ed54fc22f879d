"""Where else an article stands: the other states of its page, and the articles that have its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsarchive.text import Language, format_day, format_number
from newsarchive.widgets.words import word

if TYPE_CHECKING:
    import pandas as pd

    from newsarchive.store import Store


def related(store: Store, identity: str, language: Language) -> dict[str, Any]:
    """The states of the page of an article, and the group of reprints that it is of, each as rows to open."""
    return {"versions": _versions(store, identity, language), "reprints": _reprints(store, identity, language)}


def _versions(store: Store, identity: str, language: Language) -> list[dict[str, Any]]:
    """The states of the page in order; none where it was taken in only once."""
    frame = store.versions(identity)
    if len(frame) < 2:
        return []
    entries = []
    for row in _rows(frame):
        taken = word("version_taken", language, day=format_day(row["ingested"], language), batch=row["batch"])
        current = word("version_current", language) if row["superseded"] is None else None
        entries.append(_entry(row, [taken, current], identity, language))
    return entries


def _reprints(store: Store, identity: str, language: Language) -> list[dict[str, Any]]:
    """The articles with the same text, an edited copy of it, or the same form, the earliest first."""
    frame = store.reprints()
    own = frame.loc[frame["id"] == identity, "group"]
    entries = []
    for row in _rows(frame[frame["group"].isin(own)]):
        alike = format_number(round(100 * row["similarity"]), language)
        kind = "reprint_first" if row["id"] == row["group"] else f"reprint_{row['kind']}"
        day = word("no_date", language) if row["date"] is None else format_day(row["date"], language)
        entries.append(_entry(row, [day, row["publisher"], word(kind, language, percent=alike)], identity, language))
    return entries


def _entry(row: dict[str, Any], said: list[str | None], read: str, language: Language) -> dict[str, Any]:
    return {
        "id": row["id"],
        "title": row["title"] or word("untitled", language),
        "says": " · ".join(filter(None, said)),
        "read": row["id"] == read,
    }


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows with None for what is missing."""
    values = frame.astype(object).where(frame.notna(), None).to_numpy()
    return [dict(zip(frame.columns, row, strict=True)) for row in values]
