"""The query language as text: what is read as what, and what is refused with the place and the way out."""

from datetime import date
from pathlib import Path
from random import Random

import pytest
from asking import random_noise, random_question, vocabulary
from hypothesis import given
from hypothesis import strategies as st

from newsarchive import q
from newsarchive.errors import QueryError
from newsarchive.search import Node, parse_query
from newsarchive.search.query import And, Near, Not, Or, Phrase, Range
from newsarchive.text import Word

SEED = Path(__file__).parents[2] / "seeds" / "000_a7dcd04b3dd74f0d.txt"

a, b, c, d = (q.word(letter) for letter in "abcd")


def read(text: str) -> Node:
    return parse_query(text).node


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("a", a),
        ("a b", a & b),
        ("a AND b", a & b),
        ("a OR b", a | b),
        ("a b OR c d", (a & b) | (c & d)),
        ("a (b OR c) d", a & (b | c) & d),
        ("NOT a b", ~a & b),
        ("a OR NOT b c", a | (~b & c)),
        ("-a -(b OR c)", ~a & ~(b | c)),
        ("-(-a)", ~~a),
        ('-"a b"', ~q.phrase("a b")),
        ("-title:a", ~q.field("title", "a")),
        ("((a) (b c))", a & b & c),
        ("(" * 4_000 + "a" + ")" * 4_000, a),
        ("a“b c”", a & q.phrase("b c")),
        ("* -a", q.everything() & ~a),
        ("and or not near", q.word("and") & q.word("or") & q.word("not") & q.word("near")),
        ('"OR" "-a"', q.word("or") & a),
        ("03-CT/TW", q.phrase("03 ct tw")),
        ("7:30", q.phrase("7 30")),
        ("h*", q.prefix("h")),
        ("=ban", q.exact("ban")),
        ('="hoc tập"', q.exact("hoc tập")),
        ("=học -=ban", q.word("học") & ~q.exact("ban")),
        ("title:=ban", q.exact("ban", "title")),
        ("title:(=a OR b)", q.exact("a", "title") | q.field("title", "b")),
        ("=a NEAR/5 b", Near(q.exact("a"), b, 5)),
        ('publisher:="Báo Mẫu"', q.value("publisher", "Báo Mẫu")),
        ("publisher:=Mẫu*", q.value("publisher", "Mẫu*")),
        ('-byline:=“"a" (b)”', ~q.value("byline", '"a" (b)')),
        ("section:(=a OR b)", q.value("section", "a") | q.field("section", "b")),
        ("language:=vi url:=http://a.vn/?b=c", q.value("language", "vi") & q.value("url", "http://a.vn/?b=c")),
        ("a=b", q.phrase("a b")),
        ("title:a", q.field("title", "a")),
        ('publisher:"a b"', q.field("publisher", "a b")),
        ("title:(a OR -b)", q.field("title", "a") | ~q.field("title", "b")),
        ("title:(a (b OR c))", q.field("title", "a") & (q.field("title", "b") | q.field("title", "c"))),
        ("a NEAR/5 b", q.near("a", "b", 5)),
        ("c a NEAR/5 b", c & q.near("a", "b", 5)),
        ("-a NEAR/5 b", ~q.near("a", "b", 5)),
        ("NOT (a NEAR/5 b)", ~q.near("a", "b", 5)),
        ("date:2012", q.date("2012")),
        ("updated:2012-07..", q.updated("2012-07", None)),
        ("words:>500", q.words(501)),
        ("has:byline", q.has("byline")),
        ("reprints:no", q.reprints(False)),
        ("reprints:yes", q.everything()),
    ],
)
def test_what_is_read_as_what(text: str, node: Node) -> None:
    assert read(text) == node


def test_near_within_a_field_looks_for_both_sides_there() -> None:
    near = read('title:(a NEAR/5 "b c")')
    assert isinstance(near, Near)
    assert near.field == near.left.field == near.right.field == "title"


def test_a_star_makes_a_prefix_of_any_word_of_a_phrase() -> None:
    phrase = read('"hoc* tậ*"')
    assert isinstance(phrase, Phrase)
    assert phrase.words == (Word("hoc", True, True), Word("tậ", False, True))


