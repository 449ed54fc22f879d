"""Text page copies: gold pages field by field, and laws that hold for any text."""

import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import check_laws

import newsarchive as na
from newsarchive.errors import RecordError

SEED = Path(__file__).parents[2] / "seeds" / "000_a7dcd04b3dd74f0d.txt"
LINES = st.sampled_from(
    [
        *("Tiêu đề thử", "Cập nhật ngày: 04/07/2012 07:12:08", "31/02/2012", "Một câu. Hai câu ngắn.", "Phương Nga"),
        *("(Theo TTXVN)", "< Trở về trang trước", "Tin liên quan", "", "  ", "A > B > C", "(BMO) - Sáng nay mưa to."),
        *("Minh Trí • 1/2/2013", "\u202e"),
    ]
)


def test_the_seed_has_its_paragraphs_and_its_chrome() -> None:
    article = na.read(SEED)
    assert len(article.paragraphs) == 5
    assert article.paragraphs[0].value.startswith("Thực hiện Chỉ thị số 03")
    assert article.paragraphs[-1].value.endswith("của từng cá nhân.")
    chrome = [article.text[start:end] for start, end, label in article.labels if label == "chrome"]
    assert chrome == ["< Trở về trang trước\n", "Gửi bình luận của bạn"]
    assert article.updated is not None
    assert article.line(article.updated.spans[0]) == 3


def test_decomposed_text_reads_the_same_at_its_own_offsets() -> None:
    composed = na.read(SEED)
    article = na.read(text=unicodedata.normalize("NFD", composed.text))
    same = ("title", "byline", "updated", "updated_precision", "paragraphs", "language")
    assert {name: article.to_dict()[name] for name in same} == {name: composed.to_dict()[name] for name in same}
    check_laws(article)


@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_order_of_lines_gives_an_article(lines: list[str], line_end: str) -> None:
    text = line_end.join(lines)
    if text.strip("\0 \t\r\n\f\v\ufeff"):
        check_laws(na.read(text=text))


@given(st.text(min_size=1).filter(lambda text: text.strip("\0 \t\r\n\f\v\ufeff")))
def test_any_text_gives_an_article_or_says_why_not(text: str) -> None:
    with suppress(RecordError):  # control characters make it binary, brackets JSON
        article = na.read(text=text)
        if article.source.media_type == "text/plain":
            check_laws(article)


TITLE = "Bà con vui mừng vì có cầu mới bắc qua kênh"
FIRST = "Sáng nay, bà con trong xã ra đồng từ sớm để kịp gieo sạ vụ đông xuân, dự kiến xong trước ngày mười lăm."
SECOND = "Theo lãnh đạo xã, năm nay diện tích gieo sạ tăng thêm hơn hai trăm héc ta, chủ yếu là lúa thơm, lúa nếp."


def read(*lines: str) -> dict[str, object]:
    article = na.read(text="\n".join(lines))
    check_laws(article)
    return article.to_dict()


@pytest.mark.parametrize(
    "paragraph",
    [
        "10:45 ngày 30/4/1975. Xe tăng húc đổ cổng chính của dinh, mở đầu một ngày dài mà ai cũng nhớ.",
        "11h30 ngày 30/4/1975, xe tăng tiến vào sân, kết thúc cuộc chiến dài hơn hai mươi năm của hai miền.",
        "7 giờ 30 ngày 2/9/1945 – Quảng trường Ba Đình đông nghịt người từ khắp nơi kéo về dự lễ độc lập.",
        "(30/4/1975) Ngày ấy, cả thành phố đổ ra đường, ai cũng muốn nhìn tận mắt đoàn quân tiến vào.",
    ],
)
def test_a_date_that_the_text_tells_of_is_not_the_articles(paragraph: str) -> None:
    undated = read(TITLE, paragraph, SECOND)
    assert (undated["published"], undated["paragraphs"]) == (None, [paragraph, SECOND])
    dated = read(TITLE, "05/07/2012 08:00", paragraph, SECOND)
    assert dated["published"] == "2012-07-05T08:00:00+07:00"
    assert paragraph in (dated["lead"], *dated["paragraphs"])


