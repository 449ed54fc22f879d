"""Tags, collections, notes and saved searches on screen: given by a request, shown to every view, taken back."""

import pytest

from newsarchive.errors import UsageError
from newsarchive.parsing import read
from newsarchive.widgets import Browser
from newsarchive.widgets.asking import ask
from newsarchive.widgets.marking import Standing, quoted


def names(facet):
    return {entry["name"]: entry["count"] for entry in facet["entries"]}


class TestNames:
    def test_a_tag_is_kept_at_once_and_shown(self, store, browser, front):
        front.request("ask", query="hoc tap")
        ids = [row["id"] for row in browser.answer["rows"]]
        assert front.request("mark", what="tag", name=" Cần xem ", ids=ids, on=True) == {"view": "test", "number": 2}
        assert list(store.annotations.frame("tags")["id"]) == sorted(ids)
        assert browser.reading["tag"] == ["Cần xem"]
        assert names(browser.pane["tags"]) == {"Cần xem": 2}
        rows = front.request("rows", offset=0, limit=4)["rows"]
        assert [row["names"] for row in rows] == [["Cần xem"], ["Cần xem"]]

    def test_it_narrows_the_question_by_a_click(self, browser, front):
        front.request("mark", what="collection", name="Luận văn", ids=[browser.selection], on=True)
        front.request("ask", query="học")
        front.request("settle")
        [entry] = browser.pane["collections"]["entries"]
        assert entry["query"] == 'học collection:"Luận văn"'
        assert front.request("ask", query=entry["query"])["total"] == entry["count"] == 1

    def test_taking_it_back_updates_a_question_for_it(self, browser, front):
        front.request("mark", what="tag", name="x1", ids=[browser.selection], on=True)
        assert front.request("ask", query="tag:x1")["total"] == 1
        front.request("mark", what="tag", name="x1", ids=[browser.selection], on=False)
        assert browser.answer["total"] == browser.results.total == 0

    def test_what_cannot_be_a_name_is_said_in_the_browsers_language(self, browser, front):
        reply = front.request("mark", what="tag", name='a"b', ids=[browser.selection], on=True)
        assert "tên không có dấu ngoặc kép" in reply["error"]
        assert browser.pane["tags"]["entries"] == []

    def test_two_browsers_see_one_archive(self, store, browser, front):
        other = Browser(store)
        front.request("mark", what="tag", name="x1", ids=[browser.selection], on=True)
        other.query = "tag:x1"
        assert other.answer["total"] == 1
        assert other.reading["tag"] == ["x1"]

    def test_standing_names_are_in_vietnamese_order(self, store):
        ids = ask(store, "").ids
        for name in ("Ơn", "Ăn", "An"):
            store.annotations.put("tag", ids, name)
        standing = Standing(store.snapshot(), store.annotations.marks())
        assert standing.of(ids[0]) == {"tag": ["An", "Ăn", "Ơn"], "collection": []}
        assert {name: len(numbers) for name, numbers in standing.numbers("tag").items()} == {"An": 4, "Ăn": 4, "Ơn": 4}


class TestNotes:
    def test_a_note_stands_at_its_quote(self, browser, front):
        front.request("ask", query='"học tập"')
        front.request("settle")
        block = next(block for block in browser.reading["blocks"] if block["kind"] == "paragraph")
        text = "".join(piece for piece, *_ in block["text"])
        start = text.index("học tập")
        content = {"id": browser.selection, "part": block["part"], "start": start, "end": start + 12, "text": "Ở đâu?"}
        front.request("note", note=None, **content)
        [note] = browser.reading["notes"]
        assert (note["quote"], note["text"], note["part"]) == (text[start : start + 12], "Ở đâu?", block["part"])
        block = next(b for b in browser.reading["blocks"] if b["part"] == note["part"])
        noted = [(piece, hit) for piece, hit, ids in block["text"] if ids == [note["id"]]]
        assert "".join(piece for piece, _ in noted) == note["quote"]
        assert noted[0] == ("học tập", 0)

    def test_it_is_changed_and_removed(self, store, browser, front):
        place = {"id": browser.selection, "part": "title", "start": 0, "end": 3}
        front.request("note", note=None, text="một", **place)
        [note] = browser.reading["notes"]
        front.request("note", note=note["id"], id=browser.selection, text="hai")
        assert browser.reading["notes"][0]["text"] == "hai"
        front.request("note", note=note["id"], id=browser.selection, text=" ")
        assert browser.reading["notes"] == []
        assert "không còn ghi chú" in front.request("note", note=note["id"], id=browser.selection, text="ba")["error"]

    @pytest.mark.parametrize("place", [("meta", 0, 1), ("title", 5, 5), ("title", 900, 950)])
    def test_what_is_not_there_cannot_be_quoted(self, browser, front, place):
        part, start, end = place
        content = {"id": browser.selection, "part": part, "start": start, "end": end, "text": "x"}
        assert front.request("note", note=None, **content)["error"]

    def test_signs_that_are_written_out_are_counted_as_they_are_seen(self):
        article = read(text="Nhan đề\u202edài\n\n01/02/2012\n\nMột đoạn.\n")
        title = article.title.value
        shown = title.replace("\u202e", "[U+202E]")
        start = shown.index("dài")
        assert quoted(article, "title", start, start + 3).exact == "dài"
        assert quoted(article, "title", 0, len(shown)).exact == title
        with pytest.raises(UsageError):
            quoted(article, "lead", 0, 1)


class TestSearches:
    def test_a_question_is_saved_under_a_name_and_forgotten(self, browser, front):
        front.request("ask", query='"học tập" date:2012')
        front.request("save", name="“học tập” · 2012", on=True)
        assert browser.pane["searches"] == [{"name": "“học tập” · 2012", "query": '"học tập" date:2012'}]
        front.request("save", name="“học tập” · 2012", on=False)
        assert browser.pane["searches"] == []
