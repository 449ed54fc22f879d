"""The concordance: every occurrence on a line of its own, the nodes under each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsarchive.reports.document import Block, Cite, Column, Inlines, Mark, Paragraph, Table, Text
from newsarchive.reports.material import Material
from newsarchive.reports.words import word
from newsarchive.search.concordance import Line, lines

_LEFT, _RIGHT = 40, 43
"""Characters that a line of the page holds before the node, and from there on."""

_SPACE = re.compile(r"\s+")


def concordance(m: Material) -> Iterator[Block]:
    """Every occurrence of the question's words in title, lead and paragraphs of the volume's articles."""
    yield m.heading("concordance")
    numbers = {item.article.id: item.number for item in m.found}
    found = lines((item.article for item in m.found), m.results.leaves, _RIGHT, "characters", "text")
    if not found:
        yield Paragraph((Text(word("concordance_none", m.language)),))
        return
    columns = (
        Column(word("column_before", m.language), "before", 0.95),
        Column(word("column_after", m.language), "after", 1.12),
        Column(word("column_place", m.language), share=0.4),
    )
    rows = tuple((*_line(line), _place(m, line, numbers[line.id])) for line in found)
    caption = word("concordance_table", m.language, number=m.next_table(), count=m.number(len(rows)))
    yield Table(columns, rows, caption, m.counted_over)


def _line(line: Line) -> tuple[Inlines, Inlines]:
    left, node, right = (_SPACE.sub(" ", part) for part in (line.left, line.node, line.right))
    room = max(_RIGHT - len(node), 0)
    return (Text(_whole(left[::-1], _LEFT)[::-1].strip()),), (Mark((Text(node),)), Text(_whole(right, room).rstrip()))


def _whole(text: str, room: int) -> str:
    """The first of `text`, at most `room` characters and whole words of them."""
    if len(text) <= room:
        return text
    return text[: text.rfind(" ", 0, room + 1) + 1] or text[:room]


def _place(m: Material, line: Line, number: int) -> Inlines:
    where = word(f"where_{line.where}", m.language, number="" if line.paragraph is None else line.paragraph + 1)
    return (Cite(f"source-{number}", f"[{number}]"), Text(f" {where}"))
