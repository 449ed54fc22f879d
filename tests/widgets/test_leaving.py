"""What leaves the archive from a screen: each file has exactly what was counted, and the work can be stopped."""

import csv
import json
import threading

import openpyxl
import pikepdf
import pytest

from newsarchive.reports.checking.evidence import evidence_in
from newsarchive.widgets import leaving
from newsarchive.widgets.asking import ask

EVERY = ["html", "pdf", "xlsx", "csv", "jsonl", "bibtex", "ris"]
RESULTS = {"scope": "results", "name": ""}


def counted(path):
    """How many articles a file has, as another program reads it."""
    match path.suffix:
        case ".html":
            return len(evidence_in(path.read_bytes())["articles"])
        case ".pdf":
            with pikepdf.open(path) as file:
                return len(json.loads(file.attachments["evidence.json"].get_file().read_bytes())["articles"])
        case ".xlsx":
            return openpyxl.load_workbook(path, read_only=True).worksheets[0].max_row - 1
        case ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                return len(list(csv.DictReader(file)))
        case ".jsonl":
            return len([json.loads(line) for line in path.read_text("utf-8").splitlines()])
        case ".bib":
            return path.read_text("utf-8").count("\n@") + path.read_text("utf-8").startswith("@")
    return path.read_text("utf-8").count("TY  - ")


class TestWhat:
    @pytest.mark.parametrize("query", ["", '"học tập"'])
    def test_the_count_shown_is_the_count_in_each_file(self, front, tmp_path, query):
        front.request("ask", query=query)
        shown = front.request("count", **RESULTS)
        end = front.write(EVERY)
        assert [file["name"] for file in end["files"]] == [
            f"hoc-tap-o-ap.{ending}" for ending in ("html", "pdf", "xlsx", "csv", "jsonl", "bib", "ris")
        ]
        assert end["says"] == f"Mỗi tệp có {shown['total']} bài:"
        for file in end["files"]:
            assert counted(tmp_path / "exports" / file["name"]) == shown["total"], file["name"]

    def test_the_article_being_read_alone(self, browser, front, tmp_path):
        front.request("ask", query="học tập")
        front.request("settle")
        scope = {"scope": "article", "name": ""}
        assert front.request("count", **scope)["says"] == "Sẽ xuất 1 bài."
        front.write(["jsonl"], **scope)
        [line] = (tmp_path / "exports" / "hoc-tap-o-ap.jsonl").read_text("utf-8").splitlines()
        assert json.loads(line)["id"] == browser.selection

    def test_the_rows_that_were_ticked(self, browser, front, tmp_path):
        browser.chosen = [browser.answer["rows"][at]["id"] for at in (3, 0)]
        front.write(["jsonl"], scope="chosen")
        lines = (tmp_path / "exports" / "hoc-tap-o-ap.jsonl").read_text("utf-8").splitlines()
        assert {json.loads(line)["id"] for line in lines} == set(browser.chosen)

    def test_a_collection_also_where_the_question_finds_nothing_of_it(self, store, browser, front):
        store.annotations.put("collection", ask(store, "").ids[:3], "Luận văn")
        front.request("ask", query="không có gì")
        assert front.request("count", scope="collection", name="Luận văn")["total"] == 3
        front.write(["html"], scope="collection", name="Luận văn", title="Luận văn")

    def test_too_many_to_name_are_a_collection(self, browser, front):
        browser.chosen = [f"{number:016x}" for number in range(501)]
        assert "bộ sưu tập" in front.request("count", scope="chosen", name="")["error"]


class TestHow:
    def test_a_file_of_that_name_is_replaced_and_that_is_said(self, front):
        assert [file["replaced"] for file in front.write(["csv"])["files"]] == [False]
        front.sent.clear()
        assert [file["replaced"] for file in front.write(["csv", "ris"])["files"]] == [True, False]

    def test_the_report_says_who_made_it_in_its_language(self, front, tmp_path):
        front.write(["html"], title="A report", author="Phương Nga", language="en", sections=["summary", "full"])
        page = (tmp_path / "exports" / "a-report.html").read_text("utf-8")
        assert '<html lang="en"' in page
        assert "Phương Nga" in page
        assert "Thương lái neo ghe từ bốn giờ sáng." in page

    def test_a_folder_that_cannot_be_written_is_one_sentence(self, front, tmp_path):
        (tmp_path / "exports").write_text("a file stands in the way")
        assert "exports" in front.write(["html"])["error"]

    def test_one_goes_on_asking_while_it_is_written_and_may_stop_it(self, front, tmp_path, monkeypatch):
        begun, go_on = threading.Event(), threading.Event()
        write = leaving.write

        def slowly(results, order, folder, step):
            begun.set()
            assert go_on.wait(30)
            return write(results, order, folder, step)

        monkeypatch.setattr(leaving, "write", slowly)
        said = {"author": "", "language": "vi", "sections": ["summary"], "title": "x1"}
        front.request("export", formats=["csv", "ris"], **RESULTS, **said)
        assert begun.wait(30)
        assert front.request("ask", query="cầu")["total"] == 1
        assert "Đang viết" in front.request("export", formats=["csv"], **RESULTS, **said)["error"]
        front.request("stop")
        go_on.set()
        assert front.ended() == {"ended": True, "stopped": True}
        assert list((tmp_path / "exports").glob("*")) == []
