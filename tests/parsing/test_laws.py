"""The laws of reading on generated pages, whole and damaged: ten thousand of them, of which a tenth is run here.

``make stress`` runs them all.
"""

import os
from collections import Counter

import pytest
from generated import page
from laws import check_laws

from newsarchive.errors import RecordError
from newsarchive.parsing import parse
from newsarchive.parsing.records import Record, check

PAGES = 10_000 if os.environ.get("NEWSARCHIVE_STRESS") else 1_000


@pytest.mark.parametrize("start", range(0, PAGES, PAGES // 10))
def test_no_page_breaks_a_law(start: int) -> None:
    outcome: Counter[str] = Counter()
    for seed in range(start, start + PAGES // 10):
        record = Record(page(seed), f"{seed}.txt")
        try:
            article = parse(check(record))
        except RecordError as error:
            named = error.path == f"{seed}.txt" and error.reason.endswith(".")
            outcome["rejected" if named else "rejected without a word"] += 1
            continue
        check_laws(article)
        outcome["read"] += 1
    assert outcome["read"] > 8 * outcome["rejected"], "most of them are pages"
    assert set(outcome) <= {"read", "rejected"}


def test_the_same_seed_gives_the_same_page() -> None:
    assert page(7) == page(7)
    assert page(7) != page(8)
