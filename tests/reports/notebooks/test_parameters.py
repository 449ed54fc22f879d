"""Parameters of a notebook: the cell that sets them, and other values for them."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from newsarchive.errors import UsageError
from newsarchive.reports.notebooks.pages import document
from newsarchive.reports.notebooks.parameters import put_in


def notebook(source='month = "2012-07"\ncount = 5\nrate: float = 0.5\nlate = False\nwhere = None', **metadata):
    tagged = new_code_cell(source, metadata={"tags": ["parameters"], **metadata})
    return new_notebook(cells=[new_markdown_cell("# Tháng"), tagged, new_code_cell("month")])


def put(made, **values):
    put_in(made, values)
    return made.cells[2]


def test_a_cell_after_the_tagged_one_sets_them():
    made = notebook()
    cell = put(made, month="2012-08", count="7")
    assert cell.source == "month = '2012-08'\ncount = 7"
    assert cell.metadata.tags == ["injected-parameters"]
    assert [cell.source for cell in made.cells][3:] == ["month"]


@pytest.mark.parametrize(
    ("name", "typed", "source"),
    [
        ("month", "2012", "month = '2012'"),
        ("month", "'; import os #", 'month = "\'; import os #"'),
        ("count", "-3", "count = -3"),
        ("rate", "2", "rate = 2.0"),
        ("late", "True", "late = True"),
        ("where", "Đồng Tháp", "where = 'Đồng Tháp'"),
        ("where", "[1, 2]", "where = [1, 2]"),
    ],
)
def test_a_value_is_read_as_the_kind_of_thing_that_it_replaces(name, typed, source):
    assert put(notebook(), **{name: typed}).source == source


def test_an_earlier_cell_of_the_kind_gives_way():
    made = notebook()
    put(made, count="6")
    assert put(made, count="7").source == "count = 7"
    assert len(made.cells) == 4


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"year": "2012"},
            r"year: is not set in the cell tagged parameters; it sets month, count, rate, late, where\.",
        ),
        ({"count": "nhiều"}, r"count=nhiều: is not of the kind that the notebook sets it to \(int, as 5\)"),
        ({"late": "1"}, r"late=1: is not of the kind"),
    ],
)
def test_what_cannot_be_put_in(values, said):
    with pytest.raises(UsageError, match=said):
        put_in(notebook(), values)


def test_a_notebook_without_the_tag():
    with pytest.raises(
        UsageError, match="No cell of the notebook has the tag parameters; give it to the cell that sets x"
    ):
        put_in(new_notebook(cells=[new_code_cell("x = 1")]), {"x": "2"})


def test_the_document_says_what_it_was_run_with():
    made = notebook(jupyter={"source_hidden": True})
    put(made, month="2012-08")
    assert document(made, "tháng").nodes[0].facts[0][0] == "month"
