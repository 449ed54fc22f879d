"""An article as a notebook shows it."""

from html.parser import HTMLParser

import newsarchive as na

PAGE = "Chợ nổi sáng cuối năm\n04/07/2012\nĐoạn văn duy nhất của trang này, vừa đủ dài cho một câu.\nPhương Nga"


class Tags(HTMLParser):
    """The tags of a page, and whether they close as they open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)
        if tag != "col":  # which has no end
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def tags(markup: str) -> set[str]:
    parser = Tags()
    parser.feed(markup)
    assert parser.open == []
    return parser.seen


def test_a_notebook_shows_fields_and_source_in_both_languages() -> None:
    article = na.read(text=PAGE)
    english, vietnamese = article.view("en")._repr_html_(), article._repr_html_()
    assert "line 4 · signature on the last line" in english
    assert "dòng 4 · chữ ký ở dòng cuối" in vietnamese
    assert "<td>4 July 2012</td>" in english
    assert "<td>4/7/2012</td>" in vietnamese
    assert "Body: 1 paragraph<" in english
    assert "What was read" not in vietnamese
    assert tags(english) == tags(vietnamese)


def test_what_stands_on_the_page_is_text_and_nothing_else() -> None:
    hostile = "<script>alert(1)</script> <img src=x onerror=alert(1)> '\" \x1b[31m\u202e"
    shown = na.read(text=f"{hostile}\n\n04/07/2012\n\n{hostile}")._repr_html_()
    assert {"script", "img"}.isdisjoint(tags(shown))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "[U+001B][31m[U+202E]" in shown
    assert not {"\x1b", "\u202e"} & set(shown)
    assert "http" not in shown


def test_menus_are_folded_and_nothing_is_left_out_in_silence() -> None:
    menu = "\n".join(["Trang chủ", "Thời sự", "Kinh tế", "Thể thao", "Văn hóa"])
    shown = na.read(text=f"{menu}\n{PAGE}").view("en")._repr_html_()
    assert "<summary>chrome, lines 1–5</summary>" in shown
    long = na.read(
        text=f"{PAGE}\n" + "\n".join(f"Đoạn văn số {n} của bài này cũng là một câu trọn." for n in range(600))
    )
    assert "104 more are not shown here; see</span> <code>article.labels</code>" in long.view("en")._repr_html_()
    count = len(long.paragraphs)
    assert (
        f"{count - 200} more are not shown here; see</span> <code>article.paragraphs" in long.view("en")._repr_html_()
    )


def test_a_page_without_anything_shows_what_is_missing() -> None:
    article = na.read(text="Ngày 3/5, Vườn quốc gia phối hợp với nhiều đơn vị khảo sát đàn sếu. " * 4)
    assert "(không có nhan đề)" in article._repr_html_()
    shown = article.view("en")._repr_html_()
    assert "(no title)" in shown
    assert "no title found" in shown
