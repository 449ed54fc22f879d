"""Questions to the archive, and answers that say what was counted over what."""

from newsarchive.search.engine import search
from newsarchive.search.passages import Passage, Snippet
from newsarchive.search.query import Question, parse_query
from newsarchive.search.results import Hit, Results

__all__ = ["Hit", "Passage", "Question", "Results", "Snippet", "parse_query", "search"]
