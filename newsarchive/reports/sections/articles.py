"""The articles themselves: with the sentences that match, as quotes alone, or whole."""

from __future__ import annotations

from collections.abc import Iterator

from newsarchive.article import Article, Field
from newsarchive.reports import cited
from newsarchive.reports.document import (
    Block,
    Cite,
    Heading,
    Inlines,
    Paragraph,
    Provenance,
    Quote,
    Text,
    joined,
    marked,
)
from newsarchive.reports.material import Found, Material
from newsarchive.reports.words import word
from newsarchive.search.passages import Passage, source_span
from newsarchive.text import Language, sentences


def articles(m: Material) -> Iterator[Block]:
    """Every match with its quoted passages and where they stand."""
    yield from _opened(m, "articles", "quotes_said")
    for item in m.found:
        yield _title(m, item, anchor=f"article-{item.number}")
        yield Paragraph(_meta(item, m.language), small=True)
        for passage in _quoted(item):
            if passage.where != "title":
                yield quote(item, passage, m.language)


def quotes(m: Material) -> Iterator[Block]:
    """Every sentence with a hit, article after article, without more about them than their number."""
    yield from _opened(m, "quotes", "quotes_said")
    for item in m.found:
        for passage in _quoted(item):
            yield quote(item, passage, m.language)


def full(m: Material) -> Iterator[Block]:
    """Every match whole, with numbered paragraphs and marked hits."""
    yield from _opened(m, "full", "full_said")
    for item in m.found:
        article, lang = item.article, cited.spoken(item.article, m.language)
        yield _title(m, item, anchor=f"text-{item.number}")
        yield Paragraph(_about(article, m.language), small=True)
        if article.lead:
            lead = article.lead.value
            yield Paragraph(marked(lead, m.results.marks(lead, "lead")), "press", lang=lang)
        for number, paragraph in enumerate(article.paragraphs, start=1):
            text = marked(paragraph.value, m.results.marks(paragraph.value))
            yield Paragraph(text, "press", label=str(number), lang=lang)
        if not article.lead and not article.paragraphs:
            yield Paragraph((Text(word("no_paragraphs", m.language)),), small=True)


def quote(item: Found, passage: Passage, language: Language) -> Quote:
    """A passage as it is quoted: word for word, and under it where it stands."""
    article = item.article
    provenance = Provenance(article.id, article.source.sha256, passage.start, passage.end)
    source = (Cite(f"source-{item.number}", f"[{item.number}]"), Text(f", {_place(passage, language)}"))
    return Quote(marked(passage.text, passage.marks), source, provenance, cited.spoken(article, language))


def _opened(m: Material, section: str, said: str) -> Iterator[Block]:
    """The head of a section, and in the first of those that quote, whose the articles are."""
    yield m.heading(section)
    if said == "quotes_said" and not m.results.leaves:
        said = "openings_said"
    yield Paragraph((Text(word(said, m.language)),), small=True)
    if section == next(name for name in m.recipe.sections if name in ("articles", "quotes", "full")):
        yield Paragraph((Text(m.recipe.rights or word("rights", m.language)),), small=True)


def _title(m: Material, item: Found, anchor: str) -> Heading:
    title = item.article.title
    lang = cited.spoken(item.article, m.language) if title else None
    text = (
        marked(title.value, m.results.marks(title.value, "title")) if title else (Text(word("untitled", m.language)),)
    )
    return Heading(2, text, anchor, voice="press", label=str(item.number), lang=lang)


def _about(article: Article, language: Language) -> Inlines:
    """Who, where and when, on one line."""
    lang = cited.spoken(article, language)
    said = [Text(field.value, lang) for field in (article.byline, article.publisher) if field]
    return joined([*((part,) for part in said), (Text(cited.moment(article, language)),)], " · ")


def _meta(item: Found, language: Language) -> Inlines:
    """The line under a title in the list: with the digest, and where in the title there is a hit."""
    said = [word("digest", language, sha256=item.article.source.sha256[:12])]
    said += [_place(passage, language) for passage in item.passages if passage.where == "title"]
    cite = (Text(" · "), Cite(f"source-{item.number}", f"[{item.number}]"))
    return (*_about(item.article, language), Text("".join(f" · {part}" for part in said)), *cite)


def _place(passage: Passage, language: Language) -> str:
    number = "" if passage.paragraph is None else passage.paragraph + 1
    return word(f"in_{passage.where}", language, number=number, start=passage.start, end=passage.end)


def _quoted(item: Found) -> list[Passage]:
    """The sentences with a hit; of an article without any, for the question asked for no word, its first one."""
    return item.passages or [passage for passage in [_opening(item.article)] if passage]


def _opening(article: Article) -> Passage | None:
    """The first sentence of the lead, or of the first paragraph."""
    places: list[tuple[str, int | None, Field[str]]] = [("lead", None, article.lead)] if article.lead else []
    places += [("paragraph", number, paragraph) for number, paragraph in enumerate(article.paragraphs)]
    for where, number, field in places:
        for start, end in sentences(field.value):
            text = field.value[start:end].rstrip()
            if text and field.spans:
                return Passage(where, number, text, (), *source_span(article, field, start, start + len(text)))
    return None
