"""One tokenizer, with offsets into the text as given, and the asymmetric match over what it gives."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text import Tokens, asked, exact_key, keys, plain_key, tokenize

WORDS = st.text(st.sampled_from("aàạăđdDĐ oòa\u0301\u0323.-5"), max_size=12)


def surfaces(text: str, tokens: Tokens) -> list[str]:
    return [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]


def found(query: str, text: str) -> list[str]:
    """The pieces of `text` that the phrase `query` finds."""
    tokens = tokenize(text)
    places = tokens.where(tuple(map(asked, keys(query))))
    return [text[tokens.starts[first] : tokens.ends[end - 1]] for first, end in places]


def test_runs_of_letters_and_of_digits_are_tokens() -> None:
    assert keys("TP.Cao Lãnh có 58/58 chi bộ, 03-CT/TW") == [
        "tp", "cao", "lãnh", "có", "58", "58", "chi", "bộ", "03", "ct", "tw",
    ]  # fmt: skip


def test_offsets_of_decomposed_text_are_its_own() -> None:
    text = unicodedata.normalize("NFD", "đạo đức")
    assert surfaces(text, tokenize(text)) == text.split()
    assert tokenize(text).exact == ["đạo", "đức"]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("cao lanh", "TP.Cao Lãnh", ["Cao Lãnh"]),
        ("cáo lãnh", "TP.Cao Lãnh", []),
        ("dao duc", "đạo đức, Đạo Đức", ["đạo đức", "Đạo Đức"]),
        ("Đang", "Đảng đang họp", ["đang"]),
        ("dang", "Đảng đang họp", ["Đảng", "đang"]),
        ("hoà", "hòa bình, hoà bình", ["hòa", "hoà"]),
        ("hoc tập", "học tập, hóc tập, học tấp", ["học tập", "hóc tập"]),
        ("58/58", "58/58 chi bộ, 58 58", ["58/58", "58 58"]),
        ("a a", "a a a a a", ["a a", "a a"]),
        ("a b", "a", []),
    ],
)
def test_a_word_without_accents_finds_any_one_with_accents_itself(query: str, text: str, expected: list[str]) -> None:
    assert found(query, text) == expected


@pytest.mark.parametrize(
    ("prefix", "expected"), [("ho", ["Hoa", "học", "HỌP"]), ("họ", ["học", "HỌP"]), ("đ", ["đi"]), ("5", ["58"])]
)
def test_a_prefix_finds_every_word_that_begins_so(prefix: str, expected: list[str]) -> None:
    text = "Hoa đi học, HỌP 58 dài"
    tokens = tokenize(text)
    places = tokens.where((asked(prefix, prefix=True),))
    assert [text[tokens.starts[first] : tokens.ends[end - 1]] for first, end in places] == expected


@given(st.text())
def test_tokens_cut_the_source_and_agree_with_keys(text: str) -> None:
    tokens = tokenize(text)
    assert tokens.exact == keys(text)
    assert len(tokens) == len(tokens.exact) == len(tokens.plain) == len(tokens.ends)
    for surface, exact, plain in zip(surfaces(text, tokens), tokens.exact, tokens.plain, strict=True):
        assert (exact, plain) == (exact_key(surface), plain_key(surface))
        assert surface.strip()
    assert all(end <= start for end, start in zip(tokens.ends, tokens.starts[1:], strict=False))


@given(WORDS, WORDS)
def test_plain_matches_are_a_superset_of_the_exact(query: str, text: str) -> None:
    """What a phrase finds, the same phrase without its accents finds as well."""
    words = keys(query)
    if words:
        bare = " ".join(map(plain_key, words))
        assert len(found(bare, text)) >= len(found(query, text))
        tokens = tokenize(text)
        exact = {n for n, key in enumerate(tokens.exact) if key == words[0]}
        plain = {first for first, _ in tokens.where((asked(plain_key(words[0])),))}
        assert exact <= plain
