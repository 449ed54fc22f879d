"""What people made of an archive: tags, collections, notes and saved searches, in ``annotations.sqlite``.

They are precious, as the originals are: nothing can derive them again. Each change is one transaction, on the disk when
the call returns, and adds one to the *revision*, by which answers and reports name the state that they saw. The file is
made by the first change. It is in write-ahead mode, so that many read while one writes; where that cannot be had, as on
a network drive, SQLite's rollback journal does the same with longer waits.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from newsarchive.errors import StorageError, UsageError
from newsarchive.store.anchors import Anchor, Place
from newsarchive.text import collation_key, keys, nfc

if TYPE_CHECKING:
    import pandas as pd

FILE = "annotations.sqlite"
LONGEST = 200
"""The most characters of a name."""

Kind = Literal["tag", "collection"]

_APPLICATION = 0x4E417263  # "NArc", by which the file knows itself
_PATIENCE = 30.0  # seconds that a change waits for another one
_TABLES = {"tag": "tags", "collection": "collected"}
_SCHEMA = f"""
    PRAGMA application_id = {_APPLICATION};
    PRAGMA user_version = 1;
    CREATE TABLE state (revision INTEGER NOT NULL);
    INSERT INTO state VALUES (0);
    CREATE TABLE tags (name TEXT, article TEXT, made TEXT NOT NULL, PRIMARY KEY (name, article)) WITHOUT ROWID;
    CREATE TABLE collected (name TEXT, article TEXT, made TEXT NOT NULL, PRIMARY KEY (name, article)) WITHOUT ROWID;
    CREATE TABLE notes (
        id TEXT PRIMARY KEY, article TEXT NOT NULL, part TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        exact TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL, text TEXT NOT NULL,
        made TEXT NOT NULL, changed TEXT NOT NULL
    );
    CREATE INDEX notes_of ON notes (article);
    CREATE TABLE searches (name TEXT PRIMARY KEY, query TEXT NOT NULL, made TEXT NOT NULL) WITHOUT ROWID;
