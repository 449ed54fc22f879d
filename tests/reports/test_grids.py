"""Tables of HTML as tables of the document."""

import pandas as pd

from newsarchive.reports.document import Facts, Table, Text, plain
from newsarchive.reports.fragments import blocks


def table(markup: str) -> Table:
    [made] = [block for block in blocks(markup, "en") if isinstance(block, Table)]
    return made


def cells(made: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in made.rows]


def test_a_data_frame():
    made = table(pd.DataFrame({"báo": ["Báo Mẫu", "<b>x</b>"], "bài": [12, 1045]})._repr_html_())
    assert [(column.label, column.kind) for column in made.columns] == [
        ("", "number"),
        ("báo", "text"),
        ("bài", "number"),
    ]
    assert cells(made) == [["0", "Báo Mẫu", "12"], ["1", "<b>x</b>", "1045"]]


def test_heads_and_indexes_of_several_levels():
    index = pd.MultiIndex.from_tuples([("2011", "03"), ("2011", "05"), ("2012", "07")], names=["year", "month"])
    made = table(pd.DataFrame({("articles", "new"): [1, 2, 3], ("articles", "held"): [0, 0, 1]}, index)._repr_html_())
    assert [column.label for column in made.columns] == ["year", "month", "articles · new", "articles · held"]
    assert cells(made)[:2] == [["2011", "03", "1", "0"], ["2011", "05", "2", "0"]]


def test_what_pandas_leaves_out_is_said():
    words = blocks(pd.DataFrame({"n": range(100)})._repr_html_(), "en")
    assert [plain(block.children) for block in words if not isinstance(block, Table)] == ["100 rows × 1 columns"]


def test_missing_values_do_not_make_numbers_text():
    rows = "<tr><th>n</th></tr><tr><td>−1,5</td></tr><tr><td>&lt;NA&gt;</td></tr>"
    assert table(f"<table>{rows}</table>").columns[0].kind == "number"


def test_a_caption():
    assert table("<table><caption>Bảng  1</caption><tr><th>a</th></tr><tr><td>b</td></tr></table>").caption == "Bảng 1"


def test_two_columns_without_a_head_are_labels_and_what_they_say():
    assert blocks("<table><tr><td>Câu tìm</td><td>học tập</td></tr></table>", "en") == [
        Facts((("Câu tìm", (Text("học tập"),)),))
    ]


def test_rows_of_different_lengths():
    made = table("<table><tr><th>a</th><th>b</th><th>c</th></tr><tr><td>1</td></tr></table>")
    assert cells(made) == [["1", "", ""]]


def test_spans_that_would_blow_the_table_up_are_not_followed():
    row = "<tr><td colspan=999 rowspan=999>x</td></tr>"
    assert cells(table(f"<table>{row * 300}</table>")) == [["x"]] * 300


def test_a_table_inside_a_cell_keeps_its_words():
    inner = "<table><tr><th>h</th></tr><tr><td>inner</td></tr></table>"
    assert cells(table(f"<table><tr><th>outer</th></tr><tr><td>{inner}</td></tr></table>")) == [["h\ninner"]]
