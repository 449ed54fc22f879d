"""The form of values: NFC, and what NFC leaves put right where a syllable results."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text import compose, count_mended, exact_key, keys, mend, nfc, tokenize, vietnamese_density

PIECES = "aăâcdđehiklmnoôơprtuưvyàạấềệịọờủụ \u00a0\u0300\u0301\u0303\u0309\u0323\u0302\u00d0\u00f0.,1Đ"


@pytest.mark.parametrize("text", ["½", "m²", "…", "ﬁ", "½ m² …"])
def test_values_are_nfc_and_never_nfkc(text: str) -> None:
    assert mend(text) == nfc(text) == text


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        ("thị\u0323 trấn", "thị trấn"),  # the tone is there twice
        ("đượ\u0323c", "được"),
        ("về\u0300", "về"),
        ("thi \u0323trường", "thị trường"),  # it stands apart, at the head of the next word
        ("T X.Ky \u0300 Anh", "T X.Kỳ Anh"),  # on a space of its own
        ("xã Ky \u0300, huyện", "xã Kỳ, huyện"),
        ("chu \u0301ng tôi", "chúng tôi"),  # within its own word
        ("\u00d0ồng Tháp, \u00d0ức, \u00f0ã", "Đồng Tháp, Đức, đã"),
        ("\u00d0ỒNG", "ĐỒNG"),
        ("\u00d0ê \u0323 nhị", "Đệ nhị"),  # two faults of one word, and of the word after it
        ("ha \u0323\u0323tầng", "hạ tầng"),
        ("thi \u0323trườ\u0300ng", "thị trường"),
    ],
)
def test_what_is_no_syllable_is_put_right_where_one_results(found: str, meant: str) -> None:
    assert mend(found) == mend(unicodedata.normalize("NFD", found)) == meant
    assert count_mended(found) >= 1


@pytest.mark.parametrize(
    "text",
    [
        "Ei\u00f0ur Gu\u00f0johnsen",  # a name of Iceland
        "N\u00d0-CP",  # no syllable with đ either
        "các\u0300",  # two different tones: which one was meant is not known
        "abc \u0301xyz",
        "thu \u0309y lợi",  # thủy or thủ y: both could be meant
        "café",
    ],
)
def test_what_gives_no_syllable_is_left(text: str) -> None:
    assert mend(text) == nfc(text)
    assert count_mended(text) == 0


def test_a_mended_value_tells_where_it_came_from() -> None:
    text = "ngày thi \u0323trường mở"
    composed, offsets = compose(text)
    assert composed == "ngày thị trường mở"
    start = composed.index("trường")
    assert text[offsets[start] : offsets[start + len("trường")]] == "trường"
    start = composed.index("thị")
    assert text[offsets[start] : offsets[start + len("thị")]] == "thi"


def test_a_long_word_and_many_faults_are_no_burden() -> None:
    assert mend("a" * 200_000 + "\u0323" * 5 + "b" * 200_000) is not None
    assert count_mended("thi \u0323trường " * 20_000) == 20_000
    composed, offsets = compose("thi \u0323trường " * 50_000)
    assert composed == mend("thi \u0323trường " * 50_000) == "thị trường " * 50_000
    assert len(offsets) == len(composed) + 1


@pytest.mark.parametrize(
    ("text", "composed", "offsets"),
    [
        ("U\u05b4\u0309a", "\u1ee6\u05b4a", [0, 0, 3, 4]),  # a mark of another script before the tone
        ("\u1100\u1161\u11a8\u1100", "\uac01\u1100", [0, 3, 4]),  # Hangul
        ("\u09c7\u09bea", "\u09cba", [0, 2, 3]),  # vowels that are no combining marks
        ("o\u0f73\u0300a", "\u00f2\u0f71\u0f72a", [0, 0, 0, 3, 4]),  # one character that NFC takes apart
        ("a\U00010a0d\u0301", "\u00e1\U00010a0d", [0, 0, 3]),  # beyond the Basic Multilingual Plane
    ],
)
def test_marks_of_other_scripts_keep_the_offsets(text: str, composed: str, offsets: list[int]) -> None:
    assert compose(text) == (composed, offsets)


# Marks of every script, and what joins without being one.
JOINING = st.sampled_from(
    "aơĐU\u0301\u0323\u0300\u05b4\u064b\u093c\u0958\u09c7\u09be\u0f73\u1100\u1161\u11a8\u3099か\U00010a0d.“"
)


@given(st.text() | st.text(st.sampled_from(PIECES)) | st.text(JOINING))
def test_compose_gives_the_mended_text_and_where_each_character_came_from(text: str) -> None:
    composed, offsets = compose(text)
    assert composed == mend(text)
    assert len(offsets) == len(composed) + 1
    assert list(offsets) == sorted(offsets)
    assert offsets[-1] == len(text)
    assert (composed == nfc(text)) == (count_mended(text) == 0)


@given(st.text(st.sampled_from(PIECES)))
def test_mending_twice_changes_nothing_and_keys_are_those_of_the_mended_words(text: str) -> None:
    assert mend(mend(text)) == mend(text)
    assert [exact_key(word) for word in keys(mend(text))] == tokenize(mend(text)).exact


def test_density_tells_vietnamese_from_english() -> None:
    assert vietnamese_density("Thực hiện Chỉ thị số 03 của Bộ Chính trị") > 0.15
    assert vietnamese_density("The quick brown fox") == vietnamese_density("") == 0.0
