"""The query language as objects: a `Question` is what was typed and the tree of `Node` that it was read as.

Nodes are values: they are equal where they ask the same, combine by ``&``, ``|`` and ``~``, and are printed as a text
that reads back as the same node, within the limits of what can be typed. They are read from text (`parse_query`) or
built (`newsarchive.search.q`).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from newsarchive.errors import UsageError, whole_number
from newsarchive.search.ranges import write_days, write_numbers
from newsarchive.search.terms import need_equals, write_words
from newsarchive.text import Language, Word, asked, keys, nfc, paired, stands_for

TEXT_FIELDS = ("title", "lead", "body", "byline", "credit", "publisher", "section")
"""The fields that words are looked for in; ``body`` is the paragraphs."""

BARE_FIELDS = ("title", "lead", "body")
"""Where a word without a field is looked for."""

VALUE_FIELDS = ("byline", "credit", "publisher", "section", "url", "language")
"""The fields whose whole value can be asked for: ``publisher:="Báo Đồng Tháp"``."""

RANGE_FIELDS = ("date", "published", "updated", "words")
"""The fields that have an order. ``date`` is ``published`` or else ``updated``; ``words`` those of `BARE_FIELDS`."""

STATED_FIELDS = (
    "title",
    "lead",
    "byline",
    "credit",
    "publisher",
    "section",
    "date",
    "published",
    "updated",
    "url",
    "language",
)
"""The fields that an article may lack, for ``has:``."""

MADE_FIELDS = ("tag", "collection")
"""What people gave articles by a name: ``tag:"cần xem lại"``. Beside them, ``has:`` takes ``note``."""

HAS_FIELDS = (*STATED_FIELDS, *MADE_FIELDS, "note")
"""What ``has:`` takes."""

MAX_WORDS = 999_999_999
"""The most words that ``words:`` asks an article for."""

MAX_DISTANCE = 100
"""The most words that ``NEAR/n`` allows between its two sides."""


class Node:
    """A condition that an article meets or does not; ``str(node)`` is its text in the query language."""

    __slots__ = ()

    def __and__(self, other: Node) -> Node:
        return And((self, other)) if isinstance(other, Node) else NotImplemented

    def __or__(self, other: Node) -> Node:
        return Or((self, other)) if isinstance(other, Node) else NotImplemented

    def __invert__(self) -> Node:
        return Not(self)

    def describe(self, language: Language) -> str:
        """The condition in words, for the method section of a report."""
        from newsarchive.search.wording import describe  # which knows every kind of node there is

        return describe(self, language)


@dataclass(frozen=True, slots=True)
class Phrase(Node):
    """Words next to each other in one field or paragraph; a single word is a phrase of one.

    `text` is as typed, without quotation marks and ``=``; `field` is one of `TEXT_FIELDS`, or None for `BARE_FIELDS`.
    What needs a ``=`` must be exact word by word, and in `BARE_FIELDS`: in other fields that asks for a value.
    """

    words: tuple[Word, ...]
    text: str = dataclasses.field(compare=False)
    field: str | None = None

    def __post_init__(self) -> None:
        if not self.words:
            raise UsageError(f"{self.text!r}: has no letter or digit to search for.")
        if self.field is not None and self.field not in TEXT_FIELDS:
            raise UsageError(f"{self.field}: has no words; the fields with words are {', '.join(TEXT_FIELDS)}.")
        if need_equals(self.words):
            if any(word.plain or word.prefix for word in self.words):
                raise UsageError(f"{self.text!r}: all words are asked for exactly, or none; make two phrases of them.")
            if self.field not in (None, *BARE_FIELDS):
                raise UsageError(f"{self.field}: is asked exactly by its whole value; use q.value.")

    def __str__(self) -> str:
        return _in_field(self.field, write_words(self.words, self.text))


@dataclass(frozen=True, slots=True)
class Near(Node):
    """Two phrases in one field or paragraph, in either order, with at most `distance` words between them.

    Both sides are looked for in `field`, as `Phrase` is.
    """

    left: Phrase
    right: Phrase
    distance: int
    field: str | None = None

    def __post_init__(self) -> None:
        whole_number("distance", self.distance, 0, MAX_DISTANCE)
        for side in ("left", "right"):
            object.__setattr__(self, side, replace(getattr(self, side), field=self.field))

    def __str__(self) -> str:
        left, right = (replace(side, field=None) for side in (self.left, self.right))
        text = f"{left} NEAR/{self.distance} {right}"
        return _in_field(self.field, f"({text})") if self.field else text


@dataclass(frozen=True, slots=True)
class Is(Node):
    """Articles whose `field`, one of `VALUE_FIELDS`, is `value` from beginning to end: with case, accents and all.

    A value stands in quotation marks, ``"…"``, or ``“…”`` where it holds the others; one with both kinds is refused.
    """

    field: str
    value: str

    def __post_init__(self) -> None:
        if self.field not in VALUE_FIELDS:
            raise UsageError(
                f"{self.field}: has no value to ask for; the fields with one are {', '.join(VALUE_FIELDS)}."
            )
        if not self.value:
            raise UsageError(f"{self.field}:= needs a value; articles without one are -has:{self.field}.")
        if '"' in self.value and re.search("[“”]", self.value):
            raise UsageError(
                f"{self.value!r}: has both kinds of quotation marks and cannot be typed; ask for its words."
            )
        object.__setattr__(self, "value", nfc(paired(self.value)))  # as values are stored

    def __str__(self) -> str:
        quoted = f"“{self.value}”" if '"' in self.value else f'"{self.value}"'
        return f"{self.field}:={quoted}"


@dataclass(frozen=True, slots=True)
class Range(Node):
    """A field of `RANGE_FIELDS` from `low` to `high`, both included; None is open. Days are in Vietnamese time."""

    field: str
    low: date | int | None
    high: date | int | None

    def __post_init__(self) -> None:
        if self.field not in RANGE_FIELDS:
            raise UsageError(f"{self.field}: has no order; ranges are of {', '.join(RANGE_FIELDS)}.")
        if self.low is None and self.high is None:
            example = "200..500" if self.field == "words" else "2012..2014"
            raise UsageError(f"A range needs a beginning or an end; write {self.field}:{example}.")
        if self.field == "words":
            for end in (self.low, self.high):
                if end is not None:
                    whole_number("words", end, 0, MAX_WORDS)
        if self.low is not None and self.high is not None and self.low > self.high:  # type: ignore[operator]
            raise UsageError(f"{self.low} comes after {self.high}; write the lower end first.")

    def __str__(self) -> str:
        write = write_numbers if self.field == "words" else write_days
        return _in_field(self.field, write(self.low, self.high))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Has(Node):
    """Articles that state `field`, one of `STATED_FIELDS`, or that people gave a tag, a collection or a note."""

    field: str

    def __post_init__(self) -> None:
        if self.field not in HAS_FIELDS:
            raise UsageError(f"has:{self.field}: cannot be asked; has: takes {', '.join(HAS_FIELDS)}.")

    def __str__(self) -> str:
        return _in_field("has", self.field)


@dataclass(frozen=True, slots=True)
class Named(Node):
    """Articles that people gave the tag, or put in the collection, called `name`; `field` is one of `MADE_FIELDS`.

    The whole name is asked for. Its words are compared as those of articles are: case and signs do not count, and a
    word without accents stands for any. Two names that differ in no more than that are both asked for.
    """

    field: str
    name: str

    def __post_init__(self) -> None:
        if self.field not in MADE_FIELDS:
            raise UsageError(f"{self.field}: has no names; those with names are {', '.join(MADE_FIELDS)}.")
        if not keys(self.name):
            raise UsageError(f"{self.field}:{self.name}: a name needs a letter or a digit; write one.")
        if re.search('["“”]', self.name):
            raise UsageError(f"{self.name!r}: a name has no quotation marks; leave them out.")
        object.__setattr__(self, "name", " ".join(nfc(self.name).split()))

    def __str__(self) -> str:
        return f'{self.field}:"{self.name}"'

    def calls(self, name: str) -> bool:
        """Whether `name` is one that is asked for."""
        there, wanted = keys(name), [asked(key) for key in keys(self.name)]
        return len(there) == len(wanted) and all(map(stands_for, wanted, there))


@dataclass(frozen=True, slots=True)
class Identity(Node):
    """The articles with these ids. Written ``id:a7dcd04b3dd74f0d``, several with commas."""

    ids: tuple[str, ...]

    def __post_init__(self) -> None:
        for identity in self.ids or ("",):
            if not re.fullmatch("[0-9a-f]{16}", identity):
                raise UsageError(f"id:{identity}: is no id; it has 16 of the signs 0 to 9 and a to f.")
        object.__setattr__(self, "ids", tuple(dict.fromkeys(self.ids)))

    def __str__(self) -> str:
        return f"id:{','.join(self.ids)}"


@dataclass(frozen=True, slots=True)
class Reprints(Node):
    """Articles that are no later copy of another: of those with one text the earliest. Written ``reprints:no``."""

    def __str__(self) -> str:
        return "reprints:no"


@dataclass(frozen=True, slots=True)
class Everything(Node):
    """Every article."""

    def __str__(self) -> str:
        return "*"


@dataclass(frozen=True, slots=True)
class And(Node):
    """All of two or more `parts`; one that is an `And` itself is taken apart, so that brackets make no difference."""

    parts: tuple[Node, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", _taken_apart(And, self.parts))

    def __str__(self) -> str:
        return " ".join(map(_inside, self.parts))


@dataclass(frozen=True, slots=True)
class Or(Node):
    """Any of two or more `parts`; one that is an `Or` itself is taken apart, so that brackets make no difference."""

    parts: tuple[Node, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", _taken_apart(Or, self.parts))

    def __str__(self) -> str:
        return " OR ".join(map(_inside, self.parts))


@dataclass(frozen=True, slots=True)
class Not(Node):
    """Every article but those of `part`."""

    part: Node

    def __str__(self) -> str:
        return f"-({self.part})" if isinstance(self.part, Not) else f"-{_inside(self.part)}"


Leaf = Phrase | Near
"""What can be seen in a text."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as typed in `text`, and the `node` that it was read as."""

    text: str
    node: Node

    @property
    def reprints(self) -> bool:
        """False where ``reprints:no`` has to hold whatever else does: only the earliest of copies is asked for."""
        return Reprints() not in conditions(self.node)

    @property
    def asks_people(self) -> bool:
        """Whether tags, collections or notes are asked for, which change while the archive does not."""
        return any(_is_made(node) for node in _every(self.node))

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The phrases and pairs of phrases that speak for an article, in order: those under no NOT, or under two."""
        return tuple(_leaves(self.node, True))

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The phrases of `leaves`, in order; of a `Near`, both."""
        pairs = ((leaf.left, leaf.right) if isinstance(leaf, Near) else (leaf,) for leaf in self.leaves)
        return tuple(phrase for pair in pairs for phrase in pair)

    def describe(self, language: Language) -> str:
        """The question in words, for the method section of a report."""
        return self.node.describe(language)


