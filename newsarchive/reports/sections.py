"""The sections of a report, each made of `Results` alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsarchive.article import Article, Field
from newsarchive.reports import cited
from newsarchive.reports.document import (
    Block,
    Cell,
    Cite,
    Code,
    Column,
    Facts,
    Figure,
    Heading,
    Inlines,
    Note,
    Numbers,
    Paragraph,
    Provenance,
    Quote,
    Table,
    Text,
    joined,
    marked,
)
from newsarchive.reports.words import counted, word
from newsarchive.search.passages import Passage, source_span
from newsarchive.text import Language, format_day, format_number, sentences

if TYPE_CHECKING:
    from newsarchive.search import Results


class Found(NamedTuple):
    """A matching article, its number in the report, and its passages with a hit."""

    number: int
    article: Article
    passages: list[Passage]


def gather(results: Results) -> list[Found]:
    """All matches in order; read once, since every section needs them."""
    return [
        Found(number, article, results.passages(article)) for number, article in enumerate(results.articles(), start=1)
    ]


def counted_over(results: Results) -> Provenance:
    """What every number of the report was counted over."""
    return Provenance(query=results.query, archive_version=results.archive_version)


def rate(results: Results) -> tuple[Literal["rate", "percent"], int]:
    """How shares are given: per 1,000 articles, or in per cent where the archive has fewer; the word and the factor."""
    return ("rate", 1000) if results.searched >= 1000 else ("percent", 100)


def _section(key: str, language: Language) -> Heading:
    return Heading(1, (Text(word(key, language)),), anchor=key)


def summary(results: Results, language: Language) -> Iterator[Block]:
    """The totals in big figures, and plain words where there is nothing to show."""
    total, searched, undated = results.total, results.searched, results.undated
    figures = [
        Figure(format_number(total, language), counted("matching", language, total)),
        Figure(format_number(searched, language), counted("searched", language, searched)),
    ]
    if total:
        unit, per = rate(results)
        figures.append(Figure(format_number(per * total / searched, language, 1), word(unit, language)))
        figures.append(Figure(format_number(undated, language), counted("undated", language, undated)))
    yield Numbers(tuple(figures))
    if not total:
        said = counted("nothing", language, searched, searched=format_number(searched, language))
        yield Note((Text(said if searched else word("empty", language)),))


def method(results: Results, language: Language) -> Iterator[Block]:
    """The question as typed and in words, and what was counted over what."""
    total, searched = format_number(results.total, language), format_number(results.searched, language)
    day = format_day(results.archive_date, language)
    name, version = results.archive_name, results.archive_version
    facts: list[tuple[str, Inlines]] = [
        ("asked", (Code(results.query),)),
        ("meaning", (Text(results.describe(language)),)),
        ("answer", (Text(counted("answer_said", language, results.total, total=total, searched=searched)),)),
        ("archive", (Text(word("archive_said", language, name=name, version=version, day=day)),)),
        ("counting", (Text(word("counting_said", language)),)),
        *((("left_out", (Text("; ".join(left_out)),)),) if (left_out := _left_out(results, language)) else ()),
        ("dates", (Text(word("dates_said", language, undated=format_number(results.undated, language))),)),
        ("order", (Text(word(f"order_{results.sort}", language)),)),
    ]
    yield _section("method", language)
    yield Facts(tuple((word(key, language), said) for key, said in facts))


def _left_out(results: Results, language: Language) -> list[str]:
    """What of the archive was not searched, in words; nothing where all of it was."""
    numbers = {"withdrawn": results.withdrawn, "superseded": results.superseded}
    return [
        counted(key, language, number, count=format_number(number, language))
        for key, number in numbers.items()
        if number
    ]


def articles(results: Results, found: Sequence[Found], language: Language) -> Iterator[Block]:
    """Every match with its quoted passages and where they stand."""
    yield _section("articles", language)
    yield Paragraph((Text(word("articles_said", language)),), small=True)
    for item in found:
        yield _heading(results, item, language, anchor=f"article-{item.number}")
        yield Paragraph(_meta(item, language), small=True)
        quoted = [passage for passage in item.passages if passage.where != "title"]
        if not item.passages:
            quoted = [passage for passage in [_opening(item.article)] if passage]
        for passage in quoted:
            yield _quote(item, passage, language)


def full_texts(results: Results, found: Sequence[Found], language: Language) -> Iterator[Block]:
    """Every match whole, with numbered paragraphs and marked hits."""
    yield _section("full", language)
    yield Paragraph((Text(word("full_said", language)),), small=True)
    for item in found:
        article, lang = item.article, cited.spoken(item.article, language)
        yield _heading(results, item, language, anchor=f"text-{item.number}")
        yield Paragraph(_about(article, language), small=True)
        if article.lead:
            yield Paragraph(marked(article.lead.value, results.marks(article.lead.value, "lead")), "press", lang=lang)
        for number, paragraph in enumerate(article.paragraphs, start=1):
            text = marked(paragraph.value, results.marks(paragraph.value))
            yield Paragraph(text, "press", label=str(number), lang=lang)
        if not article.lead and not article.paragraphs:
            yield Paragraph((Text(word("no_paragraphs", language)),), small=True)


def bibliography(found: Sequence[Found], language: Language) -> Iterator[Block]:
    yield _section("bibliography", language)
    for item in found:
        yield cited.entry(item.article, item.number, language)


def evidence(results: Results, found: Sequence[Found], language: Language, number: int) -> Iterator[Block]:
    """By which bytes each article can be checked; the section's table is table `number` of the report."""
    yield _section("evidence", language)
    yield Paragraph((Text(word("evidence_said", language)),), small=True)
    names = ("column_id", "column_sha256", "column_source")
    ordinal = Column(word("column_ordinal", language), "number")
    columns = (ordinal, *(Column(word(name, language), "code") for name in names))
    shares = (columns[0], columns[1]._replace(share=0.9), columns[2]._replace(share=1.6), columns[3])
    rows: list[tuple[Cell, ...]] = []
    for item in found:
        source = item.article.source
        cite = (Cite(f"article-{item.number}", str(item.number)),)
        rows.append((cite, item.article.id, source.sha256, cited.found_at(source, language)))
    caption = word("evidence_table", language, number=number)
    yield Table(shares, tuple(rows), caption, counted_over(results))


