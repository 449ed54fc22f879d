"""Postings: where each word of a number of articles stands, in arrays that are mapped from the disk and never change.

The layout is that of corpus workbenches (Evert and Hardie, *Twenty-first century Corpus Workbench*, 2011, section 3): a
stream of word numbers, position by position, and for each word the list of its positions. What is searched for in
different *zones* (title, lead, body) stands in the stream zone by zone, so that a zone is a range of positions. Words
are numbered in the order of their plain keys, then of their exact ones, so that all forms of a plain word, and all
words with a plain prefix, are a range of numbers and a slice of the list of positions: no question costs more for its
forms.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from newsarchive.text import PLAIN, Word

BREAK = -1
"""Stands in the stream after each title, lead, paragraph or other value; a phrase never crosses it."""

MOST = 2**31 - 1
"""Positions in one set of postings at most."""

WORDS = pa.schema([pa.field("plain", pa.string(), nullable=False), pa.field("exact", pa.string(), nullable=False)])
"""The columns of a table of words."""

Numbers = npt.NDArray[np.integer]
Mask = npt.NDArray[np.bool_]
Range = tuple[int, int]

_FILE = "words.arrow"
_AFTER = chr(0x10FFFF)  # follows whatever a word may go on with


@dataclass(frozen=True)
class Postings:
    """The words of the articles numbered 0 to `articles` - 1, in zones numbered from 0.

    - `words`: a table of ``plain`` and ``exact``, in this order; a word's row is its number;
    - `starts` (int64): ``starts[z * articles + a]`` is where zone `z` of article `a` begins in the stream;
    - `lengths` (int32): how many words stand there, in the same order;
    - `stream` (int32): the number of the word at each position, or `BREAK`;
    - `sentences` (int32): the positions at which a sentence begins;
    - `runs` (int32): those at which a run of words does, between which stands nothing but a space or a hyphen;
    - `offsets` (int64): where each word's slice of `positions` begins, and the end of the last;
    - `positions` (int32): the positions of each word, in order;
    - `owners` (int32): the article of each of `positions`;
    - `having` (int32): in how many articles each word stands.
    """

    words: pa.Table
    starts: Numbers
    lengths: Numbers
    stream: Numbers
    sentences: Numbers
    runs: Numbers
    offsets: Numbers
    positions: Numbers
    owners: Numbers
    having: Numbers
    zones: int

    @property
    def articles(self) -> int:
        return (len(self.starts) - 1) // self.zones

    @cached_property
    def bounds(self) -> list[int]:
        """The position at which each zone begins, and the end of the last."""
        step = max(self.articles, 1)
        return [int(self.starts[min(zone * step, len(self.starts) - 1)]) for zone in range(self.zones + 1)]

    @cached_property
    def exact(self) -> pa.StringArray:
        return _whole(self.words["exact"])

    @cached_property
    def plain(self) -> pa.StringArray:
        return _whole(self.words["plain"])

    def cells(self, positions: Numbers) -> Numbers:
        """The cell of `starts` that each of `positions` is in; its remainder by `articles` is the article."""
        cells: Numbers = np.searchsorted(self.starts, positions, "right") - 1
        return cells

    def numbers(self, word: Word) -> list[Range]:
        """The words that `word` asks for, as ranges of their numbers."""
        plain = word.key if word.plain else PLAIN[word.key]
        low = _place(self.plain, plain, 0, len(self.plain))
        if low == len(self.plain) or not self.plain[low].as_py().startswith(plain):
            return []
        high = _place(self.plain, plain + (_AFTER if word.prefix else "\0"), low, len(self.plain))
        if word.plain or low == high:
            return [(low, high)] if low < high else []
        if not word.prefix:
            at = _place(self.exact, word.key, low, high)
            return [(at, at + 1)] if at < high and self.exact[at].as_py() == word.key else []
        begins = pc.starts_with(self.exact.slice(low, high - low), word.key).to_numpy(zero_copy_only=False)
        edges = np.flatnonzero(np.diff(begins, prepend=False, append=False)) + low
        return [(int(first), int(last)) for first, last in zip(edges[::2], edges[1::2], strict=True)]

    def count(self, numbers: Iterable[Range]) -> int:
        """How often those words stand in the stream."""
        return sum(int(self.offsets[high] - self.offsets[low]) for low, high in numbers)


def distinct(values: Numbers) -> Numbers:
    """Different `values`, in order: what `numpy.unique` gives too, which since it uses a hash table is 18 times slower
    for some millions."""
    ordered = np.sort(values)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def laid_out(starts: Numbers, ends: Numbers) -> npt.NDArray[np.int64]:
    """The positions from each of `starts` to its end, one range after the other."""
    lengths = ends - starts
    shifts = starts - np.append(0, np.cumsum(lengths)[:-1])
    positions: npt.NDArray[np.int64] = np.arange(lengths.sum()) + np.repeat(shifts, lengths)
    return positions


def blocks(offsets: Numbers, most: int) -> Iterator[Range]:
    """Ranges of words with together at most `most` positions each, or of one word."""
    low, last = 0, len(offsets) - 1
    while low < last:
        high = max(int(np.searchsorted(offsets, offsets[low] + most, "right")) - 1, low + 1)
        yield low, high
        low = high


def _whole(column: pa.ChunkedArray) -> pa.StringArray:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _place(column: pa.StringArray, key: str, low: int, high: int) -> int:
    """Where `key` stands in the sorted `column`, or would."""
    if low == high:
        return low
    # Compared in UTF-8, which has the order of the letters: to make a string of each word on the way costs far more.
    ends, letters = (memoryview(buffer) for buffer in column.buffers()[1:])
    ends = ends.cast("i")[column.offset :]
    wanted = key.encode("utf-8", "surrogatepass")
    return bisect_left(range(high), wanted, low, high, key=lambda at: bytes(letters[ends[at] : ends[at + 1]]))


ARRAYS = [field.name for field in fields(Postings) if field.name not in ("words", "zones")]
"""The names of the arrays of postings."""

_SIZES = "sizes.json"


def array_path(folder: Path, name: str) -> Path:
    """Where the array `name` of the postings in `folder` is kept."""
    return folder / f"{name}.npy"


def write_words(folder: Path, words: pa.Table) -> None:
    """Write the words of postings into `folder`."""
    with (folder / _FILE).open("wb") as file, pa.ipc.new_file(file, words.schema) as writer:
        writer.write_table(words.combine_chunks(), max_chunksize=max(len(words), 1))


def finish(folder: Path) -> None:
    """Note the sizes of the files in `folder`, by which `is_whole` knows it."""
    sizes = {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
    (folder / _SIZES).write_text(json.dumps(sizes))


def is_whole(folder: Path) -> bool:
    """Whether postings were written into `folder` to the end, and no file of them was cut short since."""
    try:
        sizes = json.loads((folder / _SIZES).read_bytes())
        return sizes.keys() == {_FILE, *(array_path(folder, name).name for name in ARRAYS)} and all(
            (folder / name).stat().st_size == size for name, size in sizes.items()
        )
    except (OSError, ValueError):
        return False


def read(folder: Path, zones: int, *, once: bool = False) -> Postings:
    """The postings in `folder`, mapped from the disk; or, to be read `once` from end to end, as `Stored` arrays.

    Raises `ValueError` for files that are none of postings, and `FileNotFoundError` for ones that are not there.
    """
    with pa.memory_map(str(folder / _FILE)) as file:
        words = pa.ipc.open_file(file).read_all()
    words.validate(full=True)  # or what is damaged would end the process, for Arrow trusts what it has mapped
    if words.schema != WORDS:
        raise ValueError(f"its words have the columns {words.column_names}")
    open_array: Callable[[Path], Any] = Stored if once else _mapped
    arrays = {name: open_array(array_path(folder, name)) for name in ARRAYS}
    return Postings(words, zones=zones, **arrays)


class Stored:
    """An array on the disk of which but slices come into memory. What is mapped stays there as long as there is room,
    which is right for what is asked again and again, and not for what is gone through once."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            np.lib.format.read_magic(file)
            (self._length,), _, self._dtype = np.lib.format.read_array_header_1_0(file)
            self._path, self._offset = path, file.tell()

    def __len__(self) -> int:
        return int(self._length)

    def __getitem__(self, at: int | slice) -> Any:
        first, last, _ = at.indices(len(self)) if isinstance(at, slice) else (at % len(self), at % len(self) + 1, 1)
        offset = self._offset + first * self._dtype.itemsize
        values = np.fromfile(self._path, self._dtype, max(last - first, 0), offset=offset)
        return values if isinstance(at, slice) else values[0]


def _mapped(path: Path) -> Numbers:
    """An array on the disk. Arrow maps it and closes the file, where NumPy keeps one open for each array."""
    with pa.memory_map(str(path)) as file:
        np.lib.format.read_magic(file)
        (length,), _, dtype = np.lib.format.read_array_header_1_0(file)
        mapped: Numbers = np.frombuffer(file.read_buffer(), dtype, length)
    return mapped
