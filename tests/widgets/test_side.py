"""The pane beside the list: counts, and the questions its bars and papers ask."""

from newsarchive.search import search
from newsarchive.widgets.side import pane


def test_counts_are_exact_and_each_asks_a_question(store):
    shown = pane(search(store, "*"), "vi")
    assert [(bar["count"], bar["query"]) for bar in shown["time"]["bars"]] == [(2, "date:2012"), (1, "date:2013")]
    assert shown["time"]["bars"][0]["says"] == "2012: 2 trong 2 bài của kho"
    assert [(paper["name"], paper["says"]) for paper in shown["papers"]["entries"]] == [
        ("Báo Mẫu Cần Thơ", "2"), ("(trang không ghi tên báo)", "2"),
    ]  # fmt: skip
    for entry in [*shown["time"]["bars"], *shown["papers"]["entries"]]:
        assert entry["query"] is None or search(store, entry["query"]).total == entry["count"]


def test_one_year_is_shown_by_month_and_one_month_by_day(store):
    year = pane(search(store, "date:2012"), "en")["time"]
    assert (year["by"], year["first"], year["last"]) == ("months", "March 2012", "July 2012")
    assert [bar["count"] for bar in year["bars"]] == [1, 0, 0, 0, 1]
    month = pane(search(store, "date:2013-09"), "vi")["time"]
    assert month["bars"][0]["query"] == "date:2013-09-01"


def test_a_filter_can_be_taken_back(store):
    shown = pane(search(store, "* date:2012"), "vi")
    assert shown["all_times"] == ""
    assert shown["all_papers"] is None


def test_undated_articles_alone_have_no_timeline(store):
    assert pane(search(store, "kenh"), "vi")["time"] is None


def test_many_papers_are_summed_in_words(store):
    for number in range(20):
        store.ingest_text(f"Bài {number}\n\nNội dung của bài số {number}.\n", publisher=f"Báo {number:02}")
    papers = pane(search(store, "*"), "vi")["papers"]
    assert len(papers["entries"]) == 12
    assert papers["others"] == "và 10 báo khác: 10 bài"
