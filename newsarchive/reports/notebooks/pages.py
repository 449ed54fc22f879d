"""A notebook as a `Document`: its prose, its code and what the code put out, in the order of its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from nbformat import NotebookNode

from newsarchive.reports.document import (
    Block,
    CodeBlock,
    Document,
    Facts,
    Heading,
    Paragraph,
    Text,
    footnotes,
    levelled,
    plain,
)
from newsarchive.reports.fragments import blocks
from newsarchive.reports.markdown import html, with_footnotes
from newsarchive.reports.notebooks.controls import controls
from newsarchive.reports.notebooks.outputs import Outputs, attached
from newsarchive.reports.notebooks.tags import left_out
from newsarchive.reports.words import counted, word
from newsarchive.text import Language, format_day, nfc, vietnamese_density

_VIETNAMESE = 0.08  # the share of Vietnamese letters from which a notebook's prose is Vietnamese; news has 0.2–0.3


def document(notebook: NotebookNode, name: str, without: frozenset[str] = frozenset()) -> Document:
    """`notebook` as a document; `name` is its file's name without the ending.

    `without` are kinds of things that whoever exports it does not want: ``code``, ``output``, ``markdown``, ``raw``
    or ``cell`` (of code).

    The title is the heading that the notebook begins with, or else its metadata's ``title``, or `name`; authors are
    those of its metadata (``authors``, a list of ``{name}``). Its metadata ``newsarchive`` may give ``language``
    (``vi`` or ``en``), ``date`` (ISO 8601) and ``parameters`` (a table of what it was run with). Without the first, the
    letters of the prose say the language; without the second, no date is printed: the clock is never asked.
    """
    language = _language(notebook)
    nodes = levelled([node for cell in _cells(notebook, language, without) for node in cell])
    metadata = notebook.metadata
    title = str(metadata.get("title") or name)
    first = nodes[0] if nodes else None
    if isinstance(first, Heading):
        title = plain(first.children)
        below = [Paragraph((Text(f"[{note.number}] "), *note.children), small=True) for note in footnotes([first])]
        nodes = levelled([*below, *nodes[1:]])
    given = _own(notebook).get("parameters")
    if isinstance(given, Mapping) and given:
        nodes = [Facts(tuple((str(name), (Text(str(value)),)) for name, value in given.items())), *nodes]
    day = _day(_own(notebook).get("date"))
    people = [each for each in metadata.get("authors") or () if isinstance(each, Mapping)]
    authors = ", ".join(str(each["name"]) for each in people if "name" in each)
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


def _cells(notebook: NotebookNode, language: Language, without: frozenset[str]) -> Iterator[list[Block]]:
    """The blocks of each cell, and at the end how many parts the author marked to be left out."""
    numbers = {id(cell): number for number, cell in numbered(notebook)}
    prose = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    sources = dict(zip(map(id, prose), with_footnotes([cell.source for cell in prose]), strict=True))
    notes = count(1)
    state = controls(notebook, language)
    unseen: Counter[str] = Counter()
    for cell in notebook.cells:
        hidden = left_out(cell)
        if "cell" in hidden:
            unseen["cell"] += 1
            continue
        match cell.cell_type:
            case "markdown" if "markdown" not in without:
                yield blocks(html(sources[id(cell)], markup=True), language, "press", attached(cell), notes)
            case "code" if id(cell) in numbers and "cell" not in without:
                if "code" in hidden:
                    unseen["code"] += 1
                elif "code" not in without:
                    yield [CodeBlock(cell.source.strip("\n"))]
                if "output" in hidden and cell.outputs:
                    unseen["output"] += 1
                elif "output" not in without:
                    reader = Outputs(numbers[id(cell)], language, state)
                    yield reader.read(cell.outputs)
            case "raw" if cell.source.strip() and "raw" not in without:
                yield [CodeBlock(cell.source.strip("\n"), "output")]
    if unseen:
        yield [Paragraph((Text(_unseen(unseen, language)),), small=True)]


def _unseen(unseen: Counter[str], language: Language) -> str:
    """What the author marked to be left out, counted."""
    said = [
        counted(f"unseen_{part}", language, unseen[part], count=unseen[part])
        for part in ("cell", "code", "output")
        if unseen[part]
    ]
    return word("unseen", language, parts=", ".join(said))


def numbered(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    """The code cells with something in them, numbered from 1 as a fresh kernel numbers them."""
    code = (cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip())
    return enumerate(code, start=1)


# -- headings ---------------------------------------------------------------------------------------------------------


def _anchored(nodes: list[Block]) -> Iterator[Block]:
    """`nodes` with an anchor on each section, for the contents."""
    number = 0
    for node in nodes:
        if isinstance(node, Heading) and node.level == 1:
            number += 1
            node = replace(node, anchor=f"section-{number}")
        yield node
