"""Typing: what the keys of Telex and VNI were meant to give, where no input method was on.

Both write a letter and then what is put on it, at once or at the end of the syllable: ``hocj`` and ``hoc5`` are *học*,
``dduwowngf`` and ``duong972`` *đường*. The keys are those of the two methods as Vietnamese input software has them.
"""

from __future__ import annotations

import re
import unicodedata

from newsarchive.text.letters import nfc
from newsarchive.text.syllables import is_syllable, with_tone

_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_TONES = {
    **dict(zip("sfrxj", "\u0301\u0300\u0309\u0303\u0323", strict=True)),
    **dict(zip("12345", "\u0301\u0300\u0309\u0303\u0323", strict=True)),
}
_VOWEL = re.compile("[aăâeêioôơuưy]", re.IGNORECASE)
# The vowels that a key changes, tried in turn; the u of "qu" is no vowel. Telex has one key for breve and horn.
_CHANGES = {
    "6": [("[aeo]", _CIRCUMFLEX)],
    "7": [("(?<!q)uo|(?<!q)uu?|o", _HORN)],
    "8": [("a", _BREVE)],
    "w": [("(?<!q)u[oa]|(?<!q)uu?|o(?!a)", _HORN), ("a", _BREVE)],
    **{letter: [(letter, _CIRCUMFLEX)] for letter in "aeo"},
}


def meant(typed: str) -> str:
    """The syllable that `typed` stands for in Telex or VNI; `typed` itself where there is none.

    A tone's key counts behind a vowel: the s of ``sachs`` is one at the end. The case of the letters is kept.
    """
    letters, tone = "", ""
    for key in nfc(typed):
        if key.lower() in _TONES and _VOWEL.search(_bare(letters)):
            tone = _TONES[key.lower()]
        else:
            letters = _changed(letters, key.lower()) or letters + key
    letters = re.sub("ươ$", "uơ", letters, flags=re.IGNORECASE)  # huơ, thuở: only before another letter it is ươ
    result = with_tone(letters, tone) if tone else letters
    return result if result and is_syllable(result) else typed


def _changed(letters: str, key: str) -> str | None:
    """`letters` after a `key` that changes one or two of them; None where it changes nothing."""
    if key in ("d", "9"):
        return ("Đ" if letters[0] == "D" else "đ") + letters[1:] if letters[:1] in ("d", "D") else None
    for vowels, mark in _CHANGES.get(key, ()):
        if match := re.search(vowels, letters, re.IGNORECASE):
            first = match.start()
            # Of "ua" and "uu" the u alone takes the horn: mưa, lưu; of "uo" both letters do.
            end = match.end() if match[0].lower() == "uo" else first + 1
            return letters[:first] + "".join(nfc(letter + mark) for letter in letters[first:end]) + letters[end:]
    return letters + "ư" if key == "w" and not _VOWEL.search(_bare(letters)) else None


def _bare(letters: str) -> str:
    """`letters` without accents."""
    return "".join(letter for letter in unicodedata.normalize("NFD", letters) if not unicodedata.combining(letter))
