import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.reports import escape
from newsarchive.text import visible


def test_html_leaves_no_markup():
    assert escape.html("<a href=\"x\" title='y'>&") == "&lt;a href=&quot;x&quot; title=&#x27;y&#x27;&gt;&amp;"


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_a_cell_is_never_a_formula(start):
    assert escape.spreadsheet(start) == f"'{start}"


def test_an_ordinary_cell_is_as_it_was():
    assert escape.spreadsheet("1 = 1") == "1 = 1"


def test_latex_specials_on_one_line():
    assert escape.latex("50% & {x}\n\\y_z~^#$") == (
        r"50\% \& \{x\} \textbackslash{}y\_z\textasciitilde{}\textasciicircum{}\#\$"
    )


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Học tập và làm theo gương Bác", "hoc-tap-va-lam-theo-guong-bac"),
        ("TP.Cao Lãnh: Sau một năm", "tp-cao-lanh-sau-mot-nam"),
        ("Đảng & Đoàn 58/58", "dang-doan-58-58"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-report"),
        ("lpt1", "lpt1-report"),
        ("…", "report"),
        ("a" * 300, "a" * 80),
    ],
)
def test_file_names_from_titles(title, stem):
    assert escape.file_stem(title, "report") == stem


@given(st.text())
def test_any_title_makes_a_safe_file_name(title):
    stem = escape.file_stem(title, "report")
    assert stem.isascii()
    assert 0 < len(stem) <= 90
    assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"])))
def test_a_cell_survives_csv(text):
    cell = escape.spreadsheet(visible(text))
    page = io.StringIO(newline="")
    csv.writer(page).writerow([cell, "end"])
    assert next(csv.reader(io.StringIO(page.getvalue(), newline=""))) == [cell, "end"]
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
