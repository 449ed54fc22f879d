"""The archive browser in JupyterLab as it is felt: from a key to the painted rows, beside two peers in the same run.

    python benchmarks/widgets.py --corpus ../shared/corpora [--articles 10000] [--folder FOLDER]

The peers are an echo (an anywidget that only sends back what was typed: the least that the way to the kernel and back,
and a painted frame, cost on this machine), the same list made of plain ipywidgets (a text field and HTML, asked in
Python at each key) and an interactive table of itables; that one searches in the page, in the rows that it was given,
and no texts. Questions are typed letter by letter, by a real keyboard, into a real Chromium; the clock is the page's
own. Ends with 1 where a count is wrong, a request left this machine or the page reported an error; how fast each is, is
for people to judge.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple
from urllib.parse import urlsplit

import numpy as np
from _browser import IDLE, TOKEN, running_chromium, running_lab, write_notebook
from _corpus import asked_articles
from playwright.sync_api import Browser, Page

import newsarchive as na
from newsarchive.widgets.browser import Browser as Widget

PAINTED = Path(__file__).with_name("_painted.js").read_text("utf-8")
QUESTIONS = ("hoc tap", "học sinh", '"bao cao"', "cong an tinh", "thanh pho -ha", "du lich date:2012")
ASLEEP = "giao duc"
NOTEBOOK = "jupyterapp.shell.currentWidget.content"
PACE = 120  # milliseconds from one key to the next, as a good typist has it
JUMPS = 20
CELLS = {
    "ours": ["import newsarchive.widgets", "archive.browse()", "archive.browse()", "import time; time.sleep(10)"],
    "echo": [
        """import anywidget, traitlets

class Echo(anywidget.AnyWidget):
    _esm = '''export default { render({ model, el }) {
      const box = document.createElement("input");
      const said = document.createElement("p");
      said.textContent = "…";
      el.className = "bench-echo";
      el.append(box, said);
      box.oninput = () => model.send(box.value);
      model.on("change:answer", () => (said.textContent = model.get("answer").query));
    } }'''
    answer = traitlets.Dict().tag(sync=True)

    def __init__(self):
        super().__init__()
        self.on_msg(lambda widget, typed, buffers: setattr(self, "answer", {"query": typed}))""",
        "Echo()",
    ],
    "plain": [
        """import html, ipywidgets

box, rows = ipywidgets.Text(), ipywidgets.HTML()

def line(hit):
    texts = [hit.title, hit.published, hit.publisher, *(snippet.text for snippet in hit.snippets[:1])]
    return "<p>" + "<br>".join(html.escape(text or "") for text in texts) + "</p>"

def show(change):
    try:
        found = archive.search(box.value or "*")
        says = f'<b class="count">{found.total}</b>' + "".join(map(line, found.hits(12)))
    except na.QueryError as error:
        says = f"<p>{html.escape(str(error))}</p>"
    rows.value = f'<div data-asked="{html.escape(box.value)}">{says}</div>'

box.observe(show, "value")
show(None)""",
        'ipywidgets.VBox([box, rows]).add_class("bench-plain")',
    ],
    "itables": [
        'from itables.widget import ITable\n\nframe = archive.articles(["title", "published", "publisher"])',
        "ITable(frame)",
    ],
}
BOX = {"ours": ".na-search", "echo": ".bench-echo input", "plain": ".bench-plain input", "itables": ".dt-search input"}
COUNT = {"ours": ".na-counts strong", "plain": ".bench-plain .count"}
ROWS = {
    "ours": ".na-row-title",
    "echo": ".bench-echo p",
    "plain": ".bench-plain [data-asked] p",
    "itables": ".dt-container tbody tr td",
}
HELD = "() => document.querySelector('.dt-container .dt-info')?.innerText"


class Typed(NamedTuple):
    """What typing took: the milliseconds of each key that gave rows, and what went over the wire for a key."""

    took: list[float]
    messages: float
    bytes: float


def main() -> int:
    """Run the benchmark; 0 where nothing was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="the folder of the shared corpus")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="where to work, instead of a temporary folder; nothing is deleted")
    arguments = parser.parse_args()
    folder = arguments.folder or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    try:
        archive = na.open(folder / "archive")
        if not len(archive):
            archive.ingest(asked_articles(arguments.corpus, arguments.articles, folder), progress=False)
        with tempfile.TemporaryDirectory() as name:
            wrong = _measure(archive, Path(name))
    finally:
        if not arguments.folder:
            shutil.rmtree(folder)
    for each in wrong:
        print(f"WRONG {each}")
    return 1 if wrong else 0


def _measure(archive: na.Archive, folder: Path) -> list[str]:
    """Print the figures; what was wrong."""
    size = len(Widget._esm.encode()) + len(Widget._css.encode())
    print(f"{len(archive):,} articles; code of the browser in the page {size / 1000:.0f} KB, asked 100", flush=True)
    (folder / "served").mkdir()
    wrong: list[str] = []
    with running_lab(folder / "served", folder / "settings") as address, running_chromium() as chromium:
        typed = {}
        for kind in CELLS:
            page = _opened(kind, archive, folder / "served", address, chromium, wrong)
            shown = [page.evaluate("painted.shown", [1, ROWS[kind]])]
            if kind == "ours":
                shown.append(page.evaluate("painted.shown", [2, ROWS[kind]]))
            print(f"{kind:9} the cell run to painted rows: {' ms, again '.join(f'{each:.0f}' for each in shown)} ms")
            if kind == "itables":
                print(f"itables   says of what it was given: {page.evaluate(HELD)}")
            typed[kind] = _typed(page, kind, QUESTIONS, archive, wrong)
            _print_typed(kind, typed)
            if kind == "ours":
                _print_further(page, archive, wrong)
            page.close()
    return wrong


