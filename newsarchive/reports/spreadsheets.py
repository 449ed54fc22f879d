"""Rows for spreadsheets: CSV that Excel opens right, and XLSX with real dates."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from newsarchive.errors import UsageError
from newsarchive.reports.escape import spreadsheet
from newsarchive.reports.words import WORDS
from newsarchive.text import format_number, visible

if TYPE_CHECKING:
    import pandas as pd
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from newsarchive.search import Results

SHEET_ROWS = 1_048_576
CELL_CHARACTERS = 32_767
"""Excel's own limits."""

_LISTS = {"paragraphs": "\n\n"}
_FORMS = {"day": "%Y-%m-%d", "minute": "%Y-%m-%d %H:%M", "second": "%Y-%m-%d %H:%M:%S"}
_SHEET_FORMS = {"day": "dd/mm/yyyy", "minute": "dd/mm/yyyy hh:mm", "second": "dd/mm/yyyy hh:mm:ss"}


def csv_rows(frames: Iterable[pd.DataFrame], *, texts: bool = True) -> Iterator[bytes]:
    """`frames`, as ``Results.frames()`` gives them, as CSV, piece by piece: UTF-8 with BOM, CRLF, safe from formulas.

    Times are Vietnamese, to the precision of the page, in the form that Excel reads in every country
    (``2012-07-04 07:12:08``). Without `texts`, lead and paragraphs are left out.
    """
    for number, frame in enumerate(frames):
        names = [name for name in frame.columns if texts or name not in ("lead", "paragraphs")]
        page = io.StringIO(newline="")
        writer = csv.writer(page, lineterminator="\r\n")
        if not number:
            writer.writerow(names)
        for record in _records(frame):
            writer.writerow([spreadsheet(visible(_written(record, name))) for name in names])
        yield (b"" if number else b"\xef\xbb\xbf") + page.getvalue().encode("utf-8")


def _records(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows of `frame`; what is missing is None."""
    values = frame.astype(object).where(frame.notna(), None)
    columns = [values[name].tolist() for name in frame.columns]
    for row in zip(*columns, strict=True):
        yield dict(zip(frame.columns, row, strict=True))


def _written(record: dict[str, Any], name: str) -> str:
    """A value as text; people and warnings on one line, paragraphs on lines of their own."""
    value = record[name]
    if value is None:
        return ""
    if isinstance(value, list):
        said = [_person(item) if isinstance(item, dict) else str(item) for item in value]
        return _LISTS.get(name, "; ").join(said)
    if isinstance(value, datetime):
        return value.strftime(_FORMS[record[f"{name}_precision"]])
    return str(value)


def _person(author: dict[str, str | None]) -> str:
    return f"{author['name']} ({author['role']})" if author["role"] else str(author["name"])


def xlsx(results: Results) -> bytes:
    """All matches as a workbook: ``articles``, ``paragraphs`` (one row each) and ``info``, which says what it is.

    A text longer than a cell can hold ends with a mark that says so, and ``info`` counts them. Raises `UsageError`
    where a sheet cannot hold all rows.
    """
    import xlsxwriter

    frame = results.frame()
    paragraphs = [
        (identity, number, text)
        for identity, texts in zip(frame["id"], frame["paragraphs"], strict=True)
        for number, text in enumerate(texts)
    ]
    if max(len(frame), len(paragraphs)) >= SHEET_ROWS:
        rows = format_number(max(len(frame), len(paragraphs)), "en")
        raise UsageError(
            f"An Excel sheet holds {SHEET_ROWS:,} rows and this answer has {rows}; "
            "export csv or parquet, or ask a narrower question."
        )
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties(
        {"title": results.query, "created": datetime.combine(results.archive_date, datetime.min.time())}
    )
    sheets = _Sheets(book)
    sheets.articles(frame.drop(columns=["paragraphs"]))
    sheets.paragraphs(paragraphs)
    sheets.info(_said(results, sheets.cut))
    book.close()
    return file.getvalue()


class _Sheets:
    """The workbook's sheets. `cut` counts the texts that no cell can hold."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._bold = book.add_format({"bold": True, "bottom": 1})
        self._wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self._day = book.add_format({"num_format": "dd/mm/yyyy"})
        self._moments = {kind: book.add_format({"num_format": form}) for kind, form in _SHEET_FORMS.items()}
        self.cut = 0

    def articles(self, frame: pd.DataFrame) -> None:
        sheet = self._sheet("articles", list(frame.columns), frame.shape[0])
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 60)
        sheet.set_column(2, len(frame.columns) - 1, 19)
        for row, record in enumerate(_records(frame), start=1):
            for column, (name, value) in enumerate(record.items()):
                if isinstance(value, datetime):
                    moment = value.replace(tzinfo=None)
                    sheet.write_datetime(row, column, moment, self._moments[record[f"{name}_precision"]])
                elif value is not None:
                    self._text(sheet, row, column, _written(record, name))

    def paragraphs(self, rows: Sequence[tuple[str, int, str]]) -> None:
        sheet = self._sheet("paragraphs", ["id", "paragraph", "text"], len(rows))
        sheet.set_column(0, 1, 18)
        sheet.set_column(2, 2, 110)
        for row, (identity, number, text) in enumerate(rows, start=1):
            self._text(sheet, row, 0, identity)
            sheet.write_number(row, 1, number)
            self._text(sheet, row, 2, text, wrap=True)

    def info(self, facts: Sequence[tuple[str, str, object]]) -> None:
        sheet = self._book.add_worksheet("info")
        sheet.set_column(0, 1, 26)
        sheet.set_column(2, 2, 80, self._wrap)
        for row, (vi, en, value) in enumerate(facts):
            sheet.write_string(row, 0, vi, self._bold)
            sheet.write_string(row, 1, en)
            if isinstance(value, int):
                sheet.write_number(row, 2, value, self._book.add_format({"align": "left", "num_format": "0"}))
            elif isinstance(value, date):
                sheet.write_datetime(row, 2, datetime.combine(value, datetime.min.time()), self._day)
            else:
                self._text(sheet, row, 2, str(value))

    def _sheet(self, name: str, columns: Sequence[str], rows: int) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, rows, len(columns) - 1)
        for column, title in enumerate(columns):
            sheet.write_string(0, column, title, self._bold)
        return sheet

    def _text(self, sheet: Worksheet, row: int, column: int, text: str, wrap: bool = False) -> None:
        text = visible(text)
        if len(text.encode("utf-16-le")) // 2 > CELL_CHARACTERS:
            self.cut += 1
            mark = f" […{format_number(len(text), 'en')}]"
            room = (CELL_CHARACTERS - len(mark)) * 2
            text = text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + mark
        sheet.write_string(row, column, text, self._wrap if wrap else None)


def _said(results: Results, cut: int) -> list[tuple[str, str, object]]:
    """What the workbook is: labels in both languages, and the value."""
    keys_values: list[tuple[str, object]] = [
        ("asked", results.query),
        ("answer_number", results.total),
        ("searched_number", results.searched),
        ("undated_number", results.undated),
        ("archive", results.archive_name),
        ("version_number", results.archive_version),
        *([("annotations_number", results.annotations_revision)] if results.question.asks_people else []),
        ("archive_day", results.archive_date),
        ("time_zone", "Asia/Ho_Chi_Minh"),
        ("cut_number", cut),
    ]
    said = [(WORDS[key]["vi"], WORDS[key]["en"], value) for key, value in keys_values]
    meaning = WORDS["meaning"]
    for language in ("vi", "en"):
        said.insert(1, (meaning["vi"], meaning["en"], results.describe(language)))
    return said
