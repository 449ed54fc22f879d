import datetime
import hashlib
import json
import os
import subprocess
import sys

import pytest

from newsarchive.errors import StorageError, UsageError
from newsarchive.reports import build
from newsarchive.reports.document import BarChart, Entry, Facts, Heading, Note, Numbers, Paragraph, Quote, Table, plain
from newsarchive.reports.recipe import SECTIONS, usual


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
    assert sections(build(seed, title="x")) == ["method", "time", "facets", "articles", "bibliography", "evidence"]
    assert "full" in sections(build(seed, title="x", sections=usual("full")))


def test_chart_and_table_count_the_same(found):
    report = build(found, title="x")
    chart, table = all_of(report, BarChart)[0], all_of(report, Table)[0]
    assert [(bar.label, bar.value) for bar in chart.bars if bar.value] == [("3/2011", 1), ("7/2012", 1), ("5/2013", 2)]
    assert len(chart.bars) == 27
    # Months of which the archive has nothing are bars of no height, and one row from the first to the last of them.
    assert [row[:2] for row in table.rows] == [
        ("3/2011", "1"),
        ("4/2011 – 6/2012", "–"),
        ("7/2012", "1"),
        ("8/2012 – 4/2013", "–"),
        ("5/2013", "2"),
    ]
    assert sum(bar.value for bar in chart.bars) == found.total - found.undated
    assert chart.caption.startswith("Hình 1. Số bài khớp mỗi tháng, từ 3/2011 đến 5/2013. Nhiều nhất: 5/2013, 2 bài.")
    assert "Không kể 1 bài không rõ ngày" in chart.caption
    assert "5/2013: 2" in chart.alt


def test_facets_are_a_chart_and_a_table_that_count_the_same(found):
    report = build(found, title="x", sections=["facets"], facets=["publisher", "year"])
    papers, years = all_of(report, BarChart)
    assert papers.lying
    assert [(bar.label, bar.shown) for bar in papers.bars] == [("(không ghi)", "4"), ("Báo Đồng Tháp", "1")]
    assert papers.caption == "Hình 1. Số bài khớp theo tờ báo."
    assert "Bảng 1" in papers.alt
    assert papers.peak == 0
    table = all_of(report, Table)[0]
    assert table.rows == (("(không ghi)", "4", "4", "80,0", "100,0"), ("Báo Đồng Tháp", "1", "1", "20,0", "100,0"))
    assert sum(bar.value for bar in years.bars) == found.total
    assert years.caption.startswith("Hình 2.")


def test_one_value_is_a_sentence(seed):
    report = build(seed, title="x", sections=["facets"])
    assert not all_of(report, BarChart)
    assert plain(all_of(report, Paragraph)[0].children) == "Bài khớp duy nhất: Báo Đồng Tháp. Kho có 1 bài như thế."


def test_the_concordance_has_every_occurrence_once(found):
    report = build(found, title="x", sections=["concordance", "bibliography"])
    table = all_of(report, Table)[0]
    assert len(table.rows) == found.occurrences
    assert table.caption == f"Bảng 1. Đủ {found.occurrences} chỗ khớp, theo thứ tự các bài."
    before, after, place = (plain(cell) for cell in table.rows[2])
    assert (before, after, place) == ("Người dân", "học tập.", "[1] đoạn 1")


def test_sections_are_chosen_and_ordered(seed):
    assert sections(build(seed, title="x", sections=["evidence", "method"])) == ["evidence", "method"]
    (facts,) = all_of(build(seed, title="x", sections=["method"], language="en"), Facts)
    said = {label: plain(value) for label, value in facts.facts}
    assert said["What is shown"] == (
        "No sentence of the matching article is quoted. Not shown: the full text of the article."
    )


def test_reprints_in_and_out_are_told(store):
    from newsarchive.search import search

    told = {}
    for query in ("học tập", "học tập reprints:no"):
        (facts,) = all_of(build(search(store, query), title="x", language="en"), Facts)
        told[query] = plain(dict(facts.facts)["Reprints"])
    assert told["học tập"] == "Reprints are counted like other articles."
    assert told["học tập reprints:no"].startswith("Left out: 0 reprints")


