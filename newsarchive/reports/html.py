"""A `Document` as one HTML file: no script, nothing loaded, readable on paper and on a small screen.

Attachments stand in ``data:`` links with a ``download`` name: a reader saves them with a click and a program reads
them back out of the attribute, without a script, a hidden element or anything outside the file.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from newsarchive.reports import chart
from newsarchive.reports.document import (
    Attachment,
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
    Footnote,
    Formula,
    Heading,
    Image,
    Inline,
    Link,
    ListNode,
    Mark,
    Math,
    Note,
    Numbers,
    Paragraph,
    Provenance,
    Quote,
    Strong,
    Table,
    Text,
    footnotes,
    plain,
)
from newsarchive.reports.escape import html as escape
from newsarchive.reports.words import word


def render(document: Document) -> str:
    """The whole page."""
    style, digest = _style()
    language = document.language
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    day = f'<meta name="date" content="{document.day.isoformat()}">\n' if document.day else ""
    author = f'<meta name="author" content="{escape(document.author)}">\n' if document.author else ""
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"{day}{author}"
        f"<title>{escape(document.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#content">{escape(word("skip", language))}</a>\n<main id="content">\n'
        f"{_head(document)}{_contents(document)}{_blocks(document.nodes)}{_footnotes(document)}{_attachments(document)}</main>\n"
        "</body>\n</html>\n"
    )


def web_address(address: str) -> str | None:
    """`address` where it is one that a document may link to: a web page or a mailbox."""
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        return None
    return address if scheme in ("http", "https", "mailto") and not re.search(r"[\s\x00-\x1f]", address) else None


@cache
def _style() -> tuple[str, str]:
    """The style sheet and its digest, by which the page's policy lets it in and nothing else."""
    sheet = (Path(__file__).parent / "look" / "page.css").read_text("utf-8")
    style = re.sub(r"/\*.*?\*/\s*", "", sheet, flags=re.DOTALL).strip()  # parsers differ on line ends at either side
    return style, base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")


def _head(document: Document) -> str:
    return (
        f'<header>\n<p class="kind">{escape(document.kind)}</p>\n<h1>{escape(document.title)}</h1>\n'
        f'<p class="byline">{escape(document.byline)}</p>\n</header>\n'
    )


def _contents(document: Document) -> str:
    sections = document.sections()
    if len(sections) < 2:
        return ""
    name = escape(word("contents", document.language))
    items = "".join(f'<li><a href="#{escape(s.anchor or "")}">{escape(plain(s.children))}</a></li>' for s in sections)
    return f'<nav aria-label="{name}">\n<ul>{items}</ul>\n</nav>\n'


def _footnotes(document: Document) -> str:
    notes = footnotes(document.nodes)
    if not notes:
        return ""
    back = escape(word("footnote_back", document.language))
    items = "".join(
        f'<li id="{note.anchor}" value="{note.number}">{_inlines(note.children)} '
        f'<a href="#to-{note.anchor}" aria-label="{back}">↩</a></li>'
        for note in notes
    )
    heading = escape(word("footnotes", document.language))
    return f'<section class="footnotes">\n<h2 class="desk">{heading}</h2>\n<ol>{items}</ol>\n</section>\n'


def _attachments(document: Document) -> str:
    if not document.attachments:
        return ""
    items = "".join(map(_attachment, document.attachments))
    heading = escape(word("attachments", document.language))
    return f'<section class="files">\n<h2 class="desk">{heading}</h2>\n<ul>{items}</ul>\n</section>\n'


def _attachment(file: Attachment) -> str:
    data = base64.b64encode(file.data).decode("ascii")
    return (
        f'<li><a download="{escape(file.name)}" href="data:{escape(file.media_type)};base64,{data}">'
        f"{escape(file.name)}</a> {escape(file.description)}</li>"
    )


# -- blocks -----------------------------------------------------------------------------------------------------------


def _blocks(nodes: Iterable[Block]) -> str:
    """Blocks in order; consecutive entries make one list."""
    pieces: list[str] = []
    inside = False
    for node in nodes:
        if isinstance(node, Entry) != inside:
            inside = not inside
            pieces.append('<ul class="entries">\n' if inside else "</ul>\n")
        pieces.append(_BLOCKS[type(node)](node))
    return "".join(pieces) + ("</ul>\n" if inside else "")


