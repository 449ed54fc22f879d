"""Articles as references: for LaTeX (BibTeX), for reference managers (RIS), and for citation processors (CSL-JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from newsarchive.article import Article
from newsarchive.reports.cited import found_at, moment
from newsarchive.reports.escape import latex, one_line
from newsarchive.reports.words import word
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


def csl(results: Results) -> Iterator[bytes]:
    """A JSON array of the items of `csl_item`, one a line."""
    begun = False
    for article in results.articles():
        yield f"{',' if begun else '['}\n{json.dumps(csl_item(article), ensure_ascii=False)}".encode()
        begun = True
    yield b"\n]\n" if begun else b"[]\n"


def csl_item(article: Article) -> dict[str, Any]:
    """The article as CSL-JSON has it; ``status`` says where its date is that of an update.

    Vietnamese names begin with the family name and are not turned: they are ``literal``.
    """
    day = article.date.value.at if article.date else None
    item: dict[str, Any] = {
        "id": article.id,
        "type": "article-newspaper",
        "author": [{"literal": name_form(author.name)} for author in article.authors],
        "title": article.title and article.title.value,
        "container-title": article.publisher and article.publisher.value,
        "section": article.section and article.section.value,
        "issued": day and {"date-parts": [[day.year, day.month, day.day]]},
        "status": day and not article.published and word("status_updated", "vi"),
        "URL": article.url and article.url.value,
        "language": article.language and article.language.value,
        "abstract": article.lead and article.lead.value,
        "note": f"sha256:{article.source.sha256} {found_at(article.source, 'vi')}",
    }
    return {name: value for name, value in item.items() if value}


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
