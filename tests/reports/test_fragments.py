"""HTML as nodes: what is known is read, the rest is text or is named, and nothing ever runs."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.reports import html
from newsarchive.reports.document import (
    Break,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Heading,
    Image,
    Link,
    ListNode,
    Mark,
    Note,
    Paragraph,
    Quote,
    Strong,
    Text,
    plain,
)
from newsarchive.reports.fragments import blocks

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0H9"/></svg>'


def paragraph(*children):
    return Paragraph(children)


def hidden(kind: str) -> Note:
    return Note((Text(f"({kind} that a document cannot show)"),))


def rendered(markup: str) -> str:
    return html.render(Document("T", "en", None, "K", "B", "R", tuple(blocks(markup, "en"))))


def said(markup: str) -> str:
    """Each block's words on a line."""
    return "\n".join(plain(block.children) for block in blocks(markup, "en"))


def test_running_text():
    markup = "Bài <b>đậm</b>,\n <i>nghiêng</i>, <code>mã</code>, <mark>khớp</mark><br>dòng hai"
    assert blocks(markup, "vi") == [
        paragraph(
            Text("Bài "),
            Strong((Text("đậm"),)),
            Text(", "),
            Emphasis((Text("nghiêng"),)),
            Text(", "),
            Code("mã"),
            Text(", "),
            Mark((Text("khớp"),)),
            Break(),
            Text("dòng hai"),
        )
    ]


def test_blocks_and_loose_text_between_them():
    markup = "loose <h3>Mục</h3><div>một<p>hai</p>ba</div><hr><pre>\n  a\n b</pre><blockquote><p>trích</p></blockquote>"
    assert blocks(markup, "vi") == [
        paragraph(Text("loose")),
        Heading(3, (Text("Mục"),)),
        paragraph(Text("một")),
        paragraph(Text("hai")),
        paragraph(Text("ba")),
        CodeBlock("  a\n b", "output"),
        Quote((Text("trích"),), ()),
    ]


def test_lists_inside_lists():
    assert blocks('<ol start="3"><li>a<ul><li>b</li></ul></li></ol>', "vi") == [
        ListNode(((paragraph(Text("a")), ListNode(((paragraph(Text("b")),),))),), ordered=True, start=3)
    ]


def test_what_stands_loose_in_a_list_is_not_lost():
    made = blocks("<ul>loose<li>a</li><p>b</p></ul>", "vi")
    assert made == [paragraph(Text("loose")), ListNode(((paragraph(Text("a")),), (paragraph(Text("b")),)))]


def test_details_are_open():
    assert said("<details><summary>Xem</summary><p>đủ</p></details>") == "Xem\nđủ"


def test_what_the_line_says_by_its_form_is_said_in_letters():
    assert said("10<sup>−2</sup> m<sup>x</sup> H<sub>2</sub>O a<sub>i</sub>") == "10⁻² m^x H₂O a_i"
    assert said("giá <del>cũ</del> mới, <q>lời</q>") == "giá ~~cũ~~ mới, “lời”"


def test_links_lead_to_the_web_only():
    assert blocks('<a href="https://a.example/">a</a>', "vi") == [
        paragraph(Link((Text("a"),), "https://a.example/")),
    ]
    assert "javascript:" not in rendered("<a href='javascript:alert(1)'>a</a>")


@pytest.mark.parametrize(
    ("kind", "data"),
    [("image/png", base64.b64encode(PNG).decode()), ("image/svg+xml", base64.b64encode(DRAWING.encode()).decode())],
)
def test_pictures_by_value(kind, data):
    [made] = blocks(f'<p><img alt="bản  đồ" src="data:{kind};base64,{data}"></p>', "vi")
    assert isinstance(made, Image)
    assert (made.media_type, made.alt) == (kind, "bản đồ")


@pytest.mark.parametrize(
    "source", ["https://a.example/x.png", "data:image/png;base64,AAAA", "data:text/html,x", "data:image/png", ""]
)
def test_other_pictures_are_named_and_not_fetched(source):
    assert blocks(f'<img src="{source}" alt="bản đồ">', "en") == [hidden("<img> bản đồ")]


@pytest.mark.parametrize("name", ["iframe", "video", "canvas", "svg", "object", "select", "textarea"])
def test_what_cannot_be_shown_is_named(name):
    assert blocks(f"before<{name}>inside</{name}>", "en") == [paragraph(Text("before")), hidden(f"<{name}>")]


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        "<style>p{}</style>",
        "<p hidden>x</p>",
        '<p style="display: none">x</p>',
        "<!-- x -->",
        "<template><p>x</p></template>",
        "",
        " \n",
    ],
)
def test_what_nobody_sees_leaves_nothing(markup):
    assert blocks(markup, "en") == []


def test_hostile_markup_runs_nothing():
    page = rendered(
        '<p onclick="alert(1)" style="background:url(https://a.example)">a</p><b onmouseover=alert(1)>b</b>'
        "<img src=x onerror=alert(1)>&lt;script&gt;alert(1)&lt;/script&gt;<svg onload=alert(1)>"
    )
    assert "<script" not in page
    assert "onclick" not in page
    assert "a.example" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_text_after_the_end_of_a_page_is_not_lost():
    assert said("<html><body><p>một</p></body></html><p>hai</p>") == "một\nhai"


def test_what_is_nested_very_deep_is_read_as_text():
    assert said(f"{'<div>' * 300}a <b>b</b>{'</div>' * 300}") == "a b"
    made = blocks("<ul><li>" * 40 + "x", "en")
    assert rendered("<ul><li>" * 40 + "x").count("<ul>") == 8
    assert len(made) == 1


def test_what_the_parser_gives_up_on_is_said():
    assert blocks("<div>" * 5000 + "x", "en") == [hidden("HTML")]


BITS = [
    *"<table> <tr> <td> </td> <b> </b> <p> </p> <ul> <li> <pre> <h1> <br/> <svg> <img> <a href=x>".split(),
    *"</ > < & &#0; &#xD800; ' \" <!-- --> <![ ]]> <? \x00 \ud800 chữ".split(" "),
    " colspan=3>",
]


@given(st.lists(st.sampled_from(BITS), max_size=30).map("".join))
def test_no_markup_is_too_broken(markup):
    assert "<script" not in rendered(markup)