def _heading(results: Results, item: Found, language: Language, anchor: str) -> Heading:
    title = item.article.title
    lang = cited.spoken(item.article, language) if title else None
    text = marked(title.value, results.marks(title.value)) if title else (Text(word("untitled", language)),)
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


def _quote(item: Found, passage: Passage, language: Language) -> Quote:
    article = item.article
    provenance = Provenance(article.id, article.source.sha256, passage.start, passage.end)
    source = (Cite(f"source-{item.number}", f"[{item.number}]"), Text(f", {_place(passage, language)}"))
    return Quote(marked(passage.text, passage.marks), source, provenance, cited.spoken(article, language))


def _place(passage: Passage, language: Language) -> str:
    number = "" if passage.paragraph is None else passage.paragraph + 1
    return word(f"in_{passage.where}", language, number=number, start=passage.start, end=passage.end)


def _opening(article: Article) -> Passage | None:
    """The first sentence, to quote where the question asked for no word: of the lead, or of the first paragraph."""
    places: list[tuple[str, int | None, Field[str]]] = [("lead", None, article.lead)] if article.lead else []
    places += [("paragraph", number, paragraph) for number, paragraph in enumerate(article.paragraphs)]
    for where, number, field in places:
        for start, end in sentences(field.value):
            text = field.value[start:end].rstrip()
            if text and field.spans:
                return Passage(where, number, text, (), *source_span(article, field, start, start + len(text)))
    return None
