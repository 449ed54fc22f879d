"""Formulas: from LaTeX and MathML to a tree that holds nothing else, and out of it into both renderers."""

import re

import pypdfium2
import pytest
from lxml import etree, html

from newsarchive.reports import maths, typst
from newsarchive.reports.document import Document, Math, Paragraph
from newsarchive.reports.html import render


def names(formula):
    """The names of a formula's parts, top down."""
    return [formula.name, *(name for child in formula.children for name in names(child))]


def said(formula):
    return formula.text + "".join(map(said, formula.children))


def page(*formulas, display=True):
    nodes = tuple(Paragraph((maths.latex(formula, display),)) for formula in formulas)
    return Document("Toán", "vi", None, "", "", "", nodes)


FORMULAS = {
    r"\bar{x} = \frac{1}{n}\sum_{i=1}^n x_i": "x¯=1n∑i=1nxi",
    r"\sqrt[3]{x} \le \sqrt{y}": "x3≤y",
    r"\text{tỉ lệ } p": "tỉ\u00a0lệ\u00a0p",
    r"\log \sin x": "logsinx",
    r"\left( \frac{a}{b} \right)": "(ab)",
    r"\begin{pmatrix}1&2\\3&4\end{pmatrix}": "(1234)",
    r"\begin{bmatrix} a \\ b \end{bmatrix}^T": "[ab]T",
    r"f = \begin{cases} 1 & x>0\\0 & \text{else}\end{cases}": "f={1x>00else",
    r"\begin{aligned} a &= b \\ c &= d \end{aligned}": "a=bc=d",
    r"\begin{align} a &= b \label{eq:a} \tag{7} \end{align}": "a=b(7)",
    r"\begin{equation} a = b \end{equation}": "a=b",
    r"\begin{gather} a \\ b \end{gather}": "ab",
    r"a \\ b": "ab",
    r"\hat{\beta} \vec{v} \overline{AB} \underbrace{a}_{n}": "β^v→AB―a⏟n",
    r"\binom{n}{k} \boxed{x} \phantom{y}": "(nk)xy",
    r"\color{red}{x} \href{javascript:alert(1)}{y}": "xy",
}


@pytest.mark.parametrize(("latex", "text"), FORMULAS.items())
def test_latex_is_read(latex, text):
    made = maths.latex(latex, True)
    assert made.latex == latex
    assert said(made.formula) == text


@pytest.mark.parametrize("latex", ["", "  ", r"\undefined x", "a_{", r"\frac{a}", r"\begin{x} a", "x" * 5_000])
def test_what_cannot_be_read_is_not_guessed(latex):
    assert maths.latex(latex, False) is None


def test_mathml_keeps_what_is_mathematics():
    element = html.fragment_fromstring(
        '<math display="block" onclick="x()"><semantics><mrow href="javascript:x"><mi style="color:red">x</mi>'
        "<script>x()</script><mo>+</mo><mn>1</mn></mrow>"
        '<annotation encoding="application/x-tex">x + 1</annotation></semantics></math>'
    )
    made = maths.mathml(element)
    assert (made.latex, made.display) == ("x + 1", True)
    assert names(made.formula) == ["mrow", "mrow", "mi", "mo", "mn"]
    assert said(made.formula) == "x+1"


def test_mathml_that_nests_without_end_is_none():
    assert (
        maths.mathml(html.fragment_fromstring("<math>" + "<mrow>" * 90 + "<mi>x</mi>" + "</mrow>" * 90 + "</math>"))
        is None
    )


@pytest.mark.parametrize(
    ("output", "formula"),
    [
        ("$\\displaystyle x^{2}$", ("x^{2}", True)),
        ("$$x$$", ("x", True)),
        (r"\(x\)", ("x", False)),
        (r"\begin{align}x\end{align}", (r"\begin{align}x\end{align}", True)),
        ("a table $x$ and $y$", None),
        ("$x$ and $y$", None),
        (r"\section{x}", None),
    ],
)
def test_an_output_is_a_formula_or_more(output, formula):
    assert maths.written(output) == formula


def test_html_has_mathml_with_its_latex():
    made = render(page(r"x < \sin y", display=False))
    assert '<math alttext="x &lt; \\sin y"><mrow>' in made
    assert "<mi>x</mi><mo>&lt;</mo>" in made
    (formula,) = re.findall("<math.*?</math>", made)
    etree.fromstring(formula)


def test_every_formula_is_set_in_a_pdf():
    printed = typst.render(page(*FORMULAS))
    text = "".join(sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(printed))
    for sign in ("∑", "≤", "tỉ\u00a0lệ", "sin", "(7)"):
        assert sign in text
    assert printed.count(b"/Formula") >= len(FORMULAS)


def test_a_formula_in_a_line_is_a_part_of_it():
    made = page("x", display=False)
    assert isinstance(made.nodes[0].children[0], Math)
    assert '<math display="block"' not in render(made)
