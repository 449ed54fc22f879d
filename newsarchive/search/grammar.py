"""Reading the query language: from text to nodes, or to one sentence that says what is wrong, with the place.

NOT binds tighter than AND, AND tighter than OR, and words side by side are joined by AND. Operators are in capitals;
a word in quotation marks is never one.
"""

from __future__ import annotations

import re
from typing import TypeAlias, cast

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from newsarchive.errors import QueryError, UsageError
from newsarchive.search.query import (
    MADE_FIELDS,
    MAX_DISTANCE,
    RANGE_FIELDS,
    TEXT_FIELDS,
    VALUE_FIELDS,
    And,
    Everything,
    Has,
    Identity,
    Is,
    Named,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Range,
    Reprints,
)
from newsarchive.search.ranges import parse_days, parse_numbers
from newsarchive.search.terms import read_words
from newsarchive.text.letters import MARKS

MAX_LENGTH = 10_000
"""The most characters of a question."""

MAX_DEPTH = 100
"""The most conditions within each other, each AND, OR and NOT being one; brackets that change nothing do not count."""

_LETTERS = rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*"  # with the marks of decomposed text, as tokens have it
_AFTER = r'(?![^\s"“”()])'  # an operator is not the beginning of a word

GRAMMAR = rf"""
    ?start: either
    ?either: both (_OR both)*
    ?both: part (_AND? part)*
    ?part: atom | (_NOT | _MINUS) atom -> negation
    ?atom: _term | near | within | _LEFT either _RIGHT | everything
    near: _term (NEAR _term)+
    within: FIELD _term | FIELD _LEFT either _RIGHT -> bracketed
    _term: phrase | exact
    phrase: WORD | QUOTED
    exact: _EQUALS (WORD | QUOTED)
    everything: EVERYTHING

    FIELD.2: /(?<!=){_LETTERS}:(?=[^\s)])/
    QUOTED.2: /"[^"]*"|“[^“”]*”/
    EVERYTHING.2: /(?<![^\s(:-])\*(?![^\s)])/
    NEAR.2: /NEAR(?:\/[^\s"“”()]*)?{_AFTER}/
    _AND.2: /AND{_AFTER}/
    _OR.2: /OR{_AFTER}/
    _NOT.2: /NOT{_AFTER}/
    _MINUS.2: /(?<![^\s(:-])-(?=[^\s)])/
    _EQUALS.2: /(?<![^\s(:-])=(?=[^\s)])/
    _LEFT: "("
    _RIGHT: ")"
    WORD: /[^\s"“”()]+/
    %ignore /\s+/
"""
# The contextual lexer would take an operator that is out of place for a word.
_PARSER = Lark(GRAMMAR, parser="lalr", lexer="basic")
_Tree: TypeAlias = Tree[Token]

_NAMES = (*TEXT_FIELDS, "url", "language", *RANGE_FIELDS, *MADE_FIELDS, "id", "has")
_FIELDS = f"{', '.join(f'{name}:' for name in _NAMES)} and reprints:"
_NEAR = (
    f"NEAR stands, with a number up to {MAX_DISTANCE}, between two words or phrases: học NEAR/5 Bác; "
    "in a field, title:(học NEAR/5 Bác)."
)
_OPERATORS = {"_AND", "_OR", "_NOT", "_MINUS", "_EQUALS", "NEAR"}


def parse(query: str) -> Node:
    """The node that `query` stands for. Raises `QueryError`, with the place, for what is not understood."""
    if not query.strip():
        raise QueryError('The question is empty; type a word or a "phrase", or * for every article.', query, 0)
    if len(query) > MAX_LENGTH:
        raise QueryError(f"A question has at most {MAX_LENGTH:,} characters; ask two instead.", query, MAX_LENGTH)
    try:
        tree = _PARSER.parse(query)
    except UnexpectedCharacters as error:
        at = cast(int, error.pos_in_stream)
        what = "opened; put one at the beginning" if query[at] == "”" else "closed; put one at the end"
        raise QueryError(f"A quotation mark is not {what} of the phrase.", query, at) from None
    except UnexpectedToken as error:
        raise _unexpected(error.token, error.state.value_stack, query) from None
    return _Reader(query).node(tree, None, 0)


