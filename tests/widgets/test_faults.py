"""Every refusal that a person can meet on screen is said in Vietnamese too."""

import pytest

from newsarchive.errors import NewsArchiveError
from newsarchive.search import parse_query
from newsarchive.store.annotations import name_of
from newsarchive.widgets.faults import sentence, translated


@pytest.mark.parametrize(
    "query",
    [
        *("", "học (", "học)", "()", "“học", "học”", "a OR", "OR a", "a OR OR b", "NOT NOT a", "--a", "a - b", "a = b"),
        *(
            "==a",
            "=title:a",
            "=ba*",
            "h*c",
            "...",
            "a NEAR b",
            "a NEAR/5 b NEAR/5 c",
            "sdt:12",
            "https://ex.vn/1",
            "Title:a",
            "title:-a",
            "title:(*)",
        ),
        *("url:a", "date:(2012)", "date:=2012", 'publisher:=""', "publisher:(=a NEAR/5 b)", "has:words", "reprints:x"),
        *("date:hôm", "date:31/02/2012", "date:..", "date:>9999", "date:2014..2012", "words:x", "words:<0"),
        *("id:x", "tag:…", "tag:(a b)", "tag:=a", "collection:…"),
        *("-(a OR " * 60 + "b" + ")" * 60, "a " * 5_001),
    ],
)
def test_every_wrong_question_has_its_sentence(query):
    with pytest.raises(NewsArchiveError) as refused:
        parse_query(query)
    vietnamese = sentence(refused.value, "vi")
    assert vietnamese != sentence(refused.value, "en")
    assert "\n" not in vietnamese
    assert vietnamese.endswith(".")


def test_what_is_named_is_taken_over():
    assert translated("31/02/2012: there is no such day; write …", "vi").startswith("31/02/2012: không có ngày ấy")


def test_a_number_that_is_none_is_named() -> None:
    assert translated("n=9: is no whole number from 1 to 8; give one.", "vi") == "n=9: phải là số nguyên từ 1 đến 8."
    assert translated("limit=-1: is no whole number from 0 up; give one.", "vi").endswith("số nguyên từ 0 trở lên.")


def test_an_unknown_sentence_is_not_lost():
    assert translated("Something else went wrong.", "vi") == "Something else went wrong."


@pytest.mark.parametrize("name", ["", "a" * 201, "a\u202eb", 'nói "không"'])
def test_a_name_that_cannot_be_has_its_sentence(name):
    with pytest.raises(NewsArchiveError) as refused:
        name_of(name)
    assert "tên" in sentence(refused.value, "vi")
