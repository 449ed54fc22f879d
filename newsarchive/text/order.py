"""Order: how a Vietnamese reader expects a list to be sorted.

Letter by letter in the order of the alphabet; where all letters are the same, by their tones; where these are the same
too, small letters first. Figures count by their value, so ``phường 2`` stands before ``phường 11``; a space sorts
before signs, signs before figures, figures before letters. The rules and the order of tones are those of CLDR's
collation ``vi`` with numeric ordering (CLDR 48, ``collation/vi.xml``; Unicode Technical Standard 10 for the levels);
letters of other scripts follow by code point. Superscripts and fractions count as the figures they show, and ß is ss,
which ICU has a little differently.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SIGNS = "\t\n _-‒–—―,;:!¡?¿.·'‹›\"«»()[]{}‖§¶@*/\\&#%‰†‡•′″`´^¯¨¸°©®+±÷×<=>¬|¦~⁄¤¢$£¥₫€"
_ALPHABET = "aăâbcdđðeêfghijklmnoôơpqrstuưvwxyzþ"  # and eth and thorn, where ICU has them
# In this order: huyền, hỏi, ngã, sắc, nặng; then breve, circumflex, caron, ring, diaeresis and the others of Latin.
_ACCENTS = "\u0300\u0309\u0303\u0301\u0323\u0306\u0302\u030c\u030a\u0308\u030b\u0307\u0338\u0327\u0328\u0304"
# Signs that are kinds of another one, as accents are.
_KINDS = {
    kind: (sign, n) for sign, kinds in (("'", "‘’‚‛"), ('"', "“”„‟"), ("-", "‐‑")) for n, kind in enumerate(kinds)
}
_SPELLED = {"æ": "ae", "œ": "oe", "ß": "ss", "ø": "o\u0338", "ł": "l\u0338", "ı": "i"}
_IGNORED = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")

_FIRST, _KIND_OF, _FIGURE, _LETTER, _OTHER = 0x21, 0xF0, 0x200, 0x300, 0x400
_PRIMARY = {
    **{sign: chr(_FIRST + n) for n, sign in enumerate(_SIGNS)},
    **{letter: chr(_LETTER + n) for n, letter in enumerate(_ALPHABET)},
}
_SECONDARY = {accent: chr(_FIRST + 1 + n) for n, accent in enumerate(_ACCENTS)}
_NONE = chr(_FIRST)
_SMALL, _CAPITAL, _COMPATIBLE = "1", "2", "3"
_PIECE = re.compile(r"\d+|\D", re.DOTALL)
_BETWEEN = "\x01"  # lower than any weight: what ends first stands first


def collation_key(text: str) -> str:
    """A string that sorts by code points as `text` does in Vietnamese order; equal for what ICU's ``vi`` holds equal.

    Three levels, each compared only where those before it are equal: letters, accents, and small before capital.
    """
    primary: list[str] = []
    secondary: list[str] = []
    tertiary: list[str] = []
    composed = unicodedata.normalize("NFC", _IGNORED.sub("", text))
    for piece in _PIECE.findall(composed):
        for level, weights in zip((primary, secondary, tertiary), _weights(piece), strict=True):
            level.append(weights)
    return _BETWEEN.join(map("".join, (primary, secondary, tertiary)))


@lru_cache(maxsize=10_000)
def _weights(piece: str) -> tuple[str, str, str]:
    """The weights of one character, or of a run of figures, on the three levels."""
    if piece.isdecimal():
        figures = "".join(str(unicodedata.decimal(figure)) for figure in piece).lstrip("0") or "0"
        return chr(_FIGURE + min(len(figures), 0xFF)) + figures, _NONE, _SMALL
    small = piece.lower()
    if small in _SPELLED:
        return _joined(_SPELLED[small], _SMALL if small == piece else _CAPITAL)
    if piece in _KINDS:
        sign, number = _KINDS[piece]
        return _PRIMARY[sign], chr(_KIND_OF + number), _SMALL
    if small in _PRIMARY:
        return _PRIMARY[small], _NONE, _SMALL if small == piece else _CAPITAL
    if small in _SECONDARY:
        return "", _SECONDARY[small], ""
    decomposed = unicodedata.normalize("NFD", small)
    if decomposed != small:
        return _joined(_letters(decomposed), _SMALL if small == piece else _CAPITAL)
    spelled = unicodedata.normalize("NFKD", piece)
    if spelled != piece:
        return _joined(spelled, _COMPATIBLE)
    return chr(_OTHER) + piece, _NONE, _SMALL


def _letters(decomposed: str) -> str:
    """`decomposed` with the marks that make a letter of the alphabet joined to it, before the tone."""
    marks = [mark for mark in decomposed[1:] if mark in "\u0306\u0302\u031b"]
    letter = unicodedata.normalize("NFC", decomposed[0] + "".join(marks[:1]))
    if letter not in _PRIMARY:
        return decomposed
    return letter + "".join(mark for mark in decomposed[1:] if mark not in marks[:1])


def _joined(characters: str, case: str) -> tuple[str, str, str]:
    """The weights of a character that is spelled by several."""
    primary, secondary, tertiary = zip(*map(_weights, characters), strict=True)
    return "".join(primary), "".join(secondary), "".join(case if level else "" for level in tertiary)
