"""Ways to train that lesson 08 adds to `utils.deep.train`.

X is (features, m); Y is (1, m) with labels 0 and 1.
"""

import numpy as np

from utils.deep import backward, cost_on, forward
from utils.network import update_parameters


def best_iteration(dev_costs, patience):
    """Return the number of the best evaluation: lesson 05's function, in other words.

    It is the first that no cost undercuts within the next `patience` evaluations,
    or the lowest of all. dev_costs: one cost for each evaluation.
    """
    costs = np.asarray(dev_costs)
    records = [
        i for i in range(len(costs)) if costs[i] < min(costs[:i], default=np.inf)
    ]
    for record, following in zip(records, records[1:], strict=False):
        if following - record > patience:
            return record
    return records[-1]


class StopEarly:
    """A callback for `utils.deep.train` that stops it and keeps the best network.

    rule: which evaluation was the best, such as `best_iteration`. It is asked at each
    evaluation, and training stops `patience` evaluations after the best one.
    `parameters` and `iteration` are those of the best, `looks` counts evaluations.
    Raises ValueError if the rule returns no number of an evaluation.
    """

    def __init__(self, dev_X, dev_Y, patience, rule):
        self._dev, self._patience, self._rule = (dev_X, dev_Y), patience, rule
        self._seen, self._costs = [], []

    def __call__(self, iteration, parameters):
        self._costs.append(cost_on(*self._dev, parameters))
        self._seen.append((iteration, parameters))
        best = self._rule(list(self._costs), self._patience)
        if best is None or best not in range(len(self._seen)):
            raise ValueError(
                f"rule이 평가 {len(self._seen)}개에 대해 {best!r} 값을"
                f" 반환했습니다. 0부터 센 평가의 번호 하나이어야 합니다. 레슨"
                f" 05의 함수가 검사를 통과합니까?"
            )
        self.iteration, self.parameters = self._seen[best]
        return self.looks - 1 - best >= self._patience

    @property
    def looks(self):
        """Return at how many networks the dev set was looked at."""
        return len(self._seen)


def train_on_fresh_noise(X, Y, parameters, learning_rate, num_iterations, size, rng):
    """Train as `utils.deep.train` does, each step on X with new noise; return weights.

    size: standard deviation of the noise that is added to each entry, drawn from
    rng, a RandomState.
    """
    for _ in range(num_iterations):
        _, layers = forward(X + size * rng.randn(*X.shape), parameters)
        gradients = backward(Y, layers, parameters)
        parameters = update_parameters(parameters, gradients, learning_rate)
    return parameters


def nearest_neighbours():
    """Return a `fit` for `cross_validate` that knows its examples by heart.

    fit(X, Y) returns predict; predict(X) returns labels (m,), each what most of the
    three nearest examples have. Raises ValueError if there is none to learn.
    """

    def fit(X, Y):
        if not X.size:
            raise ValueError('fit에 샘플이 하나도 전달되지 않았습니다. 다른'
                             ' 폴드의 샘플을 넘겨야 합니다.')

        def predict(new):
            apart = np.sum((new[:, :, None] - X[:, None, :]) ** 2, axis=0)
            nearest = np.argsort(apart, axis=1)[:, :3]
            return (Y[0][nearest].mean(axis=1) > 0.5).astype(int)

        return predict

    return fit
