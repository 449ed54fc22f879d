"""Frames of counts that show themselves, and of which some can be drawn.

They are pandas DataFrames in everything else, but that ``plot`` of some gives this package's own chart; pandas'
plotting is ``pd.DataFrame(frame).plot``. Rows that are chosen from them, sorted or copied, are still of their kind and
keep ``attrs``, of which ``attrs["source"]`` says in each language what was counted over what.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import pandas as pd

from newsarchive.display import Html, Shown
from newsarchive.errors import UsageError
from newsarchive.search import charts
from newsarchive.search.counts import counts_html
from newsarchive.search.kwic import NEEDED, concordance_html
from newsarchive.text import Language

_Drawn = Callable[..., charts.Chart]


class Counts(Shown, pd.DataFrame):
    """A measure: a notebook shows it with what was counted over what, its main columns, and the names of the others.

    Of some columns that were chosen all are shown, and what is no longer rows of the measure as pandas shows it.
    """

    _named: ClassVar[str]
    _beside: ClassVar[tuple[str, ...]] = ()
    """Columns that a whole frame only names."""

    @property
    def _constructor(self) -> type[Counts]:
        return type(self)

    def _html(self, language: Language) -> Html:
        return counts_html(self, self._named, self._beside, language)


class Timeline(Counts):
    """Counts by period: ``period``, ``articles``, ``of``, ``rate``, ``low`` and ``high``, as `plot_timeline` has them.

    ``attrs``: ``by``, ``undated`` and ``source``.
    """

    _named = "timeline"
    _beside = ("low", "high", "syllables", "per_million_low", "per_million_high", "question")

    def plot(self, language: Language = "vi", title: str | None = None) -> charts.Chart:  # type: ignore[override]
        """The rate over time; see `plot_timeline`. Raises `UsageError` for a selection that cannot be drawn."""
        return _plot(self, charts.plot_timeline, language, title, ("by", "undated"))


class Keyness(Counts):
    """Words against a reference: ``word``, ``g2``, ``log_ratio``, ``frequency`` and ``reference_frequency``.

    ``attrs``: ``source``.
    """

    _named = "keyness"
    _beside = (
        *("per_million", "reference_per_million", "articles", "reference_articles"),
        *("p", "percent_diff", "question"),
    )

    def plot(self, language: Language = "vi", title: str | None = None) -> charts.Chart:  # type: ignore[override]
        """The words that stand out; see `plot_keyness`. Raises `UsageError` for a selection that cannot be drawn."""
        return _plot(self, charts.plot_keyness, language, title)


class Facets(Counts):
    """Articles by value: ``value`` (missing where the page does not say), ``articles`` and, where it has it, ``of``.

    ``attrs``: ``source``.
    """

    _named = "facets"
    _beside = ("low", "high", "question")

    def plot(self, language: Language = "vi", title: str | None = None) -> charts.Chart:  # type: ignore[override]
        """The most frequent values; see `plot_facets`. Raises `UsageError` for a selection that cannot be drawn."""
        return _plot(self, charts.plot_facets, language, title)


class Collocations(Counts):
    """Words that stand near those asked for, as `Results.collocations` has them."""

    _named = "collocations"
    _beside = ("articles", "expected", "question")


class Dispersion(Counts):
    """Occurrences by part of the archive, as `Results.dispersion` has them."""

    _named = "dispersion"
    _beside = ("low", "high", "question")


class Ngrams(Counts):
    """Runs of syllables, as `Results.ngrams` has them."""

    _named = "ngrams"
    _beside = ("question",)


class Comparison(Counts):
    """Two answers side by side, as `Results.compare` has them."""

    _named = "comparison"
    _beside = ("low", "high")


class Concentration(Counts):
    """The shares of values, as `Results.concentration` has them."""

    _named = "concentration"
    _beside = ("low", "high", "question")


class Concordance(Counts):
    """Occurrences in context, as `Results.concordance` has them; a notebook shows them set under each other."""

    _named = "concordance"

    def html(self, language: Language = "vi") -> str:
        """All lines as one table, aligned on the node: HTML that stands by itself, without script.

        Raises `UsageError` for a selection without ``left``, ``node``, ``right`` and ``id``.
        """
        return concordance_html(self, language, whole=True)

    def _html(self, language: Language) -> Html:
        return concordance_html(self, language) if {*NEEDED} <= {*self.columns} else super()._html(language)


def _plot(
    frame: pd.DataFrame, drawn: _Drawn, language: Language, title: str | None, needed: tuple[str, ...] = ()
) -> charts.Chart:
    if missing := [name for name in (*needed, "source") if name not in frame.attrs]:
        raise UsageError(
            f"This frame no longer says what it counts (attrs lacks {', '.join(missing)}), as where two answers were "
            "joined; plot each by itself."
        )
    # An unknown language has no source, and the chart says which languages there are.
    return drawn(frame, language, source=frame.attrs["source"].get(language, ""), title=title)