def _heading(node: Heading) -> str:
    name = f"h{min(node.level + 1, 6)}"
    anchor = f' id="{escape(node.anchor)}"' if node.anchor else ""
    label = f'<span class="label">{escape(node.label)}</span> ' if node.label else ""
    return f'<{name}{anchor} class="{node.voice}">{label}{_spoken(node.children, node.lang)}</{name}>\n'


def _paragraph(node: Paragraph) -> str:
    label = f'<span class="label">{escape(node.label)}</span> ' if node.label else ""
    size = " small" if node.small else ""
    return f'<p class="{node.voice}{size}">{label}{_spoken(node.children, node.lang)}</p>\n'


def _quote(node: Quote) -> str:
    source = f"<footer>{_inlines(node.source)}</footer>" if node.source else ""
    return (
        f"<blockquote{_data(node.provenance)}><p{_lang(node.lang)}>{_inlines(node.children)}</p>{source}</blockquote>\n"
    )


def _table(node: Table) -> str:
    caption = f"<caption>{escape(node.caption)}</caption>" if node.caption else ""
    head = "".join(
        f'<th scope="col" class="{kind}">{escape(label)}</th>' if label else f'<td class="{kind}"></td>'
        for label, kind, _ in node.columns
    )
    head = f"<thead><tr>{head}</tr></thead>" if any(column.label for column in node.columns) else ""
    kinds = [column.kind for column in node.columns]
    rows = "\n".join(
        "<tr>"
        + "".join(f'<td class="{kind}">{_cell(cell)}</td>' for kind, cell in zip(kinds, row, strict=True))
        + "</tr>"
        for row in node.rows
    )
    name = escape(node.caption or ", ".join(column.label for column in node.columns if column.label))
    return (
        f'<div class="scroll" role="group" tabindex="0" aria-label="{name}"><table{_data(node.provenance)}>{caption}'
        f"{head}<tbody>\n{rows}\n</tbody></table></div>\n"
    )


def _cell(cell: Cell) -> str:
    return escape(cell) if isinstance(cell, str) else _inlines(cell)


def _chart(node: BarChart) -> str:
    drawing = chart.draw(node)
    lines = "".join(
        f'<path class="{"base" if line.base else "grid"}" d="M{line.x1:g} {line.y:g}H{line.x2:g}"/>'
        for line in drawing.lines
    )
    rects = "".join(
        f'<rect{" class=peak" if r.peak else ""} x="{r.x:g}" y="{r.y:g}" width="{r.width:g}" height="{r.height:g}"/>'
        for r in drawing.rects
    )
    labels = "".join(
        f'<text class="{label.anchor}{" strong" if label.strong else ""}" x="{label.x:g}" y="{label.y:g}">'
        f"{escape(label.text)}</text>"
        for label in drawing.labels
    )
    return (
        f'<figure{_data(node.provenance)}><div class="scroll" role="group" tabindex="0" '
        f'aria-label="{escape(node.caption)}"><svg viewBox="0 0 {chart.WIDTH} {drawing.height}" role="img" '
        f'aria-label="{escape(node.alt)}">{lines}{rects}{labels}</svg></div>'
        f"<figcaption>{escape(node.caption)}</figcaption></figure>\n"
    )


def _numbers(node: Numbers) -> str:
    figures = "".join(f"<div><dt>{escape(f.counts)}</dt><dd>{escape(f.number)}</dd></div>" for f in node.figures)
    return f'<dl class="numbers">{figures}</dl>\n'


def _facts(node: Facts) -> str:
    facts = "".join(f"<div><dt>{escape(label)}</dt><dd>{_inlines(said)}</dd></div>" for label, said in node.facts)
    return f'<dl class="facts">{facts}</dl>\n'


def _list(node: ListNode) -> str:
    name = "ol" if node.ordered else "ul"
    start = f' start="{node.start}"' if node.ordered and node.start != 1 else ""
    items = "".join(f"<li>{_item(item)}</li>" for item in node.items)
    return f"<{name}{start}>{items}</{name}>\n"


