"""Questions built from values rather than from text."""

import datetime
from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsarchive as na
from newsarchive import q
from newsarchive.errors import UsageError
from newsarchive.search import Node, parse_query


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (q.word("học"), "học"),
        (q.phrase("học tap"), '"học tap"'),
        (q.prefix("ng"), "ng*"),
        (q.exact("học tap"), '="học tap"'),
        (q.exact("ban", "title"), "title:=ban"),
        (q.value("byline", 'Nga "Mây"'), 'byline:=“Nga "Mây"”'),
        (q.value("publisher", "Báo Đo\u0302\u0300ng Tháp"), 'publisher:="Báo Đồng Tháp"'),
        (q.near("học tập", "Bác", 5), '"học tập" NEAR/5 Bác'),
        (q.field("publisher", "Đồng Tháp"), 'publisher:"Đồng Tháp"'),
        (q.date("2012"), "date:2012"),
        (q.date(2012), "date:2012"),
        (q.date(2012, 2014), "date:2012..2014"),
        (q.date("2012-07", "2012-09"), "date:2012-07..2012-09"),
        (q.date(datetime.date(2012, 7, 4)), "date:2012-07-04"),
        (q.date(datetime.datetime(2012, 7, 4, 7, 12)), "date:2012-07-04"),
        (q.date(pd.Timestamp("2012-07-04T20:00Z")), "date:2012-07-05"),
        (q.published("2012", None), "published:2012.."),
        (q.updated(None, "2012"), "updated:..2012"),
        (q.words(at_least=500), "words:>=500"),
        (q.words(200, 500), "words:200..500"),
        (q.has("byline"), "has:byline"),
        (q.reprints(False), "reprints:no"),
        (q.reprints(True), "*"),
        (q.everything(), "*"),
        (q.word("a") & (q.word("b") | ~q.word("c")), "a (b OR -c)"),
    ],
)
def test_what_is_built_is_what_the_text_is_read_as(node: Node, text: str) -> None:
    assert node == parse_query(text).node


def test_no_value_is_read_as_query_syntax() -> None:
    assert q.phrase('a" OR "b') == q.phrase("a or b")
    assert q.word("*ngu*") == q.word("ngu")
    assert q.field("title", "date:2012 (x)") == parse_query('title:"date 2012 x"').node


@pytest.mark.parametrize("build", [q.phrase, q.exact, lambda text: q.value("byline", text)])
@given(text=st.text())
def test_any_text_can_be_asked_for_if_it_can_at_all(build: Callable[[str], Node], text: str) -> None:
    try:
        node = build(text)
    except UsageError:
        return
    assert parse_query(str(node)).node == node


@pytest.mark.parametrize(
    "build",
    [
        lambda: q.word("học tập"),
        lambda: q.word("–"),
        lambda: q.prefix(""),
        lambda: q.phrase("…"),
        lambda: q.exact("…"),
        lambda: q.exact("Nga", "byline"),
        lambda: q.value("title", "x"),
        lambda: q.value("byline", ""),
        lambda: q.value("byline", 'Nga "Mây" “Gió”'),
        lambda: q.near("a", "b", 101),
        lambda: q.field("tag", "x"),
        lambda: q.date("gestern"),
        lambda: q.date("2013", "2012"),
        lambda: q.date(None, None),
        lambda: q.words(),
        lambda: q.words(-1),
        lambda: q.words(1.5),  # type: ignore[arg-type]
        lambda: q.near("a", "b", 2.5),  # type: ignore[arg-type]
        lambda: q.date(2012.5),  # type: ignore[arg-type]
        lambda: q.has("words"),
    ],
)
def test_what_cannot_be_asked_is_said(build: object) -> None:
    with pytest.raises(UsageError, match=r"\.$"):
        build()  # type: ignore[operator]


def test_the_builders_are_at_hand() -> None:
    assert na.q is q
