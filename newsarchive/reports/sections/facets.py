"""The matches by paper, section and so on: the same counts as a chart and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from newsarchive.reports.document import Bar, BarChart, Block, Column, Heading, Paragraph, Table, Text
from newsarchive.reports.material import Material
from newsarchive.reports.words import counted, word

_BARS = 15
"""The most frequent values are drawn; the table has all."""


class _Row(NamedTuple):
    """A value, how many matches have it, and how many articles of the archive."""

    value: str
    articles: int
    of: int


def facets(m: Material) -> Iterator[Block]:
    """How many matches have each value of the fields that the recipe names."""
    yield m.heading("facets")
    for field in m.recipe.facets:
        yield Heading(2, (Text(word(f"facet_{field}", m.language)),))
        yield from _facet(m, field)


def _facet(m: Material, field: str) -> Iterator[Block]:
    frame = m.results.facets(field)  # type: ignore[arg-type]  # the recipe checked it
    rows = [
        _Row(word("not_said", m.language) if value is None else value, articles, of)
        for value, articles, of in zip(_values(frame["value"]), frame["articles"], frame["of"], strict=True)
    ]
    if len(rows) == 1:
        (row,) = rows
        said = {"value": row.value, "articles": m.number(row.articles), "of": m.number(row.of)}
        yield Paragraph((Text(counted("only_value", m.language, row.articles, **said)),))
        return
    number = m.next_table()
    yield _chart(m, field, rows, number)
    unit, per = m.rate
    columns = (
        Column(word(f"facet_{field}", m.language)),
        *(Column(word(f"column_{name}", m.language), "number") for name in ("matching", "of", "share", unit)),
    )
    cells = tuple(
        (
            row.value,
            m.number(row.articles),
            m.number(row.of),
            m.number(100 * row.articles / m.results.total, 1),
            m.number(per * row.articles / row.of, 1),
        )
        for row in rows
    )
    yield Table(columns, cells, word("facet_table", m.language, number=number), m.counted_over)


def _chart(m: Material, field: str, rows: list[_Row], table: int) -> BarChart:
    drawn, rest = rows[:_BARS], rows[_BARS:]
    bars = tuple(Bar(row.value, row.articles, m.number(row.articles)) for row in drawn)
    first = rows[0].articles > rows[1].articles
    name = word(f"facet_{field}", m.language).lower()
    said = [word("facet_chart", m.language, number=m.next_figure(), field=name)]
    if rest:
        numbers = {"drawn": len(drawn), "values": len(rows), "rest": sum(row.articles for row in rest)}
        said.append(word("facet_rest", m.language, **{key: m.number(value) for key, value in numbers.items()}))
    values = ", ".join(f"{bar.label}: {bar.shown}" for bar in bars)
    alt = word("facet_alt", m.language, field=name, values=values, table=table)
    return BarChart(bars, alt, " ".join(said), m.language, 0 if first else None, m.counted_over, lying=True)


def _values(column: Any) -> list[str | None]:
    return [None if missing else value for value, missing in zip(column, column.isna(), strict=True)]