"""


class Note(NamedTuple):
    """A note on a quote of an article. `made` and `changed` are in UTC."""

    id: str
    article: str
    anchor: Anchor
    text: str
    made: datetime
    changed: datetime


@dataclass(frozen=True)
class Marks:
    """The state at one `revision`: which articles, by id, have a tag, are in a collection, or have a note."""

    revision: int
    tags: Mapping[str, frozenset[str]]
    collections: Mapping[str, frozenset[str]]
    noted: frozenset[str]

    def named(self, kind: Kind) -> Mapping[str, frozenset[str]]:
        return self.tags if kind == "tag" else self.collections


_NOTHING = Marks(0, {}, {}, frozenset())


class Annotations:
    """The annotations of the archive in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._marks = _NOTHING

    # -- reading ------------------------------------------------------------------------------------------------------

    @property
    def revision(self) -> int:
        """The number of changes so far."""
        found = self._rows("SELECT revision FROM state")
        return int(found[0][0]) if found else 0

    def marks(self) -> Marks:
        """The present state; the same object until something is changed, by this process or another."""
        if not self.path.exists():
            return _NOTHING
        with self._reading() as database:
            [revision] = database.execute("SELECT revision FROM state").fetchone()
            if revision != self._marks.revision:
                noted = frozenset(article for (article,) in database.execute("SELECT DISTINCT article FROM notes"))
                self._marks = Marks(revision, _sets(database, "tags"), _sets(database, "collected"), noted)
        return self._marks

    def names(self, kind: Kind) -> list[tuple[str, int]]:
        """The tags or collections that there are, in Vietnamese order, and how many articles each has."""
        there = self.marks().named(kind)
        return [(name, len(there[name])) for name in sorted(there, key=collation_key)]

    def notes_of(self, articles: Iterable[str]) -> list[Note]:
        """The notes on `articles`, the oldest first."""
        wanted = list(articles)
        places = ", ".join("?" * len(wanted))
        rows = self._rows(f"SELECT {_NOTE} FROM notes WHERE article IN ({places}) ORDER BY made, id", wanted)
        return list(map(_note, rows))

    def searches(self) -> dict[str, str]:
        """The saved questions by their names, in Vietnamese order."""
        found = dict(self._rows("SELECT name, query FROM searches"))
        return {name: found[name] for name in sorted(found, key=collation_key)}

    def frame(self, what: Literal["tags", "collections", "notes", "searches"]) -> pd.DataFrame:
        """All of a kind, one row each, in the order in which they were made; times are in UTC."""
        import pandas as pd

        columns, query = _FRAMES[what]
        rows = self._rows(query)
        frame = pd.DataFrame(rows, columns=list(columns)).astype(columns)
        for name in ("made", "changed"):
            if name in columns:
                frame[name] = pd.to_datetime(frame[name], utc=True).astype("datetime64[us, UTC]")
        return frame

    def damage(self) -> str | None:
        """What is wrong with the file; None where it is whole, or not there."""
        if not self.path.exists():
            return None
        try:
            with self._reading() as database:
                [found] = database.execute("PRAGMA quick_check").fetchone()
        except StorageError as error:
            return str(error)
        return None if found == "ok" else f"{self.path}: is damaged ({found}); bring it back from a copy."

    # -- changing -----------------------------------------------------------------------------------------------------

    def put(self, kind: Kind, articles: Iterable[str], name: str) -> str:
        """Give `articles` a tag, or put them in a collection; the name as it is kept. Raises `UsageError`."""
        name, made = name_of(name), _now()
        with self._changing() as database:
            rows = [(name, article, made) for article in articles]
            database.executemany(f"INSERT OR IGNORE INTO {_TABLES[kind]} VALUES (?, ?, ?)", rows)
        return name

    def take(self, kind: Kind, articles: Iterable[str], name: str) -> None:
        """Take a tag from `articles`, or take them out of a collection."""
        name = name_of(name)
        with self._changing() as database:
            rows = [(name, article) for article in articles]
            database.executemany(f"DELETE FROM {_TABLES[kind]} WHERE name = ? AND article = ?", rows)

    def note(self, article: str, anchor: Anchor, text: str) -> str:
        """Note `text` on a quote; the note's id. Raises `UsageError` for an empty note."""
        identity, made = uuid.uuid4().hex, _now()
        row = (identity, article, *anchor.place, *anchor[:3], _written(text), made, made)
        with self._changing() as database:
            database.execute(f"INSERT INTO notes VALUES ({', '.join('?' * len(row))})", row)
        return identity

    def change_note(self, identity: str, text: str) -> None:
        """Write another text in a note. Raises `UsageError` where there is none, and for an empty one."""
        self._change_one("UPDATE notes SET text = ?, changed = ? WHERE id = ?", (_written(text), _now(), identity))

    def remove_note(self, identity: str) -> None:
        """Remove a note. Raises `UsageError` where there is none."""
        self._change_one("DELETE FROM notes WHERE id = ?", (identity,))

    def save_search(self, name: str, query: str) -> str:
        """Keep a question under `name`, in the place of an earlier one; the name as it is kept."""
        name = _shown(name)
        with self._changing() as database:
            database.execute("INSERT OR REPLACE INTO searches VALUES (?, ?, ?)", (name, query, _now()))
        return name

    def forget_search(self, name: str) -> None:
        """Remove a saved question. Raises `UsageError` where there is none of that name."""
        self._change_one("DELETE FROM searches WHERE name = ?", (_shown(name),))

    def forget_article(self, article: str) -> None:
        """Remove all that was made of an article, and its words with it, as a purge does."""
        if not self.path.exists():
            return
        with self._changing() as database:
            database.execute("PRAGMA secure_delete = ON")
            for table in ("tags", "collected", "notes"):
                database.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
        with self._connected("rw") as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _change_one(self, statement: str, values: tuple[str, ...]) -> None:
        with self._changing() as database:
            if not database.execute(statement, values).rowcount:
                raise UsageError(f"{values[-1]}: there is no such note or search here; list them to see which are.")

    # -- the file -----------------------------------------------------------------------------------------------------

    def _rows(self, query: str, values: Iterable[str] = ()) -> list[Any]:
        if not self.path.exists():
            return []
        with self._reading() as database:
            return database.execute(query, tuple(values)).fetchall()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """What is read within is of one state."""
        with self._connected("ro") as database:
            database.execute("BEGIN")
            yield database

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """One change, of which all is kept or nothing."""
        with self._connected("rwc") as database:
            self._make(database)
            database.execute("BEGIN IMMEDIATE")
            try:
                yield database
                database.execute("UPDATE state SET revision = revision + 1")
                database.execute("COMMIT")
            except BaseException:
                database.execute("ROLLBACK")
                raise

    def _make(self, database: sqlite3.Connection) -> None:
        if database.execute("PRAGMA application_id").fetchone() != (0,):
            return
        database.execute("PRAGMA journal_mode = WAL")  # which answers "delete" where it cannot be had
        database.execute("BEGIN IMMEDIATE")
        if database.execute("PRAGMA application_id").fetchone() == (0,):  # nobody else was faster
            for statement in filter(str.strip, _SCHEMA.split(";")):
                database.execute(statement)
        database.execute("COMMIT")

    @contextmanager
    def _connected(self, mode: str) -> Iterator[sqlite3.Connection]:
        """A connection of its own for each call, for calls come from several threads."""
        try:
            address = f"{self.path.resolve().as_uri()}?mode={mode}"
            with closing(sqlite3.connect(address, timeout=_PATIENCE, isolation_level=None, uri=True)) as database:
                if database.execute("PRAGMA application_id").fetchone()[0] not in (0, _APPLICATION):
                    raise sqlite3.DatabaseError("it belongs to another program")
                database.execute("PRAGMA synchronous = FULL")
                yield database
        except sqlite3.Error as error:
            raise StorageError(
                f"{self.path}: tags, notes and collections cannot be read or written ({error}); "
                "bring the file back from a copy, or check the permissions and the free space."
            ) from error