class _Reader:
    """Nodes from the syntax tree of `query`."""

    def __init__(self, query: str) -> None:
        self.query = query

    def node(self, tree: _Tree, field: str | None, depth: int) -> Node:
        """The node of `tree`, which stands within brackets of `field`, or of none, and within `depth` conditions."""
        if depth > MAX_DEPTH:
            raise self.error(
                f"Conditions stand {MAX_DEPTH} deep within each other at most; ask with fewer.", _first(tree)
            )
        parts = cast("list[_Tree]", tree.children)
        match tree.data:
            case "either":
                return Or(tuple(self.node(part, field, depth + 1) for part in parts))
            case "both":
                return And(tuple(self.node(part, field, depth + 1) for part in parts))
            case "negation":
                return Not(self.node(parts[0], field, depth + 1))
            case "near":
                return self.near(tree, field)
            case "exact" if field in VALUE_FIELDS:
                return self.value(tree, field)
            case "phrase" | "exact":
                return self.phrase(tree, field)
        if field is not None:
            raise self.error(
                f"In the brackets of {field}: stand words and phrases only; close them before it.", _first(tree)
            )
        return Everything() if tree.data == "everything" else self.within(tree, depth)

    def phrase(self, tree: _Tree, field: str | None) -> Phrase:
        token = cast(Token, tree.children[0])
        if field in VALUE_FIELDS and field not in TEXT_FIELDS:
            raise self.error(f'{field}: takes its whole value, behind a =; write {field}:="…".', token)
        text, at = _value(token)
        if token.type == "WORD" and re.fullmatch(f"{_LETTERS}:|=", text):
            raise self.error(f"Nothing stands right after {text}; close the gap, or leave it out.", token)
        if token.type == "WORD" and text.startswith("-"):
            raise self.error("A - leaves out what follows it if a blank stands before it, and none after it.", token)
        if token.type == "WORD" and text.startswith("="):
            raise self.error(
                "A = asks for exactly what follows it if a blank stands before it, and none after it.", token
            )
        if tree.data == "exact" and token.type == "WORD" and re.match(f"{_LETTERS}:", text):
            raise self.error("A = stands right behind the colon of a field, as in title:=ban; move it there.", token)
        try:
            return Phrase(read_words(text, exactly=tree.data == "exact"), text, field)
        except QueryError as error:
            raise QueryError(error.args[0], self.query, at + error.position) from None

    def near(self, tree: _Tree, field: str | None) -> Near:
        left, operator, right, *more = tree.children
        distance = re.fullmatch(r"NEAR/([0-9]{1,3})", cast(Token, operator))
        if distance is None or int(distance[1]) > MAX_DISTANCE:
            raise self.error(_NEAR, cast(Token, operator))
        if more:
            raise self.error("NEAR joins two; write three as a NEAR/5 b AND b NEAR/5 c.", cast(Token, more[0]))
        if field in VALUE_FIELDS and "exact" in (cast(_Tree, left).data, cast(_Tree, right).data):
            raise self.error(
                f"In {field}: a = asks for the whole value, which NEAR cannot stand beside.", cast(Token, operator)
            )
        first, second = (self.phrase(cast(_Tree, side), field) for side in (left, right))
        return Near(first, second, int(distance[1]), field)

    def value(self, tree: _Tree, field: str) -> Is:
        text, at = _value(cast(Token, tree.children[0]))
        try:
            return Is(field, text)
        except UsageError as error:
            raise QueryError(_line(str(error)), self.query, at) from None

    def within(self, tree: _Tree, depth: int) -> Node:
        """What a field asks for: words of it, or one value."""
        name, value = cast("tuple[Token, _Tree]", tree.children)
        field = name.removesuffix(":")
        if field in TEXT_FIELDS or field in VALUE_FIELDS:
            return self.node(value, field, depth)
        if field not in (*RANGE_FIELDS, *MADE_FIELDS, "id", "has", "reprints"):
            raise self.unknown(name, value)
        if tree.data == "bracketed":
            raise self.error(f"{name} takes one value, without brackets; write {name} before each.", name)
        if value.data == "exact":
            raise self.error(f"{name} takes no =; write what follows it right behind the colon.", name)
        token = _first(value)
        text, at = _value(token)
        try:
            if field == "has":
                return Has(text)
            if field in MADE_FIELDS:
                return Named(field, text)
            if field == "id":
                return Identity(tuple(text.split(",")))
            if field != "reprints":
                return Range(field, *(parse_numbers(text) if field == "words" else parse_days(text)))
        except UsageError as error:
            raise QueryError(_line(str(error)), self.query, at) from None
        if text not in ("yes", "no"):
            raise QueryError(f"reprints:{_line(text)}: is neither yes nor no; write reprints:no.", self.query, at)
        return Reprints() if text == "no" else Everything()

    def unknown(self, name: Token, value: _Tree) -> QueryError:
        """The error for a field `name` that there is not, with `value` behind it: by what was probably meant."""
        field = name.removesuffix(":").lower()
        if field in (*_NAMES, "reprints"):
            return self.error(f"The names of fields are in small letters; write {field}: for {name}.", name)
        if field in ("http", "https"):
            address = _line(name + _value(_first(value))[0])
            return self.error(
                f'An address is no word; write url:="{address}" for its page, or "{address}" to search for the words.',
                name,
            )
        return self.error(
            f"There is no field {name} here; put it in quotation marks to search for the words; "
            f"the fields are {_FIELDS}.",
            name,
        )

    def error(self, sentence: str, token: Token) -> QueryError:
        return QueryError(sentence, self.query, cast(int, token.start_pos))


