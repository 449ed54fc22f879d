"""Notebooks as people write them with pandas, altair and matplotlib: whole in both formats, what is lost is said."""

import re
from pathlib import Path

import nbformat
import page as judge
import pypdfium2
import pytest

from newsarchive.reports import html, typst
from newsarchive.reports.document import Facts, Image, Math, Note, Paragraph, Table, Text, footnotes, plain
from newsarchive.reports.notebooks.pages import document

FOLDER = Path(__file__).parent / "foreign"
# The last three are by someone who had not seen the exporter.
NAMES = (
    "pandas-sales",
    "altair-climate",
    "matplotlib-bao",
    "pandas-till-gap",
    "altair-salt-delta",
    "matplotlib-con-nuoc-ba-lat",
)
LIMITS = judge.SafetyLimits(max_reference_depth=100_000, max_table_grid_rows=100_000)  # of the judge's own

# What a reader of the notebook sees, and has to find again in both.
SEEN = {
    "pandas-sales": """Prepared for the *monthly* meeting|by turnover|in winter|☑ export from the till|☐ ask Anna
        Half of what we sell is bread|H₂O is free|Small print|A box with bold words|It costs $5 to print and $6 to bind
        <b>wine</b>|=1+1|500 rows × 4 columns|week 40|sum · turnover · milk|Amounts by month|count|memory usage
        Name: count, dtype: int64|From the web|Visible words|Bold from code|"open": true|3/3 [|red and bold
        prices before 2020 are in other units|KeyError: 'no such column'|Month|from the shell
        shown output of a hidden cell|A raw cell, for TeX perhaps.|<i>not italic</i>""",
    "altair-climate": "A made-up climate|A line with a description|2020-01-01|done",
    "matplotlib-bao": """Số liệu giả, để thử vẽ hình|1.204|34,2%|Text(0, 0.5, 'Bài')|2003:|bài|array([|Kết luận
        Không có kết luận""",
    "pandas-till-gap": """counter | app | delivery|45 000 ₫|$5|re.search(|pandas 3.1.1 | numpy 2.4.6|TODO(linh)
        this block is for the Sphinx build|4200 rows × 10 columns|R102317|R102644|R100007|12 rows × 24 columns
        Net takings, million VND, by city and month|304.39|84.03|109.66|(12, 366)|12 rows × 366 columns|34,999,600
        +2,134,600|6.10%|+315,800|R103121|sữa chua nếp cẩm|1351|0.455|ChainedAssignment|dayfirst|till #3 (shop 07)
        Merge keys are not unique in left dataset|10 rows share 1 id|'early' < 'morning' < 'lunch' < 'late'|PASS|FAIL
        (soft)|200/200|12/12|mean receipt 72,473 VND|Total gap: 2,340,700 VND|Cảnh báo: 2 quán
        'shops_flagged': ['07', '09']|'regoin'|\\begin{tabular}{lrr}""",
    "altair-salt-delta": """('6.3.0', 'default')|14,504 gauge-days, max 50.11 g/L|trend -1.97 days per year|Trạm đo:
        Mỹ Hóa: 566 ngày vượt 4.0 g/L|ngưỡng g/L|Nguồn: mô phỏng|Worst year: 2020 with 515 gauge-days above 4 g/L
        KeyError: 'y'|Pandas4Warning|towards Sluice Now""",
    "matplotlib-con-nuoc-ba-lat": """1464|4.595|RMS phần dư ngoài bão: 4.0 cm|Ngày 07-09-2024: cao nhất 4.59 m
        dạng triều: nhật triều đều|Tải về|"trạm": "Ba Lạt"|print(k, T[k])|«văn bản thuần»|xong, giữ lại vòng cuối
        Cập nhật muộn: phân tích xong lúc nước ròng|0000 2024-08-01 00:00 h= 2.831 m|0619 2024-08-26 19:00 h= 3.299 m
        cảnh báo cảm biến số 2: pin yếu|Ngày thứ|chênh lệch triều 4.03 m|Tùy chọn · Hiện bão|Ghi chú: số không so
        ZeroDivisionError|Nguồn: mô phỏng, không dùng để đi biển|bà ngoại|Glyph 28526""",
}
UNSEEN = ("a cell that is removed", "secret = ", "cache dropped", "bootstrap: 16%", "vòng 1 ")
LOST = {
    "pandas-sales": """<img> old logo|colours and bars|<iframe>|A script|<audio>|<iframe>|<iframe>|Controls as they
        Left out here""",
    "altair-climate": "answers to its reader|answers to its reader|vega.example/cars.json",
    "matplotlib-bao": "hình đầu tiên|<img> ngoài",
    "pandas-till-gap": "colours and bars|Controls as they|colours and bars|Left out here",
    "altair-salt-delta": "|".join(["answers to its reader"] * 5 + ["Controls as they"] * 2),
    "matplotlib-con-nuoc-ba-lat": """hình đầu tiên|chuyển động|đoạn chương trình|<audio>|<iframe>|<iframe>
        application/javascript|Các nút điều khiển|Các nút điều khiển""",
}


