"""Reports of 1, 100 and 1,000 whole articles, beside nbconvert's webpdf and weasyprint with the same dossier.

    python benchmarks/reports.py --corpus ../shared/corpora [--all]

Each engine works in a process of its own, and its modules are loaded before the clock starts; webpdf gets the texts as
a notebook of Markdown cells, weasyprint our HTML. Weasyprint with 1,000 articles is left out but with ``--all``. Ends
with 1 where an untouched report does not verify; how fast each is, is for people to judge.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from _browser import give_webpdf_a_chromium
from _corpus import asked_articles

import newsarchive as na
from newsarchive.reports.recipe import usual

SIZES = (1, 100, 1_000)
ASKED = {"html": (0.1, 0.5, 4.0), "pdf": (0.3, 1.0, 8.0)}
"""The seconds that the design asks for."""

SECONDS = 60
"""A peer that takes longer is stopped; we are not."""


def main() -> int:
    """Run the benchmark; 0 where all reports verify."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="the folder of the shared corpus")
    parser.add_argument("--all", action="store_true", help="weasyprint with 1,000 articles as well")
    parser.add_argument("--one", nargs=2, metavar=("ENGINE", "SIZE"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        engine, size = arguments.one
        ENGINES[engine](arguments.folder, int(size))
        return 0
    with tempfile.TemporaryDirectory() as name:
        _archive(arguments.corpus, Path(name))
        return _compare(arguments, Path(name))


def _compare(arguments: argparse.Namespace, folder: Path) -> int:
    good = True
    for at, size in enumerate(SIZES):
        print(f"{size:,} articles")
        ours = _run("newsarchive", size, arguments, folder)
        assert ours, "our own engine runs wherever the package does"
        for form, asked in ASKED.items():
            print(f"  {form:11} {ours[form]:7.2f} s   asked {asked[at]:g} s   {ours[f'{form}_bytes'] / 1e6:.1f} MB")
        print(f"  verify      {ours['verify']:7.2f} s   peak memory {ours['peak']:,.0f} MB")
        good = good and bool(ours["ok"])
        for engine in ("webpdf", "weasyprint"):
            if engine == "weasyprint" and size > 100 and not arguments.all:
                print("  weasyprint  left out, for it takes long; --all runs it")
            elif theirs := _run(engine, size, arguments, folder):
                print(f"  {engine:11} {theirs['pdf']:7.2f} s   ratio {theirs['pdf'] / ours['pdf']:.1f}")
    return 0 if good else 1


def _run(engine: str, size: int, arguments: argparse.Namespace, folder: Path) -> dict[str, float]:
    """What `engine` measured in a process of its own; nothing, and a line that says why, where it could not."""
    command = [sys.executable, __file__, "--corpus", arguments.corpus, "--one", engine, str(size), "--folder", folder]
    limit = None if engine == "newsarchive" else SECONDS
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        print(f"  {engine:11} stopped after {SECONDS} s")
        return {}
    if done.returncode:
        print(f"  {engine:11} cannot run here: {done.stderr.strip().splitlines()[-1][:150]}")
        return {}
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _archive(corpus: Path, folder: Path) -> None:
    """An archive with 1, 100 and 1,000 articles at its versions 1, 2 and 3."""
    lines = asked_articles(corpus, SIZES[-1], folder).open(encoding="utf-8")
    archive = na.open(folder / "archive")
    for size in SIZES:
        part = folder / f"part-{size}.jsonl"
        part.write_text("".join(islice(lines, size - len(archive))), "utf-8")
        archive.ingest(part, progress=False)


def _newsarchive(folder: Path, size: int) -> None:
    archive = na.open(folder / "archive")
    found = archive.search("*", version=SIZES.index(size) + 1)
    assert found.total == size
    figures = {}
    for form in ASKED:  # each with a document of its own, as its reader would wait for it
        start = time.perf_counter()
        report = archive.report(found, title=f"Hồ sơ {size} bài", sections=usual("full"))
        made = report.html().encode() if form == "html" else report.pdf()
        figures |= {form: time.perf_counter() - start, f"{form}_bytes": len(made)}
        (folder / f"{size}.{form}").write_bytes(made)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    start = time.perf_counter()
    ok = archive.verify_report(folder / f"{size}.pdf", progress=False).ok
    verified = time.perf_counter() - start
    print(json.dumps({**figures, "verify": verified, "ok": ok, "peak": peak}))


def _webpdf(folder: Path, size: int) -> None:
    import nbformat
    from nbconvert import WebPDFExporter

    give_webpdf_a_chromium()
    found = na.open(folder / "archive").search("*", version=SIZES.index(size) + 1)
    cells = []
    for article in found.articles():
        texts = [f"## {article.title.value if article.title else '–'}"]
        texts += [article.lead.value] if article.lead else []
        cells.append("\n\n".join([*texts, *(paragraph.value for paragraph in article.paragraphs)]))
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(cell) for cell in cells])
    _timed(lambda: WebPDFExporter(disable_sandbox=True).from_notebook_node(notebook))


def _weasyprint(folder: Path, size: int) -> None:
    from weasyprint import HTML

    html = (folder / f"{size}.html").read_text("utf-8")
    _timed(lambda: HTML(string=html).write_pdf())


def _timed(make: Callable[[], object]) -> None:
    start = time.perf_counter()
    make()
    print(json.dumps({"pdf": time.perf_counter() - start}))


ENGINES: dict[str, Callable[[Path, int], None]] = {
    "newsarchive": _newsarchive,
    "webpdf": _webpdf,
    "weasyprint": _weasyprint,
}


if __name__ == "__main__":
    sys.exit(main())
