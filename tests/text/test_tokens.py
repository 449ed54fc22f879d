"""One tokenizer, with offsets into the text as given."""

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text import exact_key, keys, plain_key, tokenize


def test_runs_of_letters_and_of_digits_are_tokens() -> None:
    assert keys("TP.Cao Lãnh có 58/58 chi bộ, 03-CT/TW") == [
        "tp", "cao", "lãnh", "có", "58", "58", "chi", "bộ", "03", "ct", "tw",
    ]  # fmt: skip


def test_offsets_of_decomposed_text_are_its_own() -> None:
    text = unicodedata.normalize("NFD", "đạo đức")
    tokens = tokenize(text)
    assert [text[token.start : token.end] for token in tokens] == text.split()
    assert [token.exact for token in tokens] == ["đạo", "đức"]


@given(st.text())
def test_tokens_cut_the_source_and_agree_with_keys(text: str) -> None:
    tokens = tokenize(text)
    assert [token.exact for token in tokens] == keys(text)
    for token in tokens:
        surface = text[token.start : token.end]
        assert (token.exact, token.plain) == (exact_key(surface), plain_key(surface))
    assert all(a.end <= b.start for a, b in pairwise(tokens))
