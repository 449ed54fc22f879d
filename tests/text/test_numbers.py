"""Numbers in figures and in words: what is one, what it comes to, and what only looks like one."""

import unicodedata
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text import Number, find_numbers, format_number, read_number, spell_number

BELOW_A_BILLION_BILLIONS = st.integers(1 - 10**18, 10**18 - 1) | st.integers(-2000, 200_000)
NEWS = st.lists(
    st.sampled_from(
        "1.200 8,030 27,000 3 12 2012 500k 5-7 4/7 -5 − - – ( ) , . \n một hai ba năm mười mươi lăm tư linh chục trăm "
        "nghìn vạn triệu tỷ rưỡi đồng người năm tháng giờ gần hơn âm từ đến ngày số % m2 Ba Triệu mấy không toà".split(
            " "
        )
    )
).map(" ".join)


def found(text: str) -> list[str]:
    return [text[number.start : number.end] for number in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("25", "25"),
        ("1.200", "1200"),
        ("1.200.000", "1200000"),
        ("1,2", "1.2"),
        ("1.234,5", "1234.5"),
        ("1,234,567", "1234567"),
        ("1,234.5", "1234.5"),
        ("6.2", "6.2"),  # a dot before one or two digits is a decimal sign
        ("3.14", "3.14"),
        ("0.125", "0.125"),  # a group of thousands does not begin with 0
        ("0,125", "0.125"),
        ("03", "3"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("âm 5", "-5"),
    ],
)
def test_figures(text: str, value: str) -> None:
    assert read_number(text) == Number(0, len(text), Decimal(value))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3 nghìn tỷ", 3 * 10**12),
        ("1.200 tỷ", 1200 * 10**9),
        ("10 vạn", 100_000),
        ("3 trăm nghìn", 300_000),
        ("1 triệu tỷ", 10**15),
        ("2 triệu 500 nghìn", 2_500_000),
        ("1 tỷ 200 triệu", 1_200_000_000),
        ("5 triệu rưỡi", 5_500_000),
        ("1,5 tỉ", 1_500_000_000),
        ("500k", 500_000),
        ("2tr", 2_000_000),
        ("2triệu", 2_000_000),
        ("5 TRIỆU", 5_000_000),
    ],
)
def test_figures_with_magnitudes(text: str, value: int) -> None:
    assert read_number(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("không", 0),
        ("tư", 4),
        ("mười", 10),
        ("mười lăm", 15),
        ("hai mươi mốt", 21),
        ("hai mươi tư", 24),
        ("hai mươi lăm", 25),
        ("hai lăm", 25),
        ("hai nhăm", 25),
        ("hăm lăm", 25),
        ("ba chục", 30),
        ("chục rưỡi", 15),
        ("trăm rưỡi", 150),
        ("trăm hai", 120),
        ("một trăm linh năm", 105),
        ("một trăm lẻ năm", 105),
        ("một trăm hai tám", 128),
        ("hai nghìn rưỡi", 2500),
        ("hai ngàn không trăm linh năm", 2005),
        ("một nghìn lẻ một", 1001),
        ("hai nghìn mười bẩy", 2017),
        ("một vạn hai nghìn", 12_000),
        ("một triệu hai", 1_200_000),
        ("một triệu hai trăm nghìn", 1_200_000),
        ("ba triệu không trăm linh năm nghìn", 3_005_000),
        ("chín trăm tỉ", 900 * 10**9),
        ("trăm triệu", 100_000_000),
        ("âm hai mươi", -20),
        ("Hai Mươi Lăm", 25),
    ],
)
def test_words(text: str, value: int) -> None:
    assert read_number(text).value == value


@pytest.mark.parametrize(
    ("text", "value", "unit", "approx"),
    [
        ("1.200 tỷ đồng", 1_200_000_000_000, "đồng", None),
        ("1,2 triệu đồng", 1_200_000, "đồng", None),
        ("gần 3.000 hộ", 3000, "hộ", "gần"),
        ("Khoảng 40 hộ dân", 40, "hộ dân", "khoảng"),  # the longest unit
        ("xấp xỉ 5 triệu USD", 5_000_000, "usd", "xấp xỉ"),
        ("không dưới 20 đại biểu", 20, "đại biểu", "không dưới"),
        ("2.500m2", 2500, "m2", None),
        ("30%", 30, "%", None),
        ("ba mươi ba phần trăm", 33, "phần trăm", None),
        ("hơn âm 5 độ C", -5, "độ c", "hơn"),
        ("100 km/h", 100, "km/h", None),
        ("3 toà nhà", 3, "toà nhà", None),  # either place of the tone, and as printed
        ("3 tòa nhà", 3, "tòa nhà", None),
        ("hai mươi năm", 20, "năm", None),  # twenty-five is "hai mươi lăm"
    ],
)
def test_units_and_hedges(text: str, value: int, unit: str, approx: str | None) -> None:
    assert read_number(text) == Number(0, len(text), Decimal(value), unit=unit, approx=approx)


