"""The browser's Python side: what code sees of it, what it answers the front end, and what it holds without one."""

import json

import pytest

from newsarchive.errors import QueryError
from newsarchive.store import Store
from newsarchive.widgets import Browser

HOSTILE = "<img src=x onerror=alert(1)> & học tập\n\n01/02/2015\n\n</script><script>alert(2)</script> học tập nhé.\n"


def titles(answer):
    return ["".join(row["title"]) for row in answer["rows"]]


class TestFromCode:
    def test_results_query_and_selection_are_what_is_shown(self, store):
        browser = Browser(store, '"học tập"')
        assert browser.query == '"học tập"'
        assert browser.results.total == browser.answer["total"] == 2
        assert browser.selection == browser.answer["rows"][0]["id"] == browser.reading["id"]

    def test_without_a_question_it_shows_the_whole_archive_newest_first(self, browser):
        assert titles(browser.answer) == [
            "Thư viện xã mở cửa buổi tối", "Lớp học tập chung của ấp", "Chợ nổi họp sớm hơn", "Cầu mới qua kênh",
        ]  # fmt: skip
        assert browser.answer["footer"] == ["Cả kho: 4 bài", "1 bài không rõ ngày", "kho kho, phiên bản 4"]

    def test_setting_the_query_asks_it(self, browser):
        browser.query = "cho noi"
        assert titles(browser.answer) == ["Chợ nổi họp sớm hơn"]
        assert browser.reading["title"] == "Chợ nổi họp sớm hơn"

    def test_a_query_that_cannot_be_read_is_refused_and_changes_nothing(self, browser):
        browser.query = "cầu"
        with pytest.raises(QueryError):
            browser.query = "date:hôm-nay"
        assert browser.query == "cầu"
        assert browser.results.query == "cầu"
        with pytest.raises(QueryError):
            Browser(browser._store, "học)")

    def test_setting_the_selection_opens_that_article(self, browser):
        browser.selection = browser.answer["rows"][2]["id"]
        assert browser.reading["title"] == "Chợ nổi họp sớm hơn"

    def test_query_and_selection_can_be_observed(self, browser, front):
        seen = []
        browser.observe(lambda change: seen.append((change["name"], change["new"])), ["query", "selection"])
        front.request("ask", query="cầu")
        wanted = front.request("settle") and browser.selection
        assert seen == [("query", "cầu"), ("selection", wanted)]


class TestRequests:
    def test_ask_is_answered_in_the_trait_with_its_ticket(self, browser, front):
        answer = front.request("ask", query="hoc tap")
        assert answer is browser.answer
        assert answer["query"] == browser.query == "hoc tap"
        assert answer["footer"][0] == "2 bài khớp trong 4 bài · đủ, không bỏ sót"
        snippets = {"".join(row["title"]): row["snippet"] for row in answer["rows"]}
        assert snippets["Lớp học tập chung của ấp"] == ["Mười hai em ", "học", " ", "tập", " ở nhà văn hóa ấp."]

    def test_an_open_quotation_and_an_unfinished_filter_are_read_while_they_are_typed(self, front):
        assert front.request("ask", query='"học tậ')["fault"] is None
        assert front.request("ask", query="học tập date:")["total"] == 2

    def test_a_fault_keeps_the_last_answer_and_names_the_place(self, browser, front):
        front.request("ask", query="học")
        answer = front.request("ask", query="học date:31/02/2012")
        assert answer["fault"]["at"] == ["học date:", "3", "1/02/2012"]
        assert answer["fault"]["says"].startswith("31/02/2012: không có ngày ấy")
        assert answer["total"] == 2
        assert browser.query == browser.results.query == "học"

    def test_settle_brings_the_pane_and_keeps_the_article_that_is_still_in_sight(self, browser, front):
        front.request("ask", query="học tập")
        front.request("settle")
        browser.selection = browser.answer["rows"][1]["id"]
        front.request("ask", query="hoc tap")
        pane = front.request("settle")
        assert browser.selection == browser.reading["id"] == browser.answer["rows"][1]["id"]
        assert [bar["count"] for bar in pane["time"]["bars"]] == [1, 1]

    def test_rows_further_down_are_sent_when_they_come_into_sight(self, front):
        reply = front.request("rows", offset=2, limit=10)
        assert titles(reply) == ["Chợ nổi họp sớm hơn", "Cầu mới qua kênh"]

    def test_open_shows_an_article_with_marked_hits(self, browser, front):
        front.request("ask", query='"học tập"')
        reading = front.request("open", id=browser.answer["rows"][0]["id"])
        marked = [piece for block in reading["blocks"] for piece, hit, _ in block["text"] if hit >= 0]
        assert set(marked) == {"học tập"}

    def test_source_lays_out_every_line_with_its_labels(self, browser, front):
        browser.query = "ấp"
        source = front.request("source", id=browser.selection)["source"]
        assert [[label for _, label in line] for line in source["lines"][:3]] == [["title"], [], ["date"]]
        article = browser._store.article(browser.selection)
        assert "\n".join("".join(text for text, _ in line) for line in source["lines"]) == article.text.rstrip("\n")

    def test_nothing_found_offers_what_would_be(self, front):
        answer = front.request("ask", query="hocj tapaj date:2012")
        assert answer["total"] == 0
        assert answer["nearby"][0] == {"query": "học tập date:2012", "says": "1 bài"}

    def test_first_rows_and_pane_stay_small(self, browser):
        for trait in (browser.answer, browser.pane):
            assert len(json.dumps(trait, ensure_ascii=False).encode()) < 10_000


