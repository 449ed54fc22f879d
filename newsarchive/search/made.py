"""What people made, as one answer and those asked from it see it: in one state, whatever is changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, cast

from newsarchive.search.query import Has, Named

if TYPE_CHECKING:
    from newsarchive.store.annotations import Kind, Marks


class Told(NamedTuple):
    """The ids of the `articles` that each condition, by its text, stood for at a `revision` of the annotations.

    An answer can be given again from it, whatever became of the annotations.
    """

    revision: int
    articles: dict[str, frozenset[str]]


class Made:
    """The articles that have a tag, a collection or a note: as the `marks` say, or as was `told` before."""

    def __init__(self, marks: Callable[[], Marks], told: Told | None = None) -> None:
        self._read, self._before = marks, told
        self._told: dict[str, frozenset[str]] = {}

    @cached_property
    def _marks(self) -> Marks:
        return self._read()

    @property
    def revision(self) -> int:
        """The revision of the annotations that is seen."""
        return self._before.revision if self._before else self._marks.revision

    @property
    def told(self) -> Told | None:
        """What was asked so far; None where nothing was."""
        return Told(self.revision, dict(self._told)) if self._told else None

    def articles(self, node: Named | Has) -> frozenset[str]:
        """The ids that `node` stands for. Raises `KeyError` where that was not told before."""
        text = str(node)
        if text not in self._told:
            self._told[text] = self._before.articles[text] if self._before else frozenset(chain(*self._sets(node)))
        return self._told[text]

    def _sets(self, node: Named | Has) -> Iterable[frozenset[str]]:
        if node.field == "note":
            return [self._marks.noted]
        named = self._marks.named(cast("Kind", node.field))
        return named.values() if isinstance(node, Has) else [ids for name, ids in named.items() if node.calls(name)]