@pytest.fixture(scope="module", params=NAMES)
def made(request):
    return document(nbformat.read(FOLDER / f"{request.param}.ipynb", 4), request.param)


def squeezed(text):
    return re.sub(r"[\s*]+", "", text)


def test_html_is_whole_and_by_itself(made):
    page = html.render(made)
    assert "<script" not in page
    loaded = re.findall(r'<(?:img|link|iframe|source|audio|video)\b[^>]*?(?:src|href)="([^"]+)"', page)
    assert [address for address in loaded if not address.startswith("data:")] == []
    from lxml.html import fromstring

    text = squeezed(fromstring(page).find(".//main").text_content())
    for seen in SEEN[made.running].split("|"):
        for line in seen.splitlines():
            assert squeezed(line) in text, line
    assert not [word for word in UNSEEN if squeezed(word) in text]


def test_pdf_is_whole_and_for_keeping_and_for_screen_readers(made):
    pdf = typst.render(made)
    for profile in (judge.ValidationProfile.PDF_UA_1, judge.ValidationProfile.PDF_A_3A):
        assert judge.validate_pdf_bytes(pdf, profile=profile, limits=LIMITS).failures == []
    text = squeezed("".join(sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(pdf)))
    for seen in SEEN[made.running].split("|"):
        for line in seen.splitlines():
            assert squeezed(line) in text, line


def test_whatever_is_lost_is_said_in_its_place(made):
    said = [node for node in made.nodes if isinstance(node, Note) or (isinstance(node, Paragraph) and node.small)]
    expected = [words.strip() for line in LOST[made.running].splitlines() for words in line.split("|")]
    assert len(said) == len(expected)
    for line, words in zip(said, expected, strict=True):
        assert words in plain(line.children)


def test_pandas():
    nodes = document(nbformat.read(FOLDER / "pandas-sales.ipynb", 4), "x").nodes
    tables = [node for node in nodes if isinstance(node, Table)]
    assert [len(table.rows) for table in tables][:4] == [2, 5, 10 + 1, 300]
    assert max(len(table.columns) for table in tables) == 41
    formulas = [
        piece for node in nodes if isinstance(node, Paragraph) for piece in node.children if isinstance(piece, Math)
    ]
    assert [formula.display for formula in formulas] == [True, True, False, False, True, True]
    assert len(footnotes(nodes)) == 1
    assert Facts((("Month", (Text("3"),)),)) in nodes


@pytest.mark.parametrize(
    ("name", "pictures"),
    [
        ("altair-climate", 12),
        ("matplotlib-bao", 10),
        ("pandas-till-gap", 4),
        ("altair-salt-delta", 14),
        ("matplotlib-con-nuoc-ba-lat", 12),
    ],
)
def test_every_picture_is_there_and_says_what_it_is(name, pictures):
    nodes = document(nbformat.read(FOLDER / f"{name}.ipynb", 4), name).nodes
    images = [node for node in nodes if isinstance(node, Image)]
    assert len(images) == pictures
    assert all(image.alt for image in images)
