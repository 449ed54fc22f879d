"""The lines of an HTML page with the elements they stand in, and what those say about them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field
from itertools import islice

from newsarchive.article import LabelName
from newsarchive.parsing.html.visible import INLINE, Element, Piece, lineage, visible_lines
from newsarchive.parsing.reading import CAPTION, Line
from newsarchive.parsing.shapes import is_closed
from newsarchive.text import mend, plain_key

# Names that sites give to the elements of a part, in class, id, itemprop or rel.
AUTHOR = re.compile(r"author|byline|tac-?gia|nguoi-?viet|reporter|writer|journalist|signature|but-?danh", re.IGNORECASE)
LEAD = re.compile(
    r"(?:^|[\s_-])(?:sapo|sub-?title|intro|introtext|dek|mo-?ta|lead|summary|hometext|phead|brief(?:-?content)?|desc|description|standfirst|chapeau|excerpt|"
    r"tom-?tat)(?:$|[\s_-])",
    re.IGNORECASE,
)
CRUMBS = re.compile(r"crumb|duong-?dan|(?:^|[\s_-])(?:bc|bred|chuyen-?muc)(?:$|[\s_-])", re.IGNORECASE)
CATEGORY = re.compile(
    r"(?:^|[\s_-])(?:p?cate?|category|cat-?name|zone|zone-?name|channel-?name|section|articlesection|rubric|folder|chuyen-?muc)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
RELATED = re.compile(
    r"related|lien-?quan|tin-?khac|cung-?chuyen-?muc|read-?more|most-?(?:read|viewed)|inner-article|bv-lq|newsletter|promo|subscri",
    re.I,
)
STAMP = re.compile(r"location|place(?!holder)|stamp|dateline|dia-?danh", re.IGNORECASE)
_CAPTION = re.compile(r"caption|chu-?thich|(?:photo|image|pic)-?desc", re.IGNORECASE)
_LARGE = re.compile(r"\+[1-9]|[4-7]")
_BIG = re.compile(
    r"font-size\s*:\s*(?:1[6-9]|[2-9]\d)(?:\.\d+)?\s*(?:px|pt)|font-size\s*:\s*(?:x-large|xx-large|large)", re.I
)
_BOXES = frozenset({"table", "tbody", "tr", "td", "div", "figure", "center", "p"})
_CRUMB_DEPTH = 6  # elements
_BOX_DEPTH = 6
_MAX_CAPTION = 300
_AROUND_PICTURE = 5  # elements
_BESIDE = 60  # letters beside a caption in its box: the photographer
_BOX = re.compile(
    r"(?:^|[\s_-])(?:box(?:ed)?|info-?box|note|aside|hop-?tin|factbox|highlight)(?:$|[\s_-])", re.IGNORECASE
)
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_MAX_HEADING = 120
_BETWEEN = re.compile(r"[\W_]+")
_TEXT_TAGS = frozenset({"p", "h2", "h3", "h4", "h5", "h6", "blockquote", "li"})


@dataclass(slots=True)
class Block(Line):
    """A visible line and the pieces it is made of.

    `is_link` is True where all of it leads elsewhere: navigation, a tag, a related headline; `heading` is the ``h1``
    it stands in; `key` is how the same words are known again; `pictured` are the page's elements with a picture, and
    `names` what it calls those that were asked for.
    """

    pieces: tuple[Piece, ...] = ()
    is_link: bool = False
    heading: Element | None = None
    key: str = ""
    pictured: Set[Element] = frozenset()
    names: dict[Element, str] = field(default_factory=dict)
    _is_under_picture: bool | None = None

    @property
    def home(self) -> Element:
        """The element whose children the paragraphs are: the same for all lines of one body."""
        element = self.block
        parent = element.getparent()
        return parent if element.tag in _TEXT_TAGS and parent is not None else element

    @property
    def block(self) -> Element:
        """The innermost block element that the line begins in."""
        element = self.pieces[0].element
        while element.tag in INLINE and element.getparent() is not None:
            element = element.getparent()
        return element

    @property
    def parted(self) -> str:
        """The text with a tab for the space at which another element begins: style may part these."""
        text = self.text
        for piece in self.pieces:
            if 0 < piece.at < len(text) and text[piece.at - 1] == " ":
                text = f"{text[: piece.at - 1]}\t{text[piece.at :]}"
        return text

    @property
    def is_box(self) -> bool:
        """True in a box of the article, set apart from its text."""
        around = lineage(self.block, _BOX_DEPTH)
        return any(_BOX.search(element.get("class") or "") for element in around) and not self.is_marked(RELATED)

    @property
    def is_crumb(self) -> bool:
        """True for a part of the way to the page's section, in however many elements each part stands."""
        return self._marked(CRUMBS, _CRUMB_DEPTH) is not None

    @property
    def is_bold(self) -> bool:
        """True where all of the line is set as a heading or in bold."""
        return self._is_all(lambda element: element.tag in ("strong", "b", "h2", "h3"))

    @property
    def kind(self) -> LabelName:
        """What a line of the body is: caption, quote, box, sub-heading, or body."""
        around = list(lineage(self.block, 4))
        if self.is_caption:
            return "caption"
        if any(element.tag in ("blockquote", "q") for element in around):
            return "quote"
        if self.is_box:
            return "box"
        is_heading = self.block.tag in _HEADINGS or (self.is_bold and len(self.text) <= _MAX_HEADING)
        return "heading" if is_heading and not is_closed(self.text) else "body"

    @property
    def is_italic(self) -> bool:
        """True where all of the line is set in italics."""
        return self._is_all(lambda element: element.tag in ("em", "i"))

    @property
    def is_large(self) -> bool:
        """True where all of the line is set in large type, as old pages set their headlines."""
        return self._is_all(_is_large)

    def _is_all(self, is_set: Callable[[Element], bool]) -> bool:
        """True where each piece of the line stands in an element that `is_set`."""
        return all(any(map(is_set, lineage(piece.element, 4))) for piece in self.pieces)

    @property
    def around(self) -> Iterator[Element]:
        """The innermost elements round the beginning of the line."""
        return lineage(self.pieces[0].element, 4)

    @property
    def is_caption(self) -> bool:
        """True for the words under a picture."""
        return self.is_under_picture or bool(CAPTION.fullmatch(self.text.strip()))

    @property
    def is_under_picture(self) -> bool:
        """True where the page sets the line under a picture: in a caption, or in the picture's own cell or box."""
        if self._is_under_picture is None:
            self._is_under_picture = self._stands_under_picture()
        return self._is_under_picture

    def _stands_under_picture(self) -> bool:
        if self.is_captioned:
            return True
        length = len(self.text)
        if length > _MAX_CAPTION or not self.pictured:
            return False
        block = self.block
        return any(
            e in self.pictured and _is_picture(e, length) and _is_below_picture(block, e) for e in lineage(block, 4)
        )

    @property
    def is_captioned(self) -> bool:
        """True where the page calls the line a caption."""
        return any(e.tag == "figcaption" for e in lineage(self.block, 3)) or self.is_marked(_CAPTION)

    def is_marked(self, pattern: re.Pattern[str]) -> bool:
        """True where an element round the line carries a name that `pattern` knows."""
        return self.marked(pattern) is not None

    def marked(self, pattern: re.Pattern[str]) -> Element | None:
        """The innermost of the three elements round the line whose class, id, itemprop, rel or type `pattern` knows."""
        return self._marked(pattern, 3)

    def _marked(self, pattern: re.Pattern[str], depth: int) -> Element | None:
        for element in lineage(self.pieces[0].element, depth):
            names = self.names.get(element)
            if names is None:  # asked for many lines, and many patterns
                names = self.names[element] = _names_of(element)
            if names and pattern.search(names):
                return element
        return None


