"""The PDF: archival and accessible by an independent judge, the text whole and in order, the evidence attached."""

import csv
import io
import json

import page as judge
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsarchive.reports import build, typst
from newsarchive.reports.document import (
    Bar,
    BarChart,
    Cite,
    Code,
    CodeBlock,
    Column,
    Document,
    Facts,
    Footnote,
    Heading,
    Image,
    Link,
    ListNode,
    Mark,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
)
from newsarchive.reports.recipe import SECTIONS, usual


def failures(pdf: bytes) -> list[str]:
    return [
        f"{failure.rule_id}: {failure.message}"
        for profile in (judge.ValidationProfile.PDF_UA_1, judge.ValidationProfile.PDF_A_3A)
        for failure in judge.validate_pdf_bytes(pdf, profile=profile).failures
    ]


def words(pdf: bytes) -> str:
    """The text of all pages, with any white space as one space."""
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def pdf_of(*nodes, language="vi"):
    return typst.render(Document("Nhan đề", language, None, "Loại", "Ai", "Đầu trang", tuple(nodes)))


@pytest.fixture(scope="module")
def pdf(found):
    return build(found, title='Học tập #let x = "1" <a> $', sections=usual("full"), author="Trần Mai").pdf()


def test_the_judge_finds_nothing(pdf):
    assert failures(pdf) == []


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("sections", [usual(), SECTIONS])
def test_the_judge_finds_nothing_in_the_seed(seed, language, sections):
    assert failures(build(seed, title="Học tập", language=language, sections=sections).pdf()) == []


def test_the_judge_finds_nothing_where_nothing_was_found(nothing):
    assert failures(build(nothing, title="Khủng long").pdf()) == []


def test_every_paragraph_of_the_seed_stands_in_order_with_all_diacritics(seed):
    text = words(build(seed, title="Học tập", sections=usual("full")).pdf())
    (article,) = seed.articles()
    assert len(article.paragraphs) == 5
    at = text.index("Toàn văn")
    for paragraph in article.paragraphs:
        at = text.index(" ".join(paragraph.value.split()), at)


def test_every_quote_is_word_for_word(seed):
    text = words(build(seed, title="Học tập").pdf())
    (article,) = seed.articles()
    for passage in seed.passages(article):
        assert " ".join(passage.text.split()) in text


def test_hostile_text_stands_as_text(pdf):
    text = words(pdf)
    assert '<script>alert(1)</script> #read("/etc/passwd") $x$ \\" @gương *đậm* =1+1' in text
    assert "root:" not in text


def test_what_the_fonts_lack_is_written_out_and_said(pdf):
    text = words(pdf)
    assert "[U+4EBA][U+6C11] và [U+1F600] học tập." in text
    assert "lack 3" not in text
    assert "Có 3 ký tự mà phông chữ của bản PDF không có" in text


@pytest.mark.parametrize("sign", ["1\ufe0f\u20e3", "👍🏽", "👩\u200d👧", "#\ufe0f\u20e3"])
def test_a_sign_of_several_characters_does_not_stop_the_report(sign):
    pdf = pdf_of(Heading(1, (Text("Tít"),)), Paragraph((Text(f"Đoạn {sign} văn."),)))
    assert failures(pdf) == []
    assert f"[U+{ord(sign[-1]):04X}] văn." in words(pdf)


def test_the_evidence_is_attached_as_data(pdf, found):
    with pikepdf.open(io.BytesIO(pdf)) as file:
        files = dict(file.attachments.items())
        assert {attached.relationship for attached in files.values()} == {pikepdf.Name.Data}
        assert json.loads(files["evidence.json"].get_file().read_bytes())["total"] == 5
        rows = files["rows.csv"].get_file().read_bytes().decode("utf-8-sig")
    assert [row["id"] for row in csv.DictReader(io.StringIO(rows))] == found.ids


def test_title_language_author_and_date_are_those_of_the_report(seed):
    import datetime

    pdf = build(seed, title="Học tập", language="en", date=datetime.date(2024, 7, 4), author="Trần Mai").pdf()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert str(file.Root.Lang) == "en"
        assert str(file.docinfo["/Title"]) == "Học tập"
        assert str(file.docinfo["/Author"]) == "Trần Mai"
        assert str(file.docinfo["/CreationDate"]).startswith("D:20240704")
    assert "4 July 2024" in words(pdf)


