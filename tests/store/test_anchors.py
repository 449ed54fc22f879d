"""Quotes keep their place, and are found again where a page is read otherwise."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.article import Field
from newsarchive.errors import UsageError
from newsarchive.parsing import read
from newsarchive.store.anchors import CONTEXT, Place, anchor, anchor_of, locate, parts

PAGE = "Chợ nổi họp sớm hơn\n\n05/03/2012 06:30\n\nChợ tan lúc tám giờ.\n\nTrâm Anh\n"
PARAGRAPHS = (
    "Thương lái neo ghe từ bốn giờ sáng, và chợ tan lúc tám giờ.",
    "Chợ đông, ghe đông. Người dân phường Mỹ Phú bán rau từ bốn giờ sáng.",
)


@pytest.fixture
def article():
    return otherwise(read(text=PAGE), PARAGRAPHS)


def otherwise(article, paragraphs):
    """`article` as a later parser might read it, with other paragraphs."""
    return dataclasses.replace(article, lead=None, paragraphs=tuple(Field(text, (), "test") for text in paragraphs))


def test_the_parts_of_an_article_can_be_quoted(article):
    assert [name for name, _ in parts(article)] == ["title", "paragraph 1", "paragraph 2", "byline"]


def test_a_quote_is_kept_with_its_neighbours_and_its_place(article):
    kept = anchor_of(article, "phường Mỹ Phú")
    assert kept.place == Place("paragraph 2", 30, 43)
    assert kept.prefix == "Chợ đông, ghe đông. Người dân "
    assert kept.suffix == " bán rau từ bốn giờ sáng."


def test_what_stands_there_twice_is_told_apart_by_its_place_only(article):
    with pytest.raises(UsageError, match="more than once; quote more of it"):
        anchor_of(article, "bốn giờ sáng")
    second = anchor(article, Place("paragraph 2", 55, 67))
    assert second.exact == "bốn giờ sáng"


@pytest.mark.parametrize(
    "place", [("lead", 0, 3), ("title", 5, 5), ("title", 0, 99), ("title", -3, 2), ("title", 3, 4)]
)
def test_nothing_cannot_be_quoted(article, place):
    with pytest.raises(UsageError, match="quote what is there"):
        anchor(article, Place(*place))


def test_it_is_found_where_a_paragraph_is_divided_otherwise(article):
    kept = anchor_of(article, "phường Mỹ Phú")
    first, second = (paragraph.value for paragraph in article.paragraphs)
    assert locate(otherwise(article, [f"{first} {second}"]), kept).part == "paragraph 1"
    assert locate(otherwise(article, ["Lời dẫn.", first, second]), kept).part == "paragraph 3"


def test_of_two_the_one_with_its_neighbours_is_meant(article):
    kept = anchor(article, Place("paragraph 2", 55, 67))
    first, second = (paragraph.value for paragraph in article.paragraphs)
    found = locate(otherwise(article, ["Lời dẫn.", first, second]), kept)
    assert found == Place("paragraph 3", 55, 67)


def test_what_cannot_be_told_is_not_guessed(article):
    kept = anchor(article, Place("paragraph 2", 55, 67))
    assert locate(otherwise(article, ["Chợ tan.", "Từ bốn giờ sáng, bốn giờ sáng."]), kept) is None
    assert locate(otherwise(article, ["Chợ tan."]), kept) is None


words = st.text(st.sampled_from("ab ơđ.,"), min_size=1, max_size=60)


@given(texts=st.lists(words, min_size=1, max_size=4), before=st.lists(words, max_size=2), data=st.data())
def test_a_quote_that_is_found_again_reads_the_same(texts, before, data):
    article = read(text=PAGE)
    first = otherwise(article, texts)
    number = data.draw(st.integers(1, len(texts)))
    text = texts[number - 1]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if not text[start:end].strip():
        return
    kept = anchor(first, Place(f"paragraph {number}", start, end))
    assert len(kept.prefix) <= CONTEXT >= len(kept.suffix)
    assert locate(first, kept) == kept.place
    place = locate(otherwise(article, [*before, *texts]), kept)
    if place is not None:
        assert dict(parts(otherwise(article, [*before, *texts])))[place.part][place.start : place.end] == kept.exact
