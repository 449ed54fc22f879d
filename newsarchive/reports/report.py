"""From an answer to a Document: what was asked, what was counted over what, and the evidence for each quotation."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from newsarchive.article import Article
from newsarchive.errors import UsageError
from newsarchive.reports import html, typst, words
from newsarchive.reports.document import (
    Attachment,
    Bar,
    BarChart,
    Bibliography,
    Block,
    Column,
    Document,
    Entry,
    Figure,
    Figures,
    Heading,
    Inline,
    Paragraph,
    Quote,
    Run,
    Table,
    inline,
)
from newsarchive.reports.escape import file_stem
from newsarchive.reports.exports import csv_bytes
from newsarchive.reports.files import write_atomically
from newsarchive.search import Passage, Results
from newsarchive.search.counts import Period
from newsarchive.text import LANGUAGES, Language, format_day, format_moment, format_number

Format = Literal["html", "pdf"]
FORMATS: tuple[Format, ...] = ("html", "pdf")

MOST_PASSAGES = 5
"""How many passages of one article are printed; the report says how many more there are."""


@dataclass(frozen=True)
class Report:
    """A report, ready to be written; `document` is the tree that both formats are drawn from."""

    document: Document

    def html(self) -> str:
        """The report as one HTML page without script or network."""
        return html.render(self.document)

    def pdf(self) -> bytes:
        """The report as PDF/A-3a and PDF/UA-1, with rows (CSV) and evidence (JSON) attached."""
        return typst.render(self.document)

    def save(self, folder: str | os.PathLike[str], formats: Iterable[str] = FORMATS) -> list[Path]:
        """Write the report into `folder` under a name from its title; the paths written, in the order of `formats`.

        Raises `UsageError` for an unknown format and `StorageError` where the folder cannot be written to.
        """
        wanted = list(formats)
        for name in wanted:
            if name not in FORMATS:
                raise UsageError(f"{name}: is not a report format; choose {' or '.join(FORMATS)}.")
        stem = file_stem(self.document.title)
        data = {name: self.html().encode() if name == "html" else self.pdf() for name in dict.fromkeys(wanted)}
        return [write_atomically(Path(folder) / f"{stem}.{name}", content) for name, content in data.items()]

    def _repr_html_(self) -> str:
        from newsarchive.reports.escape import html as escaped

        return f"<p><b>{escaped(self.document.title)}</b><br>{escaped(self.document.description)}</p>"


def build(
    found: Results,
    *,
    title: str,
    language: Language = "vi",
    date: date | None = None,
    author: str | None = None,
    full_text: bool = False,
) -> Report:
    """A report on all of `found`. The printed date is `date`, or the day of the archive version.

    Raises `UsageError` for an empty title or an unknown language.
    """
    if not title.strip():
        raise UsageError("The report has no title; give it one.")
    if language not in LANGUAGES:
        raise UsageError(f"{language}: is not a language of reports; choose {' or '.join(LANGUAGES)}.")
    return Report(_Builder(found, language).document(title.strip(), date, author, full_text))


@dataclass(frozen=True, slots=True)
class _Quoted:
    """An article of the report with its number, the passages found in it and how they are dated."""

    number: int
    article: Article
    passages: Sequence[Passage]


class _Builder:
    """Composes the sections; one language, one answer."""

    def __init__(self, found: Results, language: Language) -> None:
        self.found = found
        self.language = language
        self.say = words.table(language)
        self.quoted = [
            _Quoted(number, article, found.passages(article)) for number, article in enumerate(found.articles(), 1)
        ]

    def document(self, title: str, day: date | None, author: str | None, full_text: bool) -> Document:
        found = self.found
        facts = {
            "total": self.figure(found.total),
            "searched": self.figure(found.searched),
            "name": found.archive_name,
            "version": found.archive_version,
            "date": format_day(found.archive_date, self.language),
            "undated": self.figure(found.undated),
        }
        blocks: list[Block] = [self.figures()]
        if found.total:
            blocks += [*self.timeline(), *self.publishers(), *self.articles()]
            if full_text:
                blocks += self.full_texts()
        blocks += self.method(facts)
        if found.total:
            blocks += [*self.bibliography(), *self.evidence()]
        return Document(
            title=title,
            language=self.language,
            date=day or found.archive_date,
            author=author,
            subtitle=(Run(self.say["subtitle"]), Run(found.query, "code")),
            description=self.say["description"].format(**facts),
            running=self.say["running"].format(**facts),
            footer=self.say["footer"].format(**facts),
            contents=found.total > MOST_PASSAGES,
            blocks=tuple(blocks),
            attachments=tuple(self.attachments()),
        )

    # -- numbers ------------------------------------------------------------------------------------------------------

    def figure(self, value: float, decimals: int = 0) -> str:
        return format_number(value, self.language, decimals)

    def figures(self) -> Figures:
        found, say = self.found, self.say
        rate = 1000 * found.total / found.searched if found.searched else 0.0
        return Figures(
            (
                Figure(self.figure(found.total), say["matching"]),
                Figure(self.figure(found.searched), say["searched"]),
                Figure(self.figure(rate, 0 if rate >= 1000 else 1), say["per_thousand"]),
                Figure(self.figure(found.undated), say["undated"]),
            )
        )

    def timeline(self) -> Iterator[Block]:
        """Chart and table by year, or by a finer period where all matches fall within a short time."""
        by, frame = self._periods()
        if not len(frame):
            return
        labels = [self._period(period, by) for period in frame["period"]]
        counts = frame["articles"].tolist()
        most = max(counts)
        facts = {
            "by": self.say[f"by_{by}"],
            "most": self.figure(most),
            "when": labels[counts.index(most)],
            "first": labels[0],
            "last": labels[-1],
        }
        yield Heading(inline(self.say["timeline"]), anchor="timeline")
        bars = tuple(Bar(label, count, self.figure(count)) for label, count in zip(labels, counts, strict=True))
        yield BarChart(bars, self.say["chart_caption"].format(**facts), self.say["chart_alt"].format(**facts))
        columns = (
            Column(self.say["period"], width=1.2),
            *(Column(self.say[name], "right") for name in ("articles", "of", "share")),
        )
        rows = [
            self._counted(label, count, of) for label, count, of in zip(labels, counts, frame["of"].tolist(), strict=True)
        ]
        yield Table(columns, tuple(rows), index=1)

    def _counted(self, label: str, count: int, of: int) -> tuple[Inline, ...]:
        share = self.figure(1000 * count / of, 1) if of else "–"
        return tuple(map(inline, (label, self.figure(count), self.figure(of), share)))

    def _periods(self) -> tuple[Period, Any]:
        """The coarsest period that gives at least four bars, or the month where none does."""
        for by in ("year", "month"):
            frame = self.found.timeline(by)
            if len(frame) >= 4 or by == "month":
                return by, frame
        raise AssertionError

    def _period(self, start: Any, by: Period) -> str:
        if by == "year":
            return str(start.year)
        return f"{start.month}/{start.year}" if self.language == "vi" else f"{start:%b} {start.year}"

    def publishers(self) -> Iterator[Block]:
        frame = self.found.facets("publisher")
        if len(frame) < 2:
            return
        yield Heading(inline(self.say["publishers"]), anchor="publishers")
        rows = [
            (inline(self.say["no_publisher"] if value is None else value), inline(self.figure(count)))
            for value, count in zip(frame["value"].astype(object).where(frame["value"].notna(), None), frame["articles"], strict=True)
        ]
        yield Table((Column(self.say["publisher"], width=3), Column(self.say["articles"], "right")), tuple(rows), index=1)

    # -- articles -----------------------------------------------------------------------------------------------------

    def articles(self) -> Iterator[Block]:
        yield Heading(inline(self.say["found"]), anchor="articles")
        for quoted in self.quoted:
            article = quoted.article
            title = article.title.value if article.title else self.say["no_title"]
            yield Heading((Run(f"{quoted.number}. "), *marked(title, self.found.marks(title))), level=2)
            yield Paragraph(inline(self._about(article)), voice="software", note=True)
            for passage in self._printed(quoted):
                yield Quote(marked(passage.text, passage.marks), self._place(quoted, passage), _language(article))

    def _printed(self, quoted: _Quoted) -> Sequence[Passage]:
        """The passages to print: the title is there already; where nothing else matches, it alone is the evidence."""
        return [passage for passage in quoted.passages if passage.where != "title"][:MOST_PASSAGES]

    def _place(self, quoted: _Quoted, passage: Passage) -> Inline:
        number = None if passage.paragraph is None else passage.paragraph + 1
        where = self.say[f"in_{passage.where}"].format(number=number)
        place = self.say["place"].format(where=where, start=self.figure(passage.start), end=self.figure(passage.end))
        return (Run(f"[{quoted.number}]", href=f"#entry-{quoted.number}"), Run(f" {place}"))

    def _about(self, article: Article) -> str:
        """Publisher, byline and the date as the page labels it."""
        parts = [field.value for field in (article.publisher, article.byline) if field]
        return " · ".join([*parts, self._dated(article)])

    def _dated(self, article: Article) -> str:
        if article.published:
            moment, label = article.published.value, ""
        elif article.updated:
            moment, label = article.updated.value, f"{self.say['updated']} "
        else:
            return self.say["undated_one"]
        return label + format_moment(moment.at, moment.precision, self.language)

    def full_texts(self) -> Iterator[Block]:
        yield Heading(inline(self.say["full_texts"]), anchor="texts")
        yield Paragraph(inline(self.say["rights"]), voice="software", note=True)
        for quoted in self.quoted:
            article = quoted.article
            title = article.title.value if article.title else self.say["no_title"]
            yield Heading(inline(f"{quoted.number}. {title}"), level=2)
            yield Paragraph(inline(self._about(article)), voice="software", note=True)
            if article.lead:
                yield Paragraph(self._marked(article.lead.value, "strong"))
            for paragraph in article.paragraphs:
                yield Paragraph(self._marked(paragraph.value))
            if article.byline:
                yield Paragraph(inline(self.say["byline"].format(names=article.byline.value)), "software", note=True)
            if article.credit:
                yield Paragraph(inline(self.say["credit"].format(credit=article.credit.value)), "software", note=True)

    def _marked(self, text: str, style: Literal["plain", "strong"] = "plain") -> Inline:
        return tuple(run if run.style == "mark" else Run(run.text, style) for run in marked(text, self.found.marks(text)))

    # -- method and evidence ------------------------------------------------------------------------------------------

    def method(self, facts: dict[str, Any]) -> Iterator[Block]:
        say, found = self.say, self.found
        hidden = sum(
            len([passage for passage in quoted.passages if passage.where != "title"]) - len(self._printed(quoted))
            for quoted in self.quoted
        )
        if not found.total:
            yield Heading(inline(say["nothing"]), anchor="nothing")
            yield Paragraph(inline(say["nothing_text"].format(**facts)), "software")
        yield Heading(inline(say["counting"]), anchor="method")
        yield Paragraph(inline(say["counted"].format(question=found.describe(self.language))), "software")
        yield Paragraph(inline(say["counted_over"].format(**facts)), "software")
        if found.total:
            yield Paragraph(inline(say["counted_dates"].format(**facts)), "software")
            listed = say["all_listed"].format(**facts)
            if hidden:
                listed += " " + say["some_quoted"].format(most=MOST_PASSAGES, hidden=self.figure(hidden))
            yield Paragraph(inline(listed), "software")

    def bibliography(self) -> Iterator[Block]:
        yield Heading(inline(self.say["bibliography"]), anchor="bibliography")
        yield Bibliography(tuple(self._entry(quoted) for quoted in self.quoted))

    def _entry(self, quoted: _Quoted) -> Entry:
        """Author, “title”, *publisher*, date, address: the order of Vietnamese newspaper citations."""
        article = quoted.article
        runs: list[Run] = []
        if article.byline:
            runs.append(Run(f"{article.byline.value}, "))
        title = article.title.value if article.title else self.say["no_title"]
        runs.append(Run(self.say["quoted_title"].format(title=title)))
        if article.publisher:
            runs += [Run(", "), Run(article.publisher.value, "emphasis")]
        runs.append(Run(f", {self._dated(article)}"))
        if article.url:
            runs += [Run(", "), Run(article.url.value, href=article.url.value)]
        return Entry(quoted.number, (*runs, Run(".")), f"entry-{quoted.number}")

    def evidence(self) -> Iterator[Block]:
        yield Heading(inline(self.say["evidence"]), anchor="evidence")
        yield Paragraph(inline(self.say["evidence_text"]), "software")
        columns = (
            Column(self.say["number"], "right", 0.45),
            Column(self.say["identity"], width=1.7),
            Column(self.say["source"], width=6),
        )
        rows = tuple(self._row(quoted) for quoted in self.quoted)
        yield Table(columns, rows, index=1)

    def _row(self, quoted: _Quoted) -> tuple[Inline, ...]:
        source = quoted.article.source
        path = f"{source.path}!/{source.member}" if source.member else source.path or self.say["pasted"]
        return (
            inline(self.figure(quoted.number)),
            inline(Run(quoted.article.id, "code")),
            (Run(f"{path}\n"), Run(source.sha256, "code")),
        )

    def attachments(self) -> Iterator[Attachment]:
        yield Attachment("evidence.json", "application/json", self._evidence_json(), self.say["evidence_file"])
        yield Attachment("articles.csv", "text/csv", csv_bytes(self.found), self.say["rows_file"])

    def _evidence_json(self) -> bytes:
        found = self.found
        record = {
            "query": found.query,
            "archive": found.archive_name,
            "archive_version": found.archive_version,
            "total": found.total,
            "searched": found.searched,
            "undated": found.undated,
            "complete": found.complete,
            "articles": [
                {
                    "number": quoted.number,
                    "id": quoted.article.id,
                    "source": quoted.article.source.to_dict(),
                    "passages": [passage._asdict() for passage in quoted.passages],
                }
                for quoted in self.quoted
            ],
        }
        return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def marked(text: str, marks: Sequence[tuple[int, int]]) -> Inline:
    """`text` as runs, with the ranges of `marks` marked."""
    runs: list[Run] = []
    at = 0
    for start, end in marks:
        runs += [Run(text[at:start]), Run(text[start:end], "mark")]
        at = end
    return tuple(run for run in (*runs, Run(text[at:])) if run.text)


def _language(article: Article) -> str | None:
    return article.language.value if article.language else None
