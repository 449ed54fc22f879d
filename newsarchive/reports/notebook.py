"""nbconvert exporters: a notebook as a `Document`, and so as HTML without a script or as PDF/A and PDF/UA.

``jupyter nbconvert --to newsarchive-html`` (or ``newsarchive-pdf``), and in JupyterLab under "Save and Export
Notebook As". Nothing is loaded from anywhere; what a document cannot show is named in its place.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from markdown_it import MarkdownIt
from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from newsarchive.reports import html, typst
from newsarchive.reports.document import Block, CodeBlock, Document, Heading, Image, Note, Text, levelled, plain
from newsarchive.reports.fragments import IMAGES, blocks, picture
from newsarchive.reports.words import word
from newsarchive.text import Language, format_day, nfc, vietnamese_density

_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_WIDGET = "application/vnd.jupyter.widget-view+json"
_VIETNAMESE = 0.08  # the share of Vietnamese letters from which a notebook's prose is Vietnamese; news has 0.2–0.3
_BARE = re.compile(r"<[^\n]*>")  # <IPython.core.display.Javascript object> tells a reader nothing
_HIDDEN = "hide-input"  # a cell with this tag shows its outputs without its code
_PICTURES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif")


class _DocumentExporter(Exporter):
    """What both exporters share: the notebook as a document."""

    def _document(self, notebook: NotebookNode, resources: Mapping[str, Any] | None) -> tuple[Document, Any]:
        notebook, known = super().from_notebook_node(notebook, resources)
        return document(notebook, known.get("metadata", {}).get("name", "")), known


class HTMLExporter(_DocumentExporter):
    """``newsarchive-html``: one HTML file that runs nothing and loads nothing."""

    export_from_notebook = "newsarchive HTML"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # as every exporter of text does
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[str, Any]:
        made, known = self._document(nb, resources)
        return html.render(made), known


class PDFExporter(_DocumentExporter):
    """``newsarchive-pdf``: PDF/A-3a and PDF/UA-1, without TeX and without a browser."""

    export_from_notebook = "newsarchive PDF"
    output_mimetype = "application/pdf"

    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[bytes, Any]:
        made, known = self._document(nb, resources)
        return typst.render(made), known


def document(notebook: NotebookNode, name: str) -> Document:
    """`notebook` as a document; `name` is its file's name without the ending.

    The title is the heading that the notebook begins with, or else its metadata's ``title``, or `name`; authors are
    those of its metadata (``authors``, a list of ``{name}``). Its metadata ``newsarchive`` may give ``language``
    (``vi`` or ``en``) and ``date`` (ISO 8601). Without the first, the letters of the prose say the language; without
    the second, no date is printed: the clock is never asked.
    """
    language = _language(notebook)
    nodes = levelled([node for cell in _cells(notebook, language) for node in cell])
    metadata = notebook.metadata
    title = str(metadata.get("title") or name)
    first = nodes[0] if nodes else None
    if isinstance(first, Heading):
        title, nodes = plain(first.children), nodes[1:]
        nodes = levelled(nodes)
    day = _day(_own(notebook).get("date"))
    authors = ", ".join(str(author["name"]) for author in metadata.get("authors", []) if "name" in author)
    return Document(
        title=nfc(" ".join(title.split())) or word("untitled_notebook", language),
        language=language,
        day=day,
        kind=word("notebook", language),
        byline=" · ".join(filter(None, (authors, format_day(day, language) if day else "", name))),
        running=name,
        nodes=tuple(_anchored(nodes)),
        author=authors or None,
    )


def _own(notebook: NotebookNode) -> Mapping[str, Any]:
    """What the notebook's metadata says to newsarchive."""
    own = notebook.metadata.get("newsarchive")
    return own if isinstance(own, Mapping) else {}


def _language(notebook: NotebookNode) -> Language:
    """The language of the notebook's prose: what its metadata says, or its letters."""
    own = _own(notebook).get("language")
    if own in ("vi", "en"):
        return "vi" if own == "vi" else "en"
    prose = " ".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return "vi" if vietnamese_density(prose) >= _VIETNAMESE else "en"


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


# -- cells ------------------------------------------------------------------------------------------------------------