def _item(item: tuple[Block, ...]) -> str:
    """A list item: a lone paragraph stands in it without a ``<p>``, so that a short list stays tight."""
    first = item[0] if item else None
    if isinstance(first, Paragraph):
        return f'<span class="{first.voice}">{_spoken(first.children, first.lang)}</span>{_blocks(item[1:])}'
    return _blocks(item)


def _code_block(node: CodeBlock) -> str:
    return f'<pre class="{node.role}" tabindex="0"><code>{escape(node.text)}</code></pre>\n'


def _image(node: Image) -> str:
    data = base64.b64encode(node.data).decode("ascii")
    return f'<figure><img alt="{escape(node.alt)}" src="data:{node.media_type};base64,{data}"></figure>\n'


def _note(node: Note) -> str:
    return f'<p class="note">{_inlines(node.children)}</p>\n'


def _entry(node: Entry) -> str:
    text = _spoken(node.children, node.lang)
    return f'<li id="{escape(node.anchor)}"><span class="label">{escape(node.label)}</span> {text}</li>\n'


_BLOCKS: dict[type[Block], Callable[[Any], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Quote: _quote,
    Table: _table,
    BarChart: _chart,
    Numbers: _numbers,
    Facts: _facts,
    ListNode: _list,
    CodeBlock: _code_block,
    Image: _image,
    Note: _note,
    Entry: _entry,
}


# -- inside a line ----------------------------------------------------------------------------------------------------


def _inlines(children: Iterable[Inline]) -> str:
    return "".join(map(_inline, children))


def _inline(node: Inline) -> str:
    match node:
        case Text(text=text, lang=None):
            return escape(text)
        case Text(text=text, lang=lang):
            return f"<span{_lang(lang)}>{escape(text)}</span>"
        case Mark(children=children):
            return f"<mark>{_inlines(children)}</mark>"
        case Strong(children=children):
            return f"<strong>{_inlines(children)}</strong>"
        case Emphasis(children=children):
            return f"<em>{_inlines(children)}</em>"
        case Code(text=text):
            return f"<code>{escape(text)}</code>"
        case Cite(anchor=anchor, text=text):
            return f'<a class="cite" href="#{escape(anchor)}">{escape(text)}</a>'
        case Link(children=children, address=address):
            safe = web_address(address)
            return f'<a href="{escape(safe)}" rel="noreferrer">{_inlines(children)}</a>' if safe else _inlines(children)
        case Break():
            return "<br>"
        case Math(latex=latex, formula=formula, display=display):
            said = f'alttext="{escape(latex)}">{_formula(formula)}</math>'
            if not display:
                return f"<math {said}"
            # A wide one is scrolled, by keyboard too.
            name = f'class="formula" role="group" tabindex="0" aria-label="{escape(latex)}"'
            return f'<span {name}><math display="block" {said}</span>'
        case Footnote(number=number, anchor=anchor):
            return f'<sup id="to-{anchor}"><a class="cite" href="#{anchor}">{number}</a></sup>'


_THIN = '<mspace width="0.167em"></mspace>'


def _formula(part: Formula) -> str:
    """A part of a formula as MathML Core, in which the sides of a table's cells are a matter of style."""
    said = "".join(
        f' class="{value}"' if name == "columnalign" else f' {name}="{escape(value)}"'
        for name, value in part.attributes
    )
    inner = escape(part.text) if part.text else "".join(map(_formula, part.children))
    made = f"<{part.name}{said}>{inner}</{part.name}>"
    if part.name == "mi" and len(part.text) > 1:  # the name of a function, which MathML Core sets without any space
        return f"<mrow>{_THIN}{made}{_THIN}</mrow>"
    return made


def _spoken(children: Iterable[Inline], lang: str | None) -> str:
    """`children` in another language than the page's."""
    return f"<span{_lang(lang)}>{_inlines(children)}</span>" if lang else _inlines(children)


def _lang(lang: str | None) -> str:
    return f' lang="{escape(lang)}"' if lang else ""


def _data(provenance: Provenance | None) -> str:
    """Where a node comes from, as attributes a program can read."""
    if provenance is None:
        return ""
    named = provenance._asdict().items()
    return "".join(
        f' data-{name.replace("_", "-")}="{escape(str(value))}"' for name, value in named if value is not None
    )
