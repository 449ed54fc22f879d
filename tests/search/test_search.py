"""Answers: exact, complete, and equal to a reference that reads every article."""

from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest

from newsarchive.errors import QueryError, UsageError
from newsarchive.search import parse_query, search
from newsarchive.search.passages import places
from newsarchive.store import Store


def titles(store: Store, query: str, **options: str) -> list[str | None]:
    return sorted(hit.title or "" for hit in search(store, query, **options).hits())  # type: ignore[arg-type]


SEED = "TP.Cao Lãnh: Sau một năm đẩy mạnh việc học tập và làm theo gương Bác"


@pytest.mark.parametrize(
    "query", ["hoc tap", "học tập", "HỌC TẬP", '"58/58"', "58/58", '"hoc tập"', '"học tap"', "lan toả", "TPCL"]
)
def test_the_seed_is_found(store: Store, query: str) -> None:
    assert SEED in titles(store, query)


@pytest.mark.parametrize("query", ["hóc tập", "học tạp", "Đang", '"tập học"', '"58/59"', '"Phương Nga"', '"bình luận"'])
def test_the_seed_is_not_found(store: Store, query: str) -> None:
    assert SEED not in titles(store, query)


def test_accents_are_asymmetric_word_by_word(store: Store) -> None:
    assert titles(store, "dang") == ["Bài cuối", SEED]
    assert titles(store, "Đảng") == ["Bài cuối", SEED]
    assert titles(store, "đang") == ["Bài cuối"]
    assert titles(store, '"hoà bình"') == titles(store, '"hòa bình"') == ["Bài không ngày"]


def test_a_phrase_does_not_cross_paragraphs(store: Store) -> None:
    assert "Bài thứ hai" in titles(store, "học tập")
    assert "Bài thứ hai" not in titles(store, '"học tập"')


WORDS = ["hoc", "học", "tập", "tap", "hoà", "tháng", "58", "dang", "gương", "đảng", "zzz"]
QUERIES = [
    *WORDS,
    *(f'"{a} {b}"' for a, b in product(WORDS, repeat=2)),
    *(f"{a} {b}" for a, b in product(WORDS, repeat=2)),
]


def test_totals_equal_a_reading_of_every_article(store: Store) -> None:
    articles = list(search(store, "*").articles())
    for query in QUERIES:
        phrases = parse_query(query).phrases
        expected = {
            article.id
            for article in articles
            if all(any(place.find([phrase]) for place in places(article)) for phrase in phrases)
        }
        found = search(store, query)
        assert (set(found.ids), found.total) == (expected, len(expected)), query


def test_filters_and_what_is_undated(store: Store) -> None:
    everything = search(store, "*")
    assert (everything.total, everything.searched, everything.undated, everything.archive_version) == (5, 5, 1, 5)
    assert titles(store, "date:2011") == ["Bài thứ hai", "Bài thứ nhất về học tập"]
    assert titles(store, "*", since="2011-03-06", until="2012") == ["Bài thứ hai", SEED]
    assert titles(store, 'publisher:"dong thap"') == titles(store, "*", publisher="Đồng Tháp") == [SEED]
    assert titles(store, "publisher:d'Annam") == ["Bài cuối"]
    assert titles(store, "publisher:Huế") == []
    assert search(store, "hoc", since="2012").query == "hoc date:2012.."


def test_a_day_is_a_vietnamese_day_from_midnight_to_midnight(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "archive")
    for time in ("00:00", "06:59", "07:00", "16:59", "17:00", "23:59"):
        store.ingest_text(f"Bài lúc {time}\nĐăng ngày 31/12/2021 {time}\nMột đoạn văn.")
    for query, total in (
        ("2021", 6),
        ("..9999", 6),
        ("2021-12-31", 6),
        ("2022", 0),
        ("2022..", 0),
        ("..2021-12-30", 0),
        ("2021-12", 6),
    ):
        assert search(store, f"date:{query}").total == total, query


def test_order_is_the_same_each_time_and_undated_come_last(store: Store) -> None:
    dates = [hit.published or hit.updated for hit in search(store, "*", sort="oldest").hits()]
    assert dates[-1] is None
    assert dates[:-1] == sorted(filter(None, dates))
    newest = [hit.published or hit.updated for hit in search(store, "*").hits()]
    assert newest == [*reversed(dates[:-1]), None]
    assert search(store, "hoc").ids == search(store, "hoc").ids
    with pytest.raises(UsageError, match="random"):
        search(store, "hoc", sort="random")  # type: ignore[arg-type]


def test_days_may_be_years_and_times(store: Store) -> None:
    assert search(store, "*", since=2011, until=2012).ids == search(store, "date:2011..2012").ids
    assert search(store, "*", since=2012, until=2012).query == "* date:2012"
    assert search(store, "*", until=2011).ids == search(store, "* date:..2011").ids
    assert search(store, "*", since=datetime(2011, 3, 5, 20, tzinfo=UTC)).query == "* date:2011-03-06.."
    with pytest.raises(UsageError, match=r"20\.11: is not a date"):
        search(store, "*", since=20.11)  # type: ignore[arg-type]


def test_what_is_no_question_is_refused(store: Store) -> None:
    for wrong in (None, 5, b"hoc"):
        with pytest.raises(UsageError, match="is no question; give a text"):
            search(store, wrong)  # type: ignore[arg-type]


def test_an_answer_stays_with_its_version(tmp_path_factory: pytest.TempPathFactory) -> None:
    store = Store.open(tmp_path_factory.mktemp("growing") / "archive")
    assert search(store, "hoc").total == 0
    store.ingest_text("Bài một\nhọc")
    found = search(store, "hoc")
    store.ingest_text("Bài hai\nhọc nữa")
    assert (found.total, found.searched, len(found.hits()), len(found.frame())) == (1, 1, 1, 1)
    assert search(store, "hoc").total == 2


def test_hostile_questions_stay_questions(store: Store) -> None:
    assert search(store, "publisher:\"x' OR '1'='1\"").total == 0
    assert search(store, "'x' 1=1").total == 1
    for query in ("'; DROP TABLE x; --", "' OR 1=1 --", "date:2012'"):
        with pytest.raises(QueryError):
            search(store, query)


def test_a_phrase_may_be_read_in_any_number_of_ways(store: Store) -> None:
    assert search(store, '"Tấm* g* dao* đ* h*"').total == 1
