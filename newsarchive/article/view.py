"""An article in a notebook: what a reader wants first; folded, its body, what was read where, and the whole source."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from newsarchive import display
from newsarchive.article.evidence import LabelledLine, labelled_lines, read_fields
from newsarchive.article.rules import explain, field_name, label_name
from newsarchive.display import Column, Html, printed, sentence, soft
from newsarchive.text import Language, format_moment

if TYPE_CHECKING:
    from newsarchive.article.record import Article

_WORDS: display.Words = {
    "article": {"vi": "Bài báo", "en": "Article"},
    "body": {"vi": "Thân bài: {count} đoạn", "en": "Body: {count} paragraphs"},
    "body_one": {"vi": "Thân bài: {count} đoạn", "en": "Body: {count} paragraph"},
    "fields": {"vi": "Đọc được gì, ở đâu, theo cách nào", "en": "What was read, where, and how"},
    "field": {"vi": "mục", "en": "field"},
    "value": {"vi": "giá trị", "en": "value"},
    "line": {"vi": "dòng", "en": "line"},
    "label": {"vi": "được coi là", "en": "taken for"},
    "text": {"vi": "chữ trên trang", "en": "text of the page"},
    "why": {"vi": "vì sao", "en": "why"},
    "where": {"vi": "dòng {line} · {rule}", "en": "line {line} · {rule}"},
    "nowhere": {"vi": "không in trên trang · {rule}", "en": "not on the page · {rule}"},
    "warnings": {"vi": "Cần để ý", "en": "To note"},
    "source": {"vi": "Trang gốc, mỗi dòng được coi là gì", "en": "The source, with what each line was taken for"},
    "run": {"vi": "{label}, dòng {first}–{last}", "en": "{label}, lines {first}–{last}"},
    "untitled": {"vi": "(không có nhan đề)", "en": "(no title)"},
}
_QUIET = frozenset({"related", "comment", "chrome", "unknown"})
_FACTS = ("publisher", "section", "byline", "credit")
_LABEL = attrgetter("label")
_MOST_LINES = 500
_FOLDED = 4  # so many quiet lines of one kind in a row are folded into one
_LONGEST = 3_000  # signs of a paragraph or a line


def article_html(article: Article, language: Language) -> Html:
    """The frame of `article`."""
    title = article.title.value if article.title else _WORDS["untitled"][language]
    return display.frame(
        language,
        display.line(display.strong(_WORDS["article"][language]), soft(article.id)),
        display.press(printed(title, language), "title"),
        display.facts(_facts(article, language)),
        display.press(printed(article.lead.value, language, _LONGEST)) if article.lead else Html(""),
        _warnings(article, language),
        _body(article, language),
        display.folded(_WORDS["fields"][language], _fields(article, language)),
        display.folded(_WORDS["source"][language], _source(article, language)),
    )


def _facts(article: Article, language: Language) -> list[tuple[str, Html]]:
    moments = {"published": article.published, "updated": article.updated}
    facts = [
        (field_name(name, language), display.escaped(format_moment(each.value.at, each.value.precision, language)))
        for name, each in moments.items()
        if each
    ]
    said = {name: getattr(article, name) for name in _FACTS}
    return facts + [(field_name(name, language), printed(each.value, language)) for name, each in said.items() if each]


def _warnings(article: Article, language: Language) -> Html:
    if not article.warnings:
        return Html("")
    said = [printed(explain(warning, language), language) for warning in article.warnings]
    head = display.line(display.strong(_WORDS["warnings"][language]))
    return display.warning(Html(head + display.listed(said, language, "article.warnings")))


def _body(article: Article, language: Language) -> Html:
    count = len(article.paragraphs)
    shown = [printed(each.value, language, _LONGEST) for each in article.paragraphs[: display.MOST]]
    more = display.left_out(count - len(shown), language, "article.paragraphs")
    return display.folded(sentence(_WORDS, "body", language, count=count), *map(display.press, shown), more)


def _fields(article: Article, language: Language) -> Html:
    columns = [
        Column(_WORDS["field"][language], width=8),
        Column(_WORDS["value"][language], "source"),
        Column(_WORDS["why"][language], width=22),
    ]
    rows = []
    for field in read_fields(article):
        place = "nowhere" if field.line is None else "where"
        why = sentence(_WORDS, place, language, line=str(field.line), rule=explain(field.rule, language))
        rows.append([soft(field_name(field.name, language)), printed(field.value, language), soft(why)])
    return display.grid(columns, rows)


def _source(article: Article, language: Language) -> Html:
    columns = [
        Column(_WORDS["line"][language], "number", 4),
        Column(_WORDS["label"][language], width=8),
        Column(_WORDS["text"][language], "source"),
        Column(_WORDS["why"][language], width=18),
    ]
    lines = list(labelled_lines(article))
    rows = []
    for label, group in groupby(lines[:_MOST_LINES], _LABEL):
        run = list(group)
        name, is_quiet = label_name(label, language), label in _QUIET
        if is_quiet and len(run) >= _FOLDED:
            ends = f"{run[0].number}–{run[-1].number}"
            summary = sentence(_WORDS, "run", language, label=name, first=str(run[0].number), last=str(run[-1].number))
            text = display.folded(summary, *(display.line(_text(each, language)) for each in run))
            rows.append([soft(ends), soft(name), text, soft(_why(run, language))])
        else:
            rows += [
                [soft(str(each.number)), soft(name), _text(each, language), soft(_why([each], language))]
                for each in run
            ]
    more = display.left_out(max(len(lines) - _MOST_LINES, 0), language, "article.labels")
    return Html(display.grid(columns, rows) + more)


def _text(each: LabelledLine, language: Language) -> Html:
    return printed(each.text, language, _LONGEST)


def _why(run: list[LabelledLine], language: Language) -> str:
    reasons = dict.fromkeys(reason for each in run for reason in each.reasons)
    return "; ".join(explain(reason, language) for reason in reasons)
