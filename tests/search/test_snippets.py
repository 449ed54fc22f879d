"""Where the articles of a page are marked: read from the index at once, held against one by one and the text."""

from random import Random

import pytest
from asking import random_question, vocabulary

from newsarchive.article import Article
from newsarchive.search import matching, parse_query
from newsarchive.search.query import Leaf, is_of_text
from newsarchive.search.snippets import Located, letter_by_letter, locate, marks
from newsarchive.store import Store


@pytest.fixture(scope="module")
def asked(store: Store) -> list[list[Leaf]]:
    """The leaves of some hundred questions that find something."""
    rng, snapshot = Random(11), store.snapshot()
    texts = [text for article in snapshot.articles(range(len(snapshot))) for _, text in _pieces(article)]
    words = vocabulary(texts)
    questions = [parse_query(random_question(rng, words)) for _ in range(400)]
    return [leaves for q in questions if (leaves := list(filter(is_of_text, dict.fromkeys(q.leaves))))]


def test_a_page_at_once_is_as_one_by_one(store: Store, asked: list[list[Leaf]]) -> None:
    index, numbers = store.snapshot().index, list(range(len(store.snapshot())))
    assert len(index.segments) > 1
    rng = Random(3)
    for leaves in asked:
        page = rng.sample(numbers, rng.randint(1, len(numbers)))
        each = {number: locate(index, [number], leaves)[number] for number in page}
        assert locate(index, page, leaves) == each, leaves


def test_it_is_what_the_text_says(store: Store, asked: list[list[Leaf]]) -> None:
    snapshot = store.snapshot()
    articles = list(snapshot.articles(range(len(snapshot))))
    for leaves in asked:
        located = locate(snapshot.index, range(len(articles)), leaves)
        for number, article in enumerate(articles):
            _is_what_it_says(article, leaves, located[number])


def test_nothing_is_marked_without_words(store: Store) -> None:
    assert locate(store.snapshot().index, [1, 0], []) == {0: Located(), 1: Located()}
    assert locate(store.snapshot().index, [], []) == {}


def _pieces(article: Article) -> list[tuple[str, str]]:
    """Each piece with the field it is of, the title first, be it empty."""
    title = article.title.value if article.title else ""
    lead = [("lead", article.lead.value)] if article.lead else []
    return [("title", title), *lead, *(("body", paragraph.value) for paragraph in article.paragraphs)]


def _is_what_it_says(article: Article, leaves: list[Leaf], located: Located) -> None:
    (_, title), *pieces = _pieces(article)
    assert marks(title, located.title) == matching.marks(matching.find(leaves, title, "title"))
    worth = []
    for field, text in pieces:
        found = [set(matching.find([leaf], text, field)) for leaf in leaves]
        typed = [set(matching.find([letter_by_letter(leaf)], text, field)) for leaf in leaves]
        worth.append((sum(map(bool, found)), sum(bool(f & t) for f, t in zip(found, typed, strict=True))))
    if worth:
        assert located.piece == worth.index(max(worth)), (article.id, leaves)
        field, text = pieces[located.piece]
        assert marks(text, located.words) == matching.marks(matching.find(leaves, text, field))
        assert (located.shown is None) == (max(worth) == (0, 0))
