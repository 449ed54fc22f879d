"""The document tree: what a report or an exported notebook says, without how it looks.

Both renderers walk the same tree, so HTML and PDF cannot disagree. Text stands in it as it is; each renderer makes
it safe for its own format.

Two voices run through a document: ``press`` for what people wrote (titles, quotes, prose; set in serif) and ``desk``
for what the software says (counts, labels, sources; set in sans).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from newsarchive.text import Language

Voice = Literal["press", "desk"]

_LEVELS = 5

# -- inside a line ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text. `lang` is its BCP 47 tag where it differs from its surroundings."""

    text: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Strong:
    children: Inlines


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: Inlines


@dataclass(frozen=True, slots=True)
class Mark:
    """A hit: what the question asked for."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a web or mail address. Any other kind of address (``javascript:``, a file) is shown as text only."""

    children: Inlines
    address: str


@dataclass(frozen=True, slots=True)
class Cite:
    """A reference to the node with this `anchor` in the same document, shown as `text`."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line inside a paragraph."""


class Formula(NamedTuple):
    """A part of a formula by the name, text, parts and attributes that MathML gives it (``mi``, ``mfrac``, …)."""

    name: str
    text: str
    children: tuple[Formula, ...]
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Math:
    """A formula, in the line or displayed on lines of its own. `latex` says it to who cannot see it."""

    latex: str
    formula: Formula
    display: bool = False


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of the page, or at the end of one without feet. Numbers rise through the document from 1."""

    number: int
    children: Inlines

    @property
    def anchor(self) -> str:
        """Where a `Cite` leads that refers to it again."""
        return f"note-{self.number}"


Inline: TypeAlias = Text | Strong | Emphasis | Mark | Code | Link | Cite | Break | Math | Footnote
Inlines: TypeAlias = tuple[Inline, ...]


# -- where something comes from ---------------------------------------------------------------------------------------


class Provenance(NamedTuple):
    """What a quote, table or figure was made from.

    A quote names its article, the digest of the source and the range ``text[start:end]`` of the decoded source; a
    table or figure names the question and the archive version that it was counted over.
    """

    article: str | None = None
    sha256: str | None = None
    start: int | None = None
    end: int | None = None
    query: str | None = None
    archive_version: int | None = None


# -- blocks -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of `level` 1 (a section) to 5. `anchor` is where a `Cite` leads; `label` stands before it (``12``)."""

    level: int
    children: Inlines
    anchor: str | None = None
    voice: Voice = "desk"
    label: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`small` is for side information; `label` stands in the margin (a paragraph's number)."""

    children: Inlines
    voice: Voice = "desk"
    small: bool = False
    label: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Someone's words exactly, and under them where they stand."""

    children: Inlines
    source: Inlines
    provenance: Provenance | None = None
    lang: str | None = None


class Column(NamedTuple):
    """`kind` says how its cells read: running text, a number (set right, tabular), or code such as a digest.

    In a concordance, ``before`` is what stands before the node, set right against ``after``: the node and the rest.
    `share` is the part of the width that a column of text takes beside others; numbers take what they need.
    """

    label: str
    kind: Literal["text", "number", "code", "before", "after"] = "text"
    share: float = 1.0


Cell: TypeAlias = "str | Inlines"


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str | None = None
    provenance: Provenance | None = None


class Bar(NamedTuple):
    """One bar: its label on the axis, its value, and the value as printed."""

    label: str
    value: int
    shown: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars side by side over time, or `lying` under each other, each with its label before it and its value behind.

    `alt` says in words what there is to see; `peak` is the index of the bar that stands out.
    """

    bars: tuple[Bar, ...]
    alt: str
    caption: str
    language: Language
    peak: int | None = None
    provenance: Provenance | None = None
    lying: bool = False


class Figure(NamedTuple):
    """A big number and what it counts."""

    number: str
    counts: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The summary: a row of big figures."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and what they say: the question, the archive, the totals."""

    facts: tuple[tuple[str, Inlines], ...]


@dataclass(frozen=True, slots=True)
class ListNode:
    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Text in fixed width, line by line: what was typed (`input`), printed (`output`) or went wrong (`error`)."""

    text: str
    role: Literal["input", "output", "error"] = "input"


@dataclass(frozen=True, slots=True)
class Image:
    """A picture by value. `alt` says what is to be seen."""

    data: bytes
    media_type: Literal["image/png", "image/jpeg", "image/gif", "image/svg+xml"]
    alt: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark of the software that must not be missed: nothing found, something that could not be shown."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a bibliography, under its `label`."""

    anchor: str
    label: str
    children: Inlines
    lang: str | None = None


Block: TypeAlias = (
    Heading | Paragraph | Quote | Table | BarChart | Numbers | Facts | ListNode | CodeBlock | Image | Note | Entry
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the document: the evidence that it can be checked by."""

    name: str
    media_type: str
    data: bytes
    description: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `running` stands at the head of each page, `foot` at its foot, `kind` above the title, `byline`
    under it.

    `day` is the printed date, None where there is none to print; the clock is never asked.
    """

    title: str
    language: Language
    day: date | None
    kind: str
    byline: str
    running: str
    nodes: tuple[Block, ...]
    author: str | None = None
    attachments: tuple[Attachment, ...] = ()
    foot: str = ""

    def sections(self) -> list[Heading]:
        """The headings that a table of contents lists."""
        return [node for node in self.nodes if isinstance(node, Heading) and node.level == 1 and node.anchor]


def levelled(nodes: Iterable[Block]) -> list[Block]:
    """`nodes` with headings that begin at level 1 and never skip one on the way down, as PDF/UA asks; 5 at most."""
    made: list[Block] = []
    open_levels: list[int] = []
    for node in nodes:
        if isinstance(node, Heading):
            while open_levels and open_levels[-1] >= node.level:
                open_levels.pop()
            open_levels.append(node.level)
            node = replace(node, level=min(len(open_levels), _LEVELS))
        made.append(node)
    return made


def marked(text: str, ranges: Iterable[tuple[int, int]]) -> Inlines:
    """`text` with its `ranges` (in order, not overlapping) marked as hits."""
    pieces: list[Inline] = []
    at = 0
    for start, end in ranges:
        pieces += [Text(text[at:start]), Mark((Text(text[start:end]),))]
        at = end
    return tuple(piece for piece in (*pieces, Text(text[at:])) if piece != Text(""))


def joined(parts: Sequence[Inlines], separator: str) -> Inlines:
    """The non-empty `parts` with `separator` between them."""
    spread: list[Inline] = []
    for part in filter(None, parts):
        spread += [Text(separator), *part] if spread else part
    return tuple(spread)


def footnotes(nodes: Iterable[Block]) -> list[Footnote]:
    """The footnotes of `nodes` in order."""
    return [note for node in nodes for children in _lines(node) for note in _notes(children)]


def _lines(node: Block) -> Iterator[Inlines]:
    """The running text of a block, and of the blocks in it."""
    match node:
        case Heading() | Paragraph() | Note() | Entry():
            yield node.children
        case Quote(children=children, source=source):
            yield from (children, source)
        case Table(rows=rows):
            yield from (cell for row in rows for cell in row if not isinstance(cell, str))
        case Facts(facts=facts):
            yield from (said for _, said in facts)
        case ListNode(items=items):
            yield from (line for item in items for inner in item for line in _lines(inner))


def _notes(children: Inlines) -> Iterator[Footnote]:
    for child in children:
        match child:
            case Footnote(children=inner):
                yield child
                yield from _notes(inner)
            case Strong(children=inner) | Emphasis(children=inner) | Mark(children=inner) | Link(children=inner):
                yield from _notes(inner)


def plain(children: Iterable[Inline]) -> str:
    """The text of `children` without its forms: for a title, an alt text, a spreadsheet."""
    return "".join(_plain(children))


def _plain(children: Iterable[Inline]) -> Iterator[str]:
    for child in children:
        match child:
            case Text(text=text) | Code(text=text) | Cite(text=text):
                yield text
            case Break():
                yield "\n"
            case Math(latex=text):
                yield text
            case Strong(children=inner) | Emphasis(children=inner) | Mark(children=inner) | Link(children=inner):
                yield from _plain(inner)
