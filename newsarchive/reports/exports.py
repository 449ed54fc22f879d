"""Answers as data files: all matches, one row or record each, in the form another program wants."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from newsarchive.errors import UsageError
from newsarchive.reports import references, spreadsheets
from newsarchive.reports.files import write

if TYPE_CHECKING:
    from newsarchive.search import Results

ExportFormat = Literal["csv", "xlsx", "jsonl", "parquet", "bibtex", "ris"]
FORMATS: tuple[str, ...] = get_args(ExportFormat)


def export(results: Results, format: ExportFormat, path: str | Path) -> Path:
    """Write all matches to `path` and return it; a file there is replaced, whole.

    ``csv`` and ``parquet`` have the columns of ``Results.frame()``, ``jsonl`` the records of ``Article.to_dict()``;
    ``xlsx`` has articles, paragraphs and a sheet that says what was asked; ``bibtex`` and ``ris`` are references.
    Raises `UsageError` for another format or for more rows than Excel holds, `StorageError` where `path` cannot be
    written.
    """
    if format not in _WRITERS:
        raise UsageError(f"{format}: is not an export format; choose {', '.join(FORMATS)}.")
    return write(Path(path), _WRITERS[format](results))


def _csv(results: Results) -> bytes:
    return spreadsheets.csv_rows(results.frame())


def _jsonl(results: Results) -> bytes:
    lines = (json.dumps(article.to_dict(), ensure_ascii=False) for article in results.articles())
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _parquet(results: Results) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    file = io.BytesIO()
    parquet.write_table(pa.Table.from_pandas(results.frame(), preserve_index=False), file)
    return file.getvalue()


_WRITERS: dict[str, Callable[[Results], bytes]] = {
    "csv": _csv,
    "xlsx": spreadsheets.xlsx,
    "jsonl": _jsonl,
    "parquet": _parquet,
    "bibtex": references.bibtex,
    "ris": references.ris,
}
