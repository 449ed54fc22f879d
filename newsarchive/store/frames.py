"""Rows as the DataFrames that users get: ``string`` and zoned timestamps, missing values as such, lists as lists.

Frames are put together of Arrow batches, whose memory their columns share. Lists alone become Python objects: as lists
of Arrow they would cost nothing, but pandas cannot read them back from a Parquet file that it wrote itself, and
``.str`` does not work on them. Whoever wants a million titles asks for those columns.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import accumulate, pairwise
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from newsarchive.article import Article
from newsarchive.errors import NotAPage, RecordError
from newsarchive.parsing import Contents, Reading, find_files, parse
from newsarchive.store import table as tables
from newsarchive.store.scans import reader
from newsarchive.store.snapshot import Snapshot
from newsarchive.text import sentences as ranges

_STRING = pd.StringDtype("pyarrow")
_PARAGRAPHS = pa.schema([("id", pa.string()), ("paragraph", pa.int64()), ("text", pa.string())])
_SENTENCES = pa.schema(
    [("id", pa.string()), ("paragraph", pa.int64()), ("sentence", pa.int64()), ("text", pa.string())]
)


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


def paragraphs(snapshot: Snapshot, where: str | None = None) -> pd.DataFrame:
    """The paragraphs of the articles with `where`: ``id, paragraph`` (int64, from 0 in each article) and ``text``."""
    batches = map(_paragraphs, reader(snapshot, ["id", "paragraphs"], where))
    return to_frame(pa.Table.from_batches(batches, _PARAGRAPHS))


def sentences(snapshot: Snapshot, where: str | None = None) -> pd.DataFrame:
    """The sentences of lead and paragraphs: ``id, paragraph, sentence`` and ``text``, without white space around.

    ``paragraph`` (Int64) is that of ``paragraphs()``, and missing for the lead, which comes first; ``sentence``
    (int64) counts from 0 in the lead and in each paragraph.
    """
    batches = map(_sentences, reader(snapshot, ["id", "lead", "paragraphs"], where))
    frame = to_frame(pa.Table.from_batches(batches, _SENTENCES))
    frame["paragraph"] = frame["paragraph"].astype("Int64")
    return frame


def to_frame(table: pa.Table) -> pd.DataFrame:
    """`table` with text as ``string``, times as ``datetime64[us, Asia/Ho_Chi_Minh]``, lists as Python lists.

    Numbers of 32 bits, of which some columns have missing ones, are ``Int32``.
    """
    lists = [field.name for field in table.schema if pa.types.is_list(field.type)]
    frame: pd.DataFrame = table.drop_columns(lists).to_pandas(types_mapper=_dtype, integer_object_nulls=False)
    for name in sorted(lists, key=table.schema.get_field_index):
        values = [each for chunk in table[name].chunks for each in _lists(chunk)]
        frame.insert(table.schema.get_field_index(name), name, pd.Series(values, frame.index, object))
    return frame


def _lists(chunk: pa.ListArray) -> Iterator[list[Any]]:
    """The lists of `chunk`, none of which is missing: cut out of one long list, a third faster than one by one."""
    values, offsets = chunk.flatten().to_pylist(), chunk.offsets.to_pylist()
    first = offsets[0] if offsets else 0
    return (values[start - first : end - first] for start, end in pairwise(offsets))


def _dtype(type: pa.DataType) -> pd.api.extensions.ExtensionDtype | None:
    if pa.types.is_string(type):
        return _STRING
    if pa.types.is_int32(type):
        return pd.Int32Dtype()
    return None


def _paragraphs(batch: pa.RecordBatch) -> pa.RecordBatch:
    texts = batch["paragraphs"]
    parents = pc.list_parent_indices(texts)
    firsts = texts.offsets.take(parents)  # where in the flat list the paragraphs of each one's article begin
    numbers = pc.subtract(pa.array(range(len(parents)), pa.int64()), pc.subtract(firsts, texts.offsets[0]))
    return pa.record_batch([batch["id"].take(parents), numbers, pc.list_flatten(texts)], schema=_PARAGRAPHS)


def _sentences(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The sentences of one batch of articles, the lead of each before its paragraphs."""
    owners: list[int] = []
    paragraphs: list[int | None] = []
    numbers: list[int] = []
    texts: list[str] = []
    flat = pc.list_flatten(batch["paragraphs"]).to_pylist()
    counts = pc.list_value_length(batch["paragraphs"]).to_pylist()
    starts = accumulate(counts, initial=0)
    for row, (lead, start, count) in enumerate(zip(batch["lead"].to_pylist(), starts, counts, strict=False)):
        own = [(None, lead)] if lead else []
        for paragraph, text in [*own, *enumerate(flat[start : start + count])]:
            found = [piece for first, last in ranges(text) if (piece := text[first:last].strip())]
            texts += found
            owners += [row] * len(found)
            paragraphs += [paragraph] * len(found)
            numbers += range(len(found))
    columns = [pa.array(paragraphs, pa.int64()), pa.array(numbers, pa.int64()), pa.array(texts, pa.string())]
    return pa.record_batch([batch["id"].take(pa.array(owners, pa.int64())), *columns], schema=_SENTENCES)
