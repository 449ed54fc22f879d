"""Every refusal that a person can meet on screen is said in Vietnamese too."""

import pytest

from newsarchive.errors import NewsArchiveError
from newsarchive.widgets.asking import ask
from newsarchive.widgets.faults import sentence, translated


@pytest.mark.parametrize(
    "query",
    ["(học", "học OR hành", "NOT học", "-học", "sdt:12", "...", "date:hôm", "date:31/02/2012", "date:..", "“học"],
)
def test_every_wrong_question_has_its_sentence(store, query):
    with pytest.raises(NewsArchiveError) as refused:
        ask(store, query)
    vietnamese = sentence(refused.value, "vi")
    assert vietnamese != sentence(refused.value, "en")
    assert "\n" not in vietnamese
    assert vietnamese.endswith(".")


def test_what_is_named_is_taken_over():
    assert translated("31/02/2012: there is no such day; write …", "vi").startswith("31/02/2012: không có ngày ấy")


def test_an_unknown_sentence_is_not_lost():
    assert translated("Something else went wrong.", "vi") == "Something else went wrong."
