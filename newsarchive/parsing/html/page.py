"""A page while it is read: what its parts hand to each other."""

from __future__ import annotations

from dataclasses import dataclass

from newsarchive.parsing.chrome import marker
from newsarchive.parsing.html.blocks import Block
from newsarchive.parsing.html.metadata import Metadata
from newsarchive.parsing.reading import Reading

_BELOW = 12


@dataclass(slots=True)
class Page:
    """The lines, what the page says about itself, and the numbers of the title's last line and of the body's lines."""

    lines: list[Block]
    about: Metadata
    reading: Reading
    title: int = -1
    body: tuple[int, ...] = ()

    @property
    def head(self) -> list[Block]:
        """The lines between the title and the body, where date, byline and lead stand."""
        return self.lines[self.title + 1 : self.body[0]]

    @property
    def foot(self) -> list[Block]:
        """The last lines of the body, what stands between these, and some after, up to a heading of other things."""
        foot = self.lines[self.body[-3:][0] : self.body[-1] + 1]
        for line in self.lines[self.body[-1] + 1 :][:_BELOW]:
            if marker(line.text) is not None:
                break
            foot.append(line)
        return foot
