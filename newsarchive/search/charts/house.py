"""The house style of charts: colours, fonts, number formats, and the frame with title, notes and source.

The colours are those of reports. Blue and ochre differ in lightness as well as in hue, so they stay apart in greyscale
and for every kind of colour blindness; the paper is painted, so a chart reads the same on a dark page.
"""

from __future__ import annotations

import textwrap
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsarchive.errors import UsageError
from newsarchive.text import LANGUAGES, Language, visible

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

PAPER, INK, SOFT, LINE = "#fffefc", "#1d2126", "#59626c", "#dcd7cc"
ACCENT, DATA, COUNTER, PALE = "#9c2a1b", "#3b6a94", "#b98200", "#9aa3ab"
DESK = "'Be Vietnam Pro', 'Noto Sans', system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
PRESS = "'Noto Serif', 'Source Serif 4', Georgia, 'Times New Roman', serif"
"""Sans for what the software says, serif for what a newspaper said."""

NUMBER = ",.6~r"
"""The format of an axis: grouped digits, without needless noughts and never as a power of ten."""

WIDTH = 620
"""The width of the plane of every chart, in units (pixels of the screen)."""

_FONTS = ("fontpkg_be_vietnam_pro", "fontpkg_noto_serif")
_HEADING, _LINE = 68, 112  # characters on a line of a title, and of what is set small
_SOURCE, _END = 320, 160  # characters of a source, and of its end, which has the counts
_NUMBERS: dict[Language, dict[str, Any]] = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["$", ""]},
}
_MONTHS = "January February March April May June July August September October November December".split()
_TIMES: dict[Language, dict[str, Any]] = {
    "vi": {
        "dateTime": "%H:%M:%S %-d/%-m/%Y",
        "date": "%-d/%-m/%Y",
        "time": "%H:%M:%S",
        "periods": ["SA", "CH"],
        "days": ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"],
        "shortDays": ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
        "months": [f"tháng {month}" for month in range(1, 13)],
        "shortMonths": [f"Th{month}" for month in range(1, 13)],
    },
    "en": {
        "dateTime": "%-d %B %Y %H:%M:%S",
        "date": "%-d %B %Y",
        "time": "%H:%M:%S",
        "periods": ["AM", "PM"],
        "days": "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(),
        "shortDays": "Sun Mon Tue Wed Thu Fri Sat".split(),
        "months": _MONTHS,
        "shortMonths": [month[:3] for month in _MONTHS],
    },
}


def altair() -> Any:
    """The module altair, loaded when a chart is asked for. Raises `UsageError` where it is not installed."""
    return _lab("altair")


@cache
def renderer() -> Any:
    """The module vl_convert, with the fonts of this package. Raises `UsageError` where it is not installed."""
    module = _lab("vl_convert")
    for name in _FONTS:
        spec = find_spec(name)
        for folder in (spec and spec.submodule_search_locations) or ():
            module.register_font_directory(str(Path(folder) / "files"))
    return module


def _lab(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise UsageError(
            "Charts need altair and vl-convert, which are not installed; install newsarchive with its extra [lab]: "
            'pip install "newsarchive[lab]".'
        ) from error


def check(frame: pd.DataFrame, columns: tuple[str, ...], language: Language) -> None:
    """Raise `UsageError` where `frame` lacks one of `columns` or has no row, or `language` is none of ours."""
    if language not in LANGUAGES:
        raise UsageError(f"{language}: is not a language of charts; choose {' or '.join(LANGUAGES)}.")
    if missing := [name for name in columns if name not in frame.columns]:
        raise UsageError(f"This selection has no column {', '.join(missing)}, which the chart needs; select rows only.")
    if frame.empty:
        raise UsageError("There is nothing to draw: the frame has no row.")


def one_line(text: str) -> str:
    """`text` from an article, safe to be drawn: on one line, with what cannot be printed written out."""
    return " ".join(visible(text).split())


def framed(plane: alt.LayerChart, title: str, notes: list[str], source: str, language: Language) -> alt.VConcatChart:
    """`plane` in the house style, below its title and `notes` and above its source."""
    alt = altair()
    below = alt.TitleParams(
        textwrap.wrap(_shortened(source), _LINE),
        orient="bottom",
        anchor="start",
        offset=14,
        fontSize=11,
        fontWeight="normal",
        color=SOFT,
        lineHeight=17,
    )
    above = alt.TitleParams(
        textwrap.wrap(title, _HEADING, max_lines=2, placeholder=" …"),
        subtitle=textwrap.wrap(" ".join(notes), _LINE),
        anchor="start",
    )
    whole = alt.vconcat(plane.properties(title=below)).properties(title=above)
    return whole.configure(**_config(language))  # type: ignore[no-any-return]


def _shortened(source: str) -> str:
    """`source` without the middle of a long question."""
    return source if len(source) <= _SOURCE else f"{source[: _SOURCE - _END]} … {source[-_END:]}"


def _config(language: Language) -> dict[str, Any]:
    label = {"labelFont": DESK, "labelFontSize": 11, "labelColor": SOFT}
    heading = {"titleFont": DESK, "titleFontSize": 11, "titleFontWeight": "normal", "titleColor": SOFT}
    return {
        "background": PAPER,
        "padding": 16,
        "font": DESK,
        "aria": False,  # the picture has one name, its alternative text; the name of each mark would add nothing
        "locale": {"number": _NUMBERS[language], "time": _TIMES[language]},
        "view": {"stroke": None},
        "axis": {
            **label,
            **heading,
            "titlePadding": 10,
            "labelPadding": 6,
            "ticks": False,
            "domainColor": INK,
            "gridColor": LINE,
            "gridWidth": 0.7,
        },
        "title": {
            "font": DESK,
            "fontSize": 16,
            "fontWeight": 600,
            "color": INK,
            "lineHeight": 25,
            "offset": 16,
            "subtitleFont": DESK,
            "subtitleFontSize": 11.5,
            "subtitleColor": SOFT,
            "subtitleLineHeight": 18,
            "subtitlePadding": 6,
            "aria": False,
        },
        "text": {"font": DESK, "fontSize": 11.5, "color": INK},
    }