@pytest.mark.parametrize(
    "title",
    [
        "Hiệp định Geneva 20/7/1954",
        "Đại hội Đảng bộ tỉnh 12-10-2010",
        "Nghị định có hiệu lực 01/01/2013",
        "Dự báo thời tiết ngày 4/7/2012",
        "Lịch thi đấu bóng đá hôm nay 04/07/2012",
    ],
)
def test_a_title_keeps_the_date_that_belongs_to_it(title: str) -> None:
    record = read(title, FIRST, SECOND)
    assert (record["title"], record["published"]) == (title, None)


@pytest.mark.parametrize(
    "line", ["ngày 04/07/2012", "thứ tư, 04/07/2012", "ngày 04 tháng 07 năm 2012", "Hà Nội, 4/7/2012"]
)
def test_a_date_line_below_the_title_is_no_part_of_it(line: str) -> None:
    record = read(TITLE, line, FIRST, SECOND)
    assert (record["title"], record["published"]) == (TITLE, "2012-07-04T00:00:00+07:00")
    assert record["byline"] is None


@pytest.mark.parametrize(
    "line",
    [
        *("Hạn Chót: 30/12/2012", "IP: 10.12.20.12", "Giá 12.05.20", "Sinh Ngày 04/07/1990", "Bác Hồ 02/09/1969"),
        *("Giấy phép số 548/GP-BTTTT ngày 24/08/2021", "© 01/01/2012", "Hotline: 12.05.1999", "Lượt xem 04.07.2012"),
        *("1/2/3/2012", "Số 15/04/07/2012", "Ảnh: Nguyễn Văn A, 04/07/2010", "Nguồn: Tuổi Trẻ (04/07/2012)"),
    ],
)
def test_not_every_line_with_a_date_dates_the_article(line: str) -> None:
    for lines in ((TITLE, line, FIRST, SECOND), (line, TITLE, FIRST, SECOND), (TITLE, FIRST, SECOND, line)):
        record = read(*lines)
        assert (record["published"], record["updated"], record["byline"]) == (None, None, None), lines


@pytest.mark.parametrize(
    "line",
    [
        *("Hội An", "Điện Biên Phủ", "Hoàng Sa, Trường Sa", "Trung Quốc", "Sở Y Tế", "TM. UBND TỈNH", "KT. Chủ Tịch"),
        *("Quốc Hội", "Real Madrid", "Vingroup", "Xin Cảm Ơn", "Kỳ Sau", "NGHỊ QUYẾT", "LỊCH THI ĐẤU", "Sponsored"),
        *("Ông Nguyễn Văn A", "1. Nguyễn Văn A", "Nguyễn Văn A (đã ký)", "BÀ CON VUI MỪNG.", "Đường Nguyễn Huệ"),
        *("Theo Luật Đất đai", "Theo Nguyễn Văn A, giám đốc", "Nguồn Sáng", "The End"),
    ],
)
def test_a_last_line_that_names_nobody_who_wrote_it(line: str) -> None:
    record = read(TITLE, "05/07/2012 08:00", FIRST, SECOND, FIRST, line)
    assert (record["byline"], record["credit"]) == (None, None)


def test_who_is_quoted_last_did_not_sign() -> None:
    record = read(TITLE, "05/07/2012", FIRST, "Chia tay, ông nói với chúng tôi: “Chúng tôi sẽ làm.” Trần Văn B")
    assert record["byline"] is None


def test_a_name_and_a_date_below_the_lead() -> None:
    for lines in (("Minh Thu", "04/06/2025 15:26"), ("04/06/2025 15:26", "Minh Thu")):
        record = read(TITLE, FIRST, *lines, SECOND, FIRST)
        assert (record["published"], record["byline"]) == ("2025-06-04T15:26:00+07:00", "Minh Thu")


def test_the_papers_mark_before_a_weekday_is_part_of_the_date_line() -> None:
    record = read(TITLE, "SGGPO Thứ Hai, 8/10/2018 16:47", FIRST, SECOND)
    assert (record["published"], record["byline"]) == ("2018-10-08T16:47:00+07:00", None)


def test_the_issue_that_a_piece_was_printed_in_dates_it() -> None:
    record = read(TITLE, FIRST, SECOND, "Nguyễn Hoài Nam", "Báo Tiền Phong, số ra ngày 25-01-2012")
    assert (record["published"], record["byline"]) == ("2012-01-25T00:00:00+07:00", "Nguyễn Hoài Nam")
