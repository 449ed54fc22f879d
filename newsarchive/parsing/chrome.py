"""Page chrome: the lines that belong to the site, not to the article.

A line is chrome only as a whole and only where chrome stands (above the title, below it, or at the tail); the same
words inside a sentence are prose.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Marker = Literal["related", "comment", "chrome"]
"""What stands below a heading that ends the article: links to others, what readers say, the site's foot."""

# A line of nothing but these words is one of the site's own buttons, however a site puts them together.
_WORDS = frozenset(
    """
    chia sẻ share tweet facebook fanpage twitter x zalo google google+ news email e-mail mail rss youtube tiktok
    telegram pinterest linkedin messenger viber instagram print copy link url in gửi gởi lưu sao chép liên kết bài viết
    báo trang tin này cho bạn bè qua trên bằng lên đầu về trở lại quay trước sau tiếp theo tới đóng cửa sổ cỡ chữ a top
    bình luận ý kiến phản hồi của đọc độc giả mới cũ hơn nhất quan tâm hay hot thích like trả lời đi nhập hủy nghe xem
    thêm nhiều theo dõi thành công menu tìm kiếm đăng ký nhận bản lượt đánh giá phóng to thu nhỏ tải hotline đường dây
    nóng hệ giới thiệu home chủ hỏi đáp giọng nữ nam miền bắc trung tốc độ audio tiếng việt english ngôn ngữ tổng hợp
    lần đã yêu bỏ quảng cáo tắt bật full ra thảo mời để hãy là người tiên xin tối đa ký tự số sự câu click vào đây chế
    """.split()
)
# One of these at least: the others make no button.
_ACTIONS = frozenset(
    """
    sẻ share tweet facebook fanpage twitter zalo google google+ email e-mail mail rss youtube tiktok print copy link in
    gửi gởi lưu chép luận thích like đóng cỡ a trở quay đầu menu nhập ký tìm nghe dõi hotline phóng tải giọng tắt đánh
    hồi top click liên english bản chủ
    """.split()
)
_SIGNS = re.compile(r"[\s\[\]()<>«»‹›|•·*×⌂►▶☞★…:.,!?#/+\-–—=]+|\d+(?:[.,:]\d+)*[km]?\b", re.IGNORECASE)


def _any_of(phrases: str) -> str:
    """One alternative a line; a space stands for any white space."""
    lines = filter(None, map(str.strip, phrases.splitlines()))
    return "(?:" + "|".join(line.replace(" ", r"\s+") for line in lines) + ")"


