"""Archive: the one object a user holds. It passes each verb on to its layer."""

from __future__ import annotations

import html
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from newsarchive.article import Article
from newsarchive.parsing import Reading
from newsarchive.parsing.containers import MAX_UNPACKED
from newsarchive.search import Results, search
from newsarchive.search.results import Sort
from newsarchive.store import IngestReport, Store
from newsarchive.store.ingest import Progress
from newsarchive.text import Language

if TYPE_CHECKING:
    import pandas as pd

    from newsarchive.reports import Report
    from newsarchive.widgets import Browser, ReportForm

A_MOMENT = 0.7
"""Seconds of work that need no progress bar."""


def open(path: str | os.PathLike[str] = "archive", *, create: bool = True) -> Archive:
    """The archive in the folder `path`, made where there is none (unless `create` is false).

    Raises `UsageError` for a folder that holds something else and `WorkError` where it is damaged or unreadable.
    """
    return Archive(Store.open(path, create=create))


class Archive:
    """Newspaper articles with their originals, in one folder.

    What is taken in stays as it was found; everything else is derived from it and can be derived again.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def path(self) -> Path:
        """The archive's folder."""
        return self._store.path

    @property
    def version(self) -> int:
        """The number of batches taken in; an answer names the version it was asked of."""
        return self._store.version

    def __len__(self) -> int:
        return self._store.snapshot().size

    def ingest(
        self,
        paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
        *,
        publisher: str | None = None,
        section: str | None = None,
        columns: Mapping[str, str] | None = None,
        max_unpacked: float = MAX_UNPACKED,
        progress: bool = True,
    ) -> IngestReport:
        """Take in files, folders and globs of pages. `publisher` and `section` are kept as said by you.

        Containers are opened: WARC, zip, tar, JSON Lines, CSV and Parquet. `columns` names the columns of tables, as in
        ``{"text": "content", "title": "headline"}``; a zip or tar may give `max_unpacked` bytes.

        A page whose very bytes are there already is counted as held; one that cannot be read is listed with its
        reason, and the rest goes on. Longer work shows its progress on stderr, unless `progress` is false.
        """
        with _progress_bar(progress) as step:
            reading = Reading(columns or {}, max_unpacked)
            return self._store.ingest(paths, publisher=publisher, section=section, reading=reading, progress=step)

    def article(self, identity: str) -> Article:
        """One article by its id, with the place of each value in its source."""
        return self._store.article(identity)

    def articles(self) -> pd.DataFrame:
        """All articles, one row each, in the order they were taken in.

        ================================================  ==========================  ==================================
        column                                            dtype                       what
        ================================================  ==========================  ==================================
        ``id``                                            string                      first 16 digits of the sha256
        ``title lead byline credit dateline``             string                      as printed, NFC
        ``authors``                                       object                      list of ``{name, role}``
        ``publisher section url language``                string                      as the page says, or as you said
        ``published updated``                             datetime64[us, Asia/Ho…]    by the page's own label
        ``published_precision updated_precision``         string                      day, minute or second
        ``paragraphs warnings``                           object                      lists of str
        ``source_path source_member source_sha256``       string                      where the page was found
        ``source_media_type source_encoding``             string                      how its bytes were read
        ================================================  ==========================  ==================================

        What a page does not say is missing (``<NA>``, ``NaT``), never guessed.
        """
        return self._store.articles()

    def paragraphs(self) -> pd.DataFrame:
        """All paragraphs, one row each: ``id`` (string), ``paragraph`` (int64, from 0), ``text`` (string, NFC)."""
        return self._store.paragraphs()

    def search(
        self,
        query: str,
        *,
        since: str | date | None = None,
        until: str | date | None = None,
        publisher: str | None = None,
        sort: Sort = "relevance",
    ) -> Results:
        """Every article for which the whole question holds; see `newsarchive.search.search`."""
        return search(self._store, query, since=since, until=until, publisher=publisher, sort=sort)

    def report(
        self,
        found: Results,
        *,
        title: str,
        language: Language = "vi",
        date: date | None = None,
        author: str | None = None,
        full_text: bool = False,
    ) -> Report:
        """A report on `found`; ``.save(folder, formats=["html", "pdf"])`` writes it.

        `date` is the printed date, by default that of the archive version. `full_text` adds whole articles.
        """
        from newsarchive.reports import build

        return build(found, title=title, language=language, date=date, author=author, full_text=full_text)

    def browse(self, query: str = "", *, language: Language = "vi", exports: str | Path = "exports") -> Browser:
        """The archive browser as a Jupyter widget; reports that it writes go to the folder `exports`."""
        from newsarchive.widgets import Browser

        return Browser(self._store, query=query, language=language, exports=exports)

    def report_form(self, *, language: Language = "vi", exports: str | Path = "exports") -> ReportForm:
        """A form that writes a report without code; reports go to the folder `exports`."""
        from newsarchive.widgets import ReportForm

        return ReportForm(self._store, language=language, exports=exports)

    def __repr__(self) -> str:
        return f"Archive({str(self.path)!r}, {len(self):,} articles, version {self.version})"

    def _repr_html_(self) -> str:
        name = html.escape(str(self.path))
        return f"<p><b>{name}</b>: {len(self):,} articles, archive version {self.version}</p>"


@contextmanager
def _progress_bar(wanted: bool) -> Iterator[Progress | None]:
    """Records done, records a second and the time left, where somebody watches and the work takes longer than a moment.

    On a terminal's stderr, or in a notebook; nothing stays behind when the work is done.
    """
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    if not wanted or not (console.is_terminal or console.is_jupyter):
        yield None
        return
    counts = TextColumn("{task.fields[done]:,} records, {task.fields[rate]:,.0f}/s")
    bar = Bar(BarColumn(), TaskProgressColumn(), counts, TimeRemainingColumn(), console=console, transient=True)
    task = bar.add_task("ingest", total=1.0, done=0, rate=0.0)
    started = time.monotonic()

    def step(done: int, share: float) -> None:
        seconds = time.monotonic() - started
        if seconds > A_MOMENT:
            bar.start()
            bar.update(task, completed=share, done=done, rate=done / seconds)

    try:
        yield step
    finally:
        bar.stop()
