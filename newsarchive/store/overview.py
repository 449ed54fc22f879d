"""An archive in a notebook: how many articles it has, of which papers and days, and what is not among them."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import numpy as np
import pyarrow.compute as pc

from newsarchive import display
from newsarchive.article import VIETNAM
from newsarchive.display import Html, code, escaped, printed, sentence, soft
from newsarchive.store.snapshot import UNDATED, Snapshot
from newsarchive.text import Language, collation_key, format_day, format_number

_WORDS: display.Words = {
    "archive": {"vi": "Kho báo {name}", "en": "Archive {name}"},
    "articles": {"vi": "{count} bài", "en": "{count} articles"},
    "articles_one": {"vi": "{count} bài", "en": "{count} article"},
    "version": {"vi": "phiên bản {version}", "en": "version {version}"},
    "revision": {"vi": "nhãn và ghi chú ở lần sửa {revision}", "en": "annotations at revision {revision}"},
    "empty": {"vi": "Chưa có bài nào; đưa vào bằng", "en": "No article yet; take some in with"},
    "folder": {"vi": "thư mục", "en": "folder"},
    "added": {"vi": "nhận bài lần cuối", "en": "last added to"},
    "days": {"vi": "ngày của bài", "en": "dates"},
    "undated": {"vi": "{count} bài không rõ ngày", "en": "{count} undated"},
    "aside": {"vi": "để riêng", "en": "set aside"},
    "withdrawn": {"vi": "{count} bài đã rút", "en": "{count} withdrawn"},
    "superseded": {"vi": "{count} bản trước của trang", "en": "{count} earlier states of pages"},
    "superseded_one": {"vi": "{count} bản trước của trang", "en": "{count} earlier state of a page"},
    "papers": {"vi": "{count} báo", "en": "{count} papers"},
    "papers_one": {"vi": "{count} báo", "en": "{count} paper"},
    "unnamed": {"vi": "trang không ghi tên báo", "en": "the page does not name its paper"},
    "count": {"vi": "số bài", "en": "articles"},
}


def overview_html(path: Path, snapshot: Snapshot, revision: int, language: Language) -> Html:
    """The frame of the archive at `path`, whose annotations are at `revision`; 0 where there are none."""
    said = [
        display.strong(sentence(_WORDS, "articles", language, count=snapshot.size)),
        escaped(sentence(_WORDS, "version", language, version=str(snapshot.version))),
        escaped(sentence(_WORDS, "revision", language, revision=str(revision)) if revision else ""),
    ]
    name = sentence(_WORDS, "archive", language, name=display.brief(snapshot.name, language))
    facts = [(_WORDS["folder"][language], printed(str(path), language))]
    if snapshot.version:
        facts.append((_WORDS["added"][language], escaped(format_day(snapshot.date, language))))
    if snapshot.size:
        facts.append((_WORDS["days"][language], escaped(_days(snapshot, language))))
    if aside := [
        sentence(_WORDS, key, language, count=count)
        for key, count in (("withdrawn", snapshot.withdrawn), ("superseded", snapshot.superseded))
        if count
    ]:
        facts.append((_WORDS["aside"][language], escaped(" · ".join(aside))))
    hint = display.line(Html(f"{soft(_WORDS['empty'][language])} {code('.ingest(…)')}"))
    return display.frame(
        language,
        display.line(display.strong(name), *said),
        display.facts(facts),
        _papers(snapshot, language) if snapshot.size else hint,
    )


def _days(snapshot: Snapshot, language: Language) -> str:
    """From the first day to the last, and how many articles have none."""
    moments = snapshot.moments("date")[snapshot.current]
    dated = moments[moments != UNDATED]
    undated = len(moments) - len(dated)
    said = [sentence(_WORDS, "undated", language, count=undated)] if undated else []
    if len(dated):
        ends = np.array([dated.min(), dated.max()], "datetime64[us]")
        first, last = (format_day(at.item().replace(tzinfo=UTC).astimezone(VIETNAM), language) for at in ends)
        said.insert(0, first if first == last else f"{first} – {last}")
    return " · ".join(said)


def _papers(snapshot: Snapshot, language: Language) -> Html:
    """The papers with their articles, those with the most first."""
    counts = pc.value_counts(snapshot.column("publisher").filter(snapshot.current)).to_pylist()
    counts.sort(key=lambda each: (-each["counts"], collation_key(each["values"] or "")))
    named = sum(each["values"] is not None for each in counts)
    columns = [
        display.Column(sentence(_WORDS, "papers", language, count=named), width=24),
        display.Column(_WORDS["count"][language], "number", 7),
    ]
    rows = [
        [
            printed(each["values"], language) if each["values"] else soft(_WORDS["unnamed"][language]),
            escaped(format_number(each["counts"], language)),
        ]
        for each in counts[: display.MOST]
    ]
    return display.table(columns, rows, language, total=len(counts), there='.search("*").facets("publisher")')
