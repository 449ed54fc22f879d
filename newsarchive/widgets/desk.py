"""What the browser and the form do alike: name a report, count in words, and write it into a folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsarchive.text import Language, format_number
from newsarchive.widgets.asking import asks_everything, in_short
from newsarchive.widgets.words import counted, word

if TYPE_CHECKING:
    from newsarchive.search import Results
    from newsarchive.store import Store


def default_title(results: Results, language: Language) -> str:
    """A title to begin with: the question as it was asked."""
    if asks_everything(results.question.node):
        return word("report_default_all", language)
    return word("report_default", language, query=in_short(results.question.node))


def said_count(total: int, language: Language) -> str:
    """``1.204 bài``."""
    return counted("articles", language, total, count=format_number(total, language))


def write_report(
    results: Results, folder: Path, *, title: str, language: Language, formats: Sequence[str], full_text: bool
) -> list[Path]:
    """Write the report of `results` into `folder` and return the files."""
    from newsarchive.reports.recipe import usual
    from newsarchive.reports.report import build

    sections = usual("full") if full_text else usual()
    return build(results, title=title, language=language, sections=sections).save(folder, formats, progress=False)


def write_original(store: Store, identity: str, folder: Path) -> Path:
    """Write the source of an article, byte for byte as it was found, into `folder`."""
    from newsarchive.reports.files import write

    source = store.article(identity).source
    suffix = re.search(r"\.[a-z0-9]{1,6}$", (source.member or source.path or "").lower())
    return write(folder / f"{identity}{suffix[0] if suffix else '.txt'}", store.original(identity))
