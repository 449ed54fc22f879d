"""The archive at one version: what an answer is asked of, unchanged by later additions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from newsarchive.article import Article
from newsarchive.errors import StorageError
from newsarchive.store import table as tables

if TYPE_CHECKING:
    import lance


@dataclass(frozen=True)
class Snapshot:
    """The tables of an archive, held at `version` (a number of batches); `date` is the newest batch's day.

    Its articles are the *current* ones: not withdrawn, and each page in its latest state.
    """

    name: str
    version: int
    date: date
    dataset: lance.LanceDataset | None
    terms: lance.LanceDataset | None
    withdrawals: lance.LanceDataset | None

    @cached_property
    def superseded(self) -> int:
        """The number of articles that a later state of their page has followed."""
        return self._noted("superseded")

    @cached_property
    def withdrawn(self) -> int:
        """The number of articles that were withdrawn."""
        return self._noted("withdrawn")

    @cached_property
    def size(self) -> int:
        """The number of current articles."""
        return self._count(None) - self.superseded - self.withdrawn

    def table(self, columns: Iterable[str], *, filter: str | None = None, **scan: Any) -> pa.Table:
        """Current articles in the order they were taken in, with the given columns.

        `filter` is a condition in the words of DataFusion; `scan` goes to Lance's scanner.
        """
        conditions = [f"({filter})"] if filter else []
        if self.superseded or self.withdrawn:
            conditions.append(CURRENT)
            scan = {"prefilter": True, **scan}
        return self._table(columns, filter=" AND ".join(conditions) or None, **scan)

    def _table(self, columns: Iterable[str], **scan: Any) -> pa.Table:
        names = list(columns)
        if self.dataset is None:
            empty = tables.SCHEMA.empty_table().select(names)
            return empty.append_column("_rowid", pa.array([], pa.uint64())) if scan.get("with_row_id") else empty
        return _read(self.dataset, columns=names, **scan)

    def _noted(self, kind: str) -> int:
        """How many articles are not current in that way, as the last batch noted it."""
        if self.dataset is None:
            return 0
        with reading(self.dataset):
            noted = self.dataset.config().get(kind)
        return self._count(tables.NOT_CURRENT[kind]) if noted is None else int(noted)

    def _count(self, condition: str | None) -> int:
        if self.dataset is None:
            return 0
        with reading(self.dataset):
            return int(self.dataset.count_rows(filter=condition))

    def forms(self, plain: str) -> list[str]:
        """The exact forms in the archive that have the plain key `plain`, which is letters or digits only."""
        if self.terms is None:
            return []
        wanted = f"{any_of('plain', [plain])} AND batch <= {self.version}"
        table = _read(self.terms, columns=["exact"], filter=wanted)
        return sorted(set(table["exact"].to_pylist()))

    def rows(self, ids: Iterable[str], columns: Iterable[str]) -> pa.Table:
        """The rows of `ids` with their ``id``, in the order of the table, also of articles that are not current."""
        return self.rows_of("id", ids, columns)

    def rows_of(self, column: str, values: Iterable[str], columns: Iterable[str]) -> pa.Table:
        """The rows whose `column` is one of `values`, in the same way."""
        return self._table(dict.fromkeys(["id", *columns]), filter=any_of(column, values))

    def withdrawn_for(self) -> pa.Table:
        """The articles that were withdrawn, in that order: `WITHDRAWALS_SCHEMA`."""
        if self.withdrawals is None:
            return tables.WITHDRAWALS_SCHEMA.empty_table()
        return _read(self.withdrawals, filter=f"batch <= {self.version}")

    def articles(self, ids: Iterable[str]) -> Iterator[Article]:
        """The articles of `ids`, in that order, fetched by the hundred."""
        wanted = list(ids)
        for start in range(0, len(wanted), 100):
            some = wanted[start : start + 100]
            found = {row["id"]: row for row in self.rows(some, tables.ARTICLE_COLUMNS).to_pylist()}
            yield from (tables.article(found[identity]) for identity in some)


CURRENT = "superseded IS NULL AND withdrawn IS NULL"
"""The condition that an article is current."""


def any_of(column: str, values: Iterable[str]) -> str:
    """A filter for rows whose `column` is one of `values`; a quote inside a value is doubled, as SQL wants it."""
    quoted = ", ".join("'" + value.replace("'", "''") + "'" for value in values)
    return f"{column} IN ({quoted})" if quoted else "false"


@contextmanager
def reading(dataset: lance.LanceDataset | None) -> Iterator[None]:
    """What Lance cannot read, as one sentence with the way out."""
    try:
        yield
    except (OSError, ValueError) as error:
        where = dataset.uri if dataset else "memory"
        sentence = f"{where}: cannot be read; delete this folder, and the next opening derives it again."
        raise StorageError(sentence) from error


def _read(dataset: lance.LanceDataset, **scan: Any) -> pa.Table:
    with reading(dataset):
        return dataset.scanner(**scan).to_table()
