"""A concordance in a notebook: the lines under each other, the node in the middle.

What stands before the node is cut at its left end, where the page is narrow, so that the words next to the node are
always seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from newsarchive import display
from newsarchive.display import Column, Html, escaped, printed, sentence
from newsarchive.errors import UsageError
from newsarchive.text import Language, format_day

NEEDED = ("id", "title", "date", "left", "node", "right")
"""The columns that the lines are made of."""

_WORDS: display.Words = {
    "lines": {"vi": "{count} lần xuất hiện", "en": "{count} occurrences"},
    "lines_one": {"vi": "{count} lần xuất hiện", "en": "{count} occurrence"},
    "none": {"vi": "Không có lần xuất hiện nào.", "en": "No occurrence."},
    "articles": {"vi": "trong {count} bài", "en": "in {count} articles"},
    "articles_one": {"vi": "trong {count} bài", "en": "in {count} article"},
    "date": {"vi": "ngày", "en": "date"},
    "left": {"vi": "phía trước", "en": "before"},
    "node": {"vi": "từ tìm", "en": "node"},
    "right": {"vi": "phía sau", "en": "after"},
    "undated": {"vi": "không rõ ngày", "en": "undated"},
}
_DATE: dict[Language, float] = {"vi": 7.5, "en": 10.5}


def concordance_html(frame: pd.DataFrame, language: Language, *, whole: bool = False) -> Html:
    """The lines of `frame`: all of them open where it is to be `whole`, else as tables are shown.

    Raises `UsageError` for a selection that lacks one of the columns `NEEDED`.
    """
    if missing := [name for name in NEEDED if name not in frame.columns]:
        raise UsageError(f"This selection has no {', '.join(missing)}; set the lines of a whole concordance.")
    count, articles = len(frame), frame["id"].nunique()
    said = [
        display.strong(sentence(_WORDS, "lines" if count else "none", language, count=count)),
        escaped(sentence(_WORDS, "articles", language, count=articles) if count else ""),
    ]
    part = frame if whole else frame.head(display.MOST)
    columns = _columns(part, language)
    rows = [_row(line, language) for line in part[list(NEEDED)].itertuples(index=False)]
    if whole:
        lines = display.grid(columns, rows) if rows else Html("")
    else:
        lines = display.table(columns, rows, language, total=count, there=".html()")
    source = frame.attrs.get("source", {}).get(language, "")
    return display.frame(language, display.line(*said), display.source(source, language), lines)


def _columns(frame: pd.DataFrame, language: Language) -> list[Column]:
    longest = max(frame["node"].str.len().max(), 6) if len(frame) else 6
    return [
        Column(_WORDS["date"][language], width=_DATE[language]),
        Column(_WORDS["left"][language], "before"),
        Column(_WORDS["node"][language], "node", min(longest, 40) * 0.62 + 1),
        Column(_WORDS["right"][language], "after"),
    ]


def _row(line: Any, language: Language) -> Sequence[Html]:
    day = _WORDS["undated"][language] if pd.isna(line.date) else format_day(line.date.date(), language)
    about = escaped(display.brief(f"{line.id} {'' if pd.isna(line.title) else line.title}", language))
    left, node, right = (" ".join(text.split()) for text in (line.left, line.node, line.right))
    most = max(map(len, (left, node, right)))  # as much as was asked for
    return [
        Html(f'<span title="{about}">{escaped(day)}</span>'),
        printed(left, language, most),
        Html(f"<mark>{printed(node, language, most)}</mark>"),
        printed(right, language, most),
    ]
