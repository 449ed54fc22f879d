"""Questions of every form, drawn from an archive, and how each engine writes them.

The engines are given an article as the tokens of `newsarchive.text`, so a question means the same to each of them and a
count that differs is an error. `text` is title, lead and paragraphs with their accents, `plain` the same without.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import Any, NamedTuple

from newsarchive.text import keys, plain_key

GROUPS = ("1–100", "–1,000", "–20,000", "–100,000", "more")
_UP_TO = (100, 1_000, 20_000, 100_000)
_A_CELL = 10  # questions of a form in a group
_DRAWS = 300  # of a form, of which those are kept


class Form(NamedTuple):
    """How a kind of question is written for each engine, of its terms `{0}` and `{1}`; None where it cannot ask it.

    `field` is where the peers look, and what they make their snippets of. `pandas` joins masks that are made of terms.
    """

    ours: str
    sqlite: str | None
    tantivy: str | None
    pandas: Callable[..., Any] | None = None
    field: str = "text"


_QUOTED = '{field}:"{0}"'

FORMS = {
    "word": Form("{0}", _QUOTED, _QUOTED, lambda has, a: has(a)),
    "phrase of 2": Form('"{0}"', _QUOTED, _QUOTED, lambda has, a: has(a)),
    "phrase of 3": Form('"{0}"', _QUOTED, _QUOTED, lambda has, a: has(a)),
    "plain word": Form("{0}", _QUOTED, _QUOTED, field="plain"),
    "plain phrase": Form('"{0}"', _QUOTED, _QUOTED, field="plain"),
    "mixed phrase": Form('"{0}"', None, None),
    "a AND b": Form("{0} {1}", 'text:"{0}" AND text:"{1}"', "+text:{0} +text:{1}", lambda has, a, b: has(a) & has(b)),
    "a OR b": Form("{0} OR {1}", 'text:"{0}" OR text:"{1}"', "text:{0} text:{1}", lambda has, a, b: has(a) | has(b)),
    "a NOT b": Form("{0} -{1}", 'text:"{0}" NOT text:"{1}"', "+text:{0} -text:{1}", lambda has, a, b: has(a) & ~has(b)),
    "prefix": Form("{0}*", 'plain:"{0}"*', "{0}.*", field="plain"),  # tantivy's as a regular expression
    "a NEAR/5 b": Form("{0} NEAR/5 {1}", 'text:NEAR("{0}" "{1}", 5)', None),
    "title": Form("title:{0}", _QUOTED, _QUOTED, lambda has, a: has(a), field="title"),
    "dated": Form(
        "* date:{0}..{1}",
        "published between '{0}' and '{1}T23:59:59'",  # a condition on another table, not a match
        "published:[{0}T00:00:00Z TO {1}T23:59:59Z]",
    ),
}


class Question(NamedTuple):
    """A question of one of `FORMS`, and how many articles it finds in ours."""

    form: str
    terms: tuple[str, ...]
    total: int = 0

    def written(self, engine: str) -> str:
        """The question as `engine` takes it: "ours", "sqlite" or "tantivy"."""
        form = FORMS[self.form]
        template: str = getattr(form, engine)
        return template.format(*self.terms, field=form.field)

    @property
    def group(self) -> str:
        """Which of `GROUPS` its total is in."""
        return GROUPS[bisect_left(_UP_TO, self.total)]


def drawn(articles: Iterable[Sequence[str]], total: Callable[[str], int]) -> list[Question]:
    """At most ten questions of each form and group, of the words of `articles`: of each its title and other texts.

    `total` tells how many articles one finds. They are the same for the same articles.
    """
    draw = _Draw([[keys(text) for text in texts] for texts in articles])
    asked: dict[tuple[str, str], list[Question]] = {}
    for form in FORMS:
        for _ in range(_DRAWS):
            question = Question(form, draw.terms(form))
            question = question._replace(total=total(question.written("ours")))
            cell = asked.setdefault((form, question.group), [])
            if question.total and len(cell) < _A_CELL and question not in cell:
                cell.append(question)
    return [question for cell in asked.values() for question in cell]


class _Draw:
    """Terms drawn from `articles`, which are lists of texts, the title first; texts are lists of words."""

    def __init__(self, articles: list[list[list[str]]]) -> None:
        self._rng = Random(1)
        self._titles = [texts[0] for texts in articles]
        self._articles = [[word for text in texts for word in text] for texts in articles]
        self._texts = [text for texts in articles for text in texts]

    def terms(self, form: str) -> tuple[str, ...]:
        """The terms of a question of `form`."""
        match form:
            case "word":
                return (self._word(),)
            case "phrase of 2" | "phrase of 3":
                return (" ".join(self._run(int(form[-1]))),)
            case "plain word":
                return (plain_key(self._word()),)
            case "plain phrase":
                return (" ".join(map(plain_key, self._run(2))),)
            case "mixed phrase":
                first, second = self._run(2)
                return (f"{plain_key(first)} {second}",)
            case "a NEAR/5 b":
                first, *_, last = self._run(self._rng.randint(3, 7))
                return (first, last) if first != last else self.terms(form)
            case "prefix":
                return (plain_key(self._word())[: self._rng.randint(1, 4)],)
            case "title":
                return self._accented(self._titles, 1)
            case "dated":
                first = date(2003, 1, 1) + timedelta(days=self._rng.randrange(22 * 365))
                last = first + timedelta(days=int(2 ** self._rng.uniform(0, 13)))
                return (str(first), str(last))
        return self._pair()

    def _word(self) -> str:
        """A word with accents: by turns as often as it is written, and any one, which is mostly a rare one."""
        return self._rng.choice(self._words) if self._rng.random() < 0.5 else self._run(1)[0]

    @cached_property
    def _words(self) -> list[str]:
        return sorted({word for text in self._texts for word in text if word != plain_key(word)})

    def _pair(self) -> tuple[str, ...]:
        """Two words of one article."""
        article = [word for word in self._rng.choice(self._articles) if word != plain_key(word)]
        pair = tuple(self._rng.choices(article, k=2)) if article else ()
        return pair if len(set(pair)) == 2 else self._pair()

    def _run(self, size: int) -> tuple[str, ...]:
        return self._accented(self._texts, size)

    def _accented(self, texts: list[list[str]], size: int) -> tuple[str, ...]:
        """Words that stand next to each other in one of `texts`, each with an accent: those ask for themselves only."""
        while True:
            text = self._rng.choice(texts)
            at = self._rng.randrange(max(len(text), 1))
            run = tuple(text[at : at + size])
            if len(run) == size and all(word != plain_key(word) for word in run):
                return run
