"""Keys: what counts as the same word."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsarchive.text import Word, asked, exact_key, keys, plain_key

LATIN = st.text(
    st.characters(codec="utf-8", max_codepoint=0x24F)
    | st.characters(min_codepoint=0x1E00, max_codepoint=0x1EFF)
    | st.sampled_from("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323đĐ …m²½")
)
# The Basic Multilingual Plane: what has marks of its own, and an eth among letters of Vietnamese.
ANY = st.text(st.characters(max_codepoint=0xFFFF)) | st.text(
    st.sampled_from("\u0958\u05b4שंकか\u3099각\u1100\u1161ðÐăỷb ")
)
SYLLABLES = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạéèẻòóỏõọoaoeuyùúủũụỳýỷỹỵ \u0301\u0323Đ"))
OLD = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split()
NEW = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split()


def in_new_style(text: str) -> str:
    """`text` as a hand that knows only the rule would write it: the tone of open oa, oe, uy on the second vowel."""
    for old, new in zip(OLD, NEW, strict=True):
        text = re.sub(rf"(?<!q){old}(?![^\W\d_]|[\u0300-\u036f])", new, text)
    return text


@pytest.mark.parametrize(("old", "new"), list(zip(OLD, NEW, strict=True)))
def test_fifteen_pairs_have_one_key_in_every_case(old: str, new: str) -> None:
    for onset in ("", "h", "th", "ng"):
        for cased in (str, str.upper, str.title):
            assert exact_key(cased(onset + new)) == exact_key(cased(onset + old)) == onset + old


EXCEPTIONS = """quý quỳ quỷ quỹ quỵ quá giá già giả hoàn toán hoài ngoáy huỳnh khuỷu xoèn huế thuở thuế toàn khoẻn
quýt quẻ quà hoạch"""


@pytest.mark.parametrize("word", EXCEPTIONS.split())
def test_tones_that_stand_on_one_place_only_stay(word: str) -> None:
    assert exact_key(word) == word


def test_rows_of_the_text_cases() -> None:
    assert keys("hoà thuý uỷ") == keys("hòa thúy ủy") == ["hòa", "thúy", "ủy"]
    assert keys("quý hoàn giá") == ["quý", "hoàn", "giá"]


def test_plain_key_has_no_diacritics_and_d_for_đ() -> None:
    assert plain_key("Đảng") == plain_key("đang") == plain_key("dang") == "dang"
    assert plain_key("TP") == "tp"


def test_keys_see_through_a_doubled_tone_and_an_eth() -> None:
    assert exact_key("đượ\u0323c") == "được"
    assert exact_key("\u00d0ồng") == exact_key("\u00f0ồng") == "đồng"
    assert exact_key("NĐ") != exact_key("N\u00d0")  # no syllable: it may be meant as it stands


def test_a_word_with_any_diacritic_asks_for_itself() -> None:
    assert [asked(word) for word in ("Hoc", "HỌC", "dao", "đao", "58")] == [
        Word("hoc", True), Word("học", False), Word("dao", True), Word("đao", False), Word("58", True),
    ]  # fmt: skip


@given(SYLLABLES | LATIN | ANY)
@example("ðă")
@example("각")
@example("\u0958")
def test_keys_are_idempotent(text: str) -> None:
    for word in keys(text):
        plain = plain_key(word)
        assert keys(word) == [exact_key(word)] == [word]
        assert plain_key(plain) == exact_key(plain) == plain == plain_key(exact_key(word))


@given(ANY)
@example("\u0958")
def test_both_normal_forms_of_any_script_have_the_same_keys(text: str) -> None:
    assert keys(unicodedata.normalize("NFC", text)) == keys(unicodedata.normalize("NFD", text)) == keys(text)


@given(SYLLABLES | LATIN)
def test_every_way_to_write_a_text_has_the_same_keys(text: str) -> None:
    expected = keys(text)
    for form in ("NFC", "NFD"):
        assert keys(unicodedata.normalize(form, text)) == expected
        assert keys(unicodedata.normalize(form, in_new_style(unicodedata.normalize("NFC", text)))) == expected


SEED = Path(__file__).parents[2] / "seeds" / "000_a7dcd04b3dd74f0d.txt"


def test_the_seed_has_the_same_keys_however_it_is_composed_and_wherever_its_tones_stand() -> None:
    text = SEED.read_text("utf-8")
    decomposed = unicodedata.normalize("NFD", text)
    assert decomposed != text
    assert keys(decomposed) == keys(text)
    assert in_new_style(text) != text
    assert keys(in_new_style(text)) == keys(text)
    assert len(keys(text)) > 500
