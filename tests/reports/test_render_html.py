"""The HTML page: nothing runs, nothing is loaded, everything is inside <main>, and text stays text."""

import base64
import csv
import io
import itertools
import json
import re

import pytest
from lxml import html as parser

from newsarchive.reports import build, html
from newsarchive.reports.document import (
    Bar,
    BarChart,
    Cite,
    Code,
    CodeBlock,
    Column,
    Document,
    Entry,
    Heading,
    Image,
    Link,
    ListNode,
    Note,
    Paragraph,
    Quote,
    Table,
    Text,
)
from newsarchive.reports.recipe import usual

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def page_of(*nodes, language="vi"):
    document = Document("Nhan đề", language, None, "Loại", "Ai", "Đầu trang", tuple(nodes))
    return parser.document_fromstring(html.render(document))


def everything(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def page(found):
    return parser.document_fromstring(build(found, title='<Học tập> & "gương"', sections=usual("full")).html())


def test_nothing_runs_and_nothing_is_loaded(page):
    assert not page.xpath("//script | //link | //iframe | //object | //embed | //form | //base | //style[@src]")
    assert not [name for element in page.iter() for name in element.attrib if name.lower().startswith("on")]
    assert not page.xpath("//@style")
    assert not page.xpath("//*[not(self::a)]/@src | //@srcset | //@background | //@action")
    assert all(re.match(r"#|data:(application/json|text/csv);base64,", address) for address in page.xpath("//a/@href"))
    assert "url(" not in page.xpath("string(//style)")
    assert "@import" not in page.xpath("string(//style)")


def test_the_policy_says_so_and_fits_the_style_sheet(page):
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_everything_to_be_read_is_inside_main(page):
    outside = page.xpath("//body/*[not(self::main)]")
    assert [element.get("class") for element in outside] == ["skip"]
    assert page.xpath("string(//a[@class='skip']/@href)") == f"#{page.xpath('//main/@id')[0]}"


def test_hostile_text_stands_as_text(page, found):
    article = next(item for item in found.articles() if item.title and "HYPERLINK" in item.title.value)
    shown = everything(page.text_content())
    for value in (article.title, *article.paragraphs):
        assert everything(value.value.replace("\u202e", "[U+202E]").replace("\u202c", "[U+202C]")) in shown


def test_each_cite_leads_somewhere(page):
    anchors = set(page.xpath("//@id"))
    assert {link.removeprefix("#") for link in page.xpath("//a/@href") if link.startswith("#")} <= anchors
    assert len(page.xpath("//@id")) == len(anchors)


def test_headings_never_skip_a_level(page):
    levels = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))


def test_the_evidence_is_inside_and_reads_back(page, found):
    files = {link.get("download"): link.get("href").partition(",")[2] for link in page.xpath("//a[@download]")}
    evidence = json.loads(base64.b64decode(files["evidence.json"]))
    assert (evidence["query"], evidence["total"]) == (found.query, 5)
    first = next(found.articles())
    quoted = evidence["articles"][0]["passages"][0]
    assert first.text[quoted["start"] : quoted["end"]] == quoted["text"]
    rows = list(csv.DictReader(io.StringIO(base64.b64decode(files["rows.csv"]).decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == found.ids


def test_a_quote_says_where_it_stands(page, found):
    articles = {article.id: article for article in found.articles()}
    quotes = page.xpath("//blockquote")
    assert len(quotes) >= 5
    for quote in quotes:
        article = articles[quote.get("data-article")]
        source = article.text[int(quote.get("data-start")) : int(quote.get("data-end"))]
        assert quote.get("data-sha256") == article.source.sha256
        if "\u202e" not in source:
            assert everything(quote.xpath("string(p)")) == everything(source)


def test_the_page_is_small_before_its_content(nothing):
    assert len(build(nothing, title="Không có gì").html().encode()) < 60_000


def test_languages(seed):
    english = parser.document_fromstring(build(seed, title="Learning", language="en").html())
    assert english.get("lang") == "en"
    assert english.xpath("string(//blockquote/p/@lang)") == "vi"
    vietnamese = parser.document_fromstring(build(seed, title="Học tập").html())
    assert vietnamese.get("lang") == "vi"
    assert not vietnamese.xpath("//blockquote/p/@lang")


def test_a_chart_has_words_for_who_cannot_see_it():
    bars = (Bar("2011", 2, "2"), Bar("2012", 5, "5"))
    page = page_of(BarChart(bars, "hai cột: 2 và 5", "Hình 1.", "vi", peak=1))
    (drawing,) = page.xpath("//figure//svg")
    assert drawing.get("role") == "img"
    assert drawing.get("aria-label") == "hai cột: 2 và 5"
    assert len(drawing.xpath(".//rect")) == 2
    assert page.xpath("string(//figcaption)") == "Hình 1."


def test_tables_say_which_cells_are_heads():
    page = page_of(Table((Column("Năm"), Column("Bài", "number")), (("2012", "1"),), "Bảng 1."))
    assert page.xpath("//th/@scope") == ["col", "col"]
    assert page.xpath("string(//caption)") == "Bảng 1."


def test_a_table_without_heads_has_no_row_of_them():
    assert not page_of(Table((Column(""), Column("")), (("a", "b"),))).xpath("//thead")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x", "http://[", "x"]
)
def test_only_web_and_mail_addresses_become_links(address):
    page = page_of(Paragraph((Link((Text("chữ"),), address),)))
    assert not page.xpath("//main//a")
    assert "chữ" in page.text_content()


def test_a_web_address_becomes_a_link():
    assert page_of(Paragraph((Link((Text("x"),), 'https://bao.vn/?a=1&b="2'),))).xpath("//main//a/@href") == [
        'https://bao.vn/?a=1&b="2'
    ]


def test_every_kind_of_node():
    page = page_of(
        Heading(1, (Text("Một"),), "one"),
        Heading(1, (Text("Hai"),), "two"),
        Paragraph((Text("đoạn "), Code("x < y")), label="3"),
        Quote((Text("lời"),), (Cite("source-1", "[1]"),)),
        ListNode(((Paragraph((Text("mục"),)),),), ordered=True, start=4),
        CodeBlock("a = 1\nb", "error"),
        Image(PNG, "image/png", "một điểm"),
        Note((Text("chú ý"),)),
        Entry("source-1", "[1]", (Text("nguồn"),)),
    )
    assert [link.text for link in page.xpath("//nav//a")] == ["Một", "Hai"]
    assert page.xpath("string(//main/p[@class='desk']/code)") == "x < y"
    assert page.xpath("string(//ol/@start)") == "4"
    assert page.xpath("string(//pre[@class='error'])") == "a = 1\nb"
    assert page.xpath("string(//img/@alt)") == "một điểm"
    assert page.xpath("string(//li[@id='source-1'])") == "[1] nguồn"
