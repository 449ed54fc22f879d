"""What is asked of the articles by columns and a condition: checked, handed on to Lance, and read batch by batch.

The condition is the analyst's own, in the words of DataFusion. It only ever reads: what is not one condition is
refused, and that articles are current is looked at in what comes back, so that no condition can undo it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import lance
import pyarrow as pa
import pyarrow.compute as pc

from newsarchive.errors import UsageError
from newsarchive.store import table as tables
from newsarchive.store.snapshot import Snapshot, reading

ROWS = 2_048
"""Rows in a batch at most; with all columns, some 10 MB of Vietnamese news."""

_STATE = ("superseded", "withdrawn")


def dataset(snapshot: Snapshot) -> lance.LanceDataset:
    """The table of articles at the version of `snapshot`; an empty one before the first batch."""
    return snapshot.dataset or lance.write_dataset(tables.SCHEMA.empty_table(), "memory://")


def known(columns: str | Iterable[str] | None) -> list[str]:
    """`columns`, by default `FRAME_COLUMNS`, each once. Raises `UsageError` for one that there is not."""
    if columns is None:
        return list(tables.FRAME_COLUMNS)
    names = list(dict.fromkeys([columns] if isinstance(columns, str) else columns))
    for name in names:
        if name not in tables.SCHEMA.names:
            raise UsageError(f"{name}: is no column of the articles; there are {', '.join(tables.SCHEMA.names)}.")
    return names


def schema(names: Iterable[str]) -> pa.Schema:
    """The fields of the columns `names`, in that order."""
    return pa.schema([tables.SCHEMA.field(name) for name in names])


def reader(
    snapshot: Snapshot, columns: str | Iterable[str] | None = None, where: str | None = None
) -> pa.RecordBatchReader:
    """Current articles in the order they were taken in: `columns` (by default `FRAME_COLUMNS`) of those with `where`.

    Raises `UsageError` for a column that there is not and a condition that is none; one that fails only for some
    value, as a division by zero, raises it while it is read.
    """
    names = known(columns)
    needed = [*names, *(name for name in _STATE if name not in names)]
    condition = None if where is None else f"({where}\n)"
    with reading(snapshot.dataset):
        try:
            scanner = dataset(snapshot).scanner(columns=needed, filter=condition, batch_size=ROWS)
            scanner.explain_plan()  # which is where Lance looks at the condition
        except ValueError as error:
            raise _wrong(where, error) from error
    return pa.RecordBatchReader.from_batches(schema(names), _current(snapshot, scanner, names, where))


def rows_at(snapshot: Snapshot, numbers: Sequence[int], columns: Iterable[str]) -> Iterator[pa.RecordBatch]:
    """The rows of the articles `numbers` of the snapshot, in that order, whether they are current or not."""
    names = list(columns)
    for start in range(0, len(numbers), ROWS):
        found = snapshot.take(numbers[start : start + ROWS], names).select(names).cast(schema(names))
        yield from found.to_batches()


def _current(
    snapshot: Snapshot, scanner: lance.LanceScanner, names: list[str], where: str | None
) -> Iterator[pa.RecordBatch]:
    with reading(snapshot.dataset):
        batches = scanner.to_batches()
        while True:
            try:
                batch = next(batches, None)
            except ValueError as error:
                if "filter expression" in str(error):  # which Lance says of a condition that fails for a value
                    raise _wrong(where, error) from error
                raise
            if batch is None:
                return
            if any(batch[name].null_count < len(batch) for name in _STATE):
                batch = batch.filter(pc.and_(*(pc.is_null(batch[name]) for name in _STATE)))
            yield batch.select(names).cast(schema(names))


def _wrong(where: str | None, error: Exception) -> UsageError:
    """What Lance says of a condition, without its own layers and source files."""
    said = re.sub(r",? /\S+\.rs:\d+:\d+.*", "", " ".join(str(error).split()))
    said = re.sub(r"^.*(?:error|input|planning): ", "", said).strip(" .")
    there = ", ".join(tables.SCHEMA.names)
    return UsageError(
        f"where={where!r}: is no condition on the articles ({said}); write one in SQL, as \"publisher = 'Báo Mẫu' AND "
        f"published >= timestamp '2012-07-04 00:00:00'\", over the columns {there}."
    )
