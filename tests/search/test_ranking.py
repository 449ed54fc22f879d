"""The order of an answer: a page is a part of the whole, whatever is asked and however many are alike."""

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.search import ranking, search
from newsarchive.search.answer import Answer
from newsarchive.search.ranking import Sort
from newsarchive.store import Store
from newsarchive.widgets.asking import ask


@given(st.lists(st.integers(0, 4)), st.none() | st.integers(0, 30))
def test_the_first_few_are_those_of_the_sorted_whole(keys: list[int], most: int | None) -> None:
    whole = sorted(range(len(keys)), key=lambda place: (keys[place], place))
    assert ranking._lowest(np.array(keys, np.int64), most).tolist() == whole[:most]


@pytest.mark.parametrize("sort", get_args(Sort))
@pytest.mark.parametrize("query", ["*", "học", "hoc OR an", "-học", "date:2012"])
@pytest.mark.parametrize("near", [0, 500])
def test_pages_of_hits_are_the_answer_in_order(
    store: Store, sort: Sort, query: str, near: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsarchive.search.results._NEAR", near)
    results = search(store, query, sort=sort)
    pages = [hit for offset in range(0, results.total, 3) for hit in results.hits(3, offset)]
    assert [hit.id for hit in pages] == results.ids
    assert [hit.score for hit in pages] == results.ranked[1].tolist()


def test_words_that_stay_while_a_question_is_typed_weigh_the_same(store: Store) -> None:
    typed = 'học tập NEAR/9 gương -ở title:"tập'
    for end in range(1, len(typed) + 1):
        results = ask(store, typed[:end])
        anew = Answer(replace(results.snapshot), results.question, results.answer.beside)  # which has kept nothing
        assert ranking.scores(anew).tolist() == results.scores.tolist()
        assert anew.steps[-1].articles == results.total
