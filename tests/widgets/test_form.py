"""The form for staff: pages in, a live count, sentences where something cannot be asked, and files out."""

import json

import openpyxl
import pytest

from newsarchive.reports.checking.evidence import evidence_in
from newsarchive.store import Store
from newsarchive.widgets import ReportForm

SEED = "Bến phà mới\n\n20/02/2013 09:00\n\nBà con học tập cách chằng buộc hàng hóa khi qua phà.\n\nKim Ngân\n"


@pytest.fixture
def form(store, tmp_path):
    return ReportForm(store, exports=tmp_path / "exports")


@pytest.fixture
def front(form, front_of):
    return front_of(form)


def fill(front, query="", since="", until="", collection=""):
    return front.request("ask", query=query, since=since, until=until, collection=collection)


class TestWhat:
    def test_before_anything_is_filled_in_it_is_about_the_whole_archive(self, form):
        assert form.answer["says"] == "Cả kho: 4 bài"
        assert form.answer["archive"] == "Kho kho: 4 bài"
        assert form.answer["title"] == "Báo cáo: cả kho"
        assert form.results.total == form.answer["total"] == len(form.answer["rows"]) == 4

    def test_it_counts_while_one_types_and_shows_the_first_that_match(self, front):
        answer = fill(front, "hoc tap")
        assert answer["says"] == "2 bài khớp trong 4 bài · đủ, không bỏ sót"
        assert answer["title"] == "Báo cáo: hoc tap"
        assert ["".join(row["title"]) for row in answer["rows"]] == [
            "Lớp học tập chung của ấp",
            "Thư viện xã mở cửa buổi tối",
        ]
        assert answer["rows"][0]["snippet"][1::2] == ["học", "tập"]
        assert answer["more"] == ""

    @pytest.mark.parametrize(
        ("days", "titles"),
        [
            ({"since": "2013"}, ["Thư viện xã mở cửa buổi tối"]),
            ({"since": "5/3/2012", "until": "7/2012"}, ["Lớp học tập chung của ấp", "Chợ nổi họp sớm hơn"]),
            ({"until": "4/7/2012"}, ["Lớp học tập chung của ấp", "Chợ nổi họp sớm hơn"]),
        ],
    )
    def test_days_are_written_as_vietnamese_readers_do_and_both_are_meant(self, front, days, titles):
        assert ["".join(row["title"]) for row in fill(front, **days)["rows"]] == titles

    def test_a_collection_narrows_and_is_in_the_title(self, store, form, front):
        store.annotations.put("collection", form.results.ids[:3], "Luận văn")
        assert fill(front)["collections"] == ["Luận văn"]
        answer = fill(front, "học", collection="Luận văn")
        assert answer["total"] == len({*form.results.ids} & {*store.annotations.marks().collections["Luận văn"]})
        assert answer["title"] == "Báo cáo: học · Luận văn"

    def test_those_that_are_not_shown_are_counted(self, tmp_path):
        store = Store.open(tmp_path / "lon")
        for number in range(9):
            store.ingest_text(f"Tin số {number}\n\n0{number + 1}/02/2013\n\nMột tin ngắn của ngày ấy, số {number}.\n")
        answer = ReportForm(store).answer
        assert (answer["total"], len(answer["rows"]), answer["more"]) == (9, 5, "và 4 bài nữa; báo cáo có đủ.")

    @pytest.mark.parametrize(
        ("filled", "field", "says"),
        [
            ({"query": "date:hôm-nay"}, "query", "không phải là ngày"),
            ({"since": "hôm qua"}, "since", "không phải là ngày"),
            ({"until": "31/2/2012"}, "until", "không có ngày ấy"),
            ({"since": "2014", "until": "2013"}, "until", "đứng sau"),
        ],
    )
    def test_what_cannot_be_asked_is_said_where_it_stands_and_nothing_is_written(
        self, form, front, filled, field, says
    ):
        answer = fill(front, **filled)
        assert answer["fault"]["field"] == field
        assert says in answer["fault"]["says"]
        assert answer["total"] == 0
        assert form.results is None
        reply = front.request(
            "export", formats=["csv"], title="x", scope="results", name="", author="", language="vi", sections=[]
        )
        assert "hãy sửa lại" in reply["error"]

    def test_english(self, store):
        form = ReportForm(store, language="en")
        assert form.answer["says"] == "The whole archive: 4 articles"
        assert form.words["form_heading"] == "Make a report"


class TestIn:
    def test_a_page_is_shown_as_it_is_read_then_kept_and_counted(self, form, front):
        fill(front, "học tập")
        assert front.request("preview", text=SEED)["reading"]["title"] == "Bến phà mới"
        assert form.results.total == 2
        assert front.request("paste", text=SEED, publisher="Báo Mẫu", section="")["new"] == 1
        assert (form.answer["total"], form.answer["archive"]) == (3, "Kho kho: 5 bài")
        assert front.request("papers")["publisher"] == ["Báo Mẫu Cần Thơ", "Báo Mẫu"]

    def test_an_empty_archive_waits_for_its_first_page(self, front_of, tmp_path):
        form = ReportForm(Store.open(tmp_path / "rong"))
        assert form.answer["searched"] == form.answer["total"] == 0
        front_of(form).request("paste", text=SEED, publisher="", section="")
        assert form.answer["total"] == 1


class TestOut:
    def test_each_file_has_what_was_counted(self, front, tmp_path):
        total = fill(front, "học tập", since="2012", until="2012")["total"]
        end = front.write(["html", "xlsx"], title="Học tập, 2012")
        assert end["says"] == f"Mỗi tệp có {total} bài:" == "Mỗi tệp có 1 bài:"
        page, book = (tmp_path / "exports" / file["name"] for file in end["files"])
        assert [
            len(evidence_in(page.read_bytes())["articles"]),
            openpyxl.load_workbook(book).worksheets[0].max_row,
        ] == [1, 2]

    def test_the_report_has_the_sections_that_were_ticked(self, front, form, tmp_path):
        front.write(["html"], title="Ngắn", sections=["summary", "bibliography"])
        evidence = (tmp_path / "exports" / "ngan.html").read_text("utf-8")
        assert 'id="bibliography"' in evidence
        assert 'id="articles"' not in evidence
        assert set(form.parts["usual"]) < set(form.parts["sections"])


def test_a_saved_notebook_shows_what_was_filled_in(form, front):
    fill(front, "<b>học", since="2012")
    data, _ = form._repr_mimebundle_()
    picture = data["text/html"]
    assert "&lt;b&gt;học" in picture
    assert "2012" in picture
    assert "<script" not in picture
    assert "Lập báo cáo" in picture
    json.dumps(form.answer)


def test_the_front_end_is_small_and_loads_nothing():
    code = ReportForm._esm + ReportForm._css
    assert len(code.encode()) < 60_000
    for forbidden in ("http:", "https:", "import ", "innerHTML", "eval(", "@import", "url("):
        assert forbidden not in code
