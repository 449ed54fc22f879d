"""Where a question occurs in a text, from the text alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference import Page, occurrences, spans

from newsarchive import q
from newsarchive.search import parse_query
from newsarchive.search.matching import find, marks
from newsarchive.search.query import Near, Phrase
from newsarchive.text import tokenize


def found(query: str, text: str, field: str = "body") -> list[str]:
    return [text[match.start : match.end] for match in find(parse_query(query).leaves, text, field)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("hoc", "Học, hóc, họp", ["Học", "hóc"]),
        ("hoc*", "Học, hóc, hochiminh, họp", ["Học", "hóc", "hochiminh"]),
        ("họ*", "Học, hóc, họp, họ", ["Học", "họp", "họ"]),
        ('"tấm gu*"', "tấm gương, tấm gỗ", ["tấm gương"]),
        ('"tấm gú*"', "tấm gương, tấm gỗ", []),
        ('"th* t*"', "thi tốt thể thao", ["thi tốt", "thể thao"]),
        ('"a a"', "a a a", ["a a"]),
        ("a NEAR/1 b", "a x b y y a b", ["a", "b", "a", "b"]),
        ("a NEAR/0 b", "a x b y y b a", ["b", "a"]),
        ("a NEAR/1 a", "a x a y y a", ["a", "a"]),
        ('"a b" NEAR/5 b', "a b", []),
        ("-a b -(c OR -d)", "a b c d", ["b", "d"]),
    ],
)
def test_what_is_found(query: str, text: str, expected: list[str]) -> None:
    assert found(query, text) == expected


def test_a_leaf_is_looked_for_in_its_field() -> None:
    for field in ("title", "lead", "body"):
        assert found("a", "a", field) == ["a"]
    assert found("a", "a", "byline") == []
    assert found("byline:a title:b", "a b", "byline") == ["a"]
    assert found("body:(a NEAR/5 b)", "a b", "body") == ["a", "b"]
    assert found("body:(a NEAR/5 b)", "a b", "title") == []


def test_marks_are_joined_where_matches_overlap() -> None:
    assert marks(find(parse_query('"a b" "b c" d').leaves, "a b c d", "body")) == [(0, 5), (6, 7)]


PHRASES = st.text(st.sampled_from("abă "), min_size=1, max_size=5).filter(str.strip).map(q.phrase)
LEAVES = st.one_of(PHRASES, st.sampled_from("abă").map(q.prefix), st.builds(Near, PHRASES, PHRASES, st.integers(0, 3)))


@given(LEAVES, st.text(st.sampled_from("abă  "), max_size=40))
def test_the_matcher_finds_what_the_plainest_reading_finds(leaf: Phrase | Near, text: str) -> None:
    tokens = tokenize(text)
    places = [(match.start, match.end) for match in find([leaf], text, "body")]
    assert places == [(tokens.starts[start], tokens.ends[end - 1]) for start, end in spans(leaf, text)]


def test_the_plainest_reading_says_where_in_an_article() -> None:
    page = Page(title="a b", lead=None, paragraphs=("c", "b a b"))
    assert occurrences(q.word("b"), page) == [("title", None, 1, 2), ("body", 1, 0, 1), ("body", 1, 2, 3)]
    assert occurrences(q.field("title", "b"), page) == [("title", None, 1, 2)]
