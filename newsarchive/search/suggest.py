"""Did you mean: for a question that finds nothing, the nearest ones that find something, each with its exact total.

Nearest are the words that the keys of Telex and VNI were meant to give; then, word by word, more frequent forms with
other accents; then words at one typing error (Damerau, *A Technique for Computer Detection and Correction of Spelling
Errors*, 1964: a letter left out, put in or replaced, or two that changed places); then phrases and fields asked for
less strictly; then the question without a filter. Words are looked up in the index, which is never read through.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from string import ascii_lowercase
from typing import NamedTuple

from newsarchive.errors import QueryError
from newsarchive.search.answer import Answer
from newsarchive.search.query import (
    BARE_FIELDS,
    MAX_DISTANCE,
    TEXT_FIELDS,
    And,
    Everything,
    Has,
    Identity,
    Is,
    Leaf,
    Named,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Range,
    Reprints,
    all_of,
    conditions,
    is_of_text,
)
from newsarchive.search.terms import need_equals, read_words
from newsarchive.store.index import Segment
from newsarchive.text import PLAIN, Word, asked, keys, meant

_MOST = 5  # suggestions
_TRIED = 60  # questions counted for them
_OF_A_WORD = 5  # other words tried in place of one
_MISTYPED = 2  # words looked for among typing errors, the rarest: with more of them one right one does not help
_FEW = 3  # a word that stands in the archive less often may be a typing error
_LONGEST = 20  # letters of a word that is looked for among typing errors
_WIDER = (20, MAX_DISTANCE)


class Suggestion(NamedTuple):
    """A question in the query language, and the exact number of articles that it finds."""

    query: str
    total: int


def suggestions(answer: Answer) -> list[Suggestion]:
    """The nearest questions that find something where `answer` has nothing, best first; at most five."""
    if answer.total:
        return []
    count, found = answer.counter(), list[Suggestion]()
    for node in islice(_different(answer.question.node, _nearest(answer)), _TRIED):
        if total := count(node):
            found.append(Suggestion(str(node), total))
            if len(found) == _MOST:
                break
    return found


def _different(node: Node, others: Iterator[Node]) -> Iterator[Node]:
    """Those of `others` that are not `node`, each once."""
    seen = {node}
    for other in others:
        if other not in seen:
            seen.add(other)
            yield other


def _nearest(answer: Answer) -> Iterator[Node]:
    """Questions like that of `answer`, nearest first; whether they find anything is not known yet."""
    node, phrases = answer.question.node, tuple(dict.fromkeys(answer.question.phrases))
    vocabularies = {phrase.field: _Vocabulary(answer.snapshot.index.segments, phrase.field) for phrase in phrases}
    words = [_Place(phrase, at, vocabularies[phrase.field]) for phrase in phrases for at in range(len(phrase.words))]
    words.sort(key=lambda place: place.vocabulary.count(place.word))  # the rarest are the likeliest to be wrong
    yield _respelt(node, phrases, _as_meant)
    accented = ((place, word) for place in words for word in _other_accents(place.word, place.vocabulary))
    yield from (_replaced(node, place.phrase, place.filled(word)) for place, word in accented)
    yield _respelt(node, phrases, _without_accents)
    mended = ((place, word) for place in words[:_MISTYPED] for word in _typing_errors(place.word, place.vocabulary))
    yield from (_replaced(node, place.phrase, place.filled(word)) for place, word in mended)
    for leaf in dict.fromkeys(answer.question.leaves):
        for looser in _looser(leaf):
            yield _replaced(node, leaf, looser)
    yield _mapped(node, _as_words)
    yield from _without_filters(node)


# -- words ------------------------------------------------------------------------------------------------------------


class _Vocabulary:
    """The words of the archive in one field, or in title, lead and paragraphs, and how often each is there."""

    def __init__(self, segments: Sequence[Segment], field: str | None) -> None:
        self._parts = [segment.part(field or BARE_FIELDS[0])[0] for segment in segments]

    def count(self, word: Word) -> int:
        return sum(part.count(part.numbers(word)) for part in self._parts)

    def forms(self, plain: str) -> Counter[str]:
        """The words with diacritics, by their exact keys, that have the plain key `plain`."""
        forms = Counter[str]()
        for part in self._parts:
            for first, last in part.numbers(Word(plain, plain=True)):
                for number in range(first, last):
                    forms[part.exact[number].as_py()] += part.count([(number, number + 1)])
        forms.pop(plain, None)
        return forms


class _Place(NamedTuple):
    """A word of the question, as one of a phrase, and the words that might stand there."""

    phrase: Phrase
    at: int
    vocabulary: _Vocabulary

    @property
    def word(self) -> Word:
        return self.phrase.words[self.at]

    def filled(self, word: Word) -> Phrase:
        """The phrase with `word` in this place."""
        words = self.phrase.words
        return _phrase((*words[: self.at], word, *words[self.at + 1 :]), self.phrase.field)


def _other_accents(word: Word, vocabulary: _Vocabulary) -> Iterator[Word]:
    """Forms of `word`, which is exact, with other accents that are more frequent; then it with any accents."""
    if word.plain:
        return
    plain = PLAIN[word.key]
    if not word.prefix:
        own = vocabulary.count(word)
        forms = [(form, count) for form, count in vocabulary.forms(plain).items() if count > own]
        forms.sort(key=lambda form: (-form[1], form[0]))
        yield from (Word(form, plain=False) for form, _ in forms[:_OF_A_WORD])
    yield Word(plain, plain=True, prefix=word.prefix)


def _typing_errors(word: Word, vocabulary: _Vocabulary) -> Iterator[Word]:
    """The most frequent words at one typing error from `word`, where hardly any with its letters is in the archive."""
    plain = PLAIN[word.key]
    if word.prefix or not 1 < len(plain) <= _LONGEST or vocabulary.count(Word(plain, plain=True)) >= _FEW:
        return
    counts = {other: vocabulary.count(Word(other, plain=True)) for other in _one_error(plain)}
    best = sorted((other for other in counts if counts[other]), key=lambda other: (-counts[other], other))
    yield from (Word(other, plain=True) for other in best[:_OF_A_WORD])


def _one_error(word: str) -> set[str]:
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    left_out = {before + letter + after for before, after in cuts for letter in ascii_lowercase}
    put_in = {before + after[1:] for before, after in cuts if after}
    replaced = {before + letter + after[1:] for before, after in cuts if after for letter in ascii_lowercase}
    swapped = {before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1}
    return (left_out | put_in | replaced | swapped) - {word, ""}


# -- phrases ----------------------------------------------------------------------------------------------------------


def _phrase(words: tuple[Word, ...], field: str | None) -> Phrase:
    """A phrase of `words`; all of them as they would be typed without ``=`` if that stood for some only."""
    if need_equals(words) and any(word.plain or word.prefix for word in words):
        words = tuple(asked(word.key, prefix=word.prefix) for word in words)
    return Phrase(words, " ".join(word.key + "*" * word.prefix for word in words), field)


def _as_meant(phrase: Phrase) -> Phrase:
    text = re.sub(r"[^\W_]+", lambda typed: meant(typed[0]), phrase.text)
    try:
        return replace(phrase, words=read_words(text, exactly=need_equals(phrase.words)), text=text)
    except QueryError:  # built from a value with a star in it, which is no query syntax there
        return phrase


def _without_accents(phrase: Phrase) -> Phrase:
    return _phrase(tuple(Word(PLAIN[word.key], True, word.prefix) for word in phrase.words), phrase.field)


def _looser(leaf: Leaf) -> Iterator[Node]:
    """`leaf` in any field; its sides further from each other; its parts anywhere."""
    if leaf.field in BARE_FIELDS:
        yield replace(leaf, field=None)
    if isinstance(leaf, Near):
        yield from (replace(leaf, distance=distance) for distance in _WIDER if distance > leaf.distance)
        yield And((leaf.left, leaf.right))
    elif len(leaf.words) > 1:
        yield And(tuple(_phrase((word,), leaf.field) for word in leaf.words))


# -- questions --------------------------------------------------------------------------------------------------------


def _mapped(node: Node, change: Callable[[Node], Node]) -> Node:
    """`node` with each condition that joins no others as `change` gives it."""
    match node:
        case And(parts) | Or(parts):
            return type(node)(tuple(_mapped(part, change) for part in parts))
        case Not(part):
            return Not(_mapped(part, change))
    return change(node)


def _respelt(node: Node, phrases: Sequence[Phrase], respell: Callable[[Phrase], Phrase]) -> Node:
    """`node` with each of its `phrases` as `respell` gives it."""
    for phrase in phrases:
        node = _replaced(node, phrase, respell(phrase))
    return node


def _replaced(node: Node, old: Node, new: Node) -> Node:
    """`node` with `new` in place of `old`, also where a phrase for a phrase is one side of a `Near`."""

    def change(part: Node) -> Node:
        if isinstance(part, Near) and isinstance(new, Phrase):
            left, right = (new if side == old else side for side in (part.left, part.right))
            return replace(part, left=left, right=right)
        return new if part == old else part

    return _mapped(node, change)


def _as_words(part: Node) -> Node:
    """A whole value as its words, where the field has words."""
    if isinstance(part, Is) and part.field in TEXT_FIELDS and keys(part.value):
        return Phrase(tuple(map(asked, keys(part.value))), part.value, part.field)
    return part


def _without_filters(node: Node) -> Iterator[Node]:
    """`node` without one of the filters that have to hold beside something else, then without any."""
    parts = conditions(node)
    filters = [part for part in parts if _is_filter(part)]
    for left_out in (*([each] for each in filters), filters):
        rest = tuple(part for part in parts if part not in left_out and part != Everything())
        if rest:
            yield all_of(rest)


def _is_filter(node: Node) -> bool:
    """Whether `node` asks only for what is said of an article, and nothing of its text."""
    match node:
        case And(parts) | Or(parts):
            return all(map(_is_filter, parts))
        case Not(part):
            return _is_filter(part)
        case Phrase() | Near():
            return not is_of_text(node)
    return isinstance(node, Range | Has | Is | Named | Identity | Reprints)
