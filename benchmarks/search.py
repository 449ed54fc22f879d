"""Search: exact totals and first rows with snippets, beside SQLite FTS5, tantivy and pandas, on the same articles.

    python benchmarks/search.py --corpus ../shared/corpora [--articles 10000] [--folder FOLDER]

Questions of each form are drawn from the articles and grouped by how many they find. Times are in milliseconds, the
median and the 95th percentile; a peer's are multiples of ours on the questions that it can ask, "–" where it cannot.
Rows are the first 50 with title and snippet, of ours and of tantivy with the exact total as well. Each engine runs in
a process of its own and asks each question once; pandas, which is slow, asks one of each form and group. All are given
the same tokens, so the totals have to be equal: ends with 1 where one is not.

Up to 34,862 articles are real, more are recombined from them. `--articles` may be given several times, which ends with
a table of growth; `--folder` keeps the archive and the peers' indexes, so that a second run only asks.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import _engines
import numpy as np
from _corpus import asked_articles
from _engines import build_peers, texts_of
from _questions import FORMS, GROUPS, Question, drawn

import newsarchive as na

NAMES = {"ours": "ours", "sqlite": "SQLite FTS5", "tantivy": "tantivy", "pandas": "pandas"}
_SAMPLED = 2_000  # articles that questions are drawn from
_FIRST = ("word", "phrase of 2", "plain phrase", "dated")  # forms of which one question is asked in a new process
_LARGEST = 10  # answers that are counted by publisher


class Asked(NamedTuple):
    """What an engine told of a question, and the milliseconds it took; pandas gives no rows."""

    total: int
    total_took: float
    rows_took: float | None


Told = dict[str, dict[Question, Asked]]
"""By engine, and the questions that it can ask."""


def main() -> int:
    """Run the benchmark; 0 where all counts are equal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="the folder of the shared corpus")
    parser.add_argument("--articles", type=int, action="append", help="10,000 if not given")
    parser.add_argument("--folder", type=Path, help="where to work, instead of a temporary folder; nothing is deleted")
    arguments = parser.parse_args()
    counts = arguments.articles or [10_000]
    folder = arguments.folder or Path(tempfile.mkdtemp())
    grown, differences = [], 0
    try:
        for count in counts:
            place = folder if len(counts) == 1 else folder / str(count)
            place.mkdir(parents=True, exist_ok=True)
            told, different = _measure(arguments.corpus, count, place)
            grown += [f"{count:>9,}  {line}" for line in _summary(told)]
            differences += different
    finally:
        if not arguments.folder:
            shutil.rmtree(folder)
    if len(counts) > 1:
        print("", *(f"{' ' * 11}{line}" for line in _heading()), *grown, sep="\n")
    return 1 if differences else 0


