"""A chart as a picture: SVG in a notebook, SVG or PNG in a file."""

from __future__ import annotations

import base64
import html
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from newsarchive.errors import StorageError, UsageError
from newsarchive.search.charts.house import renderer

if TYPE_CHECKING:
    from altair import VConcatChart

_SCALE = 2  # the pixels of a PNG for each unit of the drawing: sharp on paper and on fine screens


@dataclass(frozen=True, repr=False)
class Chart:
    """A drawing with the text that stands for it where it cannot be seen.

    In a notebook it shows itself as an SVG picture, also offline, in an export and on a dark page. What is too long to
    be drawn is cut there with an ellipsis; it is whole in `alt` and in the tooltips of `altair`.
    """

    altair: VConcatChart
    """The altair chart, to go on with: ``.properties(…)``, ``.interactive()``, ``.to_dict()``."""
    title: str
    alt: str
    """What is drawn, from where to where, and what stands out, in the chart's language."""

    @cached_property
    def svg(self) -> str:
        """The picture: SVG without scripts, links or fonts of its own; its name is `alt`. Drawn when first asked for.

        The same chart gives the same bytes.
        """
        drawn: str = renderer().vegalite_to_svg(self.altair.to_dict())
        name, title = html.escape(self.alt), html.escape(self.title)
        opening, _, content = drawn.partition(">")
        return f'{opening} role="img" aria-label="{name}"><title>{title}</title><desc>{name}</desc>{content}'

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the picture to `path`, an ``.svg`` or a ``.png`` of twice the size, and return its path.

        Raises `UsageError` for another ending, `StorageError` where the file cannot be written.
        """
        place = Path(path)
        match place.suffix.lower():
            case ".svg":
                data = self.svg.encode()
            case ".png":
                data = renderer().svg_to_png(self.svg, scale=_SCALE)
            case _:
                raise UsageError(f"{place}: a chart is saved as .svg or .png; end the name so.")
        try:
            place.write_bytes(data)
        except OSError as error:
            raise StorageError(f"{place}: cannot be written ({error.strerror}); choose another place.") from error
        return place

    def __repr__(self) -> str:
        return f"Chart({self.title!r})"

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        """The picture as HTML, which alone carries an alternative text in Jupyter, and as it is for everything else."""
        encoded = base64.b64encode(self.svg.encode()).decode()
        image = f'<img alt="{html.escape(self.alt)}" src="data:image/svg+xml;base64,{encoded}">'
        bundle = {"text/html": image, "image/svg+xml": self.svg, "text/plain": self.alt}
        return bundle, {"image/svg+xml": {"alt": self.alt}}
