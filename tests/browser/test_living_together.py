"""The archive browser beside others: the notebook and its keys, a kernel at work or gone, another page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from newsarchive.widgets.words import WORDS

from .conftest import Lab, browse
from .keys import DANGEROUS, FOCUSED, NOTEBOOK, leaks, theirs
from .states import box


@pytest.mark.parametrize("state", FOCUSED)
def test_no_key_reaches_the_notebook(browsing: Callable[..., Page], state: str) -> None:
    page = browsing()
    assert set(theirs(page)) >= DANGEROUS
    assert leaks(page, state) == []


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


def test_a_kernel_that_is_gone_is_told_of(lab: Lab, archives: Path) -> None:
    page = browse(lab, archives)
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    page.locator(".na-search").fill("hoc tap")
    expect(page.locator(".na-notice")).to_have_text(WORDS["silent"]["vi"], timeout=30_000)


def test_two_pages_on_one_archive(lab: Lab, archives: Path) -> None:
    one, other = browse(lab, archives, name="one.ipynb"), browse(lab, archives, name="other.ipynb")
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
