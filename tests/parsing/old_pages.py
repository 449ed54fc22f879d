"""Writing Vietnamese as pages from before Unicode have it; the benchmark of encodings uses it too."""

import unicodedata
from collections.abc import Callable

from newsarchive.text import READINGS, bytes_of, one_byte


def _codes(name: str) -> dict[str, bytes]:
    """How each letter is written, by reading every byte and every pair of an ASCII vowel or ô, ư and a byte."""
    ones = [bytes([n]) for n in range(128, 256)]
    bases = [bytes([n]) for n in b"aeouyAEOUY"] + ones if name == "vni" else []
    pairs = [base + one for base in bases for one in ones]
    return {READINGS[name](one_byte(code)): code for code in (*ones, *pairs)}


def old(name: str, text: str) -> bytes:
    codes = _codes(name)
    return b"".join(codes.get(letter) or bytes_of(letter) for letter in unicodedata.normalize("NFC", text))


def tcvn3(text: str) -> bytes:
    """A capital with a tone has no code: the font showed a small letter as a capital."""
    codes = _codes("tcvn3")
    return old("tcvn3", "".join(c if c in codes or c.lower() not in codes else c.lower() for c in text))


def cp1258(text: str) -> bytes:
    """Letters with their roof, and the tone after them."""
    pieces = []
    for letter in unicodedata.normalize("NFC", text):
        decomposed = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in decomposed if mark in "\u0300\u0301\u0303\u0309\u0323"]
        base = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in tones))
        pieces.append(base.encode("cp1258") + "".join(tones).encode("cp1258"))
    return b"".join(pieces)


def misread(text: str) -> bytes:
    return one_byte(text.encode()).encode()


WRITTEN: dict[str, Callable[[str], bytes]] = {
    "tcvn3": tcvn3,
    "vni": lambda text: old("vni", text),
    "cp1258": cp1258,
    "utf-8 as cp1252": misread,
    "utf-8 as cp1258": lambda text: one_byte(cp1258(text)).encode(),
    "utf-8 as tcvn3": lambda text: one_byte(tcvn3(text)).encode(),
    "utf-8 as vni": lambda text: one_byte(old("vni", text)).encode(),
}
