"""Saved HTML pages: the body by trafilatura, everything else by the rules of text pages, near the title and the end.

What is printed goes before what metadata says; metadata fills what is not printed, and says which element said it.
"""

from __future__ import annotations

from newsarchive.article import Article, Field, Source
from newsarchive.errors import RecordError
from newsarchive.parsing.chrome import is_chrome
from newsarchive.parsing.html.blocks import LEAD, Block, fold, read_blocks
from newsarchive.parsing.html.body import extract_body, find_body, first_of_body
from newsarchive.parsing.html.lead import read_lead
from newsarchive.parsing.html.metadata import read_metadata
from newsarchive.parsing.html.moments import read_moments
from newsarchive.parsing.html.page import Page
from newsarchive.parsing.html.section import read_section
from newsarchive.parsing.html.signatures import read_signatures
from newsarchive.parsing.html.title import read_title
from newsarchive.parsing.html.visible import parse_html
from newsarchive.parsing.pages import read_lines
from newsarchive.parsing.reading import Line, Reading, assemble, date_line, language_of, value_at

_ABOVE = 6
_NEAR = 12
_HEAD = 12
_MAX_HEAD_LINE = 120
_MIN_REPEATED = 60
_MIN_CAPTION = 15
_MAX_ELEMENTS = 50_000
"""Above this, a page is read line by line: trafilatura would take longer than any page is worth."""


def read_html(source: Source, text: str, identity: str) -> Article:
    """The article in the HTML page `text`, with the id `identity`; `Article.text` is the page's visible text.

    Any page with a word on it gives an article; what is missing is a warning. Raises `RecordError` where there is
    none.
    """
    root, warnings = parse_html(text)
    # Held, so that lxml makes its Python object for each element once, and not at every visit.
    elements = [] if root is None else list(root.iter())
    lines = [] if root is None else read_blocks(root)
    about = None if root is None else read_metadata(root)
    if about is None or not (lines or about.titles):
        name = f"{source.path or 'text'}!/{source.member}" if source.member else source.path or "text"
        raise RecordError(name, "holds nothing that can be read as a page; save it again from the browser.")
    visible = "\n".join(line.text for line in lines)
    page = Page(lines, about, Reading(warnings=[*warnings, *about.warnings]))
    texts = extract_body(root) if len(elements) <= _MAX_ELEMENTS else []
    read_title(page, first_of_body(texts, lines))
    body, lost = find_body(texts, lines, page.title + 1)
    page.reading.warnings += lost
    if body and body[0] <= page.title:
        page.title = -1  # the title is printed below the body only
    page.body = tuple(body[_first_paragraph(page, body) :])
    if page.body:
        _read_article(page)
    else:
        page.reading.warnings.append("no body found, read line by line")
        rest = [line for line in lines[page.title + 1 :] if not line.is_link]
        read: list[Line] = [*rest]
        read_lines(read, page.reading)
        taken = set(map(id, rest))
        others = [line for line in lines if id(line) not in taken]
        page.lines[:] = sorted(
            [*others, *(line for line in read if isinstance(line, Block))], key=lambda line: line.start
        )
        read_moments(page.reading, page.about, [line for line in rest if line.label == "date"], (), ())
    _read_metadata(page)
    _label_rest(page)
    return assemble(source, visible, identity, range(len(visible) + 1), page.lines, page.reading)


def _first_paragraph(page: Page, body: list[int]) -> int:
    """How many of the first lines of `body` belong to its head: those down to a date, and the site's own."""
    first = 0
    for place, number in enumerate(body[:_HEAD]):
        line = page.lines[number]
        if len(line.text) > _MAX_HEAD_LINE or line.is_marked(LEAD):
            break
        between = page.lines[number + 1 : body[place + 1]] if place + 1 < len(body) else []
        if date_line(line.parted) or is_chrome(line.text) or any(date_line(other.parted) for other in between):
            first = place + 1
    return first


def _read_article(page: Page) -> None:
    lead = read_lead(page)
    taken = {line.key for line in lead} | {fold(page.reading.title.value) if page.reading.title else ""}
    above = page.lines[max(0, page.title - _ABOVE) : max(0, page.title)][::-1]
    after = [line for line in page.foot if line.start > page.lines[page.body[-1]].start]
    read_moments(page.reading, page.about, [line for line in page.head if line not in lead], above, after)
    read_signatures(page)
    paragraphs: list[Field[str]] = []
    for line in page.head:
        if line.label == "unknown" and _is_caption_above(line):
            line.label = "caption"
            paragraphs.append(value_at(line.text.strip(), line.span, "block of the body"))
    for number in page.body:
        line = page.lines[number]
        key = line.key
        if line.label != "unknown":
            continue
        if key in taken or is_chrome(line.text) or date_line(line.parted):
            line.label = "chrome"
            continue
        if len(key) >= _MIN_REPEATED:
            taken.add(key)  # a page that prints each block twice
        line.label = line.kind
        paragraphs.append(value_at(line.text.strip(), line.span, "block of the body"))
    page.reading.paragraphs = tuple(paragraphs)


def _is_caption_above(line: Block) -> bool:
    """True for the words under a picture above the text."""
    return not line.is_link and line.is_under_picture and len(line.text) >= _MIN_CAPTION and not is_chrome(line.text)


def _read_metadata(page: Page) -> None:
    """Publisher, section, address and language."""
    about, reading = page.about, page.reading
    named = sorted(about.publishers, key=lambda said: "." in said.value and " " not in said.value)
    reading.publisher = next((Field(said.value, (), said.element) for said in named), None)
    reading.url = Field(about.url.value, (), about.url.element) if about.url else None
    read_section(page)
    text = "\n".join(paragraph.value for paragraph in reading.paragraphs)
    reading.language = language_of(text) or next(
        (Field(said.value.split("-")[0].lower(), (), said.element) for said in about.languages), None
    )


def _label_rest(page: Page) -> None:
    """What is left: chrome outside the article and wherever it is a link or known as such, else unknown."""
    start = page.lines[page.title].start if page.title >= 0 else -1
    end = page.lines[page.body[-1]].end if page.body else -1
    title = fold(page.reading.title.value) if page.reading.title else ""
    for line in page.lines:
        outside = bool(page.body) and not start <= line.start < end
        if line.label == "unknown" and (outside or line.is_link or is_chrome(line.text) or line.key == title):
            line.label = "chrome"
