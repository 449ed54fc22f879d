"""A `Document` as PDF/A-3a and PDF/UA-1, set by Typst.

The look is one fixed template, ``look/page.typ``; the document goes to it as JSON, so that no text of an article is
ever read as Typst. Fonts come with the package's dependencies and the machine's are ignored; together with the
document's own date this makes the bytes a function of the document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsarchive.errors import WorkError
from newsarchive.reports import chart
from newsarchive.reports.document import (
    BarChart,
    Block,
    Break,
    Cell,
    Cite,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Entry,
    Facts,
    Heading,
    Image,
    Inline,
    Link,
    ListNode,
    Mark,
    Note,
    Numbers,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    plain,
)
from newsarchive.reports.escape import code_point, typst, visible
from newsarchive.reports.html import web_address
from newsarchive.reports.words import word
from newsarchive.text import Language, format_number

if TYPE_CHECKING:
    from typst import Compiler

STANDARDS = ["a-3a", "ua-1"]
ROWS = 1_000
"""A longer table is set in parts of this many rows, each with its own head and count."""

_FONTS = ("fontpkg_noto_serif", "fontpkg_be_vietnam_pro")
_LONG_RUN = re.compile(r"\S{28,}")
_PIECE = 8


def render(document: Document) -> bytes:
    """The PDF. Raises `WorkError` where Typst cannot set the document (an image that cannot be decoded)."""
    from typst import TypstError

    writer = _Writer(document)
    while True:
        files = writer.files()
        try:
            pdf, _ = _compiler().compile_with_warnings(
                files, format="pdf", pdf_standards=STANDARDS, timestamp=_midnight(document)
            )
        except TypstError as error:
            missing = _missing(str(error)) - writer.missing
            if not missing:
                raise WorkError(f"{document.title}: cannot be set as PDF ({error.message}); write HTML.") from error
            writer = _Writer(document, writer.missing | missing)
        else:
            return bytes(pdf)


@cache
def _compiler() -> Compiler:
    from typst import Compiler

    places = [find_spec(name) for name in _FONTS]
    folders = [folder for spec in places if spec for folder in spec.submodule_search_locations or ()]
    return Compiler(font_paths=[str(Path(folder) / "files") for folder in folders], ignore_system_fonts=True)


@cache
def _template() -> bytes:
    return (Path(__file__).parent / "look" / "page.typ").read_bytes()


def _midnight(document: Document) -> int:
    return int(datetime.combine(document.day, time(), UTC).timestamp())


def _missing(message: str) -> set[str]:
    """The characters that no font has, by what the compiler says: it alone knows all the fonts and their fallbacks."""
    characters: set[str] = set()
    for shown in re.findall(r'(?:text|codepoint) `"(.*?)"`(?: could not be displayed|\n|$)', message):
        unescaped = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), shown)
        characters.update(unescaped.replace('\\"', '"').replace("\\\\", "\\"))
    return {character for character in characters if not character.isascii()}


class _Writer:
    """The document as the template reads it: plain JSON values. `missing` are characters that the fonts lack."""

    def __init__(self, document: Document, missing: frozenset[str] | set[str] = frozenset()) -> None:
        self.document = document
        self.missing = frozenset(missing)
        self._lacks = re.compile(f"[{re.escape(''.join(sorted(missing)))}]") if missing else None
        self._anchors = {node.anchor for node in document.nodes if isinstance(node, Heading | Entry)}
        self._images: list[Image] = []

    def files(self) -> dict[str, bytes]:
        """The template with all that it reads."""
        document = self.document
        language = document.language
        nodes: Iterable[Block] = document.nodes
        if self.missing:
            said = word("unprintable", language, count=format_number(len(self.missing), language))
            nodes = (Note((Text(said),)), *nodes)
        content = {
            "title": self._text(document.title),
            "language": language,
            "day": [document.day.year, document.day.month, document.day.day],
            "author": self._text(document.author or ""),
            "kind": self._text(document.kind),
            "byline": self._text(document.byline),
            "running": self._text(document.running),
            "chart": {"width": chart.WIDTH, "height": chart.HEIGHT},
            "attached": word("attachments", language),
            "attachments": [
                {"name": file.name, "type": file.media_type, "says": self._text(file.description)}
                for file in document.attachments
            ],
            "nodes": self._blocks(nodes),
        }
        images = {f"image-{n}": image.data for n, image in enumerate(self._images)}
        attachments = {f"attachment-{n}": file.data for n, file in enumerate(document.attachments)}
        return {"main": _template(), "document.json": typst(content), **images, **attachments}

    def _text(self, text: str) -> str:
        text = visible(text)
        return self._lacks.sub(lambda match: code_point(match[0]), text) if self._lacks else text

    # -- inside a line ------------------------------------------------------------------------------------------------

    def _inlines(self, children: Iterable[Inline]) -> list[Any]:
        return [piece for child in children for piece in self._inline(child)]

    def _inline(self, node: Inline) -> Iterator[Any]:
        match node:
            case Text(text=text, lang=None):
                yield from self._runs(text)
            case Text(text=text, lang=lang):
                yield ["lang", lang, list(self._runs(text))]
            case Mark(children=children):
                yield ["mark", self._inlines(children)]
            case Strong(children=children):
                yield ["strong", self._inlines(children)]
            case Emphasis(children=children):
                yield ["emph", self._inlines(children)]
            case Code(text=text):
                yield ["code", list(self._runs(text))]
            case Cite(anchor=anchor, text=text):
                yield ["cite", anchor, self._text(text)] if anchor in self._anchors else self._text(text)
            case Link(children=children, address=address):
                safe = web_address(address)
                inner = self._inlines(children)
                if safe and plain(children).strip():
                    yield ["link", safe, inner]
                else:
                    yield from inner
            case Break():
                yield ["break"]

    def _runs(self, text: str) -> Iterator[Any]:
        """`text`, with what no line could hold (an address, a digest) in pieces between which a line may end."""
        text = self._text(text)
        at = 0
        for run in _LONG_RUN.finditer(text):
            if run.start() > at:
                yield text[at : run.start()]
            yield ["long", [run[0][i : i + _PIECE] for i in range(0, len(run[0]), _PIECE)]]
            at = run.end()
        if at < len(text):
            yield text[at:]

    # -- blocks -------------------------------------------------------------------------------------------------------

    def _blocks(self, nodes: Iterable[Block]) -> list[dict[str, Any]]:
        return [set_ for node in nodes for set_ in self._block(node)]

    def _block(self, node: Block) -> Iterator[dict[str, Any]]:
        if isinstance(node, Table):
            for part in _parts(node, self.document.language):
                yield self._table(part)
        else:
            yield {"node": _NAMES[type(node)], **self._fields[type(node)](self, node)}

    def _heading(self, node: Heading) -> dict[str, Any]:
        return {
            "level": min(node.level, 5),
            "body": self._inlines(node.children),
            "anchor": node.anchor,
            "voice": node.voice,
            "label": node.label,
            "lang": node.lang,
        }

    def _paragraph(self, node: Paragraph) -> dict[str, Any]:
        return {
            "body": self._inlines(node.children),
            "voice": node.voice,
            "small": node.small,
            "label": node.label,
            "lang": node.lang,
        }

    def _quote(self, node: Quote) -> dict[str, Any]:
        return {
            "body": self._inlines(node.children),
            "source": self._inlines(node.source),
            "lang": node.lang,
            "short": len(plain(node.children)) < 700,
        }

    def _table(self, node: Table) -> dict[str, Any]:
        return {
            "node": "table",
            "columns": [{"label": self._text(c.label), "kind": c.kind, "share": c.share} for c in node.columns],
            "rows": [[self._cell(cell) for cell in row] for row in node.rows],
            "caption": self._text(node.caption) if node.caption else None,
        }

    def _cell(self, cell: Cell) -> list[Any]:
        return list(self._runs(cell)) if isinstance(cell, str) else self._inlines(cell)

    def _chart(self, node: BarChart) -> dict[str, Any]:
        drawing = chart.draw(node)
        return {
            "rects": [list(rect) for rect in drawing.rects],
            "lines": [list(line) for line in drawing.lines],
            "labels": [list(label) for label in drawing.labels],
            "alt": self._text(node.alt),
            "caption": self._text(node.caption),
        }

    def _numbers(self, node: Numbers) -> dict[str, Any]:
        return {"figures": [[self._text(f.number), self._text(f.counts)] for f in node.figures]}

    def _facts(self, node: Facts) -> dict[str, Any]:
        return {"facts": [[self._text(label), self._inlines(said)] for label, said in node.facts]}

    def _list(self, node: ListNode) -> dict[str, Any]:
        items = [self._blocks(item) for item in node.items]
        return {"ordered": node.ordered, "start": node.start, "items": items}

    def _code_block(self, node: CodeBlock) -> dict[str, Any]:
        return {"text": self._text(node.text), "role": node.role}

    def _image(self, node: Image) -> dict[str, Any]:
        self._images.append(node)
        form = node.media_type.removeprefix("image/").removesuffix("+xml").replace("jpeg", "jpg")
        return {"file": f"image-{len(self._images) - 1}", "form": form, "alt": self._text(node.alt)}

    def _note(self, node: Note) -> dict[str, Any]:
        return {"body": self._inlines(node.children)}

    def _entry(self, node: Entry) -> dict[str, Any]:
        return {"anchor": node.anchor, "label": node.label, "body": self._inlines(node.children), "lang": node.lang}

    _fields: dict[type[Block], Callable[[Any, Any], dict[str, Any]]] = {
        Heading: _heading,
        Paragraph: _paragraph,
        Quote: _quote,
        BarChart: _chart,
        Numbers: _numbers,
        Facts: _facts,
        ListNode: _list,
        CodeBlock: _code_block,
        Image: _image,
        Note: _note,
        Entry: _entry,
    }


_NAMES: dict[type[Block], str] = {
    Heading: "heading",
    Paragraph: "paragraph",
    Quote: "quote",
    BarChart: "chart",
    Numbers: "numbers",
    Facts: "facts",
    ListNode: "list",
    CodeBlock: "code",
    Image: "image",
    Note: "note",
    Entry: "entry",
}


# -- tables that do not fit a page ------------------------------------------------------------------------------------

_PAGE_WIDTH = 88  # characters of a table's size on one line
_WIDEST = 22  # what a column of text asks for at most; it wraps beyond that


def _parts(table: Table, language: Language) -> Iterator[Table]:
    """`table` in parts of at most `ROWS` rows, and of as many columns as a page holds beside the first one."""
    groups = _column_groups(table)
    for start in range(0, max(len(table.rows), 1), ROWS):
        rows = table.rows[start : start + ROWS]
        for group in groups:
            said = [table.caption] if table.caption else []
            if len(table.rows) > ROWS:
                last, whole = start + len(rows), len(table.rows)
                numbers = {"first": start + 1, "last": last, "whole": whole}
                said.append(
                    word("rows", language, **{name: format_number(n, language) for name, n in numbers.items()})
                )
            if len(groups) > 1:
                said.append(word("columns", language, first=group[1], last=group[-1], whole=len(table.columns) - 1))
            yield replace(
                table,
                columns=tuple(table.columns[i] for i in group),
                rows=tuple(tuple(row[i] for i in group) for row in rows),
                caption=" · ".join(said) or None,
            )


def _column_groups(table: Table) -> list[list[int]]:
    """The columns of each part: all, or the first one with as many of the others as fit beside it."""
    widths = [_width(column.label, [row[i] for row in table.rows]) for i, column in enumerate(table.columns)]
    if sum(widths) <= _PAGE_WIDTH or len(widths) <= 5:
        return [list(range(len(widths)))]
    groups: list[list[int]] = []
    for i in range(1, len(widths)):
        if groups and sum(widths[j] for j in (*groups[-1], i)) <= _PAGE_WIDTH:
            groups[-1].append(i)
        else:
            groups.append([0, i])
    return groups


def _width(label: str, cells: Sequence[Cell]) -> int:
    longest = max((len(cell if isinstance(cell, str) else plain(cell)) for cell in cells), default=0)
    return min(max(longest, len(label)), _WIDEST) + 3
