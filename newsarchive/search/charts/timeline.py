"""A rate over time: a line with its 95% interval as a band, broken where there are no data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from newsarchive.errors import UsageError
from newsarchive.search.charts import house
from newsarchive.search.charts.chart import Chart
from newsarchive.search.charts.words import counted, word
from newsarchive.text import Language, format_day, format_number

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

COLUMNS = ("period", "articles", "of", "rate", "low", "high")

_POINTS = 60  # up to so many periods have points on the line; more would hide it
_LINE = 400  # up to so many are a line by themselves; more are a thicket, through which a line of several is drawn
_HALVES = 200  # so many half windows of that line make up the whole
_HEIGHT = 250
_HEADROOM = 3  # the plane ends at so many times the line's highest point: the band of a few articles goes far
_SIDE = 0.15  # a peak this near to an end of the plane has its label turned inwards
_MONTHS, _YEARS = (1, 2, 3, 6), (1, 2, 5, 10, 20, 50, 100, 200)
_STEPS = [("D", 1), ("W-MON", 1), *(("MS", step) for step in _MONTHS), *(("YS", step) for step in _YEARS)]
_CHARACTER, _AIR = 6.6, 16  # the width of a character of a label, and of the space between two labels


def plot_timeline(frame: pd.DataFrame, language: Language = "vi", *, source: str, title: str | None = None) -> Chart:
    """The rate of `frame`, matching articles per 1,000 articles, with its 95% interval.

    `frame` has ``period`` (its first day), ``articles``, ``of``, ``rate``, ``low`` and ``high``, and says in
    ``attrs["by"]`` what a period is and in ``attrs["undated"]`` how many matches have none. Where a period is missing
    or has no rate the line is broken. More than 400 periods are dots, and the line is the rate of several together.
    `source` says what was counted over what. Raises `UsageError` where a column is missing, a period stands there
    twice, or nothing has a rate.
    """
    house.check(frame, COLUMNS, language)
    if frame["period"].duplicated().any():
        raise UsageError("A period stands in the frame more than once; plot one timeline at a time.")
    line = _line(frame, language)
    name = house.one_line(title or word("timeline", language, by=line.unit(1)))
    source = house.one_line(source)
    drawn = house.framed(_plane(line), name, [line.legend(), *line.missing()], source, language)
    return Chart(drawn, name, " ".join([line.extent(name), *line.highest(), *line.missing(), f"{source}."]))


@dataclass(frozen=True)
class _Line:
    """What is drawn, and what is said of it.

    `known` are the periods with a rate; `level` is the line at each, the rate of `window` periods round it; `run`
    numbers the line's unbroken parts.
    """

    known: pd.DataFrame
    level: pd.Series[float]
    run: pd.Series[int]
    window: int
    by: str
    undated: int
    first: datetime
    last: datetime
    gaps: int
    language: Language

    @property
    def pooled(self) -> bool:
        return self.window > 1

    @property
    def top(self) -> float:
        """The upper edge of the plane."""
        far, most = float(self.known["rate" if self.pooled else "high"].max()), float(self.level.max())
        return min(far, _HEADROOM * most) or far or 1.0

    def named(self, at: datetime) -> str:
        """The period that begins at `at`."""
        day = format_day(at.date(), self.language)
        match self.by:
            case "year":
                return str(at.year)
            case "month":
                return day.split("/" if self.language == "vi" else " ", 1)[1]
            case "week":
                return word("week_of", self.language, day=day)
            case _:
                return day

    def unit(self, count: int) -> str:
        """The name of one period, or of `count`."""
        return word(f"by_{self.by}" if count == 1 else f"by_{self.by}s", self.language)

    def legend(self) -> str:
        """How to read the drawing."""
        if self.pooled:
            return word("pooled", self.language, by=self.unit(1), count=self.window, bys=self.unit(self.window))
        return word("interval_one" if len(self.known) == 1 else "interval", self.language)

    def missing(self) -> list[str]:
        """What is not in the drawing."""
        cut = int((self.known["rate" if self.pooled else "high"] > self.top).sum())
        notes = [
            word(key, self.language, count=count, by=self.unit(count))
            for key, count in (("cut", cut), ("gaps", self.gaps))
            if count
        ]
        return [*notes, counted("undated", self.language, self.undated)] if self.undated else notes

    def extent(self, title: str) -> str:
        """The kind of chart, and from where to where it goes."""
        ends = {"first": self.named(self.first), "last": self.named(self.last)}
        count = len(self.known)
        return counted("line_alt", self.language, count, title=title, by=self.unit(count), **ends)

    def highest(self) -> list[str]:
        """The period of the highest rate, or how many have it; and the line's highest point, where it is another."""
        peaks = self.known[self.known["rate"] == self.known["rate"].max()]
        peak, count = peaks.iloc[0], len(peaks)
        figures = {name: figure(peak[name], self.language) for name in ("rate", "low", "high")}
        if count == 1:
            counts = {name: int(peak[name]) for name in ("articles", "of")}
            said = [word("peak", self.language, period=self.named(peak["period"]), **figures, **counts)]
        else:
            said = [word("peaks", self.language, rate=figures["rate"], count=count, by=self.unit(count))]
        if self.pooled:
            top = int(self.level.argmax())
            rate = figure(self.level[top], self.language)
            said.append(word("pooled_peak", self.language, period=self.named(self.known["period"][top]), rate=rate))
        return said

    def rows(self) -> list[dict[str, Any]]:
        """The known periods for the drawing, each with what its tooltip says."""
        peaks = (self.level == self.level.max()).tolist()
        single = peaks.count(True) == 1
        about = word("about", self.language) if self.pooled else ""
        rows = self.known[list(COLUMNS)].to_dict("records")
        sizes = self.run.map(self.run.value_counts())
        columns = (self.level.tolist(), self.run.tolist(), sizes.tolist(), peaks)
        return [
            {
                "period": f"{row['period']:%Y-%m-%d}",
                "rate": min(row["rate"], self.top),
                "low": row["low"],
                "high": min(row["high"], self.top),
                "level": level,
                "run": run,
                "alone": size == 1,
                "peak": peak and single,
                "label": f"{about}{self.named(row['period'])}: {figure(level, self.language)}",
                "said": f"{self.named(row['period'])}: {figure(row['rate'], self.language)}",
                "interval": f"{figure(row['low'], self.language)}–{figure(row['high'], self.language)}",
                "counted": word("of", self.language, articles=int(row["articles"]), of=int(row["of"])),
            }
            for row, level, run, size, peak in zip(rows, *columns, strict=True)
        ]