def _measure(corpus: Path, count: int, folder: Path) -> tuple[Told, int]:
    """What all engines tell of `count` articles, and how many of their counts are not ours."""
    archive = _archive(corpus, count, folder)
    build_peers(archive, folder)
    sample = archive.arrow(["title", "lead", "paragraphs"])
    step = max(count // _SAMPLED, 1)
    texts = (texts_of(row) for batch in sample for row in batch.take(np.arange(0, len(batch), step)).to_pylist())
    questions = drawn(texts, lambda question: archive.search(question).total)
    print(f"{count:,} articles, {len(questions)} questions", flush=True)
    told = {name: _ask(name, _can_ask(name, questions), folder)[1] for name in NAMES}
    print(*_heading(), *_table(told), *_summary(told), sep="\n", flush=True)
    _print_first(questions, folder)
    largest = sorted(questions, key=lambda question: question.total)[-_LARGEST:]
    told["publishers"] = _ask("publishers", largest, folder)[1]
    took = _percentiles([asked.total_took for asked in told["publishers"].values()])
    print(f"facets by publisher of the {_LARGEST} largest answers, search included: {'/'.join(map(_figure, took))} ms")
    return told, _print_differences(told)


def _archive(corpus: Path, count: int, folder: Path) -> na.Archive:
    archive = na.open(folder / "archive")
    if not len(archive):
        archive.ingest(asked_articles(corpus, count, folder), progress=False)
    if len(archive) != count:
        raise SystemExit(
            f"{folder}: holds an archive of {len(archive):,} articles, not {count:,}; name another folder."
        )
    return archive


def _can_ask(name: str, questions: Sequence[Question]) -> list[Question]:
    """Those of `questions` that an engine can ask; of a slow one the first of each form and group."""
    can = [question for question in questions if getattr(FORMS[question.form], name)]
    if name == "pandas":
        return [next(cell) for _, cell in groupby(can, lambda question: (question.form, question.group))]
    return can


def _ask(name: str, questions: Sequence[Question], folder: Path) -> tuple[float, dict[Question, Asked]]:
    """The milliseconds until the first total, opening included, and then what the engine told of each question."""
    command = [sys.executable, _engines.__file__, name, folder]
    ran = subprocess.run(command, input=json.dumps(questions), capture_output=True, text=True, check=False)
    if ran.returncode:
        raise SystemExit(ran.stderr)
    first, told = json.loads(ran.stdout)
    return first, dict(zip(questions, (Asked(*each) for each in told), strict=True))


# -- telling ----------------------------------------------------------------------------------------------------------


def _heading() -> list[str]:
    totals = [NAMES[name] for name in NAMES]
    return [
        f"{'':34}{'exact total, p50/p95':60}first 50 rows, p50/p95",
        f"{'form':14}{'articles':>10}{'n':>5}" + "".join(f"{name:>15}" for name in [*totals, *totals[:-1]]),
    ]


def _table(told: Told) -> list[str]:
    """A line for each form and group."""
    cells = [(form, group) for form in FORMS for group in GROUPS]
    return [
        _line(form, group, asked, told)
        for form, group in cells
        if (asked := [each for each in told["ours"] if (each.form, each.group) == (form, group)])
    ]


def _summary(told: Told) -> list[str]:
    """A line for each group."""
    groups = {group: [question for question in told["ours"] if question.group == group] for group in GROUPS}
    return [_line("every form", group, asked, told) for group, asked in groups.items() if asked]


def _line(form: str, group: str, asked: list[Question], told: Told) -> str:
    totals = [_cell(name, asked, told, "total_took") for name in NAMES]
    rows = [_cell(name, asked, told, "rows_took") for name in NAMES if name != "pandas"]
    return f"{form:14}{group:>10}{len(asked):>5}" + "".join(f"{cell:>15}" for cell in [*totals, *rows])


def _cell(name: str, asked: list[Question], told: Told, took: str) -> str:
    """Our times, or a peer's as multiples of ours on the same questions."""
    asked = [question for question in asked if question in told[name]]
    if not asked:
        return "–"
    ours, theirs = (
        _percentiles([getattr(told[each][question], took) for question in asked]) for each in ("ours", name)
    )
    if name == "ours":
        return "/".join(map(_figure, ours))
    return "/".join(_figure(peer / own) for peer, own in zip(theirs, ours, strict=True)) + " ×"


def _figure(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:,.0f}"


def _percentiles(took: Sequence[float]) -> list[float]:
    return [float(each) for each in np.percentile(took, (50, 95))]


def _print_first(questions: Sequence[Question], folder: Path) -> None:
    """What the first question of a new process takes, of each of some forms the one with the largest answer."""
    print("first question of a new process, opening included: total, and then 50 rows, in ms")
    for form in _FIRST:
        question = max((each for each in questions if each.form == form), key=lambda each: each.total)
        cells = []
        for name in ("ours", "sqlite", "tantivy"):
            first, told = _ask(name, [question], folder)
            cells.append(f"{NAMES[name]} {first:.0f} + {told[question].rows_took:.0f}")
        print(f"{form:14}{question.total:>10,}     {', '.join(cells)}", flush=True)


def _print_differences(told: Told) -> int:
    """How many counts are ours, and the first that are not; how many those are."""
    differences = 0
    for name, asked in told.items():
        different = [each for each in asked if asked[each].total != each.total]
        print(f"{len(asked) - len(different)} of {len(asked)} counts of {NAMES.get(name, name)} are equal")
        for question in different[:5]:
            print(f"  {question.form}: {question.written('ours')}: {asked[question].total:,}, not {question.total:,}")
        differences += len(different)
    return differences


if __name__ == "__main__":
    sys.exit(main())
