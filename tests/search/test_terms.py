"""Terms: the words of a question as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.errors import QueryError
from newsarchive.search.terms import read_words, write_words
from newsarchive.text import Word, asked, keys


def test_words_are_plain_or_exact_one_by_one() -> None:
    assert read_words("Học tap 58/5*") == (
        Word("học", False),
        Word("tap", True),
        Word("58", True),
        Word("5", True, prefix=True),
    )


@pytest.mark.parametrize(("text", "position"), [("", 0), ("–", 0), ("*", 0), ("h*c", 1), ("a *b", 2), ("a**", 2)])
def test_what_is_no_term_is_said_with_the_place(text: str, position: int) -> None:
    with pytest.raises(QueryError) as caught:
        read_words(text)
    assert caught.value.position == position


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("học", "học"),
        ("học tập", '"học tập"'),
        ("TP.HCM", '"TP.HCM"'),
        ("OR", '"OR"'),
        ("học,", '"học,"'),
        ('a" OR "b', '"a or b"'),
        ("*a", "a"),
    ],
)
def test_a_term_is_written_as_typed_where_that_reads_back(text: str, written: str) -> None:
    assert write_words(tuple(map(asked, keys(text))), text) == written


def test_so_is_a_prefix() -> None:
    assert write_words(read_words("Học*"), "Học*") == "Học*"
    assert write_words(read_words("Học*"), "Học") == "học*"


@given(st.text(), st.text(min_size=1))
def test_words_read_back_as_written_whatever_the_text_beside_them(text: str, other: str) -> None:
    words = tuple(map(asked, keys(other)))
    if words:
        assert read_words(write_words(words, text).strip('"')) == words