def _value(token: Token) -> tuple[str, int]:
    """What `token` says without its quotation marks, and where that begins."""
    at = cast(int, token.start_pos)
    return (token[1:-1], at + 1) if token.type == "QUOTED" else (str(token), at)


def _first(tree: _Tree) -> Token:
    """The first token of `tree`."""
    child: Token | _Tree = tree
    while isinstance(child, Tree):
        child = child.children[0]
    return child


def _line(text: str) -> str:
    """`text`, which anybody may have typed, on one line."""
    return " ".join(text.split())


def _unexpected(token: Token, stack: list[Token | _Tree], query: str) -> QueryError:
    """The error for a `token` that cannot follow what was read so far, which is the parser's `stack`."""
    at = len(query) if token.type == "$END" else cast(int, token.start_pos)
    tokens = [each for each in stack if isinstance(each, Token)]
    last = tokens[-1] if tokens and tokens[-1] is stack[-1] else Token("", "")  # else an operand, or nothing
    is_end = token.type in ("$END", "_RIGHT")
    if token.type == "NEAR" or last.type == "NEAR":
        sentence, at = _NEAR, at if token.type == "NEAR" else cast(int, last.start_pos)
    elif last.type in _OPERATORS and is_end:
        sentence, at = f'{last} needs a word or "phrase" after it; add one, or leave it out.', cast(int, last.start_pos)
    elif {last.type, token.type} <= {"_NOT", "_MINUS"}:
        sentence = f"{last} and {token} undo each other; leave both out."
    elif last.type in _OPERATORS:
        sentence = f"{last} and {token} cannot follow each other; leave one out, or quote it to search for the word."
    elif last.type == "FIELD":
        sentence = f'After {last} stands a word, a "phrase" or a bracket of them; a - stands before the field.'
    elif token.type == "$END":
        left = [each for each in tokens if each.type == "_LEFT"][-1]
        sentence, at = "A bracket is not closed; put a ) where it ends.", cast(int, left.start_pos)
    elif last.type == "_LEFT" and is_end:
        sentence, at = "Nothing stands within the brackets; leave them out.", cast(int, last.start_pos)
    elif is_end:
        sentence = "A bracket is closed that was not opened; leave it out, or put a ( where it begins."
    else:
        sentence = f"{token} joins what stands before and after it, and nothing stands before it; leave it out."
    return QueryError(sentence, query, at)
