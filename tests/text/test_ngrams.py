"""Runs of syllables, and which of them say the same thing twice."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text import border_filter, count_ngrams, keys, ngrams

STORY = """Bí thư Thành ủy đến thăm. Bí thư Thành uỷ nói về kinh tế. Phó bí thư dự. Bí thư chi bộ hỏi. Tân bí thư đáp.
Thành ủy họp. Kinh tế phát triển. Tế bào ung thư. Ban thường vụ họp, ban thường vụ bàn kinh tế; ban kiểm tra nghe."""


def words(ngram: tuple[str, ...]) -> str:
    return " ".join(ngram)


def test_runs_do_not_cross_what_is_printed_between_words() -> None:
    found = [words(ngram) for ngram in ngrams("Cà Mau, Bạc Liêu - Sóc Trăng\n10", 2)]
    assert sorted(found) == sorted(
        ["cà", "mau", "cà mau", "bạc", "liêu", "bạc liêu", "liêu sóc", "sóc", "trăng", "sóc trăng", "10"]
    )


def test_both_tone_styles_are_one_ngram() -> None:
    assert count_ngrams([STORY])["thành", "ủy"] == 3


def test_junk_over_the_borders_of_words_is_explained() -> None:
    counts = count_ngrams([STORY])
    scores = {ngram: float(count * len(ngram)) for ngram, count in counts.items() if len(ngram) <= 4 and count > 1}
    scores["bí", "thư"], scores["thành", "ủy"], scores["thư", "thành"] = 30.0, 28.0, 20.0
    kept = [words(ngram) for ngram in border_filter(scores, counts)]
    assert "thư thành" not in kept  # always in "bí thư thành ủy"
    assert "thường vụ" not in kept  # always in "ban thường vụ"
    assert {"bí thư", "ban thường vụ", "kinh tế"} <= set(kept)
    assert "thường" not in kept


def test_a_word_that_merely_shares_a_syllable_stays() -> None:
    counts = Counter(
        {("kinh", "tế"): 50, ("tế", "bào"): 10, ("kinh",): 50, ("tế",): 60, ("bào",): 10, ("của", "tế", "bào"): 3}
    )
    assert border_filter({("kinh", "tế"): 90.0, ("tế", "bào"): 20.0}, counts) == [("kinh", "tế"), ("tế", "bào")]


@given(st.text(st.sampled_from("ab cđ.,-\n1"), max_size=40), st.integers(1, 5))
def test_every_token_is_a_unigram_and_every_run_stands_in_the_text(text: str, longest: int) -> None:
    found = list(ngrams(text, longest))
    assert [ngram[0] for ngram in found if len(ngram) == 1] == keys(text)
    joined = " ".join(keys(text))
    assert all(1 <= len(ngram) <= longest and words(ngram) in joined for ngram in found)


@given(st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), st.floats(1, 100), max_size=9))
def test_the_strongest_is_never_explained_by_an_overlap(scores: dict[tuple[str, ...], float]) -> None:
    counts = Counter(dict.fromkeys(scores, 2))
    kept = border_filter(scores, counts)
    assert kept == sorted(scores, key=lambda ngram: (-scores[ngram], ngram))  # nothing longer was ever counted