def test_sections_and_articles_are_in_the_outline(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as file, file.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert titles[:4] == ["Câu hỏi và cách đếm", "Theo thời gian", "Phân bố", "Các bài khớp"]
        assert titles[4:] == ["Toàn văn", "Thư mục", "Chứng cứ"]
        assert len(outline.root[3].children) == 5


def test_pages_are_numbered_of_all(pdf):
    pages = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in page.get_textpage().get_text_range()


def test_only_the_packaged_fonts_are_used(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as file:
        names = {str(font.BaseFont).split("+")[-1] for page in file.pages for font in page.resources.Font.values()}
    assert {name.split("-")[0] for name in names} <= {"NotoSerif", "BeVietnamPro", "DejaVuSansMono", "LibertinusSerif"}


def test_a_long_table_is_set_in_parts_with_their_count():
    columns = (Column("№", "number"), Column("Mã", "code"), Column("Chữ"))
    rows = tuple((str(n), f"{n:064x}", f"chữ {n}") for n in range(1, 1202))
    pdf = pdf_of(Heading(1, (Text("Bảng"),)), Table(columns, rows, "Bảng 1."))
    assert failures(pdf) == []
    text = words(pdf)
    assert "Bảng 1. · dòng 1–1.000 trong 1.201 dòng" in text
    assert "Bảng 1. · dòng 1.001–1.201 trong 1.201 dòng" in text
    assert f"{1201:064x}"[:60] in text.replace(" ", "")


def test_nothing_runs_off_the_page(pdf):
    long = "QUJD" * 100
    made = pdf_of(CodeBlock(f"x = '{long}'"), Paragraph((Text(long),)), Table((Column("a", "code"),), ((long,),)))
    for page in [*pypdfium2.PdfDocument(pdf), *pypdfium2.PdfDocument(made)]:
        text = page.get_textpage()
        rights = [text.get_charbox(index)[2] for index in range(text.count_chars())]
        assert max(rights) <= page.get_width() - 65


def test_every_other_node():
    pdf = pdf_of(
        Heading(1, (Text("Một"),), "one"),
        Heading(2, (Text("Con"),)),
        ListNode(((Paragraph((Text("mục"),)), ListNode(((Paragraph((Text("nhỏ"),)),),))),), ordered=True, start=4),
        CodeBlock("if x:\n    #panic()", "input"),
        CodeBlock("lỗi", "error"),
        Facts((("nhãn", (Cite("one", "về đầu"), Cite("nowhere", " và đâu"))),)),
        Paragraph((Link((Text("báo"),), "https://bao.vn/"), Link((Text("hại"),), "javascript:x"))),
        BarChart((Bar("2011", 2, "2"), Bar("2012", 5, "5")), "hai cột", "Hình 1.", "vi", peak=1),
        Image(
            b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
            "image/svg+xml",
            "ô vuông",
        ),
        language="en",
    )
    assert failures(pdf) == []
    text = words(pdf)
    assert "4. mục" in text
    assert "#panic()" in text
    assert "về đầu và đâu" in text
    assert b"javascript" not in pdf


def test_a_picture_that_cannot_be_decoded_is_named_in_its_place():
    good = Image(b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "image/svg+xml", "tốt")
    bad = Image(b"\x89PNG\r\n\x1a\nnothing", "image/png", "hỏng")
    pdf = pdf_of(good, bad, good, Paragraph((Text("còn lại"),)))
    assert "(phần hỏng không hiện được trong tài liệu) còn lại" in words(pdf)
    assert failures(pdf) == []


def test_a_drawing_may_have_letters_that_no_font_has():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="15">Báo 人</text></svg>'
    pdf = pdf_of(Image(svg.encode(), "image/svg+xml", "báo"))
    assert "Báo [U+4EBA]" in words(pdf)
    assert failures(pdf) == []


SIGNS = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Mn", "Me", "Cf", "So", "Co", "Cn"]),
        st.sampled_from('aạđ ."\\$#\n\u200d\ufe0f\u20dd\U0001f3fd\U0001f1fb\U000e0041\u202e'),
    ),
    min_size=1,
    max_size=30,
)


@given(st.lists(SIGNS, min_size=9, max_size=9))
@settings(max_examples=60)
def test_any_text_can_be_set_anywhere(texts):
    a, b, c, d, e, f, g, h, i = texts
    nodes = (
        Heading(1, (Text(a),), anchor="s"),
        Paragraph((Text(b), Strong((Text(c),)), Code(d), Footnote(1, (Text(e),))), "press"),
        Table((Column(c), Column(d, "number")), ((e, (Mark((Text(f),)),)), (g, h))),
        BarChart((Bar(a, 3, b), Bar(c, 5, "5")), f, g, "vi"),
        Quote((Text(h),), (Text(i),)),
        ListNode(((Paragraph((Text(i),)),),)),
        CodeBlock(b),
    )
    assert typst.render(Document(i, "vi", None, a, b, c, nodes)).startswith(b"%PDF")
