"""Arrow tables as the DataFrames that users get: ``string`` and zoned timestamps, missing values as such."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import pandas as pd
import pyarrow as pa

from newsarchive.article import Article
from newsarchive.errors import NotAPage, RecordError
from newsarchive.parsing import Contents, Reading, find_files, parse
from newsarchive.store import table as tables

_STRING = pd.StringDtype("pyarrow")


def read_articles(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], *, columns: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """The articles of files, folders and globs, one row each, without an archive; columns as ``archive.articles()``.

    What cannot be read is warned about and listed in ``attrs["rejected"]`` as ``(path, reason)``; the rest goes on.
    `columns` names the columns of tables: ``{"text": "content", "title": "headline"}``.
    """
    articles: list[Article] = []
    rejected: list[tuple[str, str]] = []
    for file in find_files(paths):
        for found in Contents(file, Reading(columns or {})):
            try:
                if isinstance(found, RecordError):
                    raise found
                articles.append(parse(found))
            except NotAPage:
                continue  # a request or a picture of a web archive says itself that it is no page
            except RecordError as error:
                rejected.append((error.path, error.reason))
                warnings.warn(str(error), stacklevel=2)
    frame = to_frame(tables.rows(articles, 0, datetime.fromtimestamp(0, UTC)).select(tables.FRAME_COLUMNS))
    frame.attrs["rejected"] = rejected
    return frame


def to_frame(table: pa.Table) -> pd.DataFrame:
    """`table` with text as ``string``, times as ``datetime64[us, Asia/Ho_Chi_Minh]``, lists as Python lists."""
    frame: pd.DataFrame = table.to_pandas(types_mapper={pa.string(): _STRING}.get, integer_object_nulls=False)
    for field in table.schema:
        if pa.types.is_list(field.type):
            frame[field.name] = pd.Series(table[field.name].to_pylist(), dtype=object, index=frame.index)
    return frame
