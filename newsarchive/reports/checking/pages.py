"""Two HTML reports side by side: all that is read in them, every shape of a chart, and what is not seen."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsarchive.errors import WorkError
from newsarchive.reports.checking.comparison import Piece, compared, files
from newsarchive.store.fixity import Problem

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_INLINE = {"a", "br", "code", "em", "mark", "span", "strong"}
_SHAPES = {"rect", "path", "text"}
_KINDS = {
    "tr": "a row",
    "caption": "the caption",
    "figcaption": "the caption",
    "p": "a paragraph",
    "li": "an entry",
    "dt": "a label",
    "dd": "a value",
    "footer": "the source of a quote",
    "blockquote": "a quote",
    "svg": "the chart",
    "rect": "a bar of the chart",
    "path": "a line of the chart",
    "text": "a label of the chart",
    "style": "the style sheet",
    "meta": "what the page says of itself",
    "title": "the page's title",
    "h1": "the title",
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "the heading"),
}


def compare(given: bytes, expected: bytes, *, looks: bool = True) -> list[Problem]:
    """Where the page `given` is not as `expected`. Without `looks`, only what is read, marked and drawn is compared.

    A page that a browser has saved again, with other white space, quotation marks and comments, is the same.
    """
    if given == expected:
        return []
    one, other = _parsed(given), _parsed(expected)
    attached = [_taken_out(page) for page in (one, other)]
    told = list(compared(list(_pieces(one, looks)), list(_pieces(other, looks))))
    return told + list(files(*attached))


def attachments(page: bytes) -> dict[str, bytes]:
    """The files in the ``data:`` links of a page, by name. Raises `WorkError` for what is no page."""
    return _taken_out(_parsed(page))


def _parsed(page: bytes) -> HtmlElement:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root: HtmlElement = html.document_fromstring(page, parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise WorkError(f"This is no HTML page ({error}); name a report.") from error
    return root


def _taken_out(page: HtmlElement) -> dict[str, bytes]:
    """The attached files by name; their links are left without them."""
    found: dict[str, bytes] = {}
    for link in page.iter("a"):
        kind, comma, data = link.get("href", "").partition(",")
        if link.get("download") and comma and kind.endswith(";base64"):
            try:
                found[link.get("download")] = base64.b64decode(data, validate=True)
                link.set("href", kind)
            except binascii.Error:
                continue  # the link stays as it is, and so differs
    return found


def _pieces(page: HtmlElement, looks: bool) -> Iterator[Piece]:
    """The whole page in order; `where` is the section and the article that a piece stands in."""
    section, article = "", ""
    stack: list[HtmlElement | Piece] = [page]
    while stack:
        element = stack.pop()
        if isinstance(element, Piece):
            yield element
            continue
        name = str(element.tag)
        if name in ("h1", "h2", "h3"):
            said = _read(element)
            section, article = (section, said) if name == "h3" else (said, "")
        where = ", ".join(filter(None, (section, article[:60], _KINDS.get(name, f"<{name}>"))))
        if name == "tr" or all(inner.tag in _INLINE for inner in element.iterdescendants()):
            yield Piece(where, _read(element), _form(element, looks))
            continue
        if looks or name == "svg":
            yield Piece(where, element.get("aria-label", ""), _opening(element))
        inside: list[HtmlElement | Piece] = [*_loose(element.text, where)]
        for child in element:
            inside += [child, *_loose(child.tail, where)]
        stack += reversed(inside)


def _loose(text: str | None, where: str) -> Iterator[Piece]:
    """Text between blocks, where a report has none."""
    if text and text.strip():
        yield Piece(where, " ".join(text.split()), text.strip())


def _read(element: HtmlElement) -> str:
    """What is read in an element, the cells of a row apart."""
    if element.tag == "tr":
        return " | ".join(" ".join(cell.text_content().split()) for cell in element)
    return " ".join(element.text_content().split()) or element.get("content", "")


def _form(element: HtmlElement, looks: bool) -> str:
    """An element whole; without `looks`, its text with marks and addresses, and of a shape where it stands."""
    said = (element.text or "") + "".join(_form(child, looks) + (child.tail or "") for child in element)
    if looks or element.tag in _SHAPES:
        return _opening(element) + (said if element.tag in _INLINE else said.strip())
    return {"mark": f"⟦{said}⟧", "a": f"{said}({element.get('href')})"}.get(str(element.tag), said)


def _opening(element: HtmlElement) -> str:
    """The opening tag, its attributes in one order."""
    said = "".join(f' {name}="{value}"' for name, value in sorted(element.attrib.items()))
    return f"<{element.tag}{said}>"
