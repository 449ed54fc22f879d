"""A small archive with what reports have to cope with, and answers asked of it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from newsarchive.search import Results, search
from newsarchive.store import Store

SEED = Path(__file__).parents[2] / "seeds"
DAY = datetime.date(2024, 7, 4)

HOSTILE = (
    '<script>alert(1)</script> #read("/etc/passwd") $x$ \\" @gương *đậm* =1+1 '
    "\u202egnúc\u202c <img src=x onerror=alert(1)> ]]> ${x} `a` // /* học tập"
)
PAGES = {
    "earlier": "Học tập suốt đời ở xã Mỹ Trà\nĐăng ngày 05/03/2011\nNgười dân học tập.\nLớp học đông.\nTrần Mai",
    "undated": "Gương học tập không ghi ngày\nCác em học tập tốt. Cả lớp vui.\nĐoạn cuối của bài này.",
    "hostile": f"=HYPERLINK(1) {HOSTILE}\nĐăng ngày 06/05/2013\n{HOSTILE}. Câu sau.\nĐoạn hai có 人民 và 😀 học tập.",
    "long": f"Nhan đề học tập dài {'việc xuống dòng ' * 20}\nĐăng ngày 07/05/2013\nHọc tập {'x' * 300} hết.",
}


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The seed (named Báo Đồng Tháp by who ingested it) and four pages that give reports a hard time."""
    store = Store.open(tmp_path_factory.mktemp("reports") / "kho")
    store.ingest(SEED, publisher="Báo Đồng Tháp")
    for name, text in PAGES.items():
        store.ingest_text(text, name=f"{name}.txt")
    return store


@pytest.fixture(scope="session")
def seed(store: Store) -> Results:
    """The seed alone."""
    return search(store, '"học tập" publisher:"Báo Đồng Tháp"')


@pytest.fixture(scope="session")
def found(store: Store) -> Results:
    """All five articles; one has no date, one is hostile."""
    return search(store, "học tập", sort="oldest")


@pytest.fixture(scope="session")
def nothing(store: Store) -> Results:
    return search(store, "khủng long")
