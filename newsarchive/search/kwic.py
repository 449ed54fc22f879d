"""A concordance as HTML: the lines under each other, aligned on the node. It stands by itself and loads nothing."""

from __future__ import annotations

import html
from typing import Any

import pandas as pd

from newsarchive.errors import UsageError
from newsarchive.text import Language, format_day, format_number, visible

SHOWN = 200
"""The lines that a notebook shows of its own accord."""

_NEEDED = ("id", "title", "date", "left", "node", "right")
_WORDS: dict[str, dict[Language, str]] = {
    "lines": {"vi": "{count} lần xuất hiện", "en": "{count} occurrences"},
    "one": {"vi": "1 lần xuất hiện", "en": "1 occurrence"},
    "none": {"vi": "Không có lần xuất hiện nào.", "en": "No occurrence."},
    "first": {"vi": "{shown} dòng đầu trong {count}", "en": "the first {shown} of {count} lines"},
    "where": {"vi": "ngày", "en": "date"},
    "left": {"vi": "phía trước", "en": "before"},
    "node": {"vi": "từ tìm", "en": "node"},
    "right": {"vi": "phía sau", "en": "after"},
    "undated": {"vi": "không rõ ngày", "en": "undated"},
}
# One table as wide as its place: the node in the middle, what stands before it cut at its left end, so that the words
# next to the node are always seen. Colours are the notebook's own, where it has any.
_STYLE = (
    "<style>.na-kwic{border-collapse:collapse;width:100%;table-layout:fixed;font:14px/1.5 Georgia,'Noto Serif',serif}"
    ".na-kwic td,.na-kwic th{padding:1px 4px;white-space:nowrap;overflow:hidden;text-align:left!important;"
    "background:none;border:0}.na-kwic th{font:12px system-ui,sans-serif;opacity:.7}"
    ".na-kwic .l{direction:rtl;text-align:right!important}.na-kwic .l bdi{direction:ltr;unicode-bidi:isolate}"
    ".na-kwic .n{font-weight:700;color:var(--jp-brand-color1,#9c3412)}"
    ".na-kwic .w{width:9em;font:12px system-ui,sans-serif;opacity:.7;text-overflow:ellipsis}"
    ".na-kwic .r{text-overflow:ellipsis}</style>"
)


def concordance_html(frame: pd.DataFrame, language: Language, shown: int | None = None) -> str:
    """The lines of `frame`, or the first `shown` of them, which is then said, as a table in HTML."""
    missing = [name for name in _NEEDED if name not in frame.columns]
    if missing:
        raise UsageError(f"This selection has no {', '.join(missing)}; set the lines of a whole concordance.")
    count = len(frame)
    if not count:
        return f'<p lang="{language}">{_WORDS["none"][language]}</p>'
    part = frame if shown is None else frame.head(shown)
    said = _WORDS["one" if count == 1 else "lines"][language].format(count=format_number(count, language))
    if len(part) < count:
        numbers = {"shown": format_number(len(part), language), "count": format_number(count, language)}
        said = _WORDS["first"][language].format(**numbers)
    longest = min(max(part["node"].str.len().max(), 4), 40)
    heads = "".join(
        f'<th scope="col" class="{kind}">{_WORDS[name][language]}</th>'
        for name, kind in (("where", "w"), ("left", "l"), ("node", "n"), ("right", "r"))
    )
    rows = "".join(_row(line, language) for line in part[list(_NEEDED)].itertuples(index=False))
    columns = f'<col style="width:9em"><col><col style="width:{longest * 0.62 + 1:.1f}em"><col>'
    return (
        f'{_STYLE}<p lang="{language}">{said}</p><table class="na-kwic" lang="vi"><colgroup>{columns}</colgroup>'
        f'<thead lang="{language}"><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _row(line: Any, language: Language) -> str:
    day = _WORDS["undated"][language] if pd.isna(line.date) else format_day(line.date.date(), language)
    about = html.escape(f"{line.id} {'' if pd.isna(line.title) else visible(line.title)}")
    return (
        f'<tr><td class="w" title="{about}">{html.escape(day)}</td><td class="l"><bdi>{_text(line.left)}</bdi></td>'
        f'<td class="n">{_text(line.node)}</td><td class="r">{_text(line.right)}</td></tr>'
    )


def _text(text: str) -> str:
    return html.escape(visible(" ".join(text.split())))
