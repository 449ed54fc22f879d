"""What people made of the articles on screen: their tags and collections, and their notes at the places they quote."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from newsarchive.article import Article
from newsarchive.errors import UsageError
from newsarchive.search import q
from newsarchive.store.anchors import Anchor, Place, anchor, locate, parts
from newsarchive.text import Language, collation_key, format_day, format_number, visible
from newsarchive.widgets.asking import in_box, narrowed
from newsarchive.widgets.words import word

if TYPE_CHECKING:
    from newsarchive.search import Results
    from newsarchive.store import Snapshot, Store
    from newsarchive.store.annotations import Kind, Marks, Note

_KINDS: tuple[Kind, Kind] = ("tag", "collection")
_MOST = 40


class Standing:
    """The tags and collections of the current articles of `snapshot`: those of an earlier state stay with the page."""

    def __init__(self, snapshot: Snapshot, marks: Marks) -> None:
        self.snapshot, self.marks = snapshot, marks

    def of(self, identity: str) -> dict[str, list[str]]:
        """The names that an article has, in Vietnamese order."""
        return {kind: self._names[kind].get(identity, []) for kind in _KINDS}

    def numbers(self, kind: Kind) -> dict[str, npt.NDArray[np.int64]]:
        """The articles of each name, by their numbers, in Vietnamese order of the names."""
        found: dict[str, list[int]] = {name: [] for name in sorted(self.marks.named(kind), key=collation_key)}
        for number, identity in self._marked.items():
            for name in self._names[kind].get(identity, []):
                found[name].append(number)
        return {name: np.array(numbers, np.int64) for name, numbers in found.items()}

    @cached_property
    def _marked(self) -> dict[int, str]:
        """The articles that have any name, by their numbers."""
        every = {identity for kind in _KINDS for ids in self.marks.named(kind).values() for identity in ids}
        if not every:  # then no id has to be read
            return {}
        numbers = np.flatnonzero(self.snapshot.standing(every) & self.snapshot.current)
        return dict(zip(numbers.tolist(), self.snapshot.column("id").take(numbers).to_pylist(), strict=True))

    @cached_property
    def _names(self) -> dict[Kind, dict[str, list[str]]]:
        return {kind: self._of_kind(self.marks.named(kind)) for kind in _KINDS}

    def _of_kind(self, named: Any) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        own: dict[str, set[str]] = {}
        for name, ids in named.items():
            for identity in ids:
                own.setdefault(identity, set()).add(name)
        for identity in self._marked.values():
            names = set().union(*(own.get(state, set()) for state in self.snapshot.states([identity])))
            if names:
                found[identity] = sorted(names, key=collation_key)
        return found


def facets(results: Results, standing: Standing, searches: dict[str, str], language: Language) -> dict[str, Any]:
    """Tags and collections with how many of the answer have them, each as a question; and the saved questions."""
    return {
        "tags": _facet(results, standing, "tag", language),
        "collections": _facet(results, standing, "collection", language),
        "searches": [{"name": name, "query": query} for name, query in searches.items()],
    }


def _facet(results: Results, standing: Standing, kind: Kind, language: Language) -> dict[str, Any]:
    entries = []
    for name, numbers in standing.numbers(kind).items():
        count = int(np.count_nonzero(results.answer.mask[numbers])) if len(numbers) else 0
        condition = q.tag(name) if kind == "tag" else q.collection(name)
        entries.append(
            {
                "name": name,
                "count": count,
                "says": format_number(count, language),
                "query": in_box(narrowed(results.question.node, condition)),
            }
        )
    others = word("names_others", language, count=format_number(len(entries) - _MOST, language))
    return {"entries": entries[:_MOST], "others": others if len(entries) > _MOST else ""}


def notes(store: Store, article: Article, language: Language) -> tuple[list[tuple[Place, str]], list[dict[str, Any]]]:
    """The places of the notes on an article, each with its note's id, and the notes as the reader shows them."""
    places, shown = [], []
    for note in store.annotations.notes_of(store.snapshot().states([article.id])):
        place = locate(article, note.anchor)
        if place:
            places.append((place, note.id))
        shown.append(_note(note, place, language))
    return places, shown


def _note(note: Note, place: Place | None, language: Language) -> dict[str, Any]:
    return {
        "id": note.id,
        "part": place.part if place else None,
        "quote": visible(note.anchor.exact),
        "text": note.text,
        "says": format_day(note.changed, language),
    }


def quoted(article: Article, part: str, start: int, end: int) -> Anchor:
    """The anchor of what a person selected in `part`, counted in the signs on screen. Raises `UsageError`."""
    text = dict(parts(article)).get(part)
    if text is None:
        raise UsageError(f"{part}: cannot be quoted; select words of the title, the text or the byline.")
    ends = [0, *accumulate(len(visible(sign)) for sign in text)]  # where each sign ends on screen
    return anchor(article, Place(part, bisect_right(ends, start) - 1, bisect_left(ends, end)))
