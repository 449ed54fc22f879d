"""An archive folder: opened, added to, and read at a version that stays as it is."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version as package_version
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
from filelock import FileLock, Timeout

from newsarchive.article import VIETNAM, Article
from newsarchive.errors import ArchiveBusy, ArchiveDamaged, StorageError, UsageError
from newsarchive.parsing import Contents, Found, Reading, find_files, parse, pasted, uploaded
from newsarchive.store import originals as warcs
from newsarchive.store import table as tables
from newsarchive.store.derived import ARTICLES, TERMS, Derived, last_batch
from newsarchive.store.frames import to_frame
from newsarchive.store.ingest import IngestReport, Progress, Read, Tally, as_told, read_records
from newsarchive.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

FORMAT = 1
"""The version of the format on disk, as kept in ``archive.json``."""

PATIENCE = 10.0
"""How long, in seconds, a writer waits for another to be done."""


class Store:
    """The archive folder at `path`. `open` makes it where there is none, and mends what can be derived again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._originals = path / "originals"
        self._card = path / "archive.json"
        self._derived = Derived(path)
        self._snapshot: Snapshot | None = None

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, create: bool = True) -> Store:
        """Open the archive at `path`.

        Raises `UsageError` for a folder that is no archive (or a missing one, unless `create`), `StorageError` where
        it cannot be read or written and `ArchiveDamaged` where originals are missing.
        """
        store = cls(Path(path).expanduser())
        with _storage_errors(store.path):
            if store._card.is_file():
                store._check_card()
            else:
                store._create(create)
            store._recover()
        return store

    @property
    def version(self) -> int:
        """The number of batches committed."""
        return self.snapshot().version

    def snapshot(self) -> Snapshot:
        """The archive as it is now; the same object until something is added, by this process or another."""
        held = self._snapshot
        if held and held.dataset and held.dataset.latest_version == held.dataset.version:
            return held
        articles = self._derived.open(ARTICLES)
        version, taken = last_batch(articles) if articles else (0, self._check_card())
        self._snapshot = Snapshot(
            name=self.path.resolve().name,
            version=version,
            date=taken.astimezone(VIETNAM).date(),
            dataset=articles,
            terms=self._derived.open(TERMS),
        )
        return self._snapshot

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

    def ingest_bytes(
        self, data: bytes, *, name: str, publisher: str | None = None, section: str | None = None
    ) -> IngestReport:
        """Take in one file that was handed over as bytes, such as a browser upload."""
        return self._take([uploaded(data, name)], publisher, section, Tally())

    def _take(
        self, sources: Iterable[Iterable[Found]], publisher: str | None, section: str | None, tally: Tally
    ) -> IngestReport:
        with _storage_errors(self.path), self._writing():
            self._derive_missing()
            for read in read_records(sources, tally, publisher, section):
                held = set(self.snapshot().rows((item.article.id for item in read), ["id"])["id"].to_pylist())
                new = [item for item in read if item.article.id not in held]
                if new:
                    self._commit(new)
                tally.new += len(new)
                tally.held += len(read) - len(new)
        return tally.report(self.version)

    def _commit(self, new: list[Read]) -> None:
        """Keep one batch: the originals first, then the rows derived from them."""
        number, now = self.version + 1, datetime.now(UTC).replace(microsecond=0)
        batch = warcs.Batch(number, now, tuple(item.original for item in new))
        warcs.write_batch(self._originals, batch, f"newsarchive/{package_version('newsarchive')}")
        self._derived.append((item.article for item in new), number, now)

    @contextmanager
    def _writing(self, wait: float | None = None) -> Iterator[None]:
        """Hold the archive for writing; one process does at a time."""
        try:
            with FileLock(self.path / ".lock", timeout=PATIENCE if wait is None else wait):
                yield
        except Timeout as error:
            raise ArchiveBusy(f"{self.path}: another process is adding to this archive; try again later.") from error

    # -- reading ------------------------------------------------------------------------------------------------------

    def article(self, identity: str) -> Article:
        """One article by its id. Raises `UsageError` where there is none."""
        found = self.snapshot().rows([identity], tables.ARTICLE_COLUMNS).to_pylist()
        if not found:
            raise UsageError(f"{identity}: no article of {self.path} has this id; search lists the ids.")
        return tables.article(found[0])

    def articles(self) -> pd.DataFrame:
        """All articles, one row each, in the order they were taken in; the columns are `FRAME_COLUMNS`."""
        return to_frame(self.snapshot().table(tables.FRAME_COLUMNS))

    def paragraphs(self) -> pd.DataFrame:
        """All paragraphs, one row each: ``id``, ``paragraph`` (0, 1, … within the article) and ``text``."""
        table = self.snapshot().table(["id", "paragraphs"])
        rows = [
            (identity, number, text)
            for identity, texts in zip(table["id"].to_pylist(), table["paragraphs"].to_pylist(), strict=True)
            for number, text in enumerate(texts)
        ]
        names = ["id", "paragraph", "text"]
        schema = pa.schema(zip(names, (pa.string(), pa.int64(), pa.string()), strict=True))
        return to_frame(pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows], schema=schema))

    # -- opening ------------------------------------------------------------------------------------------------------

    def _create(self, wanted: bool) -> None:
        if self.path.exists() and not self.path.is_dir():
            raise UsageError(f"{self.path}: is a file, not an archive folder; name a folder.")
        if self._originals.exists() and any(self._originals.iterdir()):
            raise ArchiveDamaged(f"{self._card}: is missing from this archive; bring it back from a copy.")
        if self.path.exists() and any(path != self._originals for path in self.path.iterdir()):
            raise UsageError(f"{self.path}: is a folder of other things, not an archive; name a new or empty folder.")
        if not wanted:
            raise UsageError(f"{self.path}: there is no archive here; make one with `newsarchive ingest PATH`.")
        self._originals.mkdir(parents=True, exist_ok=True)
        temporary = self._card.with_suffix(".tmp")
        card = {"format": FORMAT, "created": datetime.now(UTC).replace(microsecond=0).isoformat()}
        temporary.write_text(json.dumps(card) + "\n", "utf-8")
        os.replace(temporary, self._card)

    def _check_card(self) -> datetime:
        """When the archive was made, by its card. Raises `ArchiveDamaged`, or `UsageError` for another format."""
        try:
            card = json.loads(self._card.read_text("utf-8"))
            form, created = card["format"], datetime.fromisoformat(card["created"])
        except (ValueError, KeyError, TypeError) as error:
            raise ArchiveDamaged(f"{self._card}: cannot be read ({error}); bring it back from a copy.") from error
        if form != FORMAT:
            raise UsageError(f"{self.path}: has format {form}, this newsarchive reads {FORMAT}; install a newer one.")
        return created

    def _recover(self) -> None:
        """Derive again what the tables lack, unless another process is writing and about to do so itself."""
        if warcs.complete_batches(self._originals) == self._derived.batches():
            return
        try:
            with self._writing(wait=0):
                self._derive_missing()
        except ArchiveBusy:
            return

    def _derive_missing(self) -> None:
        kept, derived = warcs.complete_batches(self._originals), self._derived.batches()
        if derived == kept:
            return
        if derived is None:
            self._derived.drop()
            self._snapshot = None
            derived = 0
        if derived > kept:
            raise ArchiveDamaged(f"{self._originals}: batches {kept + 1} to {derived} are missing; bring them back.")
        if kept:
            print(f"{self.path}: deriving batches {derived + 1} to {kept} from the originals …", file=sys.stderr)
        for number in range(derived + 1, kept + 1):
            batch = warcs.read_batch(self._originals, number)
            articles = (as_told(parse(original.record), original) for original in batch.originals)
            self._derived.append(articles, batch.number, batch.ingested)


@contextmanager
def _storage_errors(path: Path) -> Iterator[None]:
    """What the disk refuses, as one sentence."""
    try:
        yield
    except OSError as error:
        # Lance says the system's number, at the end of a long story.
        number = re.search(r"\(os error (\d+)\)", str(error))
        reason = error.strerror or (os.strerror(int(number[1])) if number else str(error).splitlines()[0])
        raise StorageError(
            f"{error.filename or path}: cannot be read or written ({reason}); "
            "check the permissions and the free space. What was acknowledged is kept."
        ) from error
