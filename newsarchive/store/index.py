"""The index of an archive: postings of all its articles, in segments that are added and merged but never changed.

A segment is a folder named by the numbers of the articles in it, which count the rows of the table, and by a random
number: no two segments ever have one name, so that none is taken for another, whoever has it open or copied it when.
New ones are small; as soon as eight of about one size stand at the end they become one, so that there are never many,
and each article is written a few times at most. Which segments are in force is said where it is said which batches are;
others are what a stopped addition left, or what a reader may still have open.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from newsarchive.errors import StorageError
from newsarchive.store import indexing
from newsarchive.store.indexing import FIELDS, TEXT, index_fields, index_text
from newsarchive.store.postings import BREAK, Numbers, Postings, blocks, distinct, is_whole, read
from newsarchive.text import PLAIN

COLUMNS = ("exact", "title", "lead", *FIELDS)
"""The columns of the articles that the index is made of."""

INDEX = "index"
"""The folder of the segments."""

AT_ONCE = 10_000
"""Articles that are indexed at a time."""

_FEW_ROWS = 2_000  # rows that are put in order at a time
_PIECE = 4_000_000  # positions that are checked at a time
_FEW = 8  # segments of about one size that become one
_PARTS = {"text": TEXT, "fields": FIELDS}


@dataclass(frozen=True)
class Segment:
    """The postings of the articles `first` to `last` - 1: of what they say, and of what is said of them."""

    name: str
    text: Postings
    fields: Postings

    @property
    def first(self) -> int:
        return _numbers(self.name)[0]

    @property
    def last(self) -> int:
        return _numbers(self.name)[1]

    def part(self, field: str) -> tuple[Postings, int]:
        """The postings that have the zone `field`, and its number there."""
        if field in TEXT:
            return self.text, TEXT.index(field)
        return self.fields, FIELDS.index(field)


@dataclass(frozen=True)
class Index:
    """The segments of the first `articles` articles, in order."""

    segments: tuple[Segment, ...]

    @property
    def articles(self) -> int:
        return self.segments[-1].last if self.segments else 0

    def lengths(self, field: str) -> Numbers:
        """How many words the zone `field` has, article by article."""
        return self._cells(field, lambda part: part.lengths)

    def has(self, field: str) -> npt.NDArray[np.bool_]:
        """Whether there is a zone `field`, be it without words, article by article."""
        has: npt.NDArray[np.bool_] = self._cells(field, lambda part: np.diff(part.starts)) > 0
        return has

    def _cells(self, field: str, values: Callable[[Postings], Numbers]) -> Numbers:
        found: list[Numbers] = [np.zeros(0, np.int32)]
        for segment in self.segments:
            part, zone = segment.part(field)
            found.append(values(part)[zone * part.articles : (zone + 1) * part.articles])
        return np.concatenate(found)

    def words(self, article: int) -> Iterator[list[str]]:
        """The exact keys of the title, the lead and each paragraph of an article."""
        segment = next(each for each in self.segments if each.last > article)
        for zone in range(len(TEXT)):
            cell = zone * segment.text.articles + article - segment.first
            stream = segment.text.stream[segment.text.starts[cell] : segment.text.starts[cell + 1]]
            for piece in np.split(stream, np.flatnonzero(stream == BREAK) + 1)[:-1]:
                yield segment.text.exact.take(pa.array(piece[:-1])).to_pylist()


def _new_name(first: int, last: int) -> str:
    return f"{first:09}-{last:09}-{secrets.token_hex(4)}"


def _numbers(name: str) -> tuple[int, int]:
    first, last, *_ = name.split("-")
    return int(first), int(last)


def open_index(folder: Path, names: Iterable[str], held: Index | None = None) -> Index:
    """The index of the segments `names`; those that `held` has are not opened again.

    Raises `FileNotFoundError` where one is not there, and `StorageError` where it cannot be read.
    """
    there = {segment.name: segment for segment in held.segments} if held else {}
    return Index(tuple(there.get(name) or _open(folder, name) for name in names))


def _open(folder: Path, name: str, *, once: bool = False) -> Segment:
    try:
        return Segment(
            name, **{part: read(folder / name / part, len(zones), once=once) for part, zones in _PARTS.items()}
        )
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno:
            raise  # what the system refuses; of what it cannot make out, Arrow says no number
        sentence = (
            f"{folder / name}: cannot be read ({error}); delete this folder, and the next opening makes it again."
        )
        raise StorageError(sentence) from error


def are_whole(folder: Path, names: Sequence[str], articles: int) -> bool:
    """Whether the segments `names` are on the disk as they were written, and are of all `articles`."""
    ends = [0, *(_numbers(name)[1] for name in names)]
    return ends[-1] == articles and all(is_whole(folder / name / part) for name in names for part in _PARTS)


def extend(folder: Path, names: Sequence[str], rows: pa.Table) -> list[str]:
    """Index `rows` behind the segments `names`; the segments that are then in force."""
    if not len(rows):
        return list(names)
    first = _numbers(names[-1])[1] if names else 0
    name = _new_name(first, first + len(rows))
    pieces = [rows.slice(start, _FEW_ROWS) for start in range(0, len(rows), _FEW_ROWS)]
    indexing.merge(list(map(index_text, pieces)), folder / name / "text")
    indexing.merge(list(map(index_fields, pieces)), folder / name / "fields")
    return _merged(folder, [*names, name])


def _merged(folder: Path, names: list[str]) -> list[str]:
    """`names`, the last of which is new, merged with those before it until sizes fall, and there are few of each.

    Smaller segments before the new one become a part of it; else eight of its size become one.
    """
    *before, last = map(_level, names)
    smaller = next((n for n, each in enumerate(reversed(before)) if each >= last), len(before))
    same = next((n for n, each in enumerate(reversed(before)) if each > last), len(before))
    count = 1 + (smaller or same)
    if not smaller and count < _FEW:
        return names
    parts = [_open(folder, name, once=True) for name in names[-count:]]
    if not all(indexing.fit_together([getattr(each, part) for each in parts]) for part in _PARTS):
        return names
    name = _new_name(parts[0].first, parts[-1].last)
    for part in _PARTS:
        indexing.merge([getattr(each, part) for each in parts], folder / name / part)
    return _merged(folder, [*names[:-count], name])


def _level(name: str) -> int:
    """The size of a segment: 0 up to seven articles, 1 up to 63, and so on."""
    first, last = _numbers(name)
    level, size = 0, last - first
    while size >= _FEW:
        level, size = level + 1, size // _FEW
    return level


def clear(folder: Path, names: Iterable[str]) -> None:
    """Delete the segments that are not among `names`. A reader that has one open keeps it, until it closes it."""
    if folder.exists():
        kept = set(names)
        for path in folder.iterdir():
            if path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)  # Windows does not let go of one that is open


def faults(segment: Segment, blocks: Iterable[pa.Table]) -> Iterator[tuple[int, str]]:
    """What is wrong with a segment whose articles are the rows of `blocks`, of `COLUMNS`.

    Each fault is the number of the segment's article at which it begins, and what it is.
    """
    articles = segment.last - segment.first
    parts = (segment.text, segment.fields)
    if not all(_is_divided(part, articles) for part in parts):
        yield 0, "does not say right where its articles are"
        return
    start = 0
    for rows in blocks:
        yield from _differences(segment.text, index_text(rows), start)
        yield from _differences(segment.fields, index_fields(rows), start)
        start += len(rows)
    if not all(map(_is_inverted, parts)):
        yield 0, "the lists of its words are not those of its texts"


def _is_divided(part: Postings, articles: int) -> bool:
    """Whether the stream is divided among so many articles, and sentences and runs begin within it, in order."""
    return (
        len(part.starts) == part.zones * articles + 1
        and len(part.lengths) == part.zones * articles
        and (part.starts[0], part.starts[-1]) == (0, len(part.stream))
        and bool((part.starts[:-1] <= part.starts[1:]).all())
        and all(
            (begins[:-1] < begins[1:]).all() and (not len(begins) or 0 <= begins[0] <= begins[-1] < len(part.stream))
            for begins in (part.sentences, part.runs)
        )
    )


def _is_inverted(part: Postings) -> bool:
    """Whether the words are in order, and each has the list of its positions in the stream, with their articles."""
    exact, plain = part.exact.to_pylist(), part.plain.to_pylist()
    keyed = list(zip(plain, exact, strict=True))
    if (
        plain != [PLAIN[word] for word in exact]
        or not all(one < next_one for one, next_one in pairwise(keyed))
        or len(part.offsets) != len(keyed) + 1
        or (part.offsets[0], part.offsets[-1]) != (0, len(part.positions))
        or not (part.offsets[:-1] < part.offsets[1:]).all()
        or not len(part.positions) == len(part.owners) == part.lengths.sum()
    ):
        return False
    before = -1  # the last position of the last piece, by its word
    for low in range(0, len(part.positions), _PIECE):
        positions, owners = (values[low : low + _PIECE].astype(np.int64) for values in (part.positions, part.owners))
        words = np.searchsorted(part.offsets, np.arange(low, low + len(positions)), "right") - 1
        ascending = np.append(before, words << 32 | positions)
        if positions.min() < 0 or positions.max() >= len(part.stream) or (np.diff(ascending) <= 0).any():
            return False
        cells = part.cells(positions)
        if (part.stream[positions] != words).any() or (owners != cells % part.articles).any():
            return False
        before = ascending[-1]
    return len(part.having) == len(keyed) and all(
        np.array_equal(part.having[low:high], _having(part, low, high)) for low, high in blocks(part.offsets, _PIECE)
    )


def _having(part: Postings, low: int, high: int) -> Numbers:
    """In how many articles each word from `low` to `high` stands, by its list."""
    here = slice(int(part.offsets[low]), int(part.offsets[high]))
    words = np.repeat(np.arange(high - low), np.diff(part.offsets[low : high + 1]))
    pairs = distinct(words * part.articles + part.owners[here])
    counted: Numbers = np.bincount(pairs // max(part.articles, 1), minlength=high - low)
    return counted


def _differences(part: Postings, made: Postings, start: int) -> Iterator[tuple[int, str]]:
    """Where the articles from `start` on have other words than `made` of their rows."""
    known = np.append(pc.index_in(made.exact, value_set=part.exact).fill_null(len(part.exact)).to_numpy(), BREAK)
    for zone in range(part.zones):
        first, own = zone * part.articles + start, zone * made.articles
        here = part.starts[first : first + made.articles + 1]
        there = made.starts[own : own + made.articles + 1]
        lengths = part.lengths[first : first + made.articles] != made.lengths[own : own + made.articles]
        if (more := lengths | (np.diff(here) != np.diff(there))).any():
            yield start + int(np.argmax(more)), "has more or fewer words than its row"
            continue
        held, right = part.stream[here[0] : here[-1]], known[made.stream[there[0] : there[-1]]]
        if not np.array_equal(held, right):
            at = here[0] + int(np.argmax(held != right))
            yield start + int(np.searchsorted(here, at, "right")) - 1, "has other words than its row"
            continue
        for name in ("sentences", "runs"):
            if not np.array_equal(_begins(part, name, here), _begins(made, name, there)):
                yield start, f"has other {name} than its row, or one of the articles after it"


def _begins(part: Postings, name: str, cells: Numbers) -> Numbers:
    """Where sentences or runs begin from the first to the last of `cells`, counted from the first."""
    places: Numbers = getattr(part, name)
    low, high = np.searchsorted(places, (cells[0], cells[-1]))
    counted: Numbers = places[low:high] - cells[0]
    return counted
