"""Frames of counts that can be drawn.

They are pandas DataFrames in everything, but that ``plot`` gives this package's own chart; pandas' plotting is
``pd.DataFrame(frame).plot``. Rows that are chosen from them, sorted or copied, are still of their kind and keep
``attrs``, of which ``attrs["source"]`` says in each language what was counted over what.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from newsarchive.errors import UsageError
from newsarchive.search import charts
from newsarchive.search.kwic import SHOWN, concordance_html
from newsarchive.text import Language

_Drawn = Callable[..., charts.Chart]


class Timeline(pd.DataFrame):
    """Counts by period: ``period``, ``articles``, ``of``, ``rate``, ``low`` and ``high``, as `plot_timeline` has them.

    ``attrs``: ``by``, ``undated`` and ``source``.
    """

    @property
    def _constructor(self) -> type[Timeline]:
        return Timeline

    def plot(self, language: Language = "vi", title: str | None = None) -> charts.Chart:  # type: ignore[override]
        """The rate over time; see `plot_timeline`. Raises `UsageError` for a selection that cannot be drawn."""
        return _plot(self, charts.plot_timeline, language, title, ("by", "undated"))


class Keyness(pd.DataFrame):
    """Words against a reference: ``word``, ``g2``, ``log_ratio``, ``frequency`` and ``reference_frequency``.

    ``attrs``: ``source``.
    """

    @property
    def _constructor(self) -> type[Keyness]:
        return Keyness

    def plot(self, language: Language = "vi", title: str | None = None) -> charts.Chart:  # type: ignore[override]
        """The words that stand out; see `plot_keyness`. Raises `UsageError` for a selection that cannot be drawn."""
        return _plot(self, charts.plot_keyness, language, title)


class Facets(pd.DataFrame):
    """Articles by value: ``value`` (missing where the page does not say), ``articles`` and, where it has it, ``of``.

    ``attrs``: ``source``.
    """

    @property
    def _constructor(self) -> type[Facets]:
        return Facets

    def plot(self, language: Language = "vi", title: str | None = None) -> charts.Chart:  # type: ignore[override]
        """The most frequent values; see `plot_facets`. Raises `UsageError` for a selection that cannot be drawn."""
        return _plot(self, charts.plot_facets, language, title)


class Concordance(pd.DataFrame):
    """Occurrences in context, as `Results.concordance` has them; a notebook shows them set under each other."""

    @property
    def _constructor(self) -> type[Concordance]:
        return Concordance

    def html(self, language: Language = "vi") -> str:
        """All lines as one table, aligned on the node: HTML that stands by itself, without script or style sheet.

        Raises `UsageError` for a selection without ``left``, ``node``, ``right`` and ``id``.
        """
        return concordance_html(self, language)

    def _repr_html_(self) -> str:
        try:
            return concordance_html(self, "vi", SHOWN)
        except UsageError:  # some columns only: a frame like others
            return str(pd.DataFrame(self).to_html(max_rows=pd.get_option("display.max_rows")))


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
