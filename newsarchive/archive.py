"""Archive: the one object a user holds. It passes each verb on to its layer."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsarchive.article import Article
from newsarchive.display import Html, Shown
from newsarchive.parsing import Reading
from newsarchive.parsing.containers import MAX_UNPACKED
from newsarchive.progress import progress_bar
from newsarchive.search import Results, parse_query, search
from newsarchive.search.ranking import Sort
from newsarchive.store import SOFTWARE, IngestReport, Reparse, Store, Verification
from newsarchive.store import verify as verify_folder
from newsarchive.store.anchors import anchor_of
from newsarchive.text import Language

if TYPE_CHECKING:
    import lance
    import pandas as pd
    import pyarrow as pa

    from newsarchive.reports import Recipe, Report
    from newsarchive.widgets import Browser, ReportForm


def open(path: str | os.PathLike[str] = "archive", *, create: bool = True) -> Archive:
    """The archive in the folder `path`, made where there is none (unless `create` is false).

    Raises `UsageError` for a folder that holds something else and `WorkError` where it is damaged or unreadable.
    """
    return Archive(Store.open(path, create=create))


def verify(path: str | os.PathLike[str] = "archive", *, progress: bool = True) -> Verification:
    """Check the archive in the folder `path` without opening it, and so also one that does not open.

    Each original is hashed and compared with its digest, then read again, and each row of the tables compared with
    what today's parser makes of it, column by column. Nothing is repaired and nothing is written. Raises `UsageError`
    where there is no archive.
    """
    with progress_bar(progress) as step:
        return verify_folder(path, SOFTWARE, step)


class Archive(Shown):
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
        with progress_bar(progress) as step:
            reading = Reading(columns or {}, max_unpacked)
            return self._store.ingest(paths, publisher=publisher, section=section, reading=reading, progress=step)

    def merge(self, other: str | os.PathLike[str] | Archive, *, progress: bool = True) -> IngestReport:
        """Take in all that the archive `other` keeps, in its order: originals, what was told of them, further places.

        Bytes that are held already are counted as such; what was withdrawn there is withdrawn here, too. `other` is
        only read. A merge that was stopped goes on where it was when it is asked for again. Raises `ArchiveDamaged`
        where an original of `other` is not whole; then nothing is taken in.
        """
        with progress_bar(progress) as step:
            return self._store.merge(other.path if isinstance(other, Archive) else other, step)

    def article(self, identity: str) -> Article:
        """One article by its id, with the place of each value in its source; also an earlier state of a page.

        Raises `UsageError` where there is none, and, with the day and the reason, where it was withdrawn.
        """
        return self._store.article(identity)

    def original(self, identity: str) -> bytes:
        """The exact bytes that the article `identity` was read from, also where it was superseded or withdrawn."""
        return self._store.original(identity)

    def verify(self, *, progress: bool = True) -> Verification:
        """Check originals and tables; see `newsarchive.verify`, which needs no archive that opens."""
        return verify(self.path, progress=progress)

    def reparse(self, *, commit: bool = False, progress: bool = True) -> Reparse:
        """Read all originals again with today's parser, and tell what changes, column by column.

        With `commit` the new reading is kept, unless an article cannot be read any more. The originals and the
        archive's version stay as they are.
        """
        with progress_bar(progress) as step:
            return self._store.reparse(commit=commit, progress=step)

    def articles(self, columns: str | Iterable[str] | None = None, where: str | None = None) -> pd.DataFrame:
        """All articles, one row each, in the order they were taken in; fewer `columns` and rows take less memory.

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

        What a page does not say is missing (``<NA>``, ``NaT``), never guessed. ``docs/columns.md`` has the further
        columns that may be asked for, such as ``text``, ``words`` and ``batch``.

        `where` is a condition of your own, in the SQL of DataFusion, over any of them:
        ``"published >= timestamp '2012-07-04 00:00:00' AND words > 500"``. It goes to the table as it is; times
        are Vietnamese. Raises `UsageError` for a column that there is not and a condition that is none.
        """
        return self._store.articles(columns, where)

    def paragraphs(self, where: str | None = None) -> pd.DataFrame:
        """All paragraphs, one row each: ``id`` (string), ``paragraph`` (int64, from 0), ``text`` (string, NFC).

        `where` chooses the articles, as in `articles`. The lead is none of the paragraphs.
        """
        return self._store.paragraphs(where)

    def sentences(self, where: str | None = None) -> pd.DataFrame:
        """All sentences of leads and paragraphs, one row each: ``id, paragraph, sentence, text``.

        ``paragraph`` (Int64) is that of `paragraphs`, missing for the lead, which comes first; ``sentence`` (int64)
        counts from 0 in the lead and in each paragraph. `where` chooses the articles, as in `articles`.
        """
        return self._store.sentences(where)

    def arrow(self, columns: str | Iterable[str] | None = None, where: str | None = None) -> pa.RecordBatchReader:
        """What `articles` gives, as a stream of Arrow batches, for DuckDB, Polars and whatever else takes one."""
        from newsarchive.store.scans import reader

        return reader(self._store.snapshot(), columns, where)

    @property
    def dataset(self) -> lance.LanceDataset:
        """The table itself at this version, to read: every row, of superseded and withdrawn articles as well.

        The condition that an article is current is ``newsarchive.store.CURRENT``.
        """
        from newsarchive.store.scans import dataset

        return dataset(self._store.snapshot())

    def versions(self, identity: str) -> pd.DataFrame:
        """All states in which the page of an article was taken in, in order; the last one is current.

        Columns: ``id``, ``batch`` and ``ingested`` (when it was taken in, UTC), ``title published updated``,
        ``replaces`` (the id of the state before) and ``superseded`` (the batch of the state after). States that were
        withdrawn are left out. Raises `UsageError` as `article` does.
        """
        return self._store.versions(identity)

    def withdraw(self, identity: str, *, reason: str) -> None:
        """Take an article out of every answer, count and frame from now on; `reason` is kept and told.

        Its original stays in the archive. Of a page in several states each is withdrawn by itself; an earlier state
        does not come back. Raises `UsageError` where there is no such article, and without a reason.
        """
        self._store.withdraw(identity, reason)

    def purge(self, identity: str) -> None:
        """Remove the bytes of a withdrawn article for good, where the law demands it; all tables are derived anew.

        It cannot be undone, and copies of the archive are not reached by it. That the article was withdrawn, when and
        why stays known. Raises `UsageError` for an article that is not withdrawn.
        """
        self._store.purge(identity)

    def withdrawn(self) -> pd.DataFrame:
        """The articles that were withdrawn: ``id``, ``withdrawn`` (when, UTC), ``batch`` and ``reason``."""
        return self._store.withdrawn()

    def reprints(self) -> pd.DataFrame:
        """Articles that are copies of each other, one row each, group after group, the representative first.

        Columns: ``id``; ``group``, the id of the representative, the earliest of the group; ``kind``: *same* text,
        *reprint* (edited), or *template* (one form with other numbers); ``similarity`` to the representative (0 to 1,
        the Jaccard index of runs of five words); ``title``, ``publisher`` and ``date``. Nothing is hidden by this:
        ``reprints:no`` in a question leaves out all but the earliest of those with the same or an edited text.
        """
        return self._store.reprints()

    def tag(self, ids: str | Iterable[str], name: str) -> None:
        """Give articles a tag; ``tag:"…"`` in a question finds them. `ids` is one id or several, as ``found.ids``.

        A tag, like a collection, stays with the page: it holds for the later states of it as well. It is on the disk
        when the call returns. Raises `UsageError` for an id that there is not, and a name that a question cannot name.
        """
        self._store.annotations.put("tag", self._store.known(ids), name)

    def untag(self, ids: str | Iterable[str], name: str) -> None:
        """Take a tag from articles."""
        self._store.annotations.take("tag", self._store.snapshot().states(self._store.known(ids)), name)

    def tags(self) -> pd.DataFrame:
        """All tags, one row an article and tag: ``id``, ``tag`` (string) and ``made`` (when, UTC)."""
        return self._store.annotations.frame("tags")

    def collect(self, ids: str | Iterable[str], name: str) -> None:
        """Put articles in a collection; ``collection:"…"`` in a question finds them. Raises `UsageError` as `tag`."""
        self._store.annotations.put("collection", self._store.known(ids), name)

    def uncollect(self, ids: str | Iterable[str], name: str) -> None:
        """Take articles out of a collection."""
        self._store.annotations.take("collection", self._store.snapshot().states(self._store.known(ids)), name)

    def collections(self) -> pd.DataFrame:
        """All collections, one row an article in one: ``id``, ``collection`` (string) and ``made`` (when, UTC)."""
        return self._store.annotations.frame("collections")

    def note(self, identity: str, quote: str, text: str) -> str:
        """Note `text` on the words `quote` of an article; the note's id.

        The quote is kept with its neighbours and its place, and found again where the page is read otherwise. Raises
        `UsageError` where it is not in the article, or stands there more than once.
        """
        return self._store.annotations.note(identity, anchor_of(self.article(identity), quote), text)

    def change_note(self, note: str, text: str) -> None:
        """Write another text in the note with that id. Raises `UsageError` where there is none."""
        self._store.annotations.change_note(note, text)

    def remove_note(self, note: str) -> None:
        """Remove the note with that id. Raises `UsageError` where there is none."""
        self._store.annotations.remove_note(note)

    def notes(self) -> pd.DataFrame:
        """All notes, one row each, in the order in which they were made.

        Columns: ``note`` (its id) and ``id`` (the article's); ``exact``, the quote, with up to 32 characters before and
        after it, ``prefix`` and ``suffix``; ``part`` (title, lead, paragraph 1 …, byline, credit), ``start`` and
        ``end`` (int64), its place in that; ``text``; ``made`` and ``changed`` (UTC).
        """
        return self._store.annotations.frame("notes")

    def save_search(self, name: str, query: str) -> None:
        """Keep a question under `name`, in the place of an earlier one. Raises `QueryError` for one that is none."""
        parse_query(query)
        self._store.annotations.save_search(name, query)

    def forget_search(self, name: str) -> None:
        """Remove a saved question. Raises `UsageError` where there is none of that name."""
        self._store.annotations.forget_search(name)

    def searches(self) -> pd.DataFrame:
        """The saved questions: ``name``, ``query`` (string) and ``made`` (when, UTC)."""
        return self._store.annotations.frame("searches")

    def search(
        self,
        query: str,
        *,
        since: str | int | date | None = None,
        until: str | int | date | None = None,
        publisher: str | None = None,
        sort: Sort | None = None,
        version: int | None = None,
    ) -> Results:
        """Every article for which the whole question holds; see `newsarchive.search.search`."""
        return search(self._store, query, since=since, until=until, publisher=publisher, sort=sort, version=version)

    def report(self, found: Results | Recipe, **said: Any) -> Report:
        """A report on `found`, an answer or a recipe; ``.save(folder, formats=["html", "pdf"])`` writes it.

        `said` is what a `Recipe` may say: ``title``, which an answer needs, ``language`` (``vi`` or ``en``),
        ``author``, ``organisation``, ``date`` (the printed one, by default that of the archive version), ``sections``
        and ``facets`` in their order, ``findings`` in Markdown, ``rights``. Raises `UsageError` for what it cannot say.
        """
        from newsarchive.reports import Recipe, Report, build
        from newsarchive.reports.recipe import ask

        if not isinstance(found, Recipe):
            return build(found, **said)
        recipe = found.with_(said)
        return Report(recipe, ask(recipe, self._store), self._store.snapshot().read_by)

    def keep_report(self, report: Report | Recipe, name: str) -> Path:
        """Keep the recipe of a report in the archive under `name`, in the place of an earlier one; its file."""
        from newsarchive.reports.recipe import Recipe, keep

        return keep(report if isinstance(report, Recipe) else report.recipe, self.path, name)

    def kept_reports(self) -> pd.DataFrame:
        """The kept recipes, one row each: ``name, title, question, period, language``."""
        import pandas as pd

        from newsarchive.reports.recipe import kept, read_kept

        columns = ("title", "question", "period", "language")
        recipes = {name: read_kept(self.path, name) for name in kept(self.path)}
        rows = [(name, *(getattr(recipe, column) for column in columns)) for name, recipe in recipes.items()]
        return pd.DataFrame(rows, columns=["name", *columns]).astype("string")

    def kept_report(self, name: str) -> Recipe:
        """The recipe kept under `name`, or that in a TOML file; ``archive.report(recipe, period="2012-08")`` makes it.

        Raises `UsageError` where there is none.
        """
        from newsarchive.reports.recipe import read_kept

        return read_kept(self.path, name)

    def verify_report(self, path: str | os.PathLike[str], *, progress: bool = True) -> Verification:
        """Make the report in the file `path`, HTML or PDF, again from this archive, and tell what of it differs.

        What a reader sees is compared, and the evidence in the file; the originals of its articles are read again. What
        changed in the archive since is a note, and no problem. Raises `WorkError` for a file that is no report.
        """
        from newsarchive.reports.checking import verify

        with progress_bar(progress, "articles") as step:
            return verify(Path(path), self._store, step)

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

    def _html(self, language: Language) -> Html:
        from newsarchive.store.overview import overview_html

        return overview_html(self.path, self._store.snapshot(), self._store.annotations.revision, language)
