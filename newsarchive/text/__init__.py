"""Vietnamese text: pure functions over strings, without I/O and without state."""

from newsarchive.text.encodings import READINGS, accented_words, bytes_of, one_byte, spelling
from newsarchive.text.formats import LANGUAGES, Language, format_day, format_moment, format_month, format_number
from newsarchive.text.keys import PLAIN, Word, asked, exact_key, plain_key, stands_for
from newsarchive.text.letters import compose, count_mended, mend, nfc, paired, vietnamese_density
from newsarchive.text.names import SURNAMES, UPPER, csl_name, name_form
from newsarchive.text.ngrams import border_filter, count_ngrams, ngrams, runs
from newsarchive.text.numbers import Number, find_numbers, read_number, spell_number
from newsarchive.text.order import collation_key
from newsarchive.text.printable import code_point, visible
from newsarchive.text.sentences import sentences
from newsarchive.text.syllables import is_syllable, with_tone
from newsarchive.text.tokens import Tokens, keys, token_bounds, tokenize
from newsarchive.text.typing import meant

__all__ = [
    "LANGUAGES",
    "PLAIN",
    "READINGS",
    "SURNAMES",
    "UPPER",
    "Language",
    "Number",
    "Tokens",
    "Word",
    "accented_words",
    "asked",
    "border_filter",
    "bytes_of",
    "code_point",
    "collation_key",
    "compose",
    "count_mended",
    "count_ngrams",
    "csl_name",
    "exact_key",
    "find_numbers",
    "format_day",
    "format_moment",
    "format_month",
    "format_number",
    "is_syllable",
    "keys",
    "meant",
    "mend",
    "name_form",
    "nfc",
    "ngrams",
    "one_byte",
    "paired",
    "plain_key",
    "read_number",
    "runs",
    "sentences",
    "spell_number",
    "spelling",
    "stands_for",
    "token_bounds",
    "tokenize",
    "vietnamese_density",
    "visible",
    "with_tone",
]
