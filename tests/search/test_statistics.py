"""The measures against the examples their sources print, against established tools, and against what they must be."""

import json
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.errors import UsageError
from newsarchive.search import statistics
from newsarchive.search.statistics import (
    collocation_log_likelihood,
    dp,
    dp_norm,
    garwood_interval,
    hhi,
    hhi_norm,
    log_dice,
    log_likelihood,
    log_ratio,
    mutual_information,
    p_value,
    percent_difference,
    t_score,
    wilson_interval,
)

MEASURED = json.loads(Path(__file__).with_name("measured.json").read_text("utf-8"))["measured"]


@pytest.fixture(autouse=True)
def no_warning() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


# Printed examples


def test_log_likelihood_of_two_cells() -> None:
    """The exercise for a log-likelihood form in scribd.com/presentation/807361921, "Corpus 2": 52 in 50,000 words and
    57 in 75,000 give "+ 2.65"."""
    assert log_likelihood(52, 57, 50_000, 75_000) == pytest.approx(2.65, abs=0.005)


def test_critical_values_of_log_likelihood() -> None:
    """UCREL's log-likelihood wizard: 3.84, 6.63, 10.83 and 15.13 for p < 0.05, 0.01, 0.001 and 0.0001."""
    assert p_value([3.84, 6.63, 10.83, 15.13]) == pytest.approx([0.05, 0.01, 0.001, 0.0001], rel=0.01)


@pytest.mark.parametrize(
    ("cells", "printed"),
    [
        ((110, 2442, 111, 29114), 270.72),  # the swiss
        ((29, 13, 123, 31612), 263.90),  # can be
        ((31, 23, 139, 31584), 256.84),  # previous year
        ((10, 0, 3, 31764), 167.23),  # mineral water
    ],
)
def test_log_likelihood_of_four_cells(cells: tuple[int, ...], printed: float) -> None:
    """Dunning 1993, table 1: k(AB), k(A~B), k(~AB), k(~A~B)."""
    both, first, second, _ = cells
    value = collocation_log_likelihood(both, both + first, both + second, sum(cells))
    assert value == pytest.approx(printed, abs=0.005)


def test_mutual_information_of_doctor() -> None:
    """Church & Hanks 1990, associations with "doctor" in the 1987 AP corpus, whose N is given as 15 million."""
    together, first, second, printed = np.transpose(
        [
            (12, 111, 621, 11.3),  # honorary doctor
            (8, 1105, 44, 11.3),  # doctors dentists
            (30, 1105, 241, 10.7),  # doctors nurses
            (8, 1105, 154, 9.4),  # doctors treating
            (6, 275, 621, 9.0),  # examined doctor
            (25, 621, 1407, 8.7),  # doctor bills
        ]
    )
    assert mutual_information(together, first, second, 15e6) == pytest.approx(printed, abs=0.07)


def test_mutual_information_and_t_score() -> None:
    """Manning & Schütze 1999, tables 5.6 and 5.14: N is 14,307,668, and each pair occurs 20 times."""
    first, second, t, mi = np.transpose(
        [
            (42, 20, 4.4721, 18.38),  # Ayatollah Ruhollah
            (30, 117, 4.4720, 16.31),  # Agatha Christie
            (14_907, 9_017, 2.3714, 1.09),  # first made
            (15_019, 15_629, 0.8036, 0.29),  # time last
        ]
    )
    assert t_score(20, first, second, 14_307_668) == pytest.approx(t, abs=1e-4)
    assert mutual_information(20, first, second, 14_307_668) == pytest.approx(mi, abs=0.005)


def test_log_dice() -> None:
    """Rychlý 2008, p. 9: at most 14; 0 is one co-occurrence in 16,000; a point more is twice as often, 7 a hundred."""
    assert log_dice(500, 500, 500) == 14
    assert log_dice(1, 16_000, 16_000) == pytest.approx(0, abs=0.05)
    one, two, hundred = log_dice([1, 2, 100], 16_000, 16_000)
    assert two - one == pytest.approx(1)
    assert hundred - one == pytest.approx(7, abs=0.5)


def test_log_ratio_counts_doublings() -> None:
    """Hardie 2014: 0 for the same relative frequency, and a point for each doubling; 0.5 stands for a count of 0."""
    assert log_ratio([10, 20, 40, 80, 5], 10, 1000, 1000) == pytest.approx([0, 1, 2, 3, -1])
    assert log_ratio(8, 0, 1000, 1000) == 4
    assert log_ratio(0, 8, 1000, 1000) == -4


