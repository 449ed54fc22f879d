"""How objects show themselves in a notebook: safe, with their totals, and nothing left out in silence."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsarchive as na
from newsarchive import display
from newsarchive.display import FIRST, MOST, Column, Shown, escaped, marked, printed
from newsarchive.store import IngestReport, Verification
from newsarchive.store.fixity import Problem
from newsarchive.store.ingest import PassedOver, Rejected
from newsarchive.store.reparse import Change, Example, Reparse
from newsarchive.text import Language

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\" onload='x' \u202eđảo zebra"

ATTRIBUTES = {"class", "lang", "style", "scope", "title", "tabindex", "role", "aria-label"}


class Seen(HTMLParser):
    """A page as a browser takes it: its elements, attributes and words."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words += data


def hostile_objects(folder: Path) -> dict[str, Shown]:
    """One of each thing that shows itself, all of whose texts are hostile."""
    pages = folder / "pages"
    pages.mkdir()
    for number in (1, 2):
        text = f"{HOSTILE} {number}\n\n0{number}/07/2012\n\n{HOSTILE} là đoạn thứ {number}.\n\nĐoạn zebra thứ hai."
        (pages / f"{number}.txt").write_text(text, "utf-8")
    archive = na.open(folder / "archive")
    archive.ingest(pages / "1.txt", publisher=HOSTILE, section=HOSTILE, progress=False)
    archive.ingest(pages / "2.txt", progress=False)
    found = archive.search("zebra")
    return {
        "archive": archive,
        "results": found,
        "nothing found": archive.search('title:"<không>"'),
        "article": next(found.articles()),
        "ingest": IngestReport(
            1, 0, 0, 0, (Rejected(HOSTILE, HOSTILE),), (PassedOver(HOSTILE, HOSTILE, 2),), 0.0, 1
        ),
        "verification": Verification((Problem(HOSTILE, HOSTILE),), (HOSTILE,), {"articles": 1}),
        "reparse": Reparse(
            1, 1, (Change("title", 1, (Example("0" * 16, HOSTILE, HOSTILE),)),), (HOSTILE,), HOSTILE, "b", False, 1, 0.0
        ),
        "concordance": found.concordance(),
        "timeline": found.timeline(),
        "facets": found.facets("publisher"),
        "keyness": found.keyness(at_least=1),
        "collocations": found.collocations(at_least=1),
        "dispersion": found.dispersion("section"),
        "ngrams": found.ngrams(2),
        "comparison": found.compare(archive.search("đoạn")),
        "concentration": found.concentration("publisher"),
    }  # fmt: skip


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shown]:
    return hostile_objects(tmp_path_factory.mktemp("hostile"))


def test_each_escapes_what_others_wrote_in_both_languages(shown: dict[str, Shown]) -> None:
    languages: tuple[Language, ...] = ("vi", "en")
    for name, thing in shown.items():
        for language in languages:
            markup = thing.view(language)._repr_html_()
            seen = Seen(markup)
            assert not {"script", "img", "iframe", "link", "a"} & seen.tags, name
            assert seen.attributes <= ATTRIBUTES, name  # no handler, and no id
            assert "\u202e" not in markup, name
            assert markup.startswith(f'<div class="na-shown" lang="{language}"><style>'), name
            assert "http" not in markup, name
        assert thing._repr_html_() == thing.view("vi")._repr_html_() != thing.view("en")._repr_html_(), name
        assert repr(thing.view()) == repr(thing), name  # a terminal has plain text
        assert "na-shown" not in repr(thing), name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("archive", "2 articles"),
        ("results", "2 of 2 articles"),
        ("nothing found", "0 of 2 articles"),
        ("ingest", "2 records given"),
        ("verification", "1 problem"),
        ("reparse", "1 changed"),
        ("concordance", "occurrences · in 2 articles"),
        ("timeline", "Over time: 1 period"),
        ("facets", "By value: 2 values · by paper"),
        ("keyness", "Keyness: "),
        ("collocations", "within 5 syllables"),
        ("dispersion", "2 parts with an occurrence"),
        ("comparison", "Two questions side by side: 6 rows"),
        ("concentration", "without 1 article that does not say"),
    ],
)
def test_each_says_its_totals_and_measures_over_what(shown: dict[str, Shown], name: str, said: str) -> None:
    words = Seen(shown[name].view("en")._repr_html_()).words
    assert said in words
    if isinstance(shown[name], pd.DataFrame):
        assert "zebra: 2 of 2 articles" in words


def test_there_are_two_languages(shown: dict[str, Shown]) -> None:
    with pytest.raises(na.UsageError, match="fr: is not a language of views; choose vi or en"):
        shown["archive"].view("fr")  # type: ignore[arg-type]


@given(st.integers(0, 3 * MOST), st.integers(0, 3 * MOST))
def test_shown_and_folded_and_left_out_are_the_whole(held: int, beyond: int) -> None:
    markup = display.table([Column("n")], [[escaped("x")]] * held, "en", total=held + beyond, there=".frame()")
    open_part, _, folded = markup.partition("<details>")
    rows = [part.count("<tr><td>") for part in (open_part, folded)]
    said = re.search(r"and (\d+) more", folded)
    left = re.search(r"([\d,]+) more (?:is|are) not shown here", markup)
    assert rows[0] == min(held, FIRST)
    assert rows[1] == (int(said[1]) if said else 0)
    assert sum(rows) + (int(left[1].replace(",", "")) if left else 0) == held + beyond
    assert ("<code>.frame()</code>" in markup) == (left is not None)


@given(st.text(), st.integers(0, 20))
def test_text_is_isolated_and_cut_with_the_number_of_signs_left_out(text: str, most: int) -> None:
    markup = printed(text, "en", most)
    assert markup.startswith("<bdi>")
    assert Seen(markup).tags <= {"bdi", "span"}
    cut = re.search(r"… \((\d+) more characters?\)</span>$", markup)
    assert (int(cut[1]) if cut else 0) == max(len(text) - most, 0)


def test_a_title_of_a_million_signs_is_short() -> None:
    markup = printed("a" * 1_000_000, "vi")
    assert markup.endswith('<span class="na-soft">… (còn 999.700 ký tự)</span>')
    assert len(markup) < 500


def test_marks_stay_where_they_are_also_in_what_is_cut() -> None:
    assert marked("học <b> tập", [(0, 3), (8, 11)], "vi") == ("<bdi><mark>học</mark> &lt;b&gt; <mark>tập</mark></bdi>")
    assert marked("học tập", [(4, 7)], "en", 5).startswith("<bdi>học <mark>t</mark></bdi>")


def test_a_selection_shows_all_of_its_columns_and_a_whole_frame_names_those_it_does_not(
    shown: dict[str, Shown],
) -> None:
    facets = shown["facets"]
    assert isinstance(facets, pd.DataFrame)
    assert "Further columns: low high question" in Seen(facets.view("en")._repr_html_()).words  # type: ignore[operator]
    chosen = Seen(facets[["value", "question"]]._repr_html_() or "").words
    assert "zebra" in chosen
    assert "Còn các cột" not in chosen


def test_what_is_no_longer_rows_of_a_measure_is_shown_as_pandas_shows_it(shown: dict[str, Shown]) -> None:
    facets = shown["facets"]
    assert isinstance(facets, pd.DataFrame)
    assert 'class="dataframe"' in str(facets.describe()._repr_html_())
    assert 'class="dataframe"' in str(facets.set_index("value")._repr_html_())