class TestAdding:
    def test_a_pasted_page_is_kept_and_shown(self, browser, front):
        reply = front.request("paste", text="Bến đò mới\n\n02/02/2020\n\nĐò chạy cả đêm.\n", publisher="Báo Mẫu")
        assert (reply["new"], reply["held"], reply["rejected"]) == (1, 0, [])
        assert titles(browser.answer)[0] == "Bến đò mới"
        assert browser._store.article(browser.answer["rows"][0]["id"]).publisher.value == "Báo Mẫu"

    def test_the_same_page_again_is_recognised(self, front):
        page = {"text": "Bến đò mới\n\nĐò chạy cả đêm.\n", "publisher": ""}
        front.request("paste", **page)
        assert front.request("paste", **page)["held"] == 1

    def test_a_file_keeps_its_bytes_and_its_name(self, browser, front):
        data = "Bến đò mới\r\n\r\nĐò chạy cả đêm.\r\n".encode("utf-8-sig")
        whole = {"name": "ben-do.txt", "publisher": "", "offset": 0, "last": True}
        reply = front.request("file", file=data, **whole)
        assert reply["new"] == 1
        browser.query = '"bến đò mới"'
        article = browser._store.article(browser.selection)
        assert article.source.path == "ben-do.txt"
        assert "\r\n" in article.text

    def test_a_large_file_comes_in_pieces_and_is_kept_only_when_it_is_whole(self, browser, front):
        data = "Bến đò mới\n\nĐò chạy cả đêm.\n".encode()
        said = {"name": "ben-do.txt", "publisher": ""}
        front.request("file", file=b"left over from an upload that broke off", offset=0, last=False, **said)
        front.request("file", file=data[:20], offset=0, last=False, **said)
        assert browser._store.snapshot().size == 4
        assert front.request("file", file=data[20:], offset=20, last=True, **said)["new"] == 1
        assert browser._store.snapshot().size == 5

    def test_what_is_no_page_is_refused_with_a_sentence_and_nothing_kept(self, browser, front):
        reply = front.request("file", file=b"\x00\x01\x02" * 40, name="anh.txt", publisher="", offset=0, last=True)
        assert reply["new"] == 0
        assert reply["rejected"][0].startswith("anh.txt: ")
        assert browser.results.searched == 4


class TestReport:
    def test_it_is_written_and_linked(self, front, tmp_path):
        front.request("ask", query='"học tập"')
        reply = front.request("report", title="Học tập ở ấp", full=False)
        names = [file["name"] for file in reply["files"]]
        assert {name.rpartition(".")[2] for name in names} == {"html", "pdf"}
        assert all((tmp_path / "exports" / name).stat().st_size for name in names)

    def test_a_folder_that_cannot_be_written_is_one_sentence(self, front, tmp_path):
        (tmp_path / "exports").write_text("a file stands in the way")
        reply = front.request("report", title="Học tập", full=False)
        assert "exports" in reply["error"]


class TestWithoutAFrontEnd:
    def test_the_display_carries_the_widget_and_a_picture(self, store):
        data, _ = Browser(store, '"học tập"')._repr_mimebundle_()
        assert "application/vnd.jupyter.widget-view+json" in data
        picture = data["text/html"]
        assert "2 bài khớp trong 4 bài" in picture
        assert picture.count("<mark") == 3
        assert "phiên bản 4" in picture

    def test_article_text_stays_text(self, store):
        store.ingest_text(HOSTILE)
        picture = Browser(store, "alert")._repr_mimebundle_()[0]["text/html"]
        assert "<img" not in picture
        assert "<script" not in picture
        assert "&lt;script&gt;" in picture

    def test_an_empty_archive_has_its_own_state(self, tmp_path):
        browser = Browser(Store.open(tmp_path / "rong"), language="en")
        assert browser.answer["searched"] == 0
        assert browser.selection is None
        assert "0 articles" in browser._repr_mimebundle_()[0]["text/html"]

    def test_the_front_end_is_small_and_loads_nothing(self):
        code = Browser._esm + Browser._css
        assert len(code.encode()) < 100_000
        for forbidden in ("http:", "https:", "import ", "innerHTML", "eval(", "@import", "url("):
            assert forbidden not in code
