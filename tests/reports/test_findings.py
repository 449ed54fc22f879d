"""Findings: the analyst's Markdown, with numbers, quotes and articles from the archive."""

import pytest

from newsarchive.errors import UsageError
from newsarchive.reports import build
from newsarchive.reports.document import (
    Cite,
    Code,
    Entry,
    Heading,
    Link,
    ListNode,
    Paragraph,
    Quote,
    Table,
    Text,
    plain,
)
from newsarchive.search import search

SEED = "368d28e324d63603"


def written(results, text, **said):
    document = build(results, title="x", findings=text, **{"sections": ["findings", "bibliography"], **said}).document
    return list(document.nodes)


def test_numbers_come_from_the_archive(found):
    text = 'Có {{count}} trong {{searched}} bài, {{undated}} không ngày; {{count:"suốt đời"}} và {{count:gương}}.'
    _, paragraph, *_ = written(found, text)
    assert plain(paragraph.children) == "Có 5 trong 5 bài, 1 không ngày; 1 và 3."


def test_a_quote_by_itself_is_set_as_one_with_its_place(seed):
    _, quote, *_ = written(seed, f"{{{{quote:{SEED}:58/58 chi bộ, đảng bộ}}}}")
    assert isinstance(quote, Quote)
    assert plain(quote.children) == "58/58 chi bộ, đảng bộ"
    (article,) = seed.articles()
    where = quote.provenance
    assert article.text[where.start : where.end] == "58/58 chi bộ, đảng bộ"
    assert plain(quote.source) == f"[1], đoạn 1, ký tự {where.start}–{where.end}"


def test_a_quote_from_first_words_to_last_and_a_whole_paragraph(seed):
    (article,) = seed.articles()
    _, some, whole, *_ = written(
        seed, f"{{{{quote:{SEED}:Đến nay, có 58/58 … hoàn thành}}}}\n\n{{{{ quote:{SEED}:2 }}}}\n"
    )
    assert plain(some.children).startswith("Đến nay, có 58/58 chi bộ, đảng bộ hoàn thành")
    assert plain(some.children).endswith("hoàn thành")
    assert plain(whole.children) == article.paragraphs[1].value


def test_a_quote_and_an_article_inside_a_line(seed):
    _, paragraph, *_ = written(seed, f"Theo {{{{article:{SEED}}}}}, có {{{{quote:{SEED}:58/58 chi bộ}}}}.")
    assert plain(paragraph.children) == (
        "Theo “TP.Cao Lãnh: Sau một năm đẩy mạnh việc học tập và làm theo gương Bác”, Báo Đồng Tháp, "
        "cập nhật 4/7/2012 [1], có “58/58 chi bộ” [1]."
    )
    assert [piece.anchor for piece in paragraph.children if isinstance(piece, Cite)] == ["source-1", "source-1"]


def test_an_article_that_does_not_match_is_cited_after_those_that_do(store, seed):
    other = search(store, "suốt đời").ids[0]
    nodes = written(
        seed, f"Xem {{{{article:{other}}}}} và {{{{article:{SEED}}}}}.", sections=["findings", "bibliography"]
    )
    assert [node.label for node in nodes if isinstance(node, Entry)] == ["[1]", "[2]"]
    assert "[2] và" in plain(nodes[1].children)


def test_markdown_becomes_nodes_below_the_section(seed):
    nodes = written(seed, "# Một\n\n### Hai\n\n- ba {{count}}\n\n| a |\n|---|\n| {{count}} |\n", sections=["findings"])
    assert [(node.level, plain(node.children)) for node in nodes if isinstance(node, Heading)] == [
        (1, "Nhận định"),
        (2, "Một"),
        (3, "Hai"),
    ]
    (items,) = [node for node in nodes if isinstance(node, ListNode)]
    assert plain(items.items[0][0].children) == "ba 1"
    (table,) = [node for node in nodes if isinstance(node, Table)]
    assert plain(table.rows[0][0]) == "1"


def test_code_and_addresses_are_not_filled_in(seed):
    _, paragraph = written(seed, "`{{count}}` và [trang](https://bao.example/{{count}})", sections=["findings"])
    assert paragraph.children[0] == Code("{{count}}")
    (link,) = [piece for piece in paragraph.children if isinstance(piece, Link)]
    assert link.address == "https://bao.example/{{count}}"


def test_what_an_article_says_is_never_read_as_markdown(store):
    (identity,) = search(store, "title:đậm").ids
    _, quote = written(search(store, "học tập"), f"{{{{quote:{identity}:*đậm* =1+1}}}}", sections=["findings"])
    assert quote.children == (Text("*đậm* =1+1"),)


def test_raw_html_is_text(seed):
    nodes = written(seed, "<script>alert(1)</script>\n\n<b>x</b>", sections=["findings"])
    assert [plain(node.children) for node in nodes[1:] if isinstance(node, Paragraph)] == [
        "<script>alert(1)</script>",
        "<b>x</b>",
    ]


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ("{{quote:SEED:chín mươi}}", "the article does not have these words"),
        ("{{quote:SEED:…}}", "the article does not have these words"),
        ("{{quote:SEED:9}}", "the article has 5 paragraphs"),
        ("{{quote:0000:x}}", "the archive has no article 0000 at this version"),
        ("{{article:}}", "is not known; there are count"),
        ("{{mean}}", "is not known; there are count"),
        ("{{period}}", "the report has no period"),
        ('{{count:"học}}', "quotation mark"),
    ],
)
def test_a_field_that_cannot_be_filled_is_named_with_its_line(seed, field, why):
    with pytest.raises(UsageError, match=r"Findings, line 3, \{\{.*" + why):
        written(seed, "Một\n\nhai " + field.replace("SEED", SEED))


def test_no_findings_no_section(seed):
    assert next(node for node in written(seed, "  \n") if isinstance(node, Heading)).anchor == "bibliography"
