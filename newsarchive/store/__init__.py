"""Articles kept: originals that are never changed, and a table that can always be derived from them again."""

from newsarchive.store.frames import read_articles
from newsarchive.store.ingest import IngestReport, Rejected
from newsarchive.store.snapshot import Snapshot, any_of
from newsarchive.store.store import Store
from newsarchive.store.table import FRAME_COLUMNS

__all__ = ["FRAME_COLUMNS", "IngestReport", "Rejected", "Snapshot", "Store", "any_of", "read_articles"]
