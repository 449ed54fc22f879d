"""What is counted in a set of articles, from the index: words, occurrences of a question, frequencies of every word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from newsarchive.search.answer import Answer
from newsarchive.search.query import Node, Question, all_of, conditions, is_of_text, leaves_of
from newsarchive.store import Snapshot
from newsarchive.store.index import Segment
from newsarchive.store.indexing import TEXT
from newsarchive.store.postings import BREAK, Mask, Numbers, distinct, laid_out

_AT_ONCE = 4_000_000  # positions of the stream that are counted at a time

Counts = npt.NDArray[np.int64]


class Seen(NamedTuple):
    """What a reader would mark in the text of a segment: where each occurrence begins, its words, and its article."""

    segment: Segment
    positions: Counts
    lengths: Counts
    owners: Counts


class Frequencies(NamedTuple):
    """How often each word of the `Vocabulary` stands in a set of articles, and in how many; `size` is all words."""

    occurrences: Counts
    articles: Counts

    @property
    def size(self) -> int:
        return int(self.occurrences.sum())

    def less(self, other: Frequencies) -> Frequencies:
        """Those of the set without the articles of `other`, which are a part of it."""
        return Frequencies(self.occurrences - other.occurrences, self.articles - other.articles)


def seen(answer: Answer) -> Iterator[Seen]:
    """Every occurrence of the question in title, lead and body of the matching articles, segment by segment.

    Where two parts of the question find the very same words, that is one occurrence.
    """
    leaves = list(filter(is_of_text, dict.fromkeys(answer.question.leaves)))
    found = [answer.found(leaf) for leaf in leaves]
    for segment in answer.snapshot.index.segments:
        here = [each.in_order() for of_leaf in found for each in of_leaf if each.segment is segment]
        matching = answer.mask[segment.first : segment.last]
        of_matching = [each.of(among(matching, each.owners)) for each in here]
        positions = np.concatenate([np.zeros(0, np.int64), *(each.positions for each in of_matching)])
        lengths = np.concatenate([np.zeros(0, np.int64), *(np.full(len(e.positions), e.length) for e in of_matching)])
        owners = np.concatenate([np.zeros(0, np.int64), *(each.owners for each in of_matching)])
        if len(of_matching) > 1:
            order = np.lexsort((lengths, positions))
            positions, lengths, owners = positions[order], lengths[order], owners[order]
            once = np.append(True, (np.diff(positions) != 0) | (np.diff(lengths) != 0))[: len(positions)]
            positions, lengths, owners = positions[once], lengths[once], owners[once]
        yield Seen(segment, positions, lengths, owners)


def among(mask: Mask, owners: Numbers) -> Mask:
    """Which of `owners` are in `mask`, which ends before an article of a later version."""
    if not len(owners) or owners.max() < len(mask):
        return mask[owners]
    inside = owners < len(mask)
    inside[inside] = mask[owners[inside]]
    return inside


def occurrences_by_article(answer: Answer) -> Counts:
    """How often the question occurs in each article of the archive, by number; 0 in those that do not match."""
    counts = np.zeros(len(answer.snapshot), np.int64)
    for each in seen(answer):
        own = np.bincount(each.owners, minlength=0)
        counts[each.segment.first : each.segment.first + len(own)] += own
    return counts


def words_by_article(snapshot: Snapshot) -> Counts:
    """The words of title, lead and body of each article, by number."""
    return snapshot.kept("words by article", lambda: _words_by_article(snapshot))


def _words_by_article(snapshot: Snapshot) -> Counts:
    words = np.zeros(len(snapshot), np.int64)
    for zone in TEXT:
        words += snapshot.index.lengths(zone)[: len(snapshot)]
    return words


def occurrences_of_words(snapshot: Snapshot, articles: Mask) -> Counts:
    """How often each word of the `Vocabulary` stands in title, lead and body of `articles`."""
    if np.count_nonzero(articles) > len(articles) // 2:  # then it is less work to count the others
        return _of_all(snapshot).occurrences - occurrences_of_words(snapshot, ~articles)
    vocabulary = Vocabulary.of(snapshot)
    counts = np.zeros(len(vocabulary.words), np.int64)
    for segment, numbers in zip(snapshot.index.segments, vocabulary.numbers, strict=True):
        for positions, _ in places(segment, articles):
            stream = segment.text.stream[positions]
            counts[numbers] += np.bincount(stream + 1, minlength=len(numbers) + 1)[1:]  # the first are breaks
    return counts


def frequencies(snapshot: Snapshot, articles: Mask) -> Frequencies:
    """How often each word stands in title, lead and body of `articles`, and in how many of them."""
    if np.count_nonzero(articles) > len(articles) // 2:  # then it is less work to count the others
        return _of_all(snapshot).less(_counted(snapshot, ~articles))
    return _counted(snapshot, articles)


def _counted(snapshot: Snapshot, articles: Mask) -> Frequencies:
    """What the texts of `articles` have."""
    vocabulary = Vocabulary.of(snapshot)
    counted = Frequencies(*(np.zeros(len(vocabulary.words), np.int64) for _ in range(2)))
    for segment, numbers in zip(snapshot.index.segments, vocabulary.numbers, strict=True):
        size = len(numbers)
        for positions, owners in places(segment, articles):
            stream = segment.text.stream[positions]
            there = stream != BREAK
            counted.occurrences[numbers] += np.bincount(stream[there], minlength=size)
            # A block holds whole articles, so that what is once in it is once.
            counted.articles[numbers] += articles_of_words(stream[there], owners[there], size)
    return counted


def articles_of_words(words: Numbers, owners: Numbers, size: int) -> Counts:
    """In how many articles each of `size` words stands, of words in articles, pair by pair."""
    pairs = distinct(owners.astype(np.int64) * max(size, 1) + words)
    return np.bincount(pairs % max(size, 1), minlength=size)


def _of_all(snapshot: Snapshot) -> Frequencies:
    """Those of all articles up to the snapshot's version, current or not."""
    return snapshot.kept("frequencies", lambda: _count_all(snapshot))


