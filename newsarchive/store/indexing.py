"""Making postings: of the rows of a batch, and of several postings one.

Nothing here holds more than a batch: merging goes through the words in order, some millions of positions at a time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from newsarchive.store import postings as on_disk
from newsarchive.store.postings import BREAK, MOST, WORDS, Numbers, Postings, blocks
from newsarchive.store.table import BORDER, MARKS, RUN, SENTENCE
from newsarchive.text import PLAIN, keys

TEXT = ("title", "lead", "body")
"""The zones of the postings of what an article says, which are made of the column ``exact``."""

FIELDS = ("byline", "credit", "publisher", "section")
"""The zones of the postings of what is said of an article."""

_AT_ONCE = 1_000_000  # positions that are merged at a time


def index_text(rows: pa.Table) -> Postings:
    """The postings of title, lead and body of `rows`, from their columns ``exact``, ``title`` and ``lead``."""
    articles = len(rows)
    # A border after the last value as well: then each value ends with one.
    split = pc.split_pattern(pc.binary_join_element_wise(rows["exact"].combine_chunks(), BORDER, " "), " ")
    signs = split.flatten().dictionary_encode()
    owners = np.repeat(np.arange(articles, dtype=np.int32), np.diff(split.offsets.to_numpy()))
    number = {sign: at for at, sign in enumerate(signs.dictionary.to_pylist())}
    codes = signs.indices.to_numpy()
    if "" in number:  # which is what splitting gives for a value without words
        codes, owners = codes[codes != number[""]], owners[codes != number[""]]

    borders = codes == number.get(BORDER, -1)
    before = np.cumsum(borders, dtype=np.int32) - borders
    pieces = before - before[np.searchsorted(owners, np.arange(articles))][owners]
    titled, led = (pc.is_valid(rows[name]).to_numpy() for name in ("title", "lead"))
    zones = np.full(len(codes), TEXT.index("body"), np.int8)
    zones[(pieces == 0) & titled[owners]] = TEXT.index("title")
    zones[led[owners] & (pieces == titled[owners])] = TEXT.index("lead")

    words = ~np.isin(codes, [number[mark] for mark in (SENTENCE, RUN) if mark in number])
    # A sentence or a run begins with the first word after a mark or a border; before the first article stands nothing.
    sentences, runs = (_begins(codes == number.get(mark, -1), borders, words) for mark in (SENTENCE, RUN))
    begins = np.array([sentences, sentences | runs])[:, words]
    return _postings(signs.dictionary, codes[words], owners[words], zones[words], begins, TEXT, articles)


def _begins(
    marks: npt.NDArray[np.bool_], borders: npt.NDArray[np.bool_], words: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Where the first word stands after each of `marks` or `borders`; `words` are words and borders."""
    before = np.cumsum(marks | borders)
    at = np.flatnonzero(words & ~borders)
    begins = np.zeros(len(marks), bool)
    begins[at] = np.diff(before[at], prepend=-1) > 0
    return begins


def index_fields(rows: pa.Table) -> Postings:
    """The postings of byline, credit, publisher and section of `rows`."""
    words: list[str] = []
    owners: list[int] = []
    zones: list[int] = []
    begins: list[bool] = []
    for zone, name in enumerate(FIELDS):
        values = rows[name].combine_chunks().dictionary_encode()
        read = [[*keys(value), BORDER] for value in values.dictionary.to_pylist()]
        for owner, value in enumerate(values.indices.to_pylist()):
            if value is not None:
                words += read[value]
                owners += [owner] * len(read[value])
                zones += [zone] * len(read[value])
                begins += [True, *[False] * (len(read[value]) - 1)]
    signs = pa.array(words, pa.string()).dictionary_encode()
    border = signs.dictionary.index(BORDER).as_py()
    order = np.argsort(np.array(owners, np.int32), kind="stable")
    codes, owner_of = signs.indices.to_numpy()[order], np.array(owners, np.int32)[order]
    begin = np.array(begins, bool)[order] & (codes != border)
    zone_of = np.array(zones, np.int8)[order]
    return _postings(signs.dictionary, codes, owner_of, zone_of, np.array([begin, begin]), FIELDS, len(rows))


