"""Notebooks as documents: prose, code and every kind of output, in the best form that needs no Jupyter."""

import base64
import datetime
import re

import pytest
from nbconvert.exporters import get_exporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell
from traitlets.config import Config

from newsarchive.reports.document import (
    CodeBlock,
    Footnote,
    Heading,
    Image,
    ListNode,
    Note,
    Paragraph,
    Table,
    Text,
    plain,
)
from newsarchive.reports.notebooks.exporters import HTMLExporter, PDFExporter
from newsarchive.reports.notebooks.pages import document
from newsarchive.widgets.snapshot import answer

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0H9"/></svg>'
WIDGET = "application/vnd.jupyter.widget-view+json"


def shown(*cells, **metadata):
    return document(new_notebook(cells=list(cells), metadata=metadata), "so-tay").nodes


def output(about=None, **forms):
    """A display of one thing in several forms; `_` in a name stands for `/`."""
    data = {name.replace("_", "/", 1).replace("svg", "svg+xml"): value for name, value in forms.items()}
    return put(new_output("display_data", data=data, metadata=about or {}))


def put(*outputs):
    """The blocks that a code cell with these outputs leaves, without its code."""
    return shown(new_code_cell("x", outputs=list(outputs)))[1:]


def hidden(kind):
    return Note((Text(f"This output ({kind}) needs Jupyter to be shown and is not here."),))


# -- the document -----------------------------------------------------------------------------------------------------


def test_title_and_sections():
    made = document(
        new_notebook(
            cells=[new_markdown_cell("# Counting *pages*\n\nProse."), new_markdown_cell("## One\n### Deeper\n## Two")]
        ),
        "03-measure",
    )
    assert (made.title, made.kind, made.byline, made.day) == ("Counting pages", "Notebook", "03-measure", None)
    headings = [node for node in made.nodes if isinstance(node, Heading)]
    assert [(plain(node.children), node.level) for node in headings] == [("One", 1), ("Deeper", 2), ("Two", 1)]
    assert [section.anchor for section in made.sections()] == ["section-1", "section-2"]


def test_headings_never_skip_a_level():
    nodes = shown(new_markdown_cell("# T"), new_markdown_cell("### a\n\n##### b\n\n## c"))
    assert [(plain(node.children), node.level) for node in nodes] == [("a", 1), ("b", 2), ("c", 1)]


def test_a_notebook_without_a_heading_has_its_name():
    assert document(new_notebook(cells=[new_code_cell("1")]), "so-tay").title == "so-tay"


@pytest.mark.parametrize(
    ("prose", "metadata", "language"),
    [
        ("An archive of *Vietnamese* pages: Cập nhật.", {}, "en"),
        ("Kho lưu trữ các trang báo Việt Nam.", {}, "vi"),
        ("Kho lưu trữ các trang báo Việt Nam.", {"newsarchive": {"language": "en"}}, "en"),
        ("", {"newsarchive": "unreadable"}, "en"),
    ],
)
def test_the_language_is_said_or_seen(prose, metadata, language):
    assert document(new_notebook(cells=[new_markdown_cell(prose)], metadata=metadata), "x").language == language


def test_date_and_authors_are_those_of_the_metadata():
    metadata = {"newsarchive": {"date": "2012-07-04"}, "authors": [{"name": "Phương Nga"}, {"name": "Trần Mai"}]}
    made = document(new_notebook(metadata=metadata), "so-tay")
    assert made.day == datetime.date(2012, 7, 4)
    assert made.author == "Phương Nga, Trần Mai"
    assert made.byline == "Phương Nga, Trần Mai · 4 July 2012 · so-tay"


def test_metadata_may_be_anything():
    metadata = {"newsarchive": {"parameters": ["x"], "date": 5}, "authors": ["Mai", {"name": "Lan"}, {}], "title": 3}
    notebook = new_notebook(cells=[CELL])
    notebook.metadata.update(metadata)
    made = document(notebook, "sổ")
    assert (made.title, made.author, made.day) == ("3", "Lan", None)


# -- cells ------------------------------------------------------------------------------------------------------------


def test_markdown():
    heading, words, rows, steps = shown(
        new_markdown_cell("intro"),
        new_markdown_cell("Words with `code`.\n\n| a | n |\n|---|---|\n| x | 1 |\n\n1. one\n2. two"),
    )
    assert plain(heading.children) == "intro"
    assert isinstance(words, Paragraph)
    assert words.voice == "press"
    assert isinstance(rows, Table)
    assert [column.kind for column in rows.columns] == ["text", "number"]
    assert isinstance(steps, ListNode)
    assert steps.ordered