_CHROME = re.compile(
    r"[<«‹»›>|•·*×⌂\-–\s\[(]*"
    + _any_of(
        r"""
        (?:trở (?:về|lại)|quay (?:về|lại)|về)(?: trang \w+| mục .{2,30}| chuyên mục.{0,30}| đầu trang| đầu)?
        (?:trở|quay) lại [^\W\d_].{1,25}
        lên đầu trang
        đầu trang
        (?:xem|đọc) (?:thêm|tiếp)
        chi tiết
        (?:gửi|gởi|viết|đăng|xem|tất cả|\d+)?\s*(?:bình luận|phản hồi|ý kiến|comments?)(?: (?:mới nhất|hay|\(?\d+\)?))?
        (?:in|lưu|gửi|gởi|chia sẻ|sao chép|nghe|đọc|xem) (?:bài(?: \w+)?|trang|tin|link|liên kết)(?: \w+){0,3}
        (?:thích|like|chia sẻ|share|google news)\s*[:\d.,k]*
        (?:số |tổng |tổng số )?lượt (?:xem|đọc|truy cập).*
        [\d.,]+ (?:lượt (?:xem|đọc)|thích|người đọc).*
        (?:đang online|đang truy cập|hôm nay|hôm qua|tất cả|tháng này)\s*:\s*[\d.,]+
        mời (?:quý )?(?:bạn đọc|độc giả|các bạn|quý vị).{0,130}
        ý kiến (?:của )?bạn đọc .{0,30}(?:gửi|về).{0,90}
        (?:(?:đường dẫn|link|nguồn|url)(?: bài viết| gốc)?\s*:\s*)?https?://\S+
        video đang được xử lý.{0,40}
        nội dung bài viết
        thông tin tác giả
        vai trò, .{2,60}
        chụp lại hình ảnh,?
        nguồn hình ảnh, .{2,60}
        (?:bỏ qua|kết thúc) .{2,40} (?:và tiếp tục đọc|của mục này)
        (?:cửa sổ|color transparency|kích cỡ phông chữ)
        (?:mời )?(?:quý )?(?:bạn đọc|độc giả) (?:có thể|vui lòng|gửi).{0,90}
        (?:xin )?mời (?:bạn )?để lại .{2,40}
        theo dõi .{2,40} trên(?: .{0,40})?
        (?:tên|họ (?:và )?tên|e-?mail|mã xác nhận|mã bảo vệ|nội dung|tiêu đề|địa chỉ)\s*(?:\(\*\)|\*|:)
        (?:gửi|gửi đi|nhập lại|hủy|đóng|đăng nhập|đăng ký|tìm kiếm|menu|liên hệ|giới thiệu|rss)
        (?:đánh giá bài viết|tổng số điểm của bài|click để đánh giá|đọc báo in).{0,60}
        (?:bản in|(?:tải )?(?:tệp|file) đính kèm|tải về|tải ứng dụng)\b.{0,60}
        hotline.{0,40}
        [^\W\d_]{2,}(?:\s[^\W\d_]+){0,3}\s+\d{1,2}\s?°\s?c
        [a-z0-9.\-]+@[a-z0-9.\-]+
        (?:trở thành|hãy là) người đầu tiên.{0,60}
        chưa có (?:bình luận|ý kiến|phản hồi).{0,40}
        bạn nghĩ (?:gì|sao).{0,40}
        (?:đăng ký|nhận) (?:ngay|bản tin|tin).{0,70}
        bắt đầu một ngày.{0,70}
        (?:đang )?được quan tâm
        (?:độc giả|bạn đọc) (?:quan tâm|cũng có thể .{2,20})
        font size.{0,10}
        (?:kích thước|cỡ) chữ\b.{0,40}
        diễn đàn facebook
        thành viên (?:mới|tích cực|chính thức|danh dự)
        (?:ảnh|hình) \d{1,2}/\d{1,2}
        ngày nhận bài\s*:.{0,120}
        số (?:báo )?\d{2,5}
        bookmark and share.{0,30}
        .{2,40} trên google news
        1x
        \d{1,2} phút(?: đọc| trước)?
        (?:đọc|xem)\s*:\s*[\d.,]+(?: lượt)?
        lên trên
        đặt câu hỏi.{0,30}
        (?:đường dây nóng|liên lạc tác giả|liên hệ tác giả)\s*:?.{0,60}
        tải lại trang.{0,60}
        bài (?:trước|tiếp|sau|kế)\s*:.{0,120}
        (?:\[[^\[\]]{2,30}\]\s*){2,}
        (?:giọng )?(?:nữ|nam) miền \w+
        .{2,30}\s\((?:nữ|nam) miền \w+\)
        (?:tin|bài) (?:trước|sau)\b.{0,30}
        gửi (?:câu hỏi|bài|tin|ý kiến).{0,70}
        bấm (?:vào|xem|đây).{0,100}
        link bài gốc.{0,20}
        .{10,150}(?:đọc|xem) ngay
        tiếp tục cập nhật
        .{2,150}\s-\s(?:ảnh|hình) \d{1,2}
        (?:(?:dòng )?sự kiện|chủ đề)\s*:.{0,80}
        tối đa\s*:.{0,30}
        """
    )
    + r"[\s>»›|:.…!\])]*",
    re.IGNORECASE,
)
_LINK_LINE = re.compile(r"\s*(?:>>+|»|►|▶|☞)\s*\S.*")
_RELATED = re.compile(
    r"[\s>»*•\-–]*"
    + _any_of(
        r"""
        (?:các |những |bản )?(?:tin|bài)(?: (?:viết|bài|tức|đọc))? (?:liên quan|khác|trước|đã \w+|nên đọc|nhiều|nổi bật)
        (?:các |những |bản )?(?:tin|bài)(?: (?:viết|bài|tức|đọc))? cùng \w+(?: \w+)?
        (?:các |những |bản )?(?:tin|bài)(?: (?:viết|bài|tức|đọc))? (?:mới|cũ)(?: (?:nhất|hơn|đăng|cập nhật))?
        (?:các |những )?(?:tin|bài)(?: (?:viết|tức))? đọc nhiều(?: nhất)?
        (?:đọc|xem) (?:nhiều(?: nhất)?|thêm|tiếp)
        (?:cùng|trong) chuyên mục
        có thể bạn (?:quan tâm|thích)
        đừng bỏ lỡ
        (?:related|more|latest|recommended|popular) (?:articles?|posts?|stories|news|from author).{0,30}
        you (?:may|might) also like
        ý kiến khác\b.{0,60}
        mời xem thêm
        tiêu điểm
        nổi bật
        đáng chú ý
        liên quan
        dòng sự kiện
        video (?:nổi bật|hot|liên quan)
        các bài (?:viết )?khác
        theo dòng (?:thời sự|sự kiện)
        """
    )
    + r"[\s:.>»]*",
    re.IGNORECASE,
)
_TEASER = re.compile(
    _any_of(
        r"""
        (?:mời )?(?:xem|đọc) thêm\s*:\s*\S
        (?:kỳ (?:tới|sau|cuối)|bài cuối)\s*:\s*\S
        """
    ),
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"[\s×]*"
    + _any_of(
        r"""
        (?:\d+ )?(?:bình luận|ý kiến|phản hồi|comments?|thảo luận)(?: (?:của )?(?:bạn đọc|độc giả|bạn|hay))?[\s():\d]*
        (?:viết|gửi|gởi|đăng|để lại) (?:bình luận|ý kiến|phản hồi)(?: của (?:bạn|độc giả|bạn đọc))?\s*:?
        bạn (?:đọc )?(?:nghĩ gì|bình luận).{0,40}
        ý kiến của bạn\b.{0,90}
        leave a reply
        """
    )
    + r"\s*",
    re.IGNORECASE,
)
_TAGS = re.compile(
    _any_of(
        r"""
        (?:từ kh[óo][áa]|tags?|chủ đề|thẻ)\s*:.*
        (?:tags?|từ kh[óo][áa])
        #[\w-].{0,100}
        """
    ),
    re.IGNORECASE,
)
_FOOT = re.compile(
    _any_of(
        r"""
        (?:©|®|\(c\)\s|copyright\b|bản quyền\b)
        toàn bộ bản quyền
        (?:báo điện tử|cơ quan)\b.{0,60}\b(?:của|chủ quản|ngôn luận)\b
        (?:giấy phép|gp|gpxb) (?:số|hoạt|xuất|thiết|báo)
        (?:phó )?tổng biên tập
        (?:người )?chịu trách nhiệm (?:nội dung|xuất bản|chính)?
        (?:tòa|toà) soạn\s*:
        trụ sở\s*:
        địa chỉ\s*:\s*\S
        (?:điện thoại|đt|tel|fax)\s*[:.]\s*[\d(+]
        (?:thiết kế|phát triển) (?:web )?(?:bởi|và)
        (?:trang thông tin|cổng thông tin) điện tử
        (?:vui lòng )?ghi rõ nguồn
        (?:không|cấm|nghiêm cấm) sao chép
        (?:liên hệ )?quảng cáo\s*:
        thống kê(?: truy cập)?\s*:?\s*$
        (?:số )?lượt truy cập
        đang online
        đóng cửa sổ
        tệp đính kèm
        xem tốt nhất
        powered by
        """
    ),
    re.IGNORECASE,
)
_MAX_LINE = 160
_MAX_WORDS = 12


