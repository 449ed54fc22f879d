"""Saved HTML pages: one small page for each trap that real ones set, and laws that hold for any page."""

import json
import random
from contextlib import suppress

import pytest
from laws import check_laws

import newsarchive as na
from newsarchive.errors import RecordError
from newsarchive.parsing import parse
from newsarchive.parsing.records import Record

TITLE = "Xã vùng cao mở thêm ba lớp học cho trẻ em nghèo"
LEAD = "Ba lớp học mới vừa được khánh thành tại xã vùng cao, giúp hơn 90 em nhỏ không phải đi bộ hàng chục cây số."
TEXT = [
    "Sáng 12/3, Ủy ban nhân dân xã tổ chức lễ khánh thành ba phòng học mới, tổng kinh phí gần 2 tỷ đồng, do các nhà "
    "hảo tâm và người dân trong vùng cùng đóng góp suốt hai năm qua.",
    "Trước đây, học sinh của ba bản xa nhất phải dậy từ bốn giờ sáng để đi bộ đến trường chính. Nhiều em bỏ học giữa "
    "chừng vì mùa mưa nước suối dâng cao, đường đi nguy hiểm.",
    "Theo lãnh đạo xã, năm học tới địa phương sẽ xây thêm nhà bán trú và bếp ăn, để các em yên tâm ở lại trường cả "
    "tuần lễ mà gia đình không phải lo lắng.",
]
MENU = (
    "<nav><ul><li><a href=/a>Thời sự</a></li><li><a href=/b>Kinh tế</a></li><li><a href=/c>Du Lịch</a></li></ul></nav>"
)


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>\n" for text in texts)


