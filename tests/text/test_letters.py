"""Keys: what counts as the same word."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text import compose, exact_key, has_diacritic, nfc, plain_key, vietnamese_density

VIETNAMESE = st.text(
    st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệòóỏõọùúủũụỳýỷỹỵĐ .,1\u0301\u0323")
)


@pytest.mark.parametrize(
    ("new_style", "old_style"), [("hoà", "hòa"), ("thuý", "thúy"), ("uỷ", "ủy"), ("toả", "tỏa"), ("Khoẻ", "khỏe")]
)
def test_both_tone_placements_have_one_key(new_style: str, old_style: str) -> None:
    assert exact_key(new_style) == exact_key(old_style) == old_style


@pytest.mark.parametrize("word", ["quý", "quỷ", "quá", "giá", "hoàn", "hoài", "huỳnh", "khuỷu", "huế", "thuở"])
def test_tones_that_stand_on_one_place_only_stay(word: str) -> None:
    assert exact_key(word) == word


def test_plain_key_has_no_diacritics_and_d_for_đ() -> None:
    assert plain_key("Đảng") == plain_key("đang") == plain_key("dang") == "dang"
    assert plain_key("TP") == "tp"


def test_a_word_with_any_diacritic_asks_for_itself() -> None:
    assert [has_diacritic(word) for word in ("hoc", "học", "dao", "đao", "58")] == [False, True, False, True, False]


@pytest.mark.parametrize("text", ["½", "m²", "…", "ﬁ"])
def test_values_are_nfc_and_never_nfkc(text: str) -> None:
    assert nfc(text) == text


@given(VIETNAMESE)
def test_nfc_and_nfd_have_the_same_keys_and_keys_are_idempotent(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert exact_key(text) == exact_key(decomposed) == exact_key(exact_key(text))
    assert plain_key(text) == plain_key(decomposed) == plain_key(plain_key(text))


@given(st.text() | VIETNAMESE)
def test_compose_gives_nfc_and_where_each_character_came_from(text: str) -> None:
    composed, offsets = compose(text)
    assert len(offsets) == len(composed) + 1
    assert composed == nfc(composed) or composed == nfc(text)
    assert list(offsets) == sorted(offsets)
    assert offsets[-1] == len(text)
    assert composed == nfc(text)


def test_density_tells_vietnamese_from_english() -> None:
    assert vietnamese_density("Thực hiện Chỉ thị số 03 của Bộ Chính trị") > 0.15
    assert vietnamese_density("The quick brown fox") == vietnamese_density("") == 0.0