def figure(rate: float, language: Language) -> str:
    """A rate as it is said: one decimal, three where it is below 1."""
    return format_number(rate, language, 3 if 0 < rate < 1 else 1)


def _line(frame: pd.DataFrame, language: Language) -> _Line:
    by = frame.attrs["by"]
    ordered = frame.sort_values("period", ignore_index=True)
    numbers = _numbers(ordered["period"], by)
    has = ordered["rate"].notna()
    known, at = ordered[has].reset_index(drop=True), numbers[has].reset_index(drop=True)
    if known.empty:
        raise UsageError("There is nothing to draw: no period has a rate.")
    half = len(known) // _HALVES if len(known) > _LINE else 0
    window = 2 * half + 1
    return _Line(
        known=known,
        level=_pooled(known, at, half) if half else known["rate"].astype("float64"),
        run=(at.diff() > window).astype("int64").cumsum(),
        window=window,
        by=by,
        undated=frame.attrs["undated"],
        first=ordered["period"].iloc[0].to_pydatetime(),
        last=ordered["period"].iloc[-1].to_pydatetime(),
        gaps=int(numbers.iloc[-1] - numbers.iloc[0]) + 1 - len(known),
        language=language,
    )


def _numbers(periods: pd.Series[Any], by: str) -> pd.Series[int]:
    """The number of each period, counted on from one to the next."""
    import pandas as pd

    return pd.Series(periods.to_numpy().astype(f"datetime64[{by[0].upper()}]").astype("int64"))


def _pooled(known: pd.DataFrame, at: pd.Series[int], half: int) -> pd.Series[float]:
    """The rate of the articles from `half` periods before each to `half` after it."""
    import numpy as np
    import pandas as pd

    since, until = np.searchsorted(at, at - half), np.searchsorted(at, at + half, "right")
    sums = [np.concatenate([[0], known[name].to_numpy("int64").cumsum()]) for name in ("articles", "of")]
    matching, of = (total[until] - total[since] for total in sums)
    return pd.Series(1000 * matching / of)


