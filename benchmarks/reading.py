"""Reading: how often each field is right, and how fast, on pages that are not part of the project.

    python benchmarks/reading.py --corpus ../shared/corpora [--pages 2000]

Saved HTML pages with their gold, real date and byline lines, and generated page copies with their truth. Each speed
stands beside that of trafilatura alone on the same pages. Ends with 1 where title, date or byline is wrong in any HTML
page, or in more than 1 % of the page copies.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import trafilatura

import newsarchive as na
from newsarchive.parsing.dates import read_dates
from newsarchive.parsing.people import read_signature

DECISIVE = ("title", "date", "byline")


def main() -> int:
    """Run the benchmark; 0 where the decisive fields are right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="the folder of the shared corpus")
    parser.add_argument("--pages", type=int, default=2000)
    arguments = parser.parse_args()
    good = _html(arguments.corpus / "html")
    _headers(arguments.corpus / "headers.jsonl")
    with tempfile.TemporaryDirectory() as name:
        grow = arguments.corpus.parent / "tools" / "grow.py"
        subprocess.run([sys.executable, grow, str(arguments.pages), name, "--pages"], check=True)
        return 0 if _copies(Path(name)) and good else 1


def _html(folder: Path) -> bool:
    """Saved pages against hand-made gold; True where the decisive fields are right in all of them."""
    gold = _records(folder / "gold.jsonl")
    right: Counter[str] = Counter()
    for record in gold:
        article = na.read(folder / f"{record['id']}.html").to_dict()
        paragraphs = article["paragraphs"] or [None]
        found = {
            "title": article["title"] == record["title"],
            "date": (article["published"] or "")[:16] == record["published_printed"][:16],
            "byline": article["byline"] == record["byline"],
            "lead": article["lead"] == record["lead"],
            "first paragraph": paragraphs[0] == record["first_paragraph"],
            "last paragraph": paragraphs[-1] == record["last_paragraph"],
        }
        right.update(name for name, is_right in found.items() if is_right)
        for name in (name for name, is_right in found.items() if not is_right):
            print(f"  {record['id']}: {name} differs")
    print(f"HTML        {', '.join(f'{name} {right[name]}/{len(gold)}' for name in found)}")
    paths = [folder / f"{record['id']}.html" for record in gold]
    _speeds("HTML", paths, na.read, lambda path: trafilatura.bare_extraction(path.read_bytes()))
    return all(right[name] == len(gold) for name in DECISIVE)


def _headers(file: Path) -> None:
    """Real date and byline lines, read by themselves."""
    dates = bylines = right_dates = right_bylines = 0
    for record in _records(file):
        if line := record["date_line"]:
            found = read_dates(line)
            read = found[0].moment.at.isoformat() if found and found[0].moment else ""
            dates += 1
            right_dates += read[:16] == record["date_iso"][:16]
        if line := record["byline_line"]:
            signature = read_signature(line)
            span = signature.byline if signature else None
            bylines += 1
            right_bylines += (line[slice(*span)] if span else None) == record["byline"]
    print(f"lines       dates {right_dates}/{dates} to the minute, bylines {right_bylines}/{bylines}")


def _copies(folder: Path) -> bool:
    """Generated page copies against their truth; True where at least 99 % of each decisive field are right."""
    truth = _records(folder / "truth.jsonl")
    right: Counter[str] = Counter()
    for record in truth:
        article = na.read(folder / f"{record['id']}.txt").to_dict()
        updated = record["layout"] == "seed"
        right["title"] += article["title"] == " ".join(record["title"].split())
        right["date"] += (article["updated" if updated else "published"] or "")[:16] == record["published"][:16]
        byline = record["byline"].upper() if record["layout"] == "dash" else record["byline"]
        right["byline"] += article["byline"] == byline
        right["lead"] += article["lead"] == (None if updated else record["lead"].strip())
    print(f"page copies {', '.join(f'{name} {count / len(truth):.2%}' for name, count in right.items())}")
    paths = [folder / f"{record['id']}.txt" for record in truth]
    _speeds("page copies", paths, na.read, None)
    return all(right[name] >= 0.99 * len(truth) for name in DECISIVE)


def _speeds(what: str, paths: list[Path], ours: Callable[[Path], Any], peer: Callable[[Path], Any] | None) -> None:
    seconds = _seconds(ours, paths)
    line = f"  {what}: {len(paths) / seconds:,.0f} pages/s on one core"
    if peer:
        line += f"; {seconds / _seconds(peer, paths):.2f} × the time of trafilatura alone"
    print(line)


def _seconds(call: Callable[[Path], Any], paths: Iterable[Path]) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        for path in paths:
            call(path)
        best = min(best, time.perf_counter() - start)
    return best


def _records(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


if __name__ == "__main__":
    sys.exit(main())