@pytest.mark.parametrize(
    ("text", "position", "way_out"),
    [
        ("", 0, "type a word"),
        ("   ", 0, "type a word"),
        ('học "tập', 4, "not closed"),
        ("học “tập", 4, "not closed"),
        ("học tập”", 7, "not opened"),
        ("học (tập", 4, "put a )"),
        ("((a) b", 0, "put a )"),
        ("học) tập", 3, "put a ("),
        ("a ()", 2, "leave them out"),
        ("a OR", 2, "after it"),
        ("(a OR) b", 3, "after it"),
        ("a NOT", 2, "after it"),
        ("học AND", 4, "after it"),
        ("AND b", 0, "nothing stands before it"),
        ("(OR b)", 1, "nothing stands before it"),
        ("a OR OR b", 5, "quote it"),
        ("học AND AND tập", 8, "quote it"),
        ("NOT OR b", 4, "quote it"),
        ("NOT NOT a", 4, "leave both out"),
        ("--a", 1, "leave both out"),
        ("a - b", 2, "blank"),
        ('"a"-b', 3, "blank"),
        ("a NEAR b", 2, "NEAR/5"),
        ("a NEAR/x b", 2, "NEAR/5"),
        ("a NEAR/101 b", 2, "100"),
        ("NEAR/5 b", 0, "two words or phrases"),
        ("a NEAR/5 (b c)", 2, "two words or phrases"),
        ("(a b) NEAR/5 c", 6, "two words or phrases"),
        ("title:a NEAR/5 b", 8, "title:(học NEAR/5 Bác)"),
        ("a NEAR/5 b NEAR/5 c", 11, "a NEAR/5 b AND b NEAR/5 c"),
        ("place:x", 0, "the fields are title:"),
        ("a person:x", 2, "the fields are title:"),
        ("nơi:Huế học", 0, "the fields are title:"),
        ("title:(a lead:b)", 9, "words and phrases only"),
        ("title:(*)", 7, "words and phrases only"),
        ("title:lead:a", 6, "After title:"),
        ("title:-a", 6, "before the field"),
        ("học date: 2012", 4, "close the gap"),
        ("date:", 0, "close the gap"),
        ("date:(2012)", 0, "without brackets"),
        ("học date:2012-13", 9, "no such day"),
        ("date:gestern", 5, "write 2012"),
        ('date:"hôm\nqua"', 6, "write 2012"),
        ("date:..", 5, "write date:2012..2014"),
        ("date:>", 5, "write 2012"),
        ("date:>9999", 5, "year 1 to 9999"),
        ("date:2014..2012", 5, "lower end first"),
        ("words:many", 6, "words:200..500"),
        ("words:<0", 6, "from 0"),
        ("has:words", 4, "has: takes title"),
        ("reprints:maybe", 9, "reprints:no"),
        ("học =ba*", 7, "any ending"),
        ('="ba* b"', 4, "any ending"),
        ("a = b", 2, "close the gap"),
        ("==a", 1, "blank"),
        ('"a"=b', 3, "blank"),
        ("a =(b c)", 3, "= and ( cannot follow each other"),
        ("=OR", 1, "quote it"),
        ("=-a", 1, "blank"),
        ("a date:=2012", 2, "takes no ="),
        ("=title:a", 1, "behind the colon"),
        ('publisher:=""', 12, "-has:publisher"),
        ("publisher:=", 10, "close the gap"),
        ("url:a", 4, 'url:="…"'),
        ('publisher:(=a NEAR/5 "b")', 14, "NEAR cannot"),
        ('publisher:="a“b"”', 16, "not opened"),
        ("h*c", 1, "họ*"),
        ("a *b", 2, "họ*"),
        ("học**", 4, "họ*"),
        ('a "b *"', 5, "họ*"),
        ("học –", 4, "type a word, or * for all articles"),
        ("note:x", 0, "in quotation marks to search for the words; the fields are title:"),
        ("a https://ex.vn/1", 2, 'url:="https://ex.vn/1" for its page'),
        ("Title:học", 0, "write title: for Title:"),
        ("REPRINTS:no", 0, "write reprints:"),
        ('""', 1, "no letter or digit"),
        ("-(a OR " * 60 + "b" + ")" * 60, 352, "100 deep"),
        ("a " * 5_001, 10_000, "10,000 characters"),
    ],
)
def test_what_is_not_understood_is_one_sentence_and_a_place(text: str, position: int, way_out: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    sentence, question, caret = str(caught.value).split("\n")
    assert sentence.endswith(".")
    assert way_out in sentence
    assert caught.value.position == position
    if len(text) <= 100:
        assert (len(question), caret.index("^") - 2) == (len(text) + 2, position)


def assert_law(text: str) -> bool:
    """Any text is a question that prints as one equal to it, or an error of ours; True where it is a question."""
    try:
        question = parse_query(text)
    except QueryError as error:
        refused = error
    else:
        assert question.text == text
        assert read(str(question.node)) == question.node
        return True
    assert 0 <= refused.position <= len(text)
    assert len(refused.args[0].splitlines()) == 1
    return False


@given(st.text() | st.text(st.sampled_from('abđ "“”()*-:/.><19')))
def test_any_text_is_a_question_or_an_error_of_ours(text: str) -> None:
    assert_law(text)


def test_so_is_noise_that_looks_like_questions() -> None:
    rng = Random(20120704)
    understood = sum(assert_law(random_noise(rng)) for _ in range(10_000))
    assert 1_000 < understood < 9_000


def test_valid_questions_of_every_form_are_understood() -> None:
    rng, words = Random(58), vocabulary(SEED.read_text("utf-8").splitlines())
    questions = [random_question(rng, words) for _ in range(1_000)]
    assert all(map(assert_law, questions))
    said = " ".join(questions)
    forms = ' =\n="\n:=\nNEAR/\n OR \n AND \nNOT \n-\n*\nhas:\ndate:\ntitle:(\nreprints:no'
    assert [form for form in forms.split("\n") if form not in said] == []


def nodes() -> st.SearchStrategy[Node]:
    """Nodes of every kind, as builders and operators make them."""
    text = st.text(st.sampled_from('aăâđ tTOR*"-:5²\u0301'), max_size=9).map(lambda text: f"{text}a")
    days = st.dates() | st.none()
    named = st.builds(q.field, st.sampled_from(["title", "publisher"]), text)
    phrase = st.builds(q.phrase, text) | st.builds(q.exact, text, st.sampled_from([None, "title"])) | named
    leaf = st.one_of(
        phrase,
        st.builds(q.prefix, st.sampled_from(["h", "họ", "Đ", "20"])),
        st.builds(q.value, st.sampled_from(["byline", "url"]), text | text.map(lambda text: text.replace('"', "”"))),
        st.builds(Near, phrase, phrase, st.integers(0, 100), st.sampled_from([None, "lead"])),
        st.tuples(days, days).filter(any).map(lambda ends: q.date(*sorted(ends, key=lambda day: day or date.max))),
        st.integers(0, 9).map(q.words),
        st.sampled_from([q.has("url"), q.reprints(False), q.everything()]),
    )
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            inner.map(Not), st.tuples(inner, inner).map(And), st.lists(inner, min_size=2, max_size=4).map(tuple).map(Or)
        ),
        max_leaves=12,
    )


