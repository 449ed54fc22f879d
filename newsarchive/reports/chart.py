"""The geometry of a bar chart: rectangles, lines and texts, in the same units for both renderers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from newsarchive.reports.document import BarChart
from newsarchive.text import format_number

WIDTH, HEIGHT, LOW = 640, 190, 74
FEW = 3
"""So many bars or fewer are drawn `LOW`: they have little to show."""

_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 8, 18, 22
_CHARACTER = 6.2  # the width of a digit at the size of the labels, in units
_BAR = 44  # no bar is wider
_ROW, _NAMES = 22, 210  # of lying bars: the height of one with its space, and the width of the names before them
_LETTERS = 32  # that fit into it


class Rect(NamedTuple):
    x: float
    y: float
    width: float
    height: float
    peak: bool


class Line(NamedTuple):
    """A horizontal hairline; the baseline is drawn darker."""

    x1: float
    x2: float
    y: float
    base: bool


class Label(NamedTuple):
    """A text whose `anchor` (its start, middle or end) stands at `x`, on the baseline `y`."""

    x: float
    y: float
    text: str
    anchor: Literal["start", "middle", "end"]
    strong: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart laid out, `WIDTH` units wide and `height` high."""

    height: int
    rects: tuple[Rect, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]


def draw(chart: BarChart) -> Drawing:
    """Lay out `chart` in a frame `WIDTH` units wide, y downwards."""
    return _lying(chart) if chart.lying else _standing(chart)


def _standing(chart: BarChart) -> Drawing:
    """Bars over time, `HEIGHT` (or `LOW`) units high, with a grid to read them by."""
    frame = HEIGHT if len(chart.bars) > FEW else LOW
    top_value = max((bar.value for bar in chart.bars), default=0)
    step = _step(top_value)
    scale = (frame - _TOP - _BOTTOM) / max(top_value, 1)
    base = frame - _BOTTOM
    slot = (WIDTH - _LEFT - _RIGHT) / max(len(chart.bars), 1)
    width = min(slot * 0.74, _BAR)
    every = _every(max((len(bar.label) for bar in chart.bars), default=1), slot)

    rects: list[Rect] = []
    labels: list[Label] = []
    for index, bar in enumerate(chart.bars):
        middle = _LEFT + slot * (index + 0.5)
        height = bar.value * scale
        peak = index == chart.peak
        if bar.value:
            rects.append(_rounded(middle - width / 2, base - height, width, height, peak))
        if peak:
            labels.append(Label(round(middle, 2), round(base - height - 5, 2), bar.shown, "middle", True))
        if index % every == 0:
            labels.append(Label(round(middle, 2), base + 15, bar.label, "middle", False))
    lines = [Line(_LEFT, WIDTH - _RIGHT, base, True)]
    for value in range(step, top_value + 1, step):
        y = round(base - value * scale, 2)
        lines.append(Line(_LEFT, WIDTH - _RIGHT, y, False))
        labels.append(Label(_LEFT - 6, round(y + 3.5, 2), format_number(value, chart.language), "end", False))
    labels.append(Label(_LEFT - 6, base + 3.5, "0", "end", False))
    return Drawing(frame, tuple(rects), tuple(lines), tuple(labels))


def _lying(chart: BarChart) -> Drawing:
    """Bars under each other; the values beside them stand for a grid."""
    top_value = max((bar.value for bar in chart.bars), default=0)
    room = max((len(bar.shown) for bar in chart.bars), default=0) * _CHARACTER + 14
    scale = (WIDTH - _NAMES - room) / max(top_value, 1)
    rects: list[Rect] = []
    labels: list[Label] = []
    for index, bar in enumerate(chart.bars):
        top = index * _ROW + 4
        length, peak = bar.value * scale, index == chart.peak
        if bar.value:
            rects.append(_rounded(_NAMES, top, length, _ROW - 8, peak))
        baseline = top + _ROW / 2
        labels.append(Label(_NAMES - 8, baseline, _short(bar.label), "end", False))
        labels.append(Label(round(_NAMES + length + 7, 2), baseline, bar.shown, "start", peak))
    return Drawing(len(chart.bars) * _ROW, tuple(rects), (), tuple(labels))


def _short(name: str) -> str:
    """A name that fits before a bar, cut between words."""
    return name if len(name) <= _LETTERS else f"{name[:_LETTERS].rsplit(' ', 1)[0]} …"


def _step(top: int) -> int:
    """The distance of the grid lines: 1, 2 or 5 times a power of ten, two to four of them under `top`."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            if top / (factor * power) < 5:
                return factor * power
        power *= 10


def _every(longest: int, slot: float) -> int:
    """Every how many bars a label fits."""
    return max(1, -int(-(longest * _CHARACTER + 10) // slot))


def _rounded(x: float, y: float, width: float, height: float, peak: bool) -> Rect:
    return Rect(round(x, 2), round(y, 2), round(width, 2), round(height, 2), peak)
