"""Which keys JupyterLab or Notebook would act on, and whether any that is pressed in the archive browser gets there."""

from __future__ import annotations

import json
from string import ascii_uppercase
from typing import Any

from playwright.sync_api import Page

from .states import QUERY, STATES

NOTEBOOK = "jupyterapp.shell.currentWidget.content"
CELLS = f"() => {NOTEBOOK}.widgets.map((cell) => [cell.model.id, cell.model.type, cell.model.toJSON()])"
# Their own table of what they do at a key in a notebook.
SHORTCUTS = """() => jupyterapp.commands.keyBindings
  .filter(({ selector, keys }) => selector.includes("jp-Notebook") && !/Accel|Cmd/.test(keys))
  .map(({ keys }) => keys)"""
OTHERS = ["Backspace", "Escape", "Tab", "Shift+Tab", "Space", "Home", "End", "n", "p", "t", "w", "q", "e"]
# What they do from now on, as they tell it themselves.
LISTEN = """() => {
  if (!window.done) jupyterapp.commands.commandExecuted.connect((_, { id }) => window.done.push(id));
  window.done = [];
}"""
FOCUS = """(place) => {
  const visible = place?.checkVisibility() ?? false;
  if (visible) place.focus();
  return visible;
}"""
# Some of what would be felt, and must be among the keys.
DANGEROUS = {("d", "d"), ("a",), ("x",), ("Shift+Enter",), ("Shift+M",)}
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


def leaks(page: Page, state: str) -> list[tuple[str, list[str]]]:
    """Press every key on every kind of element of `state`; where a command ran or a cell was changed, and which."""
    page.evaluate(LISTEN)
    keys = theirs(page)
    before, found = _cells(page), []
    for element in FOCUSED[state]:
        for combination in keys:
            for _ in range(5):  # what the key before has begun may close what was open, a moment later
                if page.evaluate(f"() => ({FOCUS})(document.querySelector({element!r}))"):
                    break
                _bring(page, state)
            for each in combination:
                page.keyboard.press(each)
        done: list[str] = page.evaluate("() => window.done.splice(0)")
        if done or _cells(page) != before:
            found.append((element, done))
    return found


def theirs(page: Page) -> list[tuple[str, ...]]:
    """What they would act on, and more, as Playwright names it; each once."""
    named = {"Ctrl": "Control", "-": "Minus"} | {letter: letter.lower() for letter in ascii_uppercase}

    def name(key: str) -> str:
        *held, last = key.split()
        return "+".join(
            [*(named.get(each, each) for each in held), last if held and last != "-" else named.get(last, last)]
        )

    bound = [tuple(map(name, keys)) for keys in page.evaluate(SHORTCUTS)]
    return sorted({*bound, *((each,) for each in OTHERS)})


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
