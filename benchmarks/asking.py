"""Answers beside a plain reading of every article: no miss, no extra, and each occurrence in its place.

    python benchmarks/asking.py --corpus ../shared/corpora [--articles 5000] [--questions 200]

Random questions of every form in the query language, each tenth of them with a word that half of the articles have, are
asked of real articles whose publishers, sections, dates, bylines and paragraphs are drawn, taken in batch by batch. The
reader is that of the tests, `tests/search/reference.py`: for each question it reads each article. Ids and totals are
compared for every question, occurrences in some of the articles found. Ends with 1 where anything differs.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import NamedTuple

from _corpus import asked_articles

import newsarchive as na
from newsarchive.search import parse_query
from newsarchive.text import keys

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "search"))  # which has an `asking` as well

from asking import random_question, vocabulary
from places import places_of
from reference import Page, answers, occurrences, page

_BATCHES = 9
_READ = 20  # articles of an answer in which occurrences are compared
_NAMES = ("Phương Nga", "Minh Trí", "Trần Mai", "Nguyễn Đức Long", "H.T", "Hoàng Thuý Hằng")


class Compared(NamedTuple):
    """A question, how many articles the reader found, how many occurrences were compared, and what was different."""

    question: str
    total: int
    occurrences: int
    different: str


def main() -> int:
    """Ask and read; 0 where both found the same."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="the folder of the shared corpus")
    parser.add_argument("--articles", type=int, default=5_000)
    parser.add_argument("--questions", type=int, default=200)
    arguments = parser.parse_args()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = _take_in(asked_articles(arguments.corpus, arguments.articles, folder), folder)
        questions = _questions(texts, arguments.questions)
        with ProcessPoolExecutor(2, get_context("spawn"), _open, (folder, _copies(folder))) as pool:
            compared = list(pool.map(_compare, questions, chunksize=5))
    some = sum(0 < each.total < arguments.articles for each in compared)
    print(
        f"{len(compared)} questions of {arguments.articles:,} articles, {some} with some of them for an answer: "
        f"{sum(each.total for each in compared):,} ids and {sum(each.occurrences for each in compared):,} occurrences "
        f"compared in {time.perf_counter() - start:.0f} s"
    )
    different = [each for each in compared if each.different]
    for each in different:
        print(f"DIFFERENT {each.question}\n  {each.different}")
    return 1 if different else 0


def _take_in(articles: Path, folder: Path) -> list[str]:
    """Put the articles into an archive, in batches, with what the corpus does not say of them; their texts."""
    draw = Random(3)
    records = [json.loads(line) for line in articles.read_text("utf-8").splitlines()]
    archive = na.open(folder / "archive")
    for batch in range(_BATCHES):
        path = folder / "batch.jsonl"
        lines = [json.dumps(_drawn(record, draw), ensure_ascii=False) for record in records[batch::_BATCHES]]
        path.write_text("\n".join(lines), "utf-8")
        archive.ingest(path, progress=False)
    return [record["text"] for record in records]


def _drawn(record: dict[str, str], draw: Random) -> dict[str, str]:
    """`record` in paragraphs, perhaps signed, and perhaps without publisher, section, or day of publication."""
    kept = {name: value for name, value in record.items() if name in ("id", "title", "lead") or draw.random() < 0.8}
    ends = iter(record["text"].split(". "))
    text = next(ends) + "".join(draw.choice((". ", ".\n\n")) + sentence for sentence in ends)
    signed = {"byline": draw.choice(_NAMES)} if draw.random() < 0.5 else {}
    updated = {"updated": record["published"]} if draw.random() < 0.3 else {}
    return kept | signed | updated | {"text": text}


def _questions(texts: list[str], count: int) -> list[str]:
    """The questions, the same for the same texts."""
    draw, words = Random(20), vocabulary(texts)
    having = Counter(word for text in texts for word in set(keys(text)))
    common = min(having, key=lambda word: (abs(having[word] - len(texts) / 2), word))
    questions = [random_question(draw, words) for _ in range(count)]
    for at in range(0, count, 10):
        questions[at] = draw.choice(("{0} ({1})", "{0} OR ({1})", "({1}) -{0}")).format(common, questions[at])
    return questions


def _copies(folder: Path) -> set[str]:
    """The articles that ``reprints:no`` leaves out."""
    reprints = na.open(folder / "archive").reprints()
    return set(reprints["id"][(reprints["kind"] != "template") & (reprints["id"] != reprints["group"])])


# -- in processes of their own ----------------------------------------------------------------------------------------


_archive: na.Archive
_pages: dict[str, Page]


def _open(folder: Path, copies: set[str]) -> None:
    """Open the archive, and read all articles of it."""
    global _archive, _pages
    _archive = na.open(folder / "archive")
    _pages = {article.id: page(article, article.id in copies) for article in _archive.search("*").articles()}


def _compare(question: str) -> Compared:
    node = parse_query(question).node
    expected = {identity for identity, each in _pages.items() if answers(node, each)}
    found = _archive.search(question)
    ids = set(found.ids)
    different = ""
    if ids != expected or found.total != len(expected):
        missed, extra = sorted(expected - ids), sorted(ids - expected)
        different = f"total {found.total}, not {len(expected)}; missed {missed[:5]}; too many {extra[:5]}"
    count = 0
    numbers = found.answer.numbers[:: max(found.total // _READ, 1)]
    for leaf in found.leaves:
        places = places_of(found.answer.found(leaf), numbers)
        for number in numbers.tolist():
            identity = found.snapshot.column("id")[number].as_py()
            right = set(occurrences(leaf, _pages[identity]))
            count += len(right)
            if places[number] != right:
                different += f"; {leaf} in {identity}: {sorted(places[number] ^ right)[:5]}"
    return Compared(question, len(expected), count, different)


if __name__ == "__main__":
    sys.exit(main())
