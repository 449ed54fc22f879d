"""Bytes to `Article`: text page copies and saved HTML pages, each value with the place it was read from."""

from __future__ import annotations

import os
from pathlib import Path

from newsarchive.article import Article
from newsarchive.errors import RecordError, UsageError
from newsarchive.parsing.pages import read_page
from newsarchive.parsing.rules import explain
from newsarchive.parsing.sources import Record, decode, find_files, load

__all__ = ["Record", "explain", "find_files", "load", "parse", "read"]


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
    """Pasted text as a record. Raises `RecordError` where there is none."""
    if not text.strip():
        raise RecordError(name or "text", "is empty; paste the page again.")
    # A lone surrogate cannot be UTF-8; it is kept as the replacement character, as browsers do.
    return Record(text.encode("utf-8", errors="replace"), name)


def parse(record: Record) -> Article:
    """`record` as an `Article`. Raises `RecordError` for bytes that are neither text nor HTML."""
    source, text, warnings = decode(record)
    identity = source.sha256[:16]
    if source.media_type == "text/html":
        from newsarchive.parsing.html import read_html

        article = read_html(source, text, identity)
    else:
        article = read_page(source, text, identity)
    if not warnings:
        return article
    from dataclasses import replace

    return replace(article, warnings=warnings + article.warnings)
