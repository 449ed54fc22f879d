"""Vietnamese text: pure functions over strings, without I/O and without state."""

from newsarchive.text.encodings import READINGS, accented_words, bytes_of, one_byte, spelling
from newsarchive.text.formats import LANGUAGES, Language, format_day, format_moment, format_number
from newsarchive.text.letters import compose, exact_key, has_diacritic, nfc, paired, plain_key, vietnamese_density
from newsarchive.text.names import SURNAMES, UPPER, csl_name, name_form
from newsarchive.text.sentences import sentences
from newsarchive.text.syllables import is_syllable
from newsarchive.text.tokens import Token, keys, tokenize

__all__ = [
    "LANGUAGES",
    "READINGS",
    "SURNAMES",
    "UPPER",
    "Language",
    "Token",
    "accented_words",
    "bytes_of",
    "compose",
    "csl_name",
    "exact_key",
    "format_day",
    "format_moment",
    "format_number",
    "has_diacritic",
    "is_syllable",
    "keys",
    "name_form",
    "nfc",
    "one_byte",
    "paired",
    "plain_key",
    "sentences",
    "spelling",
    "tokenize",
    "vietnamese_density",
]
