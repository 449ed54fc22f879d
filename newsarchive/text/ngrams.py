"""Syllable n-grams: the unit of keyness and of suggestions, for which no segmenter is needed.

Single syllables say little (``bí``, ``thư``), and machine-made words are not stable within one text; runs of one to
four syllables read as words and names. What they cost is junk across the borders of words (``thư thành`` of *bí thư
thành ủy*), which `border_filter` takes out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from newsarchive.text.tokens import keys_and_gaps

LONGEST = 4
"""The most syllables of an n-gram that is reported; one more is counted, to know what stands around it."""

_MOSTLY = 0.5
_JOINED = re.compile(r"[ \t\u00a0]+|[ \u00a0]?-[ \u00a0]?")

NGram = tuple[str, ...]
"""Exact keys of tokens that stand side by side."""


def ngrams(text: str, longest: int = LONGEST + 1) -> Iterator[NGram]:
    """Every run of 1 to `longest` tokens of `text` between which stands but a space or a hyphen."""
    for run in runs(text):
        for size in range(1, longest + 1):
            yield from zip(*(run[first:] for first in range(size)), strict=False)


def count_ngrams(texts: Iterable[str], longest: int = LONGEST + 1) -> Counter[NGram]:
    """How often each n-gram of up to `longest` tokens occurs in `texts`."""
    counts: Counter[NGram] = Counter()
    for text in texts:
        counts.update(ngrams(text, longest))
    return counts


def runs(text: str) -> Iterator[list[str]]:
    """The exact keys of `text`, cut wherever anything but a space or a hyphen stands between two tokens."""
    words, gaps = keys_and_gaps(text)
    cuts = [number for number, gap in enumerate(gaps, 1) if gap != " " and not _JOINED.fullmatch(gap)]
    for first, last in pairwise([0, *cuts, len(words)]):
        yield words[first:last]


def border_filter(scores: Mapping[NGram, float], counts: Mapping[NGram, int]) -> list[NGram]:
    """The n-grams of `scores` that no other one explains, the highest score first, ties in the order of the n-grams.

    An n-gram is explained where most of its occurrences (half or more) are part of

    - one with a higher score that overlaps it: ``thư thành`` is mostly preceded by ``bí``, and ``bí thư`` is stronger;
    - a longer one that is itself not explained so: ``thường vụ`` stands mostly in ``ban thường vụ``.

    `counts` holds the occurrences of all n-grams up to one token longer than the longest of `scores`.
    """
    ranked = sorted(scores, key=lambda ngram: (-scores[ngram], ngram))
    rank = {ngram: place for place, ngram in enumerate(ranked)}
    around = _neighbours(counts)
    firm = [ngram for ngram in ranked if not _is_overlapped(ngram, rank, around)]
    known = set(firm)
    return [ngram for ngram in firm if not _is_part(ngram, known, counts, around)]


def _neighbours(counts: Mapping[NGram, int]) -> dict[NGram, list[NGram]]:
    """For each n-gram those that are one token longer on the left or on the right, and mostly hold it."""
    around: dict[NGram, list[NGram]] = {}
    for longer, count in counts.items():
        for part in {longer[1:], longer[:-1]}:
            if part and count >= _MOSTLY * counts.get(part, 0):
                around.setdefault(part, []).append(longer)
    return around


def _is_overlapped(ngram: NGram, rank: Mapping[NGram, int], around: Mapping[NGram, list[NGram]]) -> bool:
    """True where a stronger n-gram reaches over the border of `ngram` in most of its occurrences."""
    mine = rank[ngram]
    for longer in around.get(ngram, ()):
        for size in range(2, len(longer)):
            over = longer[:size] if longer[1:] == ngram else longer[-size:]
            if rank.get(over, mine) < mine:
                return True
    return False


def _is_part(ngram: NGram, known: set[NGram], counts: Mapping[NGram, int], around: Mapping[NGram, list[NGram]]) -> bool:
    """True where one of `known`, longer than `ngram`, holds most of its occurrences."""
    waiting = list(around.get(ngram, ()))
    while waiting:
        longer = waiting.pop()
        if counts[longer] >= _MOSTLY * counts[ngram]:
            if longer in known:
                return True
            waiting += around.get(longer, ())
    return False
