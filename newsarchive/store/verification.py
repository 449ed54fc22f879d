"""Verifying an archive: its originals by their digests, then its tables by deriving every row again.

Nothing is repaired and nothing is written. It works on the folder, and so also where an archive does not open. A row is
compared with what today's parser makes of its original; where another version of the software has read the table, what
that may read otherwise is said, and is no damage.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lance
import pyarrow as pa
import pyarrow.compute as pc

from newsarchive import display
from newsarchive.display import Html, Shown, escaped, printed, sentence, soft
from newsarchive.errors import ArchiveDamaged, StorageError, UsageError
from newsarchive.progress import Progress
from newsarchive.store import index
from newsarchive.store.annotations import Annotations
from newsarchive.store.card import CARD, Card, read_card
from newsarchive.store.derived import ARTICLES, PLACES, WITHDRAWALS, Addition, Derived, Mark, panics_as_errors
from newsarchive.store.differences import differences, in_common
from newsarchive.store.fixity import Problem, check_batch, list_originals
from newsarchive.store.held import Held
from newsarchive.store.ingest import BatchProgress
from newsarchive.store.originals import Batch, read_batch, warc_path
from newsarchive.store.snapshot import any_of
from newsarchive.store.taking import rederive
from newsarchive.text import Language, format_number

if TYPE_CHECKING:
    import pandas as pd

_MOST = 100  # problems of one table, or of the originals, that are listed one by one
_AGAIN = "`newsarchive reparse --commit` derives the tables again."
# What the archive knows, whoever reads the originals; and what is settled batch by batch.
_KNOWN = {
    *("batch", "ingested", "withdrawn", "warc_offset", "warc_length"),
    *("source_path", "source_member", "source_sha256"),
}
_CLOCKS = timedelta(days=1)  # by which the clocks of two machines may differ
_SETTLED = ("superseded", "withdrawn")
_WORDS: display.Words = {
    "none": {"vi": "Không có vấn đề", "en": "No problems"},
    "problems": {"vi": "{count} vấn đề", "en": "{count} problems"},
    "problems_one": {"vi": "{count} vấn đề", "en": "{count} problem"},
    "where": {"vi": "ở đâu", "en": "where"},
    "what": {"vi": "vấn đề", "en": "what"},
    "notes": {"vi": "Nên biết:", "en": "Worth knowing:"},
    "checked": {"vi": "Đã kiểm tra:", "en": "Checked:"},
    "batches": {"vi": "đợt nhận bài", "en": "batches"},
    "bytes": {"vi": "byte bản gốc", "en": "bytes of originals"},
    "originals": {"vi": "bản gốc", "en": "originals"},
    "articles": {"vi": "bài", "en": "articles"},
    "indexed": {"vi": "bài trong chỉ mục", "en": "articles of the index"},
    "places": {"vi": "chỗ khác của cùng bản gốc", "en": "further places"},
    "withdrawals": {"vi": "bài đã rút", "en": "withdrawals"},
    "reports": {"vi": "báo cáo", "en": "reports"},
}


@dataclass(frozen=True, slots=True)
class Verification(Shown):
    """What was found: it is `ok` where there are no problems; `notes` are worth knowing and no damage.

    `checked` counts what was looked at: ``batches``, ``bytes`` (of WARC files), ``originals``, ``articles`` (rows),
    ``indexed`` (articles of the index), ``places`` and ``withdrawals``.
    """

    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    checked: dict[str, int]

    @property
    def ok(self) -> bool:
        return not self.problems

    def to_dict(self) -> dict[str, Any]:
        """The JSON of ``verify --json``."""
        return {
            "ok": self.ok,
            "problems": [problem._asdict() for problem in self.problems],
            "notes": list(self.notes),
            "checked": self.checked,
        }

    def frame(self) -> pd.DataFrame:
        """The problems, one row each: ``where`` and ``what`` (string)."""
        import pandas as pd

        return pd.DataFrame(self.problems, columns=["where", "what"]).astype("string")

    def _html(self, language: Language) -> Html:
        found = sentence(_WORDS, "problems" if self.problems else "none", language, count=len(self.problems))
        columns = [display.Column(_WORDS["where"][language]), display.Column(_WORDS["what"][language])]
        rows = [[printed(each.where, language), printed(each.what, language)] for each in self.problems]
        checked = [
            (_WORDS[name][language] if name in _WORDS else name, escaped(format_number(count, language)))
            for name, count in self.checked.items()
            if count
        ]
        return display.frame(
            language,
            display.line(display.strong(found)),
            display.table(columns, rows, language, total=len(rows), there=".frame()"),
            display.line(soft(_WORDS["notes"][language])) if self.notes else Html(""),
            display.listed([printed(note, language) for note in self.notes], language, ".notes"),
            display.line(soft(_WORDS["checked"][language])),
            display.facts(checked),
        )


def verify(path: str | os.PathLike[str], software: str, progress: Progress | None = None) -> Verification:
    """Check the archive in the folder `path`; `software` is who reads it today.

    Raises `UsageError` where there is no archive.
    """
    return _Verifying(check_is_archive(path), software, progress).verification()


def check_is_archive(path: str | os.PathLike[str]) -> Path:
    """`path`, where an archive is, be it damaged. Raises `UsageError` where not."""
    folder = Path(path).expanduser()
    if folder.suffix.lower() in (".html", ".pdf") and not folder.is_dir():
        raise UsageError(f"{folder}: is a report, and only archives can be verified yet; name an archive's folder.")
    if not (folder / CARD).exists() and not (folder / "originals").is_dir():
        raise UsageError(f"{folder}: there is no archive here; name an archive's folder.")
    return folder


class _Verifying:
    """One verification under way."""

    def __init__(self, path: Path, software: str, progress: Progress | None) -> None:
        self._path, self._software, self._progress = path, software, progress
        self._originals, self._derived = path / "originals", Derived(path)
        self._problems: list[Problem] = []
        self._listed: Counter[str] = Counter()
        self._notes: list[str] = []
        self._checked = dict.fromkeys(
            ("batches", "bytes", "originals", "articles", "indexed", "places", "withdrawals"), 0
        )
        self._read_otherwise: Counter[str] = Counter()
        self._tables: dict[str, lance.LanceDataset] = {}
        self._held = Held(self._tables, [])
        self._steps = BatchProgress([], None)
        self._unreadable: set[str] = set()

    def verification(self) -> Verification:
        card, mark = self._card(), self._open_tables()
        listing = list_originals(self._originals, mark.batches if mark else 0)
        for problem in listing.problems:
            self._add("originals", *problem)
        self._notes += listing.notes
        sizes = [_size(warc_path(self._originals, number)) for number in range(1, listing.batches + 1)]
        self._held = Held(self._tables, sizes)
        self._steps = BatchProgress(sizes, self._progress)
        for number, size in enumerate(sizes, 1):
            self._check_batch(number, card, mark)
            self._checked["bytes"] += size
        if mark:
            self._check_marks(mark, listing.batches)
            self._check_index(mark)
        if damage := Annotations(self._path).damage():
            self._problems.append(Problem(*damage.split(": ", 1)))
        for kind, count in self._listed.items():
            if count > _MOST:
                where = str(self._originals if kind == "originals" else self._path / kind)
                self._problems.append(Problem(where, f"has {count - _MOST:,} further problems like these."))
        return Verification(tuple(self._problems), tuple(self._notes), self._checked)

    def _add(self, kind: str, where: str, what: str) -> None:
        """A problem of the originals or of one table, which is listed unless there are very many."""
        self._listed[kind] += 1
        if self._listed[kind] <= _MOST:
            self._problems.append(Problem(where, what))

    def _add_row(self, table: str, what: str, *, article: str | None = None, column: str | None = None) -> None:
        named = f", article {article}" if article else ""
        named += f", column {column}" if column else ""
        self._add(table, f"{self._path / table}{named}", f"{what}; {_AGAIN}")

    def _card(self) -> Card | None:
        try:
            return read_card(self._path)
        except (ArchiveDamaged, UsageError) as error:
            self._problems.append(Problem(*str(error).split(": ", 1)))
        except OSError as error:
            self._problems.append(Problem(str(self._path / CARD), f"cannot be read ({error.strerror})."))
        return None

    def _open_tables(self) -> Mark | None:
        if self._derived.is_empty:
            if any(self._originals.glob("*.warc.gz")):
                self._notes.append(f"{self._path}: has no tables; the next opening derives them from the originals.")
            return None
        mark = self._derived.mark()
        if mark is None:
            what = "are not whole, or not of today's columns; the next opening derives them again from the originals."
            self._problems.append(Problem(str(self._path), f"the tables {what}"))
            return None
        # As the next batch will find them, which is also what readers see where none is just being added.
        for name in (ARTICLES, PLACES, WITHDRAWALS):
            table = self._derived.open(name)
            assert table is not None
            self._tables[name] = table
        return mark

    # -- batches ------------------------------------------------------------------------------------------------------

    def _check_batch(self, number: int, card: Card | None, mark: Mark | None) -> None:
        """Check the files of a batch, and where they are whole, the rows that were derived from them."""
        faults = check_batch(self._originals, number)
        for problem in faults:
            self._add("originals", *problem)
        self._checked["batches"] += 1
        if faults:
            return
        try:
            batch = read_batch(self._originals, number)
        except FileNotFoundError:
            return  # which was said when the files were listed
        except ArchiveDamaged as error:
            self._add("originals", *str(error).split(": ", 1))
            return
        self._checked["originals"] += len(batch.originals)
        if number == 1 and card and card.created > batch.ingested + _CLOCKS:
            what = f"says that it was made after its first batch, at {card.created}; bring it back from a copy."
            self._problems.append(Problem(str(self._path / CARD), what))
        if mark is None:
            return
        if number > mark.batches:
            self._notes.append(f"{self._path}: batch {number} is not in the tables yet; the next opening derives it.")
            return
        added = None
        with self._reading(ARTICLES):
            step = self._steps.begin(number, len(batch.originals))
            added, refused = rederive(batch, self._software, self._derived, step)
            for each in refused:
                self._differs(mark, f"today's {self._software} cannot read {each}")
            self._compare_articles(added, batch, mark)
            self._compare_settled(added, number, mark)
        if added:
            for name, rows in ((PLACES, added.places), (WITHDRAWALS, added.withdrawals)):
                with self._reading(name):
                    self._compare_small(name, rows, number)

    @contextmanager
    def _reading(self, table: str) -> Iterator[None]:
        """A table that cannot be read is a problem of that table, not of the verification."""
        try:
            with panics_as_errors():
                yield
        except (OSError, ValueError, RuntimeError) as error:
            if table not in self._unreadable:
                reason = str(error).splitlines()[0][:150]
                what = f"cannot be read ({reason}); delete this folder, and the next opening derives it again."
                self._add(table, str(self._path / table), what)
            self._unreadable.add(table)

    def _differs(self, mark: Mark, what: str, *, column: str | None = None, article: str | None = None) -> None:
        """A value is not what today's parser reads: damage where that parser wrote it, else a new reading."""
        if mark.software == self._software or column in _KNOWN:
            self._add_row(ARTICLES, what, article=article, column=column)
            return
        self._read_otherwise[column or "not read"] += 1

    def _compare_articles(self, added: Addition, batch: Batch, mark: Mark) -> None:
        held, derived = self._held.of(ARTICLES, added.mark.batches), added.rows
        self._checked["articles"] += len(held)
        here, there = held["id"].to_pylist(), derived["id"].to_pylist()
        if here != there:
            self._compare_ids(here, there, {original.record.sha256[:16] for original in batch.originals})
        columns = [name for name in derived.column_names if name not in _SETTLED]
        for each in differences(*in_common(held, derived), columns):
            one, other = each.shown()
            self._differs(mark, f"is {one!r}, by its original {other!r}", column=each.column, article=each.id)

    def _compare_ids(self, here: list[str], there: list[str], originals: set[str]) -> None:
        """Rows missing, surplus, or in another order; `originals` may hold some that today's parser refuses."""
        counts = Counter(here)
        for identity in there:
            if not counts[identity]:
                self._add_row(ARTICLES, "its row is missing", article=identity)
        for identity, count in counts.items():
            if identity not in originals:
                self._add_row(ARTICLES, "has a row, but no original in its batch", article=identity)
            elif count > 1:
                self._add_row(ARTICLES, f"has {count} rows", article=identity)
        if sorted(here) == sorted(there):
            self._add_row(ARTICLES, "has its rows in another order than the originals")

    def _compare_settled(self, added: Addition, number: int, mark: Mark) -> None:
        """Which articles this batch superseded or withdrew."""
        within = pc.field("superseded") == number  # an earlier state of a page in this very batch
        settled = {
            "superseded": {*added.superseded, *added.rows.filter(within)["id"].to_pylist()},
            "withdrawn": self._there(added.withdrawals["id"].to_pylist()),
        }
        for column in _SETTLED:
            held = self._held.of(ARTICLES, number, ["id"], by=column)["id"].to_pylist()
            right = settled[column]
            for identity in sorted(right ^ set(held)):
                one, other = ("nothing", number) if identity in right else (number, "something else")
                self._differs(mark, f"is {one}, by the originals {other}", article=identity, column=column)

    def _there(self, ids: list[str]) -> set[str]:
        """Those of `ids` that have a row: a purged article has none, and one that is lost is told of elsewhere."""
        table = self._tables[ARTICLES].to_table(columns=["id"], filter=any_of("id", ids))
        return set(table["id"].to_pylist())

    def _compare_small(self, name: str, derived: pa.Table, number: int) -> None:
        """Further places and withdrawals, whose rows are told whole."""
        held = self._held.of(name, number)
        self._checked[name.removesuffix(".lance")] += len(held)
        if held.equals(derived):
            return
        one, other = (Counter(tuple(row.values()) for row in table.to_pylist()) for table in (held, derived))
        for row in (one - other) + (other - one):
            which = "should not be there" if row in one else "is missing"
            self._add_row(name, f"the row {tuple(map(str, row[1:]))} {which}", article=row[0])
        if one == other:
            self._add_row(name, f"has the rows of batch {number} in another order than the originals")

    # -- the whole ----------------------------------------------------------------------------------------------------

    def _check_index(self, mark: Mark) -> None:
        """The index, by the rows that it is made of."""
        if not self._derived.index_is_whole():
            what = "is not whole; the next opening makes it again from the articles."
            self._problems.append(Problem(str(self._path / index.INDEX), what))
            return
        if ARTICLES in self._unreadable:
            return
        with self._reading(index.INDEX):
            try:
                opened = self._derived.open_index(mark)
            except StorageError as error:
                self._add(index.INDEX, *str(error).split(": ", 1))
                return
            for segment in opened.segments:
                for at, what in index.faults(segment, self._rows(segment.first, segment.last)):
                    identity = self._tables[ARTICLES].take([segment.first + at], columns=["id"])["id"][0]
                    named = f"{self._path / index.INDEX / segment.name}, from article {identity} on"
                    self._add(index.INDEX, named, f"{what}; delete this folder, and the next opening makes it again.")
                self._checked["indexed"] += segment.last - segment.first

    def _rows(self, first: int, last: int) -> Iterator[pa.Table]:
        """The rows of the articles from `first` to `last`, as the index is made of them."""
        for start in range(first, last, index.AT_ONCE):
            limit = min(index.AT_ONCE, last - start)
            yield self._tables[ARTICLES].to_table(columns=list(index.COLUMNS), offset=start, limit=limit)

    def _check_marks(self, mark: Mark, batches: int) -> None:
        """What no batch accounts for, and which software read the tables."""
        for name, table in self._tables.items():
            with self._reading(name):
                stray = table.to_table(filter=f"batch < 1 OR batch > {batches}", columns=[table.schema.names[0]])
                for key in stray[0].to_pylist():
                    self._add_row(name, f"has a row for {key} of a batch that is not among the originals")
        with self._reading(ARTICLES):
            for column in _SETTLED:
                wrong = f"{column} < 1 OR {column} > {batches}"
                for identity in self._tables[ARTICLES].to_table(columns=["id"], filter=wrong)["id"].to_pylist():
                    self._add_row(ARTICLES, "names a batch that is not there", article=identity, column=column)
        if mark.software != self._software:
            columns = ", ".join(f"{column} {count:,}" for column, count in self._read_otherwise.most_common())
            self._notes.append(
                f"{self._path}: the tables were read by {mark.software}, this is {self._software}; what differs: "
                f"{columns or 'nothing'}. `newsarchive reparse` shows it."
            )


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
