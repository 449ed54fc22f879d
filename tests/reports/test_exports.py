"""Answers as data files: all rows, safe in a spreadsheet, the same bytes again."""

import csv
import datetime
import io
import json
import os
import re
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from pyarrow import parquet

from newsarchive.errors import StorageError, UsageError
from newsarchive.reports import spreadsheets
from newsarchive.reports.exports import FORMATS, export
from newsarchive.search import search
from newsarchive.store import Store


def written(results, form, folder):
    return export(results, form, folder / f"out.{form}")


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_bytes_again(found, form, tmp_path):
    first = written(found, form, tmp_path).read_bytes()
    assert written(found, form, tmp_path).read_bytes() == first
    assert os.listdir(tmp_path) == [f"out.{form}"]


def test_csv_opens_right_in_excel(found, tmp_path):
    data = written(found, "csv", tmp_path).read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid,title,")
    text = data.decode("utf-8-sig")
    assert text.endswith("\r\n")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["id"] for row in rows] == found.ids
    assert list(rows[0]) == list(found.frame().columns)
    assert all(not value.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for value in row.values())
    assert any(row["title"].startswith("'=HYPERLINK") for row in rows)


def test_csv_times_have_the_precision_of_the_page(found, tmp_path):
    text = written(found, "csv", tmp_path).read_text("utf-8-sig")
    rows = {row["title"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert rows["Học tập suốt đời ở xã Mỹ Trà"]["published"] == "2011-03-05"
    assert next(row for title, row in rows.items() if title.startswith("TP."))["updated"] == "2012-07-04 07:12:08"


def test_xlsx_has_real_dates_ids_as_text_and_no_formula(found, tmp_path):
    book = openpyxl.load_workbook(written(found, "xlsx", tmp_path))
    assert book.sheetnames == ["articles", "paragraphs", "info"]
    names = [cell.value for cell in book["articles"][1]]
    rows = [dict(zip(names, row, strict=True)) for row in book["articles"].iter_rows(min_row=2)]
    assert [row["id"].value for row in rows] == found.ids
    assert {row["id"].data_type for row in rows} == {"s"}
    seed = next(row for row in rows if row["byline"].value == "Phương Nga")
    assert seed["updated"].value == datetime.datetime(2012, 7, 4, 7, 12, 8)
    assert seed["updated"].number_format == "dd/mm/yyyy hh:mm:ss"
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d"}
    assert sum(1 for _ in book["paragraphs"].iter_rows(min_row=2)) == sum(len(a.paragraphs) for a in found.articles())


def test_xlsx_says_what_it_is(found, tmp_path):
    book = openpyxl.load_workbook(written(found, "xlsx", tmp_path))
    info = {row[1].value: row[2].value for row in book["info"].iter_rows()}
    assert info["Question"] == "học tập"
    assert (info["Matching articles"], info["Articles searched"], info["Matches without a date"]) == (5, 5, 1)
    assert info["Archive version"] == found.archive_version
    assert info["Last added to"].date() == found.archive_date


def test_a_text_that_no_cell_can_hold_is_marked_and_counted(found, tmp_path, monkeypatch):
    monkeypatch.setattr(spreadsheets, "CELL_CHARACTERS", 120)
    book = openpyxl.load_workbook(written(found, "xlsx", tmp_path))
    texts = [row[2].value for row in book["paragraphs"].iter_rows(min_row=2)]
    cut = [text for text in texts if text.endswith("]") and "[…" in text]
    assert max(map(len, texts)) <= 120
    assert len(cut) >= 6
    said = [row[2].value for row in book["info"].iter_rows() if (row[1].value or "").startswith("Cells cut")]
    assert said[0] >= len(cut)


def test_more_rows_than_a_sheet_holds(found, tmp_path, monkeypatch):
    monkeypatch.setattr(spreadsheets, "SHEET_ROWS", 5)
    with pytest.raises(UsageError, match="export csv or parquet"):
        written(found, "xlsx", tmp_path)
    assert not os.listdir(tmp_path)


def test_jsonl_is_the_contract(found, tmp_path):
    lines = written(found, "jsonl", tmp_path).read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [json.loads(json.dumps(a.to_dict())) for a in found.articles()]


def test_parquet_reads_back_as_the_frame(found, tmp_path):
    frame = pd.read_parquet(written(found, "parquet", tmp_path))
    expected = found.frame()
    assert list(frame.columns) == list(expected.columns)
    assert frame["id"].tolist() == expected["id"].tolist()
    assert frame["updated"].dtype == expected["updated"].dtype
    assert [list(value) for value in frame["paragraphs"]] == expected["paragraphs"].tolist()


def test_bibtex(seed, tmp_path):
    entry = written(seed, "bibtex", tmp_path).read_text("utf-8")
    (article,) = seed.articles()
    assert entry.startswith(f"@article{{{article.id},\n  author = {{{{Phương Nga}}}},\n")
    assert "date = {2012-07-04}" in entry
    assert "note = {cập nhật 4/7/2012 07:12:08}" in entry


def test_references_write_a_name_in_capitals_as_a_name(tmp_path):
    store = Store.open(tmp_path / "kho")
    store.ingest_text("Chợ nổi cuối năm\n04/07/2012\nChợ họp từ ba giờ sáng, đông nhất là ngày rằm.\nTRẦN MAI - H.T")
    found = search(store, "chợ")
    assert "author = {{Trần Mai} and {H.T}}" in written(found, "bibtex", tmp_path).read_text("utf-8")
    assert {"AU  - Trần Mai", "AU  - H.T"} <= set(written(found, "ris", tmp_path).read_text("utf-8").splitlines())


def test_bibtex_keeps_hostile_text_in_its_braces(found, tmp_path):
    text = written(found, "bibtex", tmp_path).read_text("utf-8").replace(r"\{", "").replace(r"\}", "")
    assert text.count("{") == text.count("}")
    assert r"\#read" in text
    assert r"\$x\$" in text


def test_csl(seed, found, tmp_path):
    (item,) = json.loads(written(seed, "csl", tmp_path).read_text("utf-8"))
    assert item == {
        "id": "368d28e324d63603",
        "type": "article-newspaper",
        "author": [{"literal": "Phương Nga"}],
        "title": "TP.Cao Lãnh: Sau một năm đẩy mạnh việc học tập và làm theo gương Bác",
        "container-title": "Báo Đồng Tháp",
        "issued": {"date-parts": [[2012, 7, 4]]},
        "status": "cập nhật",
        "language": "vi",
        "note": item["note"],
    }
    assert item["note"].startswith("sha256:368d28e324d63603")
    assert len(json.loads(written(found, "csl", tmp_path).read_text("utf-8"))) == 5


def test_ris(seed, tmp_path):
    data = written(seed, "ris", tmp_path).read_bytes().decode("utf-8")
    lines = data.split("\r\n")
    assert lines[0] == "TY  - NEWS"
    assert {"AU  - Phương Nga", "T2  - Báo Đồng Tháp", "PY  - 2012", "DA  - 2012/07/04", "ER  - "} <= set(lines)
    assert "\n" not in "".join(lines)


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_found_is_a_file_too(nothing, form, tmp_path):
    assert written(nothing, form, tmp_path).exists()


def test_an_unknown_format(found, tmp_path):
    with pytest.raises(UsageError, match="docx: is not an export format; choose csv"):
        export(found, "docx", tmp_path / "x")


def test_a_place_that_cannot_be_written(found, tmp_path):
    (tmp_path / "file").write_text("here")
    with pytest.raises(StorageError, match="cannot be written"):
        export(found, "csv", tmp_path / "file" / "out.csv")
    assert (tmp_path / "file").read_text() == "here"


def rows_of(path: Path, form: str) -> int:
    """The rows or records of an exported file."""
    if form == "csv":
        return len(list(csv.reader(path.read_text("utf-8-sig").splitlines(keepends=True)))) - 1
    if form == "xlsx":
        return openpyxl.load_workbook(path)["articles"].max_row - 1
    if form == "parquet":
        return parquet.read_metadata(path).num_rows
    pattern = {"jsonl": r"^\{", "bibtex": r"^@", "ris": r"^ER  -", "csl": r'^\{"id": '}[form]
    return len(re.findall(pattern, path.read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("query", ["*", "lớp OR người", "-title:suốt", "zzzz"])
def test_every_export_has_a_row_for_each_match(store, form, query, tmp_path, monkeypatch):
    monkeypatch.setattr("newsarchive.store.scans.ROWS", 2)
    answer = search(store, query)
    assert rows_of(written(answer, form, tmp_path), form) == answer.total
