"""Signatures: byline, roles and credit."""

import pytest

from newsarchive.article import Author
from newsarchive.parsing.outlets import is_outlet
from newsarchive.parsing.people import read_signature


def signed(line: str) -> tuple[str | None, str | None]:
    signature = read_signature(line)
    if signature is None:
        return None, None
    byline, credit = signature.byline, signature.credit
    return byline and line[byline.start : byline.end], credit and line[credit.start : credit.end]


@pytest.mark.parametrize(
    ("line", "byline", "credit"),
    [
        ("Phương Nga", "Phương Nga", None),
        ("TRẦN MAI", "TRẦN MAI", None),
        ("H.T", "H.T", None),
        ("PV", "PV", None),
        ("Minh Trí - Thu Hà", "Minh Trí - Thu Hà", None),
        ("Minh Trí và Thu Hà", "Minh Trí và Thu Hà", None),
        ("Bài, ảnh: Minh Trí – Thu Hà", "Minh Trí – Thu Hà", None),
        ("Minh Trí (ghi)", "Minh Trí", None),
        ("Minh Trí - Ảnh: Thu Hà", "Minh Trí", None),
        ("Theo TTXVN", None, "TTXVN"),
        ("(Theo TTXVN)", None, "TTXVN"),
        ("(Nguồn: SCMP)", None, "SCMP"),
        ("Nguồn: Báo Nhân Dân", None, "Báo Nhân Dân"),
        ("Theo Minh Trí", "Minh Trí", None),
        ("Theo Minh Trí (Dân Việt)", "Minh Trí", "Dân Việt"),
        ("Theo Minh Trí/VnExpress", "Minh Trí", "VnExpress"),
        ("Minh Trí/TTXVN", "Minh Trí", "TTXVN"),
        ("Thu Hà/VOV.VN (Tổng hợp)", "Thu Hà", "VOV.VN"),
        ("Minh TríTheo SCMP", "Minh Trí", "SCMP"),
        ("PP, Theo Trí Thức Trẻ", "PP", "Trí Thức Trẻ"),
        ("VietnamPlus.vn", None, "VietnamPlus.vn"),
        ("(TTXVN/Vietnam+)", None, "TTXVN/Vietnam+"),
        ("Hoàng Diễm thực hiện", "Hoàng Diễm", None),
        ("Ngô Khải Hoàn (thực hiện); Đức Tuệ (ảnh)", "Ngô Khải Hoàn", None),
        ("(Minh Châu theo AFP, Reuters)", "Minh Châu", "AFP, Reuters"),
        ("Diệu Hoa tổng hợp từ Reuters", "Diệu Hoa", "Reuters"),
        ("PGS.TS Nguyễn Văn Cường", "Nguyễn Văn Cường", None),
        ("CTV Lò Thị Ngân", "Lò Thị Ngân", None),
        ("H'Bia Niê", "H'Bia Niê", None),
        ("Trần Văn Bảy (ấp 3, xã Mỹ Long, huyện Cao Lãnh)", "Trần Văn Bảy", None),
        ("PHẠM DƯƠNG/Đại biểu Nhân dân", "PHẠM DƯƠNG", "Đại biểu Nhân dân"),
        ("Bởi Phạm Duy Khang", "Phạm Duy Khang", None),
        ("Nhóm PV", "Nhóm PV", None),
    ],
)
def test_signatures(line: str, byline: str | None, credit: str | None) -> None:
    assert signed(line) == (byline, credit)


@pytest.mark.parametrize(
    "line",
    [
        "Gửi bình luận của bạn",
        "Theo bản án sơ thẩm, bị cáo đã nhận tiền",
        "Đồng chí Bí thư phát biểu tại hội nghị.",
        "của từng cá nhân.",
        "12",
        "",
        "Hà Nội",
        "Cần Thơ",
        "Thời Sự",
        "Hết.",
        "(Còn nữa)",
        "Ảnh minh họa",
        "Administrator",
        "Theo dõi chúng tôi",
    ],
)
def test_prose_is_no_signature(line: str) -> None:
    assert read_signature(line) is None


def test_roles_go_to_the_authors() -> None:
    signature = read_signature("Bài, ảnh: Minh Trí")
    assert signature
    assert signature.authors == (Author("Minh Trí", "Bài, ảnh"),)
    signature = read_signature("Minh Trí - Ảnh: Thu Hà")
    assert signature
    assert signature.authors == (Author("Minh Trí"), Author("Thu Hà", "ảnh"))


def test_outlets_and_people_are_told_apart() -> None:
    assert all(map(is_outlet, ["TTXVN", "Tuổi Trẻ", "VnExpress", "Báo Đồng Tháp", "The Guardian", "VOV.VN"]))
    assert not any(map(is_outlet, ["Phương Nga", "PV", "TRẦN MAI", "H.T"]))
