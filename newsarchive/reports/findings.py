"""What the analyst found: Markdown whose numbers, quotes and articles come from the archive.

====================================  =================================================================================
``{{count}}`` ``{{searched}}``        matching articles, articles searched, and matching articles without a date
``{{undated}}``
``{{count:QUESTION}}``                how many articles match another question, asked of the same version
``{{period}}``                        the period of the report in words
``{{quote:ID:WORDS}}``                these words of an article, exactly as they stand in one of its paragraphs
``{{quote:ID:FIRST…LAST}}``           the same, from the first words to the last
``{{quote:ID:3}}``                    the whole third paragraph
``{{article:ID}}``                    the article by title, paper, date and number
====================================  =================================================================================

A quote that is a paragraph by itself is set as one. What an article says never passes through Markdown: the fields are
taken out first and filled in last. Raw HTML is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsarchive.article import Article
from newsarchive.errors import QueryError, UsageError
from newsarchive.reports import cited
from newsarchive.reports.document import (
    Block,
    Cite,
    Code,
    CodeBlock,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Link,
    ListNode,
    Mark,
    Math,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    levelled,
)
from newsarchive.reports.fragments import blocks
from newsarchive.reports.markdown import html
from newsarchive.reports.material import Findings, Found
from newsarchive.reports.recipe import Recipe, period_in_words
from newsarchive.reports.sections.articles import quote
from newsarchive.search.passages import Passage, Place, places, source_span
from newsarchive.text import format_number, nfc

if TYPE_CHECKING:
    from newsarchive.search import Results

_FIELD = re.compile(r"\{\{\s*(?P<name>[a-z]+)\s*(?::(?P<value>.*?))?\s*\}\}", re.DOTALL)
# What stands for a field while Markdown is read: private use, of no writing; in an address in percents.
_HELD = re.compile("(?:\ue000|%EE%80%80)([0-9]+)(?:\ue001|%EE%80%81)")
_NUMBERS: dict[str, Callable[[Results], int]] = {
    "count": lambda results: results.total,
    "searched": lambda results: results.searched,
    "undated": lambda results: results.undated,
}


def read(recipe: Recipe, results: Results) -> Findings:
    """The findings of `recipe` with their fields filled in from `results`.

    Raises `UsageError` for a field that cannot be filled: it names the field and says why.
    """
    if not recipe.findings.strip() or "findings" not in recipe.sections:
        return Findings()
    source = _Source(recipe, results)
    text = _FIELD.sub(source.take, re.sub("[\ue000\ue001]", "\ufffd", recipe.findings))
    made = tuple(_filled(_below(blocks(html(text, markup=False), recipe.language, "press")), source))
    return Findings(made, tuple(source.cited))


def _below(nodes: list[Block]) -> Iterator[Block]:
    """`nodes` with their headings one level down, below that of the section."""
    for node in levelled(nodes):
        yield replace(node, level=min(node.level + 1, 5)) if isinstance(node, Heading) else node


@dataclass(slots=True)
class _Source:
    """The fields of a text, and the archive that fills them in."""

    recipe: Recipe
    results: Results
    fields: list[re.Match[str]] = field(default_factory=list)
    cited: list[Found] = field(default_factory=list)
    _known: dict[str, Found] = field(default_factory=dict)

    def take(self, match: re.Match[str]) -> str:
        """A sign in the place of a field."""
        self.fields.append(match)
        return f"\ue000{len(self.fields) - 1}\ue001"

    def typed(self, text: str) -> str:
        """`text` with its fields as they were typed, as in code, which is not filled in."""
        return _HELD.sub(lambda match: self.fields[int(match[1])][0], text)

    def block(self, number: int) -> Quote | None:
        """Field `number` as a block of its own, where it is a quote."""
        match = self.fields[number]
        return self._quote(match) if match["name"] == "quote" else None

    def inline(self, number: int) -> Inlines:
        """Field `number` inside a line."""
        match = self.fields[number]
        name, value, language = match["name"], match["value"], self.recipe.language
        if name == "count" and value is not None:
            try:
                return (Text(format_number(self.results.ask(value).total, language)),)
            except QueryError as error:
                raise _wrong(match, error.args[0].rstrip(".")) from error
        if name in _NUMBERS and value is None:
            return (Text(format_number(_NUMBERS[name](self.results), language)),)
        if name == "period" and value is None:
            if not self.recipe.period:
                raise _wrong(match, "the report has no period; give one, such as 2012-07")
            return (Text(period_in_words(self.recipe.period, language)),)
        if name == "article" and value:
            return self._article(match)
        if name == "quote" and value:
            quoted = self._quote(match)
            cite = next(piece for piece in quoted.source if isinstance(piece, Cite))
            return (Text("“"), Text(_plain(quoted), quoted.lang), Text("” "), cite)
        raise _wrong(match, "is not known; there are count, searched, undated, period, quote:ID:WORDS and article:ID")

    def _article(self, match: re.Match[str]) -> Inlines:
        found, language = self._found(match, match["value"].strip()), self.recipe.language
        cite = (Text(" "), Cite(f"source-{found.number}", f"[{found.number}]"))
        return (*cited.in_a_sentence(found.article, language), *cite)

    def _quote(self, match: re.Match[str]) -> Quote:
        identity, _, words = (match["value"] or "").partition(":")
        found = self._found(match, identity.strip())
        place, start, end = _stretch(match, found.article, " ".join(nfc(words).split()))
        text = place.field.value[start:end]
        span = source_span(found.article, place.field, start, end)
        return quote(found, Passage(place.where, place.paragraph, text, (), *span), self.recipe.language)

    def _found(self, match: re.Match[str], identity: str) -> Found:
        """The article `identity` under its number: that of the match, or the next one after them."""
        if identity not in self._known:
            there = self.results.snapshot.article(identity)
            if there is None:
                raise _wrong(match, f"the archive has no article {identity or 'without an id'} at this version")
            ids = self.results.ids
            number = ids.index(identity) + 1 if identity in ids else self.results.total + len(self.cited) + 1
            found = Found(number, there, [])
            if number > self.results.total:
                self.cited.append(found)
            self._known[identity] = found
        return self._known[identity]


def _stretch(match: re.Match[str], of: Article, words: str) -> tuple[Place, int, int]:
    """Where `words` stand in the article: the first place that has them."""
    if words.isdecimal():
        number = int(words)
        if not 1 <= number <= len(of.paragraphs):
            raise _wrong(match, f"the article has {len(of.paragraphs)} paragraphs")
        paragraph = of.paragraphs[number - 1]
        return Place("paragraph", number - 1, paragraph), 0, len(paragraph.value)
    first, dots, last = (part.strip() for part in words.partition("…"))
    if first and (last or not dots):
        for place in places(of):
            text = place.field.value
            start = text.find(first)
            end = text.find(last, start + len(first)) if last else start
            if start >= 0 and end >= 0:
                return place, start, end + len(last or first)
    raise _wrong(match, "the article does not have these words; copy them from it, or name the paragraph by its number")


def _wrong(match: re.Match[str], why: str) -> UsageError:
    line = match.string.count("\n", 0, match.start()) + 1
    return UsageError(f"Findings, line {line}, {' '.join(match[0].split())}: {why}.")


# -- filling in -------------------------------------------------------------------------------------------------------


def _filled(nodes: Iterator[Block] | tuple[Block, ...], source: _Source) -> Iterator[Block]:
    for node in nodes:
        match node:
            case Paragraph(children=(Text(text=text),)) if (alone := _HELD.fullmatch(text)) and (
                quoted := source.block(int(alone[1]))
            ):
                yield quoted
            case Paragraph() | Heading() | Quote():
                yield replace(node, children=_line(node.children, source))
            case ListNode(items=items):
                yield replace(node, items=tuple(tuple(_filled(item, source)) for item in items))
            case Table(rows=rows, columns=columns):
                heads = tuple(column._replace(label=source.typed(column.label)) for column in columns)
                cells = tuple(
                    tuple(_line((Text(cell),) if isinstance(cell, str) else cell, source) for cell in row)
                    for row in rows
                )
                yield replace(node, columns=heads, rows=cells)
            case CodeBlock(text=text):
                yield replace(node, text=source.typed(text))
            case _:
                yield node


def _line(children: Inlines, source: _Source) -> Inlines:
    return tuple(piece for child in children for piece in _piece(child, source))


def _piece(child: Inline, source: _Source) -> Iterator[Inline]:
    match child:
        case Text(text=text):
            at = 0
            for held in _HELD.finditer(text):
                yield from (Text(text[at : held.start()]),) if held.start() > at else ()
                yield from source.inline(int(held[1]))
                at = held.end()
            yield from (replace(child, text=text[at:]),) if at < len(text) else ()
        case Code(text=text):
            yield Code(source.typed(text))
        case Link(children=children, address=address):
            yield Link(_line(children, source), source.typed(address))
        case Math(latex=text) if _HELD.search(text):
            yield Code(source.typed(text))
        case (
            Strong(children=children)
            | Emphasis(children=children)
            | Mark(children=children)
            | Footnote(children=children)
        ):
            yield replace(child, children=_line(child.children, source))
        case _:
            yield child


def _plain(quoted: Quote) -> str:
    return "".join(piece.text for piece in quoted.children if isinstance(piece, Text))
