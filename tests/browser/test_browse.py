"""The archive browser in a real JupyterLab: asked, read, and a report written."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from .conftest import Lab

ALONE = re.compile("^tập$")  # a mark of its own, and not one of the phrase that was asked before


def marks(page: Page, where: str) -> set[str]:
    """The marked words in a part of the widget."""
    return {text.casefold() for text in page.locator(f"{where} .na-mark").all_inner_texts()}


def test_02_search_asks_reads_and_writes_a_report(lab: Lab) -> None:
    page = lab.open("notebooks/02-search.ipynb")
    expect(page.locator(".na-browser")).to_be_visible()
    expect(page.locator(".na-counts")).to_contain_text("42 bài khớp trong 86 bài")

    box = page.locator(".na-search")
    box.click()
    box.fill("")
    box.press_sequentially("hoc tap", delay=30)
    expect(page.locator(".na-row .na-mark", has_text=ALONE).first).to_be_visible()
    assert marks(page, ".na-row") == {"học", "tập"}

    page.keyboard.press("Enter")
    expect(page.locator(".na-reader .na-mark", has_text=ALONE).first).to_be_visible()
    assert marks(page, ".na-reader") == {"học", "tập"}

    box.fill("hóc tập")
    expect(page.locator(".na-nothing")).to_be_visible()
    expect(page.locator(".na-counts")).to_contain_text("0 bài khớp trong 86 bài")

    box.fill('"học tập" "phường Mỹ Phú"')
    expect(page.locator(".na-row")).to_have_count(1)
    expect(page.locator(".na-reader")).to_contain_text("TP.Cao Lãnh")
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    page.locator(".na-source-toggle").click()
    expect(page.locator(".na-reader")).to_contain_text("Gửi bình luận của bạn")
    page.keyboard.press("x")  # in JupyterLab this cuts the cell
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells

    page.locator(".na-open-out").click()
    page.locator(".na-report-title").fill("Thử: học tập")
    page.locator(".na-export").click()
    links = page.locator(".na-link")
    expect(links.first).to_be_visible()
    written = {path.name for path in (lab.folder / "exports").iterdir()}
    assert {"thu-hoc-tap.html", "thu-hoc-tap.pdf"} <= written
    with page.expect_popup() as opened:
        page.get_by_role("link", name="thu-hoc-tap.html").click()
    opened.value.wait_for_load_state()
    expect(opened.value.locator("h1").first).to_have_text("Thử: học tập")


def test_a_page_is_pasted_and_found(lab: Lab) -> None:
    page = lab.open("notebooks/02-search.ipynb")
    page.locator(".na-open-add").click()
    page.locator(".na-publisher").fill("Báo Thử")
    page.locator(".na-paste").fill(
        "Một trang dán thử\nCập nhật ngày: 05/07/2012 08:00:00\n\nĐoạn một kể chuyện con trâu."
    )
    page.locator(".na-keep").click()
    expect(page.locator(".na-counts")).to_contain_text("trong 87 bài")
    page.locator(".na-search").fill('"con trau"')
    expect(page.locator(".na-row")).to_have_count(1)
    expect(page.locator(".na-row")).to_contain_text("Báo Thử")


def test_the_form_writes_a_report_without_code(lab: Lab) -> None:
    page = lab.open("notebooks/04-report.ipynb")
    form = page.locator(".na-report-form")
    expect(form).to_be_visible()
    form.locator(".na-search").fill("hoc tap")
    expect(form.locator(".na-count")).to_contain_text("45 bài khớp trong 86 bài")
    form.locator(".na-export").click()
    name = form.locator(".na-link").first.get_attribute("href")
    assert name
    assert "bao-cao-hoc-tap.html" in name
    assert (lab.folder / "exports" / "bao-cao-hoc-tap.pdf").stat().st_size > 10_000


def test_an_analyst_finds_a_sentence_tags_its_article_and_has_a_report_of_it(browsing: Callable[..., Page]) -> None:
    page = browsing(query="")
    page.locator(".na-search").press_sequentially('"phuong My Phu"')
    expect(page.locator(".na-article mark").first).to_have_text("phường Mỹ Phú")
    expect(page.locator(".na-row").first).to_contain_text("phường Mỹ Phú")
    page.keyboard.press("Enter")
    page.keyboard.press("t")
    page.keyboard.type("Mỹ Phú")
    page.keyboard.press("Enter")
    expect(page.locator(".na-chip-tag")).to_contain_text("Mỹ Phú")
    page.locator(".na-search").fill('tag:"Mỹ Phú"')
    expect(page.locator(".na-counts")).to_contain_text("1 bài khớp trong 86 bài")
    page.locator(".na-open-out").click()
    expect(page.locator(".na-report-title")).to_have_value("Báo cáo: Mỹ Phú")
    page.locator(".na-export").click()
    expect(page.locator(".na-said .na-link")).to_have_text(["bao-cao-my-phu.html", "bao-cao-my-phu.pdf"])
