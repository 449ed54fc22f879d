"""Articles kept: originals that are never changed, and tables that can always be derived from them again."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsarchive.store.frames import read_articles
    from newsarchive.store.ingest import IngestReport, Rejected
    from newsarchive.store.reparse import Reparse
    from newsarchive.store.snapshot import CURRENT, Snapshot, any_of
    from newsarchive.store.store import SOFTWARE, Store
    from newsarchive.store.table import FRAME_COLUMNS
    from newsarchive.store.verification import Verification, check_is_archive, verify

# Loaded when first used: a worker process reads records without ever opening a table.
_HOMES = {
    "CURRENT": "snapshot",
    "FRAME_COLUMNS": "table",
    "IngestReport": "ingest",
    "SOFTWARE": "store",
    "Rejected": "ingest",
    "Reparse": "reparse",
    "Snapshot": "snapshot",
    "Store": "store",
    "Verification": "verification",
    "any_of": "snapshot",
    "check_is_archive": "verification",
    "read_articles": "frames",
    "verify": "verification",
}

__all__ = [
    "CURRENT",
    "FRAME_COLUMNS",
    "SOFTWARE",
    "IngestReport",
    "Rejected",
    "Reparse",
    "Snapshot",
    "Store",
    "Verification",
    "any_of",
    "check_is_archive",
    "read_articles",
    "verify",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'newsarchive.store' has no attribute {name!r}")
    return getattr(import_module(f"newsarchive.store.{_HOMES[name]}"), name)
