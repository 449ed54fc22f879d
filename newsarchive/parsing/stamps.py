"""Dates as machines write them, in metadata and in the columns of tables: ISO 8601 in the shapes that sites give it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

from newsarchive.article import VIETNAM, Moment, Precision, in_vietnam
from newsarchive.parsing.dates import read_dates

_ISO = re.compile(
    r"""(?P<y>\d{4})[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})
        (?:[T\s]+(?P<hh>\d{1,2}):(?P<mm>\d{2})(?::(?P<ss>\d{2})(?:[.,]\d+)?)?(?:\s*(?P<half>AM|PM))?)?
        \s*(?P<zone>Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?""",
    re.VERBOSE | re.IGNORECASE,
)
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?P<hh>)(?P<mm>)(?P<ss>)(?P<half>)(?P<zone>)")
_MONTH_FIRST = re.compile(
    r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})\s+(?P<hh>\d{1,2}):(?P<mm>\d{2})(?::(?P<ss>\d{2}))?\s*(?P<half>AM|PM)"
    r"(?P<zone>)",
    re.IGNORECASE,
)


class Stamped(NamedTuple):
    """A date as read, and whether it states an offset (else Vietnamese time is meant)."""

    moment: Moment
    zoned: bool


def read_stamp(value: str, day_first: bool = False) -> Stamped | None:
    """The date that `value` writes, or None.

    ISO 8601, also with ``+0700``, a space before the offset or no ``T``; month first where AM or PM follows, which
    only American software writes; else as papers print it, day first. With `day_first` that is so with AM and PM too.
    """
    match = _ISO.fullmatch(value) or _COMPACT.fullmatch(value) or (not day_first and _MONTH_FIRST.fullmatch(value))
    if not match:
        found = [date.moment for date in read_dates(value) if date.moment]
        return Stamped(found[0], found[0].at.tzinfo != VIETNAM) if len(found) == 1 else None
    month, day = int(match["m"]), int(match["d"])
    if match.re is _MONTH_FIRST and month > 12:
        month, day = day, month
    hour, minute, second = (int(match[part] or 0) for part in ("hh", "mm", "ss"))
    half = (match["half"] or "").upper()
    if half == "PM" and hour < 12:
        hour += 12
    elif half == "AM" and hour == 12:
        hour = 0
    precision: Precision = "second" if match["ss"] else "minute" if match["hh"] else "day"
    try:
        at = datetime(int(match["y"]), month, day, hour, minute, second)
        zone = _offset(match["zone"]) if match["zone"] else None
    except ValueError:
        return None
    if at.year < 1900:
        return None
    return Stamped(Moment(at.replace(tzinfo=zone) if zone else in_vietnam(at), precision), bool(zone))


def _offset(zone: str) -> timezone:
    if zone[0] not in "+-":
        return UTC
    digits = zone[1:].replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    return timezone((-1 if zone[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes))
