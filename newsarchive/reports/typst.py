"""A `Document` as PDF/A-3a and PDF/UA-1, set by Typst.

The look is one fixed template, ``look/page.typ``; the document goes to it as JSON, so that no text of an article is
ever read as Typst. Fonts come with the package's dependencies and the machine's are ignored; together with the
document's own date this makes the bytes a function of the document.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

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
    Quote,
    Strong,
    Table,
    Text,
    footnotes,
    plain,
)
from newsarchive.reports.ends import unambiguous
from newsarchive.reports.escape import typst
from newsarchive.reports.html import web_address
from newsarchive.reports.paging import fitting
from newsarchive.reports.words import word
from newsarchive.text import code_point, format_number, visible

if TYPE_CHECKING:
    from typst import Compiler, TypstError

_FONTS = ("fontpkg_noto_serif", "fontpkg_be_vietnam_pro")
_LONG_RUN = re.compile(r"\S{28,}")
_PIECE = 8
_RUNNING = 64
_REMEMBERED = 10
_UNUSUAL = re.compile("[^\u0000-\u017f\u01a0-\u01b0\u1e00-\u1eff\u2010-\u2027]")  # beyond Latin as newspapers have it
_NAMED = re.compile(r'(?:text|codepoint) `"(.*?)"` could not be displayed')
_SIGNS = b"""#set document(title: "signs")
#set text(font: "Noto Serif")
#for sign in json("signs.json").signs { text(sign); linebreak() }
"""
_SVG = "image/svg+xml"
_PICTURE = re.compile(r'"file":"image-\d+","form":"(\w+)"')
_WHOLE = 1_600  # a paragraph or quote of fewer characters is not parted by the end of a page


def render(document: Document) -> bytes:
    """The PDF. A picture that cannot be decoded is named in its place.

    Raises `WorkError` where Typst cannot set the document for another reason.
    """
    from typst import TypstError

    compiler = _compiler()
    midnight = int(datetime.combine(_day(document), time(), UTC).timestamp())
    writer = _Writer(document)
    files: Any = writer.files()  # a main file and what it reads, by name: allowed, though the stub lacks it
    missing = _lacking({sign for text in writer.texts(files) for sign in _UNUSUAL.findall(text)})
    broken: set[str] = set()
    while True:
        if missing or broken:
            files = _Writer(document, missing, broken).files()
        try:
            pdf = compiler.compile(files, format="pdf", pdf_standards=["a-3a", "ua-1"], timestamp=midnight)
        except TypstError as error:
            # Letter by letter all was there: what is left is a sign of several that no font has as a whole.
            more, undrawn = _parts(error) - missing, set() if broken else _undrawn(files)
            if not (more or undrawn):
                raise WorkError(f"{document.title}: cannot be set as PDF ({error.message}); write HTML.") from error
            missing |= more
            broken |= undrawn
        else:
            assert isinstance(pdf, bytes)
            return unambiguous(pdf)
        finally:
            _forget(compiler)


def _forget(compiler: Compiler) -> None:
    """Have Typst drop what it keeps of a document, a megabyte an article, for ten compilations: empty ones will do."""
    for _ in range(_REMEMBERED + 1):
        compiler.compile(b"", format="svg")


@cache
def _compiler() -> Compiler:
    from typst import Compiler

    places = [find_spec(name) for name in _FONTS]
    folders = [folder for spec in places if spec for folder in spec.submodule_search_locations or ()]
    return Compiler(font_paths=[str(Path(folder) / "files") for folder in folders], ignore_system_fonts=True)


@cache
def _template() -> bytes:
    return (Path(__file__).parent / "look" / "page.typ").read_bytes()


def _day(document: Document) -> date:
    """The document's date; PDF/A asks for one, so a document without any gets the day that time is counted from."""
    return document.day or date(1970, 1, 1)


def _lacking(characters: set[str]) -> set[str]:
    """Those of `characters` that no font has: the compiler alone knows all fonts and their fallbacks."""
    from typst import TypstError

    if not characters:
        return set()
    # A mark is set on a letter, as without one it would be a sign of its own.
    signs = [f"a{sign}" if unicodedata.combining(sign) else sign for sign in sorted(characters)]
    files: Any = {"main": _SIGNS, "signs.json": typst({"signs": signs})}
    try:
        _compiler().compile(files, format="pdf", pdf_standards=["a-3a"])
    except TypstError as error:
        return _named(error) & characters
    return set()


def _undrawn(files: dict[str, bytes]) -> set[str]:
    """The names of the pictures among `files` that cannot be decoded, or hold signs that cannot be set."""
    from typst import TypstError

    content = files["document.json"].decode("utf-8")
    broken: set[str] = set()
    for name in (name for name in files if name.startswith("image-")):
        form = next(match[1] for match in _PICTURE.finditer(content) if match[0].startswith(f'"file":"{name}"'))
        source = f'#image(bytes(json("{name}")), format: "{form}", alt: "x")'
        alone: Any = {"main": source.encode(), name: files[name]}
        try:
            _compiler().compile(alone, format="pdf", pdf_standards=["a-3a"])
        except TypstError:
            broken.add(name)
    return broken


