"""Notebooks as people write them with pandas, altair and matplotlib: whole in both formats, what is lost is said."""

import re
from pathlib import Path

import nbformat
import page as judge
import pypdfium2
import pytest

from newsarchive.reports import html, typst
from newsarchive.reports.document import Facts, Image, Math, Note, Paragraph, Table, Text, footnotes, plain
from newsarchive.reports.notebooks.pages import document

FOLDER = Path(__file__).parent / "foreign"
NAMES = ("pandas-sales", "altair-climate", "matplotlib-bao")
LIMITS = judge.SafetyLimits(max_reference_depth=100_000, max_table_grid_rows=100_000)  # of the judge's own

# What a reader of the notebook sees, and has to find again in both.
SEEN = {
    "pandas-sales": """Prepared for the *monthly* meeting|by turnover|in winter|☑ export from the till|☐ ask Anna
        Half of what we sell is bread|H₂O is free|Small print|A box with bold words|It costs $5 to print and $6 to bind
        <b>wine</b>|=1+1|500 rows × 4 columns|week 40|sum · turnover · milk|Amounts by month|count|memory usage
        Name: count, dtype: int64|From the web|Visible words|Bold from code|"open": true|3/3 [|red and bold
        prices before 2020 are in other units|KeyError: 'no such column'|Month|from the shell
        shown output of a hidden cell|A raw cell, for TeX perhaps.|<i>not italic</i>""",
    "altair-climate": "A made-up climate|A line with a description|2020-01-01|done",
    "matplotlib-bao": """Số liệu giả, để thử vẽ hình|1.204|34,2%|Text(0, 0.5, 'Bài')|2003:|bài|array([|Kết luận
        Không có kết luận""",
}
UNSEEN = ("a cell that is removed", "secret = ")
LOST = {
    "pandas-sales": "<img> old logo|colours and bars|<iframe>|<audio>|<iframe>|<iframe>|Controls as they|Left out here",
    "altair-climate": "answers to its reader|answers to its reader|vega.example/cars.json",
    "matplotlib-bao": "hình đầu tiên|<img> ngoài",
}


@pytest.fixture(params=NAMES)
def made(request):
    return document(nbformat.read(FOLDER / f"{request.param}.ipynb", 4), request.param)


def squeezed(text):
    return re.sub(r"[\s*]+", "", text)


def test_html_is_whole_and_by_itself(made):
    page = html.render(made)
    assert "<script" not in page
    loaded = re.findall(r'<(?:img|link|iframe|source|audio|video)\b[^>]*?(?:src|href)="([^"]+)"', page)
    assert [address for address in loaded if not address.startswith("data:")] == []
    from lxml.html import fromstring

    text = squeezed(fromstring(page).find(".//main").text_content())
    for seen in SEEN[made.running].split("|"):
        for line in seen.splitlines():
            assert squeezed(line) in text, line
    assert not [word for word in UNSEEN if squeezed(word) in text]


def test_pdf_is_whole_and_for_keeping_and_for_screen_readers(made):
    pdf = typst.render(made)
    for profile in (judge.ValidationProfile.PDF_UA_1, judge.ValidationProfile.PDF_A_3A):
        assert judge.validate_pdf_bytes(pdf, profile=profile, limits=LIMITS).failures == []
    text = squeezed("".join(sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(pdf)))
    for seen in SEEN[made.running].split("|"):
        for line in seen.splitlines():
            assert squeezed(line) in text, line


def test_whatever_is_lost_is_said_in_its_place(made):
    said = [node for node in made.nodes if isinstance(node, Note) or (isinstance(node, Paragraph) and node.small)]
    expected = LOST[made.running].split("|")
    assert len(said) == len(expected)
    for line, words in zip(said, expected, strict=True):
        assert words in plain(line.children)


def test_pandas():
    nodes = document(nbformat.read(FOLDER / "pandas-sales.ipynb", 4), "x").nodes
    tables = [node for node in nodes if isinstance(node, Table)]
    assert [len(table.rows) for table in tables][:4] == [2, 5, 10 + 1, 300]
    assert max(len(table.columns) for table in tables) == 41
    formulas = [
        piece for node in nodes if isinstance(node, Paragraph) for piece in node.children if isinstance(piece, Math)
    ]
    assert [formula.display for formula in formulas] == [True, True, False, False, True, True]
    assert len(footnotes(nodes)) == 1
    assert Facts((("Month", (Text("3"),)),)) in nodes


@pytest.mark.parametrize(("name", "pictures"), [("altair-climate", 12), ("matplotlib-bao", 10)])
def test_every_picture_is_there_and_says_what_it_is(name, pictures):
    nodes = document(nbformat.read(FOLDER / f"{name}.ipynb", 4), name).nodes
    images = [node for node in nodes if isinstance(node, Image)]
    assert len(images) == pictures
    assert all(image.alt for image in images)
