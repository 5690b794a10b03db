"""One training, and what 20 draws of many trainings gave.

A draw is a split by form, a training set and first weights. All draws of all
experiments take many minutes, so their errors and costs lie beside this file, in
draws.npz; `_author/make_draws.py` makes it.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from augmentation.digits import Split
from utils.deep import backward, classify, cost_on, forward, one_hot
from utils.network import initialize_parameters, update_parameters
from utils.pairs import mean_and_error
from utils.progress import one_thread

M = 50  # digits in a training set
SIZES = (1, 4, 16)  # times as many examples as M
DRAWS = 20
_EVERY = 10  # iterations between two costs
_FILE = Path(__file__).with_name("draws.npz")


def small_set(split: Split, m: int = M) -> tuple[np.ndarray, np.ndarray]:
    """Return X (64, m), Y (1, m): the first m digits of the pool, which is mixed."""
    return split.pool_X[:, :m], split.pool_Y[:, :m]


@one_thread()
def fit(
    X: np.ndarray,
    Y: np.ndarray,
    seed: int,
    units: int = 32,
    each_step: Callable | None = None,
    steps: int = 300,
    watch: dict[str, tuple[np.ndarray, np.ndarray]] | None = None,
) -> tuple[dict[str, np.ndarray], dict[str, list[float]]]:
    """Train a network 64 → units (ReLU) → 10 (softmax) by gradient descent.

    X: (64, m). Y: labels (1, m), or shares of the ten digits (10, m). seed: of the
    first weights. Each of the steps uses all examples, with learning rate 1;
    each_step(X, Y), if given, makes what one step is trained on. watch: {name: (X, Y)}.
    Returns the parameters, and {name: costs every 10 steps and at the end}.
    """
    parameters = initialize_parameters([64, units, 10], seed=seed)
    costs = {name: [] for name in watch or {}}
    for i in range(steps + 1):
        if i % _EVERY == 0 or i == steps:
            for name, (watched_X, watched_Y) in (watch or {}).items():
                costs[name].append(measure(parameters, watched_X, watched_Y)[1])
        if i < steps:
            step_X, step_Y = each_step(X, Y) if each_step else (X, Y)
            _, layers = forward(step_X, parameters)
            gradients = backward(_shares(step_Y), layers, parameters)
            parameters = update_parameters(parameters, gradients, 1)
    return parameters, costs


def measure(
    parameters: dict[str, np.ndarray], X: np.ndarray, Y: np.ndarray
) -> tuple[float, float]:
    """Return the share of digits that are classified wrongly, and the mean cost.

    X: (64, m); Y: labels (1, m).
    """
    error = np.mean(classify(X, parameters) != Y[0])
    return float(error), cost_on(X, _shares(Y), parameters)


def _shares(Y):
    return Y if len(Y) == 10 else one_hot(Y[0], 10)


def load_draws() -> dict[str, np.ndarray]:
    """Return the stored errors and costs, {experiment: (DRAWS, …, 2)}.

    The last axis holds error and cost, an axis before it the SIZES.
    """
    with np.load(_FILE) as file:
        return {name: file[name].astype(float) for name in file.files}


def tell_change(name: str, before: np.ndarray, after: np.ndarray) -> None:
    """Print mean error and cost before and after a change, compared draw by draw.

    before, after: (draws, 2), error and cost, the same draws in the same order. Behind
    ± stands one standard error of the mean difference.
    """
    first, _ = mean_and_error(before)
    last, _ = mean_and_error(after)
    apart = np.subtract(after, before)
    (error, cost), (d_error, d_cost) = mean_and_error(apart)
    lower = [f"{len(apart)}번 중"
             f" {count}번 더 작음" for count in np.sum(apart < 0, axis=0)]
    print(
        f"{name:16} 오류율 {first[0]:5.1%} → {last[0]:5.1%}:"
        f" {100 * error:+5.1f} ± {100 * d_error:.1f} %p, {lower[0]}\n{'':16}"
        f" 비용   {first[1]:5.2f} → {last[1]:5.2f}: {cost:+5.2f} ±"
        f" {d_cost:.2f}, {lower[1]}"
    )


def tell_trap(name: str, errors: np.ndarray) -> None:
    """Print the mean error that a trap tells and the one on other people's digits.

    errors: (draws, 2), a row for each draw.
    """
    (told, real), _ = mean_and_error(errors)
    apart = errors[:, 1] - errors[:, 0]
    mean, bar = mean_and_error(apart)
    print(
        f"{name:15} 보고한 값 {told:5.1%}, 다른 사람들 {real:5.1%}:\n{'':15}"
        f" {100 * mean:+.1f} ± {100 * bar:.1f} %p, {len(apart)}번 중"
        f" {np.sum(apart > 0)}번 더 큼"
    )


def tell_recomputed(stored: Sequence[float], again: Sequence[float]) -> None:
    """Print error and cost of a stored and of a recomputed training side by side."""
    print(f"0번째 뽑기, 저장한 값: 오류율 {stored[0]:.3f}, 비용"
          f" {stored[1]:.3f}")
    print(
        f"0번째 뽑기, 다시 계산: 오류율 {again[0]:.3f}, 비용 {again[1]:.3f}")
