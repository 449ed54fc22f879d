"""The store: articles taken in a second, opened, added to, and given back, with the disk and memory they take.

    python benchmarks/store.py --corpus ../shared/corpora [--articles 10000] [--folder FOLDER]

Up to 34,862 articles are real ones of the corpus, more are recombined from it. The peers take the same JSON Lines file
in the same run: pandas into Parquet, SQLite with FTS5, and tantivy. They keep and index the text as it is; ours reads
each record as a page, keeps the original bytes in a WARC, the provenance of each value, and indexes both keys of each
word with positions. So ours is the slower one here by what it does more; what has to be told is how much. Every taker
is a process of its own; its peak memory is its own or that of its largest child. Ends with 1 where an article is lost.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

REAL = 34_862


def main() -> int:
    """Run the benchmark; 0 where nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="the folder of the shared corpus")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="where to work, instead of a temporary folder; nothing is deleted")
    parser.add_argument("--run", choices=TAKERS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.run:
        print(json.dumps(TAKERS[arguments.run](arguments.corpus, arguments.folder)))
        return 0
    folder = arguments.folder or Path(tempfile.mkdtemp())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _measure(_articles(arguments.corpus, arguments.articles, folder), arguments.articles, folder)
    finally:
        if not arguments.folder:
            shutil.rmtree(folder)


def _measure(articles: Path, count: int, folder: Path) -> int:
    size = articles.stat().st_size
    print(f"{count:,} articles, {size / 1e6:,.0f} MB of JSON Lines")
    results = {}
    for name in ("ours", "ours, 1 core", "pandas to Parquet", "SQLite FTS5", "tantivy"):
        taken = results[name] = _run(
            name.split(",")[0], articles, folder / name.replace(" ", "-"), one="1 core" in name
        )
        ratio = f", {taken['seconds'] / results['ours']['seconds']:.2f} × our time" if name != "ours" else ""
        print(
            f"{name:18} {taken['articles'] / taken['seconds']:8,.0f} articles/s, peak {taken['peak']:6,.0f} MB, "
            f"{taken['disk'] / count:7,.0f} bytes an article on disk{ratio}",
            flush=True,
        )
    archive = folder / "ours"
    for name in ("open", "append", "frame"):
        for what, figure in _run(name, articles, archive).items():
            print(f"{what:40} {figure}")
    return 0 if results["ours"]["articles"] == results["ours, 1 core"]["articles"] == count else 1


def _run(name: str, articles: Path, folder: Path, *, one: bool = False) -> dict[str, Any]:
    """What the taker `name` tells, run in a process of its own, on one core where `one`."""

    def pin() -> None:
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

    command = [sys.executable, __file__, "--run", name, "--corpus", articles, "--folder", folder]
    ran = subprocess.run(command, capture_output=True, text=True, preexec_fn=pin if one else None, check=False)
    if ran.returncode:
        raise SystemExit(ran.stderr)
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


def _articles(corpus: Path, count: int, folder: Path) -> Path:
    """`count` articles as JSON Lines."""
    source = corpus / "vinews.parquet"
    if count > REAL:
        source = folder / "grown.parquet"
        if not source.exists():
            grow = corpus.parent / "tools" / "grow.py"
            subprocess.run([sys.executable, grow, str(count), source], check=True)
    path = folder / "articles.jsonl"
    with path.open("w", encoding="utf-8") as file:
        batches = pq.ParquetFile(source).iter_batches(batch_size=5_000)
        rows = (row for batch in batches for row in batch.to_pylist())
        for row in islice(rows, count):
            record = {name: row[name] for name in ("id", "title", "lead") if row.get(name)} | {"text": row["body"]}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


# -- what is run in processes of their own ----------------------------------------------------------------------------


def _ours(articles: Path, folder: Path) -> dict[str, Any]:
    import newsarchive as na

    def take() -> int:
        return na.open(folder).ingest(articles, progress=False).new

    return _taken(take, folder)


def _pandas(articles: Path, folder: Path) -> dict[str, Any]:
    import pandas as pd

    def take() -> int:
        frame = pd.read_json(articles, lines=True)
        frame.to_parquet(folder / "articles.parquet", compression="zstd")
        return len(frame)

    folder.mkdir()
    return _taken(take, folder)


def _sqlite(articles: Path, folder: Path) -> dict[str, Any]:
    def take() -> int:
        with sqlite3.connect(folder / "articles.sqlite") as connection:
            tokenizer = "tokenize='unicode61 remove_diacritics 0'"
            connection.execute(f"create virtual table article using fts5(id unindexed, title, lead, text, {tokenizer})")
            rows = ((row["id"], row.get("title"), row.get("lead"), row["text"]) for row in _rows(articles))
            return connection.executemany("insert into article values (?, ?, ?, ?)", rows).rowcount

    folder.mkdir()
    return _taken(take, folder)


def _tantivy(articles: Path, folder: Path) -> dict[str, Any]:
    import tantivy

    def take() -> int:
        schema = tantivy.SchemaBuilder()
        for name in ("id", "title", "lead", "text"):
            schema.add_text_field(name, stored=True)
        index = tantivy.Index(schema.build(), path=str(folder))
        writer = index.writer()
        count = 0
        for row in _rows(articles):
            writer.add_document(
                tantivy.Document(**{name: row.get(name) or "" for name in ("id", "title", "lead", "text")})
            )
            count += 1
        writer.commit()
        writer.wait_merging_threads()
        return count

    folder.mkdir()
    return _taken(take, folder)


def _open(_: Path, folder: Path) -> dict[str, Any]:
    import lance  # noqa: F401 - its own time is not ours

    import newsarchive as na

    start = time.perf_counter()
    archive = na.open(folder)
    opened = time.perf_counter()
    total = archive.search('"học tập"').total
    first = time.perf_counter()
    return {
        "open": f"{(opened - start) * 1000:,.0f} ms",
        "open and first search, Lance imported": f"{(first - start) * 1000:,.0f} ms for {total:,} matches",
    }


def _append(articles: Path, folder: Path) -> dict[str, Any]:
    import newsarchive as na

    archive = na.open(folder)
    lines = [line for line, _ in zip(articles.open(encoding="utf-8"), range(10_000), strict=False)]
    told = {}
    for count in (1, 100, min(10_000, len(lines))):
        seconds = []
        for attempt in range(5 if count == 1 else 1):
            more = folder.parent / "more.jsonl"
            more.write_text(
                "".join(line.replace('"id": "', f'"id": "{time.time_ns()}-{attempt}-') for line in lines[:count])
            )
            start = time.perf_counter()
            assert archive.ingest(more, progress=False).new == count
            seconds.append(time.perf_counter() - start)
        told[f"append of {count:,}, searchable at once"] = f"{statistics.median(seconds):.2f} s"
    return told


def _frame(_: Path, folder: Path) -> dict[str, Any]:
    import newsarchive as na

    archive = na.open(folder)
    start = time.perf_counter()
    rows = len(archive.articles())
    seconds = time.perf_counter() - start
    return {"articles() to a DataFrame": f"{rows / seconds:,.0f} rows/s, peak {_peak():,.0f} MB"}


TAKERS: dict[str, Callable[[Path, Path], dict[str, Any]]] = {
    "ours": _ours,
    "pandas to Parquet": _pandas,
    "SQLite FTS5": _sqlite,
    "tantivy": _tantivy,
    "open": _open,
    "append": _append,
    "frame": _frame,
}


def _rows(articles: Path) -> Iterator[dict[str, str]]:
    with articles.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _taken(take: Callable[[], int], folder: Path) -> dict[str, Any]:
    start = time.perf_counter()
    count = take()
    seconds = time.perf_counter() - start
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {"articles": count, "seconds": seconds, "disk": disk, "peak": _peak()}


def _peak() -> float:
    """MB of the largest of this process and its children."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1e3


if __name__ == "__main__":
    sys.exit(main())
