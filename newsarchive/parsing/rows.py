"""Tables: JSON Lines, CSV and Parquet, each row a record with a text or HTML column and what else is known of it.

Rows are cut out as they stand, so that the bytes of a record are those of the file; only Parquet, which has no rows of
its own, gives each as a JSON object. The columns are read when the record is.
"""

from __future__ import annotations

import base64
import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, BinaryIO, NamedTuple

from newsarchive.article import Article, Author, Field
from newsarchive.errors import RecordError, UsageError
from newsarchive.parsing import charset
from newsarchive.parsing.people import read_signature
from newsarchive.parsing.records import (
    CONTROLS,
    MAX_RECORD,
    TOO_LARGE,
    Found,
    Record,
    Row,
    checked,
    has_controls,
    member_name,
)
from newsarchive.parsing.stamps import read_stamp
from newsarchive.parsing.unpacking import damage_of, head, said
from newsarchive.text import mend, paired

TEXTS = ("text", "html")
FIELDS = ("title", "lead", "byline", "credit", "publisher", "section", "url", "published", "updated")
"""What a column may give beside the text: fields of the article."""

_DELIMITERS = ",;\t|"
csv.field_size_limit(MAX_RECORD)  # the module's own way; the default of 131,072 would end a file at its longest article


class Values(NamedTuple):
    """What a row gives: its text or HTML, the fields with their columns, how it was decoded, and warnings."""

    text: str
    is_html: bool
    fields: dict[str, Field[str]]
    media_type: str
    encoding: str
    warnings: tuple[str, ...]


def check_columns(columns: Mapping[str, str]) -> None:
    """Raise `UsageError` for a field that a column cannot give."""
    for name, column in columns.items():
        if name not in (*TEXTS, *FIELDS) or not column:
            raise UsageError(
                f"{name}={column}: name columns as FIELD=COLUMN; fields are {', '.join((*TEXTS, *FIELDS))}."
            )


def read_json_lines(stream: BinaryIO, path: str, member: str | None, columns: Mapping[str, str]) -> Iterator[Found]:
    """The lines of a JSON Lines file; the member is the line's number."""
    for number, line in enumerate(_lines(stream), 1):
        name = _inner(member, number)
        if line is None:
            yield RecordError(member_name(path, name), TOO_LARGE)
        elif line.strip():
            yield checked(Record(line.rstrip(b"\r\n"), path, name, row=Row(columns)))


def read_csv(stream: BinaryIO, path: str, member: str | None, columns: Mapping[str, str]) -> Iterator[Found]:
    """The rows of a CSV table under their header; the member is the number of the row's first line."""
    first = head(stream)
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield RecordError(member_name(path, member), "is a table in UTF-16; save it as CSV in UTF-8.")
        return
    if b"\r" in first and b"\n" not in first:
        yield RecordError(
            member_name(path, member), "is a table with the line ends of old Macs; save it with Unix ones."
        )
        return
    delimiter = max(_DELIMITERS, key=first.split(b"\n")[0].decode("latin-1").count)
    lines = _Lines(stream)
    rows = csv.reader(lines, delimiter=delimiter)
    names: tuple[str, ...] = ()
    while True:
        start = lines.number + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            reason = f"is no row ({said(error)}), as where a quotation mark is not closed; the table was not read on."
            yield RecordError(member_name(path, _inner(member, start)), reason)
            return
        data = lines.taken()
        if lines.ended and data.count(b'"') % 2:
            reason = "holds a quotation mark that is not closed; close it, for all that follows is in this one row."
            yield RecordError(member_name(path, _inner(member, start)), reason)
            return
        if not names:
            names = tuple(_cells(charset.decode(data).text, delimiter))
            if missing := _without_text(names, columns):
                yield RecordError(member_name(path, member), missing)
                return
        elif row:
            row_of = Row(columns, names, delimiter)
            yield checked(Record(data.rstrip(b"\r\n"), path, _inner(member, start), row=row_of))


