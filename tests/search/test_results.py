"""What an answer gives: hits, passages, concordance, counts."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from newsarchive.errors import UsageError
from newsarchive.search import search
from newsarchive.search.counts import facets
from newsarchive.store import FRAME_COLUMNS, Store


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
    empty = search(store, "zzz").concordance()
    assert len(empty) == 0
    assert list(empty.dtypes) == list(lines.dtypes)


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
    assert frame.to_dict("list") == {
        "period": [pd.Timestamp("2012-01-01"), pd.Timestamp("2013-01-01")],
        "articles": [1, 1],
        "of": [1, 1],
    }
    assert len(search(store, "zzz").timeline()) == 0
    with pytest.raises(UsageError, match="decade"):
        search(store, "dang").timeline("decade")  # type: ignore[arg-type]


def test_facets_count_all_matches_also_those_that_say_nothing(store: Store) -> None:
    everything = search(store, "*")
    assert everything.facets("publisher").values.tolist() == [
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
    with pytest.raises(UsageError):
        found.hits(limit=-1)


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


def test_equally_frequent_values_stand_in_vietnamese_order() -> None:
    values = pa.chunked_array([["phường 11", "Đồng Nai", "phường 2", "Dĩ An", "Dĩ An", None]], pa.string())
    assert facets(values)["value"].tolist()[:5] == ["Dĩ An", "Đồng Nai", "phường 2", "phường 11", pd.NA]
