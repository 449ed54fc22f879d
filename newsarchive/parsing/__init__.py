"""Bytes to `Article`: text page copies and saved HTML pages, each value with the place it was read from."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from newsarchive.article import Article
from newsarchive.errors import UsageError
from newsarchive.parsing.pages import read_page
from newsarchive.parsing.rules import explain
from newsarchive.parsing.sources import Record, check, decode, find_files, load

__all__ = ["Record", "explain", "find_files", "load", "parse", "pasted", "read", "uploaded"]


def read(file: str | os.PathLike[str] | None = None, *, text: str | None = None) -> Article:
    """One page, from a file or pasted as `text`, as an `Article`; no archive is needed.

    Raises `UsageError` where the file does not exist and `RecordError` where it is not a page.
    """
    if (file is None) == (text is None):
        raise UsageError("Give read() either a file or text=…, and not both.")
    if file is not None:
        path = Path(file).expanduser()
        if path.is_dir():
            raise UsageError(f"{path}: is a folder; read one file, or use read_articles() for all of them.")
        if not path.exists():
            raise UsageError(f"{path}: there is no such file; check the spelling.")
        return parse(load(path))
    assert text is not None
    return parse(pasted(text))


def pasted(text: str, name: str | None = None) -> Record:
    """Pasted text as a record. Raises `RecordError` where it is empty or too large."""
    # A lone surrogate cannot be UTF-8; it is kept as the replacement character, as browsers do.
    return check(Record(text.encode("utf-8", errors="replace"), name))


def uploaded(data: bytes, name: str) -> Record:
    """One file handed over as bytes. Raises `RecordError` where it is empty or over `sources.MAX_RECORD`."""
    return check(Record(data, name))


def parse(record: Record) -> Article:
    """`record` as an `Article`. Raises `RecordError` for bytes that are neither text nor HTML."""
    source, text, warnings = decode(record)
    identity = source.sha256[:16]
    if source.media_type == "text/html":
        from newsarchive.parsing.html import read_html

        article = read_html(source, text, identity)
    else:
        article = read_page(source, text, identity)
    return replace(article, warnings=warnings + article.warnings)
