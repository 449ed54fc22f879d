"""Tables: each row is a page, with the columns that were named."""

import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from packing import TEXT, html, zipped
from pyarrow import parquet

import newsarchive as na
from newsarchive.cli import main
from newsarchive.errors import RecordError
from newsarchive.parsing import Contents, Reading, Record, parse

TITLE = "Xã vùng cao mở thêm lớp học"
COLUMNS = {"text": "content", "title": "headline", "published": "day", "byline": "writer", "url": "link"}
ROWS = [
    {
        "headline": f"{TITLE} thứ {number}",
        "content": f"{TEXT}\nHôm nay là ngày thứ {number}, mọi người trong xã cùng nhau đến dự rất đông vui.",
        "day": f"2012-07-{number:02}T07:12:08+07:00",
        "writer": "Minh Trí",
        "link": f"http://bao.example/{number}.html",
    }
    for number in (1, 2, 3)
]


def put(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def as_json_lines(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def as_csv(rows: list[dict[str, Any]]) -> bytes:
    return pd.DataFrame(rows).to_csv(index=False).encode()


def as_parquet(rows: list[dict[str, Any]]) -> bytes:
    buffer = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows), buffer)
    return buffer.getvalue()


def articles(path: Path, columns: dict[str, str] | None = None) -> list[na.Article]:
    found = list(Contents(path, Reading(columns or {})))
    assert all(isinstance(item, Record) for item in found), found
    return [parse(item) for item in found if isinstance(item, Record)]


def one(tmp_path: Path, **values: object) -> na.Article:
    """The article of a row of these values."""
    (article,) = articles(put(tmp_path, "row.jsonl", as_json_lines([values])))
    return article


