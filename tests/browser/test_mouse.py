"""The archive browser by mouse: a range drawn on the timeline, files dropped on it, words selected, what leaves it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pikepdf
from playwright.sync_api import FloatRect, Locator, Page, expect

from .states import QUERY, box, downloads

DROP = """(target, files) => {
  const data = new DataTransfer();
  for (const [name, text] of files) data.items.add(new File([text], name));
  for (const type of ["dragover", "drop"])
    target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
}"""
SELECT = """(part) => {
  const range = document.createRange();
  range.selectNodeContents(part);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
TEXT = "Tin thả vào {n}\n\n0{n}/07/2012 08:00\n\nBài số {n} được kéo từ máy và thả vào kho báo.\n"


def total(page: Page) -> int:
    """The matching articles, as the foot says."""
    said = re.match(r"(?:Cả kho: )?([\d.]+) bài", page.locator(".na-counts strong").inner_text())
    assert said
    return int(said[1].replace(".", ""))


def still(page: Page, place: Locator) -> FloatRect:
    """Where `place` is when the notebook round it has come to rest."""
    before = None
    while (now := place.bounding_box()) is None or now != before:
        before = now
        page.wait_for_timeout(300)
    return now


def test_a_range_drawn_on_the_timeline_narrows_and_can_be_taken_back(browsing: Callable[..., Page]) -> None:
    page = browsing()
    box(page, QUERY)
    every = total(page)
    bars = page.locator(".na-side .na-bar")
    bars.first.scroll_into_view_if_needed()
    start, end = still(page, bars.nth(2)), still(page, bars.nth(6))
    middle = start["y"] + start["height"] / 2
    page.mouse.move(start["x"] + start["width"] / 2, middle)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, middle, steps=6)
    expect(page.locator(".na-brushed")).to_have_count(5)
    drawn = int(re.search(r"([\d.]+) bài", page.locator(".na-side .na-says").inner_text())[1])  # type: ignore[index]
    page.mouse.up()
    expect(page.locator(".na-search")).to_have_value(re.compile(r'"học tập" date:\S+\.\.\S+'))
    expect(page.locator(".na-counts strong")).to_contain_text(f"{drawn} bài khớp trong")
    assert drawn < every
    page.locator(".na-undo").first.click()
    expect(page.locator(".na-search")).to_have_value(QUERY)
    expect(page.locator(".na-counts strong")).to_contain_text(f"{every} bài khớp trong")


def test_a_paper_narrows_by_a_click(browsing: Callable[..., Page]) -> None:
    page = browsing(query="")
    paper = page.locator(".na-side .na-paper").first
    name, count = paper.locator(".na-name").inner_text(), paper.locator(".na-count").inner_text()
    paper.click()
    expect(page.locator(".na-search")).to_have_value(f'publisher:="{name}"')
    expect(page.locator(".na-counts strong")).to_contain_text(f"{count} bài khớp trong")


def test_dropped_files_are_shown_as_read_then_kept(browsing: Callable[..., Page]) -> None:
    page = browsing(query="")
    before = total(page)
    page.locator(".na-open-add").click()
    page.locator(".na-add").evaluate(DROP, [*([f"tin-{n}.txt", TEXT.format(n=n)] for n in (1, 2)), ["rong.txt", ""]])
    expect(page.locator(".na-add .na-fields tr")).to_have_count(2)
    expect(page.locator(".na-add")).to_contain_text("Tin thả vào 1")
    expect(page.locator(".na-add .na-reading .na-problem")).to_contain_text("rong.txt")
    page.locator(".na-keep-files").click()
    expect(page.locator(".na-counts strong")).to_contain_text(f"Cả kho: {before + 2} bài")


def test_a_folder_is_read_whole(browsing: Callable[..., Page], tmp_path: Path) -> None:
    folder = tmp_path / "thu-muc"
    (folder / "trong").mkdir(parents=True)
    for n, place in ((3, folder), (4, folder / "trong")):
        (place / f"tin-{n}.txt").write_text(TEXT.format(n=n), "utf-8")
    page = browsing(query="")
    page.locator(".na-open-add").click()
    page.locator(".na-folder").set_input_files(folder)
    expect(page.locator(".na-add .na-fields tr")).to_have_count(2)
    expect(page.locator(".na-add")).to_contain_text("thu-muc/trong/tin-4.txt")


def test_what_leaves_has_what_was_counted(browsing: Callable[..., Page]) -> None:
    page = browsing()
    box(page, QUERY)
    count = total(page)
    page.locator(".na-open-out").click()
    expect(page.locator(".na-panel .na-about").first).to_contain_text(f"{count} bài")
    for name in ("html", "xlsx", "csv"):
        page.locator(f".na-format-{name}").set_checked(name != "html")
    page.locator(".na-report-title").fill("Bằng chuột")
    page.locator(".na-export").click()
    expect(page.locator(".na-said .na-link")).to_have_text([f"bang-chuot.{name}" for name in ("pdf", "xlsx", "csv")])
    saved = downloads(page)
    with pikepdf.open(saved[".pdf"]) as report:
        assert len(report.pages) > 1
    with saved[".xlsx"].open("rb") as book:
        assert openpyxl.load_workbook(book, read_only=True).worksheets[0].max_row == count + 1
    with saved[".csv"].open(encoding="utf-8-sig", newline="") as rows:
        assert len(list(csv.DictReader(rows))) == count


def test_selected_words_get_a_note(browsing: Callable[..., Page]) -> None:
    page = browsing()
    paragraph = page.locator(".na-article p[data-part^=paragraph]").first
    expect(paragraph).to_be_visible()
    paragraph.evaluate(SELECT)
    page.locator(".na-add-note").click()
    page.locator(".na-note-input").fill("xem lại số liệu")
    page.locator(".na-note-keep").click()
    expect(page.locator(".na-note-text")).to_contain_text("xem lại số liệu")
    expect(page.locator(".na-noted").first).to_be_visible()


def test_a_line_of_the_concordance_opens_its_article_at_the_hit(browsing: Callable[..., Page]) -> None:
    page = browsing()
    page.locator(".na-view-concordance").click()
    line = page.locator(".na-kwic .na-row").nth(4)
    expect(line).to_be_visible()
    node = line.locator(".na-line-node").inner_text()
    line.click()
    expect(page.locator(".na-here").first).to_have_text(node)


def test_scrolling_shows_the_rows_that_stand_there(browsing: Callable[..., Page]) -> None:
    page = browsing(query="")
    last = total(page) - 1
    page.locator(".na-listing:not(.na-concordance) .na-list").evaluate("(list) => (list.scrollTop = list.scrollHeight)")
    expect(page.locator(f".na-row[data-at='{last}'] .na-row-title")).to_be_visible()
    page.locator(f".na-row[data-at='{last}']").click()
    title = page.locator(f".na-row[data-at='{last}'] .na-row-title").inner_text()
    expect(page.locator(".na-article h2")).to_have_text(title)


def test_the_order_of_the_list_is_chosen(browsing: Callable[..., Page]) -> None:
    page = browsing()
    years = {}
    for order in ("oldest", "newest"):
        page.locator(".na-listing:not(.na-concordance) .na-sort").select_option(order)
        expect(page.locator(".na-row .na-meta").first).to_contain_text("2003" if order == "oldest" else "2025")
        years[order] = page.locator(".na-row .na-row-title").first.inner_text()
    assert years["oldest"] != years["newest"]
