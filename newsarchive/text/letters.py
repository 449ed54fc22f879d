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

MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a"
"""The marks that combine with the letter before them, for use within the brackets of a regular expression."""

# What NFC may join: a character and the marks after it, or a run of Hangul jamo.
_CLUSTER = re.compile(rf"[\u1100-\u11ff]+|.[{MARKS}]*", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")

_ETH = str.maketrans("Ðð", "Đđ")  # U+00D0, U+00F0
# A word with the tones in it that NFC could not join to a letter, and a tone apart from it with what it touches.
_WORD = re.compile(
    rf"(?P<word>[^\W\d_]+(?:[{TONES}]+[^\W\d_]*)*)(?:(?P<space>[ \u00a0])(?P<tone>[{TONES}])(?P<rest>[^\W\d_]*))?"
)
_SIGN = re.compile(rf"[Ðð{TONES}]")


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
    for fault in reversed(_faults(composed)):
        composed = composed[: fault.start] + fault.meant + composed[fault.end :]
    return composed


def count_mended(text: str) -> int:
    """How many words of `text` it takes more than NFC to put right."""
    return len(_faults(nfc(text)))


def compose(text: str) -> tuple[str, Sequence[int]]:
    """`text` as `mend` gives it, and for each of its characters (and its end) the offset in `text` it came from."""
    composed = nfc(text)
    faults = _faults(composed)
    if composed == text and not faults:
        return text, range(len(text) + 1)
    offsets = _offsets(text)
    for start, end, meant in reversed(faults):
        # The letters at the end of the word stay what they are; what was put right stands before them.
        same = next((n for n in range(len(meant)) if composed[end - 1 - n : end - n] != meant[-1 - n]), len(meant))
        head = [offsets[min(start + n, end - 1)] for n in range(len(meant) - same)]
        offsets[start:end] = head + offsets[end - same : end]
        composed = composed[:start] + meant + composed[end:]
    return composed, offsets


def _offsets(text: str) -> list[int]:
    """For each character of `text` in NFC, and its end, the offset in `text` it came from."""
    offsets: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        offsets += [cluster.start()] * len(nfc(cluster[0]))
    return [*offsets, len(text)]


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


def _together(word: str, space: str, tone: str, rest: str) -> str | None:
    """`word` with the `tone` that stands apart from it; None where that gives no syllable."""
    whole, toned = with_tone(word + rest, tone), with_tone(word, tone)
    if not rest:
        return toned  # the space was there to carry the tone
    if is_syllable(rest):
        return f"{toned}{space}{rest}" if toned and not whole else None  # "thu ̉y" may be "thủ y" or "thủy"
    return whole or (toned and f"{toned}{space}{rest}")


class _Fault(NamedTuple):
    start: int
    end: int
    meant: str


def _faults(composed: str) -> list[_Fault]:
    """What stands in NFC `composed` in place of the syllables that were meant."""
    if composed.isascii() or not _SIGN.search(composed):
        return []
    faults = []
    for match in _WORD.finditer(composed):
        meant = _together(match["word"], match["space"], match["tone"], match["rest"]) if match["tone"] else None
        if meant is not None:
            faults.append(_Fault(match.start(), match.end(), meant))
        elif (meant := mend_word(match["word"])) != match["word"]:
            faults.append(_Fault(match.start(), match.end("word"), meant))
    return faults


_ONLY_VIETNAMESE = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_VIETNAMESE = re.compile(f"[{_ONLY_VIETNAMESE}{_ONLY_VIETNAMESE.upper()}]")


def vietnamese_density(text: str) -> float:
    """The share of the letters of `text` that only Vietnamese spelling explains, from 0 to 1; news runs at 0.2–0.3."""
    composed = nfc(text)
    letters = sum(map(str.isalpha, composed))
    others = _VIETNAMESE.sub("", composed)
    return (len(composed) - len(others)) / letters if letters else 0.0
