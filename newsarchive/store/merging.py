"""Another archive as a source: its batches of originals, which are only read.

Nothing is asked of its tables, which are derived and may be behind. Its withdrawals are known before the first article
is taken in, so that nothing which was withdrawn there is seen here for a moment; looking for them finds what is
damaged, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from newsarchive.store.originals import Original, Place, Withdrawal, complete_batches, read_batch, warc_path


class Kept:
    """What a batch keeps: originals and further places, in order. `size` is its file's, in bytes."""

    def __init__(self, originals: Path, number: int) -> None:
        self.size = warc_path(originals, number).stat().st_size
        self._originals, self._number = originals, number
        self._share = 0.0

    @property
    def read(self) -> int:
        return int(self._share * self.size)

    def __iter__(self) -> Iterator[Original | Place]:
        batch = read_batch(self._originals, self._number)
        given: list[Original | Place] = [*batch.originals, *batch.places]
        for done, each in enumerate(given, start=1):
            self._share = done / len(given)
            yield each

    def withdrawals(self) -> list[Withdrawal]:
        """What was withdrawn by this batch. Raises `ArchiveDamaged` where it is not whole."""
        return read_batch(self._originals, self._number).withdrawals


def batches(originals: Path) -> list[Kept]:
    """The batches in a folder of originals. Raises `ArchiveDamaged` where a file of them is missing."""
    return [Kept(originals, number) for number in range(1, complete_batches(originals) + 1)]


def withdrawals(batches: Iterable[Kept]) -> list[Withdrawal]:
    """All that `batches` withdraw."""
    return [withdrawal for batch in batches for withdrawal in batch.withdrawals()]
