"""Which articles are one text, an edited copy of it, or one form filled in with other numbers."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import combinations
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsarchive.store.reprints import ALIKE, SHORTEST, groups, sketch
from newsarchive.text import keys

TITLE = "Khánh thành cầu Rạch Sỏi sau hai năm thi công"
STORY = [
    "Sáng qua, cây cầu bắc qua rạch Sỏi đã mở cho xe máy và xe tải nhẹ đi lại giữa hai xã.",
    "Công trình dài 120 m, rộng 6 m, do bà con góp đất và góp ngày công, tỉnh hỗ trợ xi măng và thép.",
    "Ông Tư Lành, người đưa đò ở bến này hơn ba mươi năm, cười bảo từ nay ông được nghỉ ngơi.",
    "Học sinh bên kia sông không còn phải dậy từ tờ mờ sáng để kịp chuyến đò đầu tiên.",
    "Thương lái cũng cho biết sẽ vào tận vườn để mua xoài, bà con đỡ tốn công chở ra chợ.",
    "Huyện dự tính trải nhựa con đường dẫn lên cầu trước mùa mưa năm tới, khi có đủ kinh phí.",
    "Trước đây, mùa nước nổi năm nào cũng có vài chuyến đò bị lật, may mà chưa ai thiệt mạng.",
    "Cô giáo trường làng kể có hôm lớp vắng nửa sĩ số chỉ vì gió lớn, đò không dám rời bến.",
    "Đội thi công phần lớn là thợ hồ trong xã, ban ngày làm cầu, chiều tối lại ra đồng thăm lúa.",
    "Nhóm bạn trẻ đi làm ăn xa gửi về một khoản tiền đủ lắp dãy đèn chiếu sáng hai bên lan can.",
    "Người cao tuổi nhất ấp được mời cắt băng, cụ bước thử mấy bước rồi đứng lặng nhìn dòng nước.",
    "Lễ khánh thành kết thúc bằng một trận đua xuồng hòa vui giữa các ấp, uỷ ban xã trao giải.",
]
OTHER = """Đội bóng chuyền nữ của trường vừa giành giải nhì sau năm trận đấu căng thẳng tại nhà thi đấu tỉnh bạn.
Huấn luyện viên nói các em tập từ mùa hè, mỗi tuần bốn buổi, có hôm trời tối mới về đến nhà. Phụ huynh thay nhau nấu
cơm, thầy hiệu trưởng tự lái xe chở cả đội đi đấu. Mùa sau, đội mong có thêm áo mới và một quả bóng tốt hơn."""


def key_to_the_exam(code: int) -> str:
    answers = ", ".join(f"câu {question} chọn ý thứ {(question * code) % 4 + 1}" for question in range(1, 21))
    return f"Đáp án môn lịch sử, mã đề {code}: {answers}. Thí sinh xem kỹ mã đề trước khi so với bài làm của mình."


def grouped(texts: Mapping[str, str], dates: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """The groups among `texts`, given by id; `dates` are those that are known."""
    tokens = {id: keys(text) for id, text in texts.items()}
    known = {id: datetime.fromisoformat(date) for id, date in (dates or {}).items()}
    time = pa.timestamp("us", tz="Asia/Ho_Chi_Minh")
    rows = sketch(list(tokens.values()))
    rows = rows.append_column("id", pa.array(tokens, pa.string()))
    rows = rows.append_column("date", pa.array([known.get(id) for id in tokens], time))

    def fetch(ids: Sequence[str]) -> dict[str, list[str]]:
        return {id: tokens[id] for id in ids}

    answer: list[dict[str, Any]] = groups(rows, fetch).to_pylist()
    return answer


def story(*, without: int | None = None, title: str = TITLE) -> str:
    return "\n".join([title, *(line for number, line in enumerate(STORY) if number != without)])


def resemblance(one: str, other: str) -> float:
    """The definition, in so many words."""
    first, second = ({tuple(k[at : at + 5]) for at in range(len(k) - 4)} for k in (keys(one), keys(other)))
    return len(first & second) / len(first | second)


def test_one_text_in_both_tone_styles_is_the_same() -> None:
    new_style = story().replace("hòa", "hoà").replace("uỷ", "ủy").replace("\n", "\n\n").upper()
    assert grouped({"a": story(), "b": new_style}) == [
        {"id": "a", "group": "a", "kind": "same", "similarity": 1.0},
        {"id": "b", "group": "a", "kind": "same", "similarity": 1.0},
    ]


def test_an_edited_copy_is_a_reprint_with_its_exact_resemblance() -> None:
    edited = story(without=5, title="Cầu Rạch Sỏi mở cho xe đi lại")
    first, second = grouped({"a": story(), "b": edited})
    assert first == {"id": "a", "group": "a", "kind": "reprint", "similarity": 1.0}
    assert second == {"id": "b", "group": "a", "kind": "reprint", "similarity": resemblance(story(), edited)}
    assert second["similarity"] >= ALIKE


def test_a_copy_of_the_representative_in_a_group_of_reprints_is_the_same() -> None:
    found = grouped({"a": story(), "b": story(without=6), "c": story(), "d": story(without=6)})
    assert [(row["id"], row["kind"]) for row in found] == [
        ("a", "reprint"),
        ("b", "reprint"),
        ("c", "same"),
        ("d", "reprint"),  # of a, whose text it is not
    ]


def test_a_chain_of_edits_is_one_group_though_its_ends_have_drifted_apart() -> None:
    versions = {str(left_out): "\n".join(STORY[left_out:]) for left_out in range(4)}
    ends = resemblance(versions["0"], versions["3"])
    assert ends < ALIKE
    found = grouped(versions)
    assert [row["group"] for row in found] == ["0"] * 4
    assert found[3]["similarity"] == ends


def test_one_form_with_other_numbers_is_a_template() -> None:
    first, second = grouped({"214": key_to_the_exam(214), "201": key_to_the_exam(201)})
    assert (first["id"], first["kind"], first["similarity"]) == ("201", "template", 1.0)
    assert (second["id"], second["group"], second["kind"]) == ("214", "201", "template")
    assert second["similarity"] == resemblance(key_to_the_exam(201), key_to_the_exam(214))


def test_a_story_with_one_number_put_right_is_never_called_a_reprint() -> None:
    corrected = story().replace("120", "1.200")
    assert resemblance(story(), corrected) >= ALIKE
    found = grouped({"a": story(), "b": corrected, "c": story(without=6)})
    assert [(row["id"], row["kind"]) for row in found] == [("a", "template"), ("b", "template")]  # and c stays alone


def test_unrelated_articles_are_in_no_group() -> None:
    assert grouped({"a": story(), "b": OTHER, "c": key_to_the_exam(214)}) == []


def test_articles_too_short_to_tell_are_in_no_group() -> None:
    short = " ".join(keys(story())[: SHORTEST - 1])
    assert sketch([keys(short)])["bands"].to_pylist() == [[]]
    assert grouped({"a": short, "b": short, "c": "", "d": ""}) == []
    assert len(grouped({"a": short + " vui", "b": short + " vui"})) == 2


def test_the_representative_is_the_earliest_then_the_first_by_id() -> None:
    copies = dict.fromkeys("dcba", story())
    assert grouped(copies)[0]["group"] == "a"
    assert grouped(copies, {"d": "2012-07-04T07:00+07:00", "c": "2012-07-04T00:30+00:00"})[0]["group"] == "d"
    same_time = grouped(copies, dict.fromkeys("dc", "2012-07-04T07:00+07:00"))
    assert [row["id"] for row in same_time] == ["c", "d", "a", "b"]


def test_an_archive_without_articles_has_no_groups() -> None:
    assert grouped({}) == []


def test_a_sketch_is_the_same_everywhere_and_in_any_company() -> None:
    """Where these values change, the ones that archives keep have to be made again."""
    row = sketch([keys(OTHER), keys("ngắn"), keys(story())]).to_pylist()[2]
    assert (row["same"], row["masked"]) == ("0565cae030f9691d", "586b5d72722f4555")
    assert row["bands"][:2] == [9106742655361424550, 5573612232304715539]
    assert len(row["bands"]) == 16
    code = f"from newsarchive.store.reprints import *; print(sketch([{keys(story())!r}]).to_pylist()[0])"
    environment = {**os.environ, "PYTHONHASHSEED": "271", "PYTHONUTF8": "1"}
    run = [sys.executable, "-c", code]
    assert subprocess.run(run, env=environment, capture_output=True, text=True, check=True).stdout == f"{row}\n"


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.lists(st.integers(0, 11), min_size=4), st.integers(0, 2)), max_size=12),
    st.dictionaries(st.integers(0, 11), st.sampled_from(["2012-07-04T07:00+07:00", "2013-01-01T00:00+07:00"])),
)
def test_groups_part_the_articles(made: list[tuple[list[int], int]], dated: dict[int, str]) -> None:
    texts = {
        str(n): " ".join(STORY[line].replace("120", str(m)) for line in lines) for n, (lines, m) in enumerate(made)
    }
    dates = {str(n): date for n, date in dated.items()}
    rows = grouped(texts, dates)
    group = {row["id"]: row["group"] for row in rows}
    assert len(group) == len(rows)
    for row in rows:
        assert group[row["group"]] == row["group"]
        assert row["similarity"] == pytest.approx(resemblance(texts[row["id"]], texts[row["group"]]))
        assert (dates.get(row["group"], "9"), row["group"]) <= (dates.get(row["id"], "9"), row["id"])
    for one, other in combinations(texts, 2):
        if keys(texts[one]) == keys(texts[other]):
            assert group.get(one) == group.get(other)
    assert rows == grouped(dict(reversed(texts.items())), dates)


@pytest.mark.parametrize(("changed", "reprints"), [(1, 5_000), (12, 0)], ids=["alike", "just not alike"])
def test_thousands_of_one_kind_end_quickly(changed: int, reprints: int) -> None:
    """A text is compared with few others, however many look like it, and whether or not they are found alike."""

    def near(number: int) -> str:
        word = "".join(chr(ord("b") + int(digit)) for digit in f"{number:04}")  # letters, for no mask hides them
        return "\n".join([*STORY[changed:], *(f"{line} {word}" for line in STORY[:changed])])

    identical = {f"a{number}": story() for number in range(5_000)}
    found = grouped(identical | {f"b{number}": near(number) for number in range(5_000)})
    assert len(found) == 5_000 + reprints
    assert {row["group"] for row in found} == {"a0"}
    assert sum(row["kind"] == "reprint" for row in found if row["id"] != "a0") == reprints
