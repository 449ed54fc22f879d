"""A file is there whole or not at all."""

import os

import pytest

from newsarchive.errors import StorageError
from newsarchive.reports.files import write


def test_a_file_in_a_folder_that_was_not_there(tmp_path):
    path = write(tmp_path / "exports" / "sâu" / "báo-cáo.html", b"xong")
    assert path.read_bytes() == b"xong"
    assert [file.name for file in path.parent.iterdir()] == ["báo-cáo.html"]


def test_pieces_are_written_one_after_the_other(tmp_path):
    assert write(tmp_path / "x.jsonl", (f"{n}\n".encode() for n in range(3))).read_bytes() == b"0\n1\n2\n"


def test_what_stood_there_stays_until_the_new_file_is_whole(tmp_path):
    path = write(tmp_path / "x.csv", b"before")

    def pieces():
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(path, pieces())
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_in_the_folders_place(tmp_path):
    (tmp_path / "exports").write_text("a file")
    with pytest.raises(StorageError, match="choose a folder"):
        write(tmp_path / "exports" / "x.csv", b"")


def test_a_link_is_followed_and_a_pipe_left_alone(tmp_path):
    (tmp_path / "link.csv").symlink_to("target.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    write(tmp_path / "link.csv", b"rows")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "target.csv").read_bytes() == b"rows"
    with pytest.raises(StorageError, match="not a file"):
        write(tmp_path / "pipe.csv", b"")
    assert (tmp_path / "pipe.csv").is_fifo()


@pytest.mark.parametrize("name", ["", "folder"])
def test_a_folder_in_the_files_place(tmp_path, name):
    (tmp_path / "folder").mkdir()
    with pytest.raises(StorageError, match="cannot be written"):
        write(tmp_path / name, b"")
    assert [file.name for file in tmp_path.iterdir()] == ["folder"]
