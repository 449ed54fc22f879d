"""Pages made at random from the parts that real ones have, and damaged at random; the same seed gives the same page."""

from __future__ import annotations

import random
import unicodedata
from html import escape


def _each(lines: str) -> list[str]:
    return lines.strip("\n").split("\n")


_SECTIONS = _each("""
Thời sự
Chính trị
Kinh tế - Xã hội
Trang chủ > Tin tức > Xây dựng Đảng
Bạn đọc
Sổ tay
NHỊP SỐNG TRẺ
""")
_TITLES = _each("""
Chợ nổi sáng cuối năm
Dẹp vỉa hè, người bán hàng rong đi về đâu?
“Đừng bắt trẻ viết đẹp”
TP.Mẫu: Sau một năm nhìn lại
Xe tải lật giữa ngã ba, giao thông ùn ứ gần 2 giờ
Bão số 4 đổi hướng (16/05/2014)
Mùa nước nổi
58/58 chi bộ hoàn thành
""")
_DATES = _each("""
Cập nhật ngày: 04/07/2012 07:12:08
Chủ Nhật, 05/09/2021, 22:21 (GMT+7)
18:00 |22/05/2022
26 Tháng 10 2020 14:49
28-07-2018 - 00:35 AM
31/02/2012
Thứ hai, 04/07/2012
Hôm nay, thứ ba ngày 21 tháng 11 năm 2017
(24.12.2004)
Thanh Bình • 28/01/2026 - 06:52
Đăng lúc: 08:20 23/09/2018 | Cập nhật lúc: 10:02 24/09/2018
99/99/9999
""")
_NAMES = _each("""
Phương Nga
TRẦN MAI
H.T
Bài, ảnh: Minh Trí – Thu Hà
Theo TTXVN
Theo Minh Trí (Dân Việt)
Thu Hà (thực hiện); Đức Tuệ (ảnh)
(Nguồn: SCMP)
Nhóm PV
Hết.
(Còn nữa)
Minh Trí - Ảnh: Thu Hà
Bởi
Theo dõi chúng tôi
""")
_CHROME = _each("""
< Trở về trang trước
Gửi bình luận của bạn
Chia sẻ Facebook Zalo
>> Bài khác cùng chuyện
Tin liên quan
Bình luận (3)
© 2024 Báo Mẫu
Từ khóa: mẫu, thử
Lượt xem: 1.024
[ In bài viết ]   [ Quay lại ]
A-
2 giờ trước
""")
_SENTENCES = _each("""
Sáng 3/5, xã Mẫu khai giảng lớp học cho 348 em nhỏ.
“Năm nay nước về sớm”, bà Bảy nói.
Đường dài 4,5 km, rộng 3m.
Ông Nguyễn Văn A. (42 tuổi, ngụ TP.Mẫu) cho biết sẽ làm tiếp.
Theo UBND tỉnh, đến ngày 12/4/2019 đã xong 58/58 việc.
(MBO) - Mưa lớn suốt đêm.
TTO - Nước rút dần.
Không ai biết vì sao…
Ảnh: Thu Hà
Giá 5.000 đồng/kg, tăng 12,5%.
""")
_ODD = ["\u202e", "\u200b", "\ufeff", "\x1b[31m", "\u0301", "😀", "人民", "\u2028", "\x0b", "\x85", "\ufffd", "\u00a0"]
_TAGS = _each("""
p
p
div
h1
h2
td
li
span
figcaption
blockquote
p class=sapo
div class=author
time
""")
_LINKED = '{"@type":"NewsArticle","headline":"\\ud83d","author":[{"name":1}]}'
_BYTES = b"<>/\"'= \xff\x00a\xc3\xa1\n\r&#;-"


def page(seed: int) -> bytes:
    """Page number `seed`: a text copy or, every fifth, an HTML page; every other one is damaged."""
    rng = random.Random(seed)
    lines = _lines(rng)
    text = _html(rng, lines) if seed % 5 == 0 else rng.choice(["\n", "\n", "\n\n", "\r\n", "\r"]).join(lines)
    if rng.random() < 0.1:
        text = unicodedata.normalize("NFD", text)
    data = text.encode("utf-8")
    return _damaged(rng, data) if seed % 2 else data


def _lines(rng: random.Random) -> list[str]:
    lines: list[str] = []
    above = ((_CHROME, 0.3), (_DATES, 0.3), (_SECTIONS, 0.5), (_TITLES, 0.95), (_DATES, 0.7), (_NAMES, 0.2))
    for parts, chance in above:
        lines += [rng.choice(parts)] * (rng.random() < chance)
    for _ in range(rng.randrange(9)):
        lines.append(" ".join(rng.choices(_SENTENCES, k=rng.randrange(1, 7))))
        lines += [rng.choice(rng.choice([_TITLES, _CHROME, _DATES, _SENTENCES]))] * (rng.random() < 0.15)
    if lines and rng.random() < 0.15:
        lines[-1] += rng.choice(_NAMES)
    for parts, chance in ((_NAMES, 0.7), (_NAMES, 0.2), (_CHROME, 0.6), (_TITLES, 0.3), (_CHROME, 0.4), (_DATES, 0.1)):
        lines += [rng.choice(parts)] * (rng.random() < chance)
    if rng.random() < 0.2 and lines:
        at = rng.randrange(len(lines))
        lines[at] = rng.choice(_ODD) + lines[at] + rng.choice(_ODD)
    if rng.random() < 0.1:
        rng.shuffle(lines)
    return lines or [""]


def _html(rng: random.Random, lines: list[str]) -> str:
    body = "".join(_element(rng, rng.choice(_TAGS), line) for line in lines)
    head = f"<title>{escape(rng.choice(_TITLES))} - Báo Mẫu</title>"
    if rng.random() < 0.5:
        head += f'<meta property="og:title" content="{escape(rng.choice(_TITLES))}">'
    if rng.random() < 0.5:
        head += '<meta property="article:published_time" content="2012-07-04T07:12:08+00:00">'
    if rng.random() < 0.3:
        head += f'<script type="application/ld+json">{_LINKED}</script>'
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def _element(rng: random.Random, tag: str, line: str) -> str:
    inner = escape(line) if rng.random() < 0.9 else line
    if rng.random() < 0.2:
        inner = f"<a href=x>{inner}</a>"
    name = tag.split()[0]
    return f"<{tag}>{inner}" + (f"</{name}>" if rng.random() < 0.9 else "")


def _damaged(rng: random.Random, data: bytes) -> bytes:
    """`data` cut somewhere, or with some of its bytes changed, left out or doubled."""
    damaged = bytearray(data[: rng.randrange(1, len(data) + 1)] if data and rng.random() < 0.3 else data)
    for _ in range(rng.choice([0, 1, 3, 30])):
        if not damaged:
            break
        at = rng.randrange(len(damaged))
        kind = rng.random()
        if kind < 0.6:
            damaged[at] = rng.choice(_BYTES)
        elif kind < 0.8:
            del damaged[at : at + rng.randrange(1, 20)]
        else:
            damaged[at:at] = damaged[at : at + rng.randrange(1, 40)]
    return bytes(damaged)
