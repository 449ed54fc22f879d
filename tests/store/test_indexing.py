"""The index says of each article what the text says, however it came together."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_rows import MANY, TEXTS, articles, pieces, rows
from test_postings import assert_same

from newsarchive.article import Article
from newsarchive.store import indexing, postings
from newsarchive.store.indexing import FIELDS, TEXT, index_fields, index_text, merge
from newsarchive.store.postings import BREAK, Postings
from newsarchive.text import keys, runs, sentences


def read_back(part: Postings, zone: int, article: int) -> list[list[str]]:
    """The words of each value of a zone of an article."""
    cell = zone * part.articles + article
    values: list[list[str]] = [[]]
    for number in part.stream[part.starts[cell] : part.starts[cell + 1]].tolist():
        if number == BREAK:
            values.append([])
        else:
            values[-1].append(part.exact[number].as_py())
    assert values.pop() == [], "each value ends with a break"
    assert sum(map(len, values)) == part.lengths[cell]
    return values


def cut_at(places: postings.Numbers, part: Postings) -> list[list[str]]:
    """The stream, cut at `places`, without breaks."""
    cut = np.split(part.stream, places)[1:]
    return [[part.exact[number].as_py() for number in piece.tolist() if number != BREAK] for piece in cut]


@given(MANY)
def test_the_words_of_title_lead_and_paragraphs_are_read_back(some: list[Article]) -> None:
    made = index_text(rows(some))
    for number, article in enumerate(some):
        found = [read_back(made, zone, number) for zone in range(len(TEXT))]
        wanted = [
            [keys(article.title.value)] if article.title else [],
            [keys(article.lead.value)] if article.lead else [],
            [keys(paragraph.value) for paragraph in article.paragraphs],
        ]
        assert found == wanted


@given(MANY)
def test_the_words_of_the_fields_are_read_back(some: list[Article]) -> None:
    made = index_fields(rows(some))
    for number, article in enumerate(some):
        for zone, name in enumerate(FIELDS):
            field = getattr(article, name)
            assert read_back(made, zone, number) == ([keys(field.value)] if field else [])


@given(articles())
def test_sentences_and_runs_begin_where_those_of_the_text_do(article: Article) -> None:
    made = index_text(rows([article]))
    said = [text[start:end] for text in pieces(article) for start, end in sentences(text)]
    assert cut_at(made.sentences, made) == [words for each in said if (words := keys(each))]
    assert cut_at(made.runs, made) == [run for each in said for run in runs(each) if run]


@given(TEXTS)
def test_the_keys_of_a_text_are_those_of_its_sentences(text: str) -> None:
    assert keys(text) == [key for start, end in sentences(text) for key in keys(text[start:end])]


@pytest.mark.parametrize("at_once", [1, 3, 1_000_000])
@given(some=MANY, cuts=st.lists(st.integers(0, 8), max_size=4))
def test_merging_in_any_grouping_is_indexing_at_once(
    tmp_path_factory: pytest.TempPathFactory, at_once: int, some: list[Article], cuts: list[int]
) -> None:
    folder, table = tmp_path_factory.mktemp("merged"), rows(some)
    edges = sorted({0, len(some), *(cut for cut in cuts if cut < len(some))})
    parts = [table.slice(low, high - low) for low, high in pairwise(edges)]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(indexing, "_AT_ONCE", at_once)
        for make in (index_text, index_fields):
            made = list(map(make, parts))
            merge(made[:2], folder / make.__name__ / "first")
            first = postings.read(folder / make.__name__ / "first", made[0].zones)
            merge([first, *made[2:]], folder / make.__name__ / "all")
            assert_same(postings.read(folder / make.__name__ / "all", first.zones), make(table))


def test_no_more_is_put_into_one_stream_than_can_be_numbered(monkeypatch: pytest.MonkeyPatch) -> None:
    part = index_text(rows([]))
    assert indexing.fit_together([part, part])
    monkeypatch.setattr(indexing, "MOST", -1)
    assert not indexing.fit_together([part, part])


def test_what_the_disk_refuses_is_said_by_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "text").mkdir()
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no full disk here")
    monkeypatch.setattr(indexing.on_disk, "array_path", lambda *_: full)
    with pytest.raises(OSError, match="No space left on device"):
        merge([index_text(rows([]))], tmp_path / "new")
