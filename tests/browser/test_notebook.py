"""The archive browser in Notebook 7: it asks, reads and tags as in JupyterLab, and its keys are its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import Lab, browse
from .jupyterlab import running_lab
from .keys import DANGEROUS, leaks, theirs
from .states import STATES, back, box

THEIR_OWN = "Cannot read properties of undefined (reading 'schema')"  # Notebook 7.6 on every notebook, also without us


@pytest.fixture
def page(tmp_path: Path, context: BrowserContext, archives: Path) -> Iterator[Page]:
    """The archive browser in a notebook of Notebook 7; it may report no error and ask no other machine."""
    folder = tmp_path / "served" / "báo"
    folder.mkdir(parents=True)
    with running_lab(folder.parent, tmp_path / "settings", "notebook") as address:
        lab = Lab(address, folder, context, "notebooks")
        yield browse(lab, archives)
        lab.close()
    assert [error for error in lab.errors if error != THEIR_OWN] == []
    assert lab.foreign == []


def test_it_asks_reads_and_tags_by_its_own_keys(page: Page) -> None:
    box(page, "hoc tap")
    expect(page.locator(".na-counts")).to_contain_text("45 bài khớp trong 86 bài")
    back(page)
    for state in ("hit", "source", "tagged", "concordance", "measures"):
        STATES[state](page)
        back(page)
    box(page, 'tag:"cần đọc lại"')
    expect(page.locator(".na-counts")).to_contain_text("1 bài khớp")
    assert set(theirs(page)) >= DANGEROUS
    for state in ("first", "naming", "add"):
        assert leaks(page, state) == []
        back(page)
