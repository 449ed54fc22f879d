"""Reprints: which articles are one text, an edited copy of it, or one form filled in with other numbers.

A paper prints what an agency sent, ten others print it too, and a count over all of them counts one story eleven times.
An article is reduced to its *sketch* when it comes in, some 200 bytes by which its copies find each other among a
million without its text; `groups` then fetches the texts of those that met and compares them.

The measure is the resemblance of Broder (*On the resemblance and containment of documents*, 1997): the Jaccard index
of the sets of *shingles*, runs of five tokens that stand side by side. It is computed, never estimated: the sketch
only says which pairs to look at, by MinHash in bands (Leskovec, Rajaraman and Ullman, *Mining of Massive Datasets*,
section 3.4). With 16 bands of 8 values, two texts meet with the probability 1 - (1 - J⁸)¹⁶: .61 for a resemblance of
.7, .95 for .8, .994 for .85, .9999 for .9; so of the pairs just above the limit one in twenty is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from hashlib import blake2b
from itertools import chain, groupby

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

SHORTEST = 50
"""The fewest tokens by which a reprint can be told; captions and notices of one sentence are alike by chance."""

ALIKE = 0.8
"""The resemblance from which on a text is an edited copy: so were all of 40 groups of real news read by eye."""

GROUPS = pa.schema({"id": pa.string(), "group": pa.string(), "kind": pa.string(), "similarity": pa.float64()})
"""The columns of `groups`."""

_SHINGLE = 5  # tokens
_BANDS, _ROWS = 16, 8
_NEIGHBOURS = 8  # news is reprinted within days: of those that share a band, the nearest by date are the likeliest
_AT_ONCE = 1_000  # texts

_NUMBERS = re.compile(r"\d+(?: \d+)*")  # "1 200" and "980" fill in the same blank

_Hashes = npt.NDArray[np.uint64]
_Numbers = npt.NDArray[np.int64]
_Pair = list[int]


def sketch(texts: Sequence[Sequence[str]]) -> pa.Table:
    """The sketches of `texts`, each given as the exact keys of all its tokens; one row a text, three columns:

    - ``same``: a digest of the keys, 16 hex digits;
    - ``masked``: the same with numbers masked, so that forms filled in with other numbers are equal;
    - ``bands``: 16 integers; texts that share one may be alike. Empty where the text has fewer than `SHORTEST` tokens:
      too short to tell a reprint.

    The values depend on the keys alone, not on the machine, the process or the other texts.
    """
    joined = [" ".join(keys) for keys in texts]
    offsets = np.cumsum([0, *(_BANDS if len(keys) >= SHORTEST else 0 for keys in texts)], dtype=np.int32)
    bands = _bands([keys for keys in texts if len(keys) >= SHORTEST])
    return pa.table(
        {
            "same": pa.array(map(_digest, joined), pa.string()),
            "masked": pa.array((_digest(_NUMBERS.sub("#", text)) for text in joined), pa.string()),
            "bands": pa.ListArray.from_arrays(offsets, bands.ravel()),
        }
    )


def groups(rows: pa.Table, texts: Callable[[Sequence[str]], Mapping[str, Sequence[str]]]) -> pa.Table:
    """The articles that are not alone: one row for each that is in a group of two or more, group after group.

    `rows` are all articles: ``id``, ``date`` (null where unknown) and the columns of `sketch`; `texts` fetches the keys
    of the articles whose ids it is given, at most 1,000 at a time. The answer has the columns

    - ``id``;
    - ``group``: the id of the representative, the earliest of the group; undated ones come last, ties go by id;
    - ``kind``: ``same`` where the text is the representative's, but for case, tone style, signs and spaces;
      ``template`` where only numbers differ: exam keys, weather, lottery results; else ``reprint``: it resembles the
      representative, or another reprint of it, by `ALIKE` or more. The representative has the kind of its group;
    - ``similarity``: the resemblance to the representative, 0 to 1; along a chain of edits it may fall below `ALIKE`.

    A form is compared with nothing but its own kind, so that no chain of edits makes two of them reprints. Texts too
    short for bands are in no group. What is bounded is how often a text is compared: in each band with its 8 nearest
    neighbours by date among those that share it. Memory is that of the bands, and of the shingles (8 bytes a token) of
    the largest set of texts that hang together.
    """
    order = pc.sort_indices(rows.select(["date", "id"]), [("date", "ascending"), ("id", "ascending")])
    order = order.filter(pc.greater(pc.list_value_length(rows["bands"]), 0).take(order))
    ids = rows["id"].take(order)
    # Each text is numbered by its earliest article: the lowest number of a group is that of its representative.
    text, article = _numbered(rows["same"].take(order))
    form, first = _numbered(rows["masked"].take(order.take(article)))
    filled_in = np.bincount(form)[form] > 1
    single = np.flatnonzero(~filled_in)
    bands = rows["bands"].take(order.take(article[single])).combine_chunks().flatten().to_numpy()
    alike = single[_meetings(bands.reshape(-1, _BANDS))]
    of_a_form = np.stack([first[form[filled_in]], np.flatnonzero(filled_in)], axis=1)

    pairs = np.concatenate([of_a_form, alike]).tolist()
    joined, resemblance = _joined(pairs, filled_in, lambda n: _fetched(ids.take(article[n]).to_pylist(), texts))
    root = np.array([joined.root(number) for number in range(len(article))], np.int64)
    similarity = np.array([resemblance.get(number, 1.0) for number in range(len(article))])

    kind = np.where(filled_in, "template", np.where(np.bincount(root)[root] > 1, "reprint", "same"))
    group = root[text]
    listed = np.argsort(group, kind="stable")
    listed = listed[(np.bincount(group) > 1)[group[listed]]]
    text, group = text[listed], group[listed]
    copy = (text == group) & (listed != article[group])
    return pa.table(
        {
            "id": ids.take(listed),
            "group": ids.take(article[group]),
            "kind": pa.array(np.where(copy, "same", kind[group]), pa.string()),
            "similarity": similarity[text],
        }
    )


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()


def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


def _fold(columns: Iterable[_Hashes]) -> _Hashes:
    """One hash of several, place by place: a polynomial modulo 2⁶⁴ in an odd number (2⁶⁴ over the golden ratio)."""
    return reduce(lambda folded, column: folded * np.uint64(0x9E3779B97F4A7C15) + column, columns)


# An odd factor puts the numbers below 2⁶⁴ in another order: a permutation, of which MinHash keeps the least.
_FACTORS = [np.uint64(_hash(str(number)) | 1) for number in range(_BANDS * _ROWS)]


def _shingles(texts: Sequence[Sequence[str]]) -> tuple[_Hashes, _Numbers]:
    """The hashes of the runs of five tokens of `texts`, one text after the other, and where each text begins."""
    words = pa.array(chain.from_iterable(texts), pa.string()).dictionary_encode()
    hashes = np.array(list(map(_hash, words.dictionary.to_pylist())), np.uint64)[words.indices.to_numpy()]
    lengths = np.array(list(map(len, texts)), np.int64)
    ends = np.cumsum(lengths)
    inside = np.ones(len(hashes), bool)
    inside[ends[:, None] - np.arange(1, _SHINGLE)] = False  # what begins there would reach into the next text
    padded = np.append(hashes, np.zeros(_SHINGLE, np.uint64))
    runs = _fold(padded[place : place + len(hashes)] for place in range(_SHINGLE))
    return runs[inside], ends - lengths - (_SHINGLE - 1) * np.arange(len(texts))


def _bands(texts: Sequence[Sequence[str]]) -> _Numbers:
    """The bands of MinHash of `texts`, a row each; equal where the least shingles under 8 permutations are equal."""
    shingles, starts = _shingles(texts)
    least = [np.minimum.reduceat(shingles * factor, starts) for factor in _FACTORS]
    return np.stack([_fold(least[band::_BANDS]) for band in range(_BANDS)], axis=1).view(np.int64)


def _numbered(column: pa.ChunkedArray) -> tuple[_Numbers, _Numbers]:
    """The number of each value, in the order in which the values first appear, and where each of them does."""
    numbers = column.combine_chunks().dictionary_encode().indices.to_numpy()
    return numbers, np.unique(numbers, return_index=True)[1]


def _meetings(bands: _Numbers) -> _Numbers:
    """The pairs of rows that stand side by side, or up to 8 apart, among those with the same value in some column."""
    pairs = [np.empty(0, np.int64)]
    for band in bands.T:
        order = np.argsort(band, kind="stable")
        band = band[order]
        for apart in range(1, _NEIGHBOURS + 1):
            met = np.flatnonzero(band[apart:] == band[:-apart])
            pairs.append(order[met] * len(bands) + order[met + apart])
        pairs = [np.unique(np.concatenate(pairs))]
    return np.stack(np.divmod(pairs[0], max(len(bands), 1)), axis=1)


def _joined(
    pairs: list[_Pair], filled_in: npt.NDArray[np.bool_], fetch: Callable[[list[int]], Iterable[_Hashes]]
) -> tuple[_Forest, dict[int, float]]:
    """The texts of `pairs` joined where they are one form or alike, and the resemblance of each to the lowest."""
    joined, resemblance = _Forest(), {}
    for lot in _lots(pairs):
        numbers = sorted(set(chain.from_iterable(lot)))
        shingles = dict(zip(numbers, fetch(numbers), strict=True))
        for one, other in lot:
            if joined.root(one) != joined.root(other) and (
                filled_in[one] or _resemblance(shingles[one], shingles[other]) >= ALIKE
            ):
                joined.join(one, other)
        for number in numbers:
            resemblance[number] = _resemblance(shingles[number], shingles[joined.root(number)])
    return joined, resemblance


def _lots(pairs: list[_Pair]) -> Iterator[list[_Pair]]:
    """`pairs` in lots of about 1,000, such that no text is in two of them: each is fetched once."""
    linked = _Forest()
    for one, other in pairs:
        linked.join(one, other)

    def set_of(pair: _Pair) -> int:
        return linked.root(pair[0])

    lot: list[_Pair] = []
    for _, together in groupby(sorted(pairs, key=set_of), set_of):
        lot += together
        if len(lot) >= _AT_ONCE:
            yield lot
            lot = []
    yield lot


def _fetched(ids: Sequence[str], texts: Callable[[Sequence[str]], Mapping[str, Sequence[str]]]) -> Iterator[_Hashes]:
    """The sets of shingles of the articles `ids`, sorted."""
    for start in range(0, len(ids), _AT_ONCE):
        asked = ids[start : start + _AT_ONCE]
        found = texts(asked)
        shingles, starts = _shingles([found[id] for id in asked])
        yield from map(np.unique, np.split(shingles, starts[1:]))


def _resemblance(one: _Hashes, other: _Hashes) -> float:
    """The Jaccard index of two sets of shingles."""
    common = np.intersect1d(one, other, assume_unique=True).size
    return common / (one.size + other.size - common)


class _Forest(dict[int, int]):
    """Disjoint sets of numbers, each known by its lowest (Tarjan, 1975); who is not in it is a set alone."""

    def root(self, number: int) -> int:
        while (above := self.get(number, number)) != number:
            self[number] = number = self.get(above, above)
        return number

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self[high] = low