def test_percent_difference() -> None:
    """Gabrielatos & Marchi 2012: 100 is twice as frequent, -100 is absent; nothing to divide by is no number."""
    assert percent_difference([10, 20, 0], 10, 1000, 1000) == pytest.approx([0, 100, -100])
    assert percent_difference(3, 0, 1000, 1000) == np.inf


def test_dispersion() -> None:
    """Lijffijt & Gries 2012, p. 148 for DPnorm; the five parts of Gries 2008, p. 406, reckoned by hand:
    ½ (|1/15 - 9/50| + |2/15 - 10/50| + 0 + |4/15 - 10/50| + |5/15 - 11/50|) = 0.18."""
    assert dp_norm([2, 1, 0], [3, 3, 3]) == pytest.approx(0.5)
    assert dp([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]) == pytest.approx(0.18)
    assert dp_norm([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]) == pytest.approx(0.18 / (1 - 9 / 50))


def test_one_word_a_row() -> None:
    assert dp([[5, 5], [10, 0]], [100, 100]) == pytest.approx([0, 0.5])
    assert dp_norm([[5, 5], [10, 0]], [100, 100]) == pytest.approx([0, 1])


def test_concentration() -> None:
    """U.S. Department of Justice, "Herfindahl-Hirschman Index": shares of 30, 30, 20 and 20 percent make 2,600."""
    assert hhi([30, 30, 20, 20]) * 10_000 == pytest.approx(2600)
    assert hhi_norm([[7, 7, 7, 7], [9, 0, 0, 0]]) == pytest.approx([0, 1])


def test_wilson_interval() -> None:
    """Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3."""
    low, high = wilson_interval([81, 15, 0, 1], [263, 148, 20, 29])
    assert low == pytest.approx([0.2553, 0.0624, 0, 0.0061], abs=5e-5)
    assert high == pytest.approx([0.3662, 0.1605, 0.1611, 0.1718], abs=5e-5)


@pytest.mark.parametrize(
    ("confidence", "low", "high"), [(0.90, 17.38, 34.92), (0.95, 16.18, 36.90), (0.99, 14.00, 41.00)]
)
def test_garwood_interval(confidence: float, low: float, high: float) -> None:
    """GraphPad, "How QuickCalcs computes the confidence interval of a count": 25, by Garwood's method."""
    assert garwood_interval(25, 10**6, confidence) == (pytest.approx(low, abs=0.006), pytest.approx(high, abs=0.006))


def test_garwood_interval_of_none() -> None:
    """R's epitools, ``pois.exact``: "When x = 0, the upper confidence limit [...] returns 3.689"."""
    assert garwood_interval(0, 10**6) == (0, pytest.approx(3.689, abs=5e-4))


# Established tools


@pytest.mark.parametrize(
    ("measure", "of", "expected"),
    [(measure, row["of"], row["is"]) for measure, rows in MEASURED.items() for row in rows],
)
def test_as_established_tools_measure(measure: str, of: list, expected: object) -> None:
    """See ``measure.py``, which names them."""
    assert np.asarray(getattr(statistics, measure)(*of)) == pytest.approx(np.asarray(expected), rel=1e-7, abs=1e-15)


# Nothing, all, and nonsense


def test_what_is_undefined_is_nan() -> None:
    undefined = [
        log_likelihood(0, 0, 0, 10),
        percent_difference(0, 0, 10, 10),
        log_ratio(0, 0, 10, 10),
        log_ratio(0, 1, 0, 10),
        p_value(np.nan),
        mutual_information(0, 0, 5, 10),
        t_score(0, 0, 0, 0),
        log_dice(0, 0, 0),
        collocation_log_likelihood(0, 0, 0, 0),
        collocation_log_likelihood(1, 9, 9, 10, span=10),
        dp([0, 0], [5, 5]),
        dp([], []),
        dp_norm([3], [5]),
        hhi([0, 0]),
        hhi([]),
        hhi_norm([3]),
        *wilson_interval(0, 0),
        *garwood_interval(0, 0),
    ]
    assert np.isnan(undefined).all()


def test_a_word_in_neither_corpus_is_no_difference() -> None:
    assert log_likelihood(0, 0, 10, 10) == 0


def test_words_that_are_never_together() -> None:
    assert mutual_information(0, 5, 5, 100) == t_score(0, 5, 5, 100) == log_dice(0, 5, 5) == -np.inf


