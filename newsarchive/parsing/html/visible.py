"""The visible text of an HTML page, by one fixed extraction.

A block element or ``<br>`` ends a line, a run of white space (no-break spaces too) is one space, and what a browser
does not show is left out; the text is NFC. The same page gives the same text for ever: every span of an HTML article
is an index into it, so a change here is a new reading of every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from newsarchive.text import nfc

Element = Any
"""An lxml element; lxml has no types of its own."""

_HIDDEN = frozenset(
    """head script style noscript template title iframe object embed applet svg canvas math audio video map select
    datalist textarea frame""".split()
)
INLINE = frozenset(
    """a abbr acronym b basefont bdi bdo big cite code data del dfn em font i img input ins kbd label link mark meta
    meter nobr o:p output picture progress q rp rt ruby s samp small source span strike strong sub sup time tt u var
    wbr""".split()
)
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSEEN = re.compile("[\u200b\ufeff\u00ad]")  # zero width space, byte order mark, soft hyphen
_SPACE = re.compile(r"\s+")
_TAG = re.compile(r"<[A-Za-z][^<>]{4000,}")
_ATTRIBUTE = re.compile(r"""[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
_MAX_ATTRIBUTES = 1_000


class Piece(NamedTuple):
    """Where in a line the text of `element` (or what follows a child of it) begins."""

    at: int
    element: Element


@dataclass(frozen=True, slots=True)
class VisibleLine:
    """One line as shown, the elements its text came from, in order, and whether it is all link, or a main heading."""

    text: str
    pieces: tuple[Piece, ...]
    is_link: bool
    heading: Element | None


def parse_html(text: str) -> tuple[Element | None, tuple[str, ...]]:
    """The root element of a page and warnings; None where there is no element at all.

    `huge_tree` lifts libxml2's limit of 256 nested elements, beyond which the rest of a page with a few hundred
    unclosed ``<font>`` tags would be lost; the size is bounded by `sources.MAX_RECORD`. An element with thousands of
    attributes costs libxml2 quadratic time and is no article: it is taken for nothing.
    """
    for tag in _TAG.finditer(text):
        if sum(1 for _ in _ATTRIBUTE.finditer(tag[0])) > _MAX_ATTRIBUTES:
            return None, ()
    # The text is decoded already: what the page declares about its encoding no longer counts.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None, ()
    cut = any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log)
    return root, ("nested too deeply, only the beginning was read",) if cut else ()


def visible_lines(root: Element) -> list[VisibleLine]:
    """What a reader of the page sees, line by line, without empty lines."""
    writer = _Writer()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if tag not in INLINE and tag not in _HIDDEN:
            writer.end_line()
        if tag == "a":
            writer.links += 1 if event == "start" else -1
            writer.begins_link = event == "start"
        elif tag == "h1":
            writer.heading = element if event == "start" else None
        if event == "start":
            if _is_hidden(element):
                walk.skip_subtree()
            elif element.text:
                writer.write(element.text, element)
        elif element.tail and element is not root:
            writer.write(element.tail, element.getparent())
    writer.end_line()
    return writer.lines


def _is_hidden(element: Element) -> bool:
    tag, style = element.tag, element.get("style")
    return bool(
        tag in _HIDDEN
        or (style and _NOT_SHOWN.search(style))
        or element.get("hidden") is not None
        or (tag == "dialog" and element.get("open") is None)
    )


class _Writer:
    """Collects the pieces of a line and closes it."""

    def __init__(self) -> None:
        self.lines: list[VisibleLine] = []
        self.links = 0
        self.begins_link = False  # and nothing of it is written yet
        self.heading: Element | None = None
        self._is_link = True
        self._text = ""
        self._pieces: list[Piece] = []

    def write(self, text: str, element: Element) -> None:
        if not text.isascii():
            text = _UNSEEN.sub("", text)
        if not text:
            return
        if text.isspace():
            if self._text and self._text[-1] != " ":
                self._text += " "
            return
        text = nfc(_SPACE.sub(" ", text))
        if not self._text or self._text[-1] == " ":
            text = text.removeprefix(" ")
        elif self._is_glued(text):
            self._text += " "
        self.begins_link = False
        self._pieces.append(Piece(len(self._text), element))
        self._is_link = self._is_link and self.links > 0
        self._text += text

    def _is_glued(self, text: str) -> bool:
        """True where two elements touch as ``TP HCM`` and ``Huy động`` do, or two links: style alone parts them."""
        if self.begins_link and self._is_link:
            return self._text[-1].isalnum() and text[:1].isalnum()
        return self._text[-2:].isalpha() and len(self._text) > 1 and text[:1].isupper() and text[1:2].islower()

    def end_line(self) -> None:
        if self._pieces:
            text = nfc(self._text.rstrip(" "))  # a mark may join the letter of the element before it
            self.lines.append(VisibleLine(text, tuple(self._pieces), self._is_link, self.heading))
            self._text, self._pieces, self._is_link = "", [], True


def is_within(element: Element, home: Element, levels: int) -> bool:
    """True where `home` is `element` or one of the `levels` elements that begin with it and go outwards."""
    return any(each is home for each in lineage(element, levels))


def lineage(element: Element, levels: int) -> Iterator[Element]:
    """`element` and its ancestors, at most `levels` of them."""
    for _ in range(levels):
        if element is None:
            return
        yield element
        element = element.getparent()
