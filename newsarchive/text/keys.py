"""Keys: what counts as the same word, and which words a word that was asked for finds.

The *exact* key is NFC, case-folded, with the tone on the old place (``hoà`` = ``hòa``); the *plain* key is the same
without diacritics and with ``đ`` as ``d``. A word typed without diacritics asks by its plain key, any other by its
exact one, so ``hoc tap`` finds ``học tập`` and ``hóc tập`` does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from newsarchive.text.letters import mend_word, nfc

_NEW_TO_OLD = dict(
    zip(
        "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split(),
        "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split(),
        strict=True,
    )
)
# Only open rhymes move their tone: the pair ends the syllable, and the u of "qu" belongs to the onset (quý, quỹ).
_NEW_STYLE = re.compile(f"(?:{'|'.join(_NEW_TO_OLD)})$")
_PLAIN_D = str.maketrans("đð", "dd")  # an eth that is no đ looks like one all the same
_REMEMBERED = 200_000  # the words of the language and its names; what an archive has beyond them is rare


class Memory(dict[str, str]):
    """The keys of words seen before: news asks for the same few thousand by the million."""

    def __init__(self, of: Callable[[str], str]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        key = self[word] = self._of(word)
        return key


def _exact(word: str) -> str:
    # Case-folding takes the decomposed form (Unicode 17.0, D145), so that both normal forms have one key.
    key = mend_word(nfc(unicodedata.normalize("NFD", word).casefold()))
    if not key.isascii() and (match := _NEW_STYLE.search(key)):
        start = match.start()
        if not (match[0][0] == "u" and key[start - 1 : start] == "q"):
            key = key[:start] + _NEW_TO_OLD[match[0]]
    return key


def _plain(word: str) -> str:
    key = EXACT[word]
    if key.isascii():
        return key
    decomposed = unicodedata.normalize("NFD", key)
    return nfc("".join(c for c in decomposed if not unicodedata.combining(c)).translate(_PLAIN_D))


EXACT, PLAIN = Memory(_exact), Memory(_plain)
"""The keys of words, to be looked up: ``EXACT["Hoà"]`` is ``"hòa"``, ``PLAIN["Hoà"]`` is ``"hoa"``."""


def exact_key(word: str) -> str:
    """The key by which a word with diacritics matches only itself: NFC, case-folded, old tone placement."""
    return EXACT[word]


def plain_key(word: str) -> str:
    """The exact key without diacritics and with ``đ`` as ``d``; what a word typed without accents is compared by."""
    return PLAIN[word]


class Word(NamedTuple):
    """A word asked for: its key, and whether that is a plain key (typed without diacritics) or an exact one.

    As a `prefix` it stands for every word whose key of that kind begins so.
    """

    key: str
    plain: bool
    prefix: bool = False


def stands_for(asked: Word, exact: str) -> bool:
    """Whether `asked` finds the word whose exact key is `exact`."""
    key = PLAIN[exact] if asked.plain else exact
    return key.startswith(asked.key) if asked.prefix else key == asked.key


def asked(word: str, *, prefix: bool = False) -> Word:
    """What `word` asks for: itself alone where it has any diacritic or ``đ``, else every word with its letters."""
    exact, plain = EXACT[word], PLAIN[word]
    return Word(plain, True, prefix) if exact == plain else Word(exact, False, prefix)
