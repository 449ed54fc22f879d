"""A question as objects: what it is equal to, what it marks, and how it is said in words."""

import pytest

from newsarchive import q
from newsarchive.errors import UsageError
from newsarchive.search import parse_query
from newsarchive.search.query import And, Near, Or, Phrase
from newsarchive.text import Word

a, b, c = (q.word(letter) for letter in "abc")


def test_brackets_make_no_difference_among_equal_operators() -> None:
    assert (a & b) & c == a & (b & c) == And((a, b, c))
    assert (a | b) | c == a | (b | c) == Or((a, b, c))
    assert (a & b) | c != a & (b | c)


def test_a_phrase_is_its_words_however_they_were_typed() -> None:
    assert parse_query("Hoà").node == parse_query('"hòa!"').node
    assert parse_query("TP.HCM").node == q.phrase("tp hcm")
    assert len({q.word("học"), q.word("Học"), q.word("hoc")}) == 2


def test_one_condition_is_no_conjunction() -> None:
    with pytest.raises(UsageError, match="two conditions"):
        And((a,))
    with pytest.raises(UsageError, match="two conditions"):
        Or(())


def test_what_cannot_be_typed_cannot_be_made() -> None:
    ban, hoc = Word("ban", plain=False), Word("hoc", plain=True)
    with pytest.raises(UsageError, match="exactly, or none"):
        Phrase((ban, hoc), "ban hoc")
    with pytest.raises(UsageError, match="exactly, or none"):
        Phrase((ban._replace(prefix=True),), "ban*")
    with pytest.raises(UsageError, match="whole value"):
        Near(q.exact("ban"), a, 5, "publisher")


def test_what_speaks_for_an_article_is_marked() -> None:
    question = parse_query('học -sách (title:"tấm gương" OR -(date:2012 -(bác NEAR/5 hồ)) OR -(x y))')
    assert [str(leaf) for leaf in question.leaves] == ["học", 'title:"tấm gương"', "bác NEAR/5 hồ"]
    assert [phrase.text for phrase in question.phrases] == ["học", "tấm gương", "bác", "hồ"]


def test_reprints_are_left_out_where_that_has_to_hold() -> None:
    assert parse_query("a reprints:yes").reprints
    assert parse_query("a OR reprints:no").reprints
    assert not parse_query("a reprints:no").reprints
    assert not parse_query("(reprints:no)").reprints


def test_a_question_keeps_what_was_typed() -> None:
    question = parse_query(" TP.HCM ")
    assert isinstance(question.node, Phrase)
    assert (question.text, question.node.text) == (" TP.HCM ", "TP.HCM")


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("*", "mọi bài trong kho", "every article in the archive"),
        ("học", "từ “học” (đúng dấu)", "word “học” (accents as written)"),
        ('"hoc tap"', "cụm từ “hoc tap” (bất kể dấu)", "phrase “hoc tap” (any accents)"),
        ('"58/58"', "cụm từ “58/58”", "phrase “58/58”"),
        ("ng*", "từ “ng*” (bất kể dấu; * là phần cuối bất kỳ)", "word “ng*” (any accents; * is any ending)"),
        ("title:học", "từ “học” (đúng dấu) trong nhan đề", "word “học” (accents as written) in the title"),
        (
            "5 NEAR/1 6",
            "từ “5” và từ “6”, cách nhau không quá 1 từ",
            "word “5” and word “6”, at most 1 word between them",
        ),
        (
            "lead:(5 NEAR/0 6)",
            "từ “5” và từ “6” trong sa-pô, đứng liền nhau",
            "word “5” and word “6” in the lead, next to each other",
        ),
        ("date:2012..", "ngày từ 1/1/2012", "dated 1 January 2012 or later"),
        ("updated:..2012", "ngày cập nhật đến 31/12/2012", "updated 31 December 2012 or earlier"),
        ("words:>=1200", "dài ít nhất 1.200 từ", "at least 1,200 words long"),
        ("words:2..5", "dài từ 2 đến 5 từ", "2 to 5 words long"),
        ("words:5", "dài 5 từ", "5 words long"),
        ("has:byline", "có tên tác giả", "with a byline"),
        ("-has:language", "không có ngôn ngữ", "without a language"),
        ("-has:url", "không có địa chỉ trang", "without a page address"),
        ('publisher:"Báo Mẫu"', "báo có tên “Báo Mẫu”", "publisher named “Báo Mẫu”"),
        ("=ban", "từ “ban” (đúng từng chữ, kể cả chữ không dấu)", "word “ban” (exactly as written)"),
        ("byline:=“N. ❤”", "tên tác giả đúng là “N. ❤”", "byline exactly “N. ❤”"),
        ("-language:=vi", "ngôn ngữ không phải là “vi”", "language not “vi”"),
        ("-publisher:5", "không phải báo có tên “5”", "not publisher named “5”"),
        (
            "5 -6 reprints:no",
            "từ “5”, và không có từ “6”, và không kể bản in lại",
            "word “5”, and without word “6”, and without reprints",
        ),
        ("* 5", "từ “5”", "word “5”"),
        ("* *", "mọi bài trong kho", "every article in the archive"),
        (
            "1 (2 OR 3 4)",
            "từ “1”, và (từ “2” hoặc (từ “3”, và từ “4”))",
            "word “1”, and (word “2” or (word “3”, and word “4”))",
        ),
        (
            "-(1 NEAR/5 2)",
            "không phải (từ “1” và từ “2”, cách nhau không quá 5 từ)",
            "not (word “1” and word “2”, at most 5 words between them)",
        ),
    ],
)
def test_a_question_in_words(text: str, vi: str, en: str) -> None:
    assert (parse_query(text).describe("vi"), parse_query(text).describe("en")) == (vi, en)
