"""A small archive to ask."""

from pathlib import Path

import pytest

from newsarchive.store import Store

SEED = Path(__file__).parents[2] / "seeds"
PAGES = {
    "a": "Bài thứ nhất về học tập\nĐăng ngày 05/03/2011\nHọc sinh tập thể dục. Tấm gương hiếu học ở xã.\nNgười học.",
    "b": "Bài thứ hai\n06/03/2011 07:00\nHóc búa tập nào cũng giải. Tạp chí hóc.\nĐoạn cuối học\nTập mở đầu.",
    "c": "Bài không ngày\nHoà bình và hòa hợp, tháng 5 và 15/58, TP.HCM. 'x' OR 1=1 --",
    "d": "Bài cuối\n01/12/2013\nĐảng bộ, đang họp, đăng ký; dang dở.",
}


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The seed (Báo Đồng Tháp) and four short pages (Báo Mẫu and one of an apostrophe's paper), in three batches."""
    folder = tmp_path_factory.mktemp("archive")
    store = Store.open(folder / "archive")
    store.ingest(SEED, publisher="Báo Đồng Tháp")
    for name, text in PAGES.items():
        store.ingest_text(text, name=name, publisher="L'Écho d'Annam" if name == "d" else "Báo Mẫu")
    return store
