"""The sections of a report by name; each is made of its material alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from newsarchive.reports.document import Block
from newsarchive.reports.material import Material
from newsarchive.reports.sections.articles import articles, full, quotes
from newsarchive.reports.sections.concordance import concordance
from newsarchive.reports.sections.facets import facets
from newsarchive.reports.sections.front import findings, method, summary
from newsarchive.reports.sections.sources import bibliography, evidence
from newsarchive.reports.sections.timeline import time

_MAKERS: dict[str, Callable[[Material], Iterator[Block]]] = {
    "summary": summary,
    "method": method,
    "time": time,
    "facets": facets,
    "findings": findings,
    "quotes": quotes,
    "concordance": concordance,
    "articles": articles,
    "full": full,
    "bibliography": bibliography,
    "evidence": evidence,
}
_OF_ARTICLES = ("time", "facets", "quotes", "concordance", "articles", "full")
_OF_NAMED = ("bibliography", "evidence")


def blocks(material: Material) -> Iterator[Block]:
    """The sections that the recipe names, in its order; those that have nothing to tell are left out."""
    for name in material.recipe.sections:
        if (name in _OF_ARTICLES and not material.found) or (name in _OF_NAMED and not material.named):
            continue
        yield from _MAKERS[name](material)