def html(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html lang=vi><head><meta charset=utf-8>{head}</head><body>{MENU}{body}</body></html>"


def linked(**values: object) -> str:
    thing = {"@context": "https://schema.org", "@type": "NewsArticle", **values}
    return f'<script type="application/ld+json">{json.dumps(thing, ensure_ascii=False)}</script>'


def read(page: str) -> na.Article:
    article = na.read(text=page)
    assert article.source.media_type == "text/html"
    check_laws(article)
    return article


def read_dict(page: str) -> dict[str, object]:
    return read(page).to_dict()


def labelled(article: na.Article, label: str) -> list[str]:
    return [article.text[start:end].strip() for start, end, name in article.labels if name == label]


def test_a_plain_page() -> None:
    article = read(
        html(
            f"<article><h1>{TITLE}</h1><span class=date>Thứ ba, 12/03/2024, 19:25 (GMT+7)</span>"
            f"<p class=sapo>{LEAD}</p>{paragraphs(*TEXT)}<p style='text-align:right'><b>Minh Trí</b></p></article>"
            "<div>Bình luận</div><h3>Tin liên quan</h3><ul><li><a href=/x>Khởi công cầu mới qua suối lớn</a></li></ul>",
            f"<title>{TITLE} | Báo Vùng Cao</title>",
        )
    )
    record = article.to_dict()
    assert record["title"] == TITLE
    assert (record["published"], record["published_precision"]) == ("2024-03-12T19:25:00+07:00", "minute")
    assert (record["lead"], record["byline"], record["paragraphs"]) == (LEAD, "Minh Trí", TEXT)
    assert record["language"] == "vi"
    assert record["warnings"] == []
    assert article.text.startswith("Thời sự\nKinh tế\nDu Lịch\n" + TITLE)
    assert "Khởi công cầu mới qua suối lớn" in labelled(article, "chrome")
    assert article.text[slice(*article.published.spans[0])] == "Thứ ba, 12/03/2024, 19:25 (GMT+7)"


def test_the_printed_clock_wins_and_metadata_gives_its_seconds() -> None:
    record = read_dict(
        html(
            f"<h1>{TITLE}</h1><div>12/03/2024 19:25</div><div class=text>{paragraphs(*TEXT)}</div>",
            linked(datePublished="2024-03-12T19:25:52+08:00", dateModified="2024-03-12T20:00:10+08:00"),
        )
    )
    assert (record["published"], record["published_precision"]) == ("2024-03-12T19:25:52+07:00", "second")
    assert record["updated"] == "2024-03-12T20:00:10+07:00"
    assert record["warnings"] == [
        "metadata gives another time zone: JSON-LD datePublished 2024-03-12T19:25:52+08:00",
    ]


def test_universal_time_in_metadata_is_the_same_minute() -> None:
    meta = '<meta property="article:published_time" content="2024-03-12T12:25:52.000Z">'
    record = read_dict(html(f"<h1>{TITLE}</h1><div>19:25 12/03/2024</div>{paragraphs(*TEXT)}", meta))
    assert record["published"] == "2024-03-12T19:25:52+07:00"
    assert record["warnings"] == []


def test_another_day_in_metadata_is_a_warning() -> None:
    meta = '<meta name="pubdate" content="2024-12-03T19:25:00">'
    record = read_dict(html(f"<h1>{TITLE}</h1><div>12/03/2024</div>{paragraphs(*TEXT)}", meta))
    assert (record["published"], record["published_precision"]) == ("2024-03-12T00:00:00+07:00", "day")
    assert record["warnings"] == ["metadata gives another date: meta pubdate 2024-12-03T19:25:00"]


@pytest.mark.parametrize(
    ("written", "read_as", "precision"),
    [
        ("2024-03-12T19:25:52+0700", "2024-03-12T19:25:52+07:00", "second"),
        ("2024-03-12T19:25:52.000 +07:00", "2024-03-12T19:25:52+07:00", "second"),
        ("2024-03-12 19:25", "2024-03-12T19:25:00+07:00", "minute"),
        ("2024-03-12", "2024-03-12T00:00:00+07:00", "day"),
        ("2024-03-12T12:25:52Z", "2024-03-12T12:25:52+00:00", "second"),
        ("3/12/2024 7:25:52 PM", "2024-03-12T19:25:52+07:00", "second"),
        ("03/12/2024 12:05 AM", "2024-03-12T00:05:00+07:00", "minute"),
        ("12/03/2024 19:25", "2024-03-12T19:25:00+07:00", "minute"),
    ],
)
def test_shapes_of_dates_in_metadata(written: str, read_as: str, precision: str) -> None:
    meta = f'<meta property="article:published_time" content="{written}">'
    article = read(html(f"<h1>{TITLE}</h1>{paragraphs(*TEXT)}", meta))
    record = article.to_dict()
    assert (record["published"], record["published_precision"]) == (read_as, precision)
    assert article.published.spans == ()
    assert article.published.rule == "meta article:published_time"


def test_the_clock_of_the_page_and_dates_of_other_articles_are_not_taken() -> None:
    record = read_dict(
        html(
            "<div class=top>Thứ sáu, 15/03/2024</div>"
            f"<h1>{TITLE}</h1>{paragraphs(*TEXT)}"
            "<div class=more><h4>Tin liên quan</h4><p><a href=/x>Tin cũ</a></p><span>01/01/2020 08:00</span></div>",
            linked(datePublished="2024-03-12T19:25:52"),
        )
    )
    assert record["published"] == "2024-03-12T19:25:52+07:00"


def test_a_labelled_update_beside_a_date_of_publication() -> None:
    line = "Đăng lúc: 08:00 12/03/2024 - Cập nhật lúc: 09:30 13/03/2024"
    record = read_dict(html(f"<h1>{TITLE}</h1><p>{line}</p>{paragraphs(*TEXT)}"))
    assert (record["published"], record["updated"]) == ("2024-03-12T08:00:00+07:00", "2024-03-13T09:30:00+07:00")


def test_only_an_update_is_printed() -> None:
    record = read_dict(html(f"<h1>{TITLE}</h1><p>Cập nhật ngày: 13/03/2024 09:30:05</p>{paragraphs(*TEXT)}"))
    assert (record["published"], record["updated"]) == (None, "2024-03-13T09:30:05+07:00")


def test_a_byline_on_the_date_line_and_a_credit() -> None:
    body = f"<h1>{TITLE}</h1><div><span>Thanh Bình</span>, Theo Trí Thức Trẻ <i>06:52 28/01/2024</i></div>"
    record = read_dict(html(body + paragraphs(*TEXT)))
    assert (record["byline"], record["credit"]) == ("Thanh Bình", "Trí Thức Trẻ")
    assert record["published"] == "2024-01-28T06:52:00+07:00"


def test_names_in_menus_and_audio_players_are_no_bylines() -> None:
    record = read_dict(
        html(
            f"<h1>{TITLE}</h1><ul><li>06:52 28/01/2024</li><li><a href=/c>Du Lịch</a></li></ul>"
            f"<div class=audio><span>Nữ miền Bắc</span></div><div class=body>{paragraphs(*TEXT)}</div>"
            "<p class=author>Hạ Vy</p><div class=tags><a href=/t>Hà Giang</a></div>"
        )
    )
    assert record["byline"] == "Hạ Vy"


def test_a_byline_in_the_last_paragraph() -> None:
    article = read(html(f"<h1>{TITLE}</h1>{paragraphs(*TEXT[:2], TEXT[2] + ' <strong>Phạm Thu Hà</strong>')}"))
    assert article.to_dict()["byline"] == "Phạm Thu Hà"
    assert article.to_dict()["paragraphs"] == TEXT
    assert labelled(article, "byline") == ["Phạm Thu Hà"]


def test_the_paper_is_not_the_author() -> None:
    head = '<meta property="og:site_name" content="Báo Vùng Cao"><meta name=author content="Báo Vùng Cao">' + linked(
        author={"@type": "Person", "name": "Báo Vùng Cao"}
    )
    record = read_dict(html(f"<h1>{TITLE}</h1>{paragraphs(*TEXT)}", head))
    assert (record["byline"], record["publisher"]) == (None, "Báo Vùng Cao")


def test_an_author_only_in_metadata_has_no_span() -> None:
    article = read(html(f"<h1>{TITLE}</h1>{paragraphs(*TEXT)}", linked(author=[{"name": "Ph&#7841;m Thu H&agrave;"}])))
    assert article.byline is not None
    assert (article.byline.value, article.byline.spans, article.byline.rule) == ("Phạm Thu Hà", (), "JSON-LD author")


def test_the_lead_keeps_its_agency_mark() -> None:
    record = read_dict(
        html(
            f"<h1>{TITLE}</h1><div><h2>(Vùng Cao) - {LEAD}</h2><ul><li><a href=/y>Đọc thêm một tin dài khác nữa ở "
            f"huyện bên cạnh hôm nay</a></li></ul>{paragraphs(*TEXT)}</div>",
            f'<meta property="og:description" content="{LEAD}">',
        )
    )
    assert (record["lead"], record["dateline"]) == (f"(Vùng Cao) - {LEAD}", "Vùng Cao")
    assert record["paragraphs"] == TEXT


def test_a_place_stamp_is_parted_from_the_lead() -> None:
    lead = f"<p class=description><span class=location-stamp>TP HCM</span>{LEAD}</p>"
    record = read_dict(html(f"<h1>{TITLE}</h1>{lead}{paragraphs(*TEXT)}"))
    assert (record["lead"], record["dateline"]) == (f"TP HCM {LEAD}", "TP HCM")


def test_site_names_and_escaped_entities_leave_the_title() -> None:
    head = (
        '<meta property="og:site_name" content="Báo Vùng Cao">'
        "<title>X&amp;#227; v&amp;ugrave;ng cao mở th&ecirc;m lớp học - Giáo dục - Báo Vùng Cao</title>"
        '<meta property="article:section" content="Giáo dục">'
    )
    article = read(html(paragraphs(*TEXT), head))
    assert article.title is not None
    assert (article.title.value, article.title.spans) == ("Xã vùng cao mở thêm lớp học", ())
    assert article.title.rule == "title element"
    assert article.to_dict()["section"] == "Giáo dục"


def test_the_heading_that_metadata_knows_is_the_title() -> None:
    body = f"<h1><a href=/>Báo Vùng Cao điện tử</a></h1><h1>{TITLE}</h1><h1>Đọc nhiều nhất hôm nay</h1>"
    head = f'<meta property="og:title" content="{TITLE} - Báo Vùng Cao">'
    assert read_dict(html(body + paragraphs(*TEXT), head))["title"] == TITLE


def test_captions_and_sub_headings_stay_in_order() -> None:
    figure = "<figure><img src=a.jpg><figcaption>Lớp học mới. Ảnh: Thu Hà</figcaption></figure>"
    article = read(
        html(f"<h1>{TITLE}</h1><div class=b><p>{TEXT[0]}</p>{figure}<h3>Đường xa</h3>{paragraphs(*TEXT[1:])}</div>")
    )
    assert article.to_dict()["paragraphs"] == [TEXT[0], "Lớp học mới. Ảnh: Thu Hà", "Đường xa", *TEXT[1:]]
    assert labelled(article, "caption") == ["Lớp học mới. Ảnh: Thu Hà"]


def test_a_page_that_prints_its_text_twice() -> None:
    twice = f"<div class=desktop>{paragraphs(*TEXT)}</div><div class=mobile>{paragraphs(*TEXT)}</div>"
    assert read_dict(html(f"<h1>{TITLE}</h1>{twice}"))["paragraphs"] == TEXT


def test_lines_parted_by_breaks() -> None:
    body = f"<table><tr><td><font size=4><b>{TITLE}</b></font><br>12/03/2004<br>{'<br><br>'.join(TEXT)}<br>Minh Trí"
    record = read_dict(html(body, f"<title>{TITLE}</title>"))
    assert (record["title"], record["published"]) == (TITLE, "2004-03-12T00:00:00+07:00")
    assert (record["byline"], record["paragraphs"]) == ("Minh Trí", TEXT)


def test_address_publisher_and_breadcrumb() -> None:
    crumbs = {
        "@type": "BreadcrumbList",
        "itemListElement": [[{"name": "Trang chủ"}], {"item": {"@id": "/gd", "name": "Giáo dục"}}],
    }
    graph = {
        "@graph": [
            {"@type": ["Organization"], "@id": "#o", "name": "Báo Vùng Cao"},
            {"@type": "NewsArticle", "publisher": {"@id": "#o"}},
            crumbs,
        ]
    }
    article = read(
        html(
            f"<div><a href=/gd>Giáo dục</a></div><h1>{TITLE}</h1>{paragraphs(*TEXT)}",
            f'<script type="application/ld+json">{json.dumps(graph)}</script><link rel=canonical href="/"><meta '
            'property="og:url" content="https://vungcao.example/xa-123.html">',
        )
    )
    record = article.to_dict()
    assert (record["publisher"], record["section"]) == ("Báo Vùng Cao", "Giáo dục")
    assert record["url"] == "https://vungcao.example/xa-123.html"
    assert labelled(article, "section") == ["Giáo dục"]


def test_what_a_browser_hides_is_not_text() -> None:
    hidden = (
        "<script>var x='Mã'</script><style>p{}</style><noscript>Không có mã</noscript><template><p>Mẫu</p></template>"
        "<p hidden>Ẩn</p><p style='display: none'>Ẩn nữa</p><!-- ghi chú --><textarea>Gõ</textarea>"
    )
    article = read(html(f"<h1>{TITLE}</h1>{hidden}{paragraphs(*TEXT)}"))
    assert article.text.splitlines() == ["Thời sự", "Kinh tế", "Du Lịch", TITLE, *TEXT]


def test_a_page_without_a_body_is_read_line_by_line() -> None:
    record = read_dict(f"<html><body><p>{TITLE}</p><p>12/03/2024</p></body></html>")
    assert (record["title"], record["published"]) == (TITLE, "2024-03-12T00:00:00+07:00")
    assert record["warnings"] == ["no body found, read line by line", "no text found under the title"]


def test_menus_alone() -> None:
    article = read(html(""))
    assert article.to_dict()["paragraphs"] == []
    assert labelled(article, "chrome") == ["Thời sự", "Kinh tế", "Du Lịch"]


def test_a_frameset_has_only_its_title() -> None:
    page = (
        f"<html><head><title>{TITLE}</title></head><frameset cols='20%,*'><frame src=a><frame src=b></frameset></html>"
    )
    record = read_dict(page)
    assert (record["title"], record["labels"]) == (TITLE, [])


@pytest.mark.parametrize("page", ["<!-- <p> -->", "<html><head></head><body></body></html>", "<!doctype html>"])
def test_nothing_to_read(page: str) -> None:
    with pytest.raises(RecordError, match="nothing that can be read as a page"):
        na.read(text=page)


def test_deep_nesting_loses_nothing() -> None:
    record = read_dict(html(f"<h1>{TITLE}</h1>" + "<div><font>" * 400 + paragraphs(*TEXT)))
    assert record["paragraphs"] == TEXT


def test_absurd_nesting_is_a_warning() -> None:
    record = read_dict(html(f"<h1>{TITLE}</h1>{paragraphs(*TEXT)}" + "<div>" * 20_000 + "<p>Hết</p>"))
    assert record["title"] == TITLE
    assert "nested too deeply, only the beginning was read" in record["warnings"]


def test_an_element_with_thousands_of_attributes_is_no_page() -> None:
    with pytest.raises(RecordError):
        na.read(text=html("<p " + " ".join(f"a{number}=1" for number in range(5_000)) + f">{TEXT[0]}</p>"))


def test_entities_are_not_expanded_and_broken_metadata_is_said() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    broken = '<script type="application/ld+json">' + "[" * 50_000 + "</script>"
    record = read_dict(bomb + html(f"<h1>{TITLE}</h1><p>&b;&b;&b;</p>{paragraphs(*TEXT)}", broken))
    assert record["title"] == TITLE
    assert record["warnings"] == ["JSON-LD could not be read", "no date found"]


def test_one_line_of_a_megabyte() -> None:
    article = read(html(f"<h1>{TITLE}</h1><p>" + "Từ này nối từ kia. " * 50_000 + "</p>"))
    assert len(article.paragraphs) == 1


def test_a_wrong_charset_does_not_matter() -> None:
    page = html(f"<h1>{TITLE}</h1>{paragraphs(*TEXT)}").replace("charset=utf-8", "charset=iso-8859-1")
    assert parse(Record(page.encode(), "a.html")).to_dict()["paragraphs"] == TEXT
    declared = '<?xml version="1.0" encoding="windows-1252"?>' + page
    assert parse(Record(declared.encode(), "b.html")).to_dict()["title"] == TITLE


def test_damaged_pages_give_an_article_or_say_why_not() -> None:
    rng = random.Random(3)
    head = linked(datePublished="2024-03-12T19:25:52+07:00", author={"name": "Minh Trí"}) + f"<title>{TITLE}</title>"
    body = (
        f"<h1>{TITLE}</h1><time>12/03/2024 19:25</time><p class=sapo><b>{LEAD}</b></p>{paragraphs(*TEXT, 'Minh Trí')}"
    )
    page = html(body, head).encode()
    for _ in range(150):
        damaged = bytearray(page[: rng.randrange(1, len(page))] if rng.random() < 0.5 else page)
        for _ in range(rng.randrange(30)):
            damaged[rng.randrange(len(damaged))] = rng.choice(b'<>/"= \xff\x00a')
        with suppress(RecordError):
            article = parse(Record(bytes(damaged), "a.html"))
            if article.source.media_type == "text/html":
                check_laws(article)


def test_the_same_page_reads_the_same() -> None:
    page = html(f"<h1>{TITLE}</h1>{paragraphs(*TEXT)}")
    assert na.read(text=page) == na.read(text=page)


def test_a_lead_that_stands_apart_from_the_text() -> None:
    record = read_dict(html(f"<h1>{TITLE}</h1><div class=d-s>{LEAD}</div><div class=d-b>{paragraphs(*TEXT)}</div>"))
    assert (record["lead"], record["paragraphs"]) == (LEAD, TEXT)


def test_a_list_of_dated_headlines_ends_the_text() -> None:
    others = "".join(f"<p><a href=/{n}>Một tin khác của huyện bên số {n}</a> (1{n}-08-2002)</p>" for n in range(5))
    record = read_dict(html(f"<h1>{TITLE}</h1><div>{paragraphs(*TEXT)}<p>Phóng sự khác</p>{others}</div>"))
    assert record["paragraphs"] == TEXT


def test_authors_in_elements_of_their_own_are_one_byline_with_two_places() -> None:
    names = (
        "<div class=author-info><a class=name>Lê Thanh</a></div><div class=author-info><a class=name>Nam Long</a></div>"
    )
    article = read(html(f"<h1>{TITLE}</h1>{names}<p>28/01/2026 06:52 GMT+7</p>{paragraphs(*TEXT)}"))
    assert article.byline is not None
    assert (article.byline.value, len(article.byline.spans)) == ("Lê Thanh, Nam Long", 2)
    assert [author.name for author in article.authors] == ["Lê Thanh", "Nam Long"]


def test_the_clock_that_an_element_keeps_gives_the_seconds() -> None:
    stamp = "<p><time datetime='2023-03-18T06:05:41+07:00'>18/03/2023 06:05</time> • 5 bình luận</p>"
    record = read_dict(html(f"<div class=title>{TITLE}</div>{stamp}{paragraphs(*TEXT)}"))
    assert (record["published"], record["published_precision"]) == ("2023-03-18T06:05:41+07:00", "second")
