"""Byline and credit of a page: beside the date, under the title, at the end, else from metadata.

Names stand all over a page: menus, tags, voices of the audio player. One is taken where it stands beside the date or
right at the end of the text, where its element is called the author's, or where metadata names the same person.
"""

from __future__ import annotations

import re

from newsarchive.article import Field, Span
from newsarchive.parsing.chrome import is_chrome
from newsarchive.parsing.html.blocks import AUTHOR, RELATED, Block, fold
from newsarchive.parsing.html.metadata import Metadata
from newsarchive.parsing.html.page import Page
from newsarchive.parsing.people import read_signature
from newsarchive.parsing.reading import Line, Reading, sign, value_at
from newsarchive.text import mend

_SENTENCE_END = re.compile(r"[.!?…][\"”’»)]*\s*")
_LABEL = re.compile(
    r"(?:tác\s+giả|người\s+viết|bài\s+viết|phóng\s+viên|(?P<credit>nguồn(?:\s+tin)?))\s*:", re.IGNORECASE
)
_LABELLED = re.compile(r"\s*tác\s+giả\s*[,:]\s", re.IGNORECASE)
_BESIDE = "signature beside the date"
_MAX_SIGNATURE = 120


def read_signatures(page: Page) -> None:
    """Byline and credit: beside the date, under the title, at the end, in the last paragraph, else from metadata."""
    named = {fold(name) for name in _authors(page.about)}
    _sign_head(page, named)
    _sign_end(page, named)
    if page.reading.byline is None:
        _sign_inside(page, named)
    if page.reading.byline is None:
        _sign_by_metadata(page)


def _sign_head(page: Page, named: set[str]) -> None:
    menu = {line.key for line in page.lines[: max(0, page.title)] if line.is_link}
    menu |= {fold(said.value) for said in page.about.sections}
    head = page.head
    for number, line in enumerate(head):
        if number and (label := _LABEL.fullmatch(head[number - 1].text.strip())) and _is_open(line):
            _sign_labelled(page, head[number - 1], line, label["credit"] is not None)
        elif _is_open(line):
            beside = any(other.label == "date" for other in head[max(0, number - 1) : number + 2])
            plain = beside and not line.is_link and line.key not in menu
            rule = _BESIDE if beside else "signature under the title"
            if (plain or _is_evident(line, named)) and sign(line, page.reading, rule):
                _label_affiliation(head, number)
            elif number and head[number - 1].label == "byline" and line.is_marked(AUTHOR):
                _sign_beside(line, page.reading)
    for line in head:
        if page.reading.byline is None and not line.is_link and line.label in ("date", "unknown"):
            _sign_within(line, page.reading)


def _sign_within(line: Block, reading: Reading) -> None:
    """A name that has an author's element of its own on a line that says more: ``Đăng ngày … bởi X 3 bình luận``."""
    bounds = [*(piece.at for piece in line.pieces), len(line.text)]
    for piece, end in zip(line.pieces, bounds[1:], strict=True):
        names = " ".join(filter(None, (piece.element.get("class"), piece.element.get("rel"))))
        text = line.text[piece.at : end]
        if AUTHOR.search(names) and sign(Line(line.start + piece.at, line.start + end, text), reading, _BESIDE):
            return


def _sign_beside(line: Block, reading: Reading) -> None:
    """Another author in an element of the same kind below the first: the byline is both, each at its place."""
    signature = read_signature(line.text)
    first = reading.byline
    if first is None or not first.spans or signature is None or signature.byline is None or signature.credit:
        return
    span = Span(line.start + signature.byline.start, line.start + signature.byline.end)
    name = line.text[signature.byline.start : signature.byline.end]
    if fold(name) in fold(first.value):
        return
    line.label = "byline"
    reading.byline = Field(f"{first.value}, {mend(name)}", (*first.spans, span), first.rule)
    reading.authors += signature.authors


def _label_affiliation(head: list[Block], number: int) -> None:
    """What stands in the same list as a name says who that is: a part, a paper, a place."""
    named = head[number].block
    for line in head[number + 1 :]:
        if named.tag != "li" or line.block.getparent() is not named.getparent() or line.label != "unknown":
            return
        line.label = "byline"


def _sign_labelled(page: Page, label: Block, line: Block, is_credit: bool) -> None:
    """A name in a cell of its own, beside ``Tác giả:`` or ``Nguồn tin:``."""
    if is_credit and page.reading.credit is None:
        label.label = line.label = "credit"
        page.reading.credit = value_at(line.text.strip(), line.span, "line beside its label")
    elif not is_credit and sign(line, page.reading, "line beside its label"):
        label.label = "byline"


def _sign_end(page: Page, named: set[str]) -> None:
    """The last lines of the body upwards while they are signatures, then those after it."""
    end = page.lines[page.body[-1]].end
    inside = [line for line in page.foot if line.end <= end and _is_open(line)]
    after = [line for line in page.foot if line.end > end and _is_open(line) and not line.is_marked(RELATED)]
    while inside and sign(inside[-1], page.reading, "signature on the last line"):
        inside.pop()
    joined = True  # nothing else stands between the text and this line
    for line in after:
        evident = (joined and not line.is_link) or _is_evident(line, named)
        joined = evident and sign(line, page.reading, "signature on the last line") and joined


def _is_open(line: Block) -> bool:
    """True where `line` may still be a signature."""
    return line.label == "unknown" and not is_chrome(line.text) and not line.is_captioned


def _is_evident(line: Block, named: set[str]) -> bool:
    """True where the element round `line` is the author's, a label says so, or metadata names that author."""
    signature = read_signature(line.text)
    if signature is None:
        return False
    name = signature.byline and fold(line.text[signature.byline.start : signature.byline.end])
    return name in named or line.is_marked(AUTHOR) or bool(_LABELLED.match(line.text))


def _sign_inside(page: Page, named: set[str]) -> None:
    """A signature after the last sentence of the last paragraph, in an element of its own or named by metadata."""
    number = next((n for n in reversed(page.body) if page.lines[n].label == "unknown"), None)
    if number is None or page.lines[number].is_caption:
        return
    line = page.lines[number]
    shortest = max(1, len(line.text) - _MAX_SIGNATURE)
    pieces = {piece.at for piece in line.pieces}
    for at in reversed([match.end() for match in _SENTENCE_END.finditer(line.text, shortest)]):
        text = line.text[at:]
        if fold(text) not in named and not (at in pieces and read_signature(text)):
            continue
        if read_signature(text):
            tail = line.cut(at)
            sign(tail, page.reading, "signature at the end of the last paragraph")
            page.lines.insert(number + 1, tail)
        return


def _authors(about: Metadata) -> list[str]:
    """The names that metadata gives for the author and that can be a person's: not an address, not the paper's."""
    return [
        said.value
        for said in about.authors
        if (signature := read_signature(said.value)) and signature.byline and not about.is_site(said.value)
    ]


def _sign_by_metadata(page: Page) -> None:
    names = _authors(page.about)
    said = next((said for said in page.about.authors if said.value in names), None)
    if said:
        same = list(
            dict.fromkeys(s.value for s in page.about.authors if s.element == said.element and s.value in names)
        )
        page.reading.byline = Field(", ".join(same), (), said.element)
        page.reading.authors = tuple(
            author for value in same if (signature := read_signature(value)) for author in signature.authors
        )
