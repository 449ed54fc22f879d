"""Answers as plain text for a terminal. What an article says is never let through as a control sequence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from newsarchive.article import Article, Field, Span
from newsarchive.text import format_number

if TYPE_CHECKING:
    import pandas as pd

    from newsarchive.search import Results

# C0 and C1 controls but for tab and newline, and the marks that turn the direction of what follows.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def safe(text: str) -> str:
    """`text` with each control character shown as ``\\x1b``, so that it cannot command the terminal."""
    return _UNSAFE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def safe_json(value: Any) -> str:
    """One JSON document with Vietnamese letters as such and control characters escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def article_view(article: Article) -> str:
    """The fields with line and rule, then the source with what each line was taken for."""
    return "\n".join([*_fields(article), "", *_labelled(article)])


def _fields(article: Article) -> Iterator[str]:
    source = article.source
    yield f"{article.id}  {safe(source.path or '(text)')}  {source.media_type} {source.encoding}"
    for name in ("title", "lead", "byline", "credit", "dateline", "publisher", "section", "url", "language"):
        field: Field[str] | None = getattr(article, name)
        if field:
            yield f"{name:10} {safe(field.value)}  {_evidence(article, field.spans, field.rule)}"
    for name in ("published", "updated"):
        if moment := getattr(article, name):
            shown = f"{moment.value.at.isoformat()} ({moment.value.precision})"
            yield f"{name:10} {shown}  {_evidence(article, moment.spans, moment.rule)}"
    yield f"{'paragraphs':10} {len(article.paragraphs)}"
    yield from (f"{'warning':10} {safe(warning)}" for warning in article.warnings)


def _evidence(article: Article, spans: tuple[Span, ...], rule: str) -> str:
    return f"[line {article.line(spans[0])}: {rule}]" if spans else f"[{rule}]"


def _labelled(article: Article) -> Iterator[str]:
    for start, end, label in article.labels:
        if label != "blank":
            yield f"{label:>8} │ {safe(article.text[start:end].rstrip())}"


def results_view(found: Results, limit: int, offset: int) -> str:
    """The totals in words, then one page of matches."""
    lines = [
        f"{format_number(found.total, 'en')} of {format_number(found.searched, 'en')} articles match "
        f"{safe(found.query)} · complete · archive version {found.archive_version}"
    ]
    for number, hit in enumerate(found.hits(limit, offset), offset + 1):
        day = hit.published or (f"{hit.updated} (updated)" if hit.updated else "undated")
        about = " · ".join(filter(None, (hit.id, day, hit.publisher, hit.byline)))
        lines += ["", f"{number}. {_marked(hit.title or '(no title)', hit.title_marks)}", f"   {safe(about)}"]
        lines += [f"   {_marked(snippet.text, snippet.marks)}" for snippet in hit.snippets]
    shown = len(found.ids[offset : offset + limit])
    if limit and not shown and found.total:
        lines += ["", f"--offset {offset} is beyond the last match."]
    elif shown and offset + shown < found.total:
        lines += ["", f"Shown {offset + 1} to {offset + shown}; --offset {offset + shown} goes on."]
    return "\n".join(lines)


def _marked(text: str, marks: tuple[tuple[int, int], ...]) -> str:
    """`text` with its hits between ``[`` and ``]``, which survive a pipe."""
    pieces, at = [], 0
    for start, end in marks:
        pieces += [text[at:start], "[", text[start:end], "]"]
        at = end
    return safe("".join([*pieces, text[at:]]))


def concordance_view(frame: pd.DataFrame) -> str:
    """One line an occurrence, aligned on the node."""
    width = max(map(len, frame["left"]), default=0)
    lines = [
        f"{identity} {left:>{width}} [{node}] {right}"
        for identity, left, node, right in frame[["id", "left", "node", "right"]].itertuples(index=False)
    ]
    return "\n".join([f"{len(frame):,} occurrences", *map(safe, lines)])


def timeline_view(found: Results, frame: pd.DataFrame, by: str) -> str:
    """One line a period: matches, articles of the archive, and a bar."""
    pattern = {"year": "%Y", "month": "%Y-%m"}.get(by, "%Y-%m-%d")
    most = int(frame["articles"].max()) if len(frame) else 0
    lines = [
        f"{period.strftime(pattern):10} {articles:>7,} of {of:>7,}  {'█' * round(30 * articles / (most or 1))}"
        for period, articles, of in zip(frame["period"], frame["articles"], frame["of"], strict=True)
    ]
    head = f"{found.total:,} matching articles by {by}; {found.undated:,} undated, counted apart"
    return "\n".join([head, *lines])
