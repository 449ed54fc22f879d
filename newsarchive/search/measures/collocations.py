"""Collocations: the words that keep company with what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd
import pyarrow as pa

from newsarchive.errors import UsageError, whole_number
from newsarchive.search.query import MAX_DISTANCE, Phrase, beginning
from newsarchive.search.statistics import collocation_log_likelihood, log_dice, mutual_information, t_score
from newsarchive.search.tables import Collocations
from newsarchive.search.tally import Counts, Seen, Vocabulary, articles_of_words, corpus, occurrences_of_words, seen
from newsarchive.store.postings import BREAK, Numbers, distinct, laid_out
from newsarchive.text import stands_for

if TYPE_CHECKING:
    from newsarchive.search.results import Results

Window = int | Literal["sentence"]


def collocations(results: Results, window: Window, at_least: int) -> Collocations:
    """The collocates of an answer's words; see `Results.collocations`."""
    if not isinstance(window, str):
        whole_number("window", window, 1, MAX_DISTANCE)
    elif window != "sentence":
        raise UsageError(f"{window}: is no window; give 1 to {MAX_DISTANCE} syllables on either side, or 'sentence'.")
    whole_number("at_least", at_least, 1)
    snapshot, vocabulary = results.snapshot, Vocabulary.of(results.snapshot)
    together, having = (np.zeros(len(vocabulary.words), np.int64) for _ in range(2))
    nodes = 0
    for each, numbers in zip(seen(results.answer), vocabulary.numbers, strict=True):
        nodes += len(each.positions)
        places, owners = _around(each, window)
        words = each.segment.text.stream[places].astype(np.int64)
        together[numbers] += np.bincount(words, minlength=len(numbers))
        having[numbers] += articles_of_words(words, owners, len(numbers))
    articles, filters = corpus(results.answer)
    whole = occurrences_of_words(snapshot, articles & snapshot.current)
    searched, kept = int(together.sum()), np.flatnonzero(together >= at_least)
    f_xy, f_y, size = together[kept], whole[kept], int(whole.sum())
    words = vocabulary.words.take(pa.array(kept)).to_pylist()
    # The places in the windows are counted, not reckoned from their width: at the ends of a paragraph they are fewer.
    cells = f_xy, searched, f_y, size
    frame = Collocations(
        {
            "word": pd.Series(words, dtype="string"),
            "together": pd.Series(f_xy, dtype="int64"),
            "frequency": pd.Series(f_y, dtype="int64"),
            "articles": pd.Series(having[kept], dtype="int64"),
            "expected": pd.Series(searched * f_y / size if size else f_y.astype("float64"), dtype="float64"),
            "log_dice": log_dice(f_xy, nodes, f_y),
            "mi": mutual_information(*cells),
            "t": t_score(*cells),
            "g2": collocation_log_likelihood(*cells),
            "question": pd.Series(_questions(results, window, words), dtype="string"),
        }
    )
    frame = frame.sort_values(["log_dice", "together", "word"], ascending=[False, False, True], kind="stable")
    frame = frame.reset_index(drop=True)
    frame.attrs = {
        "nodes": nodes,
        "window": window,
        "places": searched,
        "corpus": str(filters),
        "syllables": size,
        "at_least": at_least,
        "rarer_words": int(np.count_nonzero(together)) - len(kept),
        "source": results.source_lines(),
    }
    return frame


def _around(each: Seen, window: Window) -> tuple[Counts, Counts]:
    """The positions around the occurrences, each once, and their articles; those of the occurrences are left out."""
    part = each.segment.text
    ends = each.positions + each.lengths
    if window == "sentence":
        places = _sentences(part.sentences, part.stream, each.positions, ends)
    else:
        found = [np.zeros(0, np.int64)]
        for start, step in ((ends, 1), (each.positions - 1, -1)):
            at = start.copy()
            for _ in range(window):
                at = at[part.stream[at] != BREAK]  # before the first position stands, in numpy's way, the last break
                found.append(at)
                at = at + step
        places = np.concatenate(found)
    own = np.zeros(len(part.stream), bool)
    for n in range(each.lengths.max(initial=0)):
        own[each.positions[each.lengths > n] + n] = True
    near: Counts = distinct(places[~own[places]]).astype(np.int64)
    return near, (part.cells(near) % max(part.articles, 1)).astype(np.int64)


def _sentences(sentences: Numbers, stream: Numbers, starts: Counts, ends: Counts) -> Counts:
    """The positions of the sentences that hold the occurrences from `starts` to `ends`."""
    first = np.searchsorted(sentences, starts, "right") - 1
    last = np.searchsorted(sentences, ends - 1, "right") - 1
    chosen = distinct(np.concatenate([first, last]))  # an occurrence may run over the end of a sentence
    bounds = np.append(sentences, len(stream))
    places = laid_out(bounds[chosen], bounds[chosen + 1])
    words: Counts = places[stream[places] != BREAK].astype(np.int64)
    return words


def _questions(results: Results, window: Window, words: list[str]) -> list[str | None]:
    """For each word the question for the articles with it in a window; None where the query language has none.

    It has none for sentences and for words asked for in a field or as a pair, and for a word that the question's own
    words can stand for: within an occurrence it is no collocate, but for NEAR it stands near.
    """
    leaves = [leaf for leaf in results.leaves if isinstance(leaf, Phrase) and leaf.field is None]
    if window == "sentence" or len(leaves) < len(results.leaves):
        return [None] * len(words)
    own = [word for leaf in leaves for word in leaf.words]
    nears = [f"{leaf} NEAR/{window - 1} " for leaf in leaves]
    asked = beginning(results.question.node)
    brackets = "({})" if len(nears) > 1 else "{}"
    return [
        None
        if any(stands_for(each, word) for each in own)
        else f"{asked}({' OR '.join(brackets.format(f'{near}={word}') for near in nears)})"
        for word in words
    ]
