"""What is asked of a number, and how much of a wrong question is shown."""

from typing import Any

import numpy as np
import pytest

from newsarchive.errors import QueryError, UsageError, whole_number


@pytest.mark.parametrize("value", [0, 1, 8, np.int64(3)])
def test_a_whole_number_is_given_back(value: int) -> None:
    assert whole_number("n", value, 0, 8) == value
    assert type(whole_number("n", value, 0)) is int


@pytest.mark.parametrize("value", [-1, 9, 1.0, 2.5, True, None, "2", float("nan"), np.True_])
def test_what_is_none_is_named(value: Any) -> None:
    with pytest.raises(UsageError) as refused:
        whole_number("n", value, 0, 8)
    assert str(refused.value) == f"n={value!r}: is no whole number from 0 to 8; give one."


def test_there_may_be_no_most() -> None:
    assert whole_number("limit", 10**12, 0) == 10**12
    with pytest.raises(UsageError, match="limit=-1: is no whole number from 0 up"):
        whole_number("limit", -1, 0)


@pytest.mark.parametrize("place", [0, 30, 5_000, 9_970, 10_000])
def test_of_a_long_question_what_stands_round_the_place_is_shown(place: int) -> None:
    query = "a" * place + "X" + "b" * (10_000 - place)
    _, shown, caret = str(QueryError("Wrong.", query, place)).split("\n")
    assert shown[caret.index("^")] == "X"
    assert len(shown.strip(" …")) == 100
    assert (shown.startswith("  …"), shown.endswith("…")) == (place > 50, place < 9_950)


def test_a_short_question_is_shown_whole() -> None:
    assert str(QueryError("Wrong.", "học\ntập", 4)) == "Wrong.\n  học tập\n      ^"
