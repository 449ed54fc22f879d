"""Letters: the form of every value, with offsets into what it was composed from.

Values are NFC, and three faults that NFC leaves are put right, each only where a Vietnamese syllable results: a tone
that is there twice (``đượ̣c``), a tone that stands apart from its syllable (``thi ̣trường``), and the Icelandic eth in
place of ``đ`` (``Ðồng``). Never NFKC, which turns ``…`` into dots and ``m²`` into ``m2``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from newsarchive.text.syllables import TONES, is_syllable, with_tone

# The blocks of the Basic Multilingual Plane that have marks; without the variation selectors, which belong to signs.
_BLOCKS = ((0x300, 0x1E00), (0x20D0, 0x2E00), (0x302A, 0x309B), (0xA66F, 0xABEE), (0xFB1E, 0xFB1F), (0xFE20, 0xFE30))
MARKS = "".join(c for block in _BLOCKS for c in map(chr, range(*block)) if unicodedata.category(c).startswith("M"))
"""The marks that combine with the letter before them, for use within the brackets of a regular expression."""

_SURROGATE = re.compile("[\ud800-\udfff]")

_ETH = str.maketrans("Ðð", "Đđ")  # U+00D0, U+00F0
# A word as tokens have it, with the marks that NFC could not join to a letter; and a tone apart from it, once or
# doubled, with what it touches.
_LETTERS = rf"[^\W\d_]*(?:[{MARKS}]+[^\W\d_]*)*"
_WORD = re.compile(
    rf"(?P<word>[^\W\d_]{_LETTERS})"
    rf"(?:(?P<space>[ \u00a0])(?P<tone>[{TONES}])(?P=tone)*+(?![{TONES}])(?P<rest>{_LETTERS}))?"
)
_SIGNS = f"Ðð{TONES}"
_SIGN = re.compile(f"[{_SIGNS}]")


def nfc(text: str) -> str:
    """`text` in NFC."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def paired(text: str) -> str:
    """`text` with each surrogate that has no partner, which cannot be stored, as U+FFFD."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def mend(text: str) -> str:
    """`text` in NFC, with tones that are doubled or stand apart, and eths, put right where a syllable results."""
    composed = nfc(text)
    return _put_right(composed, _faults(composed))


def count_mended(text: str) -> int:
    """How many words of `text` it takes more than NFC to put right."""
    return len(_faults(nfc(text)))


def compose(text: str) -> tuple[str, Sequence[int]]:
    """`text` as `mend` gives it, and for each of its characters (and its end) the offset in `text` it came from."""
    composed = nfc(text)
    faults = _faults(composed)
    if composed == text and not faults:
        return text, range(len(text) + 1)
    found, offsets, at = _offsets(text), list[int](), 0
    for start, end, meant in faults:
        # The letters at the end of the word stay what they are; what was put right stands before them.
        same = next((n for n in range(len(meant)) if composed[end - 1 - n : end - n] != meant[-1 - n]), len(meant))
        offsets += found[at:start]
        offsets += [found[min(start + n, end - 1)] for n in range(len(meant) - same)]
        offsets += found[end - same : end]
        at = end
    return _put_right(composed, faults), offsets + found[at:]


def _offsets(text: str) -> list[int]:
    """For each character of `text` in NFC, and its end, the offset in `text` it came from."""
    offsets: list[int] = []
    start = 0
    for at in range(1, len(text)):
        if not _joins(text, start, at):
            offsets += [start] * len(nfc(text[start:at]))
            start = at
    return [*offsets, *[start] * len(nfc(text[start:])), len(text)]


def _joins(text: str, start: int, at: int) -> bool:
    """True where NFC may change what stands from `start` to `at` together with the character at `at`."""
    character = text[at]
    if character < MARKS[0]:
        return False
    if unicodedata.combining(unicodedata.normalize("NFD", character)[0]):
        return True
    before = text[start:at]  # no mark, but jamo and some vowels of Indic scripts join what is before them all the same
    return nfc(before + character) != nfc(before) + nfc(character)


def mend_word(word: str) -> str:
    """One NFC `word` with a doubled tone or an eth put right where that gives a syllable; any other as it is."""
    if not _SIGN.search(word):
        return word
    meant = word.translate(_ETH)
    tones = _SIGN.findall(unicodedata.normalize("NFD", meant))
    if len(tones) > 1 and len(set(tones)) == 1:
        bare = "".join(_SIGN.split(unicodedata.normalize("NFD", meant)))
        meant = with_tone(nfc(bare), tones[0]) or word
    return meant if is_syllable(meant) else word


def _together(word: str, tone: str, rest: str) -> tuple[str, bool] | None:
    """`word` with the `tone` apart from it, and whether `rest` is a part of it; None where that gives no syllable."""
    whole, toned = with_tone(word + rest, tone), with_tone(word, tone)
    if rest and whole:
        return None if is_syllable(rest) else (whole, True)  # "thu ̉y" may be "thủ y" or "thủy"
    return (toned, False) if toned else None


class _Fault(NamedTuple):
    start: int
    end: int
    meant: str


def _put_right(composed: str, faults: list[_Fault]) -> str:
    pieces, at = list[str](), 0
    for fault in faults:
        pieces += (composed[at : fault.start], fault.meant)
        at = fault.end
    return "".join([*pieces, composed[at:]])


def _faults(composed: str) -> list[_Fault]:
    """What stands in NFC `composed` in place of the syllables that were meant."""
    if composed.isascii() or not any(sign in composed for sign in _SIGNS):
        return []
    faults, at = [], 0
    while match := _WORD.search(composed, at):
        start, at = match.span("word")
        meant, tone, rest = mend_word(match["word"]), match["tone"], match["rest"]
        if tone and (joined := _together(meant, tone, mend_word(rest))):
            meant, is_whole = joined
            at = match.end() if is_whole else match.start("rest")
            if rest and not is_whole:
                meant += match["space"]  # without a rest the space was there to carry the tone
        if meant != composed[start:at]:
            faults.append(_Fault(start, at, meant))
    return faults


_ONLY_VIETNAMESE = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_VIETNAMESE = re.compile(f"[{_ONLY_VIETNAMESE}{_ONLY_VIETNAMESE.upper()}]")


def vietnamese_density(text: str) -> float:
    """The share of the letters of `text` that only Vietnamese spelling explains, from 0 to 1; news runs at 0.2–0.3."""
    composed = nfc(text)
    letters = sum(map(str.isalpha, composed))
    others = _VIETNAMESE.sub("", composed)
    return (len(composed) - len(others)) / letters if letters else 0.0
