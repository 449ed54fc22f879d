"""The bibliography: articles in the style of ``look/vietnamese.csl``, set by a citation processor.

The processor decides on order, punctuation, quotation marks, italics and the form of a date. What an article says never
passes through it, for it would read tags in a title and turn its quotation marks: signs stand for the values, and are
filled in afterwards, character for character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsarchive.article import Article
from newsarchive.reports import cited
from newsarchive.reports.document import Emphasis, Entry, Inline, Inlines, Link, Text
from newsarchive.reports.references import csl_item
from newsarchive.reports.words import word
from newsarchive.text import Language

if TYPE_CHECKING:
    from citeproc import CitationStylesStyle

_LOCALES: dict[Language, str] = {"vi": "vi-VN", "en": "en-US"}
_NAMES = ("author", "title", "container-title", "annote", "URL")  # the values that signs stand for, by their number
_SIGN = re.compile("\ue000([0-9])\ue001")  # private use, of no writing; the processor's own words have none
_SLANTED = re.compile("<i>(.*?)</i>")


def entries(articles: Sequence[tuple[int, Article]], language: Language) -> Iterator[Entry]:
    """Each article under its number: who, “what”, *where*, when, how the paper's name is known, address."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    items = [{**_item(article, language), "id": str(number)} for number, article in articles]
    book = CitationStylesBibliography(_style(language), CiteProcJSON(items), formatter.html)
    for number, _ in articles:
        book.register(Citation([CitationItem(str(number))]))
    for (number, article), said in zip(articles, book.bibliography() if items else (), strict=True):
        yield Entry(f"source-{number}", f"[{number}]", _filled(str(said), _values(article, language)))


@cache
def _style(language: Language) -> CitationStylesStyle:
    from citeproc import CitationStylesStyle

    path = Path(__file__).parent / "look" / "vietnamese.csl"
    return CitationStylesStyle(str(path), locale=_LOCALES[language], validate=False)


def _item(article: Article, language: Language) -> dict[str, Any]:
    """What the processor gets to see: signs, and the date with its label."""
    signs: dict[str, Any] = {
        name: f"\ue000{_NAMES.index(name)}\ue001" for name, value in _values(article, language).items() if value
    }
    if "author" in signs:
        signs["author"] = [{"literal": signs["author"]}]
    item = csl_item(article)
    if "status" in item:
        signs["status"] = word("status_updated", language)
    return {"type": item["type"], **({"issued": item["issued"]} if "issued" in item else {}), **signs}


def _values(article: Article, language: Language) -> dict[str, Inlines]:
    """What the signs stand for."""
    lang = cited.spoken(article, language)
    publisher, url = article.publisher, article.url
    annote: Inlines = ()
    if not publisher or not publisher.spans:
        annote = (Text(word("said_by" if publisher else "no_publisher", language)),)
    return {
        "author": (Text(article.byline.value, lang),) if article.byline else (),
        "title": (Text(cited.title(article, language), lang if article.title else None),),
        "container-title": (Text(publisher.value, lang),) if publisher else (),
        "annote": annote,
        "URL": (Link((Text(url.value),), url.value),) if url else (),
    }


def _filled(said: str, values: dict[str, Inlines]) -> Inlines:
    """What the processor set, with the values in their places."""
    pieces: list[Inline] = []
    at = 0
    for slanted in _SLANTED.finditer(said):
        pieces += _pieces(said[at : slanted.start()], values)
        pieces.append(Emphasis(tuple(_pieces(slanted[1], values))))
        at = slanted.end()
    return (*pieces, *_pieces(said[at:], values))


def _pieces(said: str, values: dict[str, Inlines]) -> Iterator[Inline]:
    at = 0
    for sign in _SIGN.finditer(said):
        if sign.start() > at:
            yield Text(said[at : sign.start()])
        yield from values[_NAMES[int(sign[1])]]
        at = sign.end()
    if at < len(said):
        yield Text(said[at:])
