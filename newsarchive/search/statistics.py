"""Measures, each as its source prints it: keyness, collocation, dispersion, concentration, intervals.

Every function takes counts, as numbers or as arrays that broadcast, and gives float64 arrays of the broadcast shape (of
no dimension where all are numbers). What a measure leaves undefined, such as 0/0, is ``nan``, and a limit that it tends
to is ``inf`` or ``-inf``. What cannot be a count (negative, infinite, missing, a fraction, a part that is more than
its whole) raises `UsageError`.
"""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from newsarchive.errors import UsageError

Array = npt.NDArray[np.float64]
Interval = tuple[Array, Array]
"""The lower and the upper limits."""

_quiet = np.errstate(all="ignore")  # undefined values are answers here, not accidents
_NODES, _WEIGHTS = (values / 2 for values in np.polynomial.legendre.leggauss(32))


# Keyness: a word in a target against a reference


@_quiet
def log_likelihood(
    target: npt.ArrayLike, reference: npt.ArrayLike, target_size: npt.ArrayLike, reference_size: npt.ArrayLike
) -> Array:
    """The log-likelihood G² of a word's occurrences in two corpora, in its form of two cells; 0 or more.

    G² = 2 (a ln(a/E₁) + b ln(b/E₂)) with E₁ = c (a + b)/(c + d) and E₂ = d (a + b)/(c + d), for a and b occurrences in
    c and d words: Rayson & Garside 2000, "Comparing corpora using frequency profiling", equations 1 and 2, as UCREL's
    log-likelihood wizard and Wmatrix give it. It leaves out the two cells of all other words, which
    Dunning 1993 has; quanteda's ``textstat_keyness(measure="lr")`` has all four too, puts a sign to the value, and
    divides it by Williams' correction unless told not to. That form, uncorrected, is
    ``collocation_log_likelihood(a, c, a + b, c + d)``. For words that are a small part of a corpus the forms agree.

    G² does not say where the word is more frequent: see `log_ratio`. ``nan`` where a corpus is empty.
    """
    a, b, c, d = _two_corpora(target, reference, target_size, reference_size)
    share = (a + b) / (c + d)
    value = 2 * (_log_terms(a, c * share) + _log_terms(b, d * share))
    return np.where((c > 0) & (d > 0), np.maximum(value, 0), np.nan)  # rounding may fall below 0


@_quiet
def percent_difference(
    target: npt.ArrayLike, reference: npt.ArrayLike, target_size: npt.ArrayLike, reference_size: npt.ArrayLike
) -> Array:
    """%DIFF, the difference of the two relative frequencies in percent of the reference's; -100 or more.

    100 (a/c - b/d) / (b/d): Gabrielatos & Marchi 2012, "Keyness: appropriate metrics and practical issues". A word
    that the reference has not is ``inf``; the authors, and UCREL's wizard, put 10⁻¹⁸ for its relative frequency
    instead, which gives numbers of twenty digits that measure nothing. ``nan`` for a word in neither corpus.
    """
    a, b, c, d = _two_corpora(target, reference, target_size, reference_size)
    return np.asarray(100 * (a / c - b / d) / (b / d))


@_quiet
def log_ratio(
    target: npt.ArrayLike, reference: npt.ArrayLike, target_size: npt.ArrayLike, reference_size: npt.ArrayLike
) -> Array:
    """The binary logarithm of the ratio of the two relative frequencies: each point is a doubling.

    log₂((a/c) / (b/d)), with 0.5 for a count of 0: Hardie 2014, "Log Ratio: an informal introduction". ``nan`` for a
    word in neither corpus, and where a corpus is empty.
    """
    a, b, c, d = _two_corpora(target, reference, target_size, reference_size)
    value = np.log2(np.where(a > 0, a, 0.5) / c) - np.log2(np.where(b > 0, b, 0.5) / d)
    return np.where((a + b > 0) & (c > 0) & (d > 0), value, np.nan)


@_quiet
def p_value(g2: npt.ArrayLike) -> Array:
    """The probability of a G² as high as `g2` or higher by chance: the upper tail of χ² with one degree of freedom.

    erfc(√(G²/2)), since such a χ² is the square of a standard normal variable: Abramowitz & Stegun 1964, chapter 26.
    ``nan`` stays ``nan``. It takes occurrences for independent of each other, which words of one article are not.
    """
    values = _numbers("g2", g2)
    if (values < 0).any():
        raise UsageError("g2: is negative; give values of log_likelihood.")
    return np.asarray(np.vectorize(math.erfc, otypes=[np.float64])(np.sqrt(values / 2)))


