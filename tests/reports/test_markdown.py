"""Markdown as nodes, by way of its HTML."""

import pytest

from newsarchive.reports.document import Cite, Code, Emphasis, Footnote, ListNode, Math, Paragraph, Table, Text, plain
from newsarchive.reports.fragments import blocks
from newsarchive.reports.markdown import html, with_footnotes


def read(source, markup=True):
    return blocks(html(source, markup=markup), "vi", "press")


def test_footnotes_stand_where_they_are_first_referred_to():
    (line,) = read("một[^a] hai[^b] lần nữa[^a]\n\n[^a]: chú *thích*\n[^b]: khác")
    assert line.children == (
        Text("một"),
        Footnote(1, (Text("chú "), Emphasis((Text("thích"),)))),
        Text(" hai"),
        Footnote(2, (Text("khác"),)),
        Text(" lần nữa"),
        Cite("note-1", "[1]"),
    )


def test_a_footnote_in_a_place_of_text_alone_is_not_lost():
    table, note = read("| a[^1] | b |\n|---|---|\n| x | y |\n\n[^1]: của bảng")
    assert isinstance(table, Table)
    assert note == Paragraph((Text("[1] "), Text("của bảng")), "press", small=True)


def test_a_footnote_may_be_written_in_the_line_and_in_itself():
    (line,) = read("x^[ngay đây]")
    assert line.children[1] == Footnote(1, (Text("ngay đây"),))
    (line,) = read("x[^1]\n\n[^1]: xem[^1]")
    assert line.children[1] == Footnote(1, (Text("xem"), Cite("note-1", "[1]")))


def test_footnotes_of_other_parts_of_a_text():
    first, second, last = with_footnotes(["một[^1] hai[^2]", "[^1]: một\n\n    và\n\n[^3]: không ai hỏi", "[^2]: hai"])
    (line,) = read(first)
    assert [plain(piece.children) for piece in line.children if isinstance(piece, Footnote)] == ["một\nvà", "hai"]
    assert [plain(node.children) for node in read(second)] == ["[^3]: không ai hỏi"]
    assert read(last) == []


def test_formulas_in_the_line_and_on_their_own():
    before, shown, after = read("có $x^2$ và $$y$$ sau")
    assert [type(piece) for piece in before.children] == [Text, Math, Text]
    assert (shown.children[0].latex, shown.children[0].display) == ("y", True)
    assert plain(after.children) == "sau"
    (alone,) = read("\\begin{align}\na &= b\n\\end{align}")
    assert alone.children[0].display


@pytest.mark.parametrize("money", ["từ $5 đến $6", "giá $ 5 và $ 6", "US$5 hay $7", r"\$x\$"])
def test_money_is_no_formula(money):
    (line,) = read(money)
    assert plain(line.children) == money.replace("\\", "")


def test_a_formula_that_cannot_be_read_stays_as_typed():
    (line,) = read(r"có $\undefined x$")
    assert line.children[1] == Code(r"\undefined x")


def test_task_lists_and_struck_text():
    (tasks,) = read("- [x] xong\n- [ ] chưa")
    assert isinstance(tasks, ListNode)
    assert [plain(item[0].children) for item in tasks.items] == ["☑ xong", "☐ chưa"]
    assert plain(read("~~cũ~~")[0].children) == "~~cũ~~"


def test_html_between_the_lines_is_read_or_is_text():
    assert plain(read("a <b>b</b>")[0].children) == "a b"
    assert plain(read("a <b>b</b>", markup=False)[0].children) == "a <b>b</b>"
