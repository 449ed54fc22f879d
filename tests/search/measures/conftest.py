"""A small archive to measure, and what a patient reader would count in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsarchive.article import Article
from newsarchive.search import Results, search
from newsarchive.store import Store
from newsarchive.text import keys, runs, sentences

GOLD = Path(__file__).parents[2] / "gold"


@dataclass(frozen=True)
class Counted:
    """An article as lists of words: of its title, its lead and each of its paragraphs."""

    article: Article
    pieces: tuple[str, ...]

    def words(self) -> list[str]:
        return [word for piece in self.pieces for word in keys(piece)]

    def runs(self) -> Iterator[list[str]]:
        for piece in self.pieces:
            for start, end in sentences(piece):
                yield from runs(piece[start:end])


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Sixty gold pages in ten batches, of three papers by what was said and of their own by the rest; one withdrawn."""
    store = Store.open(tmp_path_factory.mktemp("archive") / "archive")
    files = sorted(path for path in GOLD.iterdir() if path.suffix in (".txt", ".html"))[::4][:60]
    for number in range(10):
        publisher = ("Báo Mẫu", "Báo Núi", "Báo Biển", None)[number % 4]
        store.ingest(files[number::10], publisher=publisher, section="Thời sự" if number < 5 else None)
    store.withdraw(search(store, "*", sort="archive").ids[3], "Yêu cầu của toà soạn")
    return store


@pytest.fixture(scope="session")
def ask(store: Store) -> Callable[[str], Results]:
    return lambda query: search(store, query)


@pytest.fixture(scope="session")
def read(store: Store) -> Callable[[Results], list[Counted]]:
    """The articles of an answer, as a reader has them before him."""

    def read(results: Results) -> list[Counted]:
        return [Counted(each, tuple(_pieces(each))) for each in results.articles()]

    return read


def _pieces(article: Article) -> Iterator[str]:
    yield from (field.value for field in (article.title, article.lead, *article.paragraphs) if field)
