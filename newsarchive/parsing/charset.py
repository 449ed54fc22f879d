"""Bytes to text: which encoding a page is in, decided by how well the result spells Vietnamese.

Charset guessers take TCVN3 and VNI for windows-1258 or even UTF-8, and old pages declare what they like. So: a byte
order mark holds; then UTF-8, where the bytes are that; else whichever of the Vietnamese encodings gives most syllables.
A page whose letters were misread once before it was saved (UTF-8 as windows-1252, or TCVN3 and VNI as if they were
windows-1252) is valid UTF-8 and wrong; it is read back where nothing was lost. Every decision but plain UTF-8 is a
warning with its count.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import NamedTuple

from newsarchive.text import READINGS, accented_words, bytes_of, one_byte, spelling

_BOMS = {
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w\-]+)""", re.IGNORECASE)
# A lead byte of UTF-8 and a byte that goes on, each read as windows-1252 (or latin-1).
_SIGNS = one_byte(bytes(range(0x80, 0xA0)))
_MISREAD = re.compile(f"[\u00c2-\u00f4][\u0080-\u00bf{_SIGNS}]")
# Quotation marks and dashes, which stay misread where a page of several sources was put right by its letters alone.
_QUOTES = re.compile(f"â€[\u0080-\u00bf{_SIGNS}]")
# The commonest of them read as windows-1258, which has other letters for C3, CC, D2, DE, EC and F2.
_SIGNS_1258 = ("áº", "á»", "Ä‘", "Æ", "Ă")  # one of them, to ask quickly
_MISREAD_1258 = re.compile("áº|á»|Ä‘|Æ°|Æ¡|Ă[\u0080-\u00bf]")
# What windows-1252 does not have: a text with one of these was not read as such.
_BEYOND = re.compile(f"[^\u0000-\u00ff{_SIGNS}]")
_LOST = "\ufffd"
_SAMPLE = 1_000_000  # characters are plenty to know an encoding by
_LEAST = 0.75  # of the words with accents have to be syllables before a text counts as read rightly

# Where two fit equally well, the first; five bytes stand for nothing in windows-1258.
_READINGS = {"cp1258": lambda text: bytes_of(text).decode("cp1258", errors="replace"), **READINGS}


class Decoded(NamedTuple):
    """The text, the encoding it was found to be in, and what was decided on the way."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def mark(data: bytes) -> str | None:
    """The encoding that a byte order mark names."""
    return next((name for bom, name in _BOMS.items() if data.startswith(bom)), None)


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """`data` as text, `declared` being the encoding that was said to be theirs.

    Never fails: what stands for no character becomes U+FFFD, and is counted in a warning.
    """
    marked = mark(data)
    encoding = marked or "utf-8"
    with suppress(UnicodeDecodeError):
        return _read_back(data.decode(encoding), encoding)
    text = data.decode(encoding, errors="replace")
    lost = text.count(_LOST)
    # In any other encoding hardly a letter beyond ASCII would pass as UTF-8.
    if marked or lost * 20 <= sum(not character.isascii() for character in text) - lost:
        return Decoded(text, encoding, (f"bytes that stand for no character, shown as U+FFFD: {lost}",))
    return _by_spelling(data, _declared(data) or declared)


def _by_spelling(data: bytes, declared: str | None) -> Decoded:
    """The Vietnamese encoding that gives most syllables; without any, what is declared, or windows-1252."""
    text = one_byte(data)
    best, syllables, words = _best(text)
    if _share(syllables, words) >= _LEAST:
        warnings = (f"not UTF-8, read as {best} by its syllables: {syllables}/{words}",)
        return Decoded(_READINGS[best](text), best, warnings)
    if declared:
        with suppress(UnicodeError, LookupError):
            if not declared.replace("-", "_").endswith(("escape", "codec")):  # some of Python's own run what they read
                return Decoded(data.decode(declared), declared)
    warnings = ("not UTF-8, read as windows-1252 for want of better",)
    return Decoded(data.decode("cp1252", errors="replace"), "cp1252", warnings)


def _read_back(text: str, encoding: str) -> Decoded:
    """`text`, which was valid, with what was misread before it was saved read as it was meant."""
    if text.isascii():
        return Decoded(text, encoding)
    if _MISREAD.search(text):
        lines = text.split("\n")
        back = [_line_read_back(line) for line in lines]
        # A line such as "CÔ…" happens to be UTF-8 misread, too; a page that was misread spells better when read back.
        if _share(*spelling("\n".join(back))) <= _share(*spelling(text)):
            back = lines
        back = [_QUOTES.sub(lambda match: bytes_of(match[0]).decode("utf-8"), line) for line in back]
        repaired = sum(line != other for line, other in zip(lines, back, strict=True))
        if repaired:
            text = "\n".join(back)
            warnings = (f"UTF-8 that was read as windows-1252, repaired lines: {repaired}", *_unrepaired(text))
            return Decoded(text, f"{encoding} as cp1252", warnings)
    if _BEYOND.search(text) is None:
        return _old_letters(text, encoding)
    return Decoded(text, encoding, _unrepaired(text))


def _line_read_back(line: str) -> str:
    """`line` as it was before UTF-8 was read as windows-1252, up to twice; unchanged where it was not."""
    for _ in range(2):
        if _MISREAD.search(line) is None:
            break
        try:
            line = bytes_of(line).decode("utf-8")
        except UnicodeError:
            break
    return line


def _old_letters(text: str, encoding: str) -> Decoded:
    """Windows-1252 `text`, or what it says where its bytes were old letters."""
    best, syllables, words = _best(text)
    # French or Spanish has words that are syllables in one of the readings, but never most of them.
    if words >= 4 and _share(syllables, words) >= _LEAST and _share(*spelling(text)) < 0.5:
        warnings = (f"old Vietnamese letters, read as {best} by their syllables: {syllables}/{words}",)
        return Decoded(_READINGS[best](text), f"{encoding} as {best}", warnings)
    return Decoded(text, encoding)


def _best(text: str) -> tuple[str, int, int]:
    """The reading of windows-1252 `text` that gives most syllables: its name, how many, and of how many words."""
    accented = "\n".join(accented_words(text[:_SAMPLE]))  # once each: pages repeat words
    good = {name: spelling(read(accented)) for name, read in _READINGS.items()}
    best = max(good, key=lambda name: _share(*good[name]))
    return best, *good[best]


def _unrepaired(text: str) -> tuple[str, ...]:
    """A warning where UTF-8 was misread in a way that lost letters, as windows-1258 loses them."""
    misread = len(_MISREAD_1258.findall(text)) if any(sign in text for sign in _SIGNS_1258) else 0
    # Such pairs of signs do not stand side by side in clean text; a page about encodings may quote one or two.
    return (f"letters lost where UTF-8 was read as another encoding, not repaired: {misread}",) if misread >= 3 else ()


def _share(syllables: int, words: int) -> float:
    return syllables / words if words else 0.0


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else None
