"""How an article is named: its title, its date with the page's own label, its place among the sources."""

from __future__ import annotations

import re

from newsarchive.article import Article, Source
from newsarchive.reports.document import Emphasis, Inlines, Text, joined
from newsarchive.reports.words import word
from newsarchive.text import Language, format_day, format_moment

_LANGUAGE = re.compile("[a-z]{2,3}(?![a-z])")  # the first subtag of BCP 47, which is all that Typst takes


def title(article: Article, language: Language) -> str:
    """The article's title, or that it has none."""
    return article.title.value if article.title else word("untitled", language)


def spoken(article: Article, language: Language) -> str | None:
    """The article's language where it is another than the document's; a page may state anything for one."""
    stated = article.language.value if article.language else "vi"
    own = _LANGUAGE.match(stated.lower())
    return None if own is None or own[0] == language else own[0]


def moment(article: Article, language: Language) -> str:
    """The article's date; one that the page calls an update says so."""
    date = article.date
    if date is None:
        return word("no_day", language)
    kind = "published" if article.published else "updated"
    return word(kind, language, moment=format_moment(date.value.at, date.value.precision, language))


def publisher(article: Article, language: Language) -> str:
    return article.publisher.value if article.publisher else word("no_publisher", language)


def found_at(source: Source, language: Language) -> str:
    """Where the source was found; inside a container after ``!/``."""
    path = source.path or word("pasted", language)
    return f"{path}!/{source.member}" if source.member else path


def in_a_sentence(article: Article, language: Language) -> Inlines:
    """“What”, *where*, on which day: as it is named in running text."""
    lang, date = spoken(article, language), article.date
    day = format_day(date.value.at, language) if date else ""
    when = day if article.published else word("updated", language, moment=day) if day else word("no_day", language)
    parts: list[Inlines] = [
        (Text(word("quoted", language, title=title(article, language)), lang if article.title else None),),
        (Emphasis((Text(article.publisher.value, lang),)),) if article.publisher else (),
        (Text(when),),
    ]
    return joined(parts, ", ")
