"""Answers as plain text for a terminal. What an article says is never let through as a control sequence."""

from __future__ import annotations

import json
import re
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from newsarchive.article import Article, explain, field_name, label_name
from newsarchive.article.evidence import labelled_lines, read_fields
from newsarchive.parsing.records import member_name
from newsarchive.text import Language, format_number

if TYPE_CHECKING:
    import pandas as pd

    from newsarchive.search import Results
    from newsarchive.store import Reparse, Verification

# C0 and C1 controls but for tab and newline, what turns the direction of what follows, ends a line or is not seen.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def safe(text: str) -> str:
    """`text` with each control character shown as ``\\x1b``, so that it cannot command the terminal."""
    return _UNSAFE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def safe_json(value: Any) -> str:
    """One JSON document with Vietnamese letters as such and control characters escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _UNSAFE.sub(lambda match: json.dumps(match[0])[1:-1], text)


_COLOURS: dict[str, str] = {
    "title": "bold red",
    "kicker": "red",
    "date": "blue",
    "section": "magenta",
    "byline": "green",
    "credit": "cyan",
    "lead": "yellow",
    "caption": "cyan",
    "quote": "magenta",
    "box": "magenta",
    "heading": "bold",
    "body": "default",
    "related": "dim",
    "comment": "dim",
    "chrome": "dim",
    "unknown": "dim italic",
}


def one_line(text: str) -> str:
    """`text` made safe, and its line ends shown too: a name or a message that stands on one line."""
    return safe(text).replace("\n", "\\n")


def article_view(article: Article, language: Language = "en") -> str:
    """The fields with line and rule, then the source with what each line was taken for, and why.

    In colour where the output is a terminal (or ``FORCE_COLOR`` is set, and ``NO_COLOR`` is not).
    """
    from rich.console import Console
    from rich.text import Text

    console = Console(soft_wrap=True, highlight=False, markup=False, emoji=False)
    source = article.source
    origin = one_line(member_name(source.path or "(text)", source.member))
    with console.capture() as captured:
        console.print(Text(f"{article.id}  {origin}  {source.media_type} {source.encoding}", "dim"))
        for field in read_fields(article):
            place = f"{'line' if language == 'en' else 'dòng'} {field.line}: " if field.line else ""
            why = (f"[{place}{explain(field.rule, language)}]", "dim")
            name = f"{field_name(field.name, language):10} "
            console.print(Text.assemble(name, (safe(field.value), _COLOURS.get(field.name, "blue")), "  ", why))
        console.print(f"{field_name('paragraphs', language):10} {len(article.paragraphs)}")
        for warning in article.warnings:
            said = (safe(explain(warning, language)), "bold yellow")
            console.print(Text.assemble(f"{'warning' if language == 'en' else 'cần để ý':10} ", said))
        console.print()
        for number, label, text, reasons in labelled_lines(article):
            because = "; ".join(explain(reason, language) for reason in reasons)
            named = (f"{number:>5} {label_name(label, language):>14} │ ", "dim")
            console.print(Text.assemble(named, (safe(text), _COLOURS[label]), (f"  [{because}]", "dim")))
    return captured.get().rstrip("\n")


def results_view(found: Results, limit: int, offset: int) -> str:
    """The totals in words, then one page of matches, then the link to the answer."""
    lines = [
        f"{format_number(found.total, 'en')} of {format_number(found.searched, 'en')} articles match "
        f"{safe(found.query)} · complete · archive version {found.archive_version}"
    ]
    if nearest := found.suggestions():
        said = ", ".join(f"{safe(query)} ({format_number(total, 'en')})" for query, total in nearest)
        lines += ["", f"Nearest questions that find something: {said}"]
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
    lines += ["", safe(found.link)]
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
    """One line a period: matches, articles of the archive, and a bar; periods that it has none of are run together."""
    pattern = {"year": "%Y", "month": "%Y-%m"}.get(by, "%Y-%m-%d")
    most = int(frame["articles"].max()) if len(frame) else 0
    lines = []
    names, counts = frame["period"].dt.strftime(pattern), frame["articles"]
    periods = zip(counts.isna(), names, counts, frame["of"], strict=True)
    for is_empty, run in groupby(periods, key=itemgetter(0)):
        rows = list(run)
        if not is_empty:
            lines += [f"{name:10} {n:>7,} of {of:>7,}  {'█' * round(30 * n / (most or 1))}" for _, name, n, of in rows]
        elif len(rows) == 1:
            lines.append(f"{rows[0][1]:10} {'–':>7}")
        else:
            lines.append(f"… {len(rows):,} {by}s without any article")
    head = f"{found.total:,} matching articles by {by}; {found.undated:,} undated, counted apart"
    return "\n".join([head, *lines])


def verification_view(path: object, found: Verification) -> str:
    """The verdict on one archive, and what was looked at for it."""
    counts = ", ".join(f"{format_number(count, 'en')} {what}" for what, count in found.checked.items() if count)
    verdict = "no problems" if found.ok else f"problems: {format_number(len(found.problems), 'en')}"
    return one_line(f"{path}: {verdict}; checked: {counts or 'nothing'}.")


def reparse_view(report: Reparse) -> str:
    """What would change or did, column by column with examples."""
    kept = "The new reading is kept." if report.committed else "Nothing was changed; --commit keeps the new reading."
    if report.refused:
        kept = f"Nothing was changed: {len(report.refused):,} articles cannot be read any more."
    lines = [
        f"{format_number(report.changed, 'en')} of {format_number(report.articles, 'en')} articles are read otherwise "
        f"by {report.reads_by} than by {report.read_by}."
    ]
    for change in report.changes:
        lines += ["", f"{change.column}: {format_number(change.articles, 'en')} articles"]
        for identity, before, after in change.examples:
            lines += [f"  {identity}  {one_line(before)}", f"{'→':>18}  {one_line(after)}"]
    return "\n".join([*lines, "", kept])
