"""Page chrome: the lines that belong to the site, not to the article.

A line is chrome only as a whole and only where chrome stands (above the title, or at the tail); the same words inside
a sentence are prose.
"""

from __future__ import annotations

import re

_CHROME = re.compile(
    r"""(?:[<«‹»›>|•·*\-–\s]*)(?:
      (?:trở\s+(?:về|lại)|quay\s+(?:về|lại)|về)\s*(?:trang\s+(?:trước|chủ|đầu)|đầu\s+trang|đầu)?
    | (?:trang\s+chủ|home|lên\s+đầu\s+trang|đầu\s+trang|xem\s+(?:thêm|tiếp)|đọc\s+(?:thêm|tiếp)|bấm\s+xem|chi\s+tiết)
    | (?:gửi|viết|đăng|ý\s+kiến|xem|tất\s+cả|\d+)?\s*(?:bình\s+luận|phản\s+hồi|ý\s+kiến|comments?)
        (?:\s+(?:của\s+(?:bạn|bạn\s+đọc|độc\s+giả)|mới\s+nhất|\(?\d+\)?))?
    | (?:in|lưu|gửi|chia\s+sẻ|copy|sao\s+chép|nghe|đọc|xem)\s+
        (?:bài(?:\s+(?:viết|này|báo))?|trang(?:\s+này)?|tin(?:\s+này)?|link|liên\s+kết|email)
    | (?:chia\s+sẻ|share|tweet|facebook|twitter|zalo|email|print|in|like|thích|theo\s+dõi|google\s+news|bản\s+in
        |cỡ\s+chữ|a-|a\+)(?:\s*[:\d.,k]+|\s+(?:qua|lên|trên)\s+\w+)?
    | (?:các\s+)?(?:tin|bài)(?:\s+(?:viết|bài|tức))?\s+
        (?:liên\s+quan|khác|cùng\s+(?:chuyên\s+mục|chủ\s+đề|loại)|mới(?:\s+(?:nhất|hơn))?|cũ\s+hơn|nổi\s+bật
        |đọc\s+nhiều(?:\s+nhất)?|đã\s+đưa)
    | (?:đọc|xem)\s+nhiều(?:\s+nhất)? | cùng\s+chuyên\s+mục | có\s+thể\s+bạn\s+quan\s+tâm
    | (?:từ\s+khóa|tags?|chủ\s+đề|lượt\s+(?:xem|đọc))\s*:.*
    | (?:số\s+)?lượt\s+(?:xem|đọc).* | [\d.,]+\s+lượt\s+(?:xem|đọc)
    | (?:mời\s+(?:quý\s+)?(?:bạn\s+đọc|độc\s+giả|các\s+bạn|quý\s+vị).{0,80})
    | (?:bản\s+quyền|©|copyright|®).{0,120}
    | (?:tên|họ\s+(?:và\s+)?tên|email|e-mail|mã\s+xác\s+nhận|nội\s+dung|tiêu\s+đề|địa\s+chỉ)\s*(?:\(\*\)|\*|:)
    | (?:gửi|gửi\s+đi|nhập\s+lại|hủy|đóng|đăng\s+nhập|đăng\s+ký|tìm\s+kiếm)
    )[\s>»›|:.…!]*""",
    re.IGNORECASE | re.VERBOSE,
)
_LINK_LINE = re.compile(r"\s*(?:>>+|»|►|▶|☞)\s*\S.*")
_BREADCRUMB = re.compile(
    r"\s*(?:trang\s+chủ|home)\s*[>»›/|].*|[^.!?:]{1,40}(?:\s+[>»›]\s+[^.!?:>»›]{1,40})+\s*", re.IGNORECASE
)
RELATED = re.compile(
    r"[\s>»*•\-–]*(?:các\s+)?(?:tin|bài)(?:\s+(?:viết|bài|tức))?\s+(?:liên\s+quan|khác|cùng\s+\w+(?:\s+\w+)?|mới\s+hơn|cũ\s+hơn|đã\s+đưa)[\s:.]*",
    re.IGNORECASE,
)
"""A heading under which nothing belongs to the article any more."""


def is_chrome(line: str) -> bool:
    """True where the whole of `line` is something a site prints round its articles."""
    text = line.strip()
    return len(text) <= 160 and bool(_CHROME.fullmatch(text) or _LINK_LINE.fullmatch(text))


def is_breadcrumb(line: str) -> bool:
    """True for ``Trang chủ > Chính trị > Xây dựng Đảng``."""
    return len(line) <= 160 and bool(_BREADCRUMB.fullmatch(line.strip()))
