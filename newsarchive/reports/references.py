"""Matches as references for LaTeX (BibTeX) and for reference managers (RIS)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from newsarchive.article import Article
from newsarchive.reports.cited import found_at, moment
from newsarchive.reports.escape import latex, one_line
from newsarchive.text import name_form

if TYPE_CHECKING:
    from newsarchive.search import Results

_ADDRESS = "%/:=&?~#+!$,;'@()*[]"  # what an address may hold as it is; braces and backslashes would end the field


def bibtex(results: Results) -> Iterator[bytes]:
    """One ``@article`` each, by id; a date that the page calls an update says so in ``note``."""
    return (f"{_bibtex(article)}\n".encode() for article in results.articles())


def ris(results: Results) -> Iterator[bytes]:
    """One ``TY  - NEWS`` record each."""
    return (f"{line}\r\n".encode() for article in results.articles() for line in _ris(article))


def _bibtex(article: Article) -> str:
    day = article.date.value.at if article.date else None
    fields = {
        # Double braces keep a name whole: Vietnamese names begin with the family name, and BibTeX would turn them.
        "author": " and ".join(f"{{{latex(name_form(author.name))}}}" for author in article.authors),
        "title": f"{{{latex(article.title.value)}}}" if article.title else "",
        "journal": f"{{{latex(article.publisher.value)}}}" if article.publisher else "",
        "date": day.strftime("%Y-%m-%d") if day else "",
        "year": str(day.year) if day else "",
        "month": str(day.month) if day else "",
        "note": "" if article.published or not day else latex(moment(article, "vi")),
        "url": quote(one_line(article.url.value), safe=_ADDRESS) if article.url else "",
        "langid": {"vi": "vietnamese", "en": "english"}.get(article.language.value, "") if article.language else "",
        "annotation": latex(f"sha256:{article.source.sha256} {found_at(article.source, 'vi')}"),
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@article{{{article.id},\n{body}}}\n"


def _ris(article: Article) -> Iterator[str]:
    yield "TY  - NEWS"
    yield f"ID  - {article.id}"
    for author in article.authors:
        yield f"AU  - {one_line(name_form(author.name))}"
    for tag, field in (("TI", article.title), ("T2", article.publisher), ("SE", article.section)):
        if field:
            yield f"{tag}  - {one_line(field.value)}"
    if article.date:
        day = article.date.value.at
        yield f"PY  - {day.year}"
        yield f"DA  - {day:%Y/%m/%d}"
        if not article.published:
            yield f"N1  - {moment(article, 'vi')}"
    for tag, field in (("LA", article.language), ("UR", article.url), ("AB", article.lead)):
        if field:
            yield f"{tag}  - {one_line(field.value)}"
    yield f"N1  - sha256:{article.source.sha256} {one_line(found_at(article.source, 'vi'))}"
    yield "ER  - "
    yield ""
