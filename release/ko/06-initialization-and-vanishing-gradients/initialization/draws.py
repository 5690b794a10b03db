"""Digits for this lesson, one training, and what 20 draws of many trainings gave.

A draw is a training set and first weights. All trainings of all draws take minutes, so
their results lie beside this file, in draws.npz; `_author/make_draws.py` makes it.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from utils.deep import backward, classify, cost_on, forward, one_hot
from utils.network import update_parameters
from utils.pairs import mean_and_error
from utils.progress import one_thread

DRAWS = 20
EVERY = 10  # steps between two recorded costs
FACTORS = (0.1, 0.3, 1, 2, 4, 8)  # first weights of the shallow network, × He's
DEEP = (64, *9 * (50,), 10)
SHALLOW = (64, 100, 10)
_POOL, _DEV = 906, 1415  # in the list, here begin the dev set and the test set
_FILE = Path(__file__).with_name("draws.npz")
# Trainings as the file has them, which is in English, and as a learner reads them.
_STORED = ("rate 1", "rate 1, clipped", "He × 1.5, clipped")  # no text
_SHOWN = ('학습률 1', '학습률 1, 클리핑', 'He × 1.5, 클리핑')
Parameters = dict[str, np.ndarray]


class Digits(NamedTuple):
    """Images X (64, m), an image row by row in each column, and labels (m,)."""

    X: np.ndarray
    labels: np.ndarray

    @property
    def Y(self) -> np.ndarray:
        """The labels one-hot, (10, m)."""
        return one_hot(self.labels, 10)


def load_digits() -> tuple[Digits, Digits, Digits]:
    """Return pool, dev set and test set of scikit-learn's digits, in their order.

    Each person wrote one part of the list, so a cut between two of them (see lesson
    04) divides people, too. Over the pool the numbers have mean 0 and standard
    deviation 1.
    """
    from sklearn import datasets  # here, as it is slow to load

    data = datasets.load_digits()
    X = data.data.T
    X = (X - X[:, :_POOL].mean()) / X[:, :_POOL].std()
    cuts = (slice(_POOL), slice(_POOL, _DEV), slice(_DEV, None))
    return tuple(Digits(X[:, cut], data.target[cut]) for cut in cuts)


def training_set(pool: Digits, draw: int, m: int = 400) -> Digits:
    """Return m digits of the pool, in random order; the draw is the seed."""
    chosen = np.random.RandomState(draw).permutation(pool.labels.size)[:m]
    return Digits(pool.X[:, chosen], pool.labels[chosen])


def clip_by_norm(gradients: Parameters, limit: float) -> Parameters:
    """Return gradients of the same direction, at most `limit` long.

    The length is the root of the sum of the squared entries of all of them.
    Source: Pascanu, Mikolov, Bengio (2013), algorithm 1.
    """
    length = np.sqrt(sum(np.sum(value**2) for value in gradients.values()))
    shrink = min(1, limit / length) if length else 1
    return {name: shrink * value for name, value in gradients.items()}


@np.errstate(all="ignore")  # some trainings leave the range of numbers
@one_thread()
def fit(
    digits: Digits,
    parameters: Parameters,
    steps: int = 300,
    rate: float = 0.1,
    activation: str = "relu",
    limit: float = np.inf,
) -> tuple[Parameters, list[float]]:
    """Train by gradient descent on all digits; return parameters and costs.

    rate: the learning rate. activation: of the hidden layers. limit: of the norm of
    all gradients together. costs: every EVERY steps and at the end; NaN or infinity
    where the weights have left the range of numbers, which ends the training.
    """
    X, Y, costs = digits.X, digits.Y, []
    for i in range(steps + 1):
        if i % EVERY == 0 or i == steps:
            costs.append(cost_on(X, Y, parameters, activation))
            if not np.isfinite(costs[-1]):
                break  # no step leads back to numbers
        if i < steps:
            _, layers = forward(X, parameters, activation)
            gradients = backward(Y, layers, parameters, activation)
            if limit < np.inf:
                gradients = clip_by_norm(gradients, limit)
            parameters = update_parameters(parameters, gradients, rate)
    return parameters, costs


@np.errstate(all="ignore")
def measure(
    digits: Digits, parameters: Parameters, activation: str = "relu"
) -> tuple[float, float]:
    """Return the share of digits that are classified wrongly, and the mean cost."""
    wrong = classify(digits.X, parameters, activation) != digits.labels
    return float(np.mean(wrong)), cost_on(digits.X, digits.Y, parameters, activation)


def dead_share(digits: Digits, parameters: Parameters) -> float:
    """Return the share of hidden ReLU neurons that are 0 for every digit."""
    _, layers = forward(digits.X, parameters)
    return float(np.mean([np.all(A == 0, axis=1) for _, A, _ in layers[:-1]]))


def load_draws() -> dict[str, np.ndarray]:
    """Return what the trainings gave, {training: (DRAWS, …)}.

    Of the deep network (DRAWS, 3): training error, dev error, dev cost; NaN where the
    weights have left the range of numbers. Of the shallow one (DRAWS, FACTORS, 5):
    these, the norm of the first W1, and how far W1 has moved. test: (DRAWS, FACTORS,
    2), its error and cost on the test set.
    """
    with np.load(_FILE) as file:
        found = {name: file[name].astype(float) for name in file.files}
    for stored, shown in zip(_STORED, _SHOWN, strict=True):
        found[shown] = found.pop(stored)
    return found


def tell_draws(rows: dict[str, np.ndarray]) -> None:
    """Print means and standard errors of training error, dev error and dev cost.

    rows: {name: (draws, 3)}. A draw that ended without numbers is not averaged.
    """
    print(
        '평균 ± 표준오차          훈련 오류율      검증 오류율    검증 비용')
    for name, values in rows.items():
        good = values[np.isfinite(values).all(axis=1)]
        lost = len(values) - len(good)
        told = f"숫자가 아닌 값으로 끝난 뽑기 {lost} / {len(values)}" if lost else ""
        if len(good) > 1:
            (train, dev, cost), (bar, dev_bar, cost_bar) = mean_and_error(good)
            told = (
                f"{train:6.1%} ± {bar:5.1%}  {dev:6.1%} ± {dev_bar:.1%}  "
                f"{cost:6.3f} ± {cost_bar:.3f}" + (told and f"\n{'':25}{told}")
            )
        print(f"{name:24} {told}")


def tell_recomputed(
    name: str, stored: tuple[float, ...], again: tuple[float, ...]
) -> None:
    """Print what a training of draw 0 gave when it was stored, and what it gives now.

    stored, again: training error, dev error, dev cost.
    """
    print(f"{name}, 0번째 뽑기")
    for when, (train, dev, cost) in (("stored", stored), ("recomputed", again)):
        print(f"  {when:22} {train:6.1%}          {dev:6.1%}         {cost:6.3f}")
