"""Where phrases stand, by the index: no text is read.

A phrase is looked for from its rarest word: at each position of that, the stream tells which words stand beside it. As
all forms of a word without accents are a range of numbers, they cost no more than one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from newsarchive.search.query import Leaf, Near, Phrase
from newsarchive.store.index import Segment
from newsarchive.store.postings import BREAK, Mask, Numbers, Postings, Range


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Occurrences of one phrase in a segment: `positions` of their first words, their articles, and what it took.

    `owners` are numbers within the segment. `length` is in words; `looked` counts the positions that were looked at.
    """

    segment: Segment
    part: Postings
    positions: Numbers
    owners: Numbers
    length: int
    looked: int

    def of(self, kept: Numbers | Mask) -> Occurrences:
        """Those that `kept`, a mask or indices, chooses."""
        return self._with(self.positions[kept], self.owners[kept])

    def in_order(self) -> Occurrences:
        """In the order of the stream, and where two share a word the first: what a reader would count."""
        if len(self.positions) < 2:
            return self
        ordered = self
        if (self.positions[1:] < self.positions[:-1]).any():  # the forms of a word come one after the other
            ordered = self.of(np.argsort(self.positions, kind="stable"))
        kept = apart(ordered.positions, self.length)
        return ordered if len(kept) == len(ordered.positions) else ordered.of(kept)

    def _with(self, positions: Numbers, owners: Numbers) -> Occurrences:
        return Occurrences(self.segment, self.part, positions, owners, self.length, self.looked)


def occurrences(segment: Segment, leaf: Leaf) -> Iterator[Occurrences]:
    """Where `leaf` stands in `segment`; of a `Near`, first where its left side does, then its right.

    The articles of both sides are the same, so that who wants no more need not wait for the second.
    """
    if isinstance(leaf, Phrase):
        yield _phrase(segment, leaf)
        return
    left, right = (_phrase(segment, side) for side in (leaf.left, leaf.right))
    left, right = (side.in_order() for side in (_in_articles_of(left, right), _in_articles_of(right, left)))
    yield _near(left, right, leaf)
    yield _near(right, left, leaf)


def forms(segments: Sequence[Segment], leaf: Leaf) -> int:
    """How many different words the words of `leaf` stand for."""
    found: set[str] = set()
    for phrase in (leaf,) if isinstance(leaf, Phrase) else (leaf.left, leaf.right):
        for segment in segments:
            part = segment.text if phrase.field is None else segment.part(phrase.field)[0]
            for low, high in (numbers for word in phrase.words for numbers in part.numbers(word)):
                found.update(part.exact.slice(low, high - low).to_pylist())
    return len(found)


def apart(positions: Numbers, length: int) -> Numbers:
    """Which of `positions`, in order, have their `length` words for themselves: of two that share one, the first."""
    if length == 1 or not (np.diff(positions) < length).any():
        return np.arange(len(positions))
    kept, end = [], -1
    for at, position in enumerate(positions.tolist()):
        if position >= end:
            kept.append(at)
            end = position + length
    return np.array(kept)


def _phrase(segment: Segment, phrase: Phrase) -> Occurrences:
    part, low, high = segment.text, 0, len(segment.text.stream)
    if phrase.field:
        part, zone = segment.part(phrase.field)
        low, high = part.bounds[zone], part.bounds[zone + 1]
    numbers = [part.numbers(word) for word in phrase.words]
    counts = [part.count(each) for each in numbers]
    rarest = counts.index(min(counts))
    positions, owners = _listed(part, numbers[rarest])
    looked = len(positions)
    if rarest:
        positions = positions - rarest
    if phrase.field:
        inside = (positions >= low) & (positions < high)
        positions, owners = positions[inside], owners[inside]
    # Outwards from the rarest, so that a break ends the phrase before the stream does.
    for at in (*range(rarest + 1, len(numbers)), *reversed(range(rarest))):
        there = is_one_of(part.stream[positions + at], numbers[at])
        positions, owners = positions[there], owners[there]
    return Occurrences(segment, part, positions, owners, len(numbers), looked)


def _listed(part: Postings, numbers: Sequence[Range]) -> tuple[Numbers, Numbers]:
    """The positions of some words and their articles: a view where the words are one range."""
    slices = [slice(int(part.offsets[first]), int(part.offsets[last])) for first, last in numbers]
    if len(slices) == 1:
        return part.positions[slices[0]], part.owners[slices[0]]
    nothing = part.positions[:0]
    return (
        np.concatenate([nothing, *(part.positions[each] for each in slices)]),
        np.concatenate([nothing, *(part.owners[each] for each in slices)]),
    )


def is_one_of(words: Numbers, numbers: Sequence[Range]) -> Mask:
    """Which of `words` are among `numbers`."""
    there = np.zeros(len(words), bool)
    for first, last in numbers:
        there |= words == first if last == first + 1 else (words >= first) & (words < last)
    return there


def _near(these: Occurrences, others: Occurrences, near: Near) -> Occurrences:
    """Those of `these` with one of `others` before or after, in one field or paragraph."""
    stream = these.part.stream
    is_near = are_near(stream, (these.positions, these.length), (others.positions, others.length), near.distance)
    return replace(these.of(is_near), looked=these.looked + others.looked)


def are_near(stream: Numbers, these: tuple[Numbers, int], others: tuple[Numbers, int], distance: int) -> Mask:
    """Which of `these`, positions in order and their words, have one of `others` before or after in their piece."""
    (positions, length), (other_positions, other_length) = these, others
    if not len(positions) or not len(other_positions):
        return np.zeros(len(positions), bool)
    ends = positions + length
    after = _below(other_positions, ends)
    before = _below(other_positions + (other_length - 1), positions) - 1
    last = len(other_positions) - 1
    is_near = (after <= last) & _joined(stream, ends, other_positions[np.minimum(after, last)], distance)
    other_ends = other_positions[np.maximum(before, 0)] + other_length
    is_near |= (before >= 0) & _joined(stream, other_ends, positions, distance)
    return is_near


def _in_articles_of(these: Occurrences, others: Occurrences) -> Occurrences:
    """Those of `these` that stand in an article of `others`: nothing else can be near."""
    there = np.zeros(these.part.articles, bool)
    there[others.owners] = True
    return these.of(there[these.owners])


def _below(values: Numbers, points: Numbers) -> Numbers:
    """How many of `values` are below each of `points`, both in order: the fewer are looked up among the more."""
    if len(values) >= len(points):
        return np.searchsorted(values, points)
    steps = np.bincount(np.searchsorted(points, values, "right"), minlength=len(points) + 1)
    return np.cumsum(steps[:-1])


def _joined(stream: Numbers, starts: Numbers, ends: Numbers, distance: int) -> Mask:
    """Whether from each of `starts` to its end there are from 0 to `distance` words and no break."""
    gap = ends - starts
    joined: Mask = (gap >= 0) & (gap <= distance)
    for step in range(distance):
        between = np.flatnonzero(joined & (gap > step))
        if not len(between):
            break
        joined[between] = stream[starts[between] + step] != BREAK
    return joined