def _postings(
    signs: pa.StringArray,
    codes: npt.NDArray[np.int32],
    owners: npt.NDArray[np.int32],
    zones: npt.NDArray[np.int8],
    begins: npt.NDArray[np.bool_],
    names: Sequence[str],
    articles: int,
) -> Postings:
    """Postings of tokens: the `signs` that their `codes` name, whose they are, in the order of owners, and where.

    `begins` says of each whether a sentence begins with it, and whether a run does.
    """
    words = _sorted_words(signs.filter(pc.invert(pc.is_in(signs, pa.array(["", *MARKS])))))
    renumber = pc.index_in(signs, value_set=words["exact"].combine_chunks()).fill_null(BREAK).to_numpy()
    cells = len(names) * articles
    place = zones * np.int64(articles) + owners
    order = np.concatenate([np.flatnonzero(zones == zone) for zone in range(len(names))])
    stream = renumber[codes][order].astype(np.int32)
    positions = np.flatnonzero(stream != BREAK).astype(np.int32)
    # Numbers of two bytes, which those of some thousand articles are, are sorted in a quarter of the time.
    positions = positions[np.argsort(stream[positions].astype(np.min_scalar_type(len(words))), kind="stable")]
    # In the order of articles, those of one word follow each other.
    codes = renumber[codes]
    by_word = np.argsort(codes.astype(np.min_scalar_type(-len(words) - 1)), kind="stable")
    by_word = by_word[codes[by_word] != BREAK]
    first = np.diff(codes[by_word], prepend=-1).astype(bool) | np.diff(owners[by_word], prepend=-1).astype(bool)
    return Postings(
        words,
        starts=np.append(0, np.cumsum(np.bincount(place, minlength=cells))).astype(np.int64),
        lengths=np.bincount(place[codes != BREAK], minlength=cells).astype(np.int32),
        stream=stream,
        sentences=np.flatnonzero(begins[0][order]).astype(np.int32),
        runs=np.flatnonzero(begins[1][order]).astype(np.int32),
        offsets=np.append(0, np.cumsum(np.bincount(stream[positions], minlength=len(words)))).astype(np.int64),
        positions=positions,
        owners=owners[order][positions],
        having=np.bincount(codes[by_word][first], minlength=len(words)).astype(np.int32),
        zones=len(names),
    )


def _sorted_words(exact: pa.StringArray) -> pa.Table:
    """Words in the order of their plain keys, then of themselves."""
    plain = pa.array(map(PLAIN.__getitem__, exact.to_pylist()), pa.string())
    return _in_order(pa.table([plain, exact], schema=WORDS))


def _in_order(words: pa.Table) -> pa.Table:
    return words.sort_by([("plain", "ascending"), ("exact", "ascending")]).combine_chunks()


def fit_together(parts: Sequence[Postings]) -> bool:
    """Whether the positions of all `parts` can be numbered in one stream."""
    return sum(len(part.stream) for part in parts) <= MOST


def merge(parts: Sequence[Postings], folder: Path) -> None:
    """Write into `folder`, which is made, the postings of the articles of all `parts`, in that order."""
    folder.mkdir(parents=True)
    number = parts[0].zones
    words = _in_order(pa.concat_tables([part.words for part in parts]).group_by(WORDS.names).aggregate([]))
    exact = words["exact"].combine_chunks()
    renumber = [
        np.append(pc.index_in(part.exact, value_set=exact).to_numpy(zero_copy_only=False), BREAK).astype(np.int32)
        for part in parts
    ]
    on_disk.write_words(folder, words)

    sizes = np.array([np.diff(part.bounds) for part in parts]).T  # by zone and part
    bases = np.append(0, np.cumsum(sizes.ravel()))[:-1].reshape(sizes.shape)
    # By how much the positions of each part move, zone by zone.
    moves = [bases[:, n] - np.array(part.bounds[:-1]) for n, part in enumerate(parts)]
    firsts = np.append(0, np.cumsum([part.articles for part in parts]))
    zones = [(zone, n, part) for zone in range(number) for n, part in enumerate(parts)]

    with _Array(folder, "starts", np.int64) as starts, _Array(folder, "lengths", np.int32) as lengths:
        for zone, n, part in zones:
            cells = slice(zone * part.articles, (zone + 1) * part.articles)
            starts.append(part.starts[cells] + moves[n][zone])
            lengths.append(part.lengths[cells])
        starts.append(np.array([sizes.sum()]))
    names = ("stream", "sentences", "runs")
    stream, *begins = (_Array(folder, name, np.int32) for name in names)
    with stream, begins[0], begins[1]:
        for zone, n, part in zones:
            first, last = part.bounds[zone], part.bounds[zone + 1]
            for low in range(first, last, _AT_ONCE):
                stream.append(renumber[n][part.stream[low : min(low + _AT_ONCE, last)]])
            for array, name in zip(begins, names[1:], strict=True):
                values = getattr(part, name)
                begin, end = (bisect_left(values, place) for place in (first, last))
                for low in range(begin, end, _AT_ONCE):
                    array.append(values[low : min(low + _AT_ONCE, end)] + moves[n][zone])
    counts, having = np.zeros(len(words), np.int64), np.zeros(len(words), np.int32)
    for n, part in enumerate(parts):
        counts[renumber[n][:-1]] += np.diff(part.offsets[:])
        having[renumber[n][:-1]] += part.having[:]
    offsets = np.append(0, np.cumsum(counts))
    for name, values in (("offsets", offsets), ("having", having)):
        with _Array(folder, name, values.dtype.type) as array:
            array.append(values)
    with _Array(folder, "positions", np.int32) as positions, _Array(folder, "owners", np.int32) as owners:
        for low, high in blocks(offsets, _AT_ONCE):
            if high > low + 1:
                pieces = _sorted(parts, renumber, moves, firsts, low, high)
            else:  # a word that may be a very frequent one
                pieces = _laid_out(parts, renumber, moves, firsts, low)
            for place, owner in pieces:
                positions.append(place)
                owners.append(owner)
    on_disk.finish(folder)


