"""The index of an archive: postings of all its articles, in segments that are added and merged but never changed.

A segment is a folder named by the numbers of the articles in it, which count the rows of the table. New ones are small;
as soon as eight of about one size stand at the end they become one, so that there are never many, and each article is
written a few times at most. Which segments are in force is said where it is said which batches are; others are what a
stopped addition left, or what a reader may still have open.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from newsarchive.store import indexing
from newsarchive.store.indexing import FIELDS, TEXT, index_fields, index_text
from newsarchive.store.postings import BREAK, Numbers, Postings, blocks, is_whole, read

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

    def lengths(self, field: str) -> npt.NDArray[np.int32]:
        """How many words the zone `field` has, article by article."""
        return self._cells(field, lambda part: part.lengths)

    def has(self, field: str) -> npt.NDArray[np.bool_]:
        """Whether there is a zone `field`, be it without words, article by article."""
        return self._cells(field, lambda part: np.diff(part.starts)) > 0

    def _cells(self, field: str, values) -> npt.NDArray[np.int32]:  # type: ignore[no-untyped-def]
        found = [np.zeros(0, np.int32)]
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


def _name(first: int, last: int) -> str:
    return f"{first:09}-{last:09}"


def _numbers(name: str) -> tuple[int, int]:
    first, last = name.split("-")
    return int(first), int(last)


def open_index(folder: Path, names: Iterable[str], held: Index | None = None) -> Index:
    """The index of the segments `names`; those that `held` has are not opened again."""
    there = {segment.name: segment for segment in held.segments} if held else {}
    return Index(tuple(there.get(name) or _open(folder, name) for name in names))


def _open(folder: Path, name: str) -> Segment:
    return Segment(name, **{part: read(folder / name / part, len(zones)) for part, zones in _PARTS.items()})


def are_whole(folder: Path, names: Sequence[str], articles: int) -> bool:
    """Whether the segments `names` are on the disk as they were written, and are of all `articles`."""
    ends = [0, *(_numbers(name)[1] for name in names)]
    return ends[-1] == articles and all(is_whole(folder / name / part) for name in names for part in _PARTS)


def extend(folder: Path, names: Sequence[str], rows: pa.Table) -> list[str]:
    """Index `rows` behind the segments `names`; the segments that are then in force."""
    if not len(rows):
        return list(names)
    first = _numbers(names[-1])[1] if names else 0
    name = _name(first, first + len(rows))
    shutil.rmtree(folder / name, ignore_errors=True)  # of an addition that was stopped
    blocks = [rows.slice(start, _FEW_ROWS) for start in range(0, len(rows), _FEW_ROWS)]
    indexing.merge(list(map(index_text, blocks)), folder / name / "text")
    indexing.merge(list(map(index_fields, blocks)), folder / name / "fields")
    return _merged(folder, [*names, name])


def _merged(folder: Path, names: list[str]) -> list[str]:
    """`names`, with as many of the last ones merged as are of about one size."""
    levels = [_level(name) for name in names]
    for level in sorted(set(levels)):
        few = next((n for n, each in enumerate(reversed(levels)) if each > level), len(levels))
        if few >= _FEW:
            parts = [_open(folder, name) for name in names[-few:]]
            if not all(indexing.fit_together([getattr(each, part) for each in parts]) for part in _PARTS):
                return names
            name = _name(parts[0].first, parts[-1].last)
            shutil.rmtree(folder / name, ignore_errors=True)
            for part in _PARTS:
                indexing.merge([getattr(each, part) for each in parts], folder / name / part)
            return _merged(folder, [*names[:-few], name])
    return names


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
    for part in (segment.text, segment.fields):
        if not _lists_are_right(part):
            yield 0, "the lists of its words are not those of its texts"
    start = 0
    for rows in blocks:
        yield from _differences(segment.text, index_text(rows), start)
        yield from _differences(segment.fields, index_fields(rows), start)
        start += len(rows)


def _lists_are_right(part: Postings) -> bool:
    """Whether each position of the stream stands once in the list of its word, with its article."""
    seen = np.zeros(len(part.stream), bool)
    for low in range(0, len(part.positions), _PIECE):
        positions = part.positions[low : low + _PIECE]
        words = np.searchsorted(part.offsets, np.arange(low, low + len(positions)), "right") - 1
        cells = np.searchsorted(part.starts, positions, "right") - 1
        if not (
            np.array_equal(part.stream[positions], words)
            and np.array_equal(part.owners[low : low + _PIECE], cells % part.articles)
        ):
            return False
        seen[positions] = True
    if not np.array_equal(seen, part.stream != BREAK) or len(part.positions) != np.count_nonzero(seen):
        return False
    return all(
        np.array_equal(part.having[low:high], _having(part, low, high)) for low, high in blocks(part.offsets, _PIECE)
    )


def _having(part: Postings, low: int, high: int) -> Numbers:
    """In how many articles each word from `low` to `high` stands, by its list."""
    here = slice(int(part.offsets[low]), int(part.offsets[high]))
    words = np.repeat(np.arange(high - low), np.diff(part.offsets[low : high + 1]))
    pairs = np.unique(words * part.articles + part.owners[here])
    counted: Numbers = np.bincount(pairs // max(part.articles, 1), minlength=high - low)
    return counted


def _differences(part: Postings, made: Postings, start: int) -> Iterator[tuple[int, str]]:
    """Where the articles from `start` on have other words than `made` of their rows."""
    known = np.append(pc.index_in(made.exact, value_set=part.exact).fill_null(len(part.exact)).to_numpy(), BREAK)
    for zone in range(part.zones):
        first, own = zone * part.articles + start, zone * made.articles
        here = part.starts[first : first + made.articles + 1]
        there = made.starts[own : own + made.articles + 1]
        if not np.array_equal(np.diff(here), np.diff(there)):
            yield start + int(np.argmax(np.diff(here) != np.diff(there))), "has more or fewer words than its row"
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
