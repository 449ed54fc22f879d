"""What axe finds in a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page, within: str | None = None, sizes: bool = True) -> list[tuple[str, list[str]]]:
    """Each rule that is broken, `within` one element or anywhere, and where.

    Without `sizes`, no targets are measured: that rule compares each with each other one, and is for short pages.
    """
    options = {
        "runOnly": {"type": "tag", "values": RULES},
        "rules": {"target-size": {"enabled": sizes}},
        "resultTypes": ["violations"],
    }
    found = Axe().run(page, context={"include": [[within]]} if within else None, options=options)
    return [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found.response["violations"]]
