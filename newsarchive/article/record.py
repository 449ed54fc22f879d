"""The record: what a source is, what was read in it, and where each value stands.

All of it is immutable. An `Article` keeps the decoded text of its source whole; `labels` say what each character was
taken for, and laid end to end they give the text back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, Literal, NamedTuple, TypeVar, get_args
from zoneinfo import ZoneInfo

from newsarchive.display import Html, Shown
from newsarchive.text import Language

T_co = TypeVar("T_co", covariant=True)
LINE_END = re.compile(r"\r\n|\r|\n")

LabelName = Literal[
    "title", "kicker", "date", "section", "byline", "credit", "lead", "body", "heading", "caption", "quote", "box",
    "related", "comment", "chrome", "unknown", "blank",
]  # fmt: skip
Precision = Literal["day", "minute", "second"]
LABELS: tuple[str, ...] = get_args(LabelName)

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
"""The zone in which printed times are read, days begin and frames stand: UTC+7 since 1975, before that mostly UTC+8."""


def in_vietnam(at: datetime) -> datetime:
    """What a clock in Vietnam showed as `at`, which has no zone.

    A time that the clocks skipped, as in the last hour of 1959, is the one an hour beside it on the same day.
    """
    # Clocks were put forward at 23:00, and once at midnight: the fold says from which side to reckon.
    shown = at.replace(tzinfo=VIETNAM, fold=int(at.hour == 23))
    return shown.astimezone(UTC).astimezone(VIETNAM)


class Span(NamedTuple):
    """Characters ``text[start:end]`` of the decoded source."""

    start: int
    end: int


class Label(NamedTuple):
    """What the characters ``text[start:end]`` were taken for."""

    start: int
    end: int
    label: LabelName


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article's bytes came from, and how they were read.

    `path` and `member` (inside a container) say where the record was found, `url` the page's own address where it
    states one; `sha256` is the digest of the record's bytes; `encoding` is a Python codec name.
    """

    path: str | None
    member: str | None
    sha256: str
    media_type: str
    encoding: str

    def to_dict(self) -> dict[str, str | None]:
        return {name: getattr(self, name) for name in ("path", "member", "sha256", "media_type", "encoding")}


@dataclass(frozen=True, slots=True)
class Field(Generic[T_co]):
    """A value with its evidence: the spans of the source that say it and the rule that read them.

    `spans` is empty where the value does not stand in the visible text (a metadata element, or what the person who
    ingested said); `rule` then names that origin.
    """

    value: T_co
    spans: tuple[Span, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A date with the precision the page gives it. ``day`` precision stands where the day begins in its time zone."""

    at: datetime
    precision: Precision


@dataclass(frozen=True, slots=True)
class Author:
    """One person of the byline. `role` is as printed (``ghi``, ``tổng hợp``, ``ảnh``), None for the plain author."""

    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Something the article talks about, at ``text[start:end]``; `paragraph` is None in title and lead."""

    kind: Literal["place", "document", "quantity", "time", "person", "organisation", "slogan", "quotation"]
    surface: str
    key: str
    start: int
    end: int
    paragraph: int | None
    fields: Mapping[str, Any]
    rule: str
    inferred: bool = False
    ambiguous: bool = False
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Article(Shown):
    """One newspaper article as read from one source.

    `text` is the decoded source (for HTML the page's visible text); every span is an index into it. Values are NFC;
    a field that the source does not give is None. `mentions` is None until a finder has run.
    """

    id: str
    source: Source
    text: str
    labels: tuple[Label, ...]
    title: Field[str] | None = None
    lead: Field[str] | None = None
    byline: Field[str] | None = None
    authors: tuple[Author, ...] = ()
    credit: Field[str] | None = None
    dateline: Field[str] | None = None
    publisher: Field[str] | None = None
    section: Field[str] | None = None
    url: Field[str] | None = None
    language: Field[str] | None = None
    published: Field[Moment] | None = None
    updated: Field[Moment] | None = None
    paragraphs: tuple[Field[str], ...] = ()
    mentions: tuple[Mention, ...] | None = None
    warnings: tuple[str, ...] = ()

    @property
    def date(self) -> Field[Moment] | None:
        """The day an answer sorts and counts by: `published`, or `updated` where the page says only that."""
        return self.published or self.updated

    def __repr__(self) -> str:
        return f"Article({self.id}: {self.title.value if self.title else None!r}, {len(self.paragraphs)} paragraphs)"

    def line(self, span: Span) -> int:
        """The 1-based number of the source line that `span` begins on."""
        return len(LINE_END.findall(self.text, 0, span.start)) + 1

    def _html(self, language: Language) -> Html:
        from newsarchive.article.view import article_html

        return article_html(self, language)

    def to_dict(self) -> dict[str, Any]:
        """The article as JSON-ready values, in the order of the public contract; what the page does not say is None."""
        return {
            "id": self.id,
            "title": _value(self.title),
            "lead": _value(self.lead),
            "byline": _value(self.byline),
            "authors": [{"name": author.name, "role": author.role} for author in self.authors],
            "credit": _value(self.credit),
            "dateline": _value(self.dateline),
            "publisher": _value(self.publisher),
            "section": _value(self.section),
            "url": _value(self.url),
            "language": _value(self.language),
            "published": _iso(self.published),
            "published_precision": self.published.value.precision if self.published else None,
            "updated": _iso(self.updated),
            "updated_precision": self.updated.value.precision if self.updated else None,
            "paragraphs": [paragraph.value for paragraph in self.paragraphs],
            "labels": [list(label) for label in self.labels],
            "source": self.source.to_dict(),
            "mentions": None if self.mentions is None else [_mention(mention) for mention in self.mentions],
            "warnings": list(self.warnings),
        }


def _value(field: Field[str] | None) -> str | None:
    return field.value if field else None


def _iso(field: Field[Moment] | None) -> str | None:
    return field.value.at.isoformat() if field else None


def _mention(mention: Mention) -> dict[str, Any]:
    record = {name: getattr(mention, name) for name in Mention.__slots__}
    return {**record, "fields": dict(mention.fields), "candidates": list(mention.candidates)}
