"""Dispersion: how evenly a question's words are spread over the parts of an archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from newsarchive.search.measures.facets import Facet, values_of
from newsarchive.search.query import beginning
from newsarchive.search.statistics import dp, dp_norm, garwood_interval
from newsarchive.search.tables import Dispersion
from newsarchive.search.tally import corpus, occurrences_by_article, words_by_article

if TYPE_CHECKING:
    from newsarchive.search.results import Results

Part = Facet | Literal["article"]


def dispersion(results: Results, by: Part) -> Dispersion:
    """The occurrences of an answer by part of the archive; see `Results.dispersion`."""
    snapshot = results.snapshot
    chosen, filters = corpus(results.answer)
    articles = np.flatnonzero(chosen & snapshot.current)
    occurrences, words = occurrences_by_article(results.answer)[articles], words_by_article(snapshot)[articles]
    values = None if by == "article" else values_of(snapshot, by)
    codes = np.arange(len(articles)) if values is None else values.codes[articles] + 1
    parts = len(articles) if values is None else len(values.values) + 1
    found = np.bincount(codes, weights=occurrences, minlength=parts).astype(np.int64)
    sizes = np.bincount(codes, weights=words, minlength=parts).astype(np.int64)
    there = np.flatnonzero(found)
    there = there[np.argsort(-found[there], kind="stable")]
    asked = beginning(results.question.node)
    if values is None:
        ids = snapshot.column("id")
        names: list[str | None] = [ids[int(articles[at])].as_py() for at in there]
        questions: list[str | None] = [None] * len(there)
    else:
        names = [values.values[at - 1] if at else None for at in there.tolist()]
        nodes = [values.question(at - 1) for at in there.tolist()]
        questions = [None if each is None else f"{asked}{each}" for each in nodes]
    total, size = int(found.sum()), int(sizes.sum())
    low, high = garwood_interval(found[there], sizes[there])
    frame = Dispersion(
        {
            "part": pd.Series(names, dtype="string"),
            "occurrences": pd.Series(found[there], dtype="int64"),
            "syllables": pd.Series(sizes[there], dtype="int64"),
            "share": found[there] / total if total else np.zeros(0),
            "expected_share": sizes[there] / size if size else np.zeros(0),
            "per_million": 1e6 * found[there] / sizes[there],
            "low": low,
            "high": high,
            "question": pd.Series(questions, dtype="string"),
        }
    )
    frame.attrs = {
        "by": by,
        "dp": float(dp(found, sizes)),
        "dp_norm": float(dp_norm(found, sizes)),
        "parts": int(np.count_nonzero(sizes)),
        "parts_without": int(np.count_nonzero(sizes)) - len(there),
        "corpus": str(filters),
        "syllables": size,
        "source": results.source_lines(),
    }
    return frame