def name_of(name: str) -> str:
    """The name of a tag or collection as it is kept. Raises `UsageError` for one that a question could not name."""
    kept = _shown(name)
    if re.search('["“”]', kept):
        raise UsageError(f"{kept!r}: a name has no quotation marks, for they end it in a question; leave them out.")
    return kept


def _shown(name: str) -> str:
    """A name in NFC, with single blanks. Raises `UsageError` for one that cannot be seen or is too long."""
    kept = " ".join(nfc(name).split())
    if not keys(kept):
        raise UsageError(f"{name!r}: a name needs a letter or a digit; write one.")
    if len(kept) > LONGEST:
        raise UsageError(f"{kept[:40]}…: a name has at most {LONGEST} characters; write a shorter one.")
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") for sign in kept):
        raise UsageError(f"{kept!r}: a name has only signs that are seen; leave the others out.")
    return kept


def _written(text: str) -> str:
    text = nfc(text).strip()
    if not text:
        raise UsageError("The note is empty; write what is to be noted.")
    return text


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _strings(names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), "string")


_NOTE = 'id, article, exact, prefix, suffix, part, start, "end", text, made, changed'
_FRAMES: dict[str, tuple[dict[str, str], str]] = {
    "tags": (_strings("id tag made"), "SELECT article, name, made FROM tags ORDER BY made, name, article"),
    "collections": (
        _strings("id collection made"),
        "SELECT article, name, made FROM collected ORDER BY made, name, article",
    ),
    "notes": (
        _strings("note id exact prefix suffix part start end text made changed") | {"start": "int64", "end": "int64"},
        f"SELECT {_NOTE} FROM notes ORDER BY made, id",
    ),
    "searches": (_strings("name query made"), "SELECT name, query, made FROM searches ORDER BY made, name"),
}


def _note(row: tuple[Any, ...]) -> Note:
    identity, article, exact, prefix, suffix, part, start, end, text, made, changed = row
    anchor = Anchor(exact, prefix, suffix, Place(part, start, end))
    return Note(identity, article, anchor, text, datetime.fromisoformat(made), datetime.fromisoformat(changed))


def _sets(database: sqlite3.Connection, table: str) -> dict[str, frozenset[str]]:
    there: dict[str, set[str]] = {}
    for name, article in database.execute(f"SELECT name, article FROM {table}"):
        there.setdefault(name, set()).add(article)
    return {name: frozenset(articles) for name, articles in there.items()}
