"""The words in context and the measures: pages of lines that agree with the concordance, and numbers with a source."""

import pytest

from newsarchive.errors import UsageError
from newsarchive.search import search
from newsarchive.widgets import Browser, views
from newsarchive.widgets.asking import ask
from newsarchive.widgets.views import Concordance, concordance, measure


def shown(lines):
    return [(line["id"], line["part"], line["left"][-12:] + line["node"] + line["right"][:12]) for line in lines]


class TestConcordance:
    def test_lines_are_counted_over_articles(self, store):
        page = concordance(Concordance(ask(store, "hoc tap"), "text"), 0, 50, "vi")
        assert page["total"] == len(page["lines"]) == 6
        assert page["says"] == "6 chỗ trong 2 bài"

    def test_pages_are_those_of_the_whole(self, store):
        for number in range(7):
            store.ingest_text(f"Học ở ấp {number}\n\nHọc, học và học. Học {number}.\n\nRồi lại học nữa.\n")
        held = Concordance(ask(store, "học"), "text")
        every = concordance(held, 0, 100, "vi")["lines"]
        assert len(every) == held.total == len(ask(store, "học").concordance())
        paged = [line for at in range(0, held.total, 3) for line in concordance(held, at, 3, "vi")["lines"]]
        assert paged == every
        assert concordance(held, held.total, 5, "vi")["lines"] == []

    def test_each_line_knows_which_hit_of_its_part_it_is(self, store):
        store.ingest_text("Học\n\nHọc, học và học.\n\nRồi lại học nữa.\n")
        found = ask(store, "học title:học")
        for arrangement in ("text", "left", "right", "node"):
            lines = concordance(Concordance(found, arrangement), 0, 50, "vi")["lines"]
            own = sorted((line["part"], line["number"]) for line in lines if line["id"] == found.ids[0])
            assert len(set(own)) == len(own)
            assert all(number < sum(part == each for each, _ in own) for part, number in own)

    def test_the_order_is_that_of_the_concordance(self, store):
        found = ask(store, "hoc tap")
        for arrangement in ("left", "node", "right"):
            lines = concordance(Concordance(found, arrangement), 0, 50, "vi")["lines"]
            assert [line["node"] for line in lines] == found.concordance(sort=arrangement)["node"].tolist()

    def test_too_many_lines_are_not_sorted_and_that_is_said(self, store, monkeypatch):
        monkeypatch.setattr(views, "MOST_SORTED", 5)
        with pytest.raises(UsageError, match="6 lines are too many to sort"):
            Concordance(ask(store, "hoc tap"), "left")
        assert Concordance(ask(store, "hoc tap"), "text").total == 6

    def test_a_question_without_words_says_what_to_do(self, store):
        page = concordance(Concordance(ask(store, "date:2012"), "text"), 0, 50, "en")
        assert (page["total"], page["lines"]) == (0, [])
        assert "type a word or a phrase" in page["says"]

    def test_what_would_turn_the_line_round_is_written_out(self, store):
        store.ingest_text("Nhan đề\n\nĐoạn \u202ehọc\u202c nhé.\n")
        page = concordance(Concordance(ask(store, "đoạn học"), "text"), 0, 9, "vi")
        assert not any(sign in str(page) for sign in "\u202e\u202c")

    def test_requests_reuse_what_was_counted_until_the_answer_changes(self, browser, front):
        front.request("ask", query="học")
        first = front.request("lines", offset=0, limit=2, sort="text")
        held = browser._lines
        assert front.request("lines", offset=2, limit=2, sort="text")["total"] == first["total"] == 3
        assert browser._lines is held
        front.request("ask", query="tập")
        front.request("lines", offset=0, limit=2, sort="text")
        assert browser._lines is not held

    def test_an_order_that_there_is_not_is_refused(self, front):
        assert front.request("lines", offset=0, limit=2, sort="x")["error"]


class TestMeasures:
    @pytest.mark.parametrize("name", ["timeline", "publisher", "byline"])
    def test_rows_have_their_question_and_find_what_they_say(self, store, name):
        found = ask(store, "học OR cầu OR chợ")
        for row in measure(found, name, "year", "vi")["rows"]:
            assert row["cells"][0].split(" / ")[0] == str(row["count"])
            if row["query"]:
                assert search(store, row["query"]).total == row["count"]

    def test_what_was_counted_over_what_is_said(self, store):
        told = measure(ask(store, "học"), "publisher", "year", "vi")
        assert "2 trên 4 bài" in told["source"]
        assert "trên 1.000 bài" in told["says"]
        assert {row["name"] for row in told["rows"]} == {"Báo Mẫu Cần Thơ", "(trang không ghi tên báo)"}

    def test_years_and_months(self, store):
        found = ask(store, "học OR chợ")
        assert [row["name"] for row in measure(found, "timeline", "year", "vi")["rows"]] == ["2012", "2013"]
        months = measure(found, "timeline", "month", "vi")["rows"]
        assert (months[0]["name"], months[-1]["name"], len(months)) == ("3/2012", "9/2013", 19)

    def test_words_that_go_together_and_words_that_stand_out(self, store):
        for number in range(6):
            store.ingest_text(f"Trang {number}\n\nNgười dân học tập chăm chỉ mỗi ngày, số {number}.\n")
        near = measure(ask(store, "học"), "collocations", "year", "vi")["rows"]
        assert "tập" in [row["name"] for row in near]
        assert measure(ask(store, '"học tập"'), "keyness", "year", "vi")["rows"]

    @pytest.mark.parametrize("name", ["collocations", "keyness"])
    def test_a_question_without_words_has_none_to_measure(self, store, name):
        told = measure(ask(store, ""), name, "year", "en")
        assert (told["rows"], told["says"]) == ([], "The question has no word to measure.")

    def test_what_has_no_room_is_counted(self, store):
        for number in range(15):
            store.ingest_text(f"Trang {number}\n\nĐoạn {number} của trang.\n", publisher=f"Báo Số {number}")
        told = measure(ask(store, ""), "publisher", "year", "vi")
        assert (len(told["rows"]), told["others"]) == (12, "và 5 dòng nữa")

    def test_a_measure_that_there_is_not_is_refused(self, front):
        assert front.request("measure", name="x", by="year")["error"]


class TestTheView:
    def test_it_can_be_set_and_observed_and_is_in_the_python(self, store, front):
        browser, seen = front.widget, []
        browser.observe(lambda change: seen.append(change["new"]), "view")
        browser.view = "concordance"
        assert seen == ["concordance"]
        assert "found.concordance()" in front.request("python")["code"]
        browser.view = "measures"
        names: dict[str, object] = {}
        exec(front.request("python")["code"], names)
        assert names["found"].ids == browser.results.ids

    def test_the_code_gives_the_same_answer(self, store, front):
        browser = Browser(store, '"học tập" -"it\'s"')
        browser.sort = "oldest"
        browser.chosen = browser.results.ids[:1]
        names: dict[str, object] = {}
        from newsarchive.widgets.python import code

        exec(code(store.path, browser.results, "articles", browser.selection, browser.chosen), names)
        assert names["frame"]["id"].tolist() == browser.results.ids
        assert [article.id for article in names["chosen"]] == browser.chosen
