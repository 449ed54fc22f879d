"""Markdown as HTML: CommonMark with tables, struck text, task lists, footnotes and mathematics between dollar signs.

The HTML is on its way to `fragments`, which reads it as nodes, and also takes the HTML that people write between the
lines of their Markdown. A dollar sign before a space or a digit after one is money, as in Pandoc.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_USED = re.compile(r"\[\^([^\]\s]+)\](?!:)")


def html(source: str, *, markup: bool) -> str:
    """`source` as HTML; with `markup`, HTML in it stays what it is, without, it is text."""
    return str(_parser(markup).render(source))


def with_footnotes(sources: Sequence[str]) -> list[str]:
    """The parts of one text, each with the footnotes that it refers to and another part defines.

    A footnote that nothing refers to is shown where it stands, as it was typed.
    """
    defined = [_definitions(source) for source in sources]
    everywhere = {label: text for part in defined for label, text in part.items()}
    used = [set(_USED.findall(source)) for source in sources]
    referred = set().union(*used)
    made = []
    for source, here, there in zip(sources, defined, used, strict=True):
        for label in here.keys() - referred:
            source = source.replace(f"[^{label}]:", f"\\[^{label}]:", 1)
        missing = [everywhere[label] for label in sorted(there - here.keys()) if label in everywhere]
        made.append("\n\n".join([source, *missing]))
    return made


def _definitions(source: str) -> dict[str, str]:
    """The lines that define each footnote."""
    if "[^" not in source:
        return {}
    lines = source.splitlines()
    opened = (token for token in _reader().parse(source) if token.type == "footnote_reference_open")
    return {token.meta["label"]: "\n".join(lines[slice(*token.map)]) for token in opened if token.map}


@cache
def _parser(markup: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.amsmath import amsmath_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.tasklists import tasklists_plugin

    parser = MarkdownIt("commonmark", {"html": markup}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(amsmath_plugin).use(tasklists_plugin)
    return parser.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)


@cache
def _reader() -> MarkdownIt:
    """A parser that leaves each definition of a footnote where it stands."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    return MarkdownIt("commonmark").enable("table").use(footnote_plugin).disable("footnote_tail")
