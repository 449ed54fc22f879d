"""What an answer gives: hits, passages, concordance, counts."""

from pathlib import Path

import pandas as pd
import pytest

from newsarchive.errors import UsageError
from newsarchive.search import search
from newsarchive.search.answer import Answer
from newsarchive.store import FRAME_COLUMNS, Store
from newsarchive.text import collation_key


def test_marks_are_ranges_of_the_shown_text(store: Store) -> None:
    for hit in search(store, "hoc tap").hits():
        for text, marks in [*hit.snippets, (hit.title or "", hit.title_marks)]:
            assert {text[start:end].casefold() for start, end in marks} <= {"học", "tập", "hóc", "tạp"}
    (hit,) = search(store, '"tấm gương đạo đức"').hits()
    (snippet,) = hit.snippets
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["tấm gương đạo đức"]
    assert len(snippet.text) < 200


def test_passages_are_sentences_that_stand_in_the_source(store: Store) -> None:
    found = search(store, '"58/58"')
    (article,) = found.articles()
    (passage,) = found.passages(article)
    assert (passage.where, passage.paragraph) == ("paragraph", 0)
    assert passage.text.startswith("Đến nay, có 58/58 chi bộ")
    assert article.text[passage.start : passage.end] == passage.text
    assert [passage.text[start:end] for start, end in passage.marks] == ["58/58"]


def test_concordance_has_every_occurrence_with_its_place(store: Store) -> None:
    found = search(store, '"học tập"')
    lines = found.concordance(context=20)
    assert list(lines.columns) == ["id", "title", "date", "where", "paragraph", "left", "node", "right", "start", "end"]
    texts = {article.id: article.text for article in found.articles()}
    assert len(lines) == 7 == sum(text.casefold().count("học tập") for text in texts.values())
    for line in lines.itertuples():
        assert texts[line.id][line.start : line.end] == line.node
        assert len(line.left) <= 20
        assert len(line.right) <= 20
    assert str(lines["date"].dtype) == "datetime64[us, Asia/Ho_Chi_Minh]"
    assert found.occurrences == len(lines)
    empty = search(store, "zzz").concordance()
    assert len(empty) == 0
    assert list(empty.dtypes) == list(lines.dtypes)


def test_context_is_counted_in_characters_or_syllables(store: Store) -> None:
    lines = search(store, "hiếu").concordance(2, unit="syllables")
    assert [(line.left, line.node, line.right) for line in lines.itertuples()] == [("Tấm gương ", "hiếu", " học ở")]
    assert (search(store, "hiếu").concordance(0)[["left", "right"]] == "").all(axis=None)
    with pytest.raises(UsageError, match="words"):
        search(store, "hiếu").concordance(unit="words")  # type: ignore[arg-type]
    for wrong in (-1, 1.5, None):
        with pytest.raises(UsageError, match=r"context=.* whole number from 0 up"):
            search(store, "hiếu").concordance(wrong)  # type: ignore[arg-type]


def test_lines_are_sorted_by_what_stands_around_in_vietnamese_order(store: Store) -> None:
    found = search(store, "hoc OR tap")
    right = [line.right.split()[0].casefold() for line in found.concordance(sort="right").itertuples() if line.right]
    words = [word for word in right if word.isalpha()]
    assert words == sorted(words, key=collation_key)
    left = [line.left.split()[-1] for line in found.concordance(sort="left").itertuples() if line.left.strip()]
    left = [word for word in left if word.isalpha()]
    assert left == sorted(left, key=collation_key)
    dates = found.concordance(sort="date")["date"]
    assert dates.dropna().is_monotonic_increasing
    assert dates.isna().sum() == dates.isna().iloc[-dates.isna().sum() :].sum()
    assert {*found.concordance(sort="node")["start"]} == {*found.concordance()["start"]}


