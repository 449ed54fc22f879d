"""Measures of an answer: each frame names its denominators, and each row the question that gives the articles behind
it."""

from newsarchive.search.measures.collocations import Window, collocations
from newsarchive.search.measures.comparison import compare
from newsarchive.search.measures.concentration import concentration
from newsarchive.search.measures.dispersion import Part, dispersion
from newsarchive.search.measures.facets import FACETS, Facet, by_value, facets
from newsarchive.search.measures.keyness import keyness
from newsarchive.search.measures.ngrams import ngrams
from newsarchive.search.measures.periods import Period
from newsarchive.search.measures.timelines import by_period, timeline

__all__ = [
    "FACETS",
    "Facet",
    "Part",
    "Period",
    "Window",
    "by_period",
    "by_value",
    "collocations",
    "compare",
    "concentration",
    "dispersion",
    "facets",
    "keyness",
    "ngrams",
    "timeline",
]