WRITTEN: dict[str, tuple[Callable[[list[dict[str, Any]]], bytes], list[str], str]] = {
    "rows.jsonl": (as_json_lines, ["1", "2", "3"], "application/json"),
    "rows.csv": (as_csv, ["2", "4", "6"], "text/csv"),  # each text has two lines
    "rows.parquet": (as_parquet, ["1", "2", "3"], "application/json"),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_rows_with_named_columns(tmp_path: Path, name: str) -> None:
    write, members, media_type = WRITTEN[name]
    path = put(tmp_path, name, write(ROWS))
    read = articles(path, COLUMNS)
    assert [article.source.member for article in read] == members
    assert {article.source.path for article in read} == {str(path)}
    assert {article.source.media_type for article in read} == {media_type}
    for number, article in enumerate(read, 1):
        record = article.to_dict()
        assert (record["title"], record["published"]) == (
            f"{TITLE} thứ {number}",
            f"2012-07-{number:02}T07:12:08+07:00",
        )
        assert (record["byline"], record["url"]) == ("Minh Trí", f"http://bao.example/{number}.html")
        assert record["authors"] == [{"name": "Minh Trí", "role": None}]
        assert article.text == ROWS[number - 1]["content"]
        assert record["warnings"] == []
        assert article.title is not None
        assert article.title.spans == ()


def test_the_rule_names_the_column_and_not_the_field(tmp_path: Path) -> None:
    article = articles(put(tmp_path, "rows.csv", as_csv(ROWS)), COLUMNS)[0]
    assert article.url is not None
    assert article.url.rule == "column of the table: link"
    assert article.title is not None
    assert article.title.rule == "column of the table: headline"


def test_a_column_that_is_called_like_its_field_needs_no_name(tmp_path: Path) -> None:
    article = one(
        tmp_path, text=TEXT, title=TITLE, section="Giáo dục", publisher="Báo Vùng Cao", extra=[1, {"a": None}]
    )
    record = article.to_dict()
    assert (record["title"], record["section"], record["publisher"]) == (TITLE, "Giáo dục", "Báo Vùng Cao")


def test_columns_of_a_jsonl_by_its_first_line_alone(tmp_path: Path) -> None:
    read = articles(put(tmp_path, "rows.txt", as_json_lines([{"text": "Một bài"}, {"text": "Hai bài"}])))
    assert [article.text for article in read] == ["Một bài", "Hai bài"]


# -- bytes -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_the_bytes_of_a_record_are_the_line_of_the_file(tmp_path: Path, line_end: bytes) -> None:
    lines = [b'{"text":  "M\\u1ed9t"}', b'{"text": "Hai",\t"b": 1.50}', b'  {"text": "Ba"}']
    path = put(tmp_path, "rows.jsonl", line_end.join(lines) + line_end)
    assert [record.data for record in Contents(path) if isinstance(record, Record)] == lines
    rows = ['"Một",  1'.encode(), b'"Hai" ,2', '"Ba\n""dòng""",3'.encode()]
    path = put(tmp_path, "rows.csv", line_end.join([b"text,n", *rows]) + line_end)
    found = [record for record in Contents(path) if isinstance(record, Record)]
    assert [record.data for record in found] == rows
    assert [record.member for record in found] == ["2", "3", "4"]


def test_the_same_row_in_another_place_is_the_same_article(tmp_path: Path) -> None:
    row = as_json_lines([{"text": TEXT}])
    first, second = put(tmp_path, "a.jsonl", row), put(tmp_path, "b.jsonl", b'{"text": "Bai"}\n' + row)
    archive = na.open(tmp_path / "archive")
    assert archive.ingest(first, progress=False).new == 1
    report = archive.ingest(second, progress=False)
    assert (report.new, report.held) == (1, 1)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_what_stands_between_the_cells_is_found_by_the_header(tmp_path: Path, delimiter: str) -> None:
    lines = [delimiter.join(["title", "text"]), delimiter.join([TITLE, '"Một, hai; ba | bốn"'])]
    (article,) = articles(put(tmp_path, "rows.csv", "\n".join(lines).encode()))
    assert (article.title.value, article.text) == (TITLE, "Một, hai; ba | bốn")  # type: ignore[union-attr]


def test_a_table_saved_by_excel_with_a_byte_order_mark(tmp_path: Path) -> None:
    (article,) = articles(put(tmp_path, "rows.csv", f"text;title\r\n{TEXT};{TITLE}\r\n".encode("utf-8-sig")))
    assert article.title is not None
    assert (article.title.value, article.text) == (TITLE, TEXT)


def test_values_of_a_parquet_that_json_does_not_have(tmp_path: Path) -> None:
    table = pa.table({"text": [TEXT], "published": pa.array([pd.Timestamp("2012-07-04 07:12:08")]), "n": [b"\xff"]})
    buffer = io.BytesIO()
    parquet.write_table(table, buffer)
    (article,) = articles(put(tmp_path, "rows.parquet", buffer.getvalue()))
    assert article.to_dict()["published"] == "2012-07-04T07:12:08+07:00"


# -- fields ------------------------------------------------------------------------------------------------------------


def test_a_row_says_more_than_its_text(tmp_path: Path) -> None:
    text = f"{TITLE}\n04/07/2012 07:12\n{TEXT}\nPhương Nga"
    article = one(tmp_path, text=text, published="2012-07-05", byline="Minh Trí", title="Nhan đề trong bảng")
    record = article.to_dict()
    assert (record["published"], record["published_precision"]) == ("2012-07-05T00:00:00+07:00", "day")
    assert (record["byline"], record["title"]) == ("Minh Trí", "Nhan đề trong bảng")
    rules = [field.rule for field in (article.published, article.byline, article.title) if field]
    assert rules == [f"column of the table: {name}" for name in ("published", "byline", "title")]
    assert [field.spans for field in (article.published, article.byline, article.title) if field] == [()] * 3


def test_what_the_text_prints_as_well_keeps_its_place(tmp_path: Path) -> None:
    text = f"{TITLE}\n04/07/2012 07:12\n{TEXT}\nPhương Nga"
    article = one(tmp_path, text=text, published="2012-07-04T07:12:00+07:00", byline="Phương Nga", title=TITLE)
    for field, printed in (
        (article.title, TITLE),
        (article.byline, "Phương Nga"),
        (article.published, "04/07/2012 07:12"),
    ):
        assert field is not None
        assert [article.text[slice(*span)] for span in field.spans] == [printed]
    assert [paragraph.value for paragraph in article.paragraphs] == [TEXT]


def test_a_known_title_leaves_the_first_line_to_the_text(tmp_path: Path) -> None:
    article = one(tmp_path, text=f"Dòng đầu là một câu.\n{TEXT}", title=TITLE)
    assert [paragraph.value for paragraph in article.paragraphs][-1] == TEXT
    assert article.text.startswith("Dòng đầu")
    assert article.lead is None or article.lead.value == "Dòng đầu là một câu."


def test_a_byline_column_is_read_as_a_signature(tmp_path: Path) -> None:
    article = one(tmp_path, text=TEXT, title=TITLE, byline="Minh Trí - Phương Nga")
    assert [author.name for author in article.authors] == ["Minh Trí", "Phương Nga"]
    taken = one(tmp_path, text=TEXT, title=TITLE, byline="toasoan@bao.example")
    assert taken.to_dict()["byline"] == "toasoan@bao.example"


def test_a_column_that_is_not_a_date_is_said(tmp_path: Path) -> None:
    article = one(tmp_path, text=f"{TITLE}\n04/07/2012\n{TEXT}", published="hôm qua", updated="31/02/2012")
    assert article.warnings == (
        "a column is not a date: published hôm qua",
        "a column is not a date: updated 31/02/2012",
    )
    assert article.to_dict()["published"] == "2012-07-04T00:00:00+07:00"


def test_html_in_a_column_is_read_as_a_page(tmp_path: Path) -> None:
    article = one(tmp_path, html=html(TITLE).decode(), text="Chữ trần", url="http://bao.example/1.html")
    record = article.to_dict()
    assert (record["title"], record["published"]) == (TITLE, "2012-07-04T07:12:00+07:00")
    assert (record["url"], record["source"]["media_type"]) == ("http://bao.example/1.html", "application/json")
    assert one(tmp_path, html=" ", text="Chữ trần").text == "Chữ trần"


def test_what_has_no_text_says_which_columns_there_are(tmp_path: Path) -> None:
    path = put(tmp_path, "rows.csv", as_csv(ROWS))
    (error,) = Contents(path)
    assert isinstance(error, RecordError)
    assert str(error) == (
        f"{path}: has no column 'text' or 'html', only headline, content, day, writer, link; "
        "name the text's with --column text=NAME."
    )
    (wrong,) = Contents(path, Reading({"text": "body"}))
    assert isinstance(wrong, RecordError)
    assert "has no column 'body' or 'html'" in wrong.reason


def test_a_field_that_does_not_exist_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(na.UsageError, match="headline"):
        na.read(put(tmp_path, "rows.jsonl", as_json_lines([{"text": TEXT}])), columns={"headline": "title"})


# -- archive -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*WRITTEN, "rows.zip"])
def test_rows_are_derived_again_from_the_originals(tmp_path: Path, name: str) -> None:
    """Which columns were named is kept with each row; without the tables it is all read as before."""
    write = WRITTEN.get(name, (as_csv,))[0]
    data = zipped({"rows.csv": as_csv(ROWS)}) if name == "rows.zip" else write(ROWS)
    archive = na.open(tmp_path / "archive")
    archive.ingest(put(tmp_path, name, data), columns=COLUMNS, progress=False)
    before, text = archive.articles(), archive.paragraphs()
    whole = [archive.article(identity) for identity in before["id"]]
    assert list(before["title"]) == [row["headline"] for row in ROWS]
    for table in ("articles.lance", "index"):
        shutil.rmtree(tmp_path / "archive" / table)
    again = na.open(tmp_path / "archive")
    pd.testing.assert_frame_equal(again.articles(), before)
    pd.testing.assert_frame_equal(again.paragraphs(), text)
    assert [again.article(identity) for identity in before["id"]] == whole
    assert again.ingest(tmp_path / name, columns=COLUMNS, progress=False).held == 3


def test_read_articles_takes_columns(tmp_path: Path) -> None:
    frame = na.read_articles(put(tmp_path, "rows.csv", as_csv(ROWS)), columns=COLUMNS)
    assert list(frame["url"]) == [row["link"] for row in ROWS]
    assert na.read(put(tmp_path, "one.csv", as_csv(ROWS[:1])), columns=COLUMNS).to_dict()["byline"] == "Minh Trí"


# -- command line ------------------------------------------------------------------------------------------------------


class Ran:
    """How a call ended, and what it printed."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Call the command line in a folder with a table and a zip."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSARCHIVE", raising=False)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # which main() sets
    put(tmp_path, "rows.csv", as_csv(ROWS))
    put(tmp_path, "pages.zip", zipped({f"{number}.txt": f"Bài số {number}\n{TEXT}".encode() for number in range(5)}))

    def call(*arguments: str) -> Ran:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        out, err = capfd.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return call


NAMED = [argument for name, column in COLUMNS.items() for argument in ("--column", f"{name}={column}")]


def test_columns_on_the_command_line(run: Callable[..., Ran]) -> None:
    read = run("read", "rows.csv", *NAMED, "--json")
    assert (read.code, read.err) == (0, "")
    assert [record["title"] for record in json.loads(read.out)] == [row["headline"] for row in ROWS]
    ingest = run("ingest", "rows.csv", *NAMED)
    assert (ingest.code, ingest.out) == (0, "3 given: 3 new, 0 held already, 0 rejected; archive version 1.\n")
    unnamed = run("read", "rows.csv")
    assert (unnamed.code, unnamed.out) == (1, "")
    assert "name the text's with --column text=NAME" in unnamed.err


def test_how_much_a_zip_may_give_on_the_command_line(run: Callable[..., Ran]) -> None:
    little = run("ingest", "pages.zip", "--max-unpacked", "0.0000003", "--archive", "little")
    assert little.code == 1
    assert little.err == (
        "newsarchive: pages.zip: gives more than 3e-07 GB when unpacked; unpack it, or raise --max-unpacked.\n"
    )
    assert little.out.startswith("3 given: 2 new, 0 held already, 1 rejected")
    enough = run("ingest", "pages.zip", "--max-unpacked", "1", "--archive", "enough", "--json")
    assert (enough.code, json.loads(enough.out)["new"]) == (0, 5)


WRONG_CALLS = [
    ("read rows.csv --column content", "content=: name columns as FIELD=COLUMN"),
    ("read rows.csv --column text=", "text=: name columns as FIELD=COLUMN"),
    ("read rows.csv --column =content", "=content: name columns as FIELD=COLUMN"),
    ("read rows.csv --column body=content", "fields are text, html, title"),
    ("ingest rows.csv --column body=content", "fields are text, html, title"),
    ("read rows.csv --column", "--column"),
    ("ingest pages.zip --max-unpacked -1", "--max-unpacked"),
    pytest.param(
        "ingest pages.zip --max-unpacked inf",
        "--max-unpacked",
    ),
    ("ingest pages.zip --max-unpacked nan", "--max-unpacked"),
    ("ingest pages.zip --max-unpacked viel", "--max-unpacked"),
]


@pytest.mark.parametrize(("call", "named"), WRONG_CALLS, ids=str)
def test_a_wrong_call_is_one_sentence_and_2(run: Callable[..., Ran], tmp_path: Path, call: str, named: str) -> None:
    ran = run(*call.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("newsarchive: ")
    assert named in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not (tmp_path / "archive").exists()


def rows_of(tmp_path: Path, *rows: str) -> list[na.Article]:
    path = put(tmp_path, "rows.jsonl", "\n".join(rows).encode())
    return [parse(found) for found in Contents(path) if isinstance(found, Record)]


def test_what_is_no_value_is_missing_and_a_list_of_names_is_one(tmp_path: Path) -> None:
    empty, listed, odd = rows_of(
        tmp_path,
        '{"text": "Một.", "title": NaN, "byline": NaN, "publisher": NaN}',
        '{"text": "Hai.", "byline": ["Nguyễn Văn A", "Trần B"]}',
        '{"text": "Ba.", "byline": {"name": "A"}, "title": true}',
    )
    assert (empty.publisher, empty.byline and empty.byline.rule.startswith("column")) == (None, None)
    assert listed.byline is not None
    assert (listed.byline.value, len(listed.authors)) == ("Nguyễn Văn A, Trần B", 2)
    assert {"a column is not text: byline", "a column is not text: title"} <= set(odd.warnings)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("04/07/2012 07:12 AM", "2012-07-04T07:12:00+07:00"),
        ("12/07/2012 7:00 PM", "2012-07-12T19:00:00+07:00"),
        ("13/07/2012 7:00 PM", "2012-07-13T19:00:00+07:00"),
        ("20120704", "2012-07-04T00:00:00+07:00"),
    ],
)
def test_dates_in_columns_are_day_first(tmp_path: Path, written: str, iso: str) -> None:
    (article,) = rows_of(tmp_path, json.dumps({"text": "Một.", "published": written}))
    assert article.to_dict()["published"] == iso


def test_a_named_column_that_is_not_there_is_said(tmp_path: Path) -> None:
    file = put(tmp_path, "map.csv", b"content,day\nabc,2012-07-04\n")
    (found,) = Contents(file, Reading({"text": "content", "title": "nope"}))
    assert str(found).endswith("has no column 'nope', only content, day; check what was given with --column.")


def test_a_column_named_twice_is_a_wrong_call(run: Callable[..., Ran]) -> None:
    ran = run("read", "x.csv", "--column", "text=a", "--column", "text=b")
    assert (ran.code, ran.err) == (2, "newsarchive: --column text=…: is given twice; name one column for each field.\n")


def test_an_agency_mark_in_a_lead_of_its_own_column(tmp_path: Path) -> None:
    line = json.dumps({"text": TEXT, "lead": "(ĐTO) - Sáng nay, xã mở lớp học."}, ensure_ascii=False)
    (record,) = Contents(put(tmp_path, "a.jsonl", f"{line}\n".encode()), Reading({}))
    assert isinstance(record, Record)
    article = parse(record)
    assert article.dateline
    assert article.dateline.spans == ()
    assert "ĐTO" in article.dateline.value
