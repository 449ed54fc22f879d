"""The static picture of an answer: question, count, rows with marks, version; no script, everything escaped."""

from newsarchive.search import search
from newsarchive.widgets import snapshot


def test_it_shows_question_count_rows_and_version(store):
    picture = snapshot.answer(search(store, '"học tập"'), "vi")
    assert "&quot;học tập&quot;" in picture
    assert "2 bài khớp trong 4 bài" in picture
    assert picture.count("<li") == 2
    assert ">học tập</mark>" in picture
    assert "phiên bản 4" in picture


def test_it_says_how_many_rows_it_leaves_out(store):
    for number in range(30):
        store.ingest_text(f"Bài số {number}\n\nKể chuyện học tập, kỳ {number}.\n")
    picture = snapshot.answer(search(store, "hoc tap"), "en")
    assert "The first 24 of 32 matching articles:" in picture
    assert picture.count("<li") == 24


def test_it_is_the_same_each_time(store):
    results = search(store, "học")
    assert snapshot.answer(results, "vi") == snapshot.answer(results, "vi")