def _is_large(element: Element) -> bool:
    size = element.get("size") or ""
    return (element.tag == "font" and bool(_LARGE.fullmatch(size.strip()))) or bool(
        _BIG.search(element.get("style") or "")
    )


def _is_picture(element: Element, length: int) -> bool:
    """True for a cell or box that holds hardly more words than `length` letters."""
    if element.tag not in _BOXES:
        return False
    words = 0
    for text in element.itertext():
        words += len(text.strip())
        if words > length + _BESIDE:
            return False
    return True


def _is_below_picture(block: Element, box: Element) -> bool:
    """True unless `block` stands above the first picture of `box`."""
    return box is block or next((e for e in box.iter() if e is block or e.tag == "img"), block) is not block


def _names_of(element: Element) -> str:
    """What a page calls `element`, one name after the other."""
    return "  ".join(value for name in ("class", "id", "itemprop", "rel", "type") if (value := element.get(name)))


def read_blocks(root: Element) -> list[Block]:
    """The visible lines of the page; laid end to end with line ends between them they are the article's text."""
    blocks: list[Block] = []
    names: dict[Element, str] = {}
    at = 0
    pictured = {box for picture in root.iter("img") for box in islice(picture.iterancestors(), _AROUND_PICTURE)}
    for line in visible_lines(root):
        end = at + len(line.text) + 1
        key = _BETWEEN.sub("", line.text).casefold()  # it is NFC already
        block = Block(at, end, line.text, "unknown", line.pieces, line.is_link, line.heading, key, pictured, names)
        blocks.append(block)
        at = end
    if blocks:
        blocks[-1].end -= 1
    return blocks


def fold(text: str) -> str:
    """`text` by its letters and digits alone, in lower case: how the same words are known again."""
    return _BETWEEN.sub("", mend(text)).casefold()


def plain(text: str) -> str:
    """`text` folded, and without accents."""
    return fold(" ".join(map(plain_key, text.split())))