def _plane(line: _Line) -> alt.LayerChart:
    alt = house.altair()
    at = alt.X(
        "period:T",
        title=line.unit(1),
        scale=alt.Scale(type="utc", domain=_domain(line), nice=False, padding=10),
        axis=alt.Axis(**_ticks(line), grid=False),
    )
    axis = alt.Axis(format=house.NUMBER, tickCount=5, domain=False)
    rate, level, low = (
        alt.Y(
            f"{name}:Q",
            title=word("timeline_axis", line.language),
            scale=alt.Scale(domain=[0, line.top], nice=False),
            axis=axis,
        )
        for name in ("rate", "level", "low")
    )
    tooltip = [
        alt.Tooltip("said:N", title=word("timeline_axis", line.language)),
        alt.Tooltip("interval:N", title="95%"),
        alt.Tooltip("counted:N", title=word("facets_axis", line.language)),
    ]
    chart = alt.Chart(alt.InlineData(values=line.rows())).encode(x=at)
    alone, peak = chart.transform_filter("datum.alone"), chart.transform_filter("datum.peak")
    dot = {"filled": True, "color": house.DATA, "opacity": 1}
    if line.pooled:
        spread = [chart.mark_point(**dot | {"opacity": 0.3}, size=5, shape="square").encode(y=rate, tooltip=tooltip)]
        points = alone.mark_point(**dot, size=14).encode(y=level)
    else:
        spread = [
            chart.mark_area(color=house.DATA, opacity=0.18).encode(y=low, y2="high:Q", detail="run:N"),
            alone.mark_rule(color=house.DATA, opacity=0.4, strokeWidth=2).encode(y=low, y2="high:Q"),
        ]
        few = len(line.known) <= _POINTS
        points = (chart if few else alone).mark_point(**dot, size=36 if few else 14).encode(y=rate, tooltip=tooltip)
    drawn = chart.mark_line(color=house.DATA, strokeWidth=1.8 if len(line.known) <= _POINTS or line.pooled else 1.2)
    return alt.layer(  # type: ignore[no-any-return]
        *spread,
        drawn.encode(y=level, detail="run:N"),
        points,
        peak.mark_point(**dot | {"color": house.ACCENT}, size=48).encode(y=level, tooltip=tooltip),
        peak.mark_text(**_beside(line), fontWeight=600, color=house.ACCENT).encode(y=level, text="label:N"),
    ).properties(width=house.WIDTH, height=_HEIGHT)


def _beside(line: _Line) -> dict[str, Any]:
    """Where the label of the peak stands: above it, turned inwards near an end, and beside a single one."""
    if len(line.known) == 1:
        return {"align": "left", "dx": 12}
    share = (line.known["period"][int(line.level.argmax())] - line.first) / (line.last - line.first)
    return {"dy": -13, "align": "left" if share < _SIDE else "right" if share > 1 - _SIDE else "center"}


def _domain(line: _Line) -> list[int]:
    """The ends of the axis of time, in milliseconds; a single period stands in the middle of two days."""
    first, last = _moment(line.first), _moment(line.last)
    return [first, last] if first < last else [first - 86_400_000, last + 86_400_000]


def _ticks(line: _Line) -> dict[str, Any]:
    """As many labelled periods as there is room for, at round distances, and how they are written."""
    import pandas as pd

    day, month = ("%-d/%-m/%Y", "%-m/%Y") if line.language == "vi" else ("%-d %b %Y", "%b %Y")
    formats = {"D": (day, 11), "W": (day, 11), "M": (month, 8), "Y": ("%Y", 4)}
    finest = {"year": "Y", "month": "M", "week": "W", "day": "D"}[line.by]
    if line.first == line.last:
        return {"values": [_moment(line.first)], "format": formats[finest][0]}
    chosen: list[datetime] = []
    for unit, step in _STEPS[[name[0] for name, _ in _STEPS].index(finest) :]:
        written, widest = formats[unit[0]]
        starts = pd.date_range(line.first, line.last, freq=unit).to_pydatetime()
        chosen = [at for at in starts if (at.year if unit == "YS" else at.month - 1 if unit == "MS" else 0) % step == 0]
        if len(chosen) <= house.WIDTH / (widest * _CHARACTER + _AIR):
            break
    return {"values": [_moment(at) for at in chosen], "format": written}


def _moment(at: datetime) -> int:
    """`at` in milliseconds of Unix, as if it stood in UTC: a day is drawn as that day wherever the chart is."""
    return int((at - datetime(1970, 1, 1)).total_seconds() * 1000)
