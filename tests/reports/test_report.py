import datetime
import hashlib
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from newsarchive.errors import StorageError, UsageError
from newsarchive.reports import build
from newsarchive.reports.document import BarChart, Entry, Facts, Heading, Note, Numbers, Quote, Table, plain


def all_of(report, kind):
    return [node for node in report.document.nodes if isinstance(node, kind)]


def sections(report):
    return [node.anchor for node in report.document.sections()]


def test_numbers_say_what_they_count(found):
    (numbers,) = all_of(build(found, title="Học tập"), Numbers)
    assert [tuple(figure) for figure in numbers.figures] == [
        ("5", "bài khớp"),
        ("5", "bài được tìm"),
        ("100,0", "% số bài được tìm"),
        ("1", "bài khớp không rõ ngày, tính riêng"),
    ]


def test_the_question_as_typed_and_in_words(found):
    (facts,) = all_of(build(found, title="Học tập", language="en"), Facts)
    said = {label: plain(value) for label, value in facts.facts}
    assert said["Question"] == "học tập"
    assert said["In words"] == found.describe("en")
    assert said["Answer"] == "5 of 5 articles match · complete, none left out"
    assert said["Order"] == "oldest first"
    assert said["Archive"].startswith("kho, version 5, last added to on")


def test_sections_and_full_texts(seed):
    assert sections(build(seed, title="x")) == ["method", "time", "articles", "bibliography", "evidence"]
    assert "full" in sections(build(seed, title="x", full_text=True))


def test_chart_and_table_count_the_same(found):
    report = build(found, title="x")
    (chart,) = all_of(report, BarChart)
    table = all_of(report, Table)[0]
    assert [(bar.label, bar.value) for bar in chart.bars if bar.value] == [("3/2011", 1), ("7/2012", 1), ("5/2013", 2)]
    assert len(chart.bars) == 27
    assert [bar.shown for bar in chart.bars] == [row[1] for row in table.rows]
    assert sum(bar.value for bar in chart.bars) == found.total - found.undated
    assert chart.caption.startswith("Hình 1. Số bài khớp mỗi tháng, từ 3/2011 đến 5/2013. Nhiều nhất: 5/2013, 2 bài.")
    assert "Không kể 1 bài không rõ ngày" in chart.caption
    assert "5/2013: 2" in chart.alt


def test_one_article_has_one_bar(seed):
    report = build(seed, title="x")
    (chart,) = all_of(report, BarChart)
    assert [(bar.label, bar.value) for bar in chart.bars] == [("4/7", 1)]
    assert chart.caption == "Hình 1. Số bài khớp: tất cả trong ngày 4/7/2012."
    assert all_of(report, Table)[0].rows == (("4/7/2012", "1", "1", "100,0"),)


def test_each_hit_is_quoted_with_its_place(seed):
    report = build(seed, title="x")
    (article,) = seed.articles()
    quotes = all_of(report, Quote)
    quoted = [passage for passage in seed.passages(article) if passage.where != "title"]
    assert [plain(quote.children) for quote in quotes] == [passage.text for passage in quoted]
    assert plain(quotes[0].source) == "[1], đoạn 1, ký tự 106–308"
    first = quotes[0].provenance
    assert first
    assert first.article == article.id
    assert article.text[first.start : first.end] == quoted[0].text


def test_a_question_without_words_quotes_the_opening(store):
    from newsarchive.search import search

    report = build(search(store, "date:2012"), title="Năm 2012")
    (quote,) = all_of(report, Quote)
    assert plain(quote.children).startswith("Thực hiện Chỉ thị số 03")
    assert plain(quote.source) == "[1], đoạn 1, ký tự 106–308"


def test_the_bibliography_labels_an_update_and_who_named_the_paper(seed):
    (entry,) = all_of(build(seed, title="x"), Entry)
    assert plain(entry.children) == (
        "Phương Nga, “TP.Cao Lãnh: Sau một năm đẩy mạnh việc học tập và làm theo gương Bác”, Báo Đồng Tháp, "
        "cập nhật 4/7/2012 07:12:08, tên báo do người nạp ghi."
    )


def test_what_an_article_lacks_is_said(found):
    entries = [plain(entry.children) for entry in all_of(build(found, title="x", language="en"), Entry)]
    assert "“Gương học tập không ghi ngày”, no date, the page names no paper." in entries


def test_the_evidence_names_every_source(found):
    table = all_of(build(found, title="x"), Table)[-1]
    assert [row[1] for row in table.rows] == found.ids
    assert [row[2] for row in table.rows] == [article.source.sha256 for article in found.articles()]


def test_nothing_found_says_so(nothing):
    report = build(nothing, title="Khủng long")
    (note,) = all_of(report, Note)
    assert plain(note.children).startswith("Không bài nào trong 5 bài của kho khớp")
    assert sections(report) == ["method"]