def is_chrome(line: str) -> bool:
    """True where the whole of `line` is something a site prints round its articles."""
    return len(line) <= _MAX_LINE and _is_chrome(line.strip())


@lru_cache(maxsize=4_000)  # a line is asked several times on its way, and sites repeat themselves
def _is_chrome(text: str) -> bool:
    return bool(_CHROME.fullmatch(text) or _LINK_LINE.fullmatch(text)) or _is_buttons(text) or _marker(text) is not None


def is_link(line: str) -> bool:
    """True for ``>> Another headline``, which leads elsewhere wherever it stands."""
    return len(line) <= _MAX_LINE and bool(_LINK_LINE.fullmatch(line))


def marker(line: str) -> Marker | None:
    """What begins with `line`, where it is the heading of something below the article."""
    return _marker(line.strip()) if len(line) <= _MAX_LINE else None


@lru_cache(maxsize=4_000)
def _marker(text: str) -> Marker | None:
    if not text:
        return None
    if _RELATED.fullmatch(text) or _TEASER.match(text):
        return "related"
    if _COMMENTS.fullmatch(text):
        return "comment"
    return "chrome" if _TAGS.fullmatch(text) or _FOOT.match(text) else None


def _is_buttons(text: str) -> bool:
    words = _SIGNS.sub(" ", text).casefold().split()
    if not words:
        return True
    known = all(word in _WORDS or word == "1x" for word in words)
    return known and len(words) <= _MAX_WORDS and any(word in _ACTIONS for word in words)
