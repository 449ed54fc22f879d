"""Article → row → Article is the identity."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

import newsarchive as na
from newsarchive.store import table

ROOT = Path(__file__).parents[2]
PAGES = [*sorted((ROOT / "seeds").glob("*.txt")), *sorted((ROOT / "tests" / "gold").glob("*.txt"))]
NOW = datetime(2024, 2, 29, tzinfo=UTC)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_row_gives_the_article_back(page: Path) -> None:
    article = na.read(page)
    (row,) = table.rows([article], 1, NOW).to_pylist()
    assert table.article(row) == article


@pytest.mark.parametrize("printed", ["05/01/1905", "01/04/1947", "31/12/1959 23:30", "12/06/1975 23:30", "04/07/2012"])
def test_a_time_of_before_1975_comes_back(printed: str) -> None:
    article = na.read(text=f"Tiêu đề\nĐăng ngày {printed}\nMột đoạn văn.")
    (row,) = table.rows([article], 1, NOW).to_pylist()
    assert table.article(row) == article
    assert table.article(row).to_dict() == article.to_dict()


def test_an_offset_that_is_not_vietnamese_is_kept() -> None:
    article = na.read(text="Tiêu đề\n04/07/2012 07:12 (GMT+9)\nMột đoạn văn.")
    (row,) = table.rows([article], 1, NOW).to_pylist()
    assert table.article(row).to_dict()["published"] == "2012-07-04T07:12:00+09:00"


def test_keys_keep_paragraphs_and_sentences_apart() -> None:
    article = na.read(text="Tiêu đề\nĐoạn một\nĐoạn hai")
    (row,) = table.rows([article], 1, NOW).to_pylist()
    assert row["exact"] == "tiêu đề ¶ đoạn một ¶ đoạn hai"
    assert row["words"] == 6

    (row,) = table.rows([na.read(text="Tiêu đề\nCâu một. Câu hai!")], 1, NOW).to_pylist()
    assert row["exact"] == "tiêu đề ¶ câu một | câu hai"
    assert row["words"] == 6
