"""The query language: what is understood, and what is refused with the place."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.errors import QueryError, UsageError
from newsarchive.search import parse_query
from newsarchive.search.query import DateRange, parse_day


def test_words_are_plain_or_exact_one_by_one() -> None:
    (phrase,) = parse_query('"học tap 58/58"').phrases
    assert [(word.key, word.plain) for word in phrase.words] == [
        ("học", False),
        ("tap", True),
        ("58", True),
        ("58", True),
    ]


def test_words_and_phrases_all_have_to_hold() -> None:
    phrases = parse_query("học “tấm gương” AND TP.HCM").phrases
    assert [phrase.text for phrase in phrases] == ["học", "tấm gương", "TP.HCM"]
    assert parse_query("*").phrases == ()


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("date:2012", date(2012, 1, 1), date(2012, 12, 31)),
        ("date:2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("date:2012-07-04", date(2012, 7, 4), date(2012, 7, 4)),
        ("date:4/7/2012", date(2012, 7, 4), date(2012, 7, 4)),
        ("date:2/2012", date(2012, 2, 1), date(2012, 2, 29)),
        ("date:2012-07..2012-09", date(2012, 7, 1), date(2012, 9, 30)),
        ("date:2012..", date(2012, 1, 1), None),
        ("date:..2012", None, date(2012, 12, 31)),
    ],
)
def test_dates(text: str, since: date | None, until: date | None) -> None:
    assert parse_query(text).dates == (DateRange(since, until),)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        ("   ", 0),
        ('học "tập', 4),
        ("học (tập)", 4),
        ("học OR tập", 4),
        ("học -tập", 4),
        ("nơi:Huế học", 0),
        ("place:Huế", 0),
        ("học date:2012-13", 9),
        ("date:..", 5),
        ("học –", 4),
        ("học*", 3),
        ("học date: 2012", 4),
        ('publisher: "Báo Mẫu"', 0),
        ("date:", 0),
        ("AND", 0),
        ("học AND", 4),
        ("học AND AND tập", 8),
    ],
)
def test_what_is_not_understood_is_one_sentence_and_a_place(text: str, position: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    sentence, question, caret = str(caught.value).split("\n")
    assert sentence.endswith(".")
    assert (question.strip(), caret.index("^") - 2, caught.value.position) == (text.strip(), position, position)


@given(st.text())
def test_any_text_is_a_question_or_an_error_of_ours(text: str) -> None:
    try:
        question = parse_query(text)
    except QueryError as error:
        place = error.position
    else:
        assert question.text == text
        place = 0
    assert 0 <= place <= len(text)


def test_days() -> None:
    assert parse_day("2012", end=True) == date(2012, 12, 31)
    for wrong in ("gestern", "2012-02-30", "32/1/2012", "12-7-4", "20120704"):
        with pytest.raises(UsageError, match="2012-07-04"):
            parse_day(wrong)


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("*", "mọi bài trong kho", "every article in the archive"),
        ("học", "từ “học” (đúng dấu)", "word “học” (accents as written)"),
        ('"hoc tap"', "cụm từ “hoc tap” (bất kể dấu)", "phrase “hoc tap” (any accents)"),
        ('"58/58"', "cụm từ “58/58”", "phrase “58/58”"),
        ("date:2012..", "ngày từ 1/1/2012", "dated 1 January 2012 or later"),
        ('publisher:"Báo Mẫu"', "báo có tên “Báo Mẫu”", "publisher named “Báo Mẫu”"),
    ],
)
def test_a_question_in_words(text: str, vi: str, en: str) -> None:
    assert (parse_query(text).describe("vi"), parse_query(text).describe("en")) == (vi, en)
