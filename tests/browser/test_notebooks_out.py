"""Notebooks that leave JupyterLab: exported from its menu, or opened where no kernel has what they showed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.request import urlopen

import nbformat
import page as judge
from playwright.sync_api import Browser, Download, Page, expect

from newsarchive.reports.notebooks.running import execute, export

from .conftest import TOKEN, Lab


def exported(page: Page, name: str, folder: Path) -> Path:
    """The file that "Save and Export Notebook As" gives for the exporter `name`."""
    page.get_by_role("menuitem", name="File", exact=True).click()
    page.locator(".lm-Menu-item", has_text="Save and Export Notebook As").hover()
    given: list[Download] = []
    page.on("download", lambda download: given.append(download))
    page.locator(".lm-Menu-item", has_text=re.compile(name, re.IGNORECASE)).click()
    for _ in range(600):
        if not given:
            page.wait_for_timeout(100)
    path = folder / given[0].suggested_filename
    given[0].save_as(path)
    return path


def test_the_server_offers_the_exporters_that_it_can_call(lab: Lab) -> None:
    with urlopen(f"{lab.address}/api/nbconvert?token={TOKEN}") as answer:
        names = [name for name in json.load(answer) if name.startswith("newsarchive")]
    assert names == ["newsarchive_html", "newsarchive_pdf"]


def test_the_menu_exports_a_notebook(lab: Lab, tmp_path: Path) -> None:
    page = lab.open("notebooks/02-search.ipynb")
    expect(page.locator(".na-browser")).to_be_visible()
    page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    html = exported(page, "newsarchive_html", tmp_path)
    text = html.read_text("utf-8")
    assert html.name == "02-search.html"
    assert "<mark>" in text
    assert "<script" not in text
    pdf = exported(page, "newsarchive_pdf", tmp_path)
    assert pdf.name == "02-search.pdf"
    assert not judge.validate_pdf_bytes(pdf.read_bytes(), profile=judge.ValidationProfile.PDF_UA_1).failures


def test_a_saved_notebook_shows_its_picture_where_no_kernel_knows_it(lab: Lab) -> None:
    made = execute(lab.folder / "notebooks" / "02-search.ipynb")
    nbformat.write(made, lab.folder / "saved.ipynb")
    page = lab.open("saved.ipynb", run=False)
    page.mouse.move(600, 500)
    picture = page.locator(".na-picture")
    while not picture.count():  # the notebook draws what is in sight
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(100)
    expect(picture).to_contain_text('"học tập"')
    expect(picture).to_contain_text("bài khớp trong")
    expect(picture).to_contain_text("Hình chụp của kho bao-mau ở phiên bản 2")
    expect(picture.locator("mark").first).to_be_visible()


def test_an_export_without_scripts_and_without_network_shows_the_answer(lab: Lab, chromium: Browser) -> None:
    path = lab.folder / "notebooks" / "02-search.ipynb"
    (page_file,) = export(execute(path), path, lab.folder / "exports")
    context = chromium.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    expect(page.locator("main")).to_contain_text(re.compile(r'Câu tìm\s+"học tập"'))
    said = re.search(r"([\d.]+) bài khớp trong", page.locator("main").inner_text())
    assert said
    total = int(said[1].replace(".", ""))
    rows = page.locator("main ol > li", has=page.locator("mark"))
    assert rows.count() >= min(total, 20)
    assert [url for url in asked if not url.startswith("data:")] == [page_file.as_uri()]
    context.close()
