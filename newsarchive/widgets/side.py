"""The pane beside the list: when the matching articles appeared and in which papers, as ways to narrow the question.

Each bar and each paper carries the question that a click on it asks.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from newsarchive.errors import UsageError
from newsarchive.search import measures, q
from newsarchive.text import Language, format_day, format_number
from newsarchive.widgets.asking import in_box, narrowed, without
from newsarchive.widgets.words import counted, word

if TYPE_CHECKING:
    from newsarchive.search import Results

Step = Literal["year", "month", "day"]
_PAPERS = 12


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
    periods = measures.by_period(results, step)
    for finer in ("month", "day"):
        if len(periods) != 1:
            break
        step, periods = finer, measures.by_period(results, finer)
    if not periods:
        return None
    bars = []
    for first_day, written, articles, of in periods:
        name = _period_name(first_day, step, language)
        numbers = {"count": format_number(articles, language), "of": format_number(of, language)}
        bars.append(
            {
                "name": name,
                "count": articles,
                "says": word("bar", language, period=name, **numbers),
                "query": between(results, written, written),
                "period": written,
            }
        )
    first, last = (_period_name(periods[at].first, step, language) for at in (0, -1))
    return {"by": word(f"by_{step}", language), "bars": bars, "first": first, "last": last}


def _papers(results: Results, language: Language) -> dict[str, Any]:
    """The papers with the most matching articles, and in one line how many others there are."""
    found = measures.by_value(results, "publisher")
    entries = [
        {
            "name": word("no_publisher", language) if value is None else value,
            "count": articles,
            "says": format_number(articles, language),
            "query": None if value is None else _of_paper(results, value),
        }
        for value, articles in found[:_PAPERS]
    ]
    rest = [articles for _, articles in found[_PAPERS:]]
    others = ""
    if rest:
        articles = sum(rest)
        said = counted("articles", language, articles, count=format_number(articles, language))
        others = counted(
            "other_publishers", language, len(rest), count=format_number(len(rest), language), articles=said
        )
    return {"entries": entries, "others": others}


def _period_name(period: datetime, step: Step, language: Language) -> str:
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
