"""Recipes: what a report may be told, kept as TOML, and made again for another time."""

import datetime

import pytest

from newsarchive.errors import UsageError
from newsarchive.reports.recipe import SECTIONS, Recipe, ask, keep, kept, period_in_words, read_kept, usual

WHOLE = Recipe(
    title="Học tập trong {{period}}",
    question='"học tập" OR gương',
    period="2012-07",
    order="oldest",
    language="en",
    author='Trần "Mai" \\ #',
    organisation="Thư viện tỉnh",
    date=datetime.date(2024, 7, 4),
    sections=("summary", "findings"),
    facets=("year", "publisher"),
    findings='# Một\n\nHai """ ba \\ {{count}}\n\x7f',
    rights="Của báo",
)


@pytest.mark.parametrize("recipe", [WHOLE, Recipe("Nhan đề", "học")])
def test_what_is_kept_is_read_as_it_was(tmp_path, recipe):
    path = keep(recipe, tmp_path, "Học tập!")
    assert path.relative_to(tmp_path).as_posix() == "reports/hoc-tap.toml"
    assert read_kept(tmp_path, "hoc-tap") == recipe
    assert read_kept(tmp_path / "elsewhere", str(path)) == recipe
    assert list(kept(tmp_path)) == ["hoc-tap"]
    assert Recipe.from_dict(recipe.to_dict()) == recipe


def test_only_what_differs_is_written():
    assert Recipe("Nhan đề", "học").to_dict() == {"title": "Nhan đề", "question": "học"}


def test_a_hand_may_write_it(tmp_path):
    (tmp_path / "mine.toml").write_text(
        'title = "Gương {{period}}"\nquestion = "gương"\nperiod = "2012"\nsections = ["summary"]\n', "utf-8"
    )
    recipe = read_kept(tmp_path, str(tmp_path / "mine.toml"))
    assert recipe.heading == "Gương năm 2012"
    assert recipe.sections == ("summary",)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " "}, "no title"),
        ({"language": "fr"}, "choose vi or en"),
        ({"sections": ["summary", "graphs"]}, "graphs: is not a section of a report; choose from summary, "),
        ({"sections": "summary"}, r"sections: is not a list; write sections = \['summary', "),
        ({"sections": []}, "no sections"),
        ({"facets": ["paper"]}, "paper: is not a facet of a report; choose from publisher, "),
        ({"order": "random"}, "random: is not an order"),
        ({"colour": "red"}, "colour: is nothing that a report can be told"),
        ({"author": 7}, "author: is 7 and not a text"),
        ({"date": 2012}, "date: 2012 is not a day"),
        ({"date": "soon"}, "date: soon is not a day"),
        ({"period": "July"}, "July: is not a date"),
        ({"title": "Trong {{period}}"}, "speaks of {{period}} and the report has none"),
    ],
)
def test_what_cannot_be_is_one_sentence(wrong, said):
    with pytest.raises(UsageError, match=said):
        Recipe.from_dict({"title": "x", "question": "y", **wrong})


def test_a_kept_report_that_is_not_there_or_not_whole(tmp_path):
    with pytest.raises(UsageError, match="none yet; --keep NAME keeps one"):
        read_kept(tmp_path, "hoc-tap")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "bad.toml").write_text("title = ", "utf-8")
    with pytest.raises(UsageError, match=r"bad\.toml: is not TOML"):
        read_kept(tmp_path, "bad")
    (tmp_path / "reports" / "bad.toml").write_text('title = "x"\n', "utf-8")
    with pytest.raises(UsageError, match=r"bad\.toml: question: is missing"):
        read_kept(tmp_path, "bad")


@pytest.mark.parametrize(
    ("period", "vi", "en"),
    [
        ("2012", "năm 2012", "2012"),
        ("2012-07", "tháng 7/2012", "July 2012"),
        ("2012-02", "tháng 2/2012", "February 2012"),
        ("2012-07-04", "4/7/2012", "4 July 2012"),
        ("2012-07-04..2012-08-05", "từ 4/7/2012 đến 5/8/2012", "4 July 2012 to 5 August 2012"),
        (">=2012-07-04", "từ 4/7/2012", "from 4 July 2012"),
        ("..2012-07-04", "đến 4/7/2012", "to 4 July 2012"),
    ],
)
def test_a_period_in_words(period, vi, en):
    assert (period_in_words(period, "vi"), period_in_words(period, "en")) == (vi, en)


def test_another_period_asks_another_time(store):
    recipe = Recipe("Học tập, {{period}}", "học tập OR gương", period="2012-07")
    july, may = ask(recipe, store), ask(recipe.with_({"period": "2013-05"}), store)
    assert july.query == "(học tập OR gương) date:2012-07"
    assert (july.total, may.total) == (1, 2)


def test_the_usual_sections_and_more():
    assert usual() == tuple(name for name in SECTIONS if name not in ("quotes", "concordance", "full"))
    assert usual("full", "quotes", "concordance") == SECTIONS
