"""Notebooks as PDF and HTML, beside nbconvert's webpdf and html, with the same files in one run.

    python benchmarks/notebooks.py --corpus ../shared/corpora

The notebooks are those of the course and six of pandas, altair and matplotlib users, as they are kept with their
outputs; the corpus is not needed. Each engine works in a process of its own, loads its modules, exports each notebook
once unmeasured and then once measured.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from _browser import give_webpdf_a_chromium

ROOT = Path(__file__).parents[1]
NOTEBOOKS = (*sorted((ROOT / "notebooks").glob("*.ipynb")), *sorted((ROOT / "tests").rglob("foreign/*.ipynb")))


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="not used; every benchmark is given one")
    parser.add_argument("--one", choices=ENGINES, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        _measure(ENGINES[arguments.one]())
        return 0
    seconds = {engine: _run(engine) for engine in ENGINES}
    print(f"{'':28}{'pdf':>8}{'webpdf':>8}{'ratio':>8}{'html':>8}{'nbconvert':>11}{'ratio':>8}")
    for path in NOTEBOOKS:
        pdf, webpdf, html, theirs = (seconds[engine].get(path.stem) for engine in ENGINES)
        assert pdf, "our own engine runs wherever the package does"
        assert html, "and so does the other form"
        print(
            f"{path.stem:28}{pdf:7.2f}s{_shown(webpdf)}{_ratio(webpdf, pdf)}"
            f"{html:7.2f}s{_shown(theirs, 10)}{_ratio(theirs, html)}"
        )
    return 0


def _shown(seconds: float | None, width: int = 7) -> str:
    return f"{seconds:{width}.2f}s" if seconds else f"{'–':>{width + 1}}"


def _ratio(theirs: float | None, ours: float) -> str:
    return f"{theirs / ours:8.1f}" if theirs else f"{'–':>8}"


def _run(engine: str) -> dict[str, float]:
    """The seconds of each notebook; none, and a line that says why, where the engine cannot run here."""
    done = subprocess.run([sys.executable, __file__, "--one", engine], check=False, capture_output=True, text=True)
    if done.returncode:
        print(f"{engine} cannot run here: {done.stderr.strip().splitlines()[-1][:150]}")
        return {}
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _measure(exporter: Any) -> None:
    import nbformat

    figures = {}
    for path in NOTEBOOKS:
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        for _ in range(2):
            start = time.perf_counter()
            exporter.from_notebook_node(notebook, {"metadata": {"name": path.stem}})
            figures[path.stem] = time.perf_counter() - start
    print(json.dumps(figures))


def _ours(name: str) -> Any:
    from newsarchive.reports.notebooks import exporters

    return getattr(exporters, name)()


def _webpdf() -> Any:
    from nbconvert import WebPDFExporter

    give_webpdf_a_chromium()
    return WebPDFExporter(disable_sandbox=True)


def _html() -> Any:
    from nbconvert import HTMLExporter

    return HTMLExporter()


ENGINES: dict[str, Callable[[], Any]] = {
    "newsarchive-pdf": lambda: _ours("PDFExporter"),
    "webpdf": _webpdf,
    "newsarchive-html": lambda: _ours("HTMLExporter"),
    "html": _html,
}


if __name__ == "__main__":
    sys.exit(main())
