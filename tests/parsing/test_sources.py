"""Finding files, and deciding what bytes are."""

from pathlib import Path

import pytest

import newsarchive as na
from newsarchive.errors import RecordError
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
