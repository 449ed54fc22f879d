"""A report: an answer as a document that can be handed over and checked line by line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from newsarchive.errors import UsageError
from newsarchive.reports import sections
from newsarchive.reports.document import Attachment, Block, Document, Entry
from newsarchive.reports.escape import file_stem
from newsarchive.reports.files import write
from newsarchive.reports.sections import Found
from newsarchive.reports.spreadsheets import csv_rows
from newsarchive.reports.timeline import over_time
from newsarchive.reports.words import word
from newsarchive.text import LANGUAGES, Language, format_day, nfc

if TYPE_CHECKING:
    from newsarchive.search import Results

Format = Literal["html", "pdf"]
FORMATS: tuple[str, ...] = get_args(Format)
PDF_ARTICLES = 3_000
"""Setting this many whole articles takes some 6 GB of memory."""


@dataclass(frozen=True)
class Report:
    """A finished report. `document` is what it says; HTML and PDF are made of it when asked for."""

    document: Document

    def html(self) -> str:
        """The report as one HTML file."""
        from newsarchive.reports.html import render

        return render(self.document)

    def pdf(self) -> bytes:
        """The report as PDF/A-3a and PDF/UA-1. Raises `UsageError` for more articles than memory can set at once."""
        from newsarchive.reports.typst import render

        articles = sum(isinstance(node, Entry) for node in self.document.nodes)
        if articles > PDF_ARTICLES:
            raise UsageError(
                f"{self.document.title}: a PDF holds up to {PDF_ARTICLES:,} articles and this report has {articles:,}; "
                "write HTML, or ask a narrower question."
            )

        return render(self.document)

    def save(self, folder: str | Path, formats: Sequence[str] = FORMATS) -> list[Path]:
        """Write the report into `folder`, one file a format, named after its title; the files, in the same order.

        A file of that name is replaced, whole. Raises `UsageError` for another format, `StorageError` where the folder
        cannot be written; nothing half-written is left. What was written before a format that fails stays.
        """
        if unknown := [name for name in formats if name not in FORMATS]:
            raise UsageError(f"{unknown[0]}: is not a report format; choose {' or '.join(FORMATS)}.")
        stem = file_stem(self.document.title, "report")
        made = {"html": lambda: self.html().encode("utf-8"), "pdf": self.pdf}
        return [write(Path(folder) / f"{stem}.{name}", made[name]()) for name in dict.fromkeys(formats)]

    def __repr__(self) -> str:
        return f"Report({self.document.title!r}, {self.document.byline!r})"


def build(
    results: Results,
    *,
    title: str,
    language: Language = "vi",
    date: Date | None = None,
    author: str | None = None,
    full_text: bool = False,
) -> Report:
    """A report on `results`. `date` is the printed date, by default that of the archive version.

    Raises `UsageError` for a title without a letter or an unknown language.
    """
    title = " ".join(nfc(title).split())
    if not title:
        raise UsageError("The report has no title; give it one, such as the question in plain words.")
    if language not in LANGUAGES:
        raise UsageError(f"{language}: is not a language of reports; choose {' or '.join(LANGUAGES)}.")
    found = sections.gather(results)
    nodes: list[Block] = [*sections.summary(results, language), *sections.method(results, language)]
    if found:
        nodes += over_time(results, language)
        nodes += sections.articles(results, found, language)
        if full_text:
            nodes += sections.full_texts(results, found, language)
        nodes += sections.bibliography(found, language)
        nodes += sections.evidence(results, found, language, number=2)
    day = date or results.archive_date
    running = word("running", language, name=results.archive_name, version=results.archive_version)
    return Report(
        Document(
            title=title,
            language=language,
            day=day,
            kind=word("kind", language),
            byline=" · ".join(filter(None, (author, format_day(day, language), running))),
            running=running,
            nodes=tuple(nodes),
            author=author,
            attachments=(
                Attachment(
                    "evidence.json",
                    "application/json",
                    json.dumps(_evidence(results, found), ensure_ascii=False, indent=1).encode("utf-8"),
                    word("evidence_file", language),
                ),
                Attachment(
                    "rows.csv",
                    "text/csv",
                    b"".join(csv_rows(results.frames(), texts=False)),
                    word("rows_file", language),
                ),
            ),
        )
    )


def _evidence(results: Results, found: Sequence[Found]) -> dict[str, Any]:
    """All that a program needs to check the report: the question, the totals, every article with every passage."""
    return {
        "newsarchive": version("newsarchive"),
        "query": results.query,
        "archive": results.archive_name,
        "archive_version": results.archive_version,
        "archive_date": results.archive_date.isoformat(),
        "sort": results.sort,
        "total": results.total,
        "searched": results.searched,
        "undated": results.undated,
        "complete": results.complete,
        "articles": [_article(item) for item in found],
    }


def _article(item: Found) -> dict[str, Any]:
    record = item.article.to_dict()
    names = ("id", "title", "byline", "publisher", "published", "updated", "url", "source")
    publisher = item.article.publisher
    return {
        "number": item.number,
        **{name: record[name] for name in names},
        "publisher_rule": publisher.rule if publisher else None,
        "passages": [{**p._asdict(), "marks": [list(mark) for mark in p.marks]} for p in item.passages],
    }