def test_a_concordance_is_set_on_its_node_and_escaped(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "archive")
    store.ingest_text("<img src=x onerror=alert(1)> zebra\nMột <b>đoạn</b> zebra\u202e & nữa.", name="hostile")
    lines = search(store, "zebra").concordance()
    for shown in (lines._repr_html_(), lines.html("en")):
        assert "<img" not in shown
        assert "<b>đoạn" not in shown
        assert "[U+202E] &amp; nữa" in shown
    assert "2 occurrences" in lines.html("en")
    assert "1 lần xuất hiện" in lines.head(1).html("vi")
    assert "trong 1 bài" in lines.head(1).html("vi")
    assert "Không có" in lines.head(0).html("vi")
    with pytest.raises(UsageError, match="left"):
        lines[["node"]].html()


@pytest.mark.parametrize(
    ("by", "periods", "first"),
    [("year", 3, "2011-01-01"), ("month", 34, "2011-03-01"), ("week", 144, "2011-02-28"), ("day", 1003, "2011-03-05")],
)
def test_timeline_has_each_period_and_counts_over_the_archive(store: Store, by: str, periods: int, first: str) -> None:
    frame = search(store, "*").timeline(by)  # type: ignore[arg-type]
    assert (len(frame), frame["period"].iloc[0]) == (periods, pd.Timestamp(first))
    assert frame["articles"].sum() == frame["of"].sum() == 4
    assert frame.attrs["undated"] == 1


def test_timeline_of_a_part_is_counted_over_the_whole(store: Store) -> None:
    frame = search(store, "dang").timeline()
    assert frame[["period", "articles", "of"]].to_dict("list") == {
        "period": [pd.Timestamp("2012-01-01"), pd.Timestamp("2013-01-01")],
        "articles": [1, 1],
        "of": [1, 1],
    }
    assert len(search(store, "zzz").timeline()) == 0
    with pytest.raises(UsageError, match="decade"):
        search(store, "dang").timeline("decade")  # type: ignore[arg-type]


def test_facets_count_all_matches_also_those_that_say_nothing(store: Store) -> None:
    everything = search(store, "*")
    assert everything.facets("publisher")[["value", "articles"]].values.tolist() == [
        ["Báo Mẫu", 3],
        ["Báo Đồng Tháp", 1],
        ["L'Écho d'Annam", 1],
    ]
    years = everything.facets("year")
    assert years["articles"].sum() == 5
    assert years["value"].isna().sum() == 1


def test_frame_has_all_matches_in_order(store: Store) -> None:
    found = search(store, "*", sort="oldest")
    frame = found.frame()
    assert tuple(frame.columns) == FRAME_COLUMNS
    assert list(frame["id"]) == found.ids
    assert len(search(store, "zzz").frame()) == 0


def test_pages_of_hits_join_to_all_matches(store: Store) -> None:
    found = search(store, "*")
    pages = [hit.id for offset in range(0, 6, 2) for hit in found.hits(limit=2, offset=offset)]
    assert pages == found.ids
    for wrong in (-1, 1.5, None, True):
        with pytest.raises(UsageError, match=r"limit=.* whole number from 0 up"):
            found.hits(limit=wrong)  # type: ignore[arg-type]
        with pytest.raises(UsageError, match="offset="):
            found.hits(offset=wrong)  # type: ignore[arg-type]


def test_the_json_of_an_answer(store: Store) -> None:
    record = search(store, "học tập").to_dict(limit=1)
    assert list(record) == ["query", "archive_version", "total", "shown", "offset", "complete", "hits"]
    assert (record["shown"], record["complete"]) == (1, True)
    (hit,) = record["hits"]
    assert list(hit) == ["id", "title", "published", "updated", "publisher", "score", "snippets"]
    assert list(hit["snippets"][0]) == ["text", "marks"]


def test_results_show_themselves_escaped(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "archive")
    store.ingest_text("<script>alert(1)</script> zebra\nMột đoạn zebra.", name="hostile")
    shown = search(store, "zebra")._repr_html_()
    assert "<script>" not in shown
    assert "<mark>zebra</mark>" in shown


