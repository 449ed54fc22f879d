"""How objects show themselves in JupyterLab, for everyone: before axe, on light and dark pages, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .axe import violations
from .conftest import ROOT
from .jupyterlab import THEMES, turn
from .test_access import judged

SHOW = """from IPython.display import display

found = archive.search("hoc tap")
for each in (
    archive,
    archive.search("*"),
    found,
    archive.search("hóc tập"),
    next(found.articles()),
    found.concordance(),
    found.timeline(),
    found.facets("publisher"),
    found.keyness(),
    found.collocations(),
    found.dispersion("section"),
    found.ngrams(2),
    found.compare(archive.search("xã")),
    found.concentration("section"),
    archive.verify(progress=False),
    archive.reparse(progress=False),
    archive.ingest(SEEDS, progress=False),
):
    display(each.view("LANGUAGE"))"""
VIEWS = ".jp-OutputArea:has(.na-shown)"
ASIDE = """(views) => {
  const right = document.querySelector(views).getBoundingClientRect().right + 1;
  return [...document.querySelectorAll(".na-shown, .na-shown *")]
    .filter((node) => node.checkVisibility() && !node.closest(".na-wide, table"))
    .filter((node) => node.getBoundingClientRect().right > right)
    .map((node) => node.outerHTML.slice(0, 120));
}"""


@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_in_any_view(running: Callable[..., Page], language: str) -> None:
    page = running(SHOW.replace("LANGUAGE", language).replace("SEEDS", repr(str(ROOT / "seeds"))), "")
    expect(page.locator(".na-shown")).to_have_count(17)
    found = []
    for theme in THEMES:
        turn(page, theme)
        for width in (1280, 420):
            page.set_viewport_size({"width": width, "height": 9000})  # what is scrolled out of sight is not painted
            found += judged(page, f"shown-{language}-{theme}-{width}", VIEWS, sizes=False)
            assert page.evaluate(ASIDE, VIEWS) == []
    page.evaluate("() => document.querySelectorAll('.na-shown details').forEach((each) => (each.open = true))")
    assert found + violations(page, VIEWS, sizes=False) == []
    assert page.evaluate(ASIDE, VIEWS) == []
