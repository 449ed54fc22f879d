"""An answer in a notebook: what was asked of what, how many articles match, and the first of them with their marks."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from newsarchive import display
from newsarchive.display import Html, code, escaped, marked, printed, sentence, soft
from newsarchive.text import Language, format_day

if TYPE_CHECKING:
    from newsarchive.search.results import Hit, Results

_WORDS: display.Words = {
    "matching": {"vi": "{total} trong {searched} bài", "en": "{total} of {searched} articles"},
    "archive": {"vi": "kho “{name}”, phiên bản {version}", "en": "archive “{name}”, version {version}"},
    "revision": {"vi": "nhãn và ghi chú ở lần sửa {revision}", "en": "annotations at revision {revision}"},
    "undated": {"vi": "{count} bài không rõ ngày", "en": "{count} without a date"},
    "copies": {"vi": "{count} bản in lại để ngoài", "en": "{count} reprints left out"},
    "copies_one": {"vi": "{count} bản in lại để ngoài", "en": "{count} reprint left out"},
    "date": {"vi": "ngày", "en": "date"},
    "article": {"vi": "bài", "en": "article"},
    "no_date": {"vi": "không rõ ngày", "en": "undated"},
    "updated": {"vi": "cập nhật", "en": "updated"},
    "untitled": {"vi": "(không có nhan đề)", "en": "(no title)"},
    "more": {"vi": "Còn {count} bài; tất cả ở", "en": "{count} more articles; all are in"},
    "more_one": {"vi": "Còn {count} bài; tất cả ở", "en": "{count} more article; all are in"},
    "paged": {"vi": "từng trang:", "en": "page by page:"},
    "meant": {"vi": "Có thể bạn muốn tìm", "en": "Did you mean"},
    "articles": {"vi": "{count} bài", "en": "{count} articles"},
    "articles_one": {"vi": "{count} bài", "en": "{count} article"},
}


def results_html(results: Results, language: Language) -> Html:
    """The frame of `results`."""
    total = sentence(_WORDS, "matching", language, total=results.total, searched=results.searched)
    columns = [
        display.Column(_WORDS["date"][language], width=8 if language == "vi" else 11),
        display.Column(_WORDS["article"][language]),
    ]
    rows = [[_day(hit, language), _article(hit, language)] for hit in results.hits(display.FIRST)]
    return display.frame(
        language,
        display.line(display.strong(total), Html(f"<code>{printed(results.query, language)}</code>")),
        display.line(*map(soft, _about(results, language))),
        display.grid(columns, rows) if rows else _suggestions(results, language),
        _rest(results.total - len(rows), language),
    )


def _about(results: Results, language: Language) -> list[str]:
    about = [sentence(_WORDS, "archive", language, name=results.archive_name, version=str(results.archive_version))]
    if results.annotations_revision is not None:
        about.append(sentence(_WORDS, "revision", language, revision=str(results.annotations_revision)))
    if results.undated:
        about.append(sentence(_WORDS, "undated", language, count=results.undated))
    if len(results.copies):
        about.append(sentence(_WORDS, "copies", language, count=len(results.copies)))
    return about


def _day(hit: Hit, language: Language) -> Html:
    stated = hit.published or hit.updated
    if not stated:
        return soft(_WORDS["no_date"][language])
    day = escaped(format_day(datetime.fromisoformat(stated), language))
    return day if hit.published else Html(f"{day}<br>{soft(_WORDS['updated'][language])}")


def _article(hit: Hit, language: Language) -> Html:
    """Title, paper and snippet, under each other."""
    title = marked(hit.title or _WORDS["untitled"][language], hit.title_marks, language)
    paper = f'<span class="na-soft">{printed(hit.publisher, language)}</span>' if hit.publisher else ""
    snippets = [display.press(marked(each.text, each.marks, language)) for each in hit.snippets]
    return Html(f'<div class="na-press" lang="vi"><b>{title}</b></div>{paper}{"".join(snippets)}')


def _rest(count: int, language: Language) -> Html:
    if not count:
        return Html("")
    said, paged = sentence(_WORDS, "more", language, count=count), _WORDS["paged"][language]
    ways = Html(f"{soft(said)} {code('.frame()')}"), Html(f"{soft(paged)} {code('.hits(50, offset=10)')}")
    return display.line(*ways)


def _suggestions(results: Results, language: Language) -> Html:
    """Where nothing was found: what would be."""
    found = [
        Html(f"<code>{printed(each.query, language)}</code> {soft(_articles(each.total, language))}")
        for each in results.suggestions()
    ]
    head = display.line(soft(f"{_WORDS['meant'][language]}:")) if found else ""
    return Html(f"{head}{display.listed(found, language, '.suggestions()')}")


def _articles(count: int, language: Language) -> str:
    return sentence(_WORDS, "articles", language, count=count)
