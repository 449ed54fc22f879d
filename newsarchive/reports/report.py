"""A report: an answer as a document that can be handed over and checked line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from newsarchive.errors import UsageError, whole_number
from newsarchive.progress import Progress, progress_bar
from newsarchive.reports import findings, sections
from newsarchive.reports.document import Document
from newsarchive.reports.escape import file_stem
from newsarchive.reports.evidence import attachments
from newsarchive.reports.files import write
from newsarchive.reports.material import Findings, Found, Material, Volume
from newsarchive.reports.recipe import Recipe
from newsarchive.reports.words import word
from newsarchive.text import format_day, format_number

if TYPE_CHECKING:
    from newsarchive.search import Results

Format = Literal["html", "pdf"]
FORMATS: tuple[str, ...] = get_args(Format)
VOLUME = 1_000
"""The most articles of one PDF: setting so many whole ones takes some 2 GB of memory."""


@dataclass(frozen=True)
class Report:
    """A report on `results`, as `recipe` asks for it; HTML and PDF are made when they are wanted.

    `read_by` is the software that read the archive's pages; `step` is told of each article that is put in, and the
    share of its document.
    """

    recipe: Recipe
    results: Results
    read_by: str
    step: Progress | None = None

    @property
    def volumes(self) -> int:
        """The number of PDFs: more than one where more than `VOLUME` articles match. HTML is always one file."""
        return max(1, -(-self.results.total // VOLUME))

    @cached_property
    def document(self) -> Document:
        """What the report says, whole."""
        return self._document(Volume(1, 1, 1, self.results.total))

    def volume(self, number: int) -> Document:
        """One volume: the front matter over all matches, and the articles, sources and evidence of its part of them."""
        whole_number("volume", number, 1, self.volumes)
        if self.volumes == 1:
            return self.document
        first = (number - 1) * VOLUME + 1
        return self._document(Volume(number, self.volumes, first, min(number * VOLUME, self.results.total)))

    def html(self) -> str:
        """The report as one HTML file."""
        from newsarchive.reports.html import render

        return render(self.document)

    def pdf(self, volume: int = 1) -> bytes:
        """A volume, and so mostly the whole report, as PDF/A-3a and PDF/UA-1."""
        from newsarchive.reports.typst import render

        return render(self.volume(volume))

    def save(
        self, folder: str | Path, formats: Sequence[str] = FORMATS, *, progress: bool | Progress = True
    ) -> list[Path]:
        """Write the report into `folder`, each format after the other; the files, in that order.

        They are named after the title, and volumes by their number. A file of that name is replaced, whole. Longer work
        shows its progress on stderr, unless `progress` is false, or a function that is told instead. Raises
        `UsageError` for another format, `StorageError` where the folder cannot be written; nothing half-written is
        left, and what was written before that stays.
        """
        if unknown := [name for name in formats if name not in FORMATS]:
            raise UsageError(f"{unknown[0]}: is not a report format; choose {' or '.join(FORMATS)}.")
        stem = file_stem(self.recipe.heading, "report")
        written: list[Path] = []
        with progress_bar(progress, "articles") as step:

            def told(done: int, share: float) -> None:
                if step:
                    step(done, (len(written) + share) / len(files))

            telling = replace(self, step=told)
            files = [file for form in dict.fromkeys(formats) for file in telling._files(form)]
            for ending, make in files:
                told(0, 0.0)
                written.append(write(Path(folder) / f"{stem}{ending}", make()))
        return written

    def _files(self, form: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
        """The files of a format: what their names end in, and how each is made."""
        if form == "html":
            yield ".html", lambda: self.html().encode("utf-8")
            return
        for number in range(1, self.volumes + 1):
            part = f"-{number}-of-{self.volumes}" if self.volumes > 1 else ""
            yield f"{part}.pdf", partial(self.pdf, number)

    @cached_property
    def _findings(self) -> Findings:
        return findings.read(self.recipe, self.results)

    def _document(self, volume: Volume) -> Document:
        recipe, results, language = self.recipe, self.results, self.recipe.language
        page = results.articles(volume.last - volume.first + 1, volume.first - 1)
        found = []
        for number, article in enumerate(page, volume.first):
            found.append(Found(number, article, results.passages(article)))
            if self.step:
                self.step(number, len(found) / (volume.last - volume.first + 1))
        material = Material(results, recipe, volume, found, self._findings, self.read_by)
        day = recipe.date or results.archive_date
        running = word("running", language, name=results.archive_name, version=results.archive_version)
        part = {name: format_number(value, language) for name, value in volume._asdict().items()}
        who = (recipe.author, recipe.organisation, format_day(day, language), running)
        return Document(
            title=recipe.heading,
            language=language,
            day=day,
            kind=word("kind_volume" if volume.of > 1 else "kind", language, **part),
            byline=" · ".join(filter(None, who)),
            running=running if volume.of == 1 else f"{running} · {word('volume', language, **part)}",
            nodes=tuple(sections.blocks(material)),
            author=recipe.author or recipe.organisation,
            attachments=attachments(material),
            foot=word("foot", language),
        )

    def __repr__(self) -> str:
        return f"Report({self.recipe.heading!r}, {self.results!r})"


def build(results: Results, *, title: str, **said: Any) -> Report:
    """A report on `results`, with what else a `Recipe` may say: language, author, sections, findings and so on.

    Raises `UsageError` for whatever of it a `Recipe` refuses.
    """
    recipe = Recipe.from_dict({"title": title, "question": results.query, "order": results.sort, **said})
    return Report(recipe, results, results.snapshot.read_by)
