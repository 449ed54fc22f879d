"""Questions in a search box: asked while they are typed, narrowed, and put in a title."""

import pytest

from newsarchive import q
from newsarchive.search import Node, parse_query
from newsarchive.widgets.asking import ask, asks_everything, in_box, in_short, narrowed, without


def read(text: str) -> Node:
    return parse_query(text).node


def test_what_is_half_typed_is_asked_as_far_as_it_goes(store):
    assert ask(store, '"học tậ').query == '"học tậ"'
    assert ask(store, "học (tập OR ").query == "học (tập)"
    assert ask(store, "").query == "*"


def test_everything_is_asked_by_nothing():
    assert asks_everything(read("*"))
    assert asks_everything(read("* *"))
    assert not asks_everything(read("* date:2012"))
    assert (in_box(read("* *")), in_box(read("học"))) == ("", "học")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("*", "date:2012"),
        ("học", "học date:2012"),
        ("học OR tập", "(học OR tập) date:2012"),
        ("học date:2011..2013", "học date:2012"),
        ('date:2010.. "học tập"', '"học tập" date:2012'),
        ("date:2012-07..2014", "date:2012-07..2014-12 date:2012"),
        ("-date:2012-07", "-date:2012-07 date:2012"),
        ("updated:2012", "updated:2012 date:2012"),
    ],
)
def test_a_bar_narrows_the_question_to_its_period(query, expected):
    assert str(narrowed(read(query), q.date("2012"))) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("học", 'học publisher:="Báo Mẫu"'),
        ('học publisher:mẫu -publisher:="Báo X"', 'học publisher:="Báo Mẫu"'),
        ("học publisher:(mẫu OR x)", 'học publisher:="Báo Mẫu"'),
        ("học OR publisher:mẫu", '(học OR publisher:mẫu) publisher:="Báo Mẫu"'),
    ],
)
def test_a_paper_narrows_the_question_to_itself(query, expected):
    assert str(narrowed(read(query), q.value("publisher", "Báo Mẫu"))) == expected


@pytest.mark.parametrize(
    ("query", "rest"),
    [
        ('học publisher:="Báo Mẫu"', "học"),
        ("-publisher:x publisher:(a OR b)", "*"),
        ("học (publisher:a OR sách)", "học (publisher:a OR sách)"),
    ],
)
def test_a_filter_is_taken_back(query, rest):
    assert str(without(read(query), "publisher")) == rest


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("hoc tap", "hoc tap"),
        ('"học tập" date:2012', "“học tập” · năm 2012"),
        ("cầu date:2009..2012", "cầu · năm 2009–2012"),
        ("cầu date:2012-07..", "cầu · từ 1/7/2012"),
        ('* publisher:"Báo Mẫu"', "Báo Mẫu"),
        ('tag:hay học collection:"Luận văn"', "học · hay · Luận văn"),
        ('(="hoc tap" OR =ban) -sách publisher:=“"A"”', "(=“hoc tap” OR =ban) -sách · \"A\""),
    ],
)  # fmt: skip
def test_a_question_can_stand_in_a_title(query, title):
    assert in_short(read(query), "vi") == title
