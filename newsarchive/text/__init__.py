"""Vietnamese text: pure functions over strings, without I/O and without state."""

from newsarchive.text.formats import LANGUAGES, Language, format_day, format_moment, format_number
from newsarchive.text.letters import compose, exact_key, has_diacritic, nfc, plain_key, vietnamese_density
from newsarchive.text.sentences import sentences
from newsarchive.text.tokens import Token, keys, tokenize

__all__ = [
    "LANGUAGES",
    "Language",
    "Token",
    "compose",
    "exact_key",
    "format_day",
    "format_moment",
    "format_number",
    "has_diacritic",
    "keys",
    "nfc",
    "plain_key",
    "sentences",
    "tokenize",
    "vietnamese_density",
]
