"""newsarchive: archives of Vietnamese newspaper pages, read, searched, measured and reported with their evidence.

import newsarchive as na

article = na.read("page.txt")          # one page as an Article
frame = na.read_articles("seeds/")     # pages as a DataFrame, without an archive
archive = na.open("archive")           # an archive folder, made where there is none
archive.search(na.q.phrase("học tập") & na.q.date("2012"))   # or a question as typed: 'học date:2012'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsarchive.archive import Archive, open, verify
    from newsarchive.article import Article, Author, Field, Label, Mention, Moment, Source, Span
    from newsarchive.errors import NewsArchiveError, QueryError, UsageError, WorkError
    from newsarchive.parsing import read
    from newsarchive.reports import Recipe
    from newsarchive.search import q
    from newsarchive.store import read_articles

# Loaded when first used: `import newsarchive` stays quick, and reading a page never loads the store.
_HOMES = {
    "newsarchive.archive": ("Archive", "open", "verify"),
    "newsarchive.article": ("Article", "Author", "Field", "Label", "Mention", "Moment", "Source", "Span"),
    "newsarchive.errors": ("NewsArchiveError", "QueryError", "UsageError", "WorkError"),
    "newsarchive.parsing": ("read",),
    "newsarchive.reports": ("Recipe",),
    "newsarchive.search": ("q",),
    "newsarchive.store": ("read_articles",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Archive",
    "Article",
    "Author",
    "Field",
    "Label",
    "Mention",
    "Moment",
    "NewsArchiveError",
    "QueryError",
    "Recipe",
    "Source",
    "Span",
    "UsageError",
    "WorkError",
    "open",
    "q",
    "read",
    "read_articles",
    "verify",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'newsarchive' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
