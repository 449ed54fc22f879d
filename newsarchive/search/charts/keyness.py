"""The words that stand out against a reference: bars to both sides of no difference."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from newsarchive.errors import UsageError
from newsarchive.search.charts import house
from newsarchive.search.charts.chart import Chart
from newsarchive.search.charts.words import word
from newsarchive.text import Language, format_number

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

COLUMNS = ("word", "g2", "log_ratio", "frequency", "reference_frequency")

_SHOWN = 15  # words of each side
_ROW = 19
_ROOM = 1.22  # the plane is so many times as wide as the longest bar, for the figure at its end


def plot_keyness(frame: pd.DataFrame, language: Language = "vi", *, source: str, title: str | None = None) -> Chart:
    """The words of `frame` used more and those used less than in the reference, 15 of each: those of the highest G².

    `frame` has ``word``, ``g2``, ``log_ratio`` (base 2: the length of the bar; infinite where one side lacks the word,
    and then the bar is as long as the longest), ``frequency`` and ``reference_frequency``. `source` says what was
    counted over what. Raises `UsageError` where a column is missing or no word is used more or less.
    """
    house.check(frame, COLUMNS, language)
    ordered = frame.sort_values("g2", ascending=False, kind="stable")
    sides = [ordered[ordered["log_ratio"] > 0], ordered[ordered["log_ratio"] < 0]]
    more, less = (_rows(side.head(_SHOWN), language) for side in sides)
    if not more and not less:
        raise UsageError("There is nothing to draw: no word is used more or less than in the reference.")
    name = house.one_line(title or word("keyness", language))
    source = house.one_line(source)
    note = word("shown", language, over=len(more), overs=len(sides[0]), under=len(less), unders=len(sides[1]))
    said = [word("keyness_alt", language, title=name), note]
    for key, rows in (("over_alt", more), ("under_alt", less)):
        if rows:
            said.append(word(key, language, words=", ".join(f"{row['word']} ({row['figure']})" for row in rows)))
    drawn = house.framed(_plane(more + less, language), name, [note], source, language)
    return Chart(drawn, name, " ".join([*said, f"{source}."]))


def _rows(frame: pd.DataFrame, language: Language) -> list[dict[str, Any]]:
    """The words of one side, each with what is written at its bar and in its tooltip."""
    return [
        {
            "word": house.one_line(row["word"]),
            "ratio": float(row["log_ratio"]),
            "figure": _signed(float(row["log_ratio"]), language),
            "g2": format_number(row["g2"], language, 1),
            "frequency": format_number(row["frequency"], language),
            "reference": format_number(row["reference_frequency"], language),
        }
        for row in frame.to_dict("records")
    ]


def _signed(ratio: float, language: Language) -> str:
    size = "∞" if math.isinf(ratio) else format_number(abs(ratio), language, 2)
    return f"{'+' if ratio > 0 else '−'}{size}"


def _plane(rows: list[dict[str, Any]], language: Language) -> alt.LayerChart:
    alt = house.altair()
    longest = max((abs(row["ratio"]) for row in rows if math.isfinite(row["ratio"])), default=1.0)
    data = [{**row, "row": index, "ratio": max(-longest, min(longest, row["ratio"]))} for index, row in enumerate(rows)]
    edge = longest * _ROOM
    length = alt.X(
        "ratio:Q",
        title=word("keyness_axis", language),
        scale=alt.Scale(domain=[-edge, edge], nice=False),
        axis=alt.Axis(format=house.NUMBER, tickCount=7, domain=False),
    )
    chart = alt.Chart(alt.InlineData(values=data)).encode(y=alt.Y("row:O", axis=None))
    layers = [alt.Chart(alt.InlineData(values=[{}])).mark_rule(color=house.INK).encode(x=alt.datum(0))]
    for test, colour, align, sign in (
        ("datum.ratio > 0", house.DATA, "right", 1),
        ("datum.ratio < 0", house.COUNTER, "left", -1),
    ):
        side = chart.transform_filter(test)
        other = "left" if sign > 0 else "right"
        layers += [
            side.mark_bar(color=colour, height={"band": 0.72}).encode(x=length, tooltip=_tooltip(language)),
            side.mark_text(align=align, dx=-7 * sign, font=house.PRESS, fontSize=12.5, limit=house.WIDTH * 0.47).encode(
                x=alt.datum(0), text="word:N", tooltip=_tooltip(language)
            ),
            side.mark_text(align=other, dx=5 * sign, color=house.SOFT, fontSize=11).encode(x=length, text="figure:N"),
        ]
    return alt.layer(*layers).properties(width=house.WIDTH, height=_ROW * len(data))  # type: ignore[no-any-return]


def _tooltip(language: Language) -> list[Any]:
    alt = house.altair()
    names = ("word", "figure", "g2", "frequency", "reference")
    return [alt.Tooltip(f"{name}:N", title=word(f"column_{name}", language)) for name in names]