def test_equally_frequent_values_stand_in_vietnamese_order(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "archive")
    for number, name in enumerate(("phường 11", "Đồng Nai", "phường 2", "Dĩ An", "Dĩ An")):
        store.ingest_text(f"Bài {number}\nMột đoạn.", publisher=name)
    values = search(store, "*").facets("publisher")["value"]
    assert values.tolist() == ["Dĩ An", "Đồng Nai", "phường 2", "phường 11"]


def test_an_answer_explains_how_it_was_found(store: Store) -> None:
    steps = search(store, 'hoc "tấm gương" -date:2012').explain()
    assert list(steps["part"]) == ["hoc", '"tấm gương"', "date:2012", "all of it"]
    assert steps["forms"].tolist()[:2] == [2, 2]
    assert steps["articles"].iloc[-1] == search(store, 'hoc "tấm gương" -date:2012').total


def test_a_link_answers_the_same_later(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "archive")
    for number in range(3):
        store.ingest_text(f"Bài {number}\nĐăng ngày 0{number + 1}/03/2011\nMột con ngựa vằn & một con nữa.")
    found = search(store, '"ngựa vằn" OR zzz', sort="oldest")
    store.ingest_text("Bài mới\nĐăng ngày 01/02/2010\nNgựa vằn nữa.")
    again = search(store, found.link)
    assert (again.query, again.archive_version, again.ids) == (found.query, 3, found.ids)
    assert again.searched == 3
    assert search(store, found.query).total == 4
    store.withdraw(found.ids[0], "Yêu cầu")
    later = search(store, found.link)
    assert (later.ids, later.withdrawn_since) == (found.ids[1:], 1)
    for wrong in (
        "newsarchive:?q=x",
        "newsarchive:?q=x&v=lots",
        "newsarchive:?q=x&v=99",
        "newsarchive:?q=x&v=1&sort=up",
    ):
        with pytest.raises(UsageError):
            search(store, wrong)


def test_an_empty_answer_is_one_frame_without_rows(store: Store) -> None:
    (frame,) = search(store, "zzz").frames()
    pd.testing.assert_frame_equal(frame, search(store, "zzz").frame())
    assert str(pd.concat(search(store, "zzz").frames(["published"]))["published"].dtype).startswith("datetime64[us")


def test_frames_come_in_pieces_that_join_to_the_whole(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    found = search(store, "*")
    monkeypatch.setattr("newsarchive.store.scans.ROWS", 2)
    pieces = list(found.frames(["id", "title"]))
    assert [len(piece) for piece in pieces] == [2, 2, 1]
    assert pd.concat(pieces)["id"].tolist() == found.ids


def test_the_snippet_is_the_piece_that_says_most(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "archive")
    store.ingest_text("Bài\nMột con bò.\nBàn về con bo và cái ban.\nMột con bo ở bãi.\nBan bo bo.", name="x")
    (hit,) = search(store, "ban bo").hits()
    assert hit.snippets[0].text == "Bàn về con bo và cái ban."
    assert [hit.snippets[0].text[a:b] for a, b in hit.snippets[0].marks] == ["Bàn", "bo", "ban"]


def test_a_copy_of_the_title_counts_for_more(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "archive")
    store.ingest_text("Bài thường\nMột đoạn về cá sấu ở xa.", name="a")
    store.ingest_text("Cá sấu ở xa\nMột đoạn về chuyện khác hẳn.", name="b")
    assert search(store, "sấu").hits()[0].title == "Cá sấu ở xa"


def test_what_was_found_is_not_asked_again(store: Store) -> None:
    found = search(store, "hoc")
    assert isinstance(found.answer, Answer)
    assert found.answer.found(found.leaves[0]) is found.answer.found(found.leaves[0])
