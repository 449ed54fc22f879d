"""Page chrome: whole lines only."""

import pytest

from newsarchive.parsing.chrome import is_chrome
from newsarchive.parsing.sections import is_breadcrumb


@pytest.mark.parametrize(
    "line",
    [
        *("< Trở về trang trước", "Gửi bình luận của bạn", "In bài viết", "Chia sẻ", ">> Đọc thêm: chuyện khác"),
        *("Tin liên quan", "Các tin khác", "Lượt xem: 1.204", "© 2012 Báo Mẫu"),
    ],
)
def test_lines_of_the_site(line: str) -> None:
    assert is_chrome(line)


@pytest.mark.parametrize(
    "line",
    [
        "Bà con chia sẻ với nhau từng bát cơm.",
        "Tin liên quan đến vụ việc đã được gửi.",
        "Phương Nga",
        "Về trang trại mới.",
    ],
)
def test_the_same_words_in_prose_stay(line: str) -> None:
    assert not is_chrome(line)


def test_breadcrumbs() -> None:
    assert is_breadcrumb("Trang chủ > Chính trị > Xây dựng Đảng")
    assert not is_breadcrumb("Thành phố: sau một năm")
