"""The archive browser beside others: the notebook and its keys, a kernel at work or gone, another page."""

from __future__ import annotations

import json
from collections.abc import Callable
from string import ascii_uppercase
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from newsarchive.widgets.words import WORDS

from .states import QUERY, STATES, box

NOTEBOOK = "jupyterapp.shell.currentWidget.content"
CELLS = f"() => {NOTEBOOK}.widgets.map((cell) => [cell.model.id, cell.model.type, cell.model.toJSON()])"
# JupyterLab's own table of what it does at a key in a notebook.
SHORTCUTS = """() => jupyterapp.commands.keyBindings
  .filter(({ selector, keys }) => selector.includes("jp-Notebook") && !/Accel|Cmd/.test(keys))
  .map(({ keys }) => keys)"""
OTHERS = ["Backspace", "Escape", "Tab", "Shift+Tab", "Space", "Home", "End", "n", "p", "t", "w", "q", "e"]
FOCUS = """(place) => {
  const visible = place?.checkVisibility() ?? false;
  if (visible) place.focus();
  return visible;
}"""
FOCUSED = {
    "first": (
        ".na-search",
        ".na-open-add",
        ".na-view-measures",
        ".na-bar",
        ".na-paper",
        ".na-sort",
        ".na-listing:not(.na-concordance) .na-list",
        ".na-text",
        ".na-next",
    ),
    "source": (".na-text", ".na-source-toggle"),
    "naming": (".na-naming input",),
    "add": (".na-paste", ".na-publisher", ".na-close"),
    "out": (".na-report-title", ".na-check input", ".na-scope"),
    "concordance": (".na-kwic", ".na-concordance .na-sort"),
    "measures": (".na-measures .na-bar", ".na-choice"),
}


@pytest.mark.parametrize("state", FOCUSED)
def test_no_key_reaches_the_notebook(browsing: Callable[..., Page], state: str) -> None:
    page = browsing()
    before = _cells(page)
    keys = _keys(page)
    assert {("d", "d"), ("a",), ("x",), ("Shift+Enter",), ("Shift+M",)} <= set(keys)
    for element in FOCUSED[state]:
        for combination in keys:
            for _ in range(5):  # what the key before has begun may close what was open, a moment later
                if page.evaluate(f"() => ({FOCUS})(document.querySelector({element!r}))"):
                    break
                _bring(page, state)
            for each in combination:
                page.keyboard.press(each)
        assert _cells(page) == before, element


def _keys(page: Page) -> list[tuple[str, ...]]:
    """What JupyterLab would act on, and more, as Playwright names them; each once."""
    named = {"Ctrl": "Control", "-": "Minus"} | {letter: letter.lower() for letter in ascii_uppercase}

    def name(key: str) -> str:
        *held, last = key.split()
        return "+".join(
            [*(named.get(each, each) for each in held), last if held and last != "-" else named.get(last, last)]
        )

    theirs = [tuple(map(name, keys)) for keys in page.evaluate(SHORTCUTS)]
    return sorted({*theirs, *((each,) for each in OTHERS)})


def _bring(page: Page, state: str) -> None:
    """Bring the browser into `state` again."""
    if page.locator(".na-browser :focus").count():
        page.keyboard.press("Escape")
    page.locator(".na-search").fill(QUERY)
    page.locator(".na-view-articles").click()
    if not page.locator(FOCUSED[state][0]).first.is_visible():
        STATES[state](page)


def _cells(page: Page) -> list[Any]:
    """The cells as they would be saved, with the numbers of their runs, without what the browser shows."""
    cells: list[Any] = json.loads(json.dumps(page.evaluate(CELLS)))
    for cell in cells:
        cell[2].pop("outputs", None)
    return cells


def test_it_answers_while_a_cell_sleeps(browsing: Callable[..., Page]) -> None:
    page = browsing()
    page.evaluate(
        f"""() => {{
          {NOTEBOOK}.widgets[2].model.sharedModel.setSource("import time; time.sleep(10)");
          {NOTEBOOK}.activeCellIndex = 2;
          jupyterapp.commands.execute("notebook:run-cell");
        }}"""
    )
    at_work = page.locator(".jp-CodeCell").nth(2).locator(".jp-InputPrompt", has_text="[*]")
    expect(at_work).to_be_visible()
    page.locator(".na-search").fill("hoc tap")
    expect(page.locator(".na-counts")).to_contain_text("45 bài khớp")
    page.locator(".na-row").nth(3).click()
    expect(page.locator(".na-row").nth(3)).to_have_attribute("aria-selected", "true")
    page.locator(".na-source-toggle").click()
    expect(page.locator(".na-lines")).to_be_visible()
    assert at_work.is_visible()


def test_a_kernel_that_is_gone_is_told_of(browsing: Callable[..., Page]) -> None:
    page = browsing()
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    page.locator(".na-search").fill("hoc tap")
    expect(page.locator(".na-notice")).to_have_text(WORDS["silent"]["vi"], timeout=30_000)


def test_two_pages_on_one_archive(browsing: Callable[..., Page]) -> None:
    one, other = browsing(name="one.ipynb"), browsing(name="other.ipynb")
    box(one, "hoc tap")
    box(other, "hóc tập")
    expect(one.locator(".na-counts")).to_contain_text("45 bài khớp trong 86 bài")
    expect(other.locator(".na-counts")).to_contain_text("0 bài khớp trong 86 bài")
    one.locator(".na-open-add").click()
    one.locator(".na-paste").fill("Tin từ trang kia\n\n05/07/2012 08:00\n\nCon trâu cày ruộng ở đầu làng.")
    one.locator(".na-keep").click()
    expect(one.locator(".na-counts")).to_contain_text("trong 87 bài")
    box(other, '"con trâu cày ruộng"')
    expect(other.locator(".na-counts")).to_contain_text("1 bài khớp trong 87 bài")
    expect(one.locator(".na-search")).to_have_value("hoc tap")
