"""Bytes to `Article`: text page copies, saved HTML pages and rows of tables, each value with the place it came from."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from newsarchive.article import Article
from newsarchive.errors import NotAPage, RecordError, UsageError
from newsarchive.parsing.containers import Contents, Reading, uploaded
from newsarchive.parsing.limits import within
from newsarchive.parsing.pages import read_page
from newsarchive.parsing.records import CONTROLS, Found, Record, Row, checked, decode, has_controls, source_of
from newsarchive.parsing.sources import find_files
from newsarchive.text import paired

__all__ = [
    "MAX_SECONDS",
    "Contents",
    "Found",
    "Reading",
    "Record",
    "Row",
    "find_files",
    "parse",
    "pasted",
    "read",
    "uploaded",
]

MAX_SECONDS = 30
"""How long one record may be read."""


def read(
    file: str | os.PathLike[str] | None = None,
    *,
    text: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Article:
    """One page, from a file or pasted as `text`, as an `Article`; no archive is needed.

    Raises `UsageError` where the file does not exist or holds several pages, and `RecordError` where it is no page.
    `columns` names the columns of a table: ``{"text": "content", "title": "headline"}``.
    """
    if (file is None) == (text is None):
        raise UsageError("Give read() either a file or text=…, and not both.")
    if not isinstance(text, str | None) or not isinstance(file, str | os.PathLike | None):
        raise UsageError("read() wants the path of a file, or text=… as a string; bytes are read from a file.")
    if text is not None:
        return parse(_whole(pasted(text)))
    path = Path(file or "").expanduser()
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(f"{path}: there is no such file; check the spelling.") from None
    except OSError:
        is_folder = False  # why it cannot be read is said where that is tried
    if is_folder:
        raise UsageError(f"{path}: is a folder; read one file, or use read_articles() for all of them.")
    pages = (found for found in Contents(path, Reading(columns or {})) if not isinstance(found, NotAPage))
    only, another = next(pages, None), next(pages, None)
    if another is not None:
        raise UsageError(f"{path}: holds more than one page; use read_articles() for all of them.")
    if only is None:
        raise RecordError(str(path), "holds no page.")
    return parse(_whole(only))


def _whole(found: Found) -> Record:
    if isinstance(found, RecordError):
        raise found
    return found


def pasted(text: str, name: str | None = None) -> Found:
    """Pasted text as a record, or why it is none: it is empty or too large."""
    # A lone surrogate cannot be UTF-8; it is kept as the replacement character, as browsers do.
    return checked(Record(paired(text).encode(), name))


def parse(record: Record) -> Article:
    """`record` as an `Article`. Raises `RecordError` for bytes that are no page, or not read within `MAX_SECONDS`."""
    with within(MAX_SECONDS, record.name):
        return _parse_row(record) if record.row else _parse_page(record)


def _parse_page(record: Record) -> Article:
    source, text, url, warnings = decode(record)
    identity = source.sha256[:16]
    if source.media_type == "text/plain":
        article = read_page(source, text, identity)
    else:
        from newsarchive.parsing.html import read_html

        article = read_html(source, text, identity)
        if has_controls(article.text):  # they may be written as references
            warnings = (*warnings, CONTROLS)
    return replace(article, url=article.url or url, warnings=tuple(dict.fromkeys(warnings + article.warnings)))


def _parse_row(record: Record) -> Article:
    from newsarchive.parsing.rows import read_values, with_fields

    values = read_values(record)
    source = source_of(record, values.media_type, values.encoding)
    if values.is_html:
        from newsarchive.parsing.html import read_html

        article = read_html(source, values.text, source.sha256[:16])
    else:
        article = read_page(source, values.text, source.sha256[:16], values.fields)
    return with_fields(article, values)
