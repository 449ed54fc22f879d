"""The archive at one version: what an answer is asked of, unchanged by later additions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from newsarchive.article import Article
from newsarchive.errors import StorageError
from newsarchive.store import table as tables

if TYPE_CHECKING:
    import lance


@dataclass(frozen=True)
class Snapshot:
    """The tables of an archive, held at `version` (a number of batches); `date` is the newest batch's day."""

    name: str
    version: int
    date: date
    dataset: lance.LanceDataset | None
    terms: lance.LanceDataset | None

    @property
    def size(self) -> int:
        """The number of articles."""
        return self.dataset.count_rows() if self.dataset else 0

    def table(self, columns: Iterable[str], **scan: Any) -> pa.Table:
        """Rows in the order they were taken in, with the given columns; `scan` goes to Lance's scanner."""
        names = list(columns)
        if self.dataset is None:
            return tables.SCHEMA.empty_table().select(names)
        return _read(self.dataset, columns=names, **scan)

    def forms(self, plain: str) -> list[str]:
        """The exact forms in the archive that have the plain key `plain`, which is letters or digits only."""
        if self.terms is None:
            return []
        table = _read(self.terms, columns=["exact"], filter=any_of("plain", [plain]))
        return sorted(set(table["exact"].to_pylist()))

    def rows(self, ids: Iterable[str], columns: Iterable[str]) -> pa.Table:
        """The rows of `ids` with their ``id``, in the order of the table."""
        return self.table(dict.fromkeys(["id", *columns]), filter=any_of("id", ids))

    def articles(self, ids: Iterable[str]) -> Iterator[Article]:
        """The articles of `ids`, in that order, fetched by the hundred."""
        wanted = list(ids)
        for start in range(0, len(wanted), 100):
            some = wanted[start : start + 100]
            found = {row["id"]: row for row in self.rows(some, tables.ARTICLE_COLUMNS).to_pylist()}
            yield from (tables.article(found[identity]) for identity in some)


def any_of(column: str, values: Iterable[str]) -> str:
    """A filter for rows whose `column` is one of `values`; a quote inside a value is doubled, as SQL wants it."""
    quoted = ", ".join("'" + value.replace("'", "''") + "'" for value in values)
    return f"{column} IN ({quoted})" if quoted else "false"


def _read(dataset: lance.LanceDataset, **scan: Any) -> pa.Table:
    try:
        return dataset.scanner(**scan).to_table()
    except (OSError, ValueError) as error:
        sentence = f"{dataset.uri}: cannot be read; delete this folder, and the next opening derives it again."
        raise StorageError(sentence) from error
