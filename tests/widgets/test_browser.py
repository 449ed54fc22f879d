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
