"""Counts over all matches: by time, and by what the articles say of themselves."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import pyarrow as pa

from newsarchive.text import collation_key

Period = Literal["year", "month", "week", "day"]
_FREQUENCY = {"year": "YS", "month": "MS", "week": "W-MON", "day": "D"}
_PERIOD = {"year": "Y", "month": "M", "week": "W-SUN", "day": "D"}


def timeline(matches: pa.Table, archive: pa.Table, by: Period) -> pd.DataFrame:
    """Articles by period, in Vietnamese time.

    Columns: ``period`` (its first day), ``articles``, and ``of``, the archive's articles of the same period. Every
    period from the first to the last with a match has a row, also where it is 0. Undated matches are in
    ``attrs["undated"]``.
    """
    found, everything = _starts(matches["date"], by), _starts(archive["date"], by)
    counts = found.value_counts()
    periods = (
        pd.date_range(found.min(), found.max(), freq=_FREQUENCY[by], unit="us") if len(found) else pd.DatetimeIndex([])
    )
    frame = pd.DataFrame(
        {
            "period": periods.astype("datetime64[us]"),
            "articles": counts.reindex(periods, fill_value=0).to_numpy(dtype="int64"),
            "of": everything.value_counts().reindex(periods, fill_value=0).to_numpy(dtype="int64"),
        }
    )
    frame.attrs = {"by": by, "undated": matches["date"].null_count}
    return frame


def _starts(dates: pa.ChunkedArray, by: Period) -> pd.Series:
    """The first day of each date's period; weeks begin on Monday."""
    local = dates.drop_null().to_pandas().dt.tz_localize(None)
    starts: pd.Series = local.dt.to_period(_PERIOD[by]).dt.start_time.astype("datetime64[us]")
    return starts


def facets(values: pa.ChunkedArray) -> pd.DataFrame:
    """How many of the matches have each value: ``value`` (missing where the page does not say) and ``articles``.

    The most frequent first; equally frequent ones in Vietnamese order.
    """
    rows = [(row["values"], row["counts"]) for row in values.value_counts().to_pylist()]
    rows.sort(key=lambda row: (-row[1], row[0] is None, collation_key(row[0] or ""), row[0] or ""))
    return pd.DataFrame(
        {
            "value": pd.Series([value for value, _ in rows], dtype="string"),
            "articles": pd.Series([count for _, count in rows], dtype="int64"),
        }
    )
