"""Ingest and search on generated page copies, beside SQLite FTS5 and pandas in the same run.

    python benchmarks/ingest.py --corpus ../shared/corpora [--pages 2000]

Takes the pages in, compares every article with the truth that the generator wrote, and times questions over them. Ends
with 1 where fewer than 99 % of the articles have the true title, date and byline.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

import newsarchive as na

QUESTIONS = ["học", "chính phủ", '"học tập"', '"thành phố"', '"tấm gương"', "kinh tế", "Hà Nội", "bóng đá"]


def main() -> int:
    """Run the benchmark; 0 where the articles are right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="the folder of the shared corpus")
    parser.add_argument("--pages", type=int, default=2000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        grow = arguments.corpus.parent / "tools" / "grow.py"
        subprocess.run([sys.executable, grow, str(arguments.pages), folder / "pages", "--pages"], check=True)
        archive = na.open(folder / "archive")
        report = archive.ingest(str(folder / "pages" / "*.txt"), progress=False)
        frame = archive.articles()
        print(f"ingest      {report.new} new in {report.seconds:.1f} s: {report.new / report.seconds:,.0f} articles/s")
        seconds = _sqlite(folder, frame)
        print(f"  peer      SQLite FTS5 took the read texts in {seconds:.1f} s; ratio {report.seconds / seconds:.1f}")
        right = _right(frame, folder / "pages" / "truth.jsonl")
        for field, share in right.items():
            print(f"{field:11} {share:.2%} as in the truth")
        _questions(archive, folder, frame)
    return 0 if report.new == arguments.pages and min(right.values()) >= 0.99 else 1


def _right(frame: pd.DataFrame, truth: Path) -> dict[str, float]:
    """The share of articles whose title, date (to the minute, under the right label) and byline are the true ones."""
    records = {record["id"]: record for record in map(json.loads, truth.read_text("utf-8").splitlines())}
    hits = dict.fromkeys(("title", "date", "byline"), 0)
    for row in frame.itertuples():
        record = records[Path(row.source_path).stem]
        updated = record["layout"] == "seed"
        byline = record["byline"].upper() if record["layout"] == "dash" else record["byline"]
        date, other = (row.updated, row.published) if updated else (row.published, row.updated)
        hits["title"] += row.title == " ".join(record["title"].split())
        hits["date"] += pd.isna(other) and not pd.isna(date) and f"{date:%Y-%m-%dT%H:%M}" == record["published"][:16]
        hits["byline"] += row.byline == byline
    return {name: count / len(records) for name, count in hits.items()}


def _sqlite(folder: Path, frame: pd.DataFrame) -> float:
    start = time.perf_counter()
    with sqlite3.connect(folder / "fts.sqlite") as connection:
        tokenizer = "tokenize='unicode61 remove_diacritics 0'"
        connection.execute(f"create virtual table page using fts5(id unindexed, text, {tokenizer})")
        texts = (" ".join([row.title or "", row.lead or "", *row.paragraphs]) for row in frame.fillna("").itertuples())
        connection.executemany("insert into page values (?, ?)", zip(frame["id"], texts, strict=True))
    return time.perf_counter() - start


def _questions(archive: na.Archive, folder: Path, frame: pd.DataFrame) -> None:
    """The median time of an exact total, and of a first page with snippets, beside the peers' totals."""
    connection = sqlite3.connect(folder / "fts.sqlite")
    texts = frame["title"].fillna("") + " " + frame["paragraphs"].map(" ".join)

    def sqlite_total(question: str) -> object:
        return connection.execute("select count(*) from page where page match ?", (question,)).fetchone()

    def pandas_total(question: str) -> object:
        return texts.str.contains(question.strip('"'), case=False, regex=False).sum()

    peers: dict[str, Callable[[str], object]] = {
        "total": lambda question: archive.search(question).total,
        "50 rows": lambda question: archive.search(question).hits(50),
        "SQLite FTS5": sqlite_total,
        "pandas": pandas_total,
    }
    medians = {name: _median(call) for name, call in peers.items()}
    for name, median in medians.items():
        print(f"{name:11} {median * 1000:7.2f} ms a question, {median / medians['total']:.1f} times our total")


def _median(call: Callable[[str], object]) -> float:
    times = []
    for question in QUESTIONS * 5:
        start = time.perf_counter()
        call(question)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