def test_headings_of_articles_carry_their_number_and_marks(found):
    headings = [node for node in all_of(build(found, title="x"), Heading) if node.level == 2]
    assert [heading.label for heading in headings] == ["1", "2", "3", "4", "5"]


def test_the_printed_date_is_given_or_the_archives(seed):
    assert build(seed, title="x").document.day == seed.archive_date
    given = datetime.date(2024, 7, 4)
    assert build(seed, title="x", date=given).document.byline.startswith("4/7/2024 · Kho kho, phiên bản 5")


def test_save_names_the_files_after_the_title(seed, tmp_path):
    report = build(seed, title="Học tập & làm theo")
    files = report.save(tmp_path / "new" / "exports", formats=["html", "pdf"])
    assert [file.name for file in files] == ["hoc-tap-lam-theo.html", "hoc-tap-lam-theo.pdf"]
    assert files[0].read_text("utf-8") == report.html()
    assert files[1].read_bytes() == report.pdf()
    assert sorted(os.listdir(files[0].parent)) == ["hoc-tap-lam-theo.html", "hoc-tap-lam-theo.pdf"]


def test_a_folder_that_cannot_be_written_is_one_sentence(seed, tmp_path):
    (tmp_path / "exports").write_text("a file")
    with pytest.raises(StorageError, match=r"exports.*cannot be written.*choose a folder"):
        build(seed, title="x").save(tmp_path / "exports", formats=["html"])
    assert os.listdir(tmp_path) == ["exports"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"title": "  "}, "no title"), ({"title": "x", "language": "fr"}, "choose vi or en")],
)
def test_a_wrong_call_is_one_sentence(seed, wrong, said):
    with pytest.raises(UsageError, match=said):
        build(seed, **wrong)


def test_an_unknown_format_writes_nothing(seed, tmp_path):
    with pytest.raises(UsageError, match="docx: is not a report format; choose html or pdf"):
        build(seed, title="x").save(tmp_path, formats=["html", "docx"])
    assert not os.listdir(tmp_path)


def test_more_articles_than_a_pdf_can_hold(seed):
    report = build(seed, title="Nhiều")
    (entry,) = all_of(report, Entry)
    many = replace(report, document=replace(report.document, nodes=(entry,) * 3001))
    with pytest.raises(UsageError, match="holds up to 3,000 articles and this report has 3,001; write HTML"):
        many.pdf()


DIGEST = """
import hashlib, sys
from newsarchive.reports import build
from newsarchive.search import search
from newsarchive.store import Store
report = build(search(Store.open(sys.argv[1]), "học tập"), title="Học tập", full_text=True)
print(hashlib.sha256(report.html().encode()).hexdigest(), hashlib.sha256(report.pdf()).hexdigest())
"""


def test_the_same_bytes_in_another_time_zone_locale_and_hash_seed(store):
    from newsarchive.search import search

    report = build(search(store, "học tập"), title="Học tập", full_text=True)
    here = [hashlib.sha256(report.html().encode()).hexdigest(), hashlib.sha256(report.pdf()).hexdigest()]
    elsewhere = {**os.environ, "TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-X", "utf8", "-c", DIGEST, str(store.path)]
    assert subprocess.check_output(command, env=elsewhere, text=True).split() == here


def test_what_was_not_searched_is_told_where_there_is_any(tmp_path, found):
    from newsarchive.search import search
    from newsarchive.store import Store

    words = {key: value for facts in all_of(build(found, title="x"), Facts) for key, value in facts.facts}
    assert "Không tìm" not in words
    store = Store.open(tmp_path / "kho")
    for number in (1, 2, 3):
        row = f'{{"url": "https://bao.example/1", "title": "Một trang", "text": "Bài thứ {number} của trang."}}\n'
        (tmp_path / "rows.jsonl").write_text(row, "utf-8")
        store.ingest(tmp_path / "rows.jsonl")
    gone = store.ingest_text("Bài bị rút\nĐoạn văn của bài bị rút.")
    assert gone.new == 1
    store.withdraw(store.articles(["id"], "title = 'Bài bị rút'")["id"][0], "toà án yêu cầu")
    expected = {
        "vi": ("Không tìm", "1 bài đã rút khỏi kho; 2 bản cũ của trang, đã có bản mới hơn"),
        "en": (
            "Not searched",
            "1 article withdrawn from the archive; 2 earlier states of pages that the archive has a later state of",
        ),
    }
    for language, (key, said) in expected.items():
        (facts,) = all_of(build(search(store, "trang"), title="x", language=language), Facts)
        assert plain(dict(facts.facts)[key]) == said
