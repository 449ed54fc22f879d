"""Answers and articles as the screen shows them: plain values, formatted in the reader's language.

Marked text goes out as *runs*: pieces that alternate between plain and marked, beginning with a plain one, so that
nobody has to count characters twice (JavaScript counts them differently).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from newsarchive.article import Article, Field, Moment, Span, explain
from newsarchive.text import Language, format_day, format_moment, format_number, visible
from newsarchive.widgets.asking import asks_everything
from newsarchive.widgets.words import counted, word

if TYPE_CHECKING:
    from newsarchive.search import Hit, Results, Snippet
    from newsarchive.store.anchors import Place

Runs = list[str]
_BEFORE_MARK = 30
_TITLE = 400  # signs of a title in a list, which shows two lines of it; the reader has the whole


def runs(text: str, marks: Iterable[tuple[int, int]]) -> Runs:
    """`text` cut at its marks: plain, marked, plain, …; control characters are shown by name."""
    cuts = [0, *(place for mark in marks for place in mark), len(text)]
    return [visible(text[start:end]) for start, end in pairwise(cuts)]


def pieces(
    text: str, hits: Sequence[tuple[int, int]], noted: Sequence[tuple[int, int, str]]
) -> list[tuple[str, int, list[str]]]:
    """`text` cut where a hit or a note begins or ends: each piece with its hit's number, or -1, and its notes' ids."""
    ends = {place for hit in hits for place in hit} | {place for start, end, _ in noted for place in (start, end)}
    found = []
    for start, end in pairwise(sorted({0, len(text), *ends})):
        hit = next((number for number, (low, high) in enumerate(hits) if low <= start < high), -1)
        ids = [identity for low, high, identity in noted if low <= start < high]
        found.append((visible(text[start:end]), hit, ids))
    return found


def row(hit: Hit, language: Language, names: Iterable[str] = ()) -> dict[str, Any]:
    """One line of the result list; `names` are the tags and collections of the article."""
    title = hit.title or word("untitled", language)
    marks = [mark for mark in hit.title_marks if mark[1] <= _TITLE]
    return {
        "id": hit.id,
        "title": runs(title if len(title) <= _TITLE else f"{title[:_TITLE]}…", marks),
        "meta": " · ".join(filter(None, [_day(hit, language), hit.publisher, hit.byline])),
        "names": list(names),
        "snippet": _clipped(hit.snippets[0]) if hit.snippets else [],
    }


def said_count(total: int, language: Language) -> str:
    """``1.204 bài``."""
    return counted("articles", language, total, count=format_number(total, language))


def count_line(results: Results, language: Language) -> str:
    """What was counted over what, in words."""
    total, searched = (format_number(number, language) for number in (results.total, results.searched))
    if asks_everything(results.question.node):
        return counted("whole", language, results.searched, searched=searched)
    if not results.complete:
        return word("partial", language, total=total, searched=searched)
    return counted("matching", language, results.total, total=total, searched=searched)


def footer(results: Results, language: Language) -> list[str]:
    """The quiet line under an answer: what was counted, what has no date, and over which archive."""
    lines = [count_line(results, language)]
    if results.undated:
        undated = format_number(results.undated, language)
        lines.append(counted("undated", language, results.undated, count=undated))
    return [*lines, word("version", language, name=results.archive_name, version=results.archive_version)]


def reading(
    article: Article, results: Results, language: Language, noted: Sequence[tuple[Place, str]] = ()
) -> dict[str, Any]:
    """An article for the reader: its parts in reading order, with hits marked and where each was read.

    `noted` are the places that have notes, with their ids. A part that can be quoted has its name in ``part``.
    """

    def block(
        kind: str, label: str, field: Field[str], asked: str | None = None, part: str | None = None
    ) -> dict[str, Any]:
        """One part; `asked` names the field whose hits are marked in it."""
        hits = results.marks(field.value, asked) if asked else []
        own = [(place.start, place.end, identity) for place, identity in noted if place.part == part]
        return {
            "kind": kind,
            "label": label,
            "note": _note(article, field, language),
            "part": part,
            "text": pieces(field.value, hits, own),
        }

    blocks = []
    if article.title:
        blocks.append(block("title", word("title", language), article.title, "title", "title"))
    for name in ("published", "updated"):
        moment: Field[Moment] | None = getattr(article, name)
        if moment:
            printed = format_moment(moment.value.at, moment.value.precision, language)
            blocks.append(block("meta", word(name, language), Field(printed, moment.spans, moment.rule)))
    for name, label in (("publisher", "paper"), ("section", "section")):
        said: Field[str] | None = getattr(article, name)
        if said:
            blocks.append(block("meta", word(label, language), said, name))
    if article.lead:
        blocks.append(block("lead", word("lead", language), article.lead, "lead", "lead"))
    captions = [(start, end) for start, end, label in article.labels if label == "caption"]
    for number, paragraph in enumerate(article.paragraphs, 1):
        if any(start <= span.start < end for span in paragraph.spans for start, end in captions):
            blocks.append(block("caption", word("caption", language), paragraph, "body", f"paragraph {number}"))
        else:
            blocks.append(block("paragraph", str(number), paragraph, "body", f"paragraph {number}"))
    for name in ("byline", "credit"):
        signed: Field[str] | None = getattr(article, name)
        if signed:
            blocks.append(block("signature", word(name, language), signed, name, name))
    return {
        "id": article.id,
        "title": article.title.value if article.title else word("untitled", language),
        "blocks": blocks,
        "warnings": [explain(warning, language) for warning in article.warnings],
    }


def source(article: Article, language: Language) -> dict[str, Any]:
    """The source of an article, line by line with its labels, and how each field was read."""
    origin = article.source
    names = ["title", "published", "updated", "publisher", "section", "lead", "dateline"]
    names += ["byline", "credit", "url", "language"]
    fields = []
    for name in names:
        field: Field[Any] | None = getattr(article, name)
        if field is None:
            continue
        value = (
            format_moment(field.value.at, field.value.precision, language)
            if isinstance(field.value, Moment)
            else str(field.value)
        )
        label = word("paper" if name == "publisher" else name, language)
        fields.append([label, value, _note(article, field, language)])
    return {
        "id": article.id,
        "origin": word(
            "source_of",
            language,
            name=" › ".join(filter(None, [origin.path, origin.member])) or word("pasted", language),
            encoding=origin.encoding,
            digest=origin.sha256[:16],
        ),
        "fields": fields,
        "lines": _labelled_lines(article),
    }


def _labelled_lines(article: Article) -> list[list[list[str]]]:
    """The lines of the source, each a list of ``[text, label]``; an empty line is an empty list."""
    lines: list[list[list[str]]] = [[]]
    for start, end, label in article.labels:
        first, *others = article.text[start:end].replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if first:
            lines[-1].append([visible(first), label])
        lines += [[[visible(other), label]] if other else [] for other in others]
    if not lines[-1]:
        lines.pop()
    return lines


def _day(hit: Hit, language: Language) -> str:
    if hit.published:
        return format_day(datetime.fromisoformat(hit.published), language)
    if hit.updated:
        return word("updated_on", language, date=format_day(datetime.fromisoformat(hit.updated), language))
    return word("no_date", language)


def _clipped(snippet: Snippet) -> Runs:
    """The snippet with its first hit near the beginning, so that one line on screen shows it."""
    text, marks = snippet
    if not marks or marks[0][0] <= _BEFORE_MARK:
        return runs(text, marks)
    cut = text.rfind(" ", 0, marks[0][0] - _BEFORE_MARK + 1) + 1
    kept = runs(text[cut:], [(start - cut, end - cut) for start, end in marks])
    return ["… " + kept[0].lstrip("… "), *kept[1:]] if cut else kept


def _note(article: Article, field: Field[Any], language: Language) -> str:
    """Where a value stands and how it was read, for the margin."""
    return f"{_place(article, field.spans, language)} · {explain(field.rule, language)}"


def _place(article: Article, spans: Sequence[Span], language: Language) -> str:
    if not spans:
        return word("not_on_page", language)
    first = article.line(spans[0])
    last = article.line(Span(max(spans[-1].start, spans[-1].end - 1), spans[-1].end))
    return word("line", language, number=first) if first == last else word("lines", language, first=first, last=last)
