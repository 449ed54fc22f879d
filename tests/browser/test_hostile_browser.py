"""Payloads in every field of articles, in the archive browser: nothing runs, nothing moves, nothing is asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import newsarchive

from .payloads import PAYLOADS, hostile_rows

LONG = {
    "million": "Mồi " + "dài " * 250_000,
    "unbroken": "Mồi" + "x" * 20_000,
    "overridden": "\u202eMồi đảo\u202c \u2067 mồi ",
    "towers": "Mồi " + "e" + "\u0348\u0301\u0323" * 2_000,
    "nothing": "\u200b\u200c\u2060\ufeff" * 200 + "mồi",
}
WRITTEN = "a article b button code dd div dl dt h2 h3 i input kbd label li mark option p pre section select small span"
WRITTEN += " bdi details fieldset form legend summary strong table tbody td textarea th tr ul datalist"
INSIDE = """() => {
  const root = document.querySelector(".na-browser");
  const { right, width, height } = root.getBoundingClientRect();
  const nodes = [...root.querySelectorAll("*")];
  const shown = nodes.filter((node) => node.checkVisibility());
  return {
    kinds: [...new Set(nodes.map((node) => node.localName))],
    handlers: nodes.flatMap((node) => node.getAttributeNames()).filter((name) => /^on|^src/.test(name)),
    aside: shown.filter((node) => node.getBoundingClientRect().right > right + 1).map((node) => node.className),
    rows: [...new Set(nodes.filter((node) => node.matches(".na-row")).map((node) => node.offsetHeight))],
    links: nodes.filter((node) => node.localName === "a").map((node) => node.href),
    size: [Math.round(width), Math.round(height)],
    ran: window.__run ?? null,
  };
}"""


@pytest.fixture(scope="module")
def hostile(archives: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of an archive with a payload in each field of each article, and with some that are too long."""
    rows = hostile_rows() + [{"title": text, "text": f"Đoạn mồi.\n\n{text[:20_000]}"} for text in LONG.values()]
    table = tmp_path_factory.mktemp("hostile") / "<img src=x onerror=window.__run=1>.jsonl"
    table.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), "utf-8")
    assert not newsarchive.open(archives / "moi").ingest(table, progress=False).rejected
    return "moi"


@pytest.fixture
def page(browsing: Callable[..., Page], hostile: str) -> Page:
    page = browsing(hostile, "mồi")
    expect(page.locator(".na-row").first).to_be_visible()
    return page


def test_every_article_is_listed_read_and_shown_as_text(page: Page) -> None:
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    total = len(PAYLOADS) + len(LONG)
    expect(page.locator(".na-counts")).to_contain_text(f"{total} bài khớp trong {total} bài")
    size = page.evaluate(INSIDE)["size"]
    for number in range(total):
        page.locator(".na-list:visible").focus()
        page.keyboard.press("Enter")
        row = page.locator(f".na-row[data-at='{number}']")
        expect(row).to_have_attribute("aria-selected", "true")
        if number % 12 == 0 or number >= len(PAYLOADS):
            page.keyboard.press("o")
            expect(page.locator(".na-lines")).to_be_visible()
            _check(page, size)
            page.keyboard.press("o")
        _check(page, size)
        page.locator(".na-list:visible").focus()
        page.keyboard.press("j")
    assert said == []
    text = re.sub(r"\s+", " ", page.locator(".na-browser").inner_text())
    assert "mồi" in text


def test_a_hostile_question_is_text(page: Page) -> None:
    size = page.evaluate(INSIDE)["size"]
    for payload in PAYLOADS[::6]:
        page.locator(".na-search").fill(payload.replace("\n", " "))
        page.wait_for_timeout(100)
    page.wait_for_timeout(800)
    _check(page, size)


def _check(page: Page, size: list[int]) -> None:
    found = page.evaluate(INSIDE)
    assert found["ran"] is None
    assert set(found["kinds"]) <= set(WRITTEN.split())
    assert found["handlers"] == found["aside"] == []
    assert set(found["rows"]) <= {98}
    assert found["size"] == size
    assert [link for link in found["links"] if not link.startswith("http://127.0.0.1")] == []
