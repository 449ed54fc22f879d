"""The card of an archive, ``archive.json``: the version of its format and when it was made.

A format is raised when an older newsarchive would misread what a newer one writes. An archive of an older format is
brought up step by step, by `MIGRATIONS`; what they change are never the originals.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from newsarchive.errors import ArchiveDamaged, UsageError
from newsarchive.store.originals import folder_to_disk, to_disk

FORMAT = 3
"""The version of the format on disk that is written, as kept in ``archive.json``."""

CARD = "archive.json"


class Card(NamedTuple):
    """What the card says."""

    format: int
    created: datetime


def _to_2(folder: Path) -> None:
    """Format 2 has revisits and withdrawals among the originals, and tables with further columns.

    The originals of format 1 are read as they are; its tables lack columns, and are derived again at this opening.
    """


def _to_3(folder: Path) -> None:
    """Format 3 has an index of words of its own, in the place of a table of terms and of indexes in the articles.

    Those lack the sentences that it is made of, and are derived again at this opening.
    """
    shutil.rmtree(folder / "terms.lance", ignore_errors=True)


MIGRATIONS: dict[int, Callable[[Path], None]] = {1: _to_2, 2: _to_3}
"""What has to be done to the folder of an archive of a format, so that it is of the next one."""


def read_card(folder: Path) -> Card:
    """What the card in `folder` says. Raises `ArchiveDamaged`, or `UsageError` for a newer format."""
    try:
        said = json.loads((folder / CARD).read_text("utf-8"))
        form = said["format"]
        if type(form) is not int or form < 1:
            raise ValueError(f"format {form!r} was never written")
        if form > FORMAT:
            raise UsageError(f"{folder}: has format {form}, this newsarchive reads {FORMAT}; install a newer one.")
        created = datetime.fromisoformat(said["created"])
        if created.tzinfo is None:
            raise ValueError(f"{created} has no time zone")
    except (ValueError, KeyError, TypeError, FileNotFoundError) as error:
        raise ArchiveDamaged(f"{folder / CARD}: cannot be read ({error}); bring it back from a copy.") from error
    return Card(form, created)


def write_card(folder: Path, created: datetime | None = None) -> None:
    """Write the card of today's format, whole or not at all; `created` is now unless given."""
    card = {"format": FORMAT, "created": (created or datetime.now(UTC).replace(microsecond=0)).isoformat()}
    temporary = folder / f".{CARD}.{os.getpid()}"
    with temporary.open("wb") as file:
        file.write(json.dumps(card).encode() + b"\n")
        to_disk(file)
    os.replace(temporary, folder / CARD)
    folder_to_disk(folder)


def migrate(folder: Path, card: Card) -> None:
    """Bring the archive in `folder` to today's format, the card last: a stopped migration is done again."""
    for form in range(card.format, FORMAT):
        MIGRATIONS[form](folder)
    write_card(folder, card.created)
