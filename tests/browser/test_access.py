"""The archive browser for everyone: before axe in each state, by keyboard alone, at twice the size, without motion."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .axe import violations
from .jupyterlab import THEMES, turn
from .states import STATES, back, box

SCREENS = Path(__file__).parents[2] / "build" / "screens"
WIDTHS = {"wide": 1280, "narrow": 760}
# What stands out of the browser to the right, or can be scrolled sideways in it.
ASIDE = """() => {
  const root = document.querySelector(".na-browser");
  const right = root.getBoundingClientRect().right + 1;
  const scrolls = (node) =>
    /auto|scroll/.test(getComputedStyle(node).overflowX) && node.scrollWidth > node.clientWidth + 1;
  return [root, ...root.querySelectorAll("*")]
    .filter((node) => node.checkVisibility() && (scrolls(node) || node.getBoundingClientRect().right > right))
    .map((node) => node.className);
}"""
MOVING = """() => [...document.querySelectorAll(".na-browser, .na-browser *")].filter((node) =>
  [getComputedStyle(node), getComputedStyle(node, "::before")].some((style) =>
    style.animationName !== "none" || style.transitionDuration !== "0s")).map((node) => node.className)"""


def judged(
    page: Page, name: str, where: str = ".na-browser", sizes: bool = True
) -> list[tuple[str, tuple[str, list[str]]]]:
    """Keep a picture of the browser, or what else is `where`, as it is; what axe finds in it."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.locator(where).first.screenshot(path=SCREENS / f"{name}.png")
    return [(name, each) for each in violations(page, where, sizes)]


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_in_any_state(browsing: Callable[..., Page], theme: str) -> None:
    page = browsing()
    turn(page, theme)
    found, aside = [], {}
    for state, reach in STATES.items():
        reach(page)
        for width, pixels in WIDTHS.items():
            page.set_viewport_size({"width": pixels, "height": 1100})
            found += judged(page, f"{state}-{theme}-{width}")
            aside[state, width] = page.evaluate(ASIDE)
        page.set_viewport_size({"width": 640, "height": 500})  # what is left at 200 % of a small screen
        aside[state, "zoomed"] = page.evaluate(ASIDE)
        page.set_viewport_size({"width": WIDTHS["wide"], "height": 1100})
        back(page)
    assert found == []
    assert {state: names for state, names in aside.items() if names} == {}


@pytest.mark.parametrize("archive", ["mot", "trong"])
def test_axe_finds_nothing_in_an_archive_of_one_article_or_none(browsing: Callable[..., Page], archive: str) -> None:
    page = browsing(archive, "")
    found = []
    for theme in THEMES:
        turn(page, theme)
        for width, pixels in WIDTHS.items():
            page.set_viewport_size({"width": pixels, "height": 1100})
            found += judged(page, f"{archive}-{theme}-{width}")
    assert found == []


def test_by_keyboard_and_without_motion(browsing: Callable[..., Page]) -> None:
    page = browsing()
    inside = "() => Boolean(document.activeElement.closest('.na-browser'))"
    for state in ("first", "source", "copies", "tagged", "nothing", "filtered"):
        STATES[state](page)
        page.locator(".na-search").focus()
        stops = 0
        while page.evaluate(inside) and stops < 20:
            stops += 1
            page.keyboard.press("Tab")
        assert stops <= 6, state
        back(page)

    status = page.locator(".na-browser [role=status].na-counts")
    box(page, "hoc tap")
    expect(status).to_contain_text("45 bài khớp")

    page.emulate_media(reduced_motion="reduce")
    page.evaluate("() => document.querySelector('.na-browser').classList.add('na-busy')")
    assert page.evaluate(MOVING) == []
