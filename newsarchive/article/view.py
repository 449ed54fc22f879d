"""An article as rich HTML in a notebook: what was read, where and how, and the whole source with its labels.

What stands on the page is never trusted: it goes in as escaped text, with its control characters by name. There is no
script, and nothing is loaded from anywhere; the colours are those of the notebook's theme.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from newsarchive.article.evidence import LabelledLine, labelled_lines, read_fields
from newsarchive.article.rules import explain, field_name, label_name

if TYPE_CHECKING:
    from newsarchive.article.record import Article, LabelName

Language = Literal["vi", "en"]

_WORDS = {
    "en": {
        "fields": "What was read, where, and how",
        "line": "line {}",
        "lines": "lines {}–{}",
        "nowhere": "not on the page",
        "warnings": "To note",
        "source": "The source, with what each line was taken for",
        "more": "{} more lines are not shown here; article.labels has all of them.",
        "untitled": "(no title)",
    },
    "vi": {
        "fields": "Đọc được gì, ở đâu, theo cách nào",
        "line": "dòng {}",
        "lines": "dòng {}–{}",
        "nowhere": "không in trên trang",
        "warnings": "Cần để ý",
        "source": "Trang gốc, mỗi dòng được coi là gì",
        "more": "Còn {} dòng không hiện ở đây; article.labels có đủ.",
        "untitled": "(không có nhan đề)",
    },
}
_HUES: dict[LabelName, int] = {
    "title": 12, "kicker": 12, "date": 210, "section": 260, "byline": 140, "credit": 165, "lead": 35, "body": 35,
    "heading": 20, "caption": 190, "quote": 300, "box": 285,
}  # fmt: skip
_QUIET = frozenset({"related", "comment", "chrome", "unknown"})
_LABEL = attrgetter("label")
_MOST_LINES = 500
_FOLDED = 4  # so many quiet lines of one kind in a row are folded into one
_STYLE = """
.na-article{font-family:var(--jp-content-font-family,system-ui,sans-serif);color:var(--jp-content-font-color1,#222);
max-width:62rem;text-align:left;line-height:1.45}
.na-article h4{margin:.2rem 0 .5rem;font-size:1.15rem}
.na-article summary{cursor:pointer;color:var(--jp-content-font-color2,#666);margin:.3rem 0}
.na-article .na-warn{margin:.2rem 0 .6rem;padding:.1rem .6rem;border-left:.22rem solid hsl(40 80% 50%)}
.na-article .na-field,.na-article .na-line{display:grid;gap:.1rem .7rem;padding:.16rem .3rem}
.na-article .na-field{grid-template-columns:7rem minmax(0,1fr) 18rem}
.na-article .na-line{grid-template-columns:2.6rem 7rem minmax(0,1fr) 15rem;
border-left:.22rem solid var(--hue,transparent)}
.na-article span{overflow-wrap:anywhere;white-space:pre-wrap}
.na-article .na-name,.na-article .na-why,.na-article .na-quiet{color:var(--jp-content-font-color2,#666)}
.na-article .na-why{font-size:.85em}
.na-article .na-number{text-align:right;color:var(--jp-content-font-color3,#999)}
.na-article .na-source{max-height:32rem;overflow:auto;border-top:1px solid var(--jp-border-color2,#ddd)}
.na-article .na-source summary{margin:0;padding:.16rem .3rem .16rem 3.6rem}
@media(max-width:48rem){.na-article .na-field{grid-template-columns:5.5rem minmax(0,1fr)}
.na-article .na-line{grid-template-columns:2rem 5.5rem minmax(0,1fr)}
.na-article .na-field .na-why{grid-column:2}.na-article .na-line .na-why{grid-column:3}}
"""


class ArticleView:
    """`article` as a notebook shows it, in `language`."""

    def __init__(self, article: Article, language: Language) -> None:
        self._article, self._language, self._words = article, language, _WORDS[language]

    def _repr_html_(self) -> str:
        article, words = self._article, self._words
        title = article.title.value if article.title else words["untitled"]
        return (
            f"<div class='na-article' lang='{self._language}'><style>{_STYLE}</style>"
            f"<h4 lang='vi'>{_text(title)}</h4>{self._warnings()}"
            f"<details open><summary>{words['fields']}</summary>{self._fields()}</details>"
            f"<details open><summary>{words['source']}</summary>{self._source()}</details></div>"
        )

    def _warnings(self) -> str:
        items = "".join(f"<div>{_text(explain(warning, self._language))}</div>" for warning in self._article.warnings)
        return f"<div class='na-warn'><b>{self._words['warnings']}</b>{items}</div>" if items else ""

    def _fields(self) -> str:
        rows = [
            (field.name, field.value, f"{self._place(field.line)} · {explain(field.rule, self._language)}")
            for field in read_fields(self._article)
        ]
        rows.append(("paragraphs", str(len(self._article.paragraphs)), ""))
        return "".join(
            f"<div class='na-field'><span class='na-name'>{field_name(name, self._language)}</span>"
            f"<span lang='vi'>{_text(value)}</span><span class='na-why'>{_text(why)}</span></div>"
            for name, value, why in rows
        )

    def _place(self, line: int | None) -> str:
        return self._words["nowhere"] if line is None else self._words["line"].format(line)

    def _source(self) -> str:
        lines = list(labelled_lines(self._article))
        shown = "".join(self._group(label, list(group)) for label, group in groupby(lines[:_MOST_LINES], _LABEL))
        left = len(lines) - _MOST_LINES
        more = f"<p>{self._words['more'].format(left)}</p>" if left > 0 else ""
        return f"<div class='na-source'>{shown}</div>{more}"

    def _group(self, label: LabelName, lines: list[LabelledLine]) -> str:
        rows = "".join(map(self._line, lines))
        if label not in _QUIET or len(lines) < _FOLDED:
            return rows
        where = self._words["lines"].format(lines[0].number, lines[-1].number)
        return f"<details><summary>{label_name(label, self._language)}, {where}</summary>{rows}</details>"

    def _line(self, line: LabelledLine) -> str:
        why = "; ".join(explain(reason, self._language) for reason in line.reasons)
        return (
            f"<div class='na-line{' na-quiet' if line.label in _QUIET else ''}'{_hue(line.label)}>"
            f"<span class='na-number'>{line.number}</span><span>{label_name(line.label, self._language)}</span>"
            f"<span lang='vi'>{_text(line.text)}</span><span class='na-why'>{_text(why)}</span></div>"
        )


def _hue(label: LabelName) -> str:
    return f" style='--hue:hsl({_HUES[label]} 55% 52%)'" if label in _HUES else ""


def _text(text: str) -> str:
    """`text` escaped, with control characters and marks of direction by their code."""
    shown = "".join(sign if sign.isprintable() or sign == "\t" else f"⟨{ord(sign):04X}⟩" for sign in text)
    return escape(shown)