def test_half_may_follow_the_unit() -> None:
    assert read_number("3 năm rưỡi").value == Decimal("3.5")
    assert read_number("một tháng rưỡi").value == Decimal("1.5")


@pytest.mark.parametrize(
    ("text", "likelier", "other"),
    [
        ("8,030 tỷ đồng", "8030000000", "8030000000000"),
        ("1,234 km", "1.234", "1234"),
        ("27,000 cặp", "27000", "27"),
        ("2,000 tỷ", "2000000000000", "2000000000"),
        ("1,234 hộ", "1234", "1.234"),
        ("1,234", "1234", "1.234"),
        ("hai triệu năm", "2000000", "2500000"),  # two million years, or two and a half million
    ],
)
def test_what_has_two_readings_keeps_both(text: str, likelier: str, other: str) -> None:
    number = read_number(text)
    assert number.ambiguous
    assert (number.value, number.alternatives) == (Decimal(likelier), (Decimal(other),))


@pytest.mark.parametrize("text", ["1.200", "1,2", "1.234,5", "12,345,678", "0,125", "3 triệu năm"])
def test_other_numbers_have_one_reading(text: str) -> None:
    assert not read_number(text).ambiguous


@pytest.mark.parametrize(
    "text",
    [
        "",
        "đồng",
        "vài chục",
        "hai ba",
        "4.7.2012",
        "58/58",
        "7h30",
        "1.2.3",
        "24k",
        "12a",
        "5 người dự",
        "có 5",
        "-",
        "9" * 99,
    ],
)
def test_what_is_no_number_says_so(text: str) -> None:
    with pytest.raises(ValueError, match=r"^Not a number: '[^\n]*'\.$"):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Huyện có 58/58 chi bộ, 1.250 đảng viên và gần 3.000 hộ.", ["1.250 đảng viên", "gần 3.000 hộ"]),
        ("Vốn là 1.200 tỷ đồng, tăng 12,5% (hơn 130 tỷ đồng)", ["1.200 tỷ đồng", "12,5%", "hơn 130 tỷ đồng"]),
        ("thấp hơn 5%, rẻ hơn 600 nghìn đồng, tăng hơn 7%", ["5%", "600 nghìn đồng", "hơn 7%"]),  # a comparison
        ("mua 2.500m2 đất với giá 20.000đ/kg", ["2.500m2", "20.000đ"]),
        ("Hai mươi lăm đại biểu, ba triệu đồng", ["Hai mươi lăm đại biểu", "ba triệu đồng"]),
        ("phạt từ năm triệu đồng đến mười triệu đồng", ["năm triệu đồng", "mười triệu đồng"]),
        ("Mỗi năm hai triệu lượt khách", ["hai triệu lượt khách"]),
        ("Mỗi năm 5 vụ, mỗi ngày 200 lượt", ["5 vụ", "200 lượt"]),
        ("lãnh 5 năm 6 tháng tù", ["5 năm", "6 tháng"]),
        ("trong số 20 học sinh, trong vòng 9 tháng", ["20 học sinh", "9 tháng"]),
        ("Năm 19 tuổi, cứ 6 tháng 1 lần", ["19 tuổi", "6 tháng", "1 lần"]),
        ("Nhiệt độ -5 độ, có nơi âm 7 độ C", ["-5 độ", "âm 7 độ C"]),
        ("tăng 3.5 điểm", ["3.5 điểm"]),
        ("Bán 5 tạ, lãi một triệu hai.", ["5 tạ", "một triệu hai"]),
        ("Một trăm phần trăm đại biểu tán thành", ["Một trăm phần trăm"]),
        ("sau 3 năm rưỡi", ["3 năm rưỡi"]),
        ("trên 3 chiếc xe, trên 500 km", ["3 chiếc", "trên 500 km"]),  # "trên" is a place, and a hedge
    ],
)
def test_numbers_in_news(text: str, numbers: list[str]) -> None:
    assert found(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "ngày 4/7/2012, 04/07, 4-7-2012, 4.7.2012, 7/2012",
        "ngày 4 tháng 7 năm 2012",
        "từ 10 tháng 3",
        "ngày 6.2 và sáng nay (7.2)",
        "năm 2012 người dân được mùa",
        "World Cup 2018",
        "năm hai nghìn",
        "lúc 7h30, 7:30, 7 giờ 30, 19 giờ ngày 5/7",
        "Tỷ số 2-1, hiệp phụ 3 - 2",
        "mất 5-7 năm, 24 - 25 độ C, tăng 5% - 7%, 500 nghìn - 1 triệu đồng",
        "Chỉ thị 03-CT/TW, Nghị định 100/2019/NĐ-CP, văn bản số 03",
        "U23, U.22, A2, F1, COVID-19, chú thích [5], https://bao.vn/?trang=2",
        "Điều 5, khoản 2, Quận 1, lớp 9, lần thứ 15",
        "ĐT 0908123456, 0908 123 456",
        "nhẫn vàng 24k, mạng 4G, cách mạng công nghiệp 4.0",
        "phút 65 và 70'",
        "bán chiếc iPhone 7 và chiếc Mazda 3",
        "nhà 48 Vạn Phúc",
    ],
)
def test_dates_times_codes_and_names_are_no_numbers(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "một ngày, ba mẹ, năm nay, đầu tư, không có, hai bên, chín muồi",
        "hàng trăm triệu đồng, vài chục hộ, mấy nghìn, dự án nghìn tỷ",
        "ba bốn trăm, vài ba chục, hai mươi mấy",  # no one value
        "một triệu phú, hai tỷ lệ, một linh mục",
        "sinh viên năm tư, hai năm, cả năm không",
        "chợ Ba Tư, dì Mười Ba",
        "hai triệu\nnăm",
    ],
)
def test_number_words_that_are_other_words(text: str) -> None:
    assert found(text) in ([], ["hai triệu"])