def _sorted(
    parts: Sequence[Postings],
    renumber: Sequence[Numbers],
    moves: Sequence[Numbers],
    firsts: Numbers,
    low: int,
    high: int,
) -> Iterator[tuple[Numbers, Numbers]]:
    """Positions and owners of the words from `low` to `high`, in order."""
    keyed, owners = [], []
    for n, part in enumerate(parts):
        first, last = np.searchsorted(renumber[n][:-1], (low, high))
        here = slice(int(part.offsets[first]), int(part.offsets[last]))
        place = part.positions[here]
        zone = np.searchsorted(part.bounds[1:-1], place, "right")
        words = np.repeat(renumber[n][first:last].astype(np.int64), np.diff(part.offsets[first : last + 1]))
        keyed.append((words << 32) | (place + moves[n][zone]))
        owners.append(part.owners[here] + firsts[n])
    together = np.concatenate(keyed)
    order = np.argsort(together, kind="stable")  # of runs that are in order already, one a part
    yield together[order] & 0xFFFFFFFF, np.concatenate(owners)[order]


def _laid_out(
    parts: Sequence[Postings],
    renumber: Sequence[Numbers],
    moves: Sequence[Numbers],
    firsts: Numbers,
    word: int,
) -> Iterator[tuple[Numbers, Numbers]]:
    """Positions and owners of one word, zone by zone and part by part."""
    numbers = [int(np.searchsorted(renumber[n][:-1], word)) for n in range(len(parts))]
    for zone in range(parts[0].zones):
        for n, part in enumerate(parts):
            if renumber[n][numbers[n]] != word:
                continue
            start, end = (int(offset) for offset in part.offsets[numbers[n] : numbers[n] + 2])
            first, last = (bisect_left(part.positions, bound, start, end) for bound in part.bounds[zone : zone + 2])
            for at in range(first, last, _AT_ONCE):
                here = slice(at, min(at + _AT_ONCE, last))
                yield part.positions[here] + moves[n][zone], part.owners[here] + firsts[n]


class _Array:
    """An array on the disk that is written piece by piece, of a length that is known at the end."""

    def __init__(self, folder: Path, name: str, dtype: type[np.integer]) -> None:
        self._path, self._dtype, self._length = on_disk.array_path(folder, name), np.dtype(dtype), 0

    def __enter__(self) -> _Array:
        self._file: BinaryIO = self._path.open("wb")
        self._file.write(self._header())
        return self

    def append(self, values: Numbers) -> None:
        """Add `values` at the end."""
        self._length += len(values)
        self._file.write(values.astype(self._dtype).data)  # `tofile` does not say why the disk refuses

    def __exit__(self, *_: object) -> None:
        with self._file:
            self._file.seek(0)
            self._file.write(self._header())

    def _header(self) -> bytes:
        """The head of the file, of the same size whatever the length."""
        text = f"{{'descr': '{self._dtype.str}', 'fortran_order': False, 'shape': ({self._length},), }}"
        return np.lib.format.magic(1, 0) + (118).to_bytes(2, "little") + text.ljust(117).encode() + b"\n"
