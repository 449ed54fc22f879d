"""What was taken as what, and why."""

import newsarchive as na
from newsarchive.article.evidence import labelled_lines, read_fields

PAGE = """Thứ Ba, 25/11/2025
Trang chủ > Kinh tế
Chợ nổi sáng cuối năm
04/07/2012 07:12
Một đoạn văn đủ dài để là thân bài của trang, kể chuyện chợ nổi vào một sáng cuối năm.

Phương Nga
Tin liên quan
Chợ nổi tìm khách bằng mạng xã hội"""


def test_each_line_says_what_it_was_taken_for_and_why() -> None:
    lines = [(line.number, line.label, line.reasons) for line in labelled_lines(na.read(text=PAGE))]
    assert lines == [
        (1, "date", ("date that was not used",)),
        (2, "section", ("breadcrumb",)),
        (3, "title", ("line that stands and reads as the headline",)),
        (4, "date", ("day-first date line",)),
        (5, "body", ("line of the text",)),
        (7, "byline", ("signature on the last line",)),
        (8, "chrome", ("printed by the site round its articles",)),
        (9, "related", ("leads to other articles",)),
    ]


def test_fields_have_their_line_and_rule_and_dates_their_own_precision() -> None:
    fields = {field.name: field[1:] for field in read_fields(na.read(text=PAGE))}
    assert fields["published"] == ("2012-07-04 07:12 +0700", 4, "day-first date line")
    assert fields["byline"] == ("Phương Nga", 7, "signature on the last line")
    assert fields["language"] == ("vi", None, "Vietnamese letters")
    assert "updated" not in fields
