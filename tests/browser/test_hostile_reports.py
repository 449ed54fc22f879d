"""Payloads in every field of an article and of a report: nothing runs, nothing is asked for, and all of it is text."""

import csv
import io
import json
import re

import openpyxl
import page as judge
import pikepdf
import pypdfium2
import pytest

from browser.payloads import PAYLOADS, hostile_rows
from newsarchive.reports import build
from newsarchive.reports.exports import export
from newsarchive.reports.recipe import SECTIONS
from newsarchive.search import search
from newsarchive.store import Store
from newsarchive.text import nfc, visible


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """An article for each payload, which stands in every field that a table can give; and pages that are named so."""
    folder = tmp_path_factory.mktemp("hostile")
    table = folder / "<img src=x onerror=window.__run=1>.jsonl"
    table.write_text("".join(f"{json.dumps(row)}\n" for row in hostile_rows()), "utf-8")
    store = Store.open(folder / "kho <b>#x")
    assert not store.ingest(table).rejected
    for number, payload in enumerate(PAYLOADS):
        store.ingest_text(f"{payload}\nĐăng ngày 04/07/2012\n{payload} mồi thứ {number}.\n{payload}", name=payload)
    return store


@pytest.fixture(scope="module")
def report(store):
    everywhere = " ".join(PAYLOADS[::9])
    return build(
        search(store, "mồi"),
        title=f"Mồi {everywhere}",
        author=f"Mai {everywhere}",
        organisation=everywhere,
        rights=everywhere,
        sections=list(SECTIONS),
        facets=["publisher", "byline", "section", "credit"],
        findings=f"{everywhere}\n\n{{{{article:{search(store, 'mồi').ids[0]}}}}}\n",
    )


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_there_are_enough():
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 120


@pytest.mark.parametrize("guarded", [True, False])
def test_in_a_browser_nothing_runs_and_all_is_text(report, chromium, tmp_path, guarded):
    path = tmp_path / "report.html"
    path.write_text(report.html(), "utf-8")
    asked, said = [], []
    context = chromium.new_context(bypass_csp=not guarded)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_timeout(300)
    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
    assert said == []
    assert page.evaluate("window.__run") is None
    kinds = set(page.evaluate("[...new Set([...document.querySelectorAll('*')].map(e => e.localName))]"))
    written = "html head meta title style body a main header p h1 h2 h3 nav ul li section div table caption thead tbody"
    written += " tr th td dl dt dd figure figcaption svg path rect text blockquote footer mark span em strong code br"
    written += " math mrow mi mo mn mtext mspace msup msub msubsup munderover"
    assert kinds <= set(written.split())
    names = set(page.evaluate("[...document.querySelectorAll('*')].flatMap(e => [...e.attributes].map(a => a.name))"))
    assert not [name for name in names if name.startswith("on") or name in ("style", "src", "srcset", "action", "ping")]
    links = page.evaluate("[...document.querySelectorAll('[href]')].map(e => e.getAttribute('href'))")
    assert {link.partition(":")[0] for link in links if not link.startswith("#")} <= {"https", "mailto", "data"}
    assert {link.partition(";")[0] for link in links if link.startswith("data:")} <= {
        "data:application/json",
        "data:text/csv",
    }
    shown = squeezed(page.evaluate("document.body.innerText"))
    for payload in PAYLOADS:
        assert squeezed(visible(nfc(payload))) in shown, payload
    context.close()


def test_the_pdf_holds_them_as_text_and_no_more(report):
    pdf = report.pdf()
    limits = judge.SafetyLimits(max_reference_depth=100_000, max_table_grid_rows=100_000)  # of the judge's own
    for profile in (judge.ValidationProfile.PDF_UA_1, judge.ValidationProfile.PDF_A_3A):
        assert not judge.validate_pdf_bytes(pdf, profile=profile, limits=limits).failures
    text = squeezed("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)))
    assert "root:x" not in text
    for payload in (payload for payload in PAYLOADS if payload.isascii() and payload.isprintable()):
        assert squeezed(payload) in text, payload
    with pikepdf.open(io.BytesIO(pdf)) as file:
        actions = [each for each in file.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        assert {str(each.S) for each in actions} & {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData"} == set()
        addresses = {str(each.URI) for each in actions if "/URI" in each}
        assert {address.partition(":")[0] for address in addresses} <= {"https", "mailto"}
        assert set(file.attachments) == {"evidence.json", "rows.csv"}


def test_file_names_are_safe(store, tmp_path):
    for payload in PAYLOADS:
        if visible(payload).strip():
            (path,) = build(search(store, "khủng long"), title=payload).save(tmp_path, ["html"], progress=False)
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.html", path.name)
            assert path.parent == tmp_path
            assert path.stem not in ("con", "nul", "aux", "prn")


def test_no_cell_of_a_spreadsheet_is_a_formula(store, tmp_path):
    found = search(store, "mồi")
    rows = list(csv.reader(io.StringIO(export(found, "csv", tmp_path / "x.csv").read_text("utf-8-sig"), newline="")))
    assert len(rows) == found.total + 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    book = openpyxl.load_workbook(export(found, "xlsx", tmp_path / "x.xlsx"))
    for sheet in book:
        for row in sheet.iter_rows():
            assert not [cell.value for cell in row if cell.data_type == "f" or cell.hyperlink]


def test_references_hold_as_many_records_as_articles(store, tmp_path):
    found = search(store, "mồi")
    ris = export(found, "ris", tmp_path / "x.ris").read_text("utf-8").split("\n")
    assert sum(line.startswith("TY  - ") for line in ris) == found.total
    assert sum(line.startswith("ER  - ") for line in ris) == found.total
    assert len(json.loads(export(found, "csl", tmp_path / "x.json").read_text("utf-8"))) == found.total
    bibtex = export(found, "bibtex", tmp_path / "x.bib").read_text("utf-8")
    assert len(re.findall("^@", bibtex, re.MULTILINE)) == found.total
    for entry in re.split(r"(?m)^@", bibtex)[1:]:
        plain = re.sub(r"\\[{}]", "", entry)
        assert plain.count("{") == plain.count("}")
