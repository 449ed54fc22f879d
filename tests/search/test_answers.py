"""Answers equal what a plain reading of every article gives: no miss, no extra, and the marks in their places."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from asking import random_noise, random_question, vocabulary
from places import places_of
from reference import Page, answers, occurrences, page

from newsarchive.errors import QueryError
from newsarchive.search import parse_query, search
from newsarchive.store import Store

GOLD = Path(__file__).parents[1] / "gold"
QUESTIONS = 500


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, dict[str, Page]]:
    """Every second gold page in an archive of nine batches, and what they say; among them later states and copies."""
    store = Store.open(tmp_path_factory.mktemp("archive") / "archive")
    files = sorted(path for path in GOLD.iterdir() if path.suffix in (".txt", ".html"))[::2]
    for start in range(0, len(files), len(files) // 8):
        store.ingest(files[start : start + len(files) // 8], publisher="Báo Mẫu" if start % 3 else None)
    texts = [path.read_text("utf-8") for path in files if path.name.startswith("party")]
    for number, text in enumerate(texts[:3]):
        store.ingest_text(f"{text}\nBản in lại số {number}.", name="copy")
    store.withdraw(search(store, "*", sort="archive").ids[7], "Yêu cầu của toà soạn")
    snapshot = store.snapshot()
    copies = set(store.copies(snapshot).to_pylist())
    return store, {each.id: page(each, each.id in copies) for each in search(store, "*").articles()}


@pytest.fixture(scope="module")
def questions(pages: tuple[Store, dict[str, Page]]) -> list[str]:
    rng = Random(20)
    words = vocabulary(text for each in pages[1].values() for text in (each.title or "", *each.paragraphs[:4]))
    return [random_question(rng, words) for _ in range(QUESTIONS)]


def test_questions_find_what_a_reader_would(pages: tuple[Store, dict[str, Page]], questions: list[str]) -> None:
    store, read = pages
    hits = 0
    for text in questions:
        node = parse_query(text).node
        expected = {identity for identity, each in read.items() if answers(node, each)}
        found = search(store, text)
        assert (set(found.ids), found.total) == (expected, len(expected)), text
        hits += 0 < len(expected) < len(read)
    assert hits > QUESTIONS / 3  # or nothing was tried


def test_occurrences_stand_where_a_reader_would_mark_them(
    pages: tuple[Store, dict[str, Page]], questions: list[str]
) -> None:
    store, read = pages
    ids = store.snapshot().column("id").to_pylist()
    marked = 0
    for text in questions[::3]:
        found = search(store, text)
        for leaf in found.leaves:
            places = places_of(found.answer.found(leaf), found.answer.numbers)
            for article in found.answer.numbers.tolist():
                assert places[article] == set(occurrences(leaf, read[ids[article]])), (text, leaf)
                marked += len(places[article])
    assert marked > 10_000


def test_marks_are_those_of_a_reader(pages: tuple[Store, dict[str, Page]], questions: list[str]) -> None:
    store, _ = pages
    for text in questions[::5]:
        found = search(store, text)
        for hit, article in zip(found.hits(10), found.articles(), strict=False):
            assert list(hit.title_marks) == found.marks(hit.title or "", "title"), text
            for shown, marks in hit.snippets:
                cut = shown.removeprefix("… ").removesuffix(" …")
                pieces = [("lead", article.lead), *(("body", paragraph) for paragraph in article.paragraphs)]
                name, piece = next((name, each.value) for name, each in pieces if each and cut in each.value)
                before = 2 if shown.startswith("… ") else 0
                shift = before - piece.index(cut)
                whole = ((start + shift, end + shift) for start, end in found.marks(piece, name))
                assert list(marks) == [
                    (start, end) for start, end in whole if before <= start and end <= before + len(cut)
                ], text


def test_a_question_asks_what_it_prints(pages: tuple[Store, dict[str, Page]]) -> None:
    store, _ = pages
    rng = Random(21)
    asked = 0
    for _ in range(1_000):
        text = random_noise(rng)
        try:
            node = parse_query(text).node
        except QueryError:
            continue
        assert search(store, text).ids == search(store, str(node)).ids == search(store, node).ids
        asked += 1
    assert asked > 200
