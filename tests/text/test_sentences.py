"""Where sentences end: laws, examples, and the share of places decided as people did who labelled them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text import sentences

GOLD = Path(__file__).parents[1] / "gold" / "sentences"


def split(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in sentences(text)]


def cases(name: str) -> Iterator[tuple[str, set[int]]]:
    """Each passage of a gold file, and where sentences end in it, but for its own end."""
    for line in (GOLD / f"{name}.txt").read_text("utf-8").split("\n"):
        if line.strip() and not line.startswith("#"):
            pieces = line.replace("⏎", "\n").split("‖")
            ends = {len("".join(pieces[: n + 1])) for n in range(len(pieces) - 1)}
            text = "".join(pieces)
            yield text, ends - {len(text)}


@pytest.mark.parametrize(("name", "places"), [("cases", 663), ("unseen", 277)])
def test_ends_of_sentences_are_where_people_put_them(name: str, places: int) -> None:
    """F1 of the ends within the passages; the end of a passage itself would be too easy to count."""
    right = wrong = missed = 0
    for text, ends in cases(name):
        found = {end for _, end in sentences(text)} - {len(text)}
        right += len(found & ends)
        wrong += len(found - ends)
        missed += len(ends - found)
    assert right + missed == places
    assert 2 * right / (2 * right + wrong + missed) >= 0.97


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
    assert len(split(text)) == count


@pytest.mark.parametrize(
    "expected",
    [
        ["Công an bắt giữ N.V.T.", "Tại cơ quan điều tra, T. khai nhận."],  # the same initials end a sentence,
        ["Luật sư của N.V.T. Lê Văn Hùng nói rõ."],  # and stand before a name
        ["Ông về TP. Cao Lãnh."],
        ["Vụ việc xảy ra trên địa bàn TP.", "Chiều cùng ngày, công an có mặt."],
        ["Đội ở bảng B.", "Theo thể thức, hai đội đi tiếp."],
        ["“Ai đó?” Nam hỏi vọng ra."],
        ["“Ai đó?”", "Không có tiếng trả lời."],
        ["Điều 8. Quyền của người lao động"],
        ["Việc cần làm: 1. Rà soát; 2. Bố trí vốn."],
        ["Các sở (Tài chính, Nội vụ, v.v.) TP. Hà Nội dự họp."],
        ["Họ trồng nhãn, vải, v.v.", "Thu nhập tăng gấp ba."],
        ["Văn phòng T.Ư. Đảng ra thông báo."],
        ["Giá dầu giảm khắp châu Á.", "Barca vẫn dẫn đầu."],
        ["Trẻ cần được tiêm ngừa viêm gan siêu vi B.", "Vắc xin này có ba mũi."],
        ["Công an bắt giữ N.V.T.", "Theo Công an huyện, T. khai nhận."],  # a particle, whatever follows it
        ["Đoàn về TP. Tuy Hòa."],
    ],
)
def test_what_follows_an_abbreviation_decides(expected: list[str]) -> None:
    assert split(" ".join(expected)) == expected


@given(st.text(st.sampled_from('aA.!?… \n”“"()[]:;-1TPHỒĐđ\u00a0')) | st.text())
def test_sentences_rejoin_to_the_text(text: str) -> None:
    bounds = sentences(text)
    assert "".join(text[start:end] for start, end in bounds) == text
    assert all(start < end for start, end in bounds)
    assert all(
        text[start:end].count("\n") == 0 or text[start:end].rstrip().count("\n") == 0 for start, end in bounds[1:]
    )


@pytest.mark.parametrize("text", ["a.) A" * 100_000, "a" + "!" * 400_000, "…”" * 200_000])
def test_brackets_that_never_open_and_stops_without_end_are_no_burden(text: str) -> None:
    assert len(sentences(text)) >= 1
