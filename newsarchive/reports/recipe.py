"""What a report is asked to be: its question, its sections in order, and what people wrote into it.

A recipe and an archive at one version make one report, to the byte. A kept recipe is a TOML file in the archive's
folder ``reports/``, which may be written by hand; asked again, it reports on what the archive holds then.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from newsarchive.errors import StorageError, UsageError
from newsarchive.reports.escape import file_stem
from newsarchive.reports.files import write
from newsarchive.reports.words import word
from newsarchive.search.measures import FACETS
from newsarchive.search.ranges import parse_days
from newsarchive.search.ranking import Sort
from newsarchive.text import LANGUAGES, Language, format_day, format_month, nfc, paired

if TYPE_CHECKING:
    from newsarchive.search import Results
    from newsarchive.search.made import Told
    from newsarchive.store import Snapshot, Store

Section = Literal[
    "summary",
    "method",
    "time",
    "facets",
    "findings",
    "quotes",
    "concordance",
    "articles",
    "full",
    "bibliography",
    "evidence",
]
SECTIONS: tuple[str, ...] = get_args(Section)
_ASKED_FOR = ("quotes", "concordance", "full")

KEPT = "reports"
"""The folder of an archive in which recipes are kept."""

_LISTS = ("sections", "facets")


def usual(*more: str) -> tuple[str, ...]:
    """The sections of a report for which none are named, and `more` of them (quotes, concordance, full), in order."""
    return tuple(name for name in SECTIONS if name not in _ASKED_FOR or name in more)


@dataclass(frozen=True)
class Recipe:
    """All that is asked of a report but the archive.

    `question` is in the query language; `period`, as ``date:`` takes it, narrows it, and another may be given each
    time. `sections`, in their order, are of `SECTIONS`, and `facets` are what that section counts by. `findings` is
    Markdown, see `newsarchive.reports.findings`; ``{{period}}`` in the title is the period in words. `date` is the
    printed date, by default that of the archive version. `rights` replaces the line on whose the articles are. Raises
    `UsageError` for a title without a letter and for whatever is not known.
    """

    title: str
    question: str
    period: str | None = None
    order: Sort = "relevance"
    language: Language = "vi"
    author: str | None = None
    organisation: str | None = None
    date: Date | None = None
    sections: tuple[str, ...] = usual()
    facets: tuple[str, ...] = ("publisher",)
    findings: str = ""
    rights: str | None = None

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if each.name in _LISTS:
                if not isinstance(value, Sequence) or isinstance(value, str):
                    raise UsageError(f"{each.name}: is not a list; write {each.name} = {list(_default(each.name))}.")
                object.__setattr__(self, each.name, tuple(dict.fromkeys(value)))
            elif isinstance(value, str):
                text = nfc(paired(value)).replace("\r\n", "\n")
                object.__setattr__(self, each.name, text if each.name == "findings" else " ".join(text.split()))
            elif each.name != "date" and value is not None:
                raise UsageError(f"{each.name}: is {value!r} and not a text; write it between quotation marks.")
        if not self.title:
            raise UsageError("The report has no title; give it one, such as the question in plain words.")
        if self.language not in LANGUAGES:
            raise UsageError(f"{self.language}: is not a language of reports; choose {' or '.join(LANGUAGES)}.")
        if self.order not in get_args(Sort):
            raise UsageError(f"{self.order}: is not an order; choose {', '.join(get_args(Sort))}.")
        if self.date is not None and type(self.date) is not Date:
            raise UsageError(f"date: {self.date!r} is not a day; write date = 2024-07-04.")
        for names, known, what in ((self.sections, SECTIONS, "a section"), (self.facets, FACETS, "a facet")):
            if unknown := [name for name in names if name not in known]:
                raise UsageError(f"{unknown[0]}: is not {what} of a report; choose from {', '.join(known)}.")
        if not self.sections:
            raise UsageError(f"The report has no sections; choose from {', '.join(SECTIONS)}.")
        if self.period:
            parse_days(self.period)
        elif "{{period}}" in self.title:
            raise UsageError("The title speaks of {{period}} and the report has none; give one, such as 2012-07.")

    @property
    def heading(self) -> str:
        """The title with the period in it."""
        return self.title.replace("{{period}}", period_in_words(self.period, self.language) if self.period else "")

    def to_dict(self) -> dict[str, Any]:
        """What differs from a recipe that says no more than title and question, as JSON and TOML have it."""
        said = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}
        return {name: value for name, value in said.items() if name in ("title", "question") or value != _default(name)}

    @classmethod
    def from_dict(cls, said: Mapping[str, Any]) -> Recipe:
        """The recipe that `to_dict` wrote, or a person. Raises `UsageError`."""
        known = [each.name for each in fields(cls)]
        if unknown := [name for name in said if name not in known]:
            raise UsageError(f"{unknown[0]}: is nothing that a report can be told; it knows {', '.join(known)}.")
        for name in ("title", "question"):
            if not isinstance(said.get(name), str):
                raise UsageError(f"{name}: is missing; write {name} = '…'.")
        day = said.get("date")
        return cls(**{**said, "date": _day(day) if isinstance(day, str) else day})

    def with_(self, said: Mapping[str, Any]) -> Recipe:
        """The same but for what is `said`, such as another period. Raises `UsageError`."""
        return Recipe.from_dict({**self.to_dict(), **said})


def period_in_words(period: str, language: Language) -> str:
    """``2012-07`` as ``tháng 7/2012`` or ``July 2012``; two days with a word between them."""
    first, last = parse_days(period)
    if not (first and last):
        ends = {"first": first and format_day(first, language), "last": last and format_day(last, language)}
        return word("period_from" if first else "period_to", language, **ends)
    if first == last:
        return format_day(first, language)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        years = f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
        return word("period_year", language, year=years)
    if first.day == 1 and parse_days(f"{first:%Y-%m}") == (first, last):
        return word("period_month", language, month=format_month(first, language))
    return word("period_days", language, first=format_day(first, language), last=format_day(last, language))


def ask(recipe: Recipe, store: Store, snapshot: Snapshot | None = None, told: Told | None = None) -> Results:
    """The answer that the report of `recipe` is on, from what `store` holds now, or held at a `snapshot`.

    `told` is what tags, collections and notes stood for then.
    """
    from newsarchive.search import search

    first, last = parse_days(recipe.period) if recipe.period else (None, None)
    return search(store, recipe.question, since=first, until=last, sort=recipe.order, snapshot=snapshot, told=told)


def read_findings(path: Path) -> str:
    """The Markdown in a file. Raises `UsageError`."""
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as a text in UTF-8 ({error}); name a Markdown file.") from error


def keep(recipe: Recipe, folder: Path, name: str) -> Path:
    """Keep `recipe` in the archive's `folder` as ``reports/<name>.toml``, in the place of an earlier one; the file."""
    import tomli_w

    text = tomli_w.dumps(recipe.to_dict(), multiline_strings=True)
    return write(folder / KEPT / f"{file_stem(name, 'report')}.toml", text.encode("utf-8"))


def kept(folder: Path) -> dict[str, Path]:
    """The files of the recipes kept in the archive's `folder`, by name."""
    return {path.stem: path for path in sorted((folder / KEPT).glob("*.toml"))}


def read_kept(folder: Path, name: str) -> Recipe:
    """The kept recipe `name`, or that in the TOML file of that name. Raises `UsageError` where there is none."""
    path = Path(name) if name.endswith(".toml") else kept(folder).get(name)
    if path is None or not path.is_file():
        there = ", ".join(kept(folder)) or "none yet; --keep NAME keeps one"
        raise UsageError(f"{name}: is no report kept in {folder}; there are: {there}.")
    try:
        return Recipe.from_dict(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise StorageError(f"{path}: cannot be read ({error.strerror}).") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: is not TOML ({error}); mend that place.") from error
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error


def _day(text: str) -> Date:
    """A day as JSON has it."""
    try:
        return Date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"date: {text} is not a day; write 2024-07-04.") from error


def _default(name: str) -> Any:
    default = next(each.default for each in fields(Recipe) if each.name == name)
    return list(default) if isinstance(default, tuple) else default
