"""One JupyterLab and one Chromium for all tests; each test has a folder of its own in it, and is held to account.

Most tests browse in one notebook that stays open, as it does on an analyst's screen: its cells are run anew for each.
"""

from __future__ import annotations

import json
import shutil
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import newsarchive
from newsarchive import sample

from .jupyterlab import IDLE, TOKEN, running_chromium, running_lab, turn, write_notebook
from .states import QUERY

ROOT = Path(__file__).parents[2]
SECONDS = 90_000  # how long the browser waits for anything, in milliseconds
expect.set_options(timeout=30_000)  # what is expected comes at once, but on a machine that does much else
WIDE = {"width": 1280, "height": 1000}
# Give the cells of the open notebook these sources, and run them all.
RUN = """async (sources) => {
  await jupyterapp.commands.execute("notebook:clear-all-cell-outputs");
  const { widgets } = jupyterapp.shell.currentWidget.content;
  sources.forEach((source, at) => widgets[at].model.sharedModel.setSource(source));
  await jupyterapp.commands.execute("notebook:run-all-cells");
}"""


class Lab:
    """A folder of the running JupyterLab, and what its pages did that they should not."""

    def __init__(self, address: str, folder: Path, context: BrowserContext, place: str = "doc/tree") -> None:
        self.address, self.folder, self._context, self._place = address, folder, context, place
        self.errors: list[str] = []
        self.foreign: list[str] = []
        self._pages: list[Page] = []

    def open(self, notebook: str, run: bool = True) -> Page:
        """Open a notebook in a view of its own, `run` all its cells, and wait until the kernel is idle."""
        page = self.page()
        page.goto(f"{self.address}/{self._place}/{self.folder.name}/{notebook}?token={TOKEN}")
        page.wait_for_selector(".jp-Notebook .jp-Cell")
        page.wait_for_function(IDLE)
        if run:
            page.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells')")
        page.wait_for_function(IDLE)
        return page

    def write(self, notebook: str, *cells: str) -> str:
        """Write a notebook of code cells; its name."""
        write_notebook(self.folder / notebook, *cells)
        return notebook

    def page(self) -> Page:
        """An empty page whose errors and requests are kept."""
        page = self._context.new_page()
        self._pages.append(page)
        page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        page.set_default_timeout(SECONDS)
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: None if ours(request.url) else self.foreign.append(request.url))
        return page

    def ask(self, method: str, path: str) -> list[dict[str, str]]:
        """What the server's own interface answers."""
        request = urllib.request.Request(f"{self.address}/api/{path}?token={TOKEN}", method=method)
        with urllib.request.urlopen(request) as answer:
            answered: list[dict[str, str]] = json.loads(answer.read() or "[]")
        return answered

    def close(self) -> None:
        """Leave nothing running that the test started."""
        for page in self._pages:
            page.close()
        for session in self.ask("GET", "sessions"):
            if session["path"].startswith(f"{self.folder.name}/"):
                self.ask("DELETE", f"sessions/{session['id']}")


def ours(url: str) -> bool:
    """Whether a request stays on this machine."""
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob", "about") or parts.hostname in ("127.0.0.1", "localhost")


@pytest.fixture(scope="package")  # Playwright keeps an event loop running, which other tests may not share
def chromium() -> Iterator[Browser]:
    with running_chromium() as browser:
        yield browser


@pytest.fixture(scope="package")
def jupyterlab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of the JupyterLab, and the folder that it serves."""
    folder = tmp_path_factory.mktemp("lab")
    (folder / "served").mkdir()
    with running_lab(folder / "served", folder / "settings") as address:
        yield address, folder / "served"


@pytest.fixture(scope="package")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """One for all pages, so that JupyterLab's own files are loaded once."""
    context = chromium.new_context()
    yield context
    context.close()


@pytest.fixture(scope="package")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of archives: `kho` with the sample and the seeds, `mot` with one article, `trong` with none."""
    folder = tmp_path_factory.mktemp("archives")
    full = newsarchive.open(folder / "kho")
    full.ingest(sample.PAGES, publisher=sample.PUBLISHER, progress=False)
    full.ingest(ROOT / "seeds", progress=False)
    newsarchive.open(folder / "mot").ingest(next((ROOT / "seeds").glob("*.txt")), progress=False)
    newsarchive.open(folder / "trong")
    return folder


def browse(lab: Lab, archives: Path, archive: str = "kho", query: str = QUERY, name: str = "doc.ipynb") -> Page:
    """Open a notebook whose second cell browses a copy of one of `archives`."""
    if not (lab.folder / archive).exists():
        shutil.copytree(archives / archive, lab.folder / archive)
    page = lab.open(lab.write(name, _opening(archive), f"archive.browse({query!r})", "import time"))
    expect(page.locator(".na-browser")).to_be_visible()
    return page


def _opening(archive: str) -> str:
    return f"import newsarchive as na\n\narchive = na.open({archive!r})"


@pytest.fixture(scope="package")
def standing(jupyterlab: tuple[str, Path], context: BrowserContext) -> Iterator[tuple[Lab, Page]]:
    """A notebook that stays open."""
    address, served = jupyterlab
    lab = Lab(address, served / "standing", context)
    lab.folder.mkdir()
    yield lab, lab.open(lab.write("doc.ipynb", "", "", ""), run=False)
    lab.close()


@pytest.fixture
def running(standing: tuple[Lab, Page], archives: Path, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """What runs two cells in the notebook that stays open, where `archive` is a copy of one of `archives`."""
    lab, page = standing

    def run(*cells: str, archive: str = "kho") -> Page:
        folder = lab.folder / tmp_path.name
        shutil.copytree(archives / archive, folder / archive)
        page.evaluate(RUN, [f"import os\n\nos.chdir({str(folder)!r})\n{_opening(archive)}", *cells])
        return page

    yield run
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.emulate_media(reduced_motion="no-preference")
    turn(page, "light")
    wrong = [*lab.errors, *lab.foreign]
    lab.errors.clear()
    lab.foreign.clear()
    assert wrong == []


@pytest.fixture
def browsing(running: Callable[..., Page]) -> Callable[..., Page]:
    """What browses a copy of one of `archives` in the notebook that stays open."""

    def browse(archive: str = "kho", query: str = QUERY) -> Page:
        page = running(f"archive.browse({query!r})", "import time", archive=archive)
        expect(page.locator(".na-browser")).to_be_visible()
        return page

    return browse


@pytest.fixture
def lab(jupyterlab: tuple[str, Path], context: BrowserContext, tmp_path: Path) -> Iterator[Lab]:
    """A copy of the notebooks and seeds in JupyterLab; no page of it may report an error or ask another machine."""
    address, served = jupyterlab
    folder = served / tmp_path.name
    for name in ("notebooks", "seeds"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    lab = Lab(address, folder, context)
    yield lab
    lab.close()
    shutil.rmtree(
        served.parent / "settings" / "lab" / "@jupyterlab" / "apputils-extension" / "themes", ignore_errors=True
    )
    assert lab.errors == []
    assert lab.foreign == []
