"""The dates of an HTML page: the printed line, and what metadata may add to it.

The printed line wins. Metadata gives the seconds where it agrees to the minute, all of a date that is not printed,
and a warning where it contradicts: sites write Vietnamese clocks with the offset of the server.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import pairwise

from newsarchive.article import Field, Moment, Span
from newsarchive.parsing.dates import FoundDate, read_dates
from newsarchive.parsing.html.blocks import Block
from newsarchive.parsing.html.metadata import Metadata, Stamp
from newsarchive.parsing.html.visible import lineage
from newsarchive.parsing.reading import Reading, date_line, date_rule, take_date_line
from newsarchive.parsing.stamps import read_stamp

_MAX_MIXED_LINE = 100
_NEAR = 2


@dataclass(frozen=True, slots=True)
class _Printed:
    """A date on a line; `zone` is 0 below the title, 1 above it, 2 after the body, `order` its distance there."""

    line: Block
    found: FoundDate
    moment: Moment
    zone: int
    order: int

    @property
    def kind(self) -> str:
        """Without a label it is the date of publication."""
        return self.found.label or "published"


def read_moments(
    reading: Reading, about: Metadata, head: Sequence[Block], above: Sequence[Block], after: Sequence[Block]
) -> None:
    """Read `published` and `updated` from the lines below the title, above it (nearest first) and after the body."""
    printed = [date for zone, lines in enumerate((head, above, after)) for date in _printed(lines, zone, reading)]
    if not (printed or about.published):
        printed = [date for date in _mixed(after, 2) if date.found.label]  # "Bài này được đăng vào 28 Tháng Tư, 2016"
    zone: tzinfo | None = None
    for kind, stamps in (("published", about.published), ("updated", about.updated)):
        of_kind = [date for date in printed if date.kind == kind and _is_likely(date, stamps)]
        if of_kind:
            best = min(of_kind, key=lambda d: (_distance(d.moment, stamps), d.zone, d.moment.precision == "day"))
            setattr(reading, kind, _take(best, stamps, reading))
            for other in of_kind:
                if _is_same(other.moment, best.moment):
                    other.line.label = "date"
                elif other.zone == 0:
                    reading.warnings.append(f"another date was not used: {other.line.text.strip()}")
            if any(stamp.zoned and _is_other_zone(best.moment, stamp) for stamp in stamps):
                zone = best.moment.at.tzinfo
    if reading.published is None and about.published:
        reading.published = _from_metadata(about.published[0], zone)
    if reading.updated is None and about.updated:
        updated = _from_metadata(about.updated[0], zone)
        if reading.published is None or _minute(updated.value) > _minute(reading.published.value):
            reading.updated = updated


def _printed(lines: Sequence[Block], zone: int, reading: Reading) -> Iterator[_Printed]:
    """The dates of lines that are nothing else; below the title, where there is none, of short lines that hold one."""
    found = [(order, line, date) for order, line in enumerate(lines) for date in date_line(line.parted)]
    for order, line, date in found:
        if date.moment and date.label != "clock":
            yield _Printed(line, date, date.moment, zone, order)
        elif zone == 0:
            reading.warnings += date.problems
    if not found and zone == 0:
        yield from _mixed(lines, zone)


def _mixed(lines: Sequence[Block], zone: int) -> Iterator[_Printed]:
    """The dates of short lines that say something else too: those with a label, a clock, or an element of their own."""
    for order, line in enumerate(lines):
        if len(line.text) <= _MAX_MIXED_LINE:
            for date in read_dates(line.text):
                if date.moment is None or date.label == "clock":
                    continue
                if date.label or _has_clock(date.moment) or _is_alone(line, date):
                    yield _Printed(line, date, date.moment, zone, order)


def _is_alone(line: Block, date: FoundDate) -> bool:
    """True where the date is all that its element says."""
    bounds = [*(piece.at for piece in line.pieces), len(line.text)]
    start, end = date.span
    return any(at == start and line.text[at:after].rstrip() == line.text[start:end] for at, after in pairwise(bounds))


def _stamps_of(line: Block) -> Iterator[Stamp]:
    """The dates that the elements of `line` keep for scripts, as ``<time datetime=…>`` does."""
    for element in dict.fromkeys(e for piece in line.pieces for e in lineage(piece.element, 2)):
        for name in ("datetime", "content", "title"):
            written = element.get(name)
            if written and (stamped := read_stamp(written.strip())):
                yield Stamp(stamped.moment, written, stamped.zoned, f"{element.tag} {name}")


def _is_likely(date: _Printed, stamps: Sequence[Stamp]) -> bool:
    """Above the title stands the page's own clock, after the body the dates of other articles: they need more."""
    if date.zone == 0:
        return True
    if stamps:
        return _has_clock(date.moment) and _distance(date.moment, stamps) < 2
    return _has_clock(date.moment) or bool(date.found.label) or (date.zone == 1 and date.order < _NEAR)