# Collocation: two words near each other


@_quiet
def mutual_information(
    together: npt.ArrayLike, node: npt.ArrayLike, collocate: npt.ArrayLike, size: npt.ArrayLike, span: int = 1
) -> Array:
    """MI, the binary logarithm of the observed over the expected co-occurrences.

    log₂(f(x,y) / E) with E = f(x) f(y) span / N: Church & Hanks 1990, "Word association norms, mutual information, and
    lexicography", p. 23, for `span` 1. `span` is the number of places around the node that were searched, such as 10
    for five on either side; with it E is that of Brezina, McEnery & Wattam 2015, "Collocations in context", and of
    Evert 2008, "Corpora and collocations". Church & Hanks and the Sketch Engine leave `span` at 1 whatever the window,
    which adds log₂ span to all values. ``-inf`` for words that are never together.
    """
    observed, expected = _observed_and_expected(together, node, collocate, size, span)
    return np.asarray(np.log2(observed / expected))


@_quiet
def t_score(
    together: npt.ArrayLike, node: npt.ArrayLike, collocate: npt.ArrayLike, size: npt.ArrayLike, span: int = 1
) -> Array:
    """The t-score of the co-occurrences: how many standard errors they are above what is expected.

    (f(x,y) - E) / √f(x,y), with E and `span` as in `mutual_information`: Church, Gale, Hanks & Hindle 1991, "Using
    statistics in lexical analysis"; also Manning & Schütze 1999, section 5.3.1. ``-inf`` for words that are never
    together.
    """
    observed, expected = _observed_and_expected(together, node, collocate, size, span)
    return np.asarray((observed - expected) / np.sqrt(observed))


@_quiet
def log_dice(together: npt.ArrayLike, node: npt.ArrayLike, collocate: npt.ArrayLike) -> Array:
    """logDice, which no size of corpus changes: 14 where neither word is without the other, -1 for each halving.

    14 + log₂(2 f(x,y) / (f(x) + f(y))): Rychlý 2008, "A lexicographer-friendly association score", p. 9. ``-inf`` for
    words that are never together.
    """
    f_xy, f_x, f_y = _counts(together=together, node=node, collocate=collocate)
    return np.asarray(14 + np.log2(2 * f_xy / (f_x + f_y)))


@_quiet
def collocation_log_likelihood(
    together: npt.ArrayLike, node: npt.ArrayLike, collocate: npt.ArrayLike, size: npt.ArrayLike, span: int = 1
) -> Array:
    """The log-likelihood G² of two words' co-occurrence, over all four cells of its contingency table; 0 or more.

    2 Σ O ln(O/E): Dunning 1993, "Accurate methods for the statistics of surprise and coincidence", section 8. `span`
    is as in `mutual_information`: the table's first row is the f(x) span places around the node. ``nan`` where a cell
    would be negative, as where windows that overlap cover more places than there are.
    """
    f_xy, f_x, f_y, n = _counts(together=together, node=node, collocate=collocate, size=size)
    near = f_x * _span(span)
    cells = (f_xy, near, f_y), (near - f_xy, near, n - f_y), (f_y - f_xy, n - near, f_y)
    rest = n - near - f_y + f_xy, n - near, n - f_y
    value = 2 * np.sum([_log_terms(observed, row * column / n) for observed, row, column in (*cells, rest)], axis=0)
    possible = (n > 0) & np.all([observed >= 0 for observed, _, _ in (*cells, rest)], axis=0)
    return np.where(possible, np.maximum(value, 0), np.nan)


# Dispersion and concentration: over the last axis of an array


@_quiet
def dp(occurrences: npt.ArrayLike, sizes: npt.ArrayLike) -> Array:
    """The deviation of proportions DP of a word over the parts of a corpus: 0 is even, near 1 is all in one small part.

    ½ Σ |vᵢ - sᵢ|, where vᵢ is part i's share of the occurrences and sᵢ its share of the words: Gries 2008, "Dispersions
    and adjusted frequencies in corpora", pp. 415-416. `occurrences` and `sizes` (in words) have the shape
    ``(..., parts)``; the result has ``(...)``. ``nan`` for a word that does not occur.
    """
    found, words = _parts(occurrences, sizes)
    deviation = np.abs(_shares(found) - _shares(words)).sum(axis=-1) / 2
    return np.where(found.sum(axis=-1) > 0, deviation, np.nan)


