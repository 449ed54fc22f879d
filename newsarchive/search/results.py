"""An answer: the question, what it was asked of, the exact total, and the rows when they are wanted."""

from __future__ import annotations

import datetime
import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

import pyarrow as pa
import pyarrow.compute as pc

from newsarchive.article import Article
from newsarchive.errors import UsageError
from newsarchive.search import counts, matching
from newsarchive.search.passages import CONCORDANCE, Passage, Snippet, occurrences, passages, snippet
from newsarchive.search.query import Question
from newsarchive.store import Snapshot, scans
from newsarchive.store.frames import to_frame
from newsarchive.text import Language

if TYPE_CHECKING:
    import pandas as pd

Sort = Literal["relevance", "newest", "oldest"]
Facet = Literal["publisher", "section", "byline", "language", "year"]


class Hit(NamedTuple):
    """One matching article as a list shows it. Times are ISO 8601; `score` is BM25, 0 where no word was asked for."""

    id: str
    title: str | None
    published: str | None
    updated: str | None
    publisher: str | None
    byline: str | None
    score: float
    snippets: tuple[Snippet, ...]
    title_marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, repr=False)
class Results:
    """The immutable answer to `question`, asked of `snapshot`; `matches` holds all matching ids in order, with where
    each row stands in the snapshot's table (``_rowid``). `copies` are the ids that a question without reprints leaves
    out.
    """

    question: Question
    snapshot: Snapshot
    matches: pa.Table
    sort: Sort
    copies: pa.Array

    @property
    def query(self) -> str:
        """The question as typed, with the filters given beside it."""
        return self.question.text

    @property
    def archive_name(self) -> str:
        return self.snapshot.name

    @property
    def archive_version(self) -> int:
        return self.snapshot.version

    @property
    def archive_date(self) -> datetime.date:
        """The day the newest batch of that version was taken in."""
        return self.snapshot.date

    @property
    def total(self) -> int:
        """The exact number of matching articles."""
        return int(self.matches.num_rows)

    @property
    def searched(self) -> int:
        """The number of articles in the archive that the question was asked of."""
        return self.snapshot.size - len(self.copies)

    @property
    def withdrawn(self) -> int:
        """The number of articles that were withdrawn from the archive, and so were not searched."""
        return self.snapshot.withdrawn

    @property
    def superseded(self) -> int:
        """The number of earlier states of pages, of which the latest one was searched."""
        return self.snapshot.superseded

    @property
    def undated(self) -> int:
        """Matching articles whose page gives no date."""
        return int(self.matches["date"].null_count)

    @property
    def complete(self) -> bool:
        """Always true: no answer leaves out a match."""
        return True

    @property
    def ids(self) -> list[str]:
        """The ids of all matches, in order."""
        return list(self.matches["id"].to_pylist())

    def describe(self, language: Language = "vi") -> str:
        """The question in words."""
        return self.question.describe(language)

    def hits(self, limit: int = 50, offset: int = 0) -> list[Hit]:
        """One page of matches, with marked title and snippet."""
        if limit < 0 or offset < 0:
            raise UsageError("limit and offset cannot be negative; count from 0.")
        page = self.matches.slice(offset, min(limit, self.total))
        phrases = self.question.phrases
        hits = []
        for article, score in zip(
            self.snapshot.articles(page["id"].to_pylist()), page["score"].to_pylist(), strict=True
        ):
            best = snippet(article, phrases)
            title = article.title.value if article.title else None
            record = article.to_dict()
            shown = {name: record[name] for name in ("id", "title", "published", "updated", "publisher", "byline")}
            snippets = (best,) if best else ()
            hits.append(
                Hit(**shown, score=round(score, 4), snippets=snippets, title_marks=tuple(self.marks(title or "")))
            )
        return hits

    def articles(self) -> Iterator[Article]:
        """All matching articles, in order, fetched as they are asked for."""
        return self.snapshot.articles(self.ids)

    def passages(self, article: Article) -> list[Passage]:
        """Every sentence of `article` with a hit."""
        return list(passages(article, self.question.phrases))

    def marks(self, text: str) -> list[tuple[int, int]]:
        """The ranges of `text` that match the question's words."""
        return matching.marks(matching.find(self.question.phrases, text))

    def frame(self, columns: Iterable[str] | None = None) -> pd.DataFrame:
        """All matches, one row each, in order; the columns are those of ``archive.articles()``, or `columns` of them.

        Raises `UsageError` for a column that there is not.
        """
        names = scans.known(columns)
        batches = scans.rows_at(self.snapshot, self.matches["_rowid"], names)
        return to_frame(pa.Table.from_batches(batches, scans.schema(names)))

    def concordance(self, context: int = 60) -> pd.DataFrame:
        """Every occurrence of the question's words (KWIC), in the order of the matches and then of the text.

        Columns: ``id, title, date, where`` (title, lead or paragraph), ``paragraph, left, node, right`` (up to
        `context` characters of the same paragraph) and ``start, end``, the node's place in the source.
        """
        if context < 0:
            raise UsageError("context cannot be negative; give a number of characters.")
        phrases = self.question.phrases
        found = [line._asdict() for article in self.articles() for line in occurrences(article, phrases, context)]
        frame = to_frame(pa.Table.from_pylist(found, schema=CONCORDANCE))
        frame["paragraph"] = frame["paragraph"].astype("Int64")
        return frame

    def timeline(self, by: counts.Period = "year") -> pd.DataFrame:
        """Matches by period, beside the archive's articles of the same period; see `counts.timeline`."""
        if by not in get_args(counts.Period):
            raise UsageError(f"{by}: is not a period; count by {', '.join(get_args(counts.Period))}.")
        return counts.timeline(self.matches, without(self.snapshot.table(["id", "date"]), self.copies), by)

    def facets(self, field: Facet) -> pd.DataFrame:
        """How many matches have each value of `field`; see `counts.facets`."""
        if field not in get_args(Facet):
            raise UsageError(f"{field}: cannot be counted; choose one of {', '.join(get_args(Facet))}.")
        if field == "year":
            return counts.facets(pc.strftime(self.matches["date"], format="%Y"))
        return counts.facets(self.matches[field])

    def to_dict(self, limit: int = 50, offset: int = 0) -> dict[str, Any]:
        """The JSON of ``search --json``."""
        hits = self.hits(limit, offset)
        return {
            "query": self.query,
            "archive_version": self.archive_version,
            "total": self.total,
            "shown": len(hits),
            "offset": offset,
            "complete": self.complete,
            "hits": [
                {
                    **{
                        name: getattr(hit, name)
                        for name in ("id", "title", "published", "updated", "publisher", "score")
                    },
                    "snippets": [{"text": s.text, "marks": [list(mark) for mark in s.marks]} for s in hit.snippets],
                }
                for hit in hits
            ],
        }

    def __repr__(self) -> str:
        return f"Results({self.query!r}: {self.total:,} of {self.searched:,} articles, version {self.archive_version})"

    def _repr_html_(self) -> str:
        rows = "".join(f"<li>{_marked(hit.title or '–', hit.title_marks)}</li>" for hit in self.hits(10))
        more = f"<p>… {self.total - 10:,} more</p>" if self.total > 10 else ""
        return (
            f"<p><b>{self.total:,}</b> of {self.searched:,} articles match <code>{html.escape(self.query)}</code>; "
            f"archive version {self.archive_version}.</p><ol>{rows}</ol>{more}"
        )


def without(articles: pa.Table, ids: pa.Array) -> pa.Table:
    """`articles` but for those of `ids`."""
    return articles.filter(pc.invert(pc.is_in(articles["id"], value_set=ids))) if len(ids) else articles


def _marked(text: str, ranges: tuple[tuple[int, int], ...]) -> str:
    pieces, at = [], 0
    for start, end in ranges:
        pieces += [html.escape(text[at:start]), "<mark>", html.escape(text[start:end]), "</mark>"]
        at = end
    return "".join([*pieces, html.escape(text[at:])])
