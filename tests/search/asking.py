"""Questions by the thousand, from a seed: valid ones of every form that often find something, and noise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

from newsarchive.search.query import BARE_FIELDS, RANGE_FIELDS, STATED_FIELDS, TEXT_FIELDS, VALUE_FIELDS
from newsarchive.text import plain_key, tokenize

Vocabulary = Sequence[Sequence[str]]
"""Runs of words that stand next to each other in the articles asked, as printed."""


def vocabulary(texts: Iterable[str]) -> Vocabulary:
    """The words of `texts`, each of them a run."""
    runs = []
    for text in texts:
        tokens = tokenize(text)
        runs.append([text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)])
    return [run for run in runs if run]


def random_question(rng: Random, words: Vocabulary, depth: int = 3) -> str:
    """A valid question in which at most `depth` brackets stand within each other."""
    if depth == 0 or rng.random() < 0.35:
        return _term(rng, words, depth)
    join = rng.choice((" ", " ", " AND ", " OR ", " OR "))
    return join.join(_part(rng, words, depth - 1) for _ in range(rng.randint(2, 3)))


def _part(rng: Random, words: Vocabulary, depth: int) -> str:
    sign = rng.choice(("", "", "", "-", "NOT "))
    if rng.random() < 0.4:
        return f"{sign}({random_question(rng, words, depth)})"
    return sign + (_term(rng, words, depth) if sign else random_question(rng, words, depth))


def _term(rng: Random, words: Vocabulary, depth: int) -> str:
    kind = rng.choices(
        ("word", "prefix", "phrase", "exact", "near", "field", "bracket", "value", "range", "has", "reprints", "all"),
        (6, 3, 6, 2, 3, 4, 2, 2, 3, 1, 1, 1),
    )[0]
    match kind:
        case "near":
            return f"{_operand(rng, words)} NEAR/{rng.choice((0, 1, 2, 5, 20))} {_operand(rng, words)}"
        case "field":
            return f"{rng.choice(TEXT_FIELDS)}:{_operand(rng, words)}"
        case "bracket":
            join = rng.choice((" ", " OR ", " -", " NEAR/3 "))
            inner = join.join(_operand(rng, words) for _ in range(2))
            return f"{rng.choice(BARE_FIELDS if 'NEAR' in join else TEXT_FIELDS)}:({inner})"
        case "value":
            return f"{rng.choice(VALUE_FIELDS)}:={rng.choice(VALUES)}"
        case "range":
            return _range(rng)
        case "has":
            return f"has:{rng.choice(STATED_FIELDS)}"
        case "reprints":
            return "reprints:no"
        case "all":
            return "*"
    return _operand(rng, words, kind)


def _operand(rng: Random, words: Vocabulary, kind: str = "") -> str:
    """A word, a prefix of one to four letters, or a phrase of words that stand so in the articles; exact or not."""
    kind = kind or rng.choice(("word", "prefix", "phrase", "word", "prefix", "phrase", "exact"))
    run = rng.choice(words)
    at = rng.randrange(len(run))
    spell = rng.choice((str, plain_key, lambda word: rng.choice((word, plain_key(word)))))
    taken = [spell(rng.choice((word.lower(), word.title()))) for word in run[at : at + rng.randint(2, 4)]]
    if kind == "exact":
        return f"={taken[0]}" if rng.random() < 0.5 else f'="{" ".join(taken)}"'
    if kind == "phrase":
        star = "*" * (rng.random() < 0.2)
        return f'"{" ".join(taken)}{star}"'
    return taken[0] if kind == "word" else f"{taken[0][: rng.randint(1, 4)]}*"


def _range(rng: Random) -> str:
    field = rng.choice(RANGE_FIELDS)
    if field == "words":
        low = rng.randint(0, 600)
        return "words:" + rng.choice((f">{low}", f"<={low}", f">={low}", f"{low}..{low + 200}", f"..{low}", f"{low}"))
    year, month = rng.randint(2010, 2014), rng.randint(1, 12)
    day = rng.choice((f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-04", f"4/{month}/{year}"))
    return f"{field}:" + rng.choice((day, f">={day}", f">{day}", f"<{day}", f"<={day}", f"{day}..", f"{day}..2015"))


VALUES = ('"Báo Mẫu"', "“Báo Mẫu”", '"báo mẫu"', "Nga", '"Theo TTXVN"', "vi", '“với "trích" dẫn”', '"(x) -y“"')
"""Whole values, as typed; that of a paper is one that articles may be taken in with."""

VALID = (
    'học "tấm gương" -(sách OR báo*) date:2012-07..2012-09',
    "title:(học OR hóc) a NEAR/5 “b c” NOT d",
    'title:=ban ="hoc tap" -publisher:="Báo Mẫu" url:=“"x"”',
    'publisher:"Đồng Tháp" words:>500 has:byline reprints:no * updated:<=4/7/2012',
)
PIECES = (
    *'" “ ” ( ) () * ** - -- – : = := .. > >= < AND OR NOT NEAR NEAR/3 NEAR/x and a học h*c 58/58 tag:x title:'.split(),
    *"date: date:2012 words: words:9 has: has:url reprints: reprints:no 2012-13 / \\ _ ² ½ đ ð 人民 😀".split(),
    *("\u0301", "\u0323", "\u202e", "\ud800", "\x00", " ", "  ", "\n", "\t", "\u00a0", "\u2028"),
)


def random_noise(rng: Random) -> str:
    """Valid questions with something out of place, pieces of them in a row, or any characters at all."""
    kind = rng.random()
    if kind < 0.4:
        return "".join(rng.choice(PIECES) + rng.choice(("", " ")) for _ in range(rng.randint(1, 9)))
    if kind < 0.5:
        return "".join(
            chr(rng.choice((rng.randrange(0x250), rng.randrange(0x110000)))) for _ in range(rng.randint(0, 12))
        )
    signs = list(rng.choice(VALID))
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(signs) + 1)
        cut = at + rng.choice((0, 0, 1, 1, 5))
        signs[at:cut] = rng.choice(PIECES) if rng.random() < 0.6 else []
    return "".join(signs)
