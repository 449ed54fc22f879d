"""An archive folder: opened, added to, and read at a version that stays as it is."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version as package_version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from newsarchive.article import VIETNAM, Article
from newsarchive.errors import ArchiveBusy, ArchiveDamaged, StorageError, UsageError
from newsarchive.parsing import Contents, Reading, find_files, pasted, uploaded
from newsarchive.progress import Progress
from newsarchive.store import frames, history, merging, scans
from newsarchive.store import originals as warcs
from newsarchive.store import table as tables
from newsarchive.store.annotations import Annotations
from newsarchive.store.card import CARD, FORMAT, Card, migrate, read_card, write_card
from newsarchive.store.derived import SKETCHES, WITHDRAWALS, Derived, Mark
from newsarchive.store.groups import complete_sketches, find_groups
from newsarchive.store.index import INDEX, Index
from newsarchive.store.ingest import IngestReport, Tally
from newsarchive.store.lock import writing
from newsarchive.store.originals import Extent, Withdrawal
from newsarchive.store.reparse import Reparse, Reparsing
from newsarchive.store.reparse import clear as clear_reparse
from newsarchive.store.reprints import GROUPS
from newsarchive.store.snapshot import Snapshot
from newsarchive.store.taking import Given, Taking, rederive

if TYPE_CHECKING:
    import lance
    import pandas as pd

SOFTWARE = f"newsarchive/{package_version('newsarchive')}"
"""What reads and writes, as it is noted in every batch and table."""

_PATIENCE = 5  # times that the tables are opened while others change them


class Store:
    """The archive folder at `path`. `open` makes it where there is none, and mends what can be derived again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._originals = path / "originals"
        self._card = path / CARD
        self._derived = Derived(path)
        self._snapshot: Snapshot | None = None
        self._identity: tuple[int, int] | None = None  # of the tables that the snapshot is of
        self._groups: tuple[Snapshot, pa.Table] | None = None
        self.annotations = Annotations(path)
        """What people made of the articles."""

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, create: bool = True) -> Store:
        """Open the archive at `path`.

        Raises `UsageError` for a folder that is no archive (or a missing one, unless `create`), `StorageError` where
        it cannot be read or written and `ArchiveDamaged` where originals are missing.
        """
        store = cls(Path(path).expanduser())
        with _storage_errors(store.path):
            if not store._card.is_file():
                store._create(create)
            store._migrate(read_card(store.path))
            store._recover()
        return store

    @property
    def version(self) -> int:
        """The number of batches committed."""
        return self.snapshot().version

    def snapshot(self) -> Snapshot:
        """The archive as it is now; the same object until something is added, by this process or another."""
        held, identity = self._snapshot, self._derived.identity
        dataset = held.dataset if held and identity == self._identity else None
        if held and dataset is not None and dataset.latest_version == dataset.version:
            return held
        articles, mark, index = self._complete(held.index if held else None)
        if held and dataset is not None and articles is not None and dataset.version == articles.version:
            return held
        self._identity = identity
        taken = mark.ingested if mark else read_card(self.path).created
        self._snapshot = Snapshot(
            name=self.path.resolve().name,
            version=mark.batches if mark else 0,
            date=taken.astimezone(VIETNAM).date(),
            dataset=articles,
            index=index,
            # Before the first batch is whole, this may be a folder that is no table yet.
            withdrawals=None if articles is None else self._derived.open(WITHDRAWALS),
            newest=mark.batches if mark else 0,
            seen=mark.batches if mark else 0,
            originals=self._originals,
        )
        return self._snapshot

    def _complete(self, held: Index | None) -> tuple[lance.LanceDataset | None, Mark | None, Index]:
        """The articles as the last whole batch left them, its mark, and the index of just these."""
        missing = FileNotFoundError()
        for _ in range(_PATIENCE):
            articles, mark = self._derived.complete() or (None, None)
            try:
                return articles, mark, self._derived.open_index(mark, held) if mark else Index(())
            except FileNotFoundError as error:  # a batch was added in between, and segments were merged
                missing = error
        where = self.path / INDEX
        raise StorageError(f"{where}: is not whole; open the archive again, which makes it again.") from missing

    # -- taking in ----------------------------------------------------------------------------------------------------

    def ingest(
        self,
        paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
        *,
        publisher: str | None = None,
        section: str | None = None,
        reading: Reading | None = None,
        progress: Progress | None = None,
    ) -> IngestReport:
        """Take in files, folders and globs; what is there already is counted, what cannot be read is listed.

        Where a folder holds this very archive, the archive's own files are no pages and are left out.
        """
        own = Path(os.path.realpath(self.path))  # which, unlike Path.resolve, gets by with a link to itself
        files = [file for file in find_files(paths) if own not in Path(os.path.realpath(file)).parents]
        total = sum(file.stat().st_size for file in files if file.is_file())
        return self._take([Contents(file, reading) for file in files], publisher, section, Tally(total, progress))

    def ingest_text(
        self, text: str, *, name: str | None = None, publisher: str | None = None, section: str | None = None
    ) -> IngestReport:
        """Take in one pasted page; `name` is what it will be called as a source."""
        return self._take([[pasted(text, name)]], publisher, section, Tally())

    def ingest_uploads(
        self, files: Iterable[tuple[bytes, str]], *, publisher: str | None = None, section: str | None = None
    ) -> IngestReport:
        """Take in files that were handed over as bytes with their names, such as a browser's uploads."""
        return self._take((uploaded(data, name) for data, name in files), publisher, section, Tally())

    def holds(self, identity: str) -> bool:
        """Whether the page with this id was taken in, be it withdrawn since."""
        return len(self.snapshot().rows([identity], ["id"])) > 0

    def merge(self, other: str | os.PathLike[str], progress: Progress | None = None) -> IngestReport:
        """Take in what the archive `other` keeps, which is only read: see `merging`. Raises `UsageError`, where there
        is none, and `ArchiveDamaged`, where its originals are not whole; then nothing is taken in."""
        kept = Store(Path(other).expanduser())
        if not kept._card.is_file():
            raise UsageError(f"{kept.path}: there is no archive here; name the folder of one.")
        if kept.path.resolve() == self.path.resolve():
            raise UsageError(f"{kept.path}: is this very archive; name another one.")
        with _storage_errors(kept.path):
            read_card(kept.path)
            batches = merging.batches(kept._originals)
            withdrawn = set(self.withdrawn()["id"])
            withdrawals = [each for each in merging.withdrawals(batches) if each.id not in withdrawn]
        total = sum(batch.size for batch in batches)
        return self._take(batches, None, None, Tally(total, progress), withdrawals)

    def _take(
        self,
        sources: Iterable[Iterable[Given]],
        publisher: str | None,
        section: str | None,
        tally: Tally,
        withdrawals: Iterable[Withdrawal] = (),
    ) -> IngestReport:
        with _storage_errors(self.path), writing(self.path):
            taking = self._begin()
            taking.take(sources, publisher, section, tally, withdrawals)
        return tally.report(taking.version)

    def _begin(self) -> Taking:
        """A taking in after the last batch, begun now; to be called by the one who may write."""
        started = datetime.now(UTC).replace(microsecond=0)
        return Taking(self._originals, self._derived, self._derive_missing(), started, SOFTWARE)

    def withdraw(self, identity: str, reason: str) -> None:
        """Take an article out of every answer and count from now on, for `reason`; its original stays in the archive.

        Raises `UsageError` where there is no such article, where it is withdrawn already, and without a reason.
        """
        if not reason.strip():
            raise UsageError("An article is withdrawn for a reason; say which.")
        with _storage_errors(self.path), writing(self.path):
            taking = self._begin()
            self.article(identity)
            taking.withdraw(Withdrawal(identity, " ".join(reason.split())))

    def purge(self, identity: str) -> None:
        """Remove the bytes of a withdrawn article from the originals, for good, and derive all tables anew.

        That it was withdrawn, when and why stays known. Copies of the archive have to be purged by themselves. Raises
        `UsageError` for an article that is not withdrawn, or not there.
        """
        with _storage_errors(self.path), writing(self.path):
            self._derive_missing()
            found = self.snapshot().rows([identity], ["batch", "source_sha256", "withdrawn"]).to_pylist()
            if not found or found[0]["withdrawn"] is None:
                self.article(identity)  # which may say that there is none, or that it is gone already
                raise UsageError(f"{identity}: is not withdrawn; withdraw it first, with the reason.")
            self.annotations.forget_article(identity)
            # The tables first: they hold the text, and what Lance deletes stays in its files for a while.
            self._derived.drop()
            self._snapshot = None
            warcs.purge(self._originals, found[0]["batch"], found[0]["source_sha256"], datetime.now(UTC))
            self._derive_missing()

    def reparse(self, *, commit: bool = False, progress: Progress | None = None) -> Reparse:
        """Read all originals again with today's parser, and tell what changes; with `commit`, keep the new reading.

        The tables are made beside those that are there, which takes as much room again, and exchanged at the end. An
        article that cannot be read any more would be lost from them: then nothing is exchanged. The originals and
        the archive's version stay as they are.
        """
        with _storage_errors(self.path), writing(self.path):
            version = self._derive_missing()
            reparsing = Reparsing(self._originals, self._derived, version, SOFTWARE)
            report = reparsing.run(commit=commit, progress=progress)
        if report.committed:
            self._snapshot = None
        return report

    # -- reading ------------------------------------------------------------------------------------------------------

    def article(self, identity: str) -> Article:
        """One article by its id, also an earlier state of a page.

        Raises `UsageError` where there is none, and, with the day and the reason, where it was withdrawn.
        """
        return tables.article(self._row(identity, tables.ARTICLE_COLUMNS))

    def known(self, ids: str | Iterable[str]) -> list[str]:
        """`ids`, one or several, each once. Raises `UsageError` for one that no article has, as `article` does."""
        wanted = [ids] if isinstance(ids, str) else list(dict.fromkeys(ids))
        there = set(self.snapshot().rows(wanted, ["id"])["id"].to_pylist())
        for identity in wanted:
            if identity not in there:
                self.article(identity)
        return wanted

    def versions(self, identity: str) -> pd.DataFrame:
        """All states of the page of an article; see `history.versions`. Raises `UsageError` as `article` does."""
        return history.versions(self.snapshot(), self._row(identity, history.COLUMNS))

    def withdrawn(self) -> pd.DataFrame:
        """The articles that were withdrawn; see `history.withdrawn`."""
        return history.withdrawn(self.snapshot())

    def _row(self, identity: str, columns: Iterable[str]) -> dict[str, Any]:
        """The row of an article that was not withdrawn."""
        snapshot = self.snapshot()
        found = snapshot.rows([identity], [*columns, "withdrawn"]).to_pylist()
        gone = history.withdrawal(snapshot, identity) if not found or found[0]["withdrawn"] is not None else None
        if not found and not gone:
            raise UsageError(f"{identity}: no article of {self.path} has this id; search lists the ids.")
        if gone:
            day, reason = gone
            raise UsageError(
                f"{identity}: was withdrawn on {day} ({reason}); `newsarchive withdrawn` lists what was, and why."
            )
        row: dict[str, Any] = found[0]
        return row

    def original(self, identity: str) -> bytes:
        """The exact bytes of the source of an article, also of one that was superseded or withdrawn.

        Raises `UsageError` where there is no such article, and `ArchiveDamaged` where its original was changed.
        """
        found = self.snapshot().rows([identity], ["batch", "warc_offset", "warc_length"]).to_pylist()
        if not found:
            raise UsageError(f"{identity}: no article of {self.path} has this id; search lists the ids.")
        extent = Extent(found[0]["warc_offset"], found[0]["warc_length"])
        with _storage_errors(self.path):
            return warcs.read_bytes(self._originals, found[0]["batch"], extent)

    def articles(self, columns: str | Iterable[str] | None = None, where: str | None = None) -> pd.DataFrame:
        """The current articles with `where`, one row each, in the order they were taken in; see `scans.reader`."""
        return frames.to_frame(scans.reader(self.snapshot(), columns, where).read_all())

    def paragraphs(self, where: str | None = None) -> pd.DataFrame:
        """The paragraphs of the current articles with `where`; see `frames.paragraphs`."""
        return frames.paragraphs(self.snapshot(), where)

    def sentences(self, where: str | None = None) -> pd.DataFrame:
        """The sentences of the current articles with `where`; see `frames.sentences`."""
        return frames.sentences(self.snapshot(), where)

    def groups(self, snapshot: Snapshot) -> pa.Table:
        """Articles of `snapshot` that are copies of each other: ``id, group, kind, similarity``; see `reprints.groups`.

        Where sketches are missing they are made first, by one process at a time; at a million articles that takes
        minutes, once.
        """
        if snapshot.dataset is None:
            return GROUPS.empty_table()
        if self._groups is None or self._groups[0] is not snapshot:
            with _storage_errors(self.path):
                sketches = self._derived.open(SKETCHES)
                if sketches is None or int(sketches.config().get("batches", 0)) < snapshot.version:
                    with writing(self.path):
                        complete_sketches(self._derived, snapshot.dataset)
                sketches = self._derived.open(SKETCHES)
                assert sketches is not None
                self._groups = snapshot, find_groups(sketches, snapshot)
        return self._groups[1]

    def reprints(self) -> pd.DataFrame:
        """The groups as a frame, with ``title``, ``publisher`` and ``date`` of each article."""
        snapshot = self.snapshot()
        groups = self.groups(snapshot)
        rows = snapshot.rows(groups["id"].to_pylist(), ["title", "publisher", "date"])
        rows = rows.take(pc.index_in(groups["id"], value_set=rows["id"]))
        for name in ("title", "publisher", "date"):
            groups = groups.append_column(name, rows[name])
        return frames.to_frame(groups)

    def copies(self, snapshot: Snapshot) -> pa.Array:
        """The ids of the articles of `snapshot` whose text, or an edited form of it, an earlier one has."""
        groups = self.groups(snapshot)
        of_others = pc.and_(pc.not_equal(groups["id"], groups["group"]), pc.not_equal(groups["kind"], "template"))
        return groups["id"].filter(of_others).combine_chunks()

    # -- opening ------------------------------------------------------------------------------------------------------

    def _create(self, wanted: bool) -> None:
        if self.path.exists() and not self.path.is_dir():
            raise UsageError(f"{self.path}: is a file, not an archive folder; name a folder.")
        kept = self._originals.exists() and any(self._originals.iterdir())
        begun = ("originals", f".{self._card.name}.")  # what a creation leaves that was stopped, or is under way
        strange = self.path.exists() and any(not path.name.startswith(begun) for path in self.path.iterdir())
        if self._card.is_file():
            return  # another process was faster
        if kept:
            raise ArchiveDamaged(f"{self._card}: is missing from this archive; bring it back from a copy.")
        if strange:
            raise UsageError(f"{self.path}: is a folder of other things, not an archive; name a new or empty folder.")
        if not wanted:
            raise UsageError(f"{self.path}: there is no archive here; make one with `newsarchive ingest PATH`.")
        self._originals.mkdir(parents=True, exist_ok=True)
        write_card(self.path)

    def _migrate(self, card: Card) -> None:
        """Bring an archive of an older format to today's."""
        if card.format == FORMAT:
            return
        with writing(self.path):
            print(f"{self.path}: bringing the archive from format {card.format} to {FORMAT} …", file=sys.stderr)
            migrate(self.path, card)

    def _recover(self) -> None:
        """Derive again what the tables lack, unless another process is writing and about to do so itself."""
        mark = self._derived.mark()
        kept = warcs.complete_batches(self._originals)
        is_derived = kept == (mark.batches if mark else 0) and (mark or self._derived.is_empty)
        if is_derived and self._derived.index_is_whole():
            return
        try:
            with writing(self.path, patience=0):
                self._derive_missing()
        except ArchiveBusy:
            return
        except OSError as error:
            if mark is None or not self._derived.index_is_whole():
                raise
            print(
                f"{self.path}: batches after {mark.batches} could not be derived from the originals "
                f"({_reason(error) or error}), so answers are of version {mark.batches}; make room and open it again.",
                file=sys.stderr,
            )

    def _derive_missing(self) -> int:
        """Make the tables hold every complete batch and nothing else; how many batches there are."""
        warcs.finish_purge(self._originals)
        kept, mark = warcs.complete_batches(self._originals), self._derived.mark()
        clear_reparse(self.path)
        if mark is None and not self._derived.is_empty:
            self._derived.drop()
            self._snapshot = None
        if mark and not self._derived.index_is_whole():
            print(f"{self.path}: making the index again from the articles …", file=sys.stderr)
            self._derived.cut_back(mark.batches)
            self._derived.index_again()
        derived = mark.batches if mark else 0
        if mark and derived > kept:
            missing = f"{self._originals}: batches {kept + 1} to {derived} are missing"
            if not self._derived.are_copied():
                raise ArchiveDamaged(f"{missing}; bring them back.")
            print(f"{missing} in this copy, made while they were added; copy it again to have them.", file=sys.stderr)
            self._derived.drop()
            self._snapshot, derived = None, 0
        self._derived.cut_back(derived)
        if derived < kept:
            print(f"{self.path}: deriving batches {derived + 1} to {kept} from the originals …", file=sys.stderr)
        for number in range(derived + 1, kept + 1):
            batch = warcs.read_batch(self._originals, number)
            derived_again, refused = rederive(batch, SOFTWARE, self._derived)
            for each in refused:
                print(f"{self.path}: an article could not be read again: {each}", file=sys.stderr)
            self._derived.add(derived_again)
        return kept


@contextmanager
def _storage_errors(path: Path) -> Iterator[None]:
    """What the disk refuses, as one sentence."""
    try:
        yield
    except OSError as error:
        reason = _reason(error)
        if reason is None:
            raise StorageError(
                f"{path}: a table cannot be read ({str(error).splitlines()[0]}); "
                "delete the folders *.lance in it, and the next opening derives them again."
            ) from error
        raise StorageError(
            f"{error.filename or path}: cannot be read or written ({reason}); "
            "check the permissions and the free space. What was acknowledged is kept."
        ) from error


def _reason(error: OSError) -> str | None:
    """What the system said. Lance gives its number, at the end of a long story; without one, a table is damaged."""
    number = re.search(r"\(os error (\d+)\)", str(error))
    return error.strerror or (os.strerror(int(number[1])) if number else None)
