"""Did you mean: what is proposed where nothing was found."""

import pytest

from newsarchive import q
from newsarchive.search import Node, Suggestion, search
from newsarchive.store import Store


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        # the keys of Telex and VNI
        ("hocj tapaj", "học tập"),
        ('"hoc5 tap65"', '"học tập"'),
        ("ddangr booj", "đảng bộ"),
        ("title:hocj", "title:học"),
        ("Hocj NEAR/0 sinh", "Học NEAR/0 sinh"),
        # other accents
        ("hóc sinh", "học sinh"),
        ('"tám gương"', '"tấm gương"'),
        ("=hoc sinh", "học sinh"),
        ("hóc NEAR/0 sinh", "học NEAR/0 sinh"),
        ("hổ* sinh", "ho* sinh"),
        # one typing error
        ("sinhh", "sinh"),
        ("guơgn tam", "guong tam"),
        ('"hiếu hcọ"', '"hiếu hoc"'),
        # less strictly
        ('"sinh gương"', "sinh gương"),
        ("title:sinh", "sinh"),
        ("hoà NEAR/0 tháng", "hoà NEAR/20 tháng"),
        ("sinh NEAR/0 xã", "sinh NEAR/20 xã"),
        ('publisher:="báo mẫu"', 'publisher:"báo mẫu"'),
        # without a filter
        ("học date:1990", "học"),
        ('sinh publisher:"L\'Écho"', "sinh"),
        ("sinh has:lead words:>9000 reprints:no", "sinh"),
    ],
)
def test_the_nearest_question(store: Store, asked: str, nearest: str) -> None:
    found = search(store, asked)
    assert found.total == 0
    assert found.suggestions()[0].query == nearest


@pytest.mark.parametrize("asked", ["hóc tạp sinh date:2011-03-05", "(họp -sách) đnag", 'tap "hóc sinh" words:>5'])
def test_each_is_a_question_with_its_exact_total(store: Store, asked: str) -> None:
    found = search(store, asked).suggestions()
    assert 0 < len(found) <= 5
    assert len({query for query, _ in found}) == len(found)
    assert all(search(store, query).total == total > 0 for query, total in found)


@pytest.mark.parametrize("asked", ["học", "*", "xyzq", "-*", "date:1990", '"h ọ c" -học', "“–1”"])
def test_there_are_none_where_something_was_found_or_nothing_is_near(store: Store, asked: str) -> None:
    assert search(store, asked).suggestions() == []


@pytest.mark.parametrize(
    "built", [q.phrase("a * hocj"), q.field("publisher", 'x"*y'), q.exact("hocj"), ~q.everything()]
)
def test_questions_that_were_built_have_them_too(store: Store, built: Node) -> None:
    assert all(isinstance(each, Suggestion) for each in search(store, built).suggestions())


def test_they_are_of_the_version_asked(store: Store) -> None:
    (first,) = search(store, "ddangr", version=1).suggestions()
    assert first == ("đảng", search(store, "đảng", version=1).total)