def _opened(kind: str, archive: na.Archive, served: Path, address: str, chromium: Browser, wrong: list[str]) -> Page:
    """The notebook of `kind`, whose first cell has run; what goes wrong in ours is added to `wrong`."""
    opening = f"import newsarchive as na\n\narchive = na.open({str(archive.path.resolve())!r})\narchive.search('bao')"
    write_notebook(served / f"{kind}.ipynb", f"{opening}\n{CELLS[kind][0]}", *CELLS[kind][1:])
    page = chromium.new_page(viewport={"width": 1280, "height": 1000})
    page.set_default_timeout(120_000)
    page.add_init_script(PAINTED)
    if kind == "ours":
        page.on("console", lambda said: wrong.append(f"console: {said.text}") if said.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(f"page: {error}"))
        page.on("request", lambda asked: None if _here(asked.url) else wrong.append(f"asked for {asked.url}"))
    page.goto(f"{address}/doc/tree/{kind}.ipynb?token={TOKEN}")
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    page.wait_for_function(IDLE)
    page.evaluate("() => jupyterapp.commands.execute('notebook:run-cell')")
    return page


def _here(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob", "about") or parts.hostname == "127.0.0.1"


def _typed(page: Page, kind: str, questions: Sequence[str], archive: na.Archive, wrong: list[str]) -> Typed:
    """Type the questions letter by letter, each into the empty box, and rest after each until all has followed."""
    box = page.locator(BOX[kind]).last
    took, keys = [], 0
    before = page.evaluate("painted.sent")
    for question in questions:
        box.fill("")
        page.wait_for_timeout(400)
        for at in range(1, len(question) + 1):
            start = time.perf_counter()
            page.evaluate("([kind, text]) => painted.expect(kind, text)", [kind, question[:at]])
            page.keyboard.type(question[at - 1])
            took.append(page.evaluate("painted.took()"))
            keys += 1
            page.wait_for_timeout(max(0, PACE - (time.perf_counter() - start) * 1000))
        page.wait_for_timeout(400)
        if kind in COUNT:
            said, total = page.locator(COUNT[kind]).last.inner_text(), archive.search(question).total
            shown = re.match(r"[\d.]+", said)
            if not shown or int(shown[0].replace(".", "")) != total:
                wrong.append(f"{kind}: {question}: {said}, where {total} match")
    sent = page.evaluate("painted.sent")
    return Typed(
        [each for each in took if each is not None],
        (sent["messages"] - before["messages"]) / keys,
        (sent["bytes"] - before["bytes"]) / keys,
    )


def _print_typed(kind: str, typed: dict[str, Typed]) -> None:
    took, messages, size = typed[kind]
    p50, p95 = np.percentile(took, (50, 95))
    line = f"{kind:9} keystroke to painted rows {p50:.0f}/{p95:.0f} ms (median/p95 of {len(took)} keys)"
    line += f", {messages:.1f} messages and {size / 1000:.1f} KB a key"
    if kind == "ours":
        line += "; asked 40/60 ms at 35,000 and 80/150 at 1,000,000, 6 and 20"
    else:
        ours = np.percentile(typed["ours"].took, (50, 95))
        line += f"; {p50 / ours[0]:.1f}/{p95 / ours[1]:.1f} × ours"
    print(line, flush=True)


def _print_further(page: Page, archive: na.Archive, wrong: list[str]) -> None:
    """What only ours does: rows from anywhere in the list, and answers while the kernel is at work."""
    page.locator(BOX["ours"]).last.fill("")
    page.wait_for_timeout(600)
    draw = Random(5)
    jumps = [page.evaluate("painted.jump", draw.random()) for _ in range(JUMPS)]
    p50, p95 = np.percentile(jumps, (50, 95))
    print(
        f"ours      jump to rows far away {p50:.0f}/{p95:.0f} ms (median/p95 of {len(jumps)}); asked 50/100", flush=True
    )
    page.evaluate(
        "() => { jupyterapp.shell.currentWidget.content.activeCellIndex = 3;"
        " jupyterapp.commands.execute('notebook:run-cell') }"
    )
    page.wait_for_function(
        "() => jupyterapp.shell.currentWidget.content.widgets[3].promptNode?.innerText.includes('*')"
    )
    took = _typed(page, "ours", [ASLEEP], archive, wrong).took
    if not page.evaluate("() => jupyterapp.shell.currentWidget.content.widgets[3].promptNode.innerText.includes('*')"):
        wrong.append("the cell that sleeps was awake before the question was typed")
    p50, p95 = np.percentile(took, (50, 95))
    print(f"ours      keystroke to painted rows while a cell sleeps {p50:.0f}/{p95:.0f} ms; asked 100", flush=True)


if __name__ == "__main__":
    sys.exit(main())
