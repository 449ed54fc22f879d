"""What a report carries to be checked by: how it was made, and every article with every passage; and the rows."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from newsarchive.reports.document import Attachment
from newsarchive.reports.material import Found, Material
from newsarchive.reports.spreadsheets import csv_rows
from newsarchive.reports.words import word

if TYPE_CHECKING:
    from newsarchive.search.made import Told

EVIDENCE, ROWS = "evidence.json", "rows.csv"
_NAMES = ("id", "title", "byline", "publisher", "published", "updated", "url", "source")


def attachments(m: Material) -> tuple[Attachment, ...]:
    """The evidence (JSON) and the rows (CSV) of one volume."""
    said = json.dumps(_evidence(m), ensure_ascii=False, indent=1, default=str).encode("utf-8")
    rows = b"".join(csv_rows(m.results.frames(limit=len(m.found), offset=m.volume.first - 1), texts=False))
    return (
        Attachment(EVIDENCE, "application/json", said, word("evidence_file", m.language)),
        Attachment(ROWS, "text/csv", rows, word("rows_file", m.language)),
    )


def _evidence(m: Material) -> dict[str, Any]:
    results = m.results
    return {
        "newsarchive": version("newsarchive"),
        "recipe": m.recipe.to_dict(),
        "volume": m.volume._asdict(),
        "query": results.query,
        "archive": results.archive_name,
        "archive_version": results.archive_version,
        "archive_date": results.archive_date.isoformat(),
        "seen_from": results.snapshot.seen,
        **_annotations(results.told),
        "read_by": m.read_by,
        "sort": results.sort,
        "total": results.total,
        "searched": results.searched,
        "undated": results.undated,
        "complete": results.complete,
        "articles": [_article(item) for item in m.named],
    }


def _annotations(told: Told | None) -> dict[str, Any]:
    """What tags, collections and notes stood for: nothing else of them leaves the archive."""
    if told is None:
        return {}
    articles = {condition: sorted(ids) for condition, ids in sorted(told.articles.items())}
    return {"annotations": {"revision": told.revision, "articles": articles}}


def _article(item: Found) -> dict[str, Any]:
    record = item.article.to_dict()
    publisher = item.article.publisher
    return {
        "number": item.number,
        **{name: record[name] for name in _NAMES},
        "publisher_rule": publisher.rule if publisher else None,
        "passages": [{**p._asdict(), "marks": [list(mark) for mark in p.marks]} for p in item.passages],
    }