@given(nodes())
def test_every_node_prints_as_text_that_reads_back_as_itself(node: Node) -> None:
    assert read(str(node)) == node


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("học   AND TP.HCM", 'học "TP.HCM"'),
        ("a b OR NOT c", "(a b) OR -c"),
        ("a (b OR c) d NEAR/2 “e f”", 'a (b OR c) (d NEAR/2 "e f")'),
        ("title:(a OR b)", "title:a OR title:b"),
        ("-(-a)", "-(-a)"),
        ("date:7/2012", "date:2012-07"),
        ("date:2012-01..2012-12", "date:2012"),
        ("published:>=2012-07-04", "published:2012-07-04.."),
        ("date:2012-07-01..2012-09-30", "date:2012-07..2012-09"),
        ("date:2012-07-04..2012-09", "date:2012-07-04..2012-09-30"),
        ("words:<500", "words:..499"),
        ("words:500", "words:500"),
    ],
)
def test_the_canonical_text(text: str, printed: str) -> None:
    assert str(read(text)) == printed


def test_a_question_as_deep_as_can_be_is_read_printed_and_described() -> None:
    text = "-(a OR b " * 33 + "c" + ")" * 33
    assert assert_law(text)
    assert parse_query(text).describe("en")


def test_days_are_a_range_of_dates() -> None:
    assert read("date:<2012-07") == Range("date", None, date(2012, 6, 30))
