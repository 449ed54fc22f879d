"""Sections of papers, and the breadcrumbs that lead to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SECTIONS = frozenset(
    name.strip()
    for name in """trang chủ|trang nhất|home|tin tức|tin mới|mới nhất|thời sự|thời sự trong nước|trong nước|chính trị
    |xã hội|kinh tế
    |kinh doanh|thế giới|quốc tế|pháp luật|pháp đình|giáo dục|giáo dục - đào tạo|đào tạo|khoa học|khoa học - công nghệ
    |công nghệ|công nghệ số|số hóa|sức khỏe|y tế|đời sống|gia đình|giới trẻ|nhịp sống trẻ|nhịp sống|du lịch|ẩm thực
    |thể thao|bóng đá|bóng đá việt nam|quần vợt|văn hóa|giải trí|văn hóa - giải trí|văn nghệ|văn học|nghệ thuật|phim
    |âm nhạc|thời trang|xe|ô tô - xe máy|ô tô xe máy|bất động sản|thị trường|chứng khoán|tài chính|ngân hàng
    |doanh nghiệp
    |đầu tư|khởi nghiệp|nông nghiệp|nông thôn|nông nghiệp - nông thôn|nông thôn mới|công nghiệp|thương mại|lao động
    |việc làm|công đoàn|môi trường|giao thông|đô thị|quy hoạch|an ninh|an ninh trật tự|an ninh - quốc phòng|quốc phòng
    |quốc phòng - an ninh|quân sự|biển đảo|xây dựng đảng|xây dựng chính quyền|đảng và cuộc sống|đoàn thể|mặt trận
    |dân tộc|tôn giáo|dân tộc - tôn giáo|phóng sự|phóng sự - ký sự|hồ sơ|tư liệu|bạn đọc|thư bạn đọc|ý kiến|góc nhìn
    |diễn đàn|bình luận|quan điểm|tâm sự|chuyện lạ|chuyện làm ăn|tin vắn|tin trong tỉnh|trong tỉnh|tin địa phương
    |địa phương|tỉnh|chuyển đổi số|cải cách hành chính|chính sách|chính sách mới|văn bản|tuổi trẻ|phụ nữ|cựu chiến binh
    |media|video|ảnh|phóng sự ảnh|multimedia|emagazine|infographic|podcast|chính trị - xã hội|văn hóa - xã hội
    |kinh tế - xã hội|thời sự - chính trị|xã hội - đời sống|học tập và làm theo gương bác
    |học tập và làm theo tấm gương đạo đức hồ chí minh|điểm nóng|châu âu|châu á|châu mỹ|châu phi|người việt|kiều bào
    |các bệnh|dinh dưỡng|tin y tế|giới tính|làm đẹp|tình yêu|cộng đồng|nhân ái|từ thiện|an toàn giao thông
    |truyện ngắn|tản văn|thơ|phê phán|nghiên cứu|trao đổi|nghiên cứu - trao đổi
    |sự kiện|tin tức & sự kiện|dự báo|thông tin - quảng cáo|longform|đánh giá|đội tuyển""".split("|")
)
_BREADCRUMB = re.compile(
    r"""\s*(?:trang\s+chủ|trang\s+nhất|home)\s*[>»›→/|].*
      | (?:trang\s+chủ|trang\s+nhất|home)(?:\s+[^\W\d_]+){1,4}
      | (?:[^.!?:<>]{1,40}|\S{2,30}\.(?:vn|com|net|org))(?:\s+[>»›→]+\s+[^.!?<>»›→]{1,160})+\s*
      | [^.!?:/,\d]{2,30}(?:\s+/\s+[^.!?:/\d]{2,40})+\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_CRUMB = re.compile(
    r"\s*[>»›→|]+\s*|\t+|\s+/\s*|(?<=\w)/(?=\s)|(?<=chủ)\s*/\s*|(?i:(?<=^trang\schủ)|(?<=^trang\snhất)|(?<=^home))\s+"
)
_CRUMB_SIGN = re.compile(r"[>»›→|/]|\s*(?:trang|home)\s", re.IGNORECASE)
_MAX_CRUMBS = 200
_MAX_BARS = 3  # more of them part a menu
_MAX_SECTION = 40


def is_section(text: str) -> bool:
    """True where `text` is the name of a section that papers have."""
    if len(text) > _MAX_SECTION:
        return False
    name = " ".join(text.replace("–", "-").split()).casefold().strip(" .:")
    if name in _SECTIONS:
        return True
    parts = re.split(r"\s*(?:-|,|&|\bvà\b)\s*", name)
    return 1 < len(parts) <= 3 and sum(part in _SECTIONS for part in parts) * 2 >= len(parts)


def is_breadcrumb(line: str) -> bool:
    """True for ``Trang chủ > Chính trị > Xây dựng Đảng``, and for sections that tabs part."""
    if len(line) > _MAX_CRUMBS or line.count("|") > _MAX_BARS:
        return False
    if "\t" in line.strip() and all(map(is_section, line.strip().split("\t"))):
        return True
    return bool(_CRUMB_SIGN.search(line) and _BREADCRUMB.fullmatch(line))


def crumbs(line: str) -> Iterator[tuple[int, str]]:
    """The parts of a breadcrumb, each with its place in `line`."""
    at = 0
    for match in _CRUMB.finditer(line):
        if part := line[at : match.start()].strip():
            yield line.index(part, at), part
        at = match.end()
    if part := line[at:].strip():
        yield line.index(part, at), part
