"""How well a penalty does when folds choose its strength, on many splits of the data.

On 24 splits that takes minutes, so the results lie beside this file, in splits.npz;
`_author/make_draws.py` makes it.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from sparsity.fitting import (
    Array,
    Weights,
    along,
    cross_entropy,
    load_tumours,
    predict,
    standardise,
)
from utils.pairs import mean_and_error

STRENGTHS = np.geomspace(0.3, 75, 9)  # λ, each twice the one before, or nearly so
SPLITS = 24
PENALTIES = ("L2", "L1", '엘라스틱넷')
RULES = ('최소 비용', '표준오차 하나')
COLUMNS = ("λ", '입력 수', '테스트 비용', '테스트 정확도')
_FILE = Path(__file__).with_name("splits.npz")


def fold_costs(
    X: Array, Y: Array, step: Callable[..., Weights], folds: int = 5
) -> Array:
    """Return the cross-entropy on each fold while it is held out: (folds, STRENGTHS).

    step(w, b, dw, db, learning_rate, lambd, m) returns new w, b. The others of each
    turn are standardised anew, so that they know nothing of the fold.
    """
    fold = np.random.RandomState(0).permutation(Y.shape[1]) % folds
    costs = []
    for k in range(folds):
        inside, outside = standardise(X[:, fold != k], X[:, fold == k])
        fits = along(inside, Y[:, fold != k], step, STRENGTHS, 1e-6)
        costs.append([cross_entropy(outside, Y[:, fold == k], *fit) for fit in fits])
    return np.array(costs)


def choose(costs: Array) -> dict[str, int]:
    """Return which λ each rule takes: {"lowest": place, "one SE": place}.

    costs: (folds, values), λ rising. "lowest" has the lowest mean; "one SE" is the
    largest λ whose mean lies within one standard error of that one. Source: Hastie,
    Tibshirani and Friedman (2009), section 7.10.
    """
    mean, error = mean_and_error(costs)
    best = int(np.argmin(mean))
    within = np.flatnonzero(mean <= mean[best] + error[best])
    return {'최소 비용': best, '표준오차 하나': int(within[-1])}


def judge_split(split: int, step: Callable[..., Weights]) -> Array:
    """Return (RULES, COLUMNS): what folds choose in one split, and what it is worth.

    The test set is used at the end, for the two chosen values of λ.
    """
    X, Y, test_X, test_Y, _ = load_tumours(split)
    chosen = choose(fold_costs(X, Y, step))
    fits, rows = along(X, Y, step, STRENGTHS, 1e-6), []
    for rule in RULES:
        w, b = fits[chosen[rule]]
        right = np.mean((predict(test_X, w, b) > 0.5) == test_Y)
        cost = cross_entropy(test_X, test_Y, w, b)
        rows.append([STRENGTHS[chosen[rule]], np.sum(w != 0), cost, right])
    return np.array(rows)


def stored_splits() -> Array:
    """Return the stored results, (SPLITS, PENALTIES, RULES, COLUMNS)."""
    with np.load(_FILE) as file:
        return file["results"]