def _take(date: _Printed, stamps: Sequence[Stamp], reading: Reading) -> Field[Moment]:
    if date_line(date.line.parted):
        take_date_line(date.line, reading)
    date.line.label = "date"
    reading.warnings += date.found.problems
    moment = date.moment
    rule = date_rule(date.found)
    own = tuple(_stamps_of(date.line))
    agreeing = [stamp for stamp in (*stamps, *own) if _is_same(moment, stamp.moment) or _is_other_zone(moment, stamp)]
    if contrary := next((stamp for stamp in agreeing if stamp.zoned and _is_other_zone(moment, stamp)), None):
        reading.warnings.append(f"metadata gives another time zone: {contrary.element} {contrary.written}")
    elif stamps and _distance(moment, stamps):
        reading.warnings.append(f"metadata gives another date: {stamps[0].element} {stamps[0].written}")
    seconds = next((stamp.moment.at.second for stamp in agreeing if stamp.moment.at.second), 0)
    stamp = next((stamp for stamp in stamps if moment.precision == "day" and _has_clock(stamp.moment)), None)
    if stamp is not None and stamp.moment.at.astimezone(moment.at.tzinfo).date() == moment.at.date():
        moment = Moment(stamp.moment.at.astimezone(moment.at.tzinfo), stamp.moment.precision)
        rule += ", clock from metadata"
    if moment.precision == "minute" and seconds:
        moment = Moment(moment.at.replace(second=seconds), "second")
        rule += ", seconds from metadata"
    start, end = date.found.span
    return Field(moment, (Span(date.line.start + start, date.line.start + end),), rule)


def _from_metadata(stamp: Stamp, zone: tzinfo | None) -> Field[Moment]:
    """The date that `stamp` gives, in the printed time zone `zone` where the page's metadata has that wrong."""
    at = stamp.moment.at.replace(tzinfo=zone) if zone else stamp.moment.at
    return Field(Moment(at, stamp.moment.precision), (), stamp.element)


def _distance(moment: Moment, stamps: Sequence[Stamp]) -> int:
    """How far the nearest of `stamps` is: 0 at the printed minute (or day, where no clock is), 1 that day, 2 beyond."""
    if not stamps or any(_is_same(moment, s.moment) or _is_other_zone(moment, s) for s in stamps):
        return 0
    return 1 if any(stamp.moment.at.date() == moment.at.date() for stamp in stamps) else 2


def _is_same(one: Moment, other: Moment) -> bool:
    """True for the same minute, or the same day where either has no clock."""
    if _has_clock(one) and _has_clock(other):
        return _minute(one) == _minute(other)
    return one.at.date() == other.at.astimezone(one.at.tzinfo).date()


def _is_other_zone(printed: Moment, stamp: Stamp) -> bool:
    """True for the same clock with another offset."""
    there = stamp.moment.at.replace(tzinfo=printed.at.tzinfo)
    return (
        _has_clock(printed)
        and _minute(printed) == there.replace(second=0)
        and _minute(stamp.moment) != _minute(printed)
    )


def _has_clock(moment: Moment) -> bool:
    return moment.precision != "day"


def _minute(moment: Moment) -> datetime:
    return moment.at.replace(second=0, microsecond=0)
