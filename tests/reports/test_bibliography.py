"""The bibliography: a citation processor sets it, and what articles say comes through it character for character."""

import datetime
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from newsarchive.article import Field, Moment
from newsarchive.parsing import read
from newsarchive.reports.bibliography import entries
from newsarchive.reports.document import Emphasis, Link, Text, plain

PAGE = read(text="Nhan đề\nĐăng ngày 04/07/2012\nMột đoạn văn của bài này.\nTrần Mai")


def article(**fields):
    """The page with other values; a text is a value that the page does not print."""
    stated = {name: Field(value, (), "said") for name, value in fields.items() if isinstance(value, str | Moment)}
    return replace(PAGE, **{**fields, **stated})


def entry(language="vi", **fields):
    (made,) = entries([(7, article(**fields))], language)
    return made


def test_an_entry_in_both_languages():
    said = {"publisher": Field("Báo Đồng Tháp", PAGE.title.spans, "x"), "url": "https://bao.example/1"}
    assert plain(entry(**said).children) == ("Trần Mai, “Nhan đề”, Báo Đồng Tháp, 4/7/2012, https://bao.example/1.")
    assert plain(entry("en", **said).children) == (
        "Trần Mai, “Nhan đề”, Báo Đồng Tháp, 4 July 2012, https://bao.example/1."
    )
    made = entry(**said)
    assert (made.anchor, made.label) == ("source-7", "[7]")
    assert Emphasis((Text("Báo Đồng Tháp"),)) in made.children
    assert Link((Text("https://bao.example/1"),), "https://bao.example/1") in made.children


def test_an_update_is_called_one():
    at = Moment(datetime.datetime(2012, 7, 4, tzinfo=datetime.UTC), "day")
    assert "cập nhật 4/7/2012" in plain(entry(published=None, updated=at).children)
    assert "updated 4 July 2012" in plain(entry("en", published=None, updated=at).children)


def test_what_is_missing_is_said():
    bare = {"title": None, "byline": None, "published": None}
    assert plain(entry(**bare).children) == "“(không có nhan đề)”, không rõ ngày, trang không ghi tên báo."
    assert plain(entry("en", **bare).children) == "“(no title)”, no date, the page names no paper."


def test_a_foreign_title_keeps_its_language():
    made = entry(title="A title")
    (spoken,) = entries([(1, article(title="A title", language=Field("en", (), "said")))], "vi")
    assert Text("A title") in made.children
    assert Text("A title", "en") in spoken.children


HOSTILE = st.text(
    st.sampled_from(list("aế “”\"'‘’<i>&;.?!,:()[]{}\\$~^%\u0301\u202e😀\ufffd01")), min_size=1, max_size=40
)


@settings(max_examples=80)
@given(HOSTILE, HOSTILE)
def test_a_title_comes_through_as_it_is(title, publisher):
    made = entry(title=title, publisher=publisher, byline=None, url=None)
    assert Text(title) in made.children
    assert Emphasis((Text(publisher),)) in made.children
    assert plain(made.children) == f"“{title}”, {publisher}, 4/7/2012, tên báo do người nạp ghi."


def test_no_articles_no_entries():
    assert list(entries([], "vi")) == []
