"""The derived tables on disk: Lance datasets that can be deleted and are written again from the originals.

A batch is added in several commits, for Lance has none over two tables. The last of them marks it: it notes in the
articles' own configuration how many batches are in, and in which version of the table: whoever reads while a batch is
added reads that version. What a stopped addition left beyond the mark is cut off before the next one. New rows get an
index of their own (a delta), which costs the same however large the table is; small deltas are merged, so that an
archive of single pages does not end up with thousands. The index of words, a folder beside the tables, is named by the
mark as well; where it alone is damaged, it is made again from the articles.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import lance
import pyarrow as pa

from newsarchive.store import index
from newsarchive.store import table as tables

ARTICLES = "articles.lance"
PLACES = "places.lance"
SKETCHES = "sketches.lance"
"""Made only when reprints are asked for; see `groups`."""
WITHDRAWALS = "withdrawals.lance"

_SCHEMAS = {
    PLACES: tables.PLACES_SCHEMA,
    WITHDRAWALS: tables.WITHDRAWALS_SCHEMA,
    ARTICLES: tables.SCHEMA,
}
_INDEXES = {ARTICLES: ("id", "url"), PLACES: ("id",), WITHDRAWALS: ("id",)}
"""The columns by which rows are found."""

_SEGMENTS = "segments"
_SMALL_DELTA = 5_000  # rows
_SMALL_DELTAS = 8  # so many of them become one


@dataclass(frozen=True, slots=True)
class Mark:
    """What the tables hold: batches 1 to `batches`, the last taken in at `ingested`, read by `software`.

    Where several versions of the software have read them, a comma stands between those. `segments` are those of the
    index, in order.
    """

    batches: int
    ingested: datetime
    software: str
    segments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Addition:
    """One batch for the tables. `superseded` are the ids of the articles that its rows follow."""

    mark: Mark
    rows: pa.Table
    places: pa.Table
    withdrawals: pa.Table
    superseded: tuple[str, ...] = ()


class Derived:
    """The tables of the archive folder `path`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def open(self, name: str) -> lance.LanceDataset | None:
        """A table as it is now, or None where there is none."""
        path = self.path / name
        return lance.dataset(path) if path.exists() else None

    @property
    def is_empty(self) -> bool:
        """True where there are no tables at all, as before the first batch."""
        return not any((self.path / name).exists() for name in _INDEXES)

    @property
    def identity(self) -> tuple[int, int] | None:
        """Tells the table of articles from one derived anew, which may be in the same version; None without one."""
        try:
            found = (self.path / ARTICLES).stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_ctime_ns

    def mark(self) -> Mark | None:
        """What is in the tables; None where they cannot be used and have to be derived again."""
        try:
            with panics_as_errors():
                articles = self.open(ARTICLES)
                if articles is None or not all(map(self._is_whole, _INDEXES)):
                    return None
                # A copy of the folder may have caught one table before a batch and the articles after it.
                config = articles.config()
                if any(self._rows(name) < int(config[name]) for name in _INDEXES if name != ARTICLES):
                    return None
                return read_mark(articles)
        except (KeyError, ValueError, OSError):
            return None

    def complete(self) -> tuple[lance.LanceDataset, Mark] | None:
        """The articles as the last whole batch left them, and its mark; None before the first.

        While a batch is added, the newest version of the table holds a part of it already.
        """
        try:
            newest = self.open(ARTICLES)
            if newest is None:
                return None
            mark, version = read_mark(newest), int(newest.config()["table"])
            return newest if newest.version == version else lance.dataset(self.path / ARTICLES, version=version), mark
        except ValueError:
            return None  # the first batch is just being added, for opening would have mended anything else

    def are_copied(self) -> bool:
        """True where the tables were added to in another folder, of which this one is a copy."""
        articles = self.open(ARTICLES)
        return articles is not None and articles.config().get("folder") != self._folder()

    def add(self, addition: Addition) -> None:
        """Add one batch; it is in once this returns, and on the disk."""
        number = addition.mark.batches
        for name, rows in (
            (PLACES, addition.places),
            (WITHDRAWALS, addition.withdrawals),
            (ARTICLES, addition.rows),
        ):
            self._append(name, rows, number)
        own = set(addition.rows["id"].to_pylist())
        withdrawn = addition.withdrawals["id"].to_pylist()
        for column, ids in (("superseded", addition.superseded), ("withdrawn", withdrawn)):
            self._set(column, {identity: number for identity in ids if identity not in own})
        for name in _INDEXES:
            self._index(name)
        articles = self.open(ARTICLES)
        assert articles is not None
        before = _segments(articles) if number > 1 else ()
        segments = index.extend(self.path / index.INDEX, before, addition.rows)
        if hasattr(os, "sync"):
            os.sync()  # Lance leaves to the system when its files reach the disk; the mark must not be there before
        mark = addition.mark
        read_by = dict.fromkeys([*articles.config().get("software", "").split(", "), mark.software])
        said = {
            "batches": str(number),
            "ingested": mark.ingested.isoformat(),
            "software": ", ".join(filter(None, read_by)),
            "table": str(articles.version + 1),
            "folder": self._folder(),
            _SEGMENTS: " ".join(segments),
            # What an answer would otherwise have to count first.
            **{name: str(articles.count_rows(filter=condition)) for name, condition in tables.NOT_CURRENT.items()},
        }
        articles.update_config({**said, **{name: str(self._rows(name)) for name in _INDEXES if name != ARTICLES}})
        index.clear(self.path / index.INDEX, segments)

    def open_index(self, mark: Mark, held: index.Index | None = None) -> index.Index:
        """The index of what `mark` says; of `held`, an index of the same tables, what has not changed is kept open."""
        return index.open_index(self.path / index.INDEX, mark.segments, held)

    def index_is_whole(self) -> bool:
        """Whether the index is there, of all articles that the tables are marked to hold."""
        complete = self.complete()
        if complete is None:
            return True
        articles, mark = complete
        return index.are_whole(self.path / index.INDEX, mark.segments, articles.count_rows())

    def index_again(self) -> None:
        """Make the index anew, from the articles; nothing of a stopped addition may be left."""
        folder, segments = self.path / index.INDEX, list[str]()
        articles = self.open(ARTICLES)
        assert articles is not None
        for start in range(0, articles.count_rows(), index.AT_ONCE):
            rows = articles.to_table(columns=list(index.COLUMNS), offset=start, limit=index.AT_ONCE)
            segments = index.extend(folder, segments, rows)
        if hasattr(os, "sync"):
            os.sync()
        articles.update_config({_SEGMENTS: " ".join(segments), "table": str(articles.version + 1)})
        index.clear(folder, segments)

    def cut_back(self, batches: int) -> None:
        """Take out whatever a stopped addition left of batches after `batches`, which are those that are marked."""
        for name in _INDEXES:
            dataset = self.open(name)
            if dataset is not None and dataset.count_rows(filter=f"batch > {batches}"):
                dataset.delete(f"batch > {batches}")
        articles = self.open(ARTICLES)
        if articles is not None:
            for column in ("superseded", "withdrawn"):
                left = articles.to_table(columns=["id"], filter=f"{column} > {batches}")
                self._set(column, dict.fromkeys(left["id"].to_pylist()))
            index.clear(self.path / index.INDEX, _segments(articles))

    def append_sketches(self, rows: pa.Table) -> None:
        """Add sketches; they count once they are marked."""
        path = self.path / SKETCHES
        if path.exists():
            lance.write_dataset(rows, path, mode="append")
            return
        aside = path.with_name(f".{path.name}")  # a first write that is stopped leaves a folder that is no table
        shutil.rmtree(aside, ignore_errors=True)
        lance.write_dataset(rows, aside)
        aside.rename(path)

    def mark_sketches(self, batches: int) -> None:
        """Note that the articles of batches 1 to `batches` have their sketches."""
        dataset = self.open(SKETCHES)
        if dataset is not None:
            dataset.update_config({"batches": str(batches)})

    def drop(self) -> None:
        """Delete all tables."""
        for name in (*_INDEXES, SKETCHES, index.INDEX):
            shutil.rmtree(self.path / name, ignore_errors=True)

    def _folder(self) -> str:
        """The number by which the system knows the folder: the same when it was moved, another one for a copy."""
        return str(self.path.stat().st_ino)

    def _rows(self, name: str) -> int:
        dataset = self.open(name)
        return dataset.count_rows() if dataset else 0

    def replace_by(self, other: Derived) -> None:
        """Put the tables of `other` in the place of these. Where that is stopped, the next opening derives them."""
        self.drop()
        (self.path / index.INDEX).mkdir(exist_ok=True)  # of which Windows may have kept a segment that is open
        segments = [f"{index.INDEX}/{path.name}" for path in (other.path / index.INDEX).glob("*")]
        for name in (*segments, *_SCHEMAS):  # the articles, which say what is in the tables, come last
            os.replace(other.path / name, self.path / name)

    def _append(self, name: str, rows: pa.Table, number: int) -> None:
        if number == 1:
            shutil.rmtree(self.path / name, ignore_errors=True)  # of a first batch that was stopped
            lance.write_dataset(rows, self.path / name)
        elif len(rows):
            lance.write_dataset(rows, self.path / name, mode="append")

    def _set(self, column: str, values: Mapping[str, int | None]) -> None:
        """Set `column` of the articles of some ids, in place."""
        articles = self.open(ARTICLES)
        if not values or articles is None:
            return
        table = pa.table({"id": list(values), column: pa.array(list(values.values()), pa.int32())})
        articles.merge_insert("id").when_matched_update_all().execute(table)

    def _index(self, name: str) -> None:
        """Index what is not indexed yet."""
        dataset = self.open(name)
        assert dataset is not None
        have = _indexed(dataset)
        for column in _INDEXES[name]:
            if column not in have:
                dataset.create_scalar_index(column, "BTREE")
        if have:
            first = next(iter(_INDEXES[name]))
            deltas = dataset.stats.index_stats(f"{first}_idx")["num_indexed_rows_per_delta"]
            small = next((n for n, rows in enumerate(reversed(deltas)) if rows >= _SMALL_DELTA), len(deltas))
            dataset.optimize.optimize_indices(num_indices_to_merge=small if small >= _SMALL_DELTAS else 0)

    def _is_whole(self, name: str) -> bool:
        """True where a table is there with all its columns and indexes, and no file of it was cut short."""
        dataset = self.open(name)
        if dataset is None or dataset.schema.names != _SCHEMAS[name].names:
            return False
        return set(_INDEXES[name]) <= _indexed(dataset) and all(_are_whole(self.path / name, dataset))


