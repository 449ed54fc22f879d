"""What the sections of a report are made of: the answer, its articles with their passages, and the recipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsarchive.article import Article
from newsarchive.reports.document import Block, Heading, Provenance, Text
from newsarchive.reports.words import word
from newsarchive.search.passages import Passage
from newsarchive.text import Language, format_number

if TYPE_CHECKING:
    from newsarchive.reports.recipe import Recipe
    from newsarchive.search import Results


class Found(NamedTuple):
    """An article, its number in the report, and its passages with a hit."""

    number: int
    article: Article
    passages: list[Passage]


@dataclass(frozen=True)
class Findings:
    """What the analyst wrote, as `blocks`, and the articles that it names although they do not match."""

    blocks: tuple[Block, ...] = ()
    cited: tuple[Found, ...] = ()


class Volume(NamedTuple):
    """Volume `number` of `of`, with the articles from number `first` to number `last`."""

    number: int
    of: int
    first: int
    last: int


@dataclass(frozen=True)
class Material:
    """One volume's material. `found` are its articles, `read_by` is the software that read the archive's pages."""

    results: Results
    recipe: Recipe
    volume: Volume
    found: Sequence[Found]
    findings: Findings
    read_by: str
    _figures: Iterator[int] = field(default_factory=lambda: count(1))
    _tables: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def language(self) -> Language:
        return self.recipe.language

    @property
    def named(self) -> tuple[Found, ...]:
        """The articles that the volume names: its own, and those that the findings bring in."""
        return (*self.found, *self.findings.cited)

    @property
    def counted_over(self) -> Provenance:
        """What every number of the report was counted over."""
        return Provenance(query=self.results.query, archive_version=self.results.archive_version)

    @property
    def rate(self) -> tuple[Literal["rate", "percent"], int]:
        """How shares are given: per 1,000 articles, or in per cent where the archive has fewer; word and factor."""
        return ("rate", 1000) if self.results.searched >= 1000 else ("percent", 100)

    def next_figure(self) -> int:
        """The number of the next figure."""
        return next(self._figures)

    def next_table(self) -> int:
        """The number of the next table."""
        return next(self._tables)

    def number(self, value: float, decimals: int = 0) -> str:
        return format_number(value, self.language, decimals)

    def heading(self, section: str) -> Heading:
        """The heading of a section, which is also where the contents lead."""
        return Heading(1, (Text(word(section, self.language)),), anchor=section)
