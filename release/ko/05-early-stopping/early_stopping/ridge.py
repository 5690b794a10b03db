"""Early stopping and ridge regression, side by side, for a linear model.

X is (features, m), Y is (1, m), weights w are (features, 1). The cost is
J(w) = Σ (wᵀx − y)² / (2m); ridge adds λ/(2m)·Σ w². That the two resemble each other:
Goodfellow, Bengio and Courville, Deep Learning (2016), section 7.8.
"""

from collections.abc import Sequence

import numpy as np

from utils.network import Array

SPLITS = 24
FIT, DEV = 40, 40  # people that train, and people that choose; the others test


def diabetes(*names: str) -> tuple[Array, Array]:
    """Return X (features, 442) and Y (1, 442), each row with mean 0 and deviation 1.

    names: of the measurements, such as "s1" and "s2", total cholesterol and LDL
    cholesterol; all ten, if none is given. Y is how far the disease had gone a year
    later. Source: Efron and others (2004), as shipped with scikit-learn.
    """
    from sklearn.datasets import load_diabetes  # here, as it is slow to load

    data = load_diabetes()
    columns = [data.feature_names.index(name) for name in names or data.feature_names]
    return standardise(data.data[:, columns].T), standardise(data.target[None])


def standardise(X: Array, people: Sequence[int] | slice = slice(None)) -> Array:
    """Return X (features, m), moved and scaled so that these columns have the mean 0
    and the standard deviation 1.
    """
    mean, deviation = (
        f(X[:, people], axis=1, keepdims=True) for f in (np.mean, np.std)
    )
    return (X - mean) / deviation


def squared_error(w: Array, X: Array, Y: Array) -> float:
    """Return the cost Σ (wᵀx − y)² / (2m) of a linear model, a number."""
    return float(np.sum((w.T @ X - Y) ** 2) / (2 * Y.shape[1]))


def descent_path(X: Array, Y: Array, learning_rate: float, steps: int) -> Array:
    """Return w after 0, 1, … steps of gradient descent from 0, (features, steps + 1).

    Raises ValueError if the steps are so long that they would overshoot for ever.
    """
    steepest = np.linalg.eigvalsh(X @ X.T / Y.shape[1])[-1]
    if not 0 < learning_rate < 2 / steepest:
        raise ValueError(
            f"learning_rate: {learning_rate}. 0보다 크고"
            f" {2 / steepest:.3g}보다 작아야 합니다. 그보다 크면 이"
            f" 데이터에서 경사 하강법이 발산합니다."
        )
    path = [np.zeros((len(X), 1))]
    for _ in range(steps):
        gradient = X @ (path[-1].T @ X - Y).T / Y.shape[1]
        path.append(path[-1] - learning_rate * gradient)
    return np.hstack(path)


def l2_path(X: Array, Y: Array, lambdas: Sequence[float]) -> Array:
    """Return for each λ the w that minimises squared_error + λ/(2m)·Σ w².

    The result is (features, number of λ). For λ = 0 the features must not repeat
    one another: LinAlgError if they do.
    """
    unit = np.eye(len(X))
    found = [np.linalg.solve(X @ X.T + lambd * unit, X @ Y.T) for lambd in lambdas]
    return np.hstack(found)


def judge_split(split: int, alpha: float = 0.1) -> tuple[float, float, float]:
    """Return the mean squared error on the test people of one split of the 442.

    FIT of them train the ten weights, DEV choose, the others test. First: early
    stopping, at one of 60 iterations from 1 to 2,000, with learning rate alpha.
    Second: ridge, with λ = m/(alpha·t) for each of these t. Third: no regularization.
    """
    X, Y = diabetes()
    order = np.random.RandomState(split).permutation(Y.size)
    fit, dev, test = np.split(order, [FIT, FIT + DEV])
    X, Y = standardise(X, fit), standardise(Y, fit)
    t = np.unique(np.geomspace(1, 2000, 60).astype(int))
    early = descent_path(X[:, fit], Y[:, fit], alpha, t[-1])[:, t]
    ridge = l2_path(X[:, fit], Y[:, fit], FIT / (alpha * t))
    free = l2_path(X[:, fit], Y[:, fit], [0])

    def errors(W, people):
        return np.mean((W.T @ X[:, people] - Y[:, people]) ** 2, axis=1)

    return tuple(
        float(errors(W, test)[np.argmin(errors(W, dev))]) for W in (early, ridge, free)
    )
