"""The picture of an answer that a saved notebook shows without a kernel: plain HTML with its own style, no script.

Colours follow JupyterLab's theme where there is one, and are the light ones elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsarchive.reports.escape import html as escaped
from newsarchive.text import Language, format_number
from newsarchive.widgets.asking import asks_everything
from newsarchive.widgets.screen import Runs, count_line, row
from newsarchive.widgets.words import word

if TYPE_CHECKING:
    from newsarchive.search import Results

_ROWS = 24
_SANS = "font-family:var(--jp-ui-font-family,system-ui,sans-serif)"
_SERIF = "font-family:'Noto Serif','Source Serif 4',Georgia,serif"
_INK = "color:var(--jp-content-font-color1,#1d2126)"
_SOFT = "color:var(--jp-content-font-color2,#59626c)"
_LINE = "var(--jp-border-color2,#dedad2)"
_BOX = f"{_INK};{_SANS};font-size:13px;line-height:1.55;text-align:left;max-width:46em"
_MARK = "background:#ffe8a3;color:#1d2126;border-bottom:1px solid #c98a00"


def answer(results: Results, language: Language) -> str:
    """The question, what was counted, and the first rows of `results` with their marks."""
    rows = [row(hit, language) for hit in results.hits(_ROWS)]
    query = word("picture_all", language) if asks_everything(results.question.node) else results.query
    shown = word(
        "picture_rows",
        language,
        shown=format_number(len(rows), language),
        total=format_number(results.total, language),
    )
    picture = word("picture", language, name=results.archive_name, version=results.archive_version)
    return page(
        language,
        f"<p style='margin:0'><span style='{_SOFT}'>{escaped(word('picture_query', language))}</span> "
        f"<b>{escaped(query)}</b></p>",
        f"<p style='margin:0'>{escaped(count_line(results, language))}</p>",
        f"<p style='{_SOFT};margin:8px 0 0'>{escaped(shown)}</p>" if results.total > len(rows) else "",
        f"<ol style='list-style:none;margin:8px 0;padding:0'>{''.join(map(_item, rows))}</ol>" if rows else "",
        f"<p style='{_SOFT};margin:8px 0 0'>{escaped(picture)}</p>",
    )


def form(heading: str, facts: Sequence[tuple[str, str]], said: str, language: Language) -> str:
    """A form as it was filled in: its heading, each label with its value, and the last thing it said."""
    filled = "".join(
        f"<tr><td style='{_SOFT};text-align:left;padding:1px 16px 1px 0'>{escaped(label)}</td>"
        f"<td style='text-align:left;padding:1px 0'>{escaped(value)}</td></tr>"
        for label, value in facts
    )
    return page(
        language,
        f"<p style='margin:0 0 6px'><b>{escaped(heading)}</b></p>",
        f"<table style='border-collapse:collapse;margin:0;{_SANS};font-size:13px'>{filled}</table>",
        f"<p style='margin:8px 0 0'>{escaped(said)}</p>",
    )


def page(language: Language, *parts: str) -> str:
    """The frame around a picture."""
    return f"<div class='na-picture' lang='{language}' style=\"{_BOX}\">{''.join(parts)}</div>"


def _item(shown: dict[str, object]) -> str:
    title, meta, snippet = shown["title"], shown["meta"], shown["snippet"]
    return (
        f"<li style='border-top:1px solid {_LINE};margin:0;padding:7px 0'>"
        f"<div lang='vi' style=\"{_SERIF};font-size:15px\"><b>{_marked(title)}</b></div>"  # type: ignore[arg-type]
        f"<div style='{_SOFT};font-size:12px'>{escaped(str(meta))}</div>"
        f"<div lang='vi' style=\"{_SERIF}\">{_marked(snippet)}</div></li>"  # type: ignore[arg-type]
    )


def _marked(pieces: Runs) -> str:
    return "".join(
        f"<mark style='{_MARK}'>{escaped(piece)}</mark>" if at % 2 else escaped(piece)
        for at, piece in enumerate(pieces)
    )