@_quiet
def dp_norm(occurrences: npt.ArrayLike, sizes: npt.ArrayLike) -> Array:
    """DP over its greatest value in the same parts, so that 1 is reached: all occurrences in the smallest part.

    DP / (1 - min sᵢ): Lijffijt & Gries 2012, "Correction to Stefan Th. Gries' 'Dispersions and adjusted frequencies in
    corpora'", p. 148. A part of no words is no part. ``nan`` where there is one part alone. Shapes are as in `dp`.
    """
    _, words = _parts(occurrences, sizes)
    smallest = np.min(_shares(words), axis=-1, where=words > 0, initial=1)
    return np.asarray(dp(occurrences, sizes) / (1 - smallest))


@_quiet
def hhi(counts: npt.ArrayLike) -> Array:
    """The Herfindahl-Hirschman index of concentration: 1/n where all n have the same count, 1 where one has all.

    Σ sᵢ², where sᵢ is a member's share of all: Hirschman 1964, "The paternity of an index". Antitrust law has it of
    shares in percent, 10,000 times as high. `counts` has the shape ``(..., members)``; the result has ``(...)``.
    ``nan`` where there is nothing to share.
    """
    members = _members(counts)
    return np.asarray((members**2).sum(axis=-1) / members.sum(axis=-1) ** 2)


@_quiet
def hhi_norm(counts: npt.ArrayLike) -> Array:
    """The Herfindahl-Hirschman index from 0, where all have the same count, to 1, where one has all.

    (H - 1/n) / (1 - 1/n): Cracau & Durán Lima 2016, "On the normalized Herfindahl-Hirschman index". All n members of
    the last axis count, also those with 0. ``nan`` where there is one alone.
    """
    even = 1 / np.float64(_members(counts).shape[-1])
    return np.asarray((hhi(counts) - even) / (1 - even))


# Intervals of confidence


@_quiet
def wilson_interval(found: npt.ArrayLike, of: npt.ArrayLike, confidence: float = 0.95) -> Interval:
    """Wilson's score interval for a share, such as that of the articles that answer a question; within 0 and 1.

    (2np + z² ∓ z √(z² + 4np(1-p))) / 2(n + z²): Wilson 1927, "Probable inference, the law of succession, and
    statistical inference"; Newcombe 1998, "Two-sided confidence intervals for the single proportion", method 3.
    ``nan`` for a share of nothing.
    """
    k, n = _counts(found=found, of=of)
    _check_part("found", k, n)
    z, p = _z(confidence), k / n
    centre, reach = 2 * k + z**2, z * np.sqrt(z**2 + 4 * k * (1 - p))
    low, high = (centre - reach) / (2 * (n + z**2)), (centre + reach) / (2 * (n + z**2))
    return np.asarray(np.clip(low, 0, p)), np.asarray(np.clip(high, p, 1))  # rounding may leave a limit inside 0 or 1


@_quiet
def garwood_interval(occurrences: npt.ArrayLike, size: npt.ArrayLike, confidence: float = 0.95) -> Interval:
    """Garwood's exact Poisson interval for the rate of a word, in occurrences per million of `size` words.

    The rates at which as many occurrences or more, and as few or fewer, have half of 1 - `confidence`: Garwood 1936,
    "Fiducial limits for the Poisson distribution". They are quantiles of gamma distributions, here to at least ten
    digits. The lower limit of no occurrences is 0. ``nan`` for a rate in no words.
    """
    k, n = _counts(occurrences=occurrences, size=size)
    _check_part("occurrences", k, n)
    z, per_million = _z(confidence), 1e6 / np.where(n > 0, n, np.nan)
    low = np.where(k > 0, _gamma_quantile(np.maximum(k, 1), -z), 0.0)
    return np.asarray(low * per_million), np.asarray(_gamma_quantile(k + 1, z) * per_million)


