"""HTML from a notebook as nodes: what the list below knows is read, everything else is text or is named.

Markup never passes through. Scripts, styles and handlers fall away because no node can hold them; an element that
should be seen and cannot (a video, a frame) leaves a line that says so.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count, groupby, repeat
from typing import TYPE_CHECKING, cast, get_args, get_type_hints
from urllib.parse import unquote_to_bytes

from newsarchive.reports import maths
from newsarchive.reports.document import (
    Block,
    Break,
    Cell,
    Cite,
    Code,
    CodeBlock,
    Emphasis,
    Facts,
    Footnote,
    Heading,
    Image,
    Inline,
    Inlines,
    Link,
    ListNode,
    Mark,
    Math,
    Note,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    Voice,
    footnotes,
    joined,
    plain,
)
from newsarchive.reports.grids import table
from newsarchive.reports.svg import still
from newsarchive.reports.words import word
from newsarchive.text import Language

if TYPE_CHECKING:
    from lxml.html import HtmlElement

IMAGES: tuple[str, ...] = get_args(get_type_hints(Image)["media_type"])

_FORMS: dict[str, type[Strong] | type[Emphasis] | type[Mark]] = {
    **dict.fromkeys(("b", "strong"), Strong),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), Emphasis),
    "mark": Mark,
}
_CODE = {"code", "kbd", "samp", "tt"}
_INLINE = {*_FORMS, *_CODE, *"a abbr bdi bdo br del font ins label q s small span sub sup time u".split()}
_SILENT = {*"base head link meta noscript script source style template title track".split()}
_NAMED = {*"audio button canvas embed iframe input object select svg textarea video".split()}
_LINES = 8  # lists inside lists; what is deeper is set as paragraphs of the eighth
_DEPTH = 60  # elements inside elements; what is deeper is read as text
_START = re.compile("[0-9]{1,6}")
_PAGE = re.compile(r"</?(?:html|body|frameset)\b[^>]*>", re.IGNORECASE)
_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_DATA = re.compile(r"data:(?P<type>[\w/+.-]+)(?:;charset=[\w-]+)?(?P<base64>;base64)?,(?P<data>.*)", re.DOTALL)
_SPACE = re.compile(r"[ \t\n\r\f]+")


def blocks(
    markup: str,
    language: Language,
    voice: Voice = "desk",
    images: Mapping[str, Image] | None = None,
    numbers: Iterator[int] | None = None,
) -> list[Block]:
    """The blocks of an HTML fragment; running text takes `voice`.

    `images` are pictures that the fragment names by another address than ``data:``; `numbers` are those of footnotes,
    where the fragment is part of a longer text.
    """
    from lxml import html
    from lxml.etree import ErrorTypes

    if not markup.strip():
        return []
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    data = f"<div>{_PAGE.sub('', markup)}</div>".encode("utf-8", "replace").replace(b"\x00", b"")
    root = html.document_fromstring(data, parser=parser)
    reader = _Reader(language, voice, images or {}, numbers or count(1), _notes_of(root))
    if any(error.type == ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        return [reader.hidden("HTML")]
    _flatten(root)
    made = list(_gathered(reader.blocks(root), reader))
    # A note that is referred to in a place that holds text alone, such as the head of a table, is not lost.
    there = footnotes(made)
    lost = [note for note in reader.numbered.values() if note not in there]
    return [*made, *(Paragraph((Text(f"[{note.number}] "), *note.children), voice, small=True) for note in lost)]


def _gathered(made: list[Block], reader: _Reader) -> Iterator[Block]:
    """`made` with the same line for several things side by side said once, with their number."""
    for block, run in groupby(made):
        many = len(list(run))
        if many > 1 and isinstance(block, Note) and block in reader.unshown:
            yield reader.hidden(f"{reader.unshown[block]} × {many}")
        else:
            yield from repeat(block, many)


def _notes_of(root: HtmlElement) -> dict[str, HtmlElement]:
    """The footnotes of a text, taken out of it, by the address that refers to each."""
    notes: dict[str, HtmlElement] = {}
    for section in root.xpath("//section[contains(concat(' ', @class, ' '), ' footnotes ')]"):
        for back in section.xpath(".//a[contains(@class, 'footnote-backref')]"):
            back.drop_tree()
        notes |= {f"#{item.get('id')}": item for item in section.iter("li") if item.get("id")}
        section.drop_tree()
    for line in root.xpath("//hr[contains(@class, 'footnotes-sep')]"):
        line.drop_tree()
    return notes


def _flatten(root: HtmlElement) -> None:
    """Leave text in the place of elements that stand deeper than `_DEPTH`."""
    from lxml import etree

    etree.strip_elements(root, *_SILENT, with_tail=False)
    level = [root]
    for _ in range(_DEPTH):
        level = [child for element in level for child in element]
    for element in level:
        etree.strip_tags(element, "*")


def decoded(address: str, alt: str) -> Image | None:
    """The picture in a ``data:`` address, or None where it is not one that a document can show."""
    match = _DATA.match(address)
    if not match or match["type"].lower() not in IMAGES:
        return None
    try:
        data = base64.b64decode(match["data"], validate=False) if match["base64"] else unquote_to_bytes(match["data"])
    except (binascii.Error, ValueError):
        return None
    return picture(data, match["type"].lower(), alt)


_SIGNS = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff", "image/gif": b"GIF8"}


def picture(data: bytes, media_type: str, alt: str) -> Image | None:
    """An `Image`, or None where `data` does not begin as its type does, or is SVG that cannot be shown by itself."""
    if media_type == "image/svg+xml":
        drawn = still(data)
        return Image(drawn, "image/svg+xml", alt) if drawn else None
    return Image(data, media_type, alt) if data.startswith(_SIGNS[media_type]) else None  # type: ignore[arg-type]


@dataclass(slots=True)
class _Run:
    """Inlines on the way to a paragraph."""

    pieces: list[Inline] = field(default_factory=list)

    def taken(self) -> Inlines:
        """The run without white space round it, and empty again."""
        pieces, self.pieces = self.pieces, []
        while pieces and (isinstance(pieces[0], Break) or plain(pieces[:1]).isspace()):
            del pieces[0]
        while pieces and (isinstance(pieces[-1], Break) or plain(pieces[-1:]).isspace()):
            del pieces[-1]
        if pieces and isinstance(pieces[0], Text):
            pieces[0] = Text(pieces[0].text.lstrip())
        if pieces and isinstance(pieces[-1], Text):
            pieces[-1] = Text(pieces[-1].text.rstrip())
        return tuple(pieces)


@dataclass(frozen=True, slots=True)
class _Reader:
    language: Language
    voice: Voice
    images: Mapping[str, Image]
    numbers: Iterator[int]
    notes: Mapping[str, HtmlElement]
    numbered: dict[str, Footnote] = field(default_factory=dict)
    unshown: dict[Note, str] = field(default_factory=dict)

    def blocks(self, element: HtmlElement) -> list[Block]:
        """What stands in `element`: its blocks, and its loose text as paragraphs."""
        made: list[Block] = []
        run = _Run()

        def flush() -> None:
            if children := run.taken():
                made.append(Paragraph(children, self.voice))

        for child in _content(element):
            if isinstance(child, str):
                run.pieces.append(Text(_SPACE.sub(" ", child)))
            elif _hidden(child):
                continue
            elif shown := self._displayed(child):
                flush()
                made.append(Paragraph((shown,), "press"))
            elif self._is_inline(child):
                run.pieces += self.inlines_of(child)
            else:
                flush()
                made += self._block(child)
        flush()
        return made

    def _block(self, element: HtmlElement) -> list[Block]:
        name = element.tag
        match name:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                children = self._flat(element)
                return [Heading(int(name[1]), children, voice=self.voice)] if plain(children).strip() else []
            case "ul" | "ol":
                return self._list(element)
            case "pre":
                text = element.text_content().strip("\n")
                return [CodeBlock(text, "input" if self.voice == "press" else "output")] if text else []
            case "blockquote":
                children = self._flat(element)
                return [Quote(children, ())] if children else []
            case "table":
                return table(element, self._flat)
            case "img":
                return [self._image(element)]
            case _ if name in _NAMED:
                return [self.hidden(f"<{name}>")]
            case _:
                return self.blocks(element)

    def hidden(self, kind: str) -> Note:
        """The line in the place of what a document cannot show."""
        note = Note((Text(word("hidden_element", self.language, kind=kind)),))
        self.unshown[note] = kind
        return note

    def _list(self, element: HtmlElement) -> list[Block]:
        if sum(1 for _ in element.iterancestors("ul", "ol")) >= _LINES:
            return self.blocks(element)
        loose = [text for text in (element.text, *(child.tail for child in element)) if text and text.strip()]
        before: list[Block] = [Paragraph((Text(text.strip()),), self.voice) for text in loose]  # outside every item
        items = tuple(tuple(self.blocks(item) if item.tag == "li" else self._block(item)) for item in element)
        start = element.get("start", "")
        number = int(start) if _START.fullmatch(start) else 1
        return [*before, ListNode(tuple(filter(None, items)), element.tag == "ol", number)] if any(items) else before

    def _image(self, element: HtmlElement) -> Block:
        address = element.get("src", "")
        alt = " ".join(element.get("alt", "").split())
        named = self.images.get(address)
        shown = Image(named.data, named.media_type, alt or named.alt) if named else decoded(address, alt or "<img>")
        if shown:
            return shown
        return self.hidden(f"<img> {alt or address[:80]}")

    def _displayed(self, element: HtmlElement) -> Math | Code | None:
        """A formula that stands on lines of its own."""
        said = _formula(element)
        return said if said and (element.tag == "div" or (isinstance(said, Math) and said.display)) else None

    def _is_inline(self, element: HtmlElement) -> bool:
        """True for an element of running text that holds nothing else."""
        if element.tag == "math" or _is_box(element):
            return True
        inside = element.iterdescendants()
        return element.tag in _INLINE and all(
            inner.tag in _INLINE | _SILENT or _is_box(inner) or _in_formula(inner) for inner in inside
        )

    def inlines_of(self, element: HtmlElement) -> Inlines:
        """An element of running text as inlines."""
        if _hidden(element):
            return ()
        if element.tag == "br":
            return (Break(),)
        if _is_box(element):
            return (Text("☑" if "checked" in element.attrib else "☐"),)
        if formula := _formula(element):
            return (formula,)
        if "footnote-ref" in element.get("class", "").split() and (referred := self._footnote(element)):
            return (referred,)
        if element.tag in _CODE:
            return (Code(_SPACE.sub(" ", element.text_content())),)
        inner = tuple(
            piece
            for child in _content(element)
            for piece in ((Text(_SPACE.sub(" ", child)),) if isinstance(child, str) else self.inlines_of(child))
        )
        if element.tag == "a" and element.get("href"):
            return (Link(inner, element.get("href").strip()),)
        form = _FORMS.get(element.tag)
        if form and inner:
            return (form(inner),)
        match element.tag:
            case "sup":
                return (Text(_shifted(plain(inner), _RAISED, "^")),)
            case "sub":
                return (Text(_shifted(plain(inner), _LOWERED, "_")),)
            case "s" | "del":
                return (Text("~~"), *inner, Text("~~"))
            case "q":
                return (Text("“"), *inner, Text("”"))
            case _:
                return inner

    def _footnote(self, element: HtmlElement) -> Footnote | Cite | None:
        """What is referred to: the note where it is first, later where to find it."""
        address = next((link.get("href", "") for link in element.iter("a")), "")
        if address not in self.notes:
            return None
        if known := self.numbered.get(address):
            return Cite(known.anchor, f"[{known.number}]")
        number = next(self.numbers)
        self.numbered[address] = Footnote(number, ())  # a note may refer to itself
        self.numbered[address] = note = Footnote(number, self._flat(self.notes[address]))
        return note

    def _flat(self, element: HtmlElement) -> Inlines:
        """All of `element` as one run of inlines: blocks inside it stand on lines of their own."""
        pieces: list[Inline] = []
        for block in self.blocks(element):
            if children := self._said(block):
                pieces += [Break(), *children] if pieces else children
        return tuple(pieces)

    def _said(self, block: Block) -> Inlines:
        """The words of a block inside a heading, a quote or a cell, and in the place of a picture that it is one."""
        match block:
            case Paragraph() | Heading() | Quote() | Note():
                return block.children
            case CodeBlock(text=text):
                return (Code(text),)
            case ListNode(items=items):
                lines = [self._said(inner) for item in items for inner in item]
                return tuple(piece for line in lines for piece in (Break(), Text("– "), *line))[1:]
            case Table(columns=columns, rows=rows):
                cells: list[Inlines] = [(Text(" · ".join(column.label for column in columns)),)]
                cells += [joined([_inlines(cell) for cell in row], " · ") for row in rows]
                return tuple(piece for line in cells if plain(line).strip(" ·") for piece in (Break(), *line))[1:]
            case Facts(facts=facts):
                told = [(Text(f"{label}: "), *said) for label, said in facts]
                return tuple(piece for line in told for piece in (Break(), *line))[1:]
            case Image(alt=alt):
                return self.hidden(f"<img> {alt}").children
            case _:
                return ()


def _inlines(cell: Cell) -> Inlines:
    return (Text(cell),) if isinstance(cell, str) else cell


def _shifted(text: str, table: dict[int, int], sign: str) -> str:
    """`text` above or below the line where Unicode has all its characters so, and after `sign` where not."""
    return text.translate(table) if all(ord(character) in table for character in text) else f"{sign}{text}"


def _formula(element: HtmlElement) -> Math | Code | None:
    """The formula that `element` is, or its LaTeX where that cannot be read; None where it is none."""
    if element.tag == "math":
        text = " ".join(element.text_content().split())
        return maths.mathml(element) or (Code(text) if text else None)
    kinds = element.get("class", "").split()
    if element.tag not in ("span", "div") or "math" not in kinds or len(element):
        return None
    text = element.text_content().strip()
    shown = element.tag == "div" or "display" in kinds
    return maths.latex(text, shown) or (Code(text) if text else None)


def _is_box(element: HtmlElement) -> bool:
    """True for the box of a task list."""
    return bool(element.tag == "input" and element.get("type") == "checkbox")


def _in_formula(element: HtmlElement) -> bool:
    return element.tag == "math" or any(True for _ in element.iterancestors("math"))


def _content(element: HtmlElement) -> Iterator[str | HtmlElement]:
    """Text and children of `element`, in order."""
    if element.text:
        yield element.text
    for child in element.iterchildren():
        if isinstance(child.tag, str):
            yield cast("HtmlElement", child)
        if child.tail:
            yield child.tail


def _hidden(element: HtmlElement) -> bool:
    """True for what a browser would not show either."""
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.tag in _SILENT or "hidden" in element.attrib or "display:none" in style
