"""Payloads in every kind of cell and output of a notebook: in its export nothing runs, and nothing is asked for."""

import base64
import io
from pathlib import Path

import page as judge
import pikepdf
import pytest
from nbformat import from_dict
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

from browser.payloads import PAYLOADS
from newsarchive.reports import html, typst
from newsarchive.reports.escape import html as escaped
from newsarchive.reports.notebooks.pages import document

STATE = "application/vnd.jupyter.widget-state+json"
WIDGET = "application/vnd.jupyter.widget-view+json"
VEGA = "application/vnd.vegalite.v6+json"
LIMITS = judge.SafetyLimits(max_reference_depth=100_000, max_table_grid_rows=100_000)  # of the judge's own


def outputs(payload, number):
    """The payload in each form that an output can have."""
    forms = [
        {"text/plain": payload},
        {"text/html": payload},
        {"text/html": f"<table><tr><th>{escaped(payload)}</th></tr><tr><td>{payload}</td></tr></table>"},
        {"text/html": f"<p title={payload}>x</p><a href={payload}>y</a><img src={payload} alt={payload}>"},
        {"text/markdown": payload},
        {"text/markdown": f"[x]({payload}) ![y]({payload}) `{payload}`\n\n[^1]: {payload}\n\nx[^1]"},
        {"text/latex": payload},
        {"text/latex": f"${payload}$"},
        {"application/json": {payload: [payload]}},
        {"application/javascript": payload, "text/plain": payload},
        {"image/svg+xml": f"<svg xmlns='http://www.w3.org/2000/svg'><text>{payload}</text></svg>"},
        {"image/png": base64.b64encode(payload.encode("utf-8", "replace")).decode(), "text/plain": payload},
        {WIDGET: {"model_id": f"m{number}"}, "text/plain": payload},
    ]
    yield from (new_output("display_data", data=form) for form in forms)
    yield new_output("stream", text=payload)
    yield new_output("error", ename=payload, evalue=payload, traceback=[payload])


@pytest.fixture(scope="module")
def made():
    cells, state = [], {}
    for number, payload in enumerate(PAYLOADS):
        cells += [
            new_markdown_cell(payload),
            new_markdown_cell(f"# {payload}\n\n${payload}$\n\n- {payload}\n\n| a |\n|---|\n| {payload} |"),
            new_code_cell(payload, outputs=list(outputs(payload, number))),
            new_raw_cell(payload),
        ]
        kind = ("HTMLModel", "TextModel", "LabelModel")[number % 3]
        state[f"m{number}"] = {"model_name": kind, "state": {"description": payload, "value": payload}}
    title = {"title": PAYLOADS[0], "description": PAYLOADS[1], "data": {"values": [{"x": p} for p in PAYLOADS[:9]]}}
    chart = {**title, "mark": "bar", "encoding": {"x": {"field": "x", "title": PAYLOADS[2]}}}
    cells.append(new_code_cell("chart", outputs=[new_output("display_data", data={VEGA: chart})]))
    metadata = {"title": PAYLOADS[0], "authors": [{"name": PAYLOADS[1]}], "widgets": {STATE: {"state": state}}}
    metadata["newsarchive"] = {"parameters": {PAYLOADS[2]: PAYLOADS[3]}, "date": PAYLOADS[4], "language": PAYLOADS[5]}
    return document(from_dict(new_notebook(cells=cells, metadata=metadata)), PAYLOADS[0])


@pytest.mark.parametrize("guarded", [True, False])
def test_in_a_browser_nothing_runs_and_nothing_is_asked_for(made, chromium, tmp_path, guarded):
    path: Path = tmp_path / "notebook.html"
    path.write_text(html.render(made), "utf-8")
    asked, said = [], []
    context = chromium.new_context(bypass_csp=not guarded)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_timeout(300)
    assert [url for url in asked if not url.startswith("data:image/")] == [path.as_uri()]
    assert said == []
    assert page.evaluate("window.__run") is None
    kinds = set(page.evaluate("[...new Set([...document.querySelectorAll('*')].map(e => e.localName))]"))
    assert not kinds & set("script iframe object embed form input button link base video audio svg dialog".split())
    names = set(page.evaluate("[...document.querySelectorAll('*')].flatMap(e => [...e.attributes].map(a => a.name))"))
    assert not [name for name in names if name.startswith("on") or name in ("style", "srcset", "action", "ping")]
    links = page.evaluate("[...document.querySelectorAll('a[href]')].map(e => e.getAttribute('href'))")
    assert {link.partition(":")[0].lower() for link in links if not link.startswith("#")} <= {"http", "https", "mailto"}
    context.close()


def test_the_pdf_holds_no_action_but_links(made):
    pdf = typst.render(made)
    for profile in (judge.ValidationProfile.PDF_UA_1, judge.ValidationProfile.PDF_A_3A):
        assert judge.validate_pdf_bytes(pdf, profile=profile, limits=LIMITS).failures == []
    with pikepdf.open(io.BytesIO(pdf)) as file:
        links = [link for sheet in file.pages for link in sheet.get("/Annots", [])]
        actions = [link.A for link in links if "/A" in link]
        assert {str(action.S) for action in actions} <= {"/URI", "/GoTo"}
        addresses = {str(action.URI) for action in actions if "/URI" in action}
        assert {address.partition(":")[0].lower() for address in addresses} <= {"http", "https", "mailto"}
        assert not file.attachments
