"""Sections and breadcrumbs."""

import pytest

from newsarchive.parsing.sections import crumbs, is_breadcrumb, is_section


@pytest.mark.parametrize("name", ["Thời sự", "XÂY DỰNG ĐẢNG", "Kinh tế – Xã hội", "Văn hóa - Du lịch", "Bạn đọc:"])
def test_sections_that_papers_have(name: str) -> None:
    assert is_section(name)


@pytest.mark.parametrize("name", ["Phương Nga", "Chợ nổi sáng cuối năm", "Bờ Vĩnh Long", ""])
def test_what_is_no_section(name: str) -> None:
    assert not is_section(name)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Trang chủ > Chính trị > Xây dựng Đảng", ["Trang chủ", "Chính trị", "Xây dựng Đảng"]),
        ("Trang nhất » Xã hội", ["Trang nhất", "Xã hội"]),
        ("Sức khỏe / Tin tức / Các bệnh", ["Sức khỏe", "Tin tức", "Các bệnh"]),
        ("Trang chủ | Xã hội | Đời sống", ["Trang chủ", "Xã hội", "Đời sống"]),
        ("Trang chủ  Đội tuyển", ["Trang chủ", "Đội tuyển"]),
    ],
)
def test_breadcrumbs_and_their_parts(line: str, names: list[str]) -> None:
    assert is_breadcrumb(line)
    assert [name for _, name in crumbs(line)] == names
    assert all(line[at : at + len(name)] == name for at, name in crumbs(line))


@pytest.mark.parametrize(
    "line",
    [
        "Trang nhất | Thời sự | Kinh tế | Phóng sự | Thể thao | Bạn đọc",
        "Giá lúa 5.000 đồng/kg",
        "a<b>c",
        "58/58 chi bộ",
    ],
)
def test_menus_and_prose_are_no_breadcrumbs(line: str) -> None:
    assert not is_breadcrumb(line)
