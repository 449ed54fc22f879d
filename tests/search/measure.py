"""Write what established tools say of the measures into measured.json, beside this file; ``python measure.py``.

None of the tools is a dependency of the project: ``pip install nltk scipy statsmodels scikit-bio corpus-dispersion
association-measures`` in an environment of its own. The tests read the numbers alone.
"""

import json
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from association_measures import measures
from corpus_dispersion import CorpusWordAnalyzer
from nltk.metrics.association import BigramAssocMeasures
from numpy import log2
from scipy.stats import power_divergence
from skbio.diversity.alpha import dominance
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

KEYNESS = [  # a, b, c, d
    (52, 57, 50_000, 75_000),
    (0, 5, 1_000, 2_000),
    (5, 0, 1_000, 2_000),
    (1, 1, 10, 1_000_000),
    (123_456, 98_765, 10_000_000, 20_000_000),
    (3, 1_000_000, 10_000, 1_000_000_000),
    (1_000_000_000, 900_000_000, 10_000_000_000, 20_000_000_000),
]
COLLOCATIONS = [  # together, node, collocate, size, span
    (20, 42, 20, 14_307_668, 1),
    (8, 15_828, 4_675, 14_307_668, 1),
    (20, 15_019, 15_629, 14_307_668, 10),
    (1, 1, 1, 100, 1),
    (30, 1_105, 241, 15_000_000, 5),
    (1_000_000, 10_000_000, 5_000_000, 1_000_000_000, 4),
    (1_000_000_000, 2_000_000_000, 1_500_000_000, 10_000_000_000, 1),
]
PARTS = [  # occurrences, sizes
    ([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]),
    ([0, 0, 7], [1_000, 500, 20]),
    ([2, 1, 0], [3, 3, 3]),
    ([10**9, 10**8, 0, 1], [10**10, 10**10, 10**6, 10**4]),
]
MEMBERS = [[30, 30, 20, 20], [1], [0, 5, 0], [1, 10**6, 10**9], list(range(1, 101))]
SHARES = [(0, 1), (0, 20), (1, 29), (15, 148), (81, 263), (7, 7), (1, 10**9), (999_999_999, 10**9)]
RATES = [(0, 10**6), (1, 10**6), (4, 31_337), (25, 10**6), (137, 10**7), (98_765, 10**9), (10**9, 10**10)]
CONFIDENCES = [0.9, 0.95, 0.999]


def two_cells(a: int, b: int, c: int, d: int) -> object:
    share = (a + b) / (c + d)
    return power_divergence([a, b], [c * share, d * share], lambda_="log-likelihood")


def hardie(a: int, b: int, c: int, d: int) -> float:
    table = pd.DataFrame({"O11": [a], "O21": [b], "R1": [c], "R2": [d]})
    return float(measures.log_ratio(table, discounting="Hardie2014")[0])


def nltk(measure: Callable[..., float]) -> Callable[..., float]:
    return lambda together, node, collocate, size, span: measure(together, (node * span, collocate), size)


def rows(cases: Iterable[tuple], tool: Callable[..., object]) -> list[dict]:
    return [{"of": case, "is": tool(*case)} for case in cases]


def with_confidence(cases: Iterable[tuple]) -> list[tuple]:
    return [(*case, confidence) for case in cases for confidence in CONFIDENCES]


MEASURED = {
    "log_likelihood": rows(KEYNESS, lambda *case: two_cells(*case).statistic),
    "p_value": [{"of": [two.statistic], "is": two.pvalue} for two in (two_cells(*case) for case in KEYNESS)],
    "log_ratio": rows(KEYNESS, hardie),
    "mutual_information": rows(COLLOCATIONS, nltk(BigramAssocMeasures.pmi)),
    "t_score": rows(COLLOCATIONS, nltk(BigramAssocMeasures.student_t)),
    "collocation_log_likelihood": rows(COLLOCATIONS, nltk(BigramAssocMeasures.likelihood_ratio)),
    "log_dice": [
        {"of": case[:3], "is": 14 + log2(BigramAssocMeasures.dice(case[0], case[1:3], case[3]))}
        for case in COLLOCATIONS
    ],
    "dp": rows(PARTS, lambda found, sizes: CorpusWordAnalyzer(found, sizes, sum(sizes)).get_dp()),
    "dp_norm": rows(PARTS, lambda found, sizes: CorpusWordAnalyzer(found, sizes, sum(sizes)).get_dp_norm()),
    "hhi": rows([(members,) for members in MEMBERS], dominance),
    "wilson_interval": rows(
        with_confidence(SHARES), lambda k, n, confidence: proportion_confint(k, n, 1 - confidence, "wilson")
    ),
    "garwood_interval": rows(
        with_confidence(RATES),
        lambda k, n, confidence: [
            limit * 10**6 for limit in confint_poisson(k, n, method="exact-c", alpha=1 - confidence)
        ],
    ),
}

if __name__ == "__main__":
    tools = ["nltk", "scipy", "statsmodels", "scikit-bio", "corpus-dispersion", "association-measures"]
    content = {"tools": {tool: version(tool) for tool in tools}, "measured": MEASURED}
    path = Path(__file__).with_name("measured.json")
    path.write_text(json.dumps(content, indent=1, default=float) + "\n", "utf-8")
