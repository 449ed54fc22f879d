"""Rows of articles of any kind, as the index is made of them."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa
from hypothesis import strategies as st

from newsarchive.article import Article, Field, Source
from newsarchive.store import table
from newsarchive.store.index import COLUMNS

WORDS = [
    *("học", "hoc", "Hóc", "hòa", "hoà", "ho\u0323c", "đường", "Ðường", "duong", "tập", "TP", "2012", "19.5"),
    *("𝔸𝔹", "𐐀", "日本", "a\u0301", "…", "–", "¶", "|", "'"),
]
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", ". ", "! ", "\n", ", "]))).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
) | st.text(max_size=20)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """One that has at least one of title, lead and paragraphs, as every article has."""
    title, lead = draw(st.none() | TEXTS), draw(st.none() | TEXTS)
    paragraphs = draw(st.lists(TEXTS, max_size=3, min_size=int(title is None and lead is None)))
    fields = {name: draw(st.none() | TEXTS) for name in ("byline", "credit", "publisher", "section")}
    given = {"title": title, "lead": lead, **fields}
    return Article(
        id="a",
        source=Source(None, None, "0" * 64, "text/plain", "utf-8"),
        text="",
        labels=(),
        paragraphs=tuple(Field(text, (), "rule") for text in paragraphs),
        **{name: Field(text, (), "rule") for name, text in given.items() if text is not None},  # type: ignore[arg-type]
    )


MANY = st.lists(articles(), min_size=1, max_size=8)


def pieces(article: Article) -> list[str]:
    """Title, lead and paragraphs of an article."""
    return [field.value for field in (article.title, article.lead, *article.paragraphs) if field]


def rows(some: list[Article]) -> pa.Table:
    """The rows of articles, as far as the index is made of them."""
    return table.rows(some, 1, datetime(2024, 2, 29, tzinfo=UTC)).select(COLUMNS)
