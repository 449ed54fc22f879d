"""One table of sentences, complete in both languages, and nothing in it that nobody says."""

import re
from pathlib import Path
from typing import get_args

import pytest

import newsarchive
from newsarchive.article import LABELS
from newsarchive.reports.recipe import SECTIONS
from newsarchive.search.ranking import Sort
from newsarchive.text import LANGUAGES
from newsarchive.widgets.completion import FIELDS
from newsarchive.widgets.leaving import DATA
from newsarchive.widgets.views import Arrangement, Measure
from newsarchive.widgets.words import WORDS, counted, table, word

VIEWS = ("articles", "concordance", "measures")
PACKAGES = [Path(newsarchive.__file__).parent / name for name in ("widgets", "desk")]


@pytest.mark.parametrize("key", WORDS)
def test_every_sentence_is_there_in_both_languages_with_the_same_places(key):
    assert list(WORDS[key]) == list(LANGUAGES)
    places = [sorted(re.findall(r"{\w+}", sentence)) for sentence in WORDS[key].values()]
    assert places[0] == places[1] or key.endswith("_one")


def test_every_sentence_is_said_somewhere():
    code = "\n".join(
        path.read_text("utf-8")
        for package in PACKAGES
        for path in package.rglob("*")
        if path.suffix in {".py", ".js"} and path.stem != "words"
    )
    composed = {*LANGUAGES, "by_year", "by_month", "by_day", "reprint_same", "reprint_reprint", "reprint_template"}
    composed |= {f"label_{label}" for label in LABELS} | {f"field_{name}" for name in FIELDS}
    composed |= {f"sort_{order}" for order in get_args(Sort)} | {"show_source", "show_related"}
    composed |= {"versions_none", "reprints_none"}
    composed |= {f"{said}_{what}" for said in ("add", "remove") for what in ("tag", "collection")}
    composed |= {f"out_{name}" for name in ("html", "pdf", *DATA)}
    composed |= {f"lines_{name}" for name in get_args(Arrangement)} | {f"view_{name}" for name in VIEWS}
    composed |= {f"measure_{name}" for name in get_args(Measure)} | {"no_section", "no_byline", "no_publisher"}
    composed |= {"tag_name", "collection_name"} | {f"section_{name}" for name in SECTIONS}
    composed |= {f"form_{name}" for name in ("query", "since", "until", "what", "report")}
    unsaid = {key for key in WORDS if not re.search(rf"\b{key.removesuffix('_one')}\b", code)} - composed
    assert not unsaid


def test_one_is_singular():
    assert counted("articles", "en", 1, count="1") == "1 article"
    assert counted("articles", "en", 2, count="2") == "2 articles"
    assert counted("articles", "vi", 1, count="1") == "1 bài"


def test_values_stand_in_their_places():
    assert word("updated_on", "vi", date="4/7/2012") == "4/7/2012 (cập nhật)"


def test_the_front_end_gets_one_language():
    assert table("en")["help"] == "Shortcuts"
    assert table("vi").keys() == table("en").keys()
