"""Questions in a search box: read while they are typed, narrowed, widened, and put in a title."""

import pytest

from newsarchive.widgets.asking import ask, asks_everything, in_short, narrowed, wider, without


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", "*"),
        ("  ", "*"),
        ('"học tậ', '"học tậ"'),
        ("học date:", "học"),
        ("học date: ", "học"),
        ("học AND", "học"),
        ("học AND ", "học"),
        ('học publisher:"', "học"),
        ("học ", "học"),
    ],
)
def test_what_is_half_typed_is_asked_as_far_as_it_goes(store, typed, asked):
    assert ask(store, typed).query == asked


def test_everything_is_asked_by_nothing():
    assert asks_everything("*")
    assert not asks_everything("* date:2012")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("học", "học date:2012"),
        ("học date:2011..2013", "học date:2012"),
        ('date:2010 "học tập"', '"học tập" date:2012'),
        ("*", "date:2012"),
        ("", "date:2012"),
    ],
)
def test_a_bar_narrows_the_question_to_its_period(query, expected):
    assert narrowed(query, "date", "2012") == expected


def test_a_paper_with_spaces_is_quoted():
    assert narrowed("học", "publisher", "Báo Mẫu") == 'học publisher:"Báo Mẫu"'
    assert without('học publisher:"Báo Mẫu"', "publisher") == "học"


def test_wider_questions_come_nearest_first():
    assert wider('"hóc tạp" date:2012') == ['"hóc tạp"', '"hoc tap"', "hóc tạp", "hoc tap"]
    assert wider("hoc") == []


@pytest.mark.parametrize(
    ("query", "title"),
    [("hoc tap", "hoc tap"), ('"học tập" date:2012', "“học tập” · 2012"), ('* publisher:"Báo Mẫu"', "Báo Mẫu")],
)
def test_a_question_can_stand_in_a_title(query, title):
    assert in_short(query) == title
