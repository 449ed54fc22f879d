"""The engines that are asked: newsarchive through its public interface, SQLite FTS5, tantivy and pandas.

All hold what newsarchive read, the peers as its tokens joined by blanks, in ``texts.parquet``: `title`, `text` (title,
lead and paragraphs), `plain` (the same without accents) and `published`, in Vietnamese time. As a program, with the
name of an engine and the folder, this reads questions from stdin and writes what the engine tells of them.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq
import tantivy
from _questions import FORMS, Question

import newsarchive as na
from newsarchive.text import keys, plain_key

ROWS = 50

# Stands between title, lead and paragraphs, so often that neither a phrase nor NEAR/5 crosses it. It is no token of
# ours, and begins with no letter.
_BORDER = " " + " ".join(["0b"] * 6) + " "

_PEERS = "peers"
_TEXTS = "texts.parquet"


class Engine(Protocol):
    """What can be asked, opened by its folder."""

    rows: Callable[[Question], int] | None
    """Get the first 50 articles that meet a question, with title and snippet; how many those are."""

    def __init__(self, folder: Path) -> None: ...

    def total(self, question: Question) -> int:
        """The exact number of articles that meet `question`."""
        ...


class Ours:
    def __init__(self, folder: Path) -> None:
        self.archive = na.open(folder / "archive", create=False)

    def total(self, question: Question) -> int:
        return self.archive.search(question.written("ours")).total

    def rows(self, question: Question) -> int:
        return len(self.archive.search(question.written("ours")).hits(ROWS))


class Publishers(Ours):
    """The articles counted by publisher; all have one, so that their sum is the total."""

    rows = None

    def total(self, question: Question) -> int:
        return int(self.archive.search(question.written("ours")).facets("publisher")["articles"].sum())


class SQLite:
    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / _PEERS / "articles.sqlite")

    def total(self, question: Question) -> int:
        asked = question.written("sqlite")
        if question.form == "dated":
            found = self._connection.execute(f"select count(*) from dated where {asked}")
        else:
            found = self._connection.execute("select count(*) from article where article match ?", (asked,))
        count: int = found.fetchone()[0]
        return count

    def rows(self, question: Question) -> int:
        asked = question.written("sqlite")
        if question.form == "dated":
            sql = f"""select title, substr(text, 1, 170) from dated join article on article.rowid = dated.rowid
                      where {asked} order by published desc limit {ROWS}"""
            return len(self._connection.execute(sql).fetchall())
        column = ("title", "text", "plain").index(FORMS[question.form].field)
        sql = f"""select title, snippet(article, {column}, '<b>', '</b>', '…', 30) from article
                  where article match ? order by rank limit {ROWS}"""
        return len(self._connection.execute(sql, (asked,)).fetchall())

    @staticmethod
    def build(folder: Path) -> None:
        """Index the texts; what the tokenizer does by itself has no effect on our tokens."""
        with sqlite3.connect(folder / "articles.sqlite") as connection:
            tokenizer = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'"
            connection.execute(f'create virtual table article using fts5(title, text, plain, tokenize="{tokenizer}")')
            connection.execute("create table dated (rowid integer primary key, published text)")
            for number, row in enumerate(_texts(folder)):
                values = (number, row["title"], row["text"], row["plain"])
                connection.execute("insert into article (rowid, title, text, plain) values (?, ?, ?, ?)", values)
                connection.execute("insert into dated values (?, ?)", (number, row["published"].isoformat()))
            connection.execute("create index dates on dated (published)")
            connection.execute("insert into article (article) values ('optimize')")


class Tantivy:
    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder / _PEERS / "tantivy"))
        self._searcher = self._index.searcher()

    def total(self, question: Question) -> int:
        count: int = self._searcher.search(self._query(question), limit=1, count=True).count
        return count

    def rows(self, question: Question) -> int:
        query, field = self._query(question), FORMS[question.form].field
        order = "published" if question.form == "dated" else None
        found = self._searcher.search(query, limit=ROWS, count=True, order_by_field=order)
        snippets = tantivy.SnippetGenerator.create(self._searcher, query, self._index.schema, field)
        articles = [self._searcher.doc(address) for _, address in found.hits]
        return len([(article["title"], snippets.snippet_from_doc(article).to_html()) for article in articles])

    def _query(self, question: Question) -> Any:
        asked = question.written("tantivy")
        if question.form == "prefix":
            return tantivy.Query.regex_query(self._index.schema, "plain", asked)
        return self._index.parse_query(asked, ["text"])

    @staticmethod
    def build(folder: Path) -> None:
        """Index the texts, with positions."""
        schema = tantivy.SchemaBuilder()
        for name in ("title", "text", "plain"):
            schema.add_text_field(name, stored=True, tokenizer_name="whitespace")
        schema.add_date_field("published", indexed=True, fast=True)
        (folder / "tantivy").mkdir()
        index = tantivy.Index(schema.build(), path=str(folder / "tantivy"))
        writer = index.writer()
        for row in _texts(folder):
            writer.add_document(tantivy.Document(**row | {"published": row["published"].replace(tzinfo=UTC)}))
        writer.commit()
        writer.wait_merging_threads()


class Pandas:
    """`str.contains` over texts in memory; a word is found as what stands between two blanks."""

    rows = None

    def __init__(self, folder: Path) -> None:
        self._frame = " " + pq.read_table(folder / _PEERS / _TEXTS, columns=["title", "text"]).to_pandas() + " "

    def total(self, question: Question) -> int:
        form = FORMS[question.form]
        assert form.pandas
        column = self._frame[form.field]
        return int(form.pandas(lambda term: column.str.contains(f" {term} ", regex=False), *question.terms).sum())


ENGINES: dict[str, type[Engine]] = {
    "ours": Ours,
    "publishers": Publishers,
    "sqlite": SQLite,
    "tantivy": Tantivy,
    "pandas": Pandas,
}


def build_peers(archive: na.Archive, folder: Path) -> None:
    """Give the articles of `archive` to the peers, unless they have them in `folder`."""
    if (folder / _PEERS).exists():
        return
    part = folder / f"{_PEERS}.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    columns = {"title": pa.string(), "text": pa.string(), "plain": pa.string(), "published": pa.timestamp("us")}
    schema = pa.schema(columns)
    with pq.ParquetWriter(part / _TEXTS, schema, compression="zstd") as writer:
        for batch in archive.arrow(["title", "lead", "paragraphs", "published"]):
            writer.write_table(pa.Table.from_pylist(list(map(_tokens, batch.to_pylist())), schema))
    SQLite.build(part)
    Tantivy.build(part)
    part.rename(folder / _PEERS)


def texts_of(row: dict[str, Any]) -> list[str]:
    """Title, lead and paragraphs of a row; the title may be empty."""
    return [row["title"] or "", *([row["lead"]] if row["lead"] else []), *row["paragraphs"]]


def _tokens(row: dict[str, Any]) -> dict[str, Any]:
    texts = [keys(text) for text in texts_of(row)]
    return {
        "title": " ".join(texts[0]),
        "text": _BORDER.join(map(" ".join, texts)),
        "plain": _BORDER.join(" ".join(map(plain_key, text)) for text in texts),
        "published": row["published"].replace(tzinfo=None),
    }


def _texts(folder: Path) -> Iterator[dict[str, Any]]:
    for batch in pq.ParquetFile(folder / _TEXTS).iter_batches(batch_size=2_000):
        yield from batch.to_pylist()


def _main(name: str, folder: Path) -> None:
    """The milliseconds until the first total, then of each question the total, and what total and rows took."""
    import lance  # noqa: F401 - its own time is not ours

    questions = [Question(form, tuple(terms), total) for form, terms, total in json.load(sys.stdin)]
    start = time.perf_counter()
    engine = ENGINES[name](folder)
    engine.total(questions[0])
    first = (time.perf_counter() - start) * 1000
    totals = [_timed(engine.total, question) for question in questions]
    rows = [_timed(engine.rows, question)[1] if engine.rows else None for question in questions]
    print(json.dumps([first, [(*total, took) for total, took in zip(totals, rows, strict=True)]]))


def _timed(ask: Callable[[Question], int], question: Question) -> tuple[int, float]:
    start = time.perf_counter()
    count = ask(question)
    return count, (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]))
