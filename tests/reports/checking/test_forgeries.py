"""Every forgery of a report is found; a tenth of those that ``make stress`` makes, by the same dice."""

import os
import random

import pytest
from forging import PAGE, PRINT, TREE, forged_page, forged_print, forged_tree

from newsarchive.reports import build, html, typst
from newsarchive.reports.checking import pages, prints
from newsarchive.reports.recipe import SECTIONS

STRESS = bool(os.environ.get("NEWSARCHIVE_STRESS"))
FORGERIES = 500 if STRESS else 50
KINDS = [
    *((medium, kind) for medium in ("html", "pdf") for kind in TREE),
    *(("page", kind) for kind in PAGE),
    *(("print", kind) for kind in PRINT),
]


@pytest.fixture(scope="module")
def report(found):
    text = "Có {{count}} bài.\n\n{{quote:368d28e324d63603:Đến nay, có 58/58 … hoàn thành}}\n"
    return build(found, title="Học tập", sections=SECTIONS, facets=["publisher", "year"], findings=text)


@pytest.fixture(scope="module")
def page(report):
    return report.html().encode("utf-8")


@pytest.fixture(scope="module")
def printed(report):
    return report.pdf()


def test_nothing_is_found_where_nothing_was_changed(report, page, printed):
    assert pages.compare(html.render(report.document).encode("utf-8"), page) == []
    assert prints.compare(typst.render(report.document), printed) == []


@pytest.mark.parametrize("number", range(FORGERIES))
def test_a_forgery_is_found(report, page, printed, number):
    medium, kind = KINDS[number % len(KINDS)]
    draw = random.Random(number)
    original = page if medium in ("html", "page") else printed
    forged = original
    while forged == original:  # a label of the axis that has no room is not drawn, and may say anything
        match medium:
            case "html":
                forged = html.render(forged_tree(report.document, kind, draw)).encode("utf-8")
            case "pdf":
                forged = typst.render(forged_tree(report.document, kind, draw))
            case "page":
                forged = forged_page(page, kind, draw)
            case "print":
                forged = forged_print(printed, kind, draw)
    found = (pages if original is page else prints).compare(forged, original)
    assert found, (medium, kind, number)
