"""Two questions side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from newsarchive.errors import UsageError
from newsarchive.search.query import Node, Not, Reprints
from newsarchive.search.statistics import wilson_interval
from newsarchive.search.tables import Comparison

if TYPE_CHECKING:
    from newsarchive.search.results import Results


def compare(results: Results, other: Results) -> Comparison:
    """Two answers and what they have in common; see `Results.compare`."""
    check_comparable(results, other)
    one, two = results.answer.mask, other.answer.mask
    first, second = results.question.node, other.question.node
    either = first | second
    if not results.question.reprints:  # said of the whole, so that it is counted over the same articles
        either = either & Reprints()
    rows: list[tuple[str, Node, int]] = [
        ("first", first, results.total),
        ("second", second, other.total),
        ("both", first & second, int(np.count_nonzero(one & two))),
        ("first only", first & Not(second), int(np.count_nonzero(one & ~two))),
        ("second only", second & Not(first), int(np.count_nonzero(two & ~one))),
        ("either", either, int(np.count_nonzero(one | two))),
    ]
    articles = np.array([count for _, _, count in rows])
    of = results.searched
    low, high = wilson_interval(articles, of)
    frame = Comparison(
        {
            "what": pd.Series([what for what, _, _ in rows], dtype="string"),
            "articles": articles,
            "of": of,
            "rate": 1_000 * articles / of if of else np.full(len(rows), np.nan),
            "low": 1_000 * low,
            "high": 1_000 * high,
            "question": pd.Series([str(node) for _, node, _ in rows], dtype="string"),
        }
    )
    frame.attrs = {"source": results.source_lines()}
    return frame


def check_comparable(results: Results, other: Results) -> None:
    """Raises `UsageError` where two answers are not of the same articles."""
    if other.snapshot is not results.snapshot or other.question.reprints != results.question.reprints:
        raise UsageError(
            "The two answers are not of the same articles; ask both of one archive and version, "
            "with reprints or without."
        )
