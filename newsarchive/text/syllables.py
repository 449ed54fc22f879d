"""The grammar of the Vietnamese syllable: onset × rhyme × tone.

A closed set of onsets and rhymes, and one rule of tones: a rhyme that ends in c, ch, p or t takes only sắc or nặng.
What it accepts need not be a word: it accepts nearly every word of Vietnamese news, and few of the same text read in a
wrong encoding. After the description of the syllable in Đoàn Thiện Thuật, *Ngữ âm tiếng Việt* (1977), with the rhymes
of loans that news prints (oong, êng).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()
_RHYMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet
    oi om on ong ooc oong op ot
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uơ uy uya uych uyên uyêt uynh
    uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y ych yêm yên yêng yêt yêu yn ynh yp yt
    """.split()
)
_STOPS = ("c", "ch", "p", "t")
_TONES = ("\u0300", "\u0301", "\u0303", "\u0309", "\u0323")  # huyền, sắc, ngã, hỏi, nặng
_CHECKED = ("\u0301", "\u0323")  # sắc, nặng


@lru_cache(maxsize=100_000)
def is_syllable(word: str) -> bool:
    """True where `word`, in any case and normal form, is a syllable that Vietnamese spelling allows."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    tones = "".join(mark for mark in decomposed if mark in _TONES)
    letters = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES))
    return len(tones) <= 1 and any(_allowed(rhyme, tones) for rhyme in _rhymes(letters))


def _rhymes(letters: str) -> list[str]:
    """What may be the rhyme: the letters after each onset that they begin with; the i of gi may be the rhyme itself."""
    rhymes = [letters, *(letters.removeprefix(onset) for onset in _ONSETS if letters.startswith(onset))]
    return [*rhymes, "i"] if letters == "gi" else rhymes


def _allowed(rhyme: str, tone: str) -> bool:
    return rhyme in _RHYMES and (tone in _CHECKED or not rhyme.endswith(_STOPS))
