"""The Vietnamese encodings from before Unicode, and how well a text spells Vietnamese.

All of them put their letters where windows-1252 has others, so each is a way to read windows-1252 text; the same holds
for pages on which such text was saved as UTF-8. Sources of the tables: TCVN 5712:1993 (the set VN3, "ABC"); the scheme
of VNI Software, a letter and a mark; RFC 1456 (VISCII). The first and the last agree with the GNU C library's tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

from newsarchive.text.letters import nfc
from newsarchive.text.syllables import is_syllable

# windows-1252 leaves five bytes open; they keep their number, so that each byte is one character and back.
_C1 = {n: bytes([n]).decode("cp1252") for n in range(0x80, 0xA0) if n not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_BYTE = {ord(character): n for n, character in _C1.items()}


def one_byte(data: bytes) -> str:
    """`data` as windows-1252, one character a byte."""
    return data.decode("latin-1").translate(_C1)


def bytes_of(text: str) -> bytes:
    """The bytes whose windows-1252 (or latin-1) reading `text` is. Raises `UnicodeEncodeError` where it is none."""
    return text.translate(_BYTE).encode("latin-1")


def _table(rows: dict[int, str]) -> dict[int, str]:
    """Which letter each character of windows-1252 stands for, by the letters that stand from a code on."""
    places = {first + n: letter for first, letters in rows.items() for n, letter in enumerate(letters)}
    return {ord(one_byte(bytes([code]))): letter for code, letter in places.items()}


_TCVN3 = _table(
    {
        0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
        0xB5: "àảãáạ",
        0xBB: "ằẳẵắ",
        0xC6: "ặầẩẫấậè",
        0xCE: "ẻẽéẹềểễếệìỉ",
        0xDC: "ĩíịò",
        0xE1: "ỏõóọồổỗốộờởỡớợù",
        0xF1: "ủũúụừửữứựỳỷỹýỵ",
    }
)
_VISCII = _table(
    {
        0x02: "Ẳ",
        0x05: "ẴẪ",
        0x14: "Ỷ",
        0x19: "Ỹ",
        0x1E: "Ỵ",
        0x80: "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ",
        0xA0: "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ",
        0xC0: "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư",
        0xE0: "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
    }
)
# VNI: some letters alone, the others as a plain letter and a mark; a mark may be of either case beside a capital.
_ALONE = dict(zip("íìæóòîñôöÍÌÆÓÒÎÑÔÖ", "íìỉĩịỵđơưÍÌỈĨỊỴĐƠƯ", strict=True))
_TONES = "\u0301\u0300\u0309\u0303\u0323"
_MARKS = {
    "aeouyôö": dict(zip("ùøûõï", _TONES, strict=True)),
    "aeo": {"â": "\u0302", **{mark: f"\u0302{tone}" for mark, tone in zip("áàåãä", _TONES, strict=True)}},
    "a": {"ê": "\u0306", **{mark: f"\u0306{tone}" for mark, tone in zip("éèúüë", _TONES, strict=True)}},
}


def _pairs() -> dict[str, str]:
    pairs = {}
    for bases, marks in _MARKS.items():
        for base, (mark, accents) in product(bases, marks.items()):
            letter = nfc(_ALONE.get(base, base) + accents)
            pairs[base + mark] = letter
            pairs[base.upper() + mark] = pairs[base.upper() + mark.upper()] = letter.upper()
    return pairs


_PAIRS = _pairs() | _ALONE
_VNI = re.compile("|".join(sorted(map(re.escape, _PAIRS), key=len, reverse=True)))

READINGS: dict[str, Callable[[str], str]] = {
    "tcvn3": lambda text: text.translate(_TCVN3),
    "vni": lambda text: _VNI.sub(lambda match: _PAIRS[match[0]], text),
    "viscii": lambda text: text.translate(_VISCII),
}
"""What a windows-1252 text says, read in each of the old encodings."""

# Letters, and whatever sign a letter may have been misread as; not the punctuation that news prints.
_WORD = re.compile(r"[A-Za-z\u0080-\uffff]+")
_PRINTED = re.compile("[\u00a0«»‘’‚“”„–—…•\u200b-\u200f\ufeff]+")


def accented_words(text: str) -> set[str]:
    """The different words of `text` with a sign beyond ASCII, which in an unread encoding may be a letter."""
    return {word for word in _WORD.findall(text) if not word.isascii()}


def spelling(text: str) -> tuple[int, int]:
    """How many different words with a character beyond ASCII are Vietnamese syllables, and how many there are."""
    words = accented_words(_PRINTED.sub(" ", text))
    return sum(map(is_syllable, words)), len(words)
