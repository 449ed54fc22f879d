"""The whole length in one command: seeds in, notebooks and a report out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from newsarchive.archive import open
from newsarchive.errors import UsageError

TITLE = "Học tập và làm theo gương Bác"
QUERY = '"học tập"'


def run(folder: Path) -> Iterator[str]:
    """Make ``exports/`` of the project in `folder`; each line says what was made and where.

    Raises `UsageError` where `folder` has no ``seeds/`` or ``notebooks/``.
    """
    seeds, notebooks, exports = folder / "seeds", folder / "notebooks", folder / "exports"
    for needed in (seeds, notebooks):
        if not needed.is_dir():
            raise UsageError(f"{needed}: there is no such folder; run the demo in the project's folder.")
    archive = open(folder / "archive")
    report = archive.ingest(seeds)
    yield f"archive   {archive.path}: {len(archive)} articles ({report.new} new, {report.held} held already)"
    from newsarchive.reports.notebooks.running import execute, export
    from newsarchive.reports.recipe import usual

    for notebook in sorted(notebooks.glob("[0-9]*.ipynb")):
        for page in export(execute(notebook), notebook, exports):
            yield f"notebook  {page}"
    found = archive.search(QUERY)
    for path in archive.report(found, title=TITLE, sections=usual("full")).save(exports, formats=["html", "pdf"]):
        yield f"report    {path}: {found.total} of {found.searched} articles match {QUERY}"
