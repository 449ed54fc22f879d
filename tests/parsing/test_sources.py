"""Finding files, and deciding what bytes are."""

from pathlib import Path

import pytest

import newsarchive as na
from newsarchive.errors import RecordError, UsageError
from newsarchive.parsing import Contents, find_files
from newsarchive.parsing.records import MAX_RECORD, Record, decode


def test_files_folders_and_globs_are_found_once_and_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c/d.html", ".hidden", "c/.git/x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    names = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path, tmp_path / "*.txt"])]
    assert names == ["a.txt", "b.txt", "c/d.html"]


@pytest.mark.parametrize("name", ["nowhere.txt", "*.nothing", "empty"])
def test_a_path_that_names_nothing_is_a_wrong_call(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(na.UsageError, match=name.strip("*")):
        find_files(tmp_path / name)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\0", "is empty"),
        (b"%PDF-1.7 ...", "is not text or HTML"),
        (b"PK\x03\x04zip", "is damaged"),
        (bytes(range(256)) * 4, "is not text or HTML"),
        (b'{"id": 1, "title": "x"}', "is JSON data"),
        (b'[{"id": 1}, {"id": 2}]', "is JSON data"),
    ],
)
def test_what_is_no_page_says_so(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    with pytest.raises(RecordError, match=reason) as caught:
        na.read(path)
    assert caught.value.path == str(path)


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(MAX_RECORD + 1)
    (found,) = Contents(path)
    assert isinstance(found, RecordError)
    assert "larger than 20 MB" in found.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_encodings_are_found_and_give_the_text_back(encoding: str) -> None:
    data = "Báo mẫu".encode(encoding) if encoding != "cp1258" else "Bao mâ\u0303u".encode("cp1258")
    source, text, _, warnings = decode(Record(data, "page.txt"))
    assert source.encoding == encoding
    assert text.encode(source.encoding) == data
    assert bool(warnings) == (encoding == "cp1258")


def test_a_short_page_with_control_characters_is_a_page() -> None:
    _, text, _, warnings = decode(Record("Tít \x1b[31mđỏ\x07\x07\nMột đoạn.".encode(), "page.txt"))
    assert text.startswith("Tít")
    assert warnings == ("control characters in the text",)


def test_read_takes_a_file_or_a_text() -> None:
    for call in ({}, {"file": "x", "text": "y"}):
        with pytest.raises(na.UsageError):
            na.read(**call)
    with pytest.raises(RecordError, match="is empty"):
        na.read(text=" \n")


def test_a_text_that_speaks_of_a_tag_is_no_page_of_html() -> None:
    article = na.read(text="Hướng dẫn viết thẻ <p> cho người mới\n04/07/2012 07:12\nMột đoạn vừa đủ dài cho bài này.")
    assert article.source.media_type == "text/plain"
    assert article.title is not None
    assert article.title.value == "Hướng dẫn viết thẻ <p> cho người mới"


def test_a_page_in_utf16_is_html(tmp_path: Path) -> None:
    page = "<html><head><title>Bài</title></head><body><h1>Bài báo ở xã</h1><p>Một đoạn.</p></body></html>"
    (tmp_path / "a.html").write_bytes(page.encode("utf-16"))
    article = na.read(tmp_path / "a.html")
    assert (article.source.media_type, article.title and article.title.value) == ("text/html", "Bài báo ở xã")


def test_what_no_path_can_be_says_so() -> None:
    with pytest.raises(UsageError, match="is no path"):
        find_files("")
    with pytest.raises(UsageError, match="is no path"):
        find_files(b"seeds")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="bytes are read from a file"):
        na.read(text=b"abc")  # type: ignore[arg-type]


def test_lines_are_counted_whatever_ends_them() -> None:
    article = na.read(text="Chợ nổi cuối năm ở xã\r04/07/2012\rMột đoạn văn vừa đủ dài cho bài này.\rPhương Nga")
    assert article.byline is not None
    assert article.line(article.byline.spans[0]) == 4
