"""Answers as data files: all matches, one row or record each, in the form another program wants."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from newsarchive.errors import UsageError
from newsarchive.reports import references, spreadsheets
from newsarchive.reports.files import write

if TYPE_CHECKING:
    from newsarchive.search import Results

ExportFormat = Literal["csv", "xlsx", "jsonl", "parquet", "bibtex", "ris", "csl"]
FORMATS: tuple[str, ...] = get_args(ExportFormat)


def export(results: Results, format: ExportFormat, path: str | Path) -> Path:
    """Write all matches to `path` and return it; a file there is replaced, whole.

    ``csv`` and ``parquet`` have the columns of ``Results.frame()``, ``jsonl`` the records of ``Article.to_dict()``;
    ``parquet`` says under ``newsarchive`` in its metadata what was asked, of which version, and the totals;
    ``xlsx`` has articles, paragraphs and a sheet that says what was asked; ``bibtex``, ``ris`` and ``csl`` (JSON) are
    references.
    Raises `UsageError` for another format or for more rows than Excel holds, `StorageError` where `path` cannot be
    written.
    """
    if format not in _WRITERS:
        raise UsageError(f"{format}: is not an export format; choose {', '.join(FORMATS)}.")
    return write(Path(path), _WRITERS[format](results))


def _csv(results: Results) -> Iterator[bytes]:
    return spreadsheets.csv_rows(results.frames())


def _jsonl(results: Results) -> Iterator[bytes]:
    return (f"{json.dumps(article.to_dict(), ensure_ascii=False)}\n".encode() for article in results.articles())


def _parquet(results: Results) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    from newsarchive.store.frames import to_frame

    rows = results.arrow()
    names = ("query", "archive_name", "archive_version", "annotations_revision", "total", "searched", "undated")
    asked = json.dumps({name: getattr(results, name) for name in names}, ensure_ascii=False)
    # By what pandas notes of a frame, it reads the file back as such a frame.
    noted = pa.Schema.from_pandas(to_frame(rows.schema.empty_table()), preserve_index=False).metadata
    file = io.BytesIO()
    schema = rows.schema.with_metadata({**noted, b"newsarchive": asked.encode()})
    with parquet.ParquetWriter(file, schema) as writer:
        for batch in rows:
            writer.write_batch(batch.replace_schema_metadata(schema.metadata))
    return file.getvalue()


_WRITERS: dict[str, Callable[[Results], bytes | Iterator[bytes]]] = {
    "csv": _csv,
    "xlsx": spreadsheets.xlsx,
    "jsonl": _jsonl,
    "parquet": _parquet,
    "bibtex": references.bibtex,
    "ris": references.ris,
    "csl": references.csl,
}
