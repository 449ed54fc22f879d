"""N-grams: the runs of syllables that an answer repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from newsarchive.errors import whole_number
from newsarchive.search.query import beginning
from newsarchive.search.tables import Ngrams
from newsarchive.search.tally import Counts, Vocabulary, places
from newsarchive.store.index import Segment
from newsarchive.store.postings import BREAK

if TYPE_CHECKING:
    from newsarchive.search.results import Results

LONGEST = 8
"""The most syllables of an n-gram."""


def ngrams(results: Results, n: int, at_least: int) -> Ngrams:
    """The n-grams of the matching articles; see `Results.ngrams`."""
    whole_number("n", n, 1, LONGEST)
    whole_number("at_least", at_least, 1)
    vocabulary = Vocabulary.of(results.snapshot)
    names = [f"word{at}" for at in range(n)]
    schema = pa.schema([(name, pa.int64()) for name in (*names, "occurrences", "articles")])
    counted = [schema.empty_table()]
    syllables = 0
    for segment, numbers in zip(results.snapshot.index.segments, vocabulary.numbers, strict=True):
        for positions, owners in places(segment, results.answer.mask):
            syllables += int(np.count_nonzero(segment.text.stream[positions] != BREAK))
            starts, of = _starts(segment, positions, owners, n)
            columns = [numbers[segment.text.stream[starts + at]] for at in range(n)]
            found = pa.table([*columns, of], names=[*names, "article"]).group_by(names)
            # A block holds whole articles: no article is counted in two.
            counted.append(
                found.aggregate([("article", "count"), ("article", "count_distinct")]).rename_columns(schema.names)
            )
    together = pa.concat_tables([each.cast(schema) for each in counted]).group_by(names)
    every = together.aggregate([("occurrences", "sum"), ("articles", "sum")]).rename_columns(schema.names)
    kept = every.filter(pc.greater_equal(every["occurrences"], at_least))
    words = [vocabulary.words.take(kept[name].combine_chunks()).to_pylist() for name in names]
    texts = [" ".join(each) for each in zip(*words, strict=True)]
    asked = beginning(results.question.node)
    frame = Ngrams(
        {
            "ngram": pd.Series(texts, dtype="string"),
            "occurrences": kept["occurrences"].to_numpy(),
            "articles": kept["articles"].to_numpy(),
            "per_million": 1e6 * kept["occurrences"].to_numpy() / max(syllables, 1),
            "question": pd.Series([f'{asked}="{text}"' for text in texts], dtype="string"),
        }
    )
    frame = frame.sort_values(["occurrences", "articles", "ngram"], ascending=[False, False, True], kind="stable")
    frame = frame.reset_index(drop=True)
    frame.attrs = {
        "n": n,
        "syllables": syllables,
        "at_least": at_least,
        "rarer_ngrams": len(every) - len(kept),
        "source": results.source_lines(),
    }
    return frame


def _starts(segment: Segment, positions: Counts, owners: Counts, n: int) -> tuple[Counts, Counts]:
    """Those of `positions` where an n-gram begins: `n` words of one run, without punctuation between them."""
    part = segment.text
    run = np.searchsorted(part.runs, positions, "right")
    last = np.minimum(positions + n - 1, len(part.stream) - 1)
    whole = (np.searchsorted(part.runs, last, "right") == run) & (part.stream[positions] != BREAK)
    for at in range(1, n):  # a run ends with its paragraph, after which stands a break, not a run
        whole &= part.stream[np.minimum(positions + at, len(part.stream) - 1)] != BREAK
    return positions[whole], owners[whole]
