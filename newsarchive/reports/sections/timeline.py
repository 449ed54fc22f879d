"""The section on time: the same counts as a chart and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from newsarchive.reports.document import Bar, BarChart, Block, Column, Paragraph, Table, Text
from newsarchive.reports.material import Material
from newsarchive.reports.words import counted, word
from newsarchive.text import Language, format_day, format_month, format_number

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Literal

    import pandas as pd

    from newsarchive.search import Results

_YEARS = 3  # up to so many years are counted by month, and as many months by day


def time(m: Material) -> Iterator[Block]:
    """How many matches each year, month or day has, beside the archive's articles of the same time."""
    language = m.language
    yield m.heading("time")
    by, frame = _periods(m.results)
    if not len(frame):
        yield Paragraph((Text(word("all_undated", language)),))
        return
    periods = [at.to_pydatetime() for at in frame["period"]]
    # Where the archive has nothing of a period there is nothing to count; in the chart that is no bar.
    rows = list(zip(periods, frame["articles"].fillna(0).tolist(), frame["of"].tolist(), strict=True))
    period, number = word(f"by_{by}", language), m.next_table()
    yield _chart(m, by, rows, number)
    unit, per = m.rate
    columns = tuple(
        Column(word(f"column_{name}", language), "number") if name != by else Column(word(f"column_{name}", language))
        for name in (by, "matching", "of", unit)
    )
    cells = []
    for empty, run in groupby(rows, key=lambda row: not row[2]):
        if empty:  # one row for all of a time of which the archive has nothing
            ends = [_named(at, by, language) for at, *_ in run]
            cells.append((" – ".join(dict.fromkeys((ends[0], ends[-1]))), "–", "0", "–"))
            continue
        for at, count, of in run:
            share = m.number(per * count / of, 1)
            cells.append((_named(at, by, language), m.number(count), m.number(of), share))
    yield Table(columns, tuple(cells), word("timetable", language, number=number, period=period), m.counted_over)


def _periods(results: Results) -> tuple[Literal["year", "month", "day"], pd.DataFrame]:
    """The counts by the unit that suits their range: days within a quarter, months within three years, else years."""
    years = results.timeline("year")
    if len(years) > _YEARS:
        return "year", years
    months = results.timeline("month")
    if len(months) > _YEARS:
        return "month", months
    return "day", results.timeline("day")


def _chart(
    m: Material, by: Literal["year", "month", "day"], rows: list[tuple[datetime, int, int]], table: int
) -> BarChart:
    language, undated = m.language, m.results.undated
    bars = tuple(Bar(_short(at, by), count, _shown(count, of, language)) for at, count, of in rows)
    most = max(count for _, count, _ in rows)
    at_most = [index for index, (_, count, _) in enumerate(rows) if count == most]
    peak = at_most[0] if len(at_most) == 1 else None
    period = word(f"by_{by}", language)
    said = ""
    if peak is not None:
        said = word("chart_peak", language, period=_named(rows[peak][0], by, language), count=bars[peak].shown)
    first, last = (_named(rows[end][0], by, language) for end in (0, -1))
    facts = {
        "number": m.next_figure(),
        "period": period,
        "first": first,
        "undated": counted("chart_undated", language, undated, count=m.number(undated)) if undated else "",
    }
    if len(rows) == 1:
        caption = word("chart_one", language, **facts)
    else:
        caption = word("chart", language, last=last, peak=said, **facts)
    values = ", ".join(f"{_named(at, by, language)}: {bar.shown}" for (at, *_), bar in zip(rows, bars, strict=True))
    alt = word("chart_alt", language, period=period, values=values, table=table)
    return BarChart(bars, alt, caption, language, peak, m.counted_over)


def _shown(count: int, of: int, language: Language) -> str:
    """A count; a dash where the archive has nothing to count in."""
    return format_number(count, language) if of else "–"


def _short(at: datetime, by: str) -> str:
    """The label on the axis."""
    return {"year": f"{at.year}", "month": f"{at.month}/{at.year}", "day": f"{at.day}/{at.month}"}[by]


def _named(at: datetime, by: str, language: Language) -> str:
    """The period in a sentence or a table."""
    if by == "year":
        return str(at.year)
    return format_month(at, language) if by == "month" else format_day(at, language)
