"""The other two ways to look at an answer: its words in context, and its measures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
import pandas as pd

from newsarchive.errors import UsageError
from newsarchive.search import tally
from newsarchive.search.concordance import Line, lines
from newsarchive.search.query import is_of_text
from newsarchive.text import Language, format_day, format_number, visible
from newsarchive.widgets.words import counted, word

if TYPE_CHECKING:
    from newsarchive.search import Results

Arrangement = Literal["text", "left", "node", "right"]
Measure = Literal["timeline", "publisher", "section", "byline", "collocations", "keyness"]

MOST_SORTED = 20_000
"""Lines that are sorted by what stands beside the node: all of them have to be read for that."""

_CONTEXT = 90  # characters to either side: more than a wide screen shows
_SHOWN = 12  # rows of a measure


class Concordance:
    """The lines of an answer, page by page: only the articles of the lines that are asked for are read."""

    def __init__(self, results: Results, arrangement: Arrangement) -> None:
        if arrangement not in get_args(Arrangement):
            raise UsageError(f"{arrangement}: is no order of lines; choose one of {', '.join(get_args(Arrangement))}.")
        self.results, self.arrangement = results, arrangement
        self._numbers = results.ranked[0]
        of_each = tally.occurrences_by_article(results.answer)[self._numbers]
        self._ends = np.cumsum(of_each)
        self.total = int(self._ends[-1]) if len(self._ends) else 0
        if arrangement != "text" and self.total > MOST_SORTED:
            raise UsageError(
                f"{self.total:,} lines are too many to sort by what stands beside the word (at most {MOST_SORTED:,}); "
                "narrow the question, or read them in the order of the articles."
            )
        self._sorted: list[tuple[Line, int]] | None = None

    def page(self, offset: int, limit: int) -> list[tuple[Line, int]]:
        """`limit` lines from `offset` on, each with its number among those of the same part of the article."""
        if self.arrangement == "text":
            first = int(np.searchsorted(self._ends, offset, "right"))
            before = int(self._ends[first - 1]) if first else 0
            return list(islice(self._read(first), offset - before, offset - before + limit))
        if self._sorted is None:
            found = lines(self.results.articles(), self.results.leaves, _CONTEXT, "characters", self.arrangement)
            number = dict(_numbered(sorted(found, key=_place)))
            self._sorted = [(line, number[line]) for line in found]
        return self._sorted[offset : offset + limit]

    def _read(self, first: int) -> Iterator[tuple[Line, int]]:
        for article in self.results.articles(offset=first):
            yield from _numbered(lines([article], self.results.leaves, _CONTEXT, "characters", "text"))


def _numbered(found: Sequence[Line]) -> Iterator[tuple[Line, int]]:
    """Lines in the order of the text, each with its number among those of its part of the article."""
    seen = Counter[tuple[str, str]]()
    for line in found:
        part = line.id, _part(line)
        yield line, seen[part]
        seen[part] += 1


def _place(line: Line) -> tuple[str, str, int]:
    """What puts the lines of one part of an article in the order of the text."""
    return line.id, _part(line), line.start if line.start is not None else len(line.left)


def _part(line: Line) -> str:
    return line.where if line.paragraph is None else f"paragraph {line.paragraph + 1}"


def concordance(held: Concordance, offset: int, limit: int, language: Language) -> dict[str, Any]:
    """A page of lines for the screen, and what they are counted over."""
    results = held.results
    asks_words = any(map(is_of_text, results.leaves))
    counts = {
        "lines": format_number(held.total, language),
        "articles": counted("articles", language, results.total, count=format_number(results.total, language)),
    }
    return {
        "offset": offset,
        "total": held.total,
        "says": counted("lines_in", language, held.total, **counts) if asks_words else word("lines_no_words", language),
        "lines": [_line(line, number, language) for line, number in held.page(offset, limit)] if asks_words else [],
    }


def _line(line: Line, number: int, language: Language) -> dict[str, Any]:
    left, node, right = (visible(" ".join(text.split())) for text in (line.left, line.node, line.right))
    spaced = line.left[-1:].isspace(), line.right[:1].isspace()
    return {
        "id": line.id,
        "left": left + " " * spaced[0],
        "node": node,
        "right": " " * spaced[1] + right,
        "day": format_day(line.date, language) if line.date else word("no_date", language),
        "title": visible(line.title or word("untitled", language)),
        "part": _part(line),
        "number": number,
    }


# -- measures ---------------------------------------------------------------------------------------------------------


def measure(results: Results, name: Measure, by: str, language: Language) -> dict[str, Any]:
    """One measure of an answer: its rows, each with the question that a click on it asks, and what was counted."""
    if name not in get_args(Measure):
        raise UsageError(f"{name}: is no measure; choose one of {', '.join(get_args(Measure))}.")
    if name in ("collocations", "keyness") and not any(map(is_of_text, results.leaves)):
        return {"name": name, "rows": [], "others": "", "says": word("measure_no_words", language), "source": ""}
    make: Callable[..., dict[str, Any]] = {
        "timeline": _timeline,
        "collocations": _collocations,
        "keyness": _keyness,
    }.get(name, _facet)
    return {"name": name, "others": "", **make(results, name, by, language)}


def _timeline(results: Results, name: str, by: str, language: Language) -> dict[str, Any]:
    frame = results.timeline(by="month" if by == "month" else "year")
    rows = []
    for period, articles, of, rate, query in _values(frame, "period articles of rate question"):
        day = format_day(period, language)
        said = str(period.year) if by != "month" else day.partition("/" if language == "vi" else " ")[2]
        there = articles is not None
        rows.append(
            {
                "name": said,
                "count": articles or 0,
                "rate": rate or 0.0,
                "cells": [_count(articles or 0, of, language), _number(rate or 0.0, language)] if there else ["", ""],
                "query": query if articles else None,
            }
        )
    return {"rows": rows, "says": word("measure_timeline_said", language), "source": _source(frame, language)}


def _facet(results: Results, name: str, by: str, language: Language) -> dict[str, Any]:
    frame = results.facets(name)  # type: ignore[arg-type]
    missing = word(f"no_{name}", language)
    rows = [
        {
            "name": visible(value) if value is not None else missing,
            "count": articles,
            "rate": rate,
            "cells": [_count(articles, of, language), _number(rate, language)],
            "query": query,
        }
        for value, articles, of, rate, query in _values(frame.head(_SHOWN), "value articles of rate question")
    ]
    return {
        "rows": rows,
        "others": _others(len(frame), language),
        "says": word("measure_facet_said", language),
        "source": _source(frame, language),
    }


def _collocations(results: Results, name: str, by: str, language: Language) -> dict[str, Any]:
    frame = results.collocations()
    columns = "word together frequency log_dice question"
    return {
        "rows": [
            {
                "name": visible(near),
                "count": together,
                "rate": dice,
                "cells": [_count(together, frequency, language), _number(dice, language)],
                "query": query,
            }
            for near, together, frequency, dice, query in _values(frame.head(_SHOWN), columns)
        ],
        "others": _others(len(frame), language),
        "says": word("measure_collocations_said", language),
        "source": _source(frame, language),
    }


def _keyness(results: Results, name: str, by: str, language: Language) -> dict[str, Any]:
    frame = results.keyness()
    more = frame[frame["log_ratio"] > 0]
    columns = "word frequency reference_frequency g2 log_ratio question"
    return {
        "rows": [
            {
                "name": visible(key),
                "count": g2,
                "rate": ratio,
                "cells": [
                    f"{format_number(frequency, language)} : {format_number(reference, language)}",
                    _number(ratio, language),
                ],
                "query": query,
            }
            for key, frequency, reference, g2, ratio, query in _values(more.head(_SHOWN), columns)
        ],
        "others": _others(len(more), language),
        "says": word("measure_keyness_said", language),
        "source": _source(frame, language),
    }


def _values(frame: pd.DataFrame, columns: str) -> list[list[Any]]:
    """The rows with None for what is missing."""
    part = frame[columns.split()]
    values: list[list[Any]] = part.astype(object).where(part.notna(), None).to_numpy().tolist()
    return values


def _count(articles: int, of: int, language: Language) -> str:
    return f"{format_number(articles, language)} / {format_number(of, language)}"


def _number(value: float, language: Language) -> str:
    return format_number(round(value, 1), language)


def _others(rows: int, language: Language) -> str:
    others = rows - _SHOWN
    return counted("measure_others", language, others, count=format_number(others, language)) if others > 0 else ""


def _source(frame: pd.DataFrame, language: Language) -> str:
    return visible(frame.attrs["source"][language])
