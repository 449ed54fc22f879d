"""Lists in the order a Vietnamese reader expects."""

import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text import collation_key

# The answers of ICU: one line for what it holds equal, the lines in its order. `icu_order.mjs` says how they were made.
ICU = [line.split("\t") for line in (Path(__file__).parent / "icu_order.txt").read_text("utf-8").splitlines()[1:]]
PLACE = {text: number for number, equal in enumerate(ICU) for text in equal}
FIGURES = st.text("0123456789", min_size=1, max_size=12)


def sign(one: object, other: object) -> int:
    return (one > other) - (one < other)  # type: ignore[operator]


@pytest.mark.parametrize(
    "expected",
    [
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["Cà Mau", "Cao Lãnh", "Cần Thơ", "Dĩ An", "Đồng Nai"],
        ["phường 1", "phường 2", "phường 11", "phường Mỹ Phú"],
        ["a", "ă", "â", "b", "d", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư"],
        ["an", "An", "anh", "ân"],
        ["", " ", "-", "1", "a", "z", "я"],
        ["d", "đ", "ð", "Ð", "e", "z", "þ", "я"],
    ],
)
def test_lists_of_a_reader(expected: list[str]) -> None:
    assert sorted(random.Random(0).sample(expected, len(expected)), key=collation_key) == expected


def test_the_order_is_that_of_icu() -> None:
    """On 60,000 pairs, half of them close to each other, where the second and third level decide."""
    assert len(PLACE) == 2500
    pick = random.Random(60_000)
    texts = list(PLACE)
    for number in range(60_000):
        first = pick.randrange(len(texts))
        near = min(len(texts) - 1, first + pick.randrange(20))
        one, other = texts[first], texts[near if number % 2 else pick.randrange(len(texts))]
        assert sign(collation_key(one), collation_key(other)) == sign(PLACE[one], PLACE[other]), (one, other)


@given(st.text())
def test_both_normal_forms_sort_alike(text: str) -> None:
    forms = {collation_key(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")}
    assert forms == {collation_key(text)}


@given(FIGURES, FIGURES)
def test_figures_sort_by_value(one: str, other: str) -> None:
    assert sign(collation_key(f"khóa {one}"), collation_key(f"khóa {other}")) == sign(int(one), int(other))
