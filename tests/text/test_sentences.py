"""Where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text import sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Tại TP. HCM, giá tăng. Người dân lo lắng.", 2),
        ("Nhiệt độ 24 - 25 độ C. Ngày mai trời mưa.", 2),
        ("Anh T. bị bắt. Chị H. khai nhận.", 2),
        ("Ngày 4.7.2012, hội nghị khai mạc. Có 147 đại biểu dự.", 2),
        ("PGS.TS. Trần Văn A nói: “Vì sao?”. Không ai trả lời.", 2),
        ("1. Mục tiêu chung", 1),
        ("Dòng một\nDòng hai", 2),
        ("Chờ… rồi đi", 1),
        ("", 0),
    ],
)
def test_sentences_of_news(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.text(st.sampled_from("aA.!?… \n”“1T")))
def test_sentences_rejoin_to_the_text(text: str) -> None:
    assert "".join(text[start:end] for start, end in sentences(text)) == text
