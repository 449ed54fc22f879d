"""Keyness: the words that an answer has more, or less, than other articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa

from newsarchive.errors import whole_number
from newsarchive.search.measures.comparison import check_comparable
from newsarchive.search.query import And, Not, Reprints, beginning
from newsarchive.search.statistics import log_likelihood, log_ratio, p_value, percent_difference
from newsarchive.search.tables import Keyness
from newsarchive.search.tally import Vocabulary, frequencies

if TYPE_CHECKING:
    from newsarchive.search.results import Results


def keyness(results: Results, against: Results | None, at_least: int) -> Keyness:
    """The words of an answer against a reference; see `Results.keyness`."""
    whole_number("at_least", at_least, 1)
    snapshot = results.snapshot
    mask = results.answer.mask
    rest = Not(results.question.node)
    if against is None:
        reference = results.searched_mask & ~mask
        name = str(rest if results.question.reprints else And((Reprints(), rest)))
    else:
        check_comparable(results, against)
        reference, name = against.answer.mask & ~mask, str(And((against.question.node, rest)))
    vocabulary = Vocabulary.of(snapshot)
    here, there = frequencies(snapshot, mask), frequencies(snapshot, reference)
    kept = np.flatnonzero(here.occurrences + there.occurrences >= at_least)
    a, b, c, d = here.occurrences[kept], there.occurrences[kept], here.size, there.size
    g2 = log_likelihood(a, b, c, d)
    words = vocabulary.words.take(pa.array(kept)).to_pylist()
    asked = beginning(results.question.node)
    frame = Keyness(
        {
            "word": pd.Series(words, dtype="string"),
            "frequency": pd.Series(a, dtype="int64"),
            "reference_frequency": pd.Series(b, dtype="int64"),
            "per_million": _per_million(a, c),
            "reference_per_million": _per_million(b, d),
            "articles": pd.Series(here.articles[kept], dtype="int64"),
            "reference_articles": pd.Series(there.articles[kept], dtype="int64"),
            "g2": g2,
            "p": p_value(g2),
            "percent_diff": percent_difference(a, b, c, d),
            "log_ratio": log_ratio(a, b, c, d),
            "question": pd.Series([f"{asked}={word}" for word in words], dtype="string"),
        }
    )
    frame = frame.sort_values(["g2", "frequency", "word"], ascending=[False, False, True], kind="stable")
    frame = frame.reset_index(drop=True)
    rare = int(np.count_nonzero(here.occurrences + there.occurrences)) - len(kept)
    frame.attrs = {
        "articles": results.total,
        "reference": name,
        "reference_articles": int(np.count_nonzero(reference)),
        "syllables": c,
        "reference_syllables": d,
        "at_least": at_least,
        "rarer_words": rare,
        "source": results.source_lines(reference=(name, int(np.count_nonzero(reference)))),
    }
    return frame


def _per_million(counts: np.ndarray, size: int) -> pd.Series:
    return pd.Series(1e6 * counts / size if size else np.full(len(counts), np.nan), dtype="float64")
