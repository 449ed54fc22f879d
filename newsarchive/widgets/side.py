"""The pane beside the list: when the matching articles appeared and in which papers, as ways to narrow the question.

Each bar and each paper carries the question that a click on it asks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from newsarchive.errors import UsageError
from newsarchive.search import q
from newsarchive.text import Language, format_day, format_number
from newsarchive.widgets.asking import in_box, narrowed, without
from newsarchive.widgets.words import counted, word

if TYPE_CHECKING:
    from newsarchive.search import Results

Step = Literal["year", "month", "day"]
_PAPERS = 12
_FORMATS: dict[Step, str] = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}


def pane(results: Results, language: Language) -> dict[str, Any]:
    """The timeline and the papers of an answer."""
    return {
        "time": _timeline(results, language),
        "papers": _papers(results, language),
        "all_times": _undone(results, "date"),
        "all_papers": _undone(results, "publisher"),
    }


def between(results: Results, first: str, last: str) -> str:
    """The question narrowed to the time from one period of the timeline to another, as the query language has it."""
    return str(narrowed(results.question.node, q.date(first, last)))


def _timeline(results: Results, language: Language) -> dict[str, Any] | None:
    """Bars by year, of a single year by month, of a single month by day; None where nothing has a date.

    Each has its period as typed, and the question that it asks.
    """
    step: Step = "year"
    frame = results.timeline(by="year")
    for finer in ("month", "day"):
        if len(frame) != 1:
            break
        step, frame = finer, results.timeline(by=finer)
    if frame.empty:
        return None
    bars = []
    counts = frame["articles"].fillna(0)  # nothing, where the archive has nothing of a period
    for period, articles, of in zip(frame["period"], counts, frame["of"], strict=True):
        name, written = _period_name(period, step, language), period.strftime(_FORMATS[step])
        numbers = {"count": format_number(articles, language), "of": format_number(of, language)}
        bars.append(
            {
                "name": name,
                "count": int(articles),
                "says": word("bar", language, period=name, **numbers),
                "query": between(results, written, written),
                "period": written,
            }
        )
    first, last = (_period_name(frame["period"].iloc[at], step, language) for at in (0, -1))
    return {"by": word(f"by_{step}", language), "bars": bars, "first": first, "last": last}


def _papers(results: Results, language: Language) -> dict[str, Any]:
    """The papers with the most matching articles, and in one line how many others there are."""
    frame = results.facets("publisher")
    entries = []
    for value, articles in frame[["value", "articles"]].head(_PAPERS).itertuples(index=False):
        nameless = pd.isna(value)
        entries.append(
            {
                "name": word("no_publisher", language) if nameless else value,
                "count": int(articles),
                "says": format_number(articles, language),
                "query": None if nameless else _of_paper(results, value),
            }
        )
    rest = frame["articles"].iloc[_PAPERS:]
    others = ""
    if len(rest):
        articles = int(rest.sum())
        said = counted("articles", language, articles, count=format_number(articles, language))
        others = counted(
            "other_publishers", language, len(rest), count=format_number(len(rest), language), articles=said
        )
    return {"entries": entries, "others": others}


def _period_name(period: pd.Timestamp, step: Step, language: Language) -> str:
    if step == "year":
        return str(period.year)
    day = format_day(period, language)
    return day if step == "day" else re.split("[/ ]", day, maxsplit=1)[1]


def _of_paper(results: Results, name: str) -> str | None:
    """The question narrowed to one paper; None where its name cannot be typed."""
    try:
        return str(narrowed(results.question.node, q.value("publisher", name)))
    except UsageError:
        return None


def _undone(results: Results, field: str) -> str | None:
    """The question without its filter on `field`; None where it has none."""
    box, other = (in_box(node) for node in (results.question.node, without(results.question.node, field)))
    return None if other == box else other