def _cells(notebook: NotebookNode, language: Language) -> Iterator[list[Block]]:
    numbers = {id(cell): number for number, cell in numbered(notebook)}
    for cell in notebook.cells:
        match cell.cell_type:
            case "markdown":
                yield _markdown(cell.source, language, _attached(cell))
            case "code" if id(cell) in numbers:
                yield [] if _HIDDEN in cell.metadata.get("tags", ()) else [CodeBlock(cell.source.strip("\n"))]
                for output in cell.outputs:
                    yield _output(output, numbers[id(cell)], language)
            case "raw" if cell.source.strip():
                yield [CodeBlock(cell.source.strip("\n"), "output")]


def _markdown(source: str, language: Language, images: Mapping[str, Image]) -> list[Block]:
    """Markdown through its HTML: the one converter then also takes the HTML that people write between the lines."""
    renderer = MarkdownIt("commonmark", {"html": True}).enable("table")
    return blocks(renderer.render(source), language, "press", images)


def numbered(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    """The code cells with something in them, numbered from 1 as a fresh kernel numbers them."""
    code = (cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip())
    return enumerate(code, start=1)


def _attached(cell: NotebookNode) -> dict[str, Image]:
    """The pictures that a Markdown cell carries, by the address that its text gives them."""
    return {
        f"attachment:{name}": shown
        for name, bundle in cell.get("attachments", {}).items()
        for media_type in IMAGES
        if media_type in bundle and (shown := _picture(bundle[media_type], media_type, name))
    }


def _output(output: NotebookNode, number: int, language: Language) -> list[Block]:
    """An output of code cell `number`, in its best form that a document can show."""
    match output.output_type:
        case "stream":
            text = _printed(output.text)
            return [CodeBlock(text, "output")] if text.strip() else []
        case "error":
            traceback = "\n".join(output.traceback) or f"{output.ename}: {output.evalue}"
            return [CodeBlock(_printed(traceback), "error")]
        case _:
            return _bundle(output.data, output.metadata, number, language)


def _bundle(data: Mapping[str, Any], about: Mapping[str, Any], number: int, language: Language) -> list[Block]:
    """A bundle of the same thing in several forms: the richest that leaves something to be seen."""
    if not data:
        return []
    made = blocks(_joined(data["text/html"]), language) if "text/html" in data else []
    if any(not isinstance(block, Note) for block in made):
        return made
    for media_type in (name for name in _PICTURES if name in data):
        alt = about.get(media_type, {}).get("alt") or word("picture", language, cell=number)
        if shown := _picture(_joined(data[media_type]), media_type, alt):
            return [shown]
    if "text/markdown" in data:
        return _markdown(_joined(data["text/markdown"]), language, {})
    if "text/latex" in data:
        return [CodeBlock(_joined(data["text/latex"]).strip("\n"), "output")]
    if "application/json" in data:
        return [CodeBlock(json.dumps(data["application/json"], ensure_ascii=False, indent=2), "output")]
    text = _printed(data.get("text/plain", ""))
    if text and _WIDGET not in data and not (len(data) > 1 and _BARE.fullmatch(text)):
        return [*made, CodeBlock(text, "output")]
    kind = next((name for name in sorted(data) if not name.startswith("text/")), "text/html")
    return made or [Note((Text(word("hidden_output", language, kind=kind)),))]


def _picture(data: str, media_type: str, alt: str) -> Image | None:
    """A picture as a notebook keeps it: SVG as text, anything else in base64."""
    if media_type == "image/svg+xml":
        return picture(data.encode("utf-8"), media_type, alt)
    try:
        return picture(base64.b64decode(data), media_type, alt)
    except binascii.Error:
        return None


def _joined(value: Any) -> str:
    """The text of a form, which a notebook may keep as a list of lines."""
    return "".join(value) if isinstance(value, list) else str(value)


def _printed(text: Any) -> str:
    """What a terminal would show at the end: without colours, and a line that was overwritten as it was last."""
    lines = _ANSI.sub("", _joined(text)).replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in lines).strip("\n")


# -- headings ---------------------------------------------------------------------------------------------------------


def _anchored(nodes: list[Block]) -> Iterator[Block]:
    """`nodes` with an anchor on each section, for the contents."""
    number = 0
    for node in nodes:
        if isinstance(node, Heading) and node.level == 1:
            number += 1
            node = replace(node, anchor=f"section-{number}")
        yield node