def test_only_a_sign_makes_a_number_negative() -> None:
    values = {
        text: find_numbers(text)[0].value
        for text in ("siêu âm 3 lần", "quỹ âm 3 tỷ", "(-3%)", "- 3 hộ", "VN-3 hộ 3 em")
    }
    assert [value < 0 for value in values.values()] == [False, True, True, False, False]


def test_a_line_ends_a_number() -> None:
    assert found("còn 5\nngười dân, hai triệu\nđồng") == ["5", "hai triệu"]
    assert found("5\n- 6 hộ") == ["5", "6 hộ"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("từ 5 đến 7 triệu đồng", 7_000_000), ("giá 2 triệu một chiếc", 2_000_000), ("giá 5 triệu năm 2012", 5_000_000)],
)
def test_a_magnitude_takes_only_what_is_its_own(text: str, value: int) -> None:
    assert [number.value for number in find_numbers(text)] == [value]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "không"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (25, "hai mươi lăm"),
        (104, "một trăm linh bốn"),
        (1005, "một nghìn không trăm linh năm"),
        (1_000_005, "một triệu không trăm linh năm"),
        (2_500_000, "hai triệu năm trăm nghìn"),
        (3 * 10**12, "ba nghìn tỷ"),
        (-7, "âm bảy"),
    ],
)
def test_spelling(value: int, words: str) -> None:
    assert spell_number(value) == words


@pytest.mark.parametrize("value", [10**18, -(10**18)])
def test_spelling_ends_at_18_digits(value: int) -> None:
    with pytest.raises(ValueError, match="at most 18 digits"):
        spell_number(value)


@given(BELOW_A_BILLION_BILLIONS)
def test_what_is_spelt_is_read_again(value: int) -> None:
    words = spell_number(value)
    assert read_number(words) == Number(0, len(words), Decimal(value))
    if abs(value) > 10:
        assert [number.value for number in find_numbers(words)] == [value]


@given(st.integers(-(2**53), 2**53) | st.decimals(-(10**9), 10**9, places=4), st.integers(0, 4))
def test_what_is_formatted_is_read_again(value: int | Decimal, decimals: int) -> None:
    printed = format_number(value, "vi", decimals)  # type: ignore[arg-type]
    number = read_number(printed)
    rounded = Decimal(f"{value:.{decimals}f}")
    assert rounded in (number.value, *number.alternatives)
    assert number.value == rounded or decimals == 3  # 1,234


@given(st.text() | NEWS)
def test_numbers_cut_the_text_in_order(text: str) -> None:
    numbers = find_numbers(text)
    assert all(0 <= number.start < number.end <= len(text) for number in numbers)
    assert all(a.end <= b.start for a, b in pairwise(numbers))
    assert all(number.value not in number.alternatives for number in numbers)


@given(NEWS)
def test_both_normal_forms_have_the_same_numbers(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    numbers, others = find_numbers(text), find_numbers(decomposed)
    assert [number[2:] for number in numbers] == [number[2:] for number in others]
    for number, other in zip(numbers, others, strict=True):
        assert unicodedata.normalize("NFC", decomposed[other.start : other.end]) == text[number.start : number.end]


@pytest.mark.parametrize("piece", ["9", "một ", "1.000", "một trăm ", "triệu ", "5 - ", "a-"])
def test_long_runs_are_read_in_one_pass(piece: str) -> None:
    text = "5 " + piece * 20_000
    assert all(text[number.start : number.end].strip() for number in find_numbers(text))