def test_the_rights_line_stands_once_where_articles_are_quoted(seed):
    report = build(seed, title="x", sections=["quotes", "articles", "full"], rights="Chỉ dùng trong thư viện.")
    said = [plain(node.children) for node in all_of(report, Paragraph)]
    assert said.count("Chỉ dùng trong thư viện.") == 1


def test_more_articles_than_a_volume_holds_are_several_pdfs(found, tmp_path, monkeypatch):
    monkeypatch.setattr("newsarchive.reports.report.VOLUME", 2)
    report = build(found, title="Nhiều bài")
    assert report.volumes == 3
    files = report.save(tmp_path, progress=False)
    assert [file.name for file in files] == ["nhieu-bai.html", *(f"nhieu-bai-{n}-of-3.pdf" for n in (1, 2, 3))]
    volume = report.volume(2)
    assert volume.kind == "Báo cáo tìm kiếm · tập 2/3, bài 3–4"
    assert volume.running.endswith("tập 2/3")
    assert [node.label for node in volume.nodes if isinstance(node, Entry)] == ["[3]", "[4]"]
    evidence = json.loads(volume.attachments[0].data)
    assert evidence["volume"] == {"number": 2, "of": 3, "first": 3, "last": 4}
    assert [each["number"] for each in evidence["articles"]] == [3, 4]
    assert len(volume.attachments[1].data.decode().splitlines()) == 1 + 2
    told = plain(dict(next(node for node in volume.nodes if isinstance(node, Facts)).facts)["Có trong báo cáo"])
    assert told.startswith("Tập 2 trong 3 tập: các bài từ 3 đến 4 trong 5 bài; mọi số đếm tính trên cả 5 bài.")
    with pytest.raises(UsageError, match="volume=4"):
        report.volume(4)


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
        "cập nhật 4/7/2012, tên báo do người nạp ghi."
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
    headings = [node for node in all_of(build(found, title="x"), Heading) if (node.anchor or "").startswith("article-")]
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


def test_progress_tells_of_each_article(found, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("newsarchive.progress.LOG_EVERY", 0.0)
    build(found, title="Học tập").save(tmp_path, formats=["html"])
    lines = [line.split("/s, ")[1].split(" done")[0] for line in capsys.readouterr().err.splitlines()]
    assert lines == ["0%", "20%", "40%", "60%", "80%", "100%"]
    build(found, title="Học tập").save(tmp_path, formats=["html"], progress=False)
    assert capsys.readouterr().err == ""


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


DIGEST = """
import hashlib, sys
from newsarchive.reports import build
from newsarchive.reports.recipe import SECTIONS
from newsarchive.search import search
from newsarchive.store import Store
found = search(Store.open(sys.argv[1]), "học tập")
findings = "Có {{count}} bài.\\n\\n{{quote:368d28e324d63603:2}}"
report = build(found, title="Học tập", sections=SECTIONS, facets=["byline", "year"], findings=findings)
print(hashlib.sha256(report.html().encode()).hexdigest(), hashlib.sha256(report.pdf()).hexdigest())
"""


def test_the_same_bytes_in_another_time_zone_locale_and_hash_seed(store):
    from newsarchive.search import search

    findings = "Có {{count}} bài.\n\n{{quote:368d28e324d63603:2}}"
    said = {"sections": SECTIONS, "facets": ["byline", "year"], "findings": findings}
    report = build(search(store, "học tập"), title="Học tập", **said)
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


def test_quotes_without_hits_are_first_sentences_and_say_so(store):
    from newsarchive.search import search

    report = build(search(store, "date:2012"), title="x", sections=["quotes"], language="en")
    assert plain(all_of(report, Paragraph)[0].children).startswith(
        "The question asks for no word, so the first sentence"
    )
    assert plain(all_of(report, Quote)[0].children).startswith("Thực hiện Chỉ thị số 03")


def test_a_report_on_nothing_has_no_empty_fact(nothing):
    (facts,) = all_of(build(nothing, title="x"), Facts)
    assert all(plain(said) for _, said in facts.facts)