def test_an_empty_part_is_no_part() -> None:
    assert dp_norm([1, 0, 0], [1, 3, 0]) == dp_norm([1, 0], [1, 3]) == 1


def test_span_is_the_number_of_places_searched() -> None:
    """Ten places make ten times as many meetings likely."""
    assert mutual_information(8, 20, 20, 1000, span=10) == pytest.approx(
        mutual_information(8, 20, 20, 1000) - np.log2(10)
    )
    assert t_score(4, 20, 20, 1000, span=10) == pytest.approx(0)


def test_shapes_are_kept_and_values_are_float64() -> None:
    for value in (log_likelihood(1, 2, 9, 9), hhi([1, 2]), p_value(3), *garwood_interval(1, 9)):
        assert isinstance(value, np.ndarray)
        assert (value.shape, value.dtype) == ((), np.float64)
    assert log_ratio([[1], [2]], [3, 4, 5], 9, 9).shape == (2, 3)
    for value in (log_likelihood([], [], [], []), p_value([]), *wilson_interval([], []), *garwood_interval([], 1)):
        assert (value.shape, value.dtype) == ((0,), np.float64)


def test_nonsense_is_refused() -> None:
    for call in (
        lambda: log_likelihood(-1, 2, 10, 10),
        lambda: log_likelihood(0.4, 2, 10, 10),
        lambda: log_likelihood(11, 2, 10, 10),
        lambda: log_ratio(1, np.nan, 10, 10),
        lambda: log_ratio([1, 2], [1, 2, 3], 10, 10),
        lambda: percent_difference("many", 2, 10, 10),
        lambda: p_value(-1),
        lambda: mutual_information(1, 2, 3, 10, span=0),
        lambda: dp([3, 1], [2, 2]),
        lambda: dp(3, 5),
        lambda: hhi(3),
        lambda: wilson_interval(3, 2),
        lambda: garwood_interval(3, 10, confidence=95),
    ):
        with pytest.raises(UsageError):
            call()


# What always holds

SIZES = st.integers(1, 10**9)


@st.composite
def two_corpora(draw: st.DrawFn) -> tuple[int, int, int, int]:
    c, d = draw(SIZES), draw(SIZES)
    return draw(st.integers(0, c)), draw(st.integers(0, d)), c, d


@given(two_corpora())
def test_keyness_is_symmetric(counts: tuple[int, int, int, int]) -> None:
    a, b, c, d = counts
    there, back = log_likelihood(a, b, c, d), log_likelihood(b, a, d, c)
    assert there >= 0
    assert there == pytest.approx(back, rel=1e-6, abs=1e-5)
    assert 0 <= p_value(there) <= 1
    assert np.array_equal(log_ratio(a, b, c, d), -log_ratio(b, a, d, c), equal_nan=True)


@given(two_corpora())
def test_four_cells_say_more_than_two(counts: tuple[int, int, int, int]) -> None:
    a, b, c, d = counts
    two, four = log_likelihood(a, b, c, d), collocation_log_likelihood(a, c, a + b, c + d)
    assert four >= two - 1e-5 - 1e-9 * two


@given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(0, 10**9))
def test_log_dice_is_at_most_14(together: int, more: int, others: int) -> None:
    value = log_dice(together, together + more, together + others)
    assert value <= 14
    assert value == log_dice(together, together + others, together + more)


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(1000, 10**6)), min_size=2, max_size=9))
def test_dispersion_and_concentration_are_within_0_and_1(parts: list[tuple[int, int]]) -> None:
    found, sizes = zip(*parts, strict=True)
    for value in (dp(found, sizes), dp_norm(found, sizes), hhi(found), hhi_norm(found)):
        assert np.isnan(value) if not any(found) else -1e-12 <= value <= 1 + 1e-12


@given(two_corpora(), st.floats(0.01, 0.9999))
def test_intervals_hold_what_was_found(counts: tuple[int, int, int, int], confidence: float) -> None:
    a, _, c, _ = counts
    low, high = wilson_interval(a, c, confidence)
    assert 0 <= low <= a / c <= high <= 1


@given(st.integers(0, 10**9), st.floats(0.01, 0.9999))
def test_garwood_covers_the_count(count: int, confidence: float) -> None:
    low, high = garwood_interval([count, count + 1], 10**12, confidence)
    assert (low * 10**6 <= [count, count + 1]).all()
    assert (high * 10**6 >= [count, count + 1]).all()
    assert low[0] < low[1]
    assert high[0] < high[1]