def parse_query(text: str) -> Question:
    """`text` as a `Question`. Raises `QueryError`, with the place, for what is not understood."""
    from newsarchive.search.grammar import parse  # and with it the parser, which not every use of nodes needs

    return Question(text, parse(text))


def leaves_of(node: Node) -> tuple[Leaf, ...]:
    """All phrases and pairs of phrases of `node`, those that speak against an article as well."""
    return (*_leaves(node, True), *_leaves(node, False))


def is_of_text(leaf: Leaf) -> bool:
    """Whether `leaf` is looked for in what an article says, and not in what is said of it."""
    return leaf.field is None or leaf.field in BARE_FIELDS


def conditions(node: Node) -> tuple[Node, ...]:
    """What has to hold, each by itself; `all_of` joins them again."""
    return node.parts if isinstance(node, And) else (node,)


def all_of(parts: Sequence[Node]) -> Node:
    """All of `parts`; every article where there are none."""
    if len(parts) > 1:
        return And(tuple(parts))
    return parts[0] if parts else Everything()


def beginning(node: Node) -> str:
    """The text of `node`, as one goes on from it with a further condition; empty where it asks for everything."""
    if isinstance(node, Everything):
        return ""
    return " ".join(map(_inside, conditions(node))) + " "


def _leaves(node: Node, is_wanted: bool) -> Iterator[Leaf]:
    match node:
        case Phrase() | Near() if is_wanted:
            yield node
        case Not(part):
            yield from _leaves(part, not is_wanted)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _leaves(part, is_wanted)


def _every(node: Node) -> Iterator[Node]:
    """`node` and all within it."""
    yield node
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _every(part)
        case Not(part):
            yield from _every(part)


def _is_made(node: Node) -> bool:
    return isinstance(node, Named) or (isinstance(node, Has) and node.field not in STATED_FIELDS)


def _taken_apart(kind: type[And] | type[Or], parts: tuple[Node, ...]) -> tuple[Node, ...]:
    flat = tuple(inner for part in parts for inner in (part.parts if isinstance(part, kind) else (part,)))
    if len(flat) < 2:
        raise UsageError(f"{kind.__name__} joins two conditions or more; leave it out round a single one.")
    return flat


def _inside(node: Node) -> str:
    """The text of `node` within another's."""
    is_open = isinstance(node, And | Or) or (isinstance(node, Near) and node.field is None)
    return f"({node})" if is_open else str(node)


def _in_field(name: str | None, text: str) -> str:
    return f"{name}:{text}" if name else text
