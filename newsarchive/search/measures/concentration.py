"""Concentration: how far an answer comes from a few papers, sections or writers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsarchive.search.measures.facets import Facet, facets
from newsarchive.search.statistics import hhi, hhi_norm, wilson_interval
from newsarchive.search.tables import Concentration

if TYPE_CHECKING:
    from newsarchive.search.results import Results


def concentration(results: Results, by: Facet = "publisher") -> Concentration:
    """The shares of each value of `by` in the matches that say it; see `Results.concentration`."""
    counted = facets(results, by)
    said = counted[counted["value"].notna()].reset_index(drop=True)
    articles, of = said["articles"].to_numpy(), int(said["articles"].sum())
    low, high = wilson_interval(articles, of)
    frame = Concentration(
        {
            "value": said["value"],
            "articles": said["articles"],
            "share": articles / of if of else articles.astype("float64"),
            "low": low,
            "high": high,
            "cumulative": (articles.cumsum() / of) if of else articles.astype("float64"),
            "question": said["question"],
        }
    )
    frame.attrs = {
        "by": by,
        "articles": of,
        "missing": results.total - of,
        "hhi": float(hhi(articles)),
        "hhi_norm": float(hhi_norm(articles)),
        "source": results.source_lines(),
    }
    return frame
