"""Where all of it comes from: the bibliography, and by which bytes each article can be checked."""

from __future__ import annotations

from collections.abc import Iterator

from newsarchive.reports import cited
from newsarchive.reports.bibliography import entries
from newsarchive.reports.document import Block, Cell, Column, Paragraph, Table, Text
from newsarchive.reports.material import Found, Material
from newsarchive.reports.words import word


def bibliography(m: Material) -> Iterator[Block]:
    """Every article that the report names, under its number."""
    yield m.heading("bibliography")
    yield from entries([(item.number, item.article) for item in m.named], m.language)


def evidence(m: Material) -> Iterator[Block]:
    """The source of each article, its digest, and the ranges of it that the report quotes."""
    yield m.heading("evidence")
    yield Paragraph((Text(word("evidence_said", m.language)),), small=True)
    columns = (
        Column(word("column_ordinal", m.language), "number"),
        Column(word("column_id", m.language), "code", 0.95),
        Column(word("column_sha256", m.language), "code", 1.6),
        Column(word("column_source", m.language), "code"),
        Column(word("column_spans", m.language), "code"),
    )
    rows = tuple(_row(m, item) for item in m.named)
    caption = word("evidence_table", m.language, number=m.next_table())
    yield Table(columns, rows, caption, m.counted_over)


def _row(m: Material, item: Found) -> tuple[Cell, ...]:
    article, source = item.article, item.article.source
    spans = ", ".join(f"{passage.start}–{passage.end}" for passage in item.passages)
    return (str(item.number), article.id, source.sha256, cited.found_at(source, m.language), spans or "–")
