"""Text page copies: gold pages field by field, and laws that hold for any text."""

import unicodedata
from contextlib import suppress
from pathlib import Path

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