def _count_all(snapshot: Snapshot) -> Frequencies:
    """What the index has, without the articles of later versions."""
    index, vocabulary = snapshot.index, Vocabulary.of(snapshot)
    counted = Frequencies(*(np.zeros(len(vocabulary.words), np.int64) for _ in range(2)))
    for segment, numbers in zip(index.segments, vocabulary.numbers, strict=True):
        counted.occurrences[numbers] += np.diff(segment.text.offsets)
        counted.articles[numbers] += segment.text.having
    later = np.arange(index.articles) >= len(snapshot)
    return counted.less(_counted(snapshot, later)) if later.any() else counted


def places(segment: Segment, articles: Mask) -> Iterator[tuple[Counts, Counts]]:
    """The positions of title, lead and body of those `articles` that are in `segment`, and whose they are.

    They come in blocks of whole articles, a zone after the other; each zone ends with a break.
    """
    part = segment.text
    numbers = np.flatnonzero(articles[segment.first : segment.last])
    zones = part.starts[:-1].reshape(part.zones, -1)[:, numbers], part.starts[1:].reshape(part.zones, -1)[:, numbers]
    sizes = (zones[1] - zones[0]).sum(axis=0)
    block = np.cumsum(sizes) // _AT_ONCE
    for first in distinct(block):
        chosen = np.flatnonzero(block == first)
        starts, ends = (each[:, chosen].ravel() for each in zones)
        owners = np.tile(numbers[chosen], part.zones)
        yield laid_out(starts, ends), np.repeat(owners, ends - starts)


class Vocabulary:
    """The words of all segments of an index: `words` in order, and for each segment the number of each of its words."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._segments = snapshot.index.segments

    @classmethod
    def of(cls, snapshot: Snapshot) -> Vocabulary:
        """The vocabulary of a snapshot, which is put together once."""
        return snapshot.kept("vocabulary", lambda: cls(snapshot))

    @cached_property
    def words(self) -> pa.StringArray:
        """All words, each once."""
        tables = [segment.text.words for segment in self._segments]
        if not tables:
            return pa.array([], pa.string())
        together = pa.concat_tables(tables)
        if len(tables) > 1:
            together = together.group_by(["plain", "exact"]).aggregate([])
        ordered = together.sort_by([("plain", "ascending"), ("exact", "ascending")])
        return ordered["exact"].combine_chunks()

    @cached_property
    def numbers(self) -> list[Counts]:
        """The number in `words` of each word of each segment."""
        return [
            pc.index_in(segment.text.exact, value_set=self.words).to_numpy().astype(np.int64)
            for segment in self._segments
        ]


def corpus(answer: Answer) -> tuple[Mask, Node]:
    """The articles that the filters of a question choose, whatever words it asks for, and those filters as a question.

    It is what words of an answer are compared with: where an answer is of one year, the language of that year.
    """
    kept = all_of([part for part in conditions(answer.question.node) if not any(map(is_of_text, leaves_of(part)))])
    return Answer(answer.snapshot, Question(str(kept), kept), answer.beside).mask, kept
