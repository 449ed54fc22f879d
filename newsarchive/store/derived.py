"""The derived tables on disk: Lance datasets that can be deleted and are written again from the originals."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import lance
import pyarrow as pa

from newsarchive.article import Article
from newsarchive.store import table as tables

ARTICLES = "articles.lance"
TERMS = "terms.lance"

_INDEXES: dict[str, dict[str, Literal["INVERTED", "BTREE"]]] = {
    ARTICLES: {"exact": "INVERTED", "plain": "INVERTED", "id": "BTREE"},
    TERMS: {"plain": "BTREE"},
}
# Our own tokens, separated by spaces, each kept whole however long it is, with positions for phrases.
_INVERTED: dict[str, Any] = {
    "with_position": True,
    "base_tokenizer": "whitespace",
    "stem": False,
    "lower_case": False,
    "remove_stop_words": False,
    "ascii_folding": False,
    "max_token_length": None,
}


class Derived:
    """The tables of the archive folder `path`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def open(self, name: str) -> lance.LanceDataset | None:
        """A table as it is now, or None where there is none."""
        path = self.path / name
        return lance.dataset(path) if path.exists() else None

    def batches(self) -> int | None:
        """The number of batches in the tables; None where one cannot be used and they have to be derived again."""
        try:
            articles = self.open(ARTICLES)
            if articles is None:
                return 0
            return last_batch(articles)[0] if all(map(self._is_whole, _INDEXES)) else None
        except (ValueError, OSError):
            return None

    def append(self, articles: Iterable[Article], number: int, ingested: datetime) -> None:
        """Add one batch. The rows come last: they are the mark that the batch is in."""
        rows = tables.rows(articles, number, ingested)
        terms = self.open(TERMS)
        if terms is not None:
            terms.delete(f"batch >= {number}")  # left by an ingest that was stopped between the two
        self._write(TERMS, tables.terms(rows, number))
        self._write(ARTICLES, rows)

    def drop(self) -> None:
        """Delete all tables."""
        for name in _INDEXES:
            shutil.rmtree(self.path / name, ignore_errors=True)

    def _write(self, name: str, rows: pa.Table) -> None:
        dataset = self.open(name)
        if dataset is not None:
            lance.write_dataset(rows, self.path / name, mode="append").optimize.optimize_indices()
            return
        dataset = lance.write_dataset(rows, self.path / name)
        for column, kind in _INDEXES[name].items():
            dataset.create_scalar_index(column, kind, **(_INVERTED if kind == "INVERTED" else {}))

    def _is_whole(self, name: str) -> bool:
        """True where a table is there with all its indexes; the first batch writes them one after the other."""
        dataset = self.open(name)
        indexed = {name for index in dataset.describe_indices() for name in index.field_names} if dataset else set()
        return set(_INDEXES[name]) <= indexed


def last_batch(articles: lance.LanceDataset) -> tuple[int, datetime]:
    """The newest batch, which the last row is of: its number, and when it was taken in."""
    row = articles.take([articles.count_rows() - 1], columns=["batch", "ingested"]).to_pylist()[0]
    return row["batch"], row["ingested"]