def _gamma_quantile(shape: Array, z: float) -> Array:
    """The quantile at Φ(z) of gamma distributions of scale 1 with `shape` 1 or more.

    The cube root of a gamma variable is almost normal (Wilson & Hilferty 1931, "The distribution of chi-square"). So
    z is a good first guess for it, few nodes measure a tail of any shape, and Newton's method between the
    logarithms of root and tail, of which the second is a concave function of the first, always arrives.
    """
    side = math.copysign(1, z)
    tail = math.erfc(abs(z) / math.sqrt(2)) / 2 * (_root_tail(shape, 1, -1) + _root_tail(shape, 1, 1))
    root = np.maximum(1 - 1 / (9 * shape) + z / (3 * np.sqrt(shape)), 0.05)
    for _ in range(8):
        area = _root_tail(shape, root, side)
        root = root * np.exp(side * np.log(area / tail) * area / (_root_density(shape, root) * root))
    return np.asarray(shape * root**3)


def _root_tail(shape: Array, root: Array | float, side: float) -> Array:
    """The area below (`side` -1) or above (1) `root`, nine standard deviations wide, by Gauss-Legendre quadrature."""
    width = np.maximum(root + side * 3 / np.sqrt(shape), 0) - root
    nodes = zip(_NODES + 0.5, _WEIGHTS, strict=True)
    return np.asarray(np.abs(width) * sum(weight * _root_density(shape, root + width * node) for node, weight in nodes))


def _root_density(shape: Array, root: Array | float) -> Array:
    """The density of ∛(x/shape) for a gamma variable x, 1 at `root` 1; no factorial, which large shapes would spoil."""
    return np.asarray(np.exp((3 * shape - 1) * np.log(root) - shape * (np.power(root, 3) - 1)))


def _z(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise UsageError(f"confidence {confidence}: is not between 0 and 1; give 0.95 for 95 percent.")
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _span(span: int) -> int:
    if not 1 <= span < math.inf:
        raise UsageError(f"span {span}: is no number of places; give 10 for five on either side.")
    return span


def _log_terms(observed: Array, expected: Array) -> Array:
    """O ln(O/E), which is 0 where nothing was observed."""
    return np.where(observed > 0, observed * np.log(observed / expected), 0.0)


def _shares(counts: Array) -> Array:
    return np.asarray(counts / counts.sum(axis=-1, keepdims=True))


def _observed_and_expected(
    together: npt.ArrayLike, node: npt.ArrayLike, collocate: npt.ArrayLike, size: npt.ArrayLike, span: int
) -> tuple[Array, Array]:
    f_xy, f_x, f_y, n = _counts(together=together, node=node, collocate=collocate, size=size)
    return f_xy, np.asarray(f_x * f_y * _span(span) / n)


def _two_corpora(
    target: npt.ArrayLike, reference: npt.ArrayLike, target_size: npt.ArrayLike, reference_size: npt.ArrayLike
) -> list[Array]:
    a, b, c, d = _counts(target=target, reference=reference, target_size=target_size, reference_size=reference_size)
    _check_part("target", a, c)
    _check_part("reference", b, d)
    return [a, b, c, d]


def _parts(occurrences: npt.ArrayLike, sizes: npt.ArrayLike) -> list[Array]:
    found, words = _counts(occurrences=occurrences, sizes=sizes)
    _check_part("occurrences", found, words)
    return [_members(found), _members(words)]


def _members(counts: npt.ArrayLike) -> Array:
    (members,) = _counts(counts=counts)
    if members.ndim == 0:
        raise UsageError("counts: is one number; give one for each part or member.")
    return members


def _counts(**given: npt.ArrayLike) -> list[Array]:
    """The arguments as arrays of one shape, none of which holds what is no count."""
    arrays = _broadcast(**given)
    for name, values in zip(given, arrays, strict=True):
        if not (np.isfinite(values) & (values >= 0) & (values == np.floor(values))).all():
            raise UsageError(f"{name}: holds what is no count; give whole numbers from 0 up, not shares or rates.")
    return arrays


def _broadcast(**given: npt.ArrayLike) -> list[Array]:
    """The arguments as arrays of one shape."""
    arrays = [_numbers(name, values) for name, values in given.items()]
    try:
        return list(np.broadcast_arrays(*arrays))
    except ValueError:
        raise UsageError(f"{', '.join(given)}: do not fit each other; give arrays of one shape, or numbers.") from None


def _numbers(name: str, values: npt.ArrayLike) -> Array:
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise UsageError(f"{name}: is not made of numbers; give a number or an array of them.") from None


def _check_part(name: str, part: Array, whole: Array) -> None:
    if (part > whole).any():
        raise UsageError(f"{name}: is more than the whole it is counted in; check which is which.")
