"""The articles of each value: one bar for each of the most frequent, and the rest counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsarchive.search.charts import house
from newsarchive.search.charts.chart import Chart
from newsarchive.search.charts.words import counted, word
from newsarchive.text import Language, format_number

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

COLUMNS = ("value", "articles")

_SHOWN = 20
_ROW = 22
_LABEL = 250  # the width of a value's name; a longer one is cut there
_BARS = house.WIDTH - _LABEL


def plot_facets(frame: pd.DataFrame, language: Language = "vi", *, source: str, title: str | None = None) -> Chart:
    """The 20 most frequent values of `frame` with their numbers of articles; the rest is counted below them.

    `frame` has ``value`` (missing where the page does not say), ``articles`` and, where it has it, ``of``: the
    archive's articles of the same value. `source` says what was counted over what. Raises `UsageError` where a column
    is missing or there is no row.
    """
    house.check(frame, COLUMNS, language)
    ordered = frame.sort_values("articles", ascending=False, kind="stable")
    rows = [_row(record, language) for record in ordered.head(_SHOWN).to_dict("records")]
    others = ordered["articles"].iloc[_SHOWN:]
    rest = ""
    if len(others):
        articles = format_number(int(others.sum()), language)
        rest = counted("rest", language, len(others), articles=articles)
    name = house.one_line(title or word("facets", language))
    source = house.one_line(source)
    notes = [word("of_said", language)] if "of" in frame.columns else []
    values = "; ".join(f"{row['value']}: {row['figure']}" for row in rows)
    said = [
        word("facets_alt", language, title=name, shown=len(rows), count=len(frame)),
        word("values_alt", language, values=f"{values} {rest}".strip()),
    ]
    drawn = house.framed(_plane(rows, rest, language), name, notes, source, language)
    return Chart(drawn, name, " ".join([*said, f"{source}."]))


def _row(record: dict[Any, Any], language: Language) -> dict[str, Any]:
    """One value for the drawing; `given` is false where the page does not say."""
    import pandas as pd

    given = not pd.isna(record["value"])
    articles = int(record["articles"])
    return {
        "value": house.one_line(str(record["value"])) if given else word("not_given", language),
        "given": given,
        "articles": articles,
        "figure": word("of", language, articles=articles, of=int(record["of"]))
        if "of" in record
        else format_number(articles, language),
    }


def _plane(rows: list[dict[str, Any]], rest: str, language: Language) -> alt.LayerChart:
    alt = house.altair()
    data = [{**row, "row": index} for index, row in enumerate(rows)]
    most = max(row["articles"] for row in rows)
    articles = alt.X(
        "articles:Q",
        title=word("facets_axis", language),
        scale=alt.Scale(domain=[0, max(most, 1)], nice=False),
        axis=alt.Axis(format=",d", tickCount=5, tickMinStep=1, grid=False, labelFlush=False),
    )
    places = list(range(len(rows) + bool(rest)))
    chart = alt.Chart(alt.InlineData(values=data)).encode(
        y=alt.Y("row:O", axis=None, scale=alt.Scale(domain=places)),
        tooltip=[
            alt.Tooltip("value:N", title=word("column_value", language)),
            alt.Tooltip("figure:N", title=word("facets_axis", language)),
        ],
    )
    ended = alt.Chart(alt.InlineData(values=[{"row": len(rows), "rest": rest}] if rest else []))
    names = chart.mark_text(align="right", dx=-9, limit=_LABEL).encode(x=alt.datum(0), text="value:N")
    return alt.layer(  # type: ignore[no-any-return]
        chart.transform_filter("datum.given").mark_bar(color=house.DATA, height={"band": 0.68}).encode(x=articles),
        chart.transform_filter("!datum.given").mark_bar(color=house.PALE, height={"band": 0.68}).encode(x=articles),
        names.transform_filter("datum.given"),
        names.transform_filter("!datum.given"),
        chart.mark_text(align="left", dx=6, color=house.SOFT, fontSize=11).encode(x=articles, text="figure:N"),
        ended.mark_text(align="left", dx=4, color=house.SOFT).encode(x=alt.datum(0), y="row:O", text="rest:N"),
    ).properties(width=_BARS, height=_ROW * len(places))