def read_parquet(stream: BinaryIO, path: str, columns: Mapping[str, str]) -> Iterator[Found]:
    """The rows of a Parquet file; the member is the row's number from 1."""
    import pyarrow as pa
    from pyarrow import parquet

    number = 0
    try:
        table = parquet.ParquetFile(stream)
        if reason := _without_text(table.schema_arrow.names, columns):
            yield RecordError(path, reason)
            return
        for batch in table.iter_batches(batch_size=256):
            for row in batch.to_pylist():
                number += 1
                data = json.dumps(row, ensure_ascii=False, default=_plain).encode("utf-8", "replace")
                yield checked(Record(data, path, str(number), row=Row(columns)))
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        yield RecordError(path, f"is damaged ({said(error)}); the {number} rows before that place were read.")


def read_values(record: Record) -> Values:
    """What the row `record` gives. Raises `RecordError` where it is not a row, or has no text."""
    row = record.row
    assert row is not None
    text, encoding, warnings = charset.decode(record.data)
    values = _object(record, text) if row.columns is None else _csv_row(record, row, text)
    columns = {name: column for name in (*TEXTS, *FIELDS) if (column := _column(name, row.names)) in values}
    given: dict[str, str] = {}
    lost = 0
    for name, column in columns.items():
        value = values[column]
        if value is None or value == "":
            continue
        if not isinstance(value, str):
            if name in TEXTS:
                is_bytes = isinstance(value, dict) and set(value) == {"bytes"}
                kind_of = "column of bytes" if is_bytes else type(value).__name__
                raise RecordError(record.name, f"is not text but a {kind_of} in column {column}; name another column.")
            if name not in TEXTS and isinstance(value, list) and value and all(isinstance(v, str) for v in value):
                value = ", ".join(value)
            elif isinstance(value, int | float) and not isinstance(value, bool):
                value = str(value)
            else:
                warnings += (f"a column is not text: {name}",)
                continue
        if value != (clean := paired(value)):
            lost += sum(map(str.__ne__, value, clean))
        given[name] = clean
    if lost:
        warnings += (f"unpaired surrogates, shown as U+FFFD: {lost}",)
    kind = next((name for name in ("html", "text") if given.get(name, "").strip()), None)
    if kind is None:
        texts = {name: column for name, column in row.names.items() if name in TEXTS}
        raise RecordError(
            record.name, _without_text(list(values), texts) or "has an empty text; fill it in, or leave the row out."
        )
    fields = {
        name: Field(mend(given[name].strip()), (), f"column of the table: {columns[name]}")
        for name in FIELDS
        if given.get(name, "").strip()
    }
    if has_controls(given[kind]):
        warnings += (CONTROLS,)
    media_type = "application/json" if row.columns is None else "text/csv"
    return Values(given[kind], kind == "html", fields, media_type, encoding, warnings)


def with_fields(article: Article, values: Values) -> Article:
    """`article`, read from the row's text, with what the other columns say, which goes before what the text says."""
    changes: dict[str, Any] = {}
    warnings = article.warnings
    for name, stated in values.fields.items():
        value, rule = stated.value, stated.rule
        standing: Field[Any] | None = getattr(article, name)
        if name in ("published", "updated"):
            stamped = read_stamp(" ".join(value.split()), day_first=True)
            if stamped is None:
                warnings += (f"a column is not a date: {name} {value[:60]}",)
                continue
            if standing and standing.value.at == stamped.moment.at:
                continue  # the text prints it, and has the place
            changes[name] = Field(stamped.moment, (), rule)
        elif name == "byline":
            changes |= _signed(value, rule, article)
        elif standing is None or standing.value != value:
            changes[name] = stated
    if "published" in changes or "updated" in changes:
        warnings = tuple(warning for warning in warnings if warning != "no date found")
    return replace(article, **changes, warnings=values.warnings + warnings)


