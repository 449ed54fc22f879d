"""Questions while they are typed: what is asked by what stands there so far."""

from pathlib import Path
from random import Random

import pytest
from asking import random_question, vocabulary

from newsarchive.errors import QueryError
from newsarchive.search import parse_query
from newsarchive.search.unfinished import so_far

SEED = Path(__file__).parents[2] / "seeds" / "000_a7dcd04b3dd74f0d.txt"


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", "*"),
        ("  ", "*"),
        ("học ", "học"),
        ("học tậ", "học tậ"),
        # quotations and brackets
        ('"học tậ', '"học tậ"'),
        ("“học AND", "“học AND”"),
        ('học "', "học"),
        ('học -"', "học"),
        ("học (tập OR sá", "học (tập OR sá)"),
        ("học -((", "học"),
        ('title:("a b" OR (c', 'title:("a b" OR (c))'),
        ('"(" (a', '"(" (a)'),
        # operators
        ("học AND", "học"),
        ("học OR ", "học"),
        ("học NOT", "học"),
        ("học -", "học"),
        ('"học"OR', '"học"'),
        ("(học OR NOT", "(học)"),
        ("học NEAR", "học"),
        ("học NEAR/", "học"),
        ("học NEAR/5 ", "học"),
        ('học NEAR/5 "', "học"),
        ("học =", "học"),
        ("học andOR", "học andOR"),
        # fields and their values
        ("học date:", "học"),
        ("học -publisher:", "học"),
        ('học publisher:="', "học"),
        ('học publisher:="Báo', 'học publisher:="Báo"'),
        ("title:(", "*"),
        ("học date:201", "học"),
        ("học date:2012", "học date:2012"),
        ("học date:2012-0", "học"),
        ("học date:4/7", "học"),
        ("học date:>", "học"),
        ("học date:>=201", "học"),
        ("học date:2012..", "học date:2012.."),
        ("học date:2012-07-04..2013-0", "học"),
        ("học date:2013-07..2013-1", "học"),
        ("học words:", "học"),
        ("học words:<", "học"),
        ("học words:200..4", "học"),
        ("học has:by", "học"),
        ("học reprints:n", "học"),
    ],
)
def test_what_waits_for_more_is_left_out_or_closed(typed: str, asked: str) -> None:
    assert so_far(typed) == asked


@pytest.mark.parametrize(
    "typed",
    [
        *("học)", "a ()", "AND học", "sdt:", "sdt:12", "...", "=ba*", "h*c", "has:words", "reprints:maybe"),
        *("date:hôm", "date:31/02/2012", "date:2013-07..2012-01", "date:201 học", "words:200..4 "),
    ],
)
def test_what_can_become_no_question_is_refused(typed: str) -> None:
    with pytest.raises(QueryError):
        parse_query(so_far(typed))


def test_every_beginning_of_a_question_can_be_asked_and_the_whole_is_as_it_is() -> None:
    rng, words = Random(7), vocabulary(SEED.read_text("utf-8").splitlines())
    for _ in range(200):
        question = random_question(rng, words, depth=1)
        assert so_far(question) == question
        for end in range(len(question)):
            parse_query(so_far(question[:end]))
