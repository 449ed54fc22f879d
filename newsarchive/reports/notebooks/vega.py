"""Charts of altair, Vega-Lite and Vega as pictures, drawn here by vl-convert: no script, and no network."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from newsarchive.errors import UsageError
from newsarchive.reports.document import Block, Image, Note, Paragraph, Text
from newsarchive.reports.fragments import picture
from newsarchive.reports.words import word
from newsarchive.search.charts import house
from newsarchive.text import Language

_KIND = re.compile(r"application/vnd\.(vega|vegalite)\.v\d+(?:\.\d+)*\+json")
_EMBEDDED = re.compile(r"(?:\}\)\(|spec = )(?=\{)")  # altair's HTML calls a function with the chart, or names it first
_LARGEST = 400_000  # bytes of SVG, some 2,000 marks
_ANSWERS = {"params", "selection", "signals", "tooltip"}  # where one of these stands, the chart answers to the reader


def chart(data: Mapping[str, Any], number: int, language: Language) -> list[Block]:
    """The chart in a bundle of forms that code cell `number` put out; none where there is no chart in it.

    A chart that answers to its reader, or whose data stand elsewhere, has a line that says so.
    """
    found = _specification(data)
    if not found:
        return []
    kind, said = found
    try:
        drawn = _drawn(kind, said)
    except UsageError:  # vl-convert is not there, so the chart cannot be either
        drawn = None
    except ValueError:  # no chart, or one that asks for something from the network
        drawn = None
    if not drawn:
        address = next(_addresses(said), None)
        what = f"{kind}: {address}" if address else kind
        return [Note((Text(word("hidden_chart", language, kind=what)),))]
    shown = replace(drawn, alt=_alternative(said) or word("chart_made", language, cell=number))
    if kind == "vega" or not _answers(said):
        return [shown]
    return [shown, Paragraph((Text(word("still_chart", language)),), small=True)]


def _drawn(kind: str, said: dict[str, Any]) -> Image | None:
    """The chart as SVG, or as PNG where it has so many marks that drawing them one by one would burden its readers."""
    draw = house.renderer()
    asked: dict[str, Any] = {"allowed_base_urls": []}
    if kind == "vegalite":
        asked["config"] = {"font": house.DESK}  # where the chart says none; the PDF has the first of them
    svg = getattr(draw, f"{kind}_to_svg")(said, **asked).encode("utf-8")
    if len(svg) <= _LARGEST:
        return picture(svg, "image/svg+xml", "")
    return picture(getattr(draw, f"{kind}_to_png")(said, scale=2, **asked), "image/png", "")


def _specification(data: Mapping[str, Any]) -> tuple[str, dict[str, Any]] | None:
    for name, value in data.items():
        if (match := _KIND.fullmatch(name)) and isinstance(value, dict):
            return match[1], value
    markup = data.get("text/html", "")
    text = "".join(markup) if isinstance(markup, list) else str(markup)
    if "vegaEmbed" not in text:
        return None
    for match in _EMBEDDED.finditer(text):
        try:
            said, _ = json.JSONDecoder().raw_decode(text, match.end())
        except ValueError:
            continue
        return kind_of(said), said
    return None


def kind_of(said: Mapping[str, Any]) -> str:
    """``vega`` or ``vegalite``, by the schema that a chart names."""
    return "vega" if "/vega/" in str(said.get("$schema")) else "vegalite"


def _alternative(said: Mapping[str, Any]) -> str:
    """What the chart says of itself: its description, or its title."""
    title = said.get("title")
    if isinstance(title, Mapping):
        title = title.get("text")
    words = said.get("description") or title or ""
    return " ".join((" ".join(map(str, words)) if isinstance(words, list) else str(words)).split())


def _answers(said: Any) -> bool:
    """True where the chart, or one inside it, answers to its reader."""
    if isinstance(said, dict):
        return any((key in _ANSWERS and value) or (key not in _DATA and _answers(value)) for key, value in said.items())
    return isinstance(said, list) and any(map(_answers, said))


_DATA = {"data", "datasets", "config"}


def _addresses(said: Any) -> Any:
    """The addresses that the chart takes data from."""
    if isinstance(said, dict):
        if isinstance(said.get("url"), str):
            yield said["url"]
        for value in said.values():
            yield from _addresses(value)
    elif isinstance(said, list):
        for value in said:
            yield from _addresses(value)