def test_a_picture_attached_to_markdown():
    cell = new_markdown_cell("![bản đồ](attachment:x.png)", attachments={"x.png": {"image/png": PNG}})
    assert shown(cell) == (Image(base64.b64decode(PNG), "image/png", "bản đồ"),)


def test_code_and_raw_cells_are_shown_as_typed():
    assert shown(new_code_cell("a = 1\n\nb = 2\n"), new_raw_cell("raw"), new_code_cell("  ")) == (
        CodeBlock("a = 1\n\nb = 2"),
        CodeBlock("raw", "output"),
    )


CELL = new_code_cell("x", outputs=[new_output("stream", text="said\n")])


def marked(*tags, **folded):
    """What a cell with these tags, folded so in JupyterLab, leaves; its author's marks are counted at the end."""
    cell = new_code_cell(CELL.source, outputs=CELL.outputs, metadata={"tags": list(tags), "jupyter": folded})
    *nodes, last = shown(cell)
    return [*(node.text for node in nodes), plain(last.children)]


@pytest.mark.parametrize("mark", [{"source_hidden": True}, "hide-input", "remove_input"])
def test_a_cell_can_hide_its_code(mark):
    made = marked(**mark) if isinstance(mark, dict) else marked(mark)
    assert made == ["said", "Left out here, as marked by the notebook’s author: the code of 1 cell."]


def test_a_cell_can_hide_its_outputs_or_itself():
    assert marked("hide-output")[0] == "x"
    assert marked(outputs_hidden=True)[-1].endswith("author: the outputs of 1 cell.")
    assert marked("remove-cell") == ["Left out here, as marked by the notebook’s author: 1 cell."]


@pytest.mark.parametrize(("without", "left"), [("code", ["said"]), ("output", ["x"]), ("cell", [])])
def test_whoever_exports_can_leave_things_out(without, left):
    made = document(new_notebook(cells=[CELL]), "x", frozenset({without}))
    assert [node.text for node in made.nodes] == left


def test_no_input_is_an_option_of_nbconvert():
    exporter = HTMLExporter(config=Config({"TemplateExporter": {"exclude_input": True}}))
    page, _ = exporter.from_notebook_node(new_notebook(cells=[CELL]))
    assert "said" in page
    assert 'class="input"' not in page


def test_footnotes_are_numbered_through_the_notebook_and_may_stand_in_another_cell():
    one, two, *_ = shown(
        new_markdown_cell("a[^x] $y$"), new_markdown_cell("b[^z]\n\n[^z]: hai"), new_markdown_cell("[^x]: một")
    )
    assert one.children[1] == Footnote(1, (Text("một"),))
    assert two.children[1] == Footnote(2, (Text("hai"),))


def test_a_footnote_of_the_title_stands_below_it():
    made = document(new_notebook(cells=[new_markdown_cell("# Tên[^1]\n\nLời.\n\n[^1]: của tên")]), "x")
    assert made.title == "Tên"
    assert [plain(node.children) for node in made.nodes] == ["[1] của tên", "Lời."]


# -- outputs ----------------------------------------------------------------------------------------------------------


def test_what_a_stream_writes_piece_by_piece_is_one_text():
    said = [("stdout", "một "), ("stdout", "hai\n"), ("stderr", " 10%\r"), ("stderr", "100%"), ("stdout", "ba")]
    made = put(*(new_output("stream", name=name, text=text) for name, text in said))
    assert made == tuple(CodeBlock(text, "output") for text in ("một hai", "100%", "ba"))


def test_a_picture_that_moves_and_a_script_that_does_not_run_are_said():
    image = b"\x21\xf9\x04\x00\x00\x00\x00\x00"
    still, moving = (base64.b64encode(b"GIF89a" + image * times).decode() for times in (1, 2))
    assert len(output(image_gif=still)) == 1
    assert plain(output(image_gif=moving)[1].children).startswith("This picture moves")
    words, line = output(text_html="<p>10</p><script>count()</script>")
    assert plain(words.children) == "10"
    assert plain(line.children).startswith("A script belongs")


def test_streams_are_what_a_terminal_shows_at_the_end():
    assert put(new_output("stream", text="\x1b[31mred\x1b[0m\r\n10%\r100%\n")) == (CodeBlock("red\n100%", "output"),)


def test_an_error_is_shown_with_its_traceback():
    failed = new_output("error", ename="ValueError", evalue="no", traceback=["\x1b[0;31mValueError\x1b[0m: no"])
    assert put(failed) == (CodeBlock("ValueError: no", "error"),)


def test_html_comes_before_the_plain_form():
    assert output(text_html="<p><b>1</b> article</p>", text_plain="<Results>")[0].children[1] == Text(" article")


