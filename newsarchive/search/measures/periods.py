"""Periods of time, in Vietnam, as numbers."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from newsarchive.errors import UsageError

Period = Literal["year", "month", "week", "day"]
"""Weeks begin on Monday."""

_UNITS: dict[str, Literal["Y", "M", "D"]] = {"year": "Y", "month": "M", "day": "D"}
_DAY = 86_400_000_000  # microseconds

Numbers = npt.NDArray[np.int64]


def check_period(by: str) -> None:
    """Raises `UsageError` for what is no period."""
    if by not in get_args(Period):
        raise UsageError(f"{by}: is not a period; count by {', '.join(get_args(Period))}.")


def numbered(dates: pa.ChunkedArray, by: Period) -> Numbers:
    """The number of each date's period, counted from 1970; of a missing date, that of 1970 itself."""
    # By pandas, which takes the zone from the package tzdata; Arrow wants one of the system, which not every one has.
    clocks = dates.to_pandas().dt.tz_localize(None).to_numpy()
    local: Numbers = np.where(np.isnat(clocks), 0, clocks.astype(np.int64))
    if by == "week":
        return (local // _DAY + 3) // 7  # 1 January 1970 was a Thursday
    numbers: Numbers = local.astype("datetime64[us]").astype(f"datetime64[{_UNITS[by]}]").astype(np.int64)
    return numbers


def are_dated(dates: pa.ChunkedArray) -> npt.NDArray[np.bool_]:
    """Which dates there are."""
    there: npt.NDArray[np.bool_] = pc.is_valid(dates).to_numpy()
    return there


def first_days(numbers: Numbers, by: Period) -> npt.NDArray[np.datetime64]:
    """The first day of each period, to the microsecond, as pandas wants it."""
    days = numbers * 7 - 3 if by == "week" else numbers
    return days.astype(f"datetime64[{_UNITS.get(by, 'D')}]").astype("datetime64[us]")


def written(numbers: Numbers, by: Period) -> list[str]:
    """Each period as it is written after ``date:``."""
    first = first_days(numbers, by)
    if by != "week":
        return list(np.datetime_as_string(first, unit=_UNITS[by]).tolist())
    last = first + np.timedelta64(6, "D")
    ends = (np.datetime_as_string(each, unit="D").tolist() for each in (first, last))
    return [f"{one}..{other}" for one, other in zip(*ends, strict=True)]