def _named(error: TypstError) -> set[str]:
    """The characters that the compiler could not set, and the letters that they stand with."""
    characters: set[str] = set()
    for shown in _NAMED.findall(error.diagnostic):
        unescaped = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), shown)
        characters.update(unescaped.replace('\\"', '"').replace("\\\\", "\\"))
    return characters


def _parts(error: TypstError) -> set[str]:
    """What joins, encloses or stands on a letter among the characters that could not be set; or all of them."""
    named = {character for character in _named(error) if not character.isascii()}
    return {sign for sign in named if unicodedata.category(sign)[0] in "MC"} or named


def _short(title: str) -> str:
    """The title as a running head: one line, cut between words."""
    return title if len(title) <= _RUNNING else f"{title[:_RUNNING].rsplit(' ', 1)[0]} …"


class _Writer:
    """The document as the template reads it: plain JSON values.

    `missing` are characters that the fonts lack, and `broken` the names of pictures that cannot be decoded.
    """

    def __init__(self, document: Document, missing: Collection[str] = (), broken: Collection[str] = ()) -> None:
        self.document = document
        self.broken = broken
        self.missing = frozenset(missing)
        self._lacks = re.compile(f"[{re.escape(''.join(sorted(missing)))}]") if missing else None
        self._anchors = {node.anchor for node in document.nodes if isinstance(node, Heading | Entry)}
        self._anchors |= {note.anchor for note in footnotes(document.nodes)}
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
            "day": [_day(document).year, _day(document).month, _day(document).day],
            "author": self._text(document.author or ""),
            "kind": self._text(document.kind),
            "byline": self._text(document.byline),
            "running": self._text(document.running),
            "foot": self._text(document.foot),
            "short": self._text(_short(document.title)),
            "chart": {"width": chart.WIDTH},
            "attached": word("attachments", language),
            "attachments": [
                {"name": file.name, "type": file.media_type, "says": self._text(file.description)}
                for file in document.attachments
            ],
            "nodes": self._blocks(nodes),
        }
        # Typst's Python binding takes files as UTF-8 only, so a picture goes in as a list of numbers.
        images = {f"image-{n}": json.dumps(list(self._picture(image))).encode() for n, image in enumerate(self._images)}
        attachments = {f"attachment-{n}": file.data for n, file in enumerate(document.attachments)}
        return {"main": _template(), "document.json": typst(content), **images, **attachments}

    def texts(self, files: Mapping[str, bytes]) -> Iterator[str]:
        """All that is to be set: the document's words, and those in drawings."""
        yield files["document.json"].decode("utf-8")
        yield from (image.data.decode("utf-8", "replace") for image in self._images if image.media_type == _SVG)

    def _picture(self, image: Image) -> bytes:
        """A picture's bytes; in a drawing, what the fonts lack is written out as everywhere."""
        if image.media_type != _SVG or not self._lacks:
            return image.data
        text = image.data.decode("utf-8", "replace")
        return self._lacks.sub(lambda match: code_point(match[0]), text).encode("utf-8")

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
            case Math(latex=latex, formula=formula, display=display):
                yield ["math", display, self._text(latex), self._formula(formula)]
            case Footnote(children=children, anchor=anchor):
                yield ["footnote", anchor, self._inlines(children)]

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

    def _formula(self, part: Formula) -> list[Any]:
        return [part.name, dict(part.attributes), self._text(part.text) or list(map(self._formula, part.children))]

    # -- blocks -------------------------------------------------------------------------------------------------------

    def _blocks(self, nodes: Iterable[Block]) -> list[dict[str, Any]]:
        return [set_ for node in nodes for set_ in self._block(node)]

    def _block(self, node: Block) -> Iterator[dict[str, Any]]:
        if isinstance(node, Table):
            for part in fitting(node, self.document.language):
                yield self._table(part)
        elif isinstance(node, Image) and f"image-{len(self._images)}" in self.broken:
            self._images.append(node)
            said = word("hidden_element", self.document.language, kind=node.alt)
            yield from self._block(Note((Text(said),)))
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
            "whole": len(plain(node.children)) < _WHOLE,
            "label": node.label,
            "lang": node.lang,
        }

    def _quote(self, node: Quote) -> dict[str, Any]:
        return {
            "body": self._inlines(node.children),
            "source": self._inlines(node.source),
            "lang": node.lang,
            "whole": len(plain(node.children)) < _WHOLE,
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
            "height": drawing.height,
            "rects": [list(rect) for rect in drawing.rects],
            "lines": [list(line) for line in drawing.lines],
            "labels": [list(label._replace(text=self._text(label.text))) for label in drawing.labels],
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

    _fields: ClassVar[dict[type[Block], Callable[[Any, Any], dict[str, Any]]]] = {
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
