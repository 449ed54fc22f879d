"""An answer: the question, what it was asked of, the exact total, and the rows when they are wanted."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, get_args
from urllib.parse import quote

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from newsarchive.article import Article
from newsarchive.display import Html, Shown
from newsarchive.errors import UsageError, whole_number
from newsarchive.search import matching, ranking, suggest, tally
from newsarchive.search.answer import Answer, Beside
from newsarchive.search.concordance import LINES, Arrangement, Unit, lines
from newsarchive.search.made import Told
from newsarchive.search.occurrences import forms
from newsarchive.search.passages import Passage, passages
from newsarchive.search.query import Leaf, Near, Phrase, Question, parse_query
from newsarchive.search.ranking import Sort
from newsarchive.search.snippets import Located, Snippet, locate, marks, snippet
from newsarchive.search.suggest import Suggestion
from newsarchive.search.wording import source_lines
from newsarchive.store import Snapshot, scans
from newsarchive.store.frames import to_frame
from newsarchive.store.snapshot import UNDATED
from newsarchive.store.table import moments
from newsarchive.text import Language

if TYPE_CHECKING:
    import pandas as pd

    from newsarchive.search.measures import Facet, Part, Period, Window
    from newsarchive.search.tables import (
        Collocations,
        Comparison,
        Concentration,
        Concordance,
        Dispersion,
        Facets,
        Keyness,
        Ngrams,
        Timeline,
    )

_SHOWN = ("id", "title", "lead", "paragraphs", "published", "updated", "publisher", "byline", "provenance")

_NEAR = 500  # hits from the first, up to which they alone are put in order; beyond, all are, once


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


@dataclass(frozen=True, repr=False, eq=False)
class Results(Shown):
    """The immutable answer to `question`, asked of `snapshot`, in the order `sort`.

    `copies` are the numbers of the articles that a question without reprints leaves out.
    """

    question: Question
    snapshot: Snapshot
    answer: Answer
    sort: Sort
    copies: npt.NDArray[np.int64]

    # -- what was asked of what ---------------------------------------------------------------------------------------

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
    def annotations_revision(self) -> int | None:
        """The revision of the tags, collections and notes, where the question asks for them; else None."""
        return self.answer.beside.made.revision if self.question.asks_people else None

    @property
    def told(self) -> Told | None:
        """What the tags, collections and notes asked for stood for, here and in questions asked from this answer."""
        return self.answer.beside.made.told

    @property
    def archive_date(self) -> datetime.date:
        """The day the newest batch of that version was taken in."""
        return self.snapshot.date

    @property
    def link(self) -> str:
        """A link that `search` answers the same at any later time: ``newsarchive:?q=…&v=12``."""
        order = "" if self.sort == "relevance" else f"&sort={self.sort}"
        return f"newsarchive:?q={quote(self.query, safe='')}&v={self.archive_version}{order}"

    @property
    def total(self) -> int:
        """The exact number of matching articles."""
        return self.answer.total

    @property
    def searched(self) -> int:
        """The number of articles in the archive that the question was asked of."""
        return self.snapshot.size - len(self.copies)

    @property
    def withdrawn(self) -> int:
        """The number of articles that were withdrawn from the archive, and so were not searched."""
        return self.snapshot.withdrawn

    @property
    def withdrawn_since(self) -> int:
        """How many of those were searched at this version, of which an earlier answer may therefore have had more."""
        return self.snapshot.withdrawn_since

    @property
    def superseded(self) -> int:
        """The number of earlier states of pages, of which the latest one was searched."""
        return self.snapshot.superseded

    @property
    def undated(self) -> int:
        """Matching articles whose page gives no date."""
        return int(np.count_nonzero(self.snapshot.moments("date")[self.answer.numbers] == UNDATED))

    @property
    def complete(self) -> bool:
        """Always true: no answer leaves out a match."""
        return True

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The parts of the question that can be seen in a text, each once."""
        return tuple(dict.fromkeys(self.question.leaves))

    def describe(self, language: Language = "vi") -> str:
        """The question in words."""
        return self.question.describe(language)

    def ask(self, query: str) -> Results:
        """The answer to another question, asked of the same articles. Raises `QueryError`."""
        return respond(parse_query(query), self.snapshot, self.answer.beside, self.sort)

    def suggestions(self) -> list[Suggestion]:
        """Where nothing was found: the nearest questions that do find something, best first, at most 5."""
        return suggest.suggestions(self.answer)

    def explain(self) -> pd.DataFrame:
        """How the answer was found, one row a part of the question.

        Columns: ``part`` (string); ``forms`` (Int64), how many different words of the archive its words stand for;
        ``looked`` (Int64), the places of the index that were looked at; ``articles`` (int64) that meet it, current or
        not but in the last row; ``milliseconds`` (float64).
        """
        import pandas as pd

        steps, segments = self.answer.steps, self.snapshot.index.segments
        known = [forms(segments, part) if isinstance(part, Phrase | Near) else None for part, *_ in steps]
        return pd.DataFrame(
            {
                "part": pd.Series([str(part or "all of it") for part, *_ in steps], dtype="string"),
                "forms": pd.Series(known, dtype="Int64"),
                "looked": pd.Series([step.looked for step in steps], dtype="Int64"),
                "articles": pd.Series([step.articles for step in steps], dtype="int64"),
                "milliseconds": pd.Series([step.milliseconds for step in steps], dtype="float64"),
            }
        )

    # -- the matches --------------------------------------------------------------------------------------------------

    @cached_property
    def ranked(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        """The numbers of all matching articles in order, and their scores."""
        return ranking.order(self.answer, self.scores, self.sort)

    @cached_property
    def scores(self) -> npt.NDArray[np.float64]:
        """The score of each match, in the order of their numbers; see `ranking.scores`."""
        return ranking.scores(self.answer)

    @property
    def ids(self) -> list[str]:
        """The ids of all matches, in order."""
        ids: list[str] = self.snapshot.column("id").take(pa.array(self.ranked[0])).to_pylist()
        return ids

    def hits(self, limit: int = 50, offset: int = 0) -> list[Hit]:
        """One page of matches, with marked title and snippet."""
        whole_number("limit", limit, 0)
        whole_number("offset", offset, 0)
        far = offset + limit > _NEAR
        first = self.ranked if far else ranking.order(self.answer, self.scores, self.sort, offset + limit)
        numbers, scores = (each[offset : offset + limit].tolist() for each in first)
        rows = self.snapshot.take(numbers, _SHOWN).to_pylist()
        located = locate(self.snapshot.index, numbers, self.leaves)
        return [_hit(row, score, located[number]) for number, row, score in zip(numbers, rows, scores, strict=True)]

    def articles(self, limit: int | None = None, offset: int = 0) -> Iterator[Article]:
        """All matching articles, in order, or a page of them, fetched as they are asked for."""
        return self.snapshot.articles(self._numbers(limit, offset))

    def passages(self, article: Article) -> list[Passage]:
        """Every sentence of `article` with a hit."""
        return list(passages(article, self.leaves))

    def marks(self, text: str, field: str = "body") -> list[tuple[int, int]]:
        """The ranges of `text`, the value of `field`, that match the question."""
        return matching.marks(matching.find(self.leaves, text, field))

    def frame(self, columns: Iterable[str] | None = None) -> pd.DataFrame:
        """All matches, one row each, in order; the columns are those of ``archive.articles()``, or `columns` of them.

        Raises `UsageError` for a column that there is not.
        """
        return to_frame(self.arrow(columns).read_all())

    def frames(
        self, columns: Iterable[str] | None = None, limit: int | None = None, offset: int = 0
    ) -> Iterator[pd.DataFrame]:
        """What `frame` gives, or a page of it, some thousand rows at a time: for answers larger than memory.

        There is one frame at least, which may be empty.
        """
        reader = self.arrow(columns, limit, offset)
        some = False
        for batch in reader:
            some = True
            yield to_frame(pa.Table.from_batches([batch]))
        if not some:
            yield to_frame(reader.schema.empty_table())

    def arrow(
        self, columns: Iterable[str] | None = None, limit: int | None = None, offset: int = 0
    ) -> pa.RecordBatchReader:
        """What `frame` gives, or a page of it, as a stream of Arrow batches, for DuckDB, Polars and others."""
        names = scans.known(columns)
        batches = scans.rows_at(self.snapshot, self._numbers(limit, offset), names)
        return pa.RecordBatchReader.from_batches(scans.schema(names), batches)

    def _numbers(self, limit: int | None, offset: int) -> list[int]:
        """The numbers of the matches in order: all, or `limit` of them after the first `offset`."""
        last = None if limit is None else offset + limit
        numbers: list[int] = self.ranked[0][offset:last].tolist()
        return numbers

    # -- counts and measures: what they need is loaded with the first of them, for a search alone does without ---------

    @cached_property
    def searched_mask(self) -> npt.NDArray[np.bool_]:
        """Which articles of the archive, by number, the question was asked of."""
        mask = self.snapshot.current.copy()
        mask[self.copies] = False
        return mask

    @cached_property
    def occurrences(self) -> int:
        """How often the question's words occur in title, lead and body of the matches: the lines of a concordance."""
        return sum(len(each.positions) for each in tally.seen(self.answer))

    def concordance(self, context: int = 60, *, unit: Unit = "characters", sort: Arrangement = "text") -> Concordance:
        """Every occurrence of the question's words (KWIC): not one an article, but each.

        Columns: ``id, title, date, where`` (title, lead or paragraph), ``paragraph, left, node, right`` (up to
        `context` characters or syllables of the same paragraph) and ``start, end``, the node's place in the source.
        Words of several parts of the question, and the two sides of a NEAR, are occurrences of their own; the very same
        words are one. The lines stand in the order of the matches and then of the text, or by what is to the ``left``
        (the nearest word first), the ``node``, what is to the ``right``, in Vietnamese order, or by ``date``.
        ``html()`` of the frame sets them under each other.
        """
        from newsarchive.search.tables import Concordance

        check("unit", unit, Unit)
        check("sort", sort, Arrangement)
        whole_number("context", context, 0)
        found = lines(self.articles(), self.leaves, context, unit, sort)
        frame = Concordance(to_frame(pa.Table.from_pylist([line._asdict() for line in found], LINES)))
        for name in ("paragraph", "start", "end"):
            frame[name] = frame[name].astype("Int64")
        frame.attrs = {"source": self.source_lines()}
        return frame

    def timeline(self, by: Period = "year") -> Timeline:
        """The matches by period, over what the archive has of the same period; ``plot()`` draws it.

        Every period from the first with a match to the last has a row. Where the archive has no article at all, the
        counts are missing; where none of its articles matches, they are 0. Columns: ``period`` (its first day);
        ``articles`` (Int64) of ``of`` articles; ``rate`` per 1,000 articles, from ``low`` to ``high`` (Float64,
        Wilson's interval of 95 %); ``occurrences`` (Int64) in ``syllables`` of title, lead and body; ``per_million``
        syllables, from ``per_million_low`` to ``per_million_high`` (Garwood's interval, which takes occurrences for
        independent); ``question``, which finds the articles of the row. ``attrs``: ``by``, ``undated`` (matches without
        a date), and ``source``, which says what was counted over what.
        """
        from newsarchive.search import measures

        return measures.timeline(self, by)

    def facets(self, field: Facet) -> Facets:
        """How many matches have each value of `field`, the most frequent first; ``plot()`` draws it.

        `field` is ``publisher``, ``section``, ``byline``, ``credit``, ``language``, ``year`` or ``month``. Columns:
        ``value`` (missing where the page does not say); ``articles`` of ``of`` articles of the archive with that value
        (int64); ``rate`` per 1,000 of these, from ``low`` to ``high`` (Wilson's interval of 95 %); ``question``, which
        finds the articles of the row.
        """
        from newsarchive.search import measures

        return measures.facets(self, field)

    def keyness(self, against: Results | None = None, *, at_least: int = 5) -> Keyness:
        """The words that the matches have more often, or less, than a reference; ``plot()`` draws the strongest.

        The reference is the rest of the archive, or the articles of `against` that do not match here. Columns, a row
        for each word (exact key) of title, lead and body with at least `at_least` occurrences in both together:
        ``word``; ``frequency`` and ``reference_frequency``; both ``per_million`` syllables; the ``articles`` of both
        with the word; ``g2``, the log-likelihood G² (Rayson and Garside 2000), with its ``p``; ``percent_diff``, %DIFF
        (Gabrielatos and Marchi 2012); ``log_ratio`` (Hardie 2014), above 0 where the word is more frequent here;
        ``question``. The highest G² comes first. ``attrs`` name the reference and the sizes of both, and count the
        rarer words left out.
        """
        from newsarchive.search import measures

        return measures.keyness(self, None if against is None else _answer(against), at_least)

    def collocations(self, window: Window = 5, *, at_least: int = 3) -> Collocations:
        """The words that stand near the question's words: up to `window` syllables before or after, or in the sentence.

        A place is counted once, also where two windows share it; windows end with the paragraph. Columns, a row for
        each word with at least `at_least` occurrences there: ``word``; ``together``, how often in a window;
        ``frequency``, how often in the corpus; the ``articles`` in which they are together; ``expected``, how often
        they would be by chance; ``log_dice`` (Rychlý 2008); ``mi`` (Church and Hanks 1990); ``t`` (Church et al. 1991);
        ``g2``; ``question``, missing where the query language has none for it. The corpus is the articles that the
        question's filters choose: ``attrs["corpus"]``, of ``attrs["syllables"]``.
        """
        from newsarchive.search import measures

        return measures.collocations(self, window, at_least)

    def dispersion(self, by: Part = "publisher") -> Dispersion:
        """How evenly the occurrences are spread over the parts of the archive: its papers, years, or ``article``.

        ``attrs`` have ``dp`` (Gries 2008), 0 where each part has as many as its size lets expect and near 1 where one
        small part has all, and ``dp_norm`` (Lijffijt and Gries 2012); ``parts``, and how many have none. Columns, a row
        for each part with an occurrence: ``part``, ``occurrences``, ``syllables``; ``share`` of the occurrences and
        ``expected_share``; ``per_million``, from ``low`` to ``high``; ``question``. The parts are of the corpus of
        `collocations`.
        """
        from newsarchive.search import measures

        return measures.dispersion(self, by)

    def ngrams(self, n: int = 2, *, at_least: int = 2) -> Ngrams:
        """The runs of `n` syllables (1 to 8) in title, lead and body of the matches, the most frequent first.

        They do not cross punctuation. Columns: ``ngram`` (exact keys), ``occurrences``, ``articles``, ``per_million``
        syllables, and ``question``: the phrase, which finds it across punctuation as well. Those with fewer than
        `at_least` occurrences are left out, and counted in ``attrs["rarer_ngrams"]``.
        """
        from newsarchive.search import measures

        return measures.ngrams(self, n, at_least)

    def compare(self, other: Results) -> Comparison:
        """This answer and another of the same articles side by side, a row each: first, second, both, either, only one.

        Columns: ``what``; ``articles`` of ``of``; ``rate`` per 1,000, from ``low`` to ``high`` (Wilson's interval of 95
        %, of each row by itself); ``question``.
        """
        from newsarchive.search import measures

        return measures.compare(self, _answer(other))

    def concentration(self, by: Facet = "publisher") -> Concentration:
        """How far the matches come from a few papers, or whatever `by` names.

        Columns, of the matches that say it: ``value``, ``articles``, ``share``, from ``low`` to ``high``,
        ``cumulative`` share, ``question``. ``attrs``: ``hhi``, the Herfindahl-Hirschman index, from 1 / number of
        values to 1, and ``hhi_norm``, from 0 to 1; ``articles`` that say it and ``missing`` ones.
        """
        from newsarchive.search import measures

        return measures.concentration(self, by)

    def source_lines(self, reference: tuple[str, int] | None = None) -> dict[Language, str]:
        """What was counted over what, in a line for each language; `reference` is a question and its articles."""
        return source_lines(self, reference)

    def to_dict(self, limit: int = 50, offset: int = 0) -> dict[str, Any]:
        """The JSON of ``search --json``."""
        hits = self.hits(limit, offset)
        return {
            "query": self.query,
            "archive_version": self.archive_version,
            **({} if self.annotations_revision is None else {"annotations_revision": self.annotations_revision}),
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

    def _html(self, language: Language) -> Html:
        from newsarchive.search.listing import results_html

        return results_html(self, language)


def respond(question: Question, snapshot: Snapshot, beside: Beside, sort: Sort) -> Results:
    """The answer to `question`, asked of `snapshot` and what is known `beside` it."""
    answer = Answer(snapshot, question, beside)
    return Results(question, snapshot, answer, sort, np.array([], np.int64) if question.reprints else beside.copies())


def _hit(row: dict[str, Any], score: float, located: Located) -> Hit:
    texts = row["paragraphs"] if row["lead"] is None else [row["lead"], *row["paragraphs"]]
    best = (snippet(texts[located.piece], located.words, located.shown),) if texts else ()
    dates = {name: at.isoformat() if at else None for name, at in moments(row).items()}
    return Hit(
        id=row["id"],
        title=row["title"],
        publisher=row["publisher"],
        byline=row["byline"],
        published=dates["published"],
        updated=dates["updated"],
        score=score,
        snippets=best,
        title_marks=tuple(marks(row["title"] or "", located.title)),
    )


def _answer(value: Results) -> Results:
    """`value`, if it is an answer. Raises `UsageError` for anything else, such as a question."""
    if not isinstance(value, Results):
        raise UsageError(f"{value!r}: is no answer; give what archive.search found.")
    return value


def check(name: str, value: str, choices: Any) -> None:
    """Raises `UsageError` for a `value` that is none of the literal `choices`."""
    if value not in get_args(choices):
        raise UsageError(f"{name}={value!r}: is not known; choose {', '.join(get_args(choices))}.")
