"""The table: one row an article, derived from the originals, with the columns that search uses.

`Article` → row → `Article` is the identity. Values have columns of their own; where each came from is the JSON column
``provenance``. The column ``exact`` holds the keys of title, lead and paragraphs, from which the index is made, with
marks between them that no token contains.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

import pyarrow as pa

from newsarchive.article import VIETNAM, Article, Author, Field, Label, Moment, Source, Span
from newsarchive.store.originals import Place, Withdrawal
from newsarchive.text import runs, sentences

BORDER = "¶"
"""Stands between title, lead and paragraphs in the column ``exact``."""

SENTENCE = "|"
"""Stands there between the sentences of one of them."""

RUN = ","
"""Stands there between the runs of a sentence: where more than a space or a hyphen parts two words."""

_TIME = pa.timestamp("us", tz="Asia/Ho_Chi_Minh")
_TEXTS = ("title", "lead", "byline", "credit", "dateline", "publisher", "section", "url", "language")
_DATES = ("published", "updated")
_SOURCE = ("path", "member", "sha256", "media_type", "encoding")

SCHEMA = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        *(pa.field(name, pa.string()) for name in ("title", "lead", "byline")),
        pa.field("authors", pa.list_(pa.struct({"name": pa.string(), "role": pa.string()}))),
        *(pa.field(name, pa.string()) for name in ("credit", "dateline", "publisher", "section", "url", "language")),
        pa.field("published", _TIME),
        pa.field("published_precision", pa.string()),
        pa.field("updated", _TIME),
        pa.field("updated_precision", pa.string()),
        pa.field("paragraphs", pa.list_(pa.string())),
        pa.field("warnings", pa.list_(pa.string())),
        *(pa.field(f"source_{name}", pa.string()) for name in _SOURCE),
        pa.field("text", pa.string(), nullable=False),
        pa.field("provenance", pa.string(), nullable=False),
        pa.field("date", _TIME),
        pa.field("words", pa.int32(), nullable=False),
        pa.field("exact", pa.string(), nullable=False),
        pa.field("batch", pa.int32(), nullable=False),
        pa.field("ingested", pa.timestamp("us", tz="UTC"), nullable=False),
        # Where the original stands in the WARC of its batch, in bytes.
        pa.field("warc_offset", pa.int64()),
        pa.field("warc_length", pa.int64()),
        # The article whose page this one is a later state of; the batches by which this one was followed or withdrawn.
        pa.field("replaces", pa.string()),
        pa.field("superseded", pa.int32()),
        pa.field("withdrawn", pa.int32()),
    ]
)
FRAME_COLUMNS = tuple(SCHEMA.names[: SCHEMA.names.index("text")])
"""The columns of ``articles()``, in order; the rest of the table serves search and provenance."""

ARTICLE_COLUMNS = (*FRAME_COLUMNS, "text", "provenance")
"""The columns that an `Article` is built from."""

NOT_CURRENT = {
    "superseded": "superseded IS NOT NULL AND withdrawn IS NULL",
    "withdrawn": "withdrawn IS NOT NULL",
}
"""The conditions by which an article is no longer current; each is of one kind at most."""

PLACES_SCHEMA = pa.schema(
    [
        *(pa.field(name, pa.string(), nullable=name not in ("id", "sha256")) for name in Place._fields),
        pa.field("batch", pa.int32(), nullable=False),
    ]
)

WITHDRAWALS_SCHEMA = pa.schema(
    [
        *(pa.field(name, pa.string(), nullable=False) for name in Withdrawal._fields),
        pa.field("withdrawn", pa.timestamp("us", tz="UTC"), nullable=False),
        pa.field("batch", pa.int32(), nullable=False),
    ]
)


MARKS = (BORDER, SENTENCE, RUN)
"""What stands in the column ``exact`` and is no word."""


def rows(articles: Iterable[Article], batch: int, ingested: datetime) -> pa.Table:
    """The rows of one batch; what only the archive knows (extents, versions) is left empty."""
    return pa.Table.from_pylist([_row(article, batch, ingested) for article in articles], schema=SCHEMA)


def with_column(table: pa.Table, name: str, values: Any) -> pa.Table:
    """`table` with the column `name` set to `values`: an array, or one value for every row."""
    place, field = table.schema.get_field_index(name), table.schema.field(name)
    if not isinstance(values, pa.Array | pa.ChunkedArray):
        values = pa.repeat(pa.scalar(values, field.type), len(table))
    return table.set_column(place, field, values)


def _row(article: Article, batch: int, ingested: datetime) -> dict[str, Any]:
    texts = [field.value for field in (article.title, article.lead, *article.paragraphs) if field]
    exact = [[list(runs(text[start:end])) for start, end in sentences(text)] for text in texts]
    record: dict[str, Any] = {name: _value(getattr(article, name)) for name in _TEXTS}
    for name in _DATES:
        field: Field[Moment] | None = getattr(article, name)
        record[name] = field.value.at if field else None
        record[f"{name}_precision"] = field.value.precision if field else None
    record |= {f"source_{name}": value for name, value in article.source.to_dict().items()}
    return record | {
        "id": article.id,
        "authors": [{"name": author.name, "role": author.role} for author in article.authors],
        "paragraphs": [paragraph.value for paragraph in article.paragraphs],
        "warnings": list(article.warnings),
        "text": article.text,
        "provenance": json.dumps(_provenance(article), ensure_ascii=False, separators=(",", ":")),
        "date": article.date.value.at if article.date else None,
        "words": sum(len(run) for said in exact for sentence in said for run in sentence),
        "exact": _joined(BORDER, (_joined(SENTENCE, map(_sentence, said)) for said in exact)),
        "batch": batch,
        "ingested": ingested,
    }


def _sentence(runs: list[list[str]]) -> str:
    return _joined(RUN, map(" ".join, runs))


def _joined(mark: str, parts: Iterable[str]) -> str:
    return f" {mark} ".join(parts)


def _value(field: Field[str] | None) -> str | None:
    return field.value if field else None


def _provenance(article: Article) -> dict[str, Any]:
    fields = {name: [field.spans, field.rule] for name in (*_TEXTS, *_DATES) if (field := getattr(article, name))}
    # A timestamp column holds the moment; the offset that the page gave it in stands here.
    offsets = {name: _offset(field.value.at) for name in _DATES if (field := getattr(article, name))}
    paragraphs = [[paragraph.spans, paragraph.rule] for paragraph in article.paragraphs]
    return {"fields": fields, "offsets": offsets, "paragraphs": paragraphs, "labels": article.labels}


def moments(row: Mapping[str, Any]) -> dict[str, datetime | None]:
    """``published`` and ``updated`` of a row that has them and its ``provenance``, in the time zone of the page."""
    offsets = json.loads(row["provenance"])["offsets"]
    return {name: _in_its_zone(row[name], offsets[name]) if row[name] else None for name in _DATES}


def _in_its_zone(at: datetime, minutes: int) -> datetime:
    there = at.astimezone(VIETNAM)
    return there if _offset(there) == minutes else at.astimezone(timezone(timedelta(minutes=minutes)))


def _offset(at: datetime) -> int:
    """The offset of `at` in minutes."""
    return (at.utcoffset() or timedelta()) // timedelta(minutes=1)


def article(row: Mapping[str, Any]) -> Article:
    """The article of a row with at least `ARTICLE_COLUMNS`."""
    provenance = json.loads(row["provenance"])
    fields: dict[str, Any] = {}
    for name, (spans, rule) in provenance["fields"].items():
        value: Any = row[name]
        if name in _DATES:
            value = Moment(_in_its_zone(value, provenance["offsets"][name]), row[f"{name}_precision"])
        fields[name] = Field(value, _spans(spans), rule)
    return Article(
        id=row["id"],
        source=Source(*(row[f"source_{name}"] for name in _SOURCE)),
        text=row["text"],
        labels=tuple(Label(*label) for label in provenance["labels"]),
        authors=tuple(Author(author["name"], author["role"]) for author in row["authors"]),
        paragraphs=tuple(
            Field(value, _spans(spans), rule)
            for value, (spans, rule) in zip(row["paragraphs"], provenance["paragraphs"], strict=True)
        ),
        warnings=tuple(row["warnings"]),
        **fields,
    )


def _spans(spans: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(*span) for span in spans)