def _signed(value: str, rule: str, article: Article) -> dict[str, Any]:
    """What a byline column changes: the names, the people, and the credit where it holds one."""
    signature = read_signature(value)
    if signature is None:
        return {"byline": Field(value, (), rule), "authors": (Author(value),)}
    changes: dict[str, Any] = {}
    if signature.byline and not (article.byline and article.byline.value == value[slice(*signature.byline)]):
        changes = {"byline": Field(value[slice(*signature.byline)], (), rule), "authors": signature.authors}
    if signature.credit and article.credit is None:
        changes["credit"] = Field(value[slice(*signature.credit)], (), rule)
    return changes


def _object(record: Record, text: str) -> dict[str, Any]:
    try:
        value = json.loads(text, strict=False, parse_constant=_nothing)
    except (ValueError, RecursionError) as error:
        why = f" ({error.msg})" if isinstance(error, json.JSONDecodeError) else ""
        raise RecordError(record.name, f"is not a JSON object{why}; one object a line is read.") from error
    if not isinstance(value, dict):
        raise RecordError(record.name, "is not a JSON object; one object a line is read.")
    return value


def _csv_row(record: Record, row: Row, text: str) -> dict[str, Any]:
    assert row.columns is not None
    try:
        cells = _cells(text, row.delimiter or ",")
    except csv.Error as error:
        raise RecordError(record.name, f"is not a row of the table ({said(error)}).") from error
    if len(cells) != len(row.columns):
        on = f", on {lines + 1} lines" if (lines := record.data.count(b"\n")) else ""
        raise RecordError(
            record.name, f"has {len(cells)} cells where the header has {len(row.columns)}{on}; check its commas."
        )
    return dict(zip(row.columns, cells, strict=True))


def _cells(text: str, delimiter: str) -> list[str]:
    return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])


def _nothing(constant: str) -> None:
    """NaN and the infinities: how tables write that a cell is empty."""


def _column(name: str, names: Mapping[str, str]) -> str:
    """The column that gives the field `name`: the one that was named, or one that is called so."""
    return names.get(name, name)


def _without_text(columns: Sequence[str], names: Mapping[str, str]) -> str | None:
    """Why a table of these columns cannot be read; None where it can."""
    if any(_column(name, names) in columns for name in TEXTS):
        absent = next((column for column in names.values() if column not in columns), None)
        if absent is None:
            return None
        return f"has no column {absent!r}, only {', '.join(columns)[:200]}; check what was given with --column."
    wanted = " or ".join(repr(_column(name, names)) for name in TEXTS)
    return f"has no column {wanted}, only {', '.join(columns)[:200]}; name the text's with --column text=NAME."


def _inner(member: str | None, number: int) -> str:
    return f"{member}!/{number}" if member else str(number)


class _Lines:
    """The lines of a table as its reader wants them, and as they stand: what it took for a row can be had as bytes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._lines = _lines(stream)
        self._taken: list[bytes] = []
        self._size = self.number = 0
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines, b"")
        if line == b"":
            self.ended = True
            raise StopIteration
        self._size += MAX_RECORD if line is None else len(line)
        if line is None or self._size > MAX_RECORD:
            raise csv.Error("it is beyond 20 MB")
        self._taken.append(line)
        self.number += 1
        return line.decode("latin-1")  # each byte for itself: what the letters are is decided row by row

    def taken(self) -> bytes:
        """The lines taken since this was last asked."""
        data = b"".join(self._taken)
        self._taken, self._size = [], 0
        return data


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines of `stream` with their ends; None for one beyond the limit of a record, which is passed over."""
    while line := stream.readline(MAX_RECORD + 1):
        if len(line) <= MAX_RECORD:
            if line.endswith(b"\n") or not damage_of(stream):
                yield line  # the last one of a damaged stream is cut
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_RECORD)
        yield None


def _plain(value: Any) -> Any:
    """A value that JSON has no form for: bytes as an object of their base64, dates in ISO 8601."""
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode()}
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)
