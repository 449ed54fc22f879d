"""The plainest reading of a question, by examples small enough to check by eye."""

from datetime import date

import pytest
from reference import Page, answers

from newsarchive.search import parse_query

PAGE = Page(
    title="Học tập suốt đời",
    paragraphs=("Tấm gương hiếu học ở xã.", "Người học."),
    byline="Phương Nga",
    publisher="Báo Đồng Tháp",
    date=date(2012, 7, 4),
    updated=date(2012, 7, 4),
    words=12,
)


@pytest.mark.parametrize(
    "query",
    [
        "hoc",
        '"hoc tập"',
        '"hiếu học" "suốt đời"',
        "lead:x OR title:suốt",
        "-sách",
        "hoc NEAR/2 đời",
        "date:2012-07",
        "published:2012 OR words:>11",
        "has:byline -has:lead",
        'publisher:"đồng tháp"',
        "reprints:no",
        "*",
        "ngư*",
        '="học tập" title:=học byline:="Phương Nga"',
        "-(học sách)",
    ],
)
def test_what_holds(query: str) -> None:
    assert answers(parse_query(query).node, PAGE)
    assert not answers(parse_query(f"-({query})").node, PAGE)


@pytest.mark.parametrize(
    "query",
    ["=hoc", "byline:=Nga", "hóc", '"đời tấm"', "đời NEAR/9 tấm", "published:2012", "words:>12", "body:tập", "-*"],
)
def test_what_does_not_hold(query: str) -> None:
    assert not answers(parse_query(query).node, PAGE)
