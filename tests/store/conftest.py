"""Pages to take in."""

from pathlib import Path

import pytest

PAGE = """{title}

Cập nhật ngày: {day:02}/07/2012 07:12:08

Đoạn thứ nhất của bài {title}, kể chuyện học tập ở xã Mẫu, với đủ chi tiết để không ai tưởng là sa-pô của bài báo.

Đoạn thứ hai ngắn hơn.

Minh Trí

< Trở về trang trước
"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder of three pages, an empty file and one that is no text."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in (1, 2, 3):
        (folder / f"{number}.txt").write_text(PAGE.format(title=f"Bài số {number}", day=number), "utf-8")
    (folder / "4-empty.txt").write_text("")
    (folder / "5-binary.txt").write_bytes(bytes(range(32)) * 9)
    return folder
