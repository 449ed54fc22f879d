"""Questions to the archive, and answers that say what was counted over what."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from newsarchive.search import q
from newsarchive.search.query import Node, Question, parse_query

if TYPE_CHECKING:
    from newsarchive.search.engine import search
    from newsarchive.search.passages import Passage
    from newsarchive.search.results import Hit, Results
    from newsarchive.search.snippets import Snippet
    from newsarchive.search.suggest import Suggestion

# Loaded when first used: a question can be read and built without the store.
_HOME = {
    "Hit": "newsarchive.search.results",
    "Passage": "newsarchive.search.passages",
    "Results": "newsarchive.search.results",
    "Snippet": "newsarchive.search.snippets",
    "Suggestion": "newsarchive.search.suggest",
    "search": "newsarchive.search.engine",
}

__all__ = ["Hit", "Node", "Passage", "Question", "Results", "Snippet", "Suggestion", "parse_query", "q", "search"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'newsarchive.search' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
