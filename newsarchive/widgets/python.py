"""What is on screen, as the Python that gives it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsarchive.search import Results


_VIEWS = {
    "articles": ["frame = found.frame()"],
    "concordance": ["lines = found.concordance()"],
    "measures": [
        'timeline = found.timeline(by="year")',
        'publishers = found.facets("publisher")',
        "near = found.collocations()",
        "keywords = found.keyness()",
    ],
}


def code(path: Path, results: Results, view: str, selection: str | None, chosen: Sequence[str]) -> str:
    """Lines that ask the same question of the same version of the archive at `path`, and read the same articles."""
    order = "" if results.sort == "relevance" else f", sort={results.sort!r}"
    lines = [
        "import newsarchive as na",
        "",
        f"archive = na.open({str(path.resolve())!r}, create=False)",
        f"found = archive.search({results.query!r}{order}, version={results.archive_version})",
        *_VIEWS[view],
    ]
    if selection:
        lines.append(f"article = archive.article({selection!r})")
    if chosen:
        lines.append(f"chosen = [archive.article(each) for each in {list(chosen)!r}]")
    return "\n".join(lines) + "\n"