@contextmanager
def panics_as_errors() -> Iterator[None]:
    """Lance panics at some damage. What Python gets then is no `Exception`, and has no name to catch it by."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise OSError(f"the table is damaged ({error})") from error


def read_mark(articles: lance.LanceDataset) -> Mark:
    """What a table of articles holds, by its own configuration. Raises `ValueError` where it does not say."""
    config = articles.config()
    try:
        ingested = datetime.fromisoformat(config["ingested"])
        return Mark(int(config["batches"]), ingested, config["software"], _segments(articles))
    except KeyError as error:
        raise ValueError(f"the table does not say what is in it: {error}") from error


def _segments(articles: lance.LanceDataset) -> tuple[str, ...]:
    """The segments of the index that a table of articles names."""
    return tuple(articles.config()[_SEGMENTS].split())


def _indexed(dataset: lance.LanceDataset) -> set[str]:
    return {name for columns in dataset.describe_indices() for name in columns.field_names}


def _are_whole(path: Path, dataset: lance.LanceDataset) -> Iterable[bool]:
    """Whether each file of rows and of an index has the size that the table says.

    After a power failure it may not, nor in a copy of the folder that was made while something was added.
    """
    for fragment in dataset.get_fragments():
        for file in fragment.metadata.files:
            data = path / "data" / file.path
            yield file.file_size_bytes is None or data.stat().st_size == file.file_size_bytes
        if deleted := fragment.metadata.deletion_file:
            yield (path / deleted.path(fragment.fragment_id)).exists()
    for described in dataset.describe_indices():
        for segment in described.segments:
            files = (path / "_indices" / str(segment.uuid)).iterdir()
            yield segment.size_bytes in (None, sum(file.stat().st_size for file in files))
