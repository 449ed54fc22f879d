"""What the browser and the form do alike: ask, name a report and write it into a folder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from newsarchive.search import Results, search
from newsarchive.text import Language, format_number
from newsarchive.widgets.words import counted, word

if TYPE_CHECKING:
    from newsarchive.store import Store


def ask(store: Store, query: str, since: date | None = None, until: date | None = None) -> Results:
    """The answer to what stands in a search box: empty is everything, and an open quotation is closed."""
    asked = query.strip() or "*"
    return search(store, f'{asked}"' if asked.count('"') % 2 else asked, since=since, until=until)


def asks_everything(results: Results) -> bool:
    """True where no question narrows the archive."""
    return results.query.strip() == "*"


def default_title(results: Results, language: Language) -> str:
    """A title to begin with: the question as it was asked."""
    if asks_everything(results):
        return word("report_default_all", language)
    return word("report_default", language, query=results.query.strip())


def said_count(results: Results, language: Language) -> str:
    """``1.204 bài``."""
    return counted("articles", language, results.total, count=format_number(results.total, language))


def write_report(
    results: Results, folder: Path, *, title: str, language: Language, formats: Sequence[str], full_text: bool
) -> list[Path]:
    """Write the report of `results` into `folder` and return the files."""
    from newsarchive.reports.report import build

    report = build(results, title=title, language=language, full_text=full_text)
    return report.save(folder, formats)
