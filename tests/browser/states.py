"""The states of the archive browser on screen, each with how a person gets there from the first view.

By keyboard: in a low window JupyterLab scrolls to the cell that is clicked, and the click may end elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

ROOT = Path(__file__).parents[2]
SEED = next((ROOT / "seeds").glob("*.txt"))
PICTURE = ROOT / "docs" / "browser.png"
QUERY = '"học tập"'


def box(page: Page, query: str) -> None:
    """Type a question, and wait until the pane and the reader have followed it."""
    page.locator(".na-side").evaluate("(pane) => pane.append(document.createElement('s'))")  # goes with the old pane
    page.locator(".na-search").fill(query)
    page.locator(".na-side > s").first.wait_for(state="detached")


def completing(page: Page) -> None:
    field = page.locator(".na-search")
    field.fill("")
    field.press_sequentially("publ", delay=30)
    expect(page.locator(".na-completion")).to_be_visible()
    field.press("ArrowDown")


def fault(page: Page) -> None:
    page.locator(".na-search").fill("học AND OR tập")
    expect(page.locator(".na-fault")).to_be_visible()


def nothing(page: Page) -> None:
    box(page, "hóc tập")
    expect(page.locator(".na-nothing")).to_be_visible()


def pressed(key: str, shows: str) -> Callable[[Page], None]:
    """Press a key of the browser's own on the list."""

    def press(page: Page) -> None:
        page.locator(".na-list:visible").focus()
        page.keyboard.press(key)
        expect(page.locator(shows).first).to_be_visible()

    return press


def panel(name: str) -> Callable[[Page], None]:
    """Open a panel by its button."""

    def press(page: Page) -> None:
        page.locator(f".na-open-{name}").press("Enter")
        expect(page.locator(".na-panel")).to_be_visible()

    return press


def pasted(page: Page) -> None:
    panel("add")(page)
    page.locator(".na-paste").fill(SEED.read_text("utf-8"))
    expect(page.locator(".na-reading .na-lines")).to_be_visible()


def sent(page: Page) -> None:
    panel("add")(page)
    page.locator(".na-paste").fill("")
    page.locator(".na-files").set_input_files([SEED, PICTURE])
    expect(page.locator(".na-keep-files")).to_be_visible()


def exported(page: Page) -> None:
    panel("out")(page)
    page.locator(".na-export").press("Enter")
    expect(page.locator(".na-link").first).to_be_visible()


def viewed(name: str, shows: str) -> Callable[[Page], None]:
    """Turn to another view by its button."""

    def press(page: Page) -> None:
        page.locator(f".na-view-{name}").press("Enter")
        expect(page.locator(shows).first).to_be_visible()

    return press


def read_at_a_line(page: Page) -> None:
    viewed("concordance", ".na-kwic .na-row")(page)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".na-here")).to_be_visible()


def tagged(page: Page) -> None:
    if not page.locator(".na-chip-tag").count():
        pressed("t", ".na-naming")(page)
        page.keyboard.type("cần đọc lại")
        page.keyboard.press("Enter")
    expect(page.locator(".na-chip-tag").first).to_be_visible()


def noting(page: Page) -> None:
    pressed("n", ".na-here")(page)
    pressed("m", ".na-note-input")(page)


def filtered(page: Page) -> None:
    page.locator(".na-paper").first.press("Enter")
    expect(page.locator(".na-undo").first).to_be_visible()


STATES: dict[str, Callable[[Page], None]] = {
    "first": lambda page: None,
    "completing": completing,
    "fault": fault,
    "nothing": nothing,
    "filtered": filtered,
    "hit": pressed("n", ".na-here"),
    "source": pressed("o", ".na-lines"),
    "copies": pressed("v", ".na-source h3"),
    "chosen": pressed("x", ".na-chosen"),
    "python": pressed("c", ".na-code"),
    "naming": pressed("t", ".na-naming"),
    "tagged": tagged,
    "noting": noting,
    "saving": pressed("w", ".na-saving"),
    "add": panel("add"),
    "pasted": pasted,
    "sent": sent,
    "out": panel("out"),
    "exported": exported,
    "concordance": viewed("concordance", ".na-kwic .na-row"),
    "line": read_at_a_line,
    "measures": viewed("measures", ".na-measure-keyness .na-table"),
    "help": panel("help"),
}


def downloads(page: Page) -> dict[str, Path]:
    """What was written, saved by the links that are shown for that; by its ending."""
    saved = {}
    for item in page.locator(".na-said li").all():
        with page.expect_download() as download:
            item.get_by_text("tải xuống").click()
        saved[Path(download.value.suggested_filename).suffix] = download.value.path()
    return saved


def back(page: Page) -> None:
    """To the first view again, from any state."""
    for _ in range(2):
        page.keyboard.press("Escape")
    for left in (".na-view-articles[aria-pressed=false]", ".na-choose-none"):
        if page.locator(left).is_visible():
            page.locator(left).press("Enter")
    for toggle in (".na-source-toggle", ".na-related-toggle"):
        if page.locator(toggle, has_text="Bài đọc").is_visible():
            page.locator(toggle).press("Enter")
    asked_anew = ".na-here, .na-notice:not([hidden])"  # they go with the next question
    if page.locator(".na-search").input_value() != QUERY or page.locator(asked_anew).count():
        box(page, QUERY)
    expect(page.locator(".na-row").first).to_be_visible()
