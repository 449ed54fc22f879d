"""Words are found by their keys, and files that are not whole are known."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_rows import MANY, WORDS, rows

from newsarchive.article import Article
from newsarchive.store import postings
from newsarchive.store.indexing import index_text, merge
from newsarchive.text import PLAIN, Word, asked, keys


def stands_for(word: Word, exact: str) -> bool:
    """Whether `word` asks for the word with the key `exact`."""
    key = PLAIN[exact] if word.plain else exact
    return key.startswith(word.key) if word.prefix else key == word.key


@given(MANY, st.sampled_from([key for word in WORDS for key in keys(word)]), st.integers(1, 5), st.booleans())
def test_a_word_stands_for_just_the_words_that_it_asks_for(
    some: list[Article], typed: str, length: int, prefix: bool
) -> None:
    made = index_text(rows(some))
    for word in (asked(typed[:length], prefix=prefix), Word(typed, False, prefix), Word(PLAIN[typed], True, prefix)):
        found = made.numbers(word)
        named = [made.exact[number].as_py() for low, high in found for number in range(low, high)]
        assert named == [each for each in made.exact.to_pylist() if stands_for(word, each)]
        inside = [each for each in made.stream.tolist() if each >= 0 and stands_for(word, made.exact[each].as_py())]
        assert made.count(found) == len(inside)


@given(MANY)
def test_the_lists_are_the_stream_turned_round(some: list[Article]) -> None:
    made = index_text(rows(some))
    for word in range(len(made.words)):
        here = slice(made.offsets[word], made.offsets[word + 1])
        assert made.positions[here].tolist() == np.flatnonzero(made.stream == word).tolist()
        cells = np.searchsorted(made.starts, made.positions[here], "right") - 1
        assert made.owners[here].tolist() == (cells % made.articles).tolist()
    plain = made.plain.to_pylist()
    assert plain == [PLAIN[word] for word in made.exact.to_pylist()]
    assert plain == sorted(plain)


@given(some=MANY)
def test_what_is_read_is_what_was_written(tmp_path_factory: pytest.TempPathFactory, some: list[Article]) -> None:
    folder, made = tmp_path_factory.mktemp("postings") / "text", index_text(rows(some))
    merge([made], folder)
    assert_same(postings.read(folder, made.zones), made)
    assert postings.is_whole(folder)


def assert_same(one: postings.Postings, other: postings.Postings) -> None:
    assert one.words.equals(other.words)
    for name in postings.ARRAYS:
        first, second = getattr(one, name), getattr(other, name)
        assert first.dtype == second.dtype, name
        assert first.tolist() == second.tolist(), name


def test_a_file_that_is_missing_cut_short_or_of_something_else_is_known(tmp_path: Path) -> None:
    folder = tmp_path / "text"
    merge([index_text(rows([]))], folder)
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        path.write_bytes(data[:-1])
        assert not postings.is_whole(folder)
        path.unlink()
        assert not postings.is_whole(folder)
        path.write_bytes(data)
        assert postings.is_whole(folder)
    (folder / "stream.npy").write_bytes(bytes(128))
    with pytest.raises(ValueError, match="magic"):
        postings.read(folder, 3)
    (folder / "stream.npy").unlink()
    with pytest.raises(FileNotFoundError):
        postings.read(folder, 3)