def test_html_that_shows_nothing_does_not():
    assert output(text_html="<script>draw()</script>", text_plain="Chart()") == (CodeBlock("Chart()", "output"),)
    assert output(text_html="<iframe></iframe>", image_png=PNG)[0].media_type == "image/png"


def test_html_that_is_empty_shows_nothing():
    assert output(text_html=" ", text_plain="<IPython.core.display.HTML object>") == ()


def test_a_picture_says_what_it_is():
    assert output(image_png=PNG) == (Image(base64.b64decode(PNG), "image/png", "Picture made by code cell 1"),)
    assert output({"image/png": {"alt": "Bài mỗi năm"}}, image_png=PNG)[0].alt == "Bài mỗi năm"


def test_a_drawing_that_cannot_be_shown_gives_way_to_the_next_form():
    assert output(image_svg=DRAWING, image_png=PNG)[0].data == DRAWING.encode()
    evil = DRAWING.replace("<path", '<image href="https://a.example/x.png"/><path')
    assert output(image_svg=evil, image_png=PNG)[0].media_type == "image/png"
    assert output(image_svg=evil, text_plain="<Drawing object>") == (hidden("image/svg+xml"),)


@pytest.mark.parametrize(
    ("form", "value", "seen"),
    [("text_latex", "$x$ or $y$", "$x$ or $y$"), ("application_json", {"báo": [1]}, '{\n  "báo": [\n    1\n  ]\n}')],
)
def test_other_forms_that_can_be_read(form, value, seen):
    assert output(**{form: value, "text_plain": "<object>"}) == (CodeBlock(seen, "output"),)


def test_latex_is_a_formula():
    (shown,) = output(text_latex="$\\displaystyle x^2$", text_plain="x**2")
    assert (shown.children[0].latex, shown.children[0].display) == ("x^2", True)


def test_colours_that_a_table_loses_are_said():
    html = (
        "<style>#T_0a_row0_col0 {background-color: red}</style><table id='T_0a'><tr><td>1</td><td>2</td></tr></table>"
    )
    _, said = output(text_html=html)
    assert plain(said.children) == "The colours and bars of this table are not shown here."


def test_what_cannot_be_shown_is_named():
    assert output(application_javascript="alert(1)", text_plain="<Javascript object>") == (
        hidden("application/javascript"),
    )


def test_a_plain_value_in_angle_brackets_is_kept_where_it_is_all_there_is():
    assert output(text_plain="<function f>") == (CodeBlock("<function f>", "output"),)


def test_the_browser_shows_its_picture(found):
    html = answer(found, "en")
    data = {WIDGET: {"model_id": "0"}, "text/html": html, "text/plain": "Browser()"}
    page, _ = HTMLExporter().from_notebook_node(
        new_notebook(cells=[new_code_cell("b", outputs=[new_output("display_data", data=data)])])
    )
    assert "<mark>tập</mark>" in page
    assert "TP.Cao Lãnh: Sau một năm" in page
    assert "<script" not in page


# -- the exporters ----------------------------------------------------------------------------------------------------

WHOLE = new_notebook(
    cells=[
        new_markdown_cell(
            "# Sổ tay\n\n<script>alert(1)</script>\n\n[a](https://a.example) <img src=x onerror=alert(1)>"
        ),
        new_code_cell("df", outputs=[new_output("display_data", data={"image/png": PNG, "image/svg+xml": DRAWING})]),
        new_code_cell("df", outputs=[new_output("display_data", data={"image/png": PNG})]),
    ]
)


@pytest.mark.parametrize(("name", "exporter"), [("newsarchive-html", HTMLExporter), ("newsarchive-pdf", PDFExporter)])
def test_jupyter_finds_them(name, exporter):
    assert get_exporter(name.replace("-", "_")) is exporter
    assert issubclass(get_exporter(name), exporter)
    assert exporter().export_from_notebook


def test_html_runs_nothing_and_loads_nothing():
    page, resources = HTMLExporter().from_notebook_node(WHOLE, {"metadata": {"name": "so-tay"}})
    assert resources["output_extension"] == ".html"
    assert "<script" not in page
    assert "onerror" not in page
    assert re.findall(r'src="([^"]{10})', page) == ["data:image", "data:image"]
    assert re.findall(r'href="([^#"]+)"', page) == ["https://a.example"]


def test_pdf_is_the_same_every_time():
    made, resources = PDFExporter().from_notebook_node(WHOLE, {"metadata": {"name": "so-tay"}})
    assert resources["output_extension"] == ".pdf"
    assert made.startswith(b"%PDF")
    assert made == PDFExporter().from_notebook_node(WHOLE, {"metadata": {"name": "so-tay"}})[0]
