"""How objects show themselves in a notebook: one small frame of HTML, which each of them fills.

A frame has a line that says what it is and its totals, then tables. A long table shows its first rows and folds the
next ones under their number; what is beyond is said, with the way to all of it: shown, folded and left out are the
whole. There is no script, no id, and nothing is loaded from anywhere.

Text goes in by `printed`, `marked` and `escaped` alone, and `Html` is the type of what has been through them. Colours
are the notebook's own; elsewhere those of the page round the frame, whose ground it does not paint: dark on a dark one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Literal, NamedTuple, NewType, TypeVar

from newsarchive.errors import UsageError
from newsarchive.text import LANGUAGES, Language, format_number, visible

Row = TypeVar("Row")
Html = NewType("Html", str)
"""Markup that is safe to be shown."""

Words = Mapping[str, Mapping[Language, str]]
"""Sentences by key and language: ``{name}`` stands for a value, ``_one`` ends the key of a singular."""

FIRST = 10
"""Rows of a table that are shown open."""

MOST = 200
"""Rows of a table that are shown or folded."""

LONGEST = 300
"""Signs that are shown of a title, a path, or whatever else should be a line."""

_WORDS: Words = {
    "more": {"vi": "và {count} nữa", "en": "and {count} more"},
    "left_out": {"vi": "Còn {count} không hiện ở đây; xem ở", "en": "{count} more are not shown here; see"},
    "left_out_one": {"vi": "Còn {count} không hiện ở đây; xem ở", "en": "{count} more is not shown here; see"},
    "cut": {"vi": "(còn {count} ký tự)", "en": "({count} more characters)"},
    "cut_one": {"vi": "(còn {count} ký tự)", "en": "({count} more character)"},
}
# Two voices: sans for what the software says, serif for what a newspaper said. Notebooks stripe and centre tables and
# set them to the right, and box code, which is taken back here; a table has fixed columns so that its folded rows stand
# under them.
_STYLE = """
.na-shown{--na-soft:var(--jp-content-font-color2,color-mix(in srgb,currentColor 72%,transparent));
--na-rule:var(--jp-border-color2,color-mix(in srgb,currentColor 22%,transparent));
--na-press:'Noto Serif','Source Serif 4',Georgia,serif;
font:13px/1.6 var(--jp-ui-font-family,system-ui,sans-serif);color:var(--jp-content-font-color1,inherit);
text-align:left;max-width:64rem}
.na-shown p{margin:0 0 4px;overflow-wrap:anywhere}
.na-shown b{font-weight:600}
.na-shown .na-soft,.na-shown summary,.na-shown th,.na-shown code{color:var(--na-soft)}
.na-shown code{font:12px/1.5 var(--jp-code-font-family,monospace)!important;background:none!important;
padding:0!important;overflow-wrap:anywhere;white-space:normal}
.na-shown .na-press,.na-shown .na-title{font:15px/1.6 var(--na-press);max-width:66ch}
.na-shown .na-title{font-size:17px;font-weight:600}
.na-shown .na-warn{border-left:3px solid hsl(40 80% 50%);padding-left:9px}
.na-shown mark{background:color-mix(in srgb,#f2b200 32%,transparent);color:inherit;padding:0;
border-bottom:1.5px solid #c98a00}
.na-shown details{margin:2px 0}
.na-shown summary{cursor:pointer;width:fit-content}
.na-shown .na-wide{overflow-x:auto;margin:2px 0 4px}
.na-shown table{table-layout:fixed;border-collapse:collapse;border:0;margin:0!important;font:inherit}
.na-shown tr{background:none!important}
.na-shown td,.na-shown th{text-align:left!important;vertical-align:top;padding:3px 14px 3px 0;font-weight:400;border:0;
border-bottom:1px solid var(--na-rule);white-space:normal;overflow-wrap:anywhere;max-width:none}
.na-shown th{vertical-align:bottom}
.na-shown th code{display:block;font-size:11px!important}
.na-shown .na-number{text-align:right!important;font-variant-numeric:tabular-nums}
.na-shown td.na-before,.na-shown td.na-node,.na-shown td.na-after{font:14px/1.6 var(--na-press);white-space:nowrap;
overflow:hidden;text-overflow:ellipsis}
.na-shown .na-before,.na-shown .na-node{padding-right:5px}
.na-shown .na-before{text-align:right!important}
.na-shown td.na-before{direction:rtl}
.na-shown td.na-before bdi{direction:ltr}
.na-shown .na-source{white-space:pre-wrap}
.na-shown .na-facts{table-layout:auto;margin:0 0 6px!important}
.na-shown .na-facts td,.na-shown .na-facts th{vertical-align:top;padding-top:0;padding-bottom:0;border:0}
.na-shown .na-facts th{white-space:nowrap}
""".replace("\n", "")

Kind = Literal["plain", "number", "before", "node", "after", "source"]


class Column(NamedTuple):
    """A column of a table: its head, what it holds, its width in em, and its `name` in a frame where it has one.

    Columns without a width share what the page leaves.
    """

    label: str
    kind: Kind = "plain"
    width: float | None = None
    name: str = ""


class View:
    """An object as a notebook shows it, in one language; a terminal shows the object."""

    def __init__(self, markup: Html, plain: str) -> None:
        self._markup, self._plain = markup, plain

    def __repr__(self) -> str:
        return self._plain

    def _repr_html_(self) -> str:
        return self._markup


class Shown:
    """What shows itself in a notebook; a class says in `_html` how."""

    __slots__ = ()

    def view(self, language: Language = "vi") -> View:
        """As a notebook shows it, in ``vi`` or ``en``. Raises `UsageError` for another language."""
        if language not in LANGUAGES:
            raise UsageError(f"{language}: is not a language of views; choose {' or '.join(LANGUAGES)}.")
        return View(self._html(language), repr(self))

    def _html(self, language: Language) -> Html:
        raise NotImplementedError

    def _repr_html_(self) -> str | None:
        return self.view()._repr_html_()


def sentence(words: Words, key: str, language: Language, **values: object) -> str:
    """The sentence `key` with its `values`, of which ``count`` chooses the singular; whole numbers are written out."""
    one = f"{key}_one"
    written = {name: format_number(each, language) if isinstance(each, int) else each for name, each in values.items()}
    return words[one if values.get("count") == 1 and one in words else key][language].format(**written)


def escaped(text: str) -> Html:
    """`text` for the content of an element or a quoted attribute; what cannot be printed is written out."""
    return Html(escape(visible(text)))


def printed(text: str, language: Language, most: int = LONGEST) -> Html:
    """Text of others, in its own direction; of a longer one the first `most` signs, and how many more there are."""
    return marked(text, (), language, most)


def marked(text: str, marks: Iterable[tuple[int, int]], language: Language, most: int = LONGEST) -> Html:
    """The same with ranges of it marked, which stand in order."""
    shown = text[:most]
    ends = [0, *(min(place, len(shown)) for mark in marks for place in mark), len(shown)]
    pieces: list[str] = [escaped(shown[start:end]) for start, end in pairwise(ends)]
    pieces[1::2] = [f"<mark>{piece}</mark>" if piece else "" for piece in pieces[1::2]]
    return Html(f"<bdi>{''.join(pieces)}</bdi>{soft(_cut(text, most, language))}")


def brief(text: str, language: Language, most: int = LONGEST) -> str:
    """`text` cut as `printed` cuts it, still to be escaped."""
    return text[:most] + _cut(text, most, language)


def _cut(text: str, most: int, language: Language) -> str:
    return f"… {sentence(_WORDS, 'cut', language, count=len(text) - most)}" if len(text) > most else ""


def strong(said: str) -> Html:
    """What a line is about."""
    return Html(f"<b>{escaped(said)}</b>")


def soft(said: str) -> Html:
    """What is said with a lower voice."""
    return Html(f'<span class="na-soft">{escaped(said)}</span>' if said else "")


def code(said: str) -> Html:
    """What can be typed."""
    return Html(f"<code>{escaped(said)}</code>" if said else "")


def line(*parts: Html) -> Html:
    """A line of what is said, with dots between its parts."""
    return Html(f"<p>{' · '.join(filter(None, parts))}</p>")


def source(said: str, language: Language) -> Html:
    """The line that says what was counted over what; nothing where that is not known any more."""
    return line(Html(f'<span class="na-soft">{printed(said, language)}</span>')) if said else Html("")


def press(part: Html, kind: Literal["press", "title"] = "press") -> Html:
    """A paragraph, or the title, as a newspaper has it."""
    return Html(f'<p class="na-{kind}" lang="vi">{part}</p>')


def warning(part: Html) -> Html:
    """What should not be overlooked."""
    return Html(f'<div class="na-warn">{part}</div>')


def folded(summary: str, *parts: Html) -> Html:
    """What is there when it is asked for."""
    return Html(f"<details><summary>{escaped(summary)}</summary>{''.join(parts)}</details>")


def frame(language: Language, *parts: Html) -> Html:
    """The whole, with its style."""
    return Html(f'<div class="na-shown" lang="{language}"><style>{_STYLE}</style>{"".join(parts)}</div>')


def facts(pairs: Iterable[tuple[str, Html]]) -> Html:
    """Names and what is said of each; nothing where there are none."""
    rows = "".join(f'<tr><th scope="row">{escaped(name)}</th><td>{said}</td></tr>' for name, said in pairs)
    return Html(f'<table class="na-facts"><tbody>{rows}</tbody></table>' if rows else "")


def table(
    columns: Sequence[Column], rows: Sequence[Sequence[Html]], language: Language, *, total: int, there: str
) -> Html:
    """The first of `total` rows under the heads of `columns`, which are nothing where there is no row.

    `FIRST` of them are open and `MOST` at most folded; how many others there are is said, and that they are `there`.
    """
    return _collapsed(lambda part: grid(columns, part), rows, language, total, there)


def listed(said: Sequence[Html], language: Language, there: str) -> Html:
    """The same with a line each."""
    return _collapsed(lambda part: Html("".join(map(line, part))), said, language, len(said), there)


def left_out(count: int, language: Language, there: str) -> Html:
    """That `count` things are not shown here, but `there`; nothing where it is none."""
    said = soft(sentence(_WORDS, "left_out", language, count=count))
    return line(Html(f"{said} {code(there)}")) if count else Html("")


def _collapsed(
    drawn: Callable[[Sequence[Row]], Html], rows: Sequence[Row], language: Language, total: int, there: str
) -> Html:
    first, more = rows[:FIRST], rows[FIRST:MOST]
    shown = drawn(first) if first else ""
    fold = folded(sentence(_WORDS, "more", language, count=len(more)), drawn(more)) if more else ""
    return Html(f"{shown}{fold}{left_out(total - len(first) - len(more), language, there)}")


def grid(columns: Sequence[Column], rows: Sequence[Sequence[Html]]) -> Html:
    """All of `rows`, under their heads."""
    widths = sum(column.width or (18 if column.kind == "source" else 9) for column in columns)
    width = "100%" if any(column.width is None for column in columns) else f"{widths:g}em"
    places = "".join(f'<col style="width:{column.width:g}em">' if column.width else "<col>" for column in columns)
    heads = "".join(_cell("th", column, _head(column), ' scope="col"') for column in columns)
    body = "".join(
        f"<tr>{''.join(_cell('td', column, said) for column, said in zip(columns, row, strict=True))}</tr>"
        for row in rows
    )
    # On a narrow page it is scrolled sideways, and by keyboard only what can have the focus, for which it needs a name.
    name = escaped(", ".join(column.label for column in columns if column.label))
    return Html(
        f'<div class="na-wide" tabindex="0" role="group" aria-label="{name}">'
        f'<table style="width:{width};min-width:{widths:g}em"><colgroup>{places}</colgroup>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _head(column: Column) -> Html:
    named = code(column.name).replace("_", "_<wbr>") if column.name != column.label else ""
    return Html(f"{escaped(column.label)}{named}")


def _cell(name: str, column: Column, said: Html, more: str = "") -> str:
    kind = "" if column.kind == "plain" else f' class="na-{column.kind}"'
    return f"<{name}{kind}{more}>{said}</{name}>"
