"""Logistic regression with a penalty: data, gradients, and a fast way to the minimum.

Shapes: X is (features, m), Y is (1, m), w is (features, 1), b is a number.  The cost
is the cross-entropy, averaged over the m examples, plus a penalty on w, never on b.
"""

import inspect
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression

from utils.network import sigmoid

Array = np.ndarray
Weights = tuple[Array, float]  # w (features, 1), and b
# step(w, b, dw, db, learning_rate) returns the new w and b
Step = Callable[[Array, float, Array, float, float], Weights]
TRAIN = 400  # of the 569 examples; the other 169 are the test set


def load_tumours(split: int = 0) -> tuple[Array, Array, Array, Array, list[str]]:
    """Return X, Y, test_X, test_Y and the names of the 30 measurements.

    X is (30, 400) and test_X (30, 169); Y is 1 for a malignant tumour, 0 for a benign
    one. Each measurement has mean 0 and standard deviation 1 over X; the test set is
    shifted and scaled with the numbers of X. split: the seed that deals the examples
    into the two sets.
    Source: Wolberg, Mangasarian, Street and Street (1993), as scikit-learn ships it.
    """
    data = load_breast_cancer()
    order = np.random.RandomState(split).permutation(len(data.target))
    X = data.data[order].T
    Y = 1 - data.target[order].reshape(1, -1)  # scikit-learn's 0 is malignant
    train_X, test_X = standardise(X[:, :TRAIN], X[:, TRAIN:])
    names = [str(name) for name in data.feature_names]
    return train_X, Y[:, :TRAIN], test_X, Y[:, TRAIN:], names


def standardise(X: Array, other: Array) -> tuple[Array, Array]:
    """Shift and scale rows of X to mean 0 and deviation 1, and `other` likewise."""
    mean, spread = X.mean(axis=1, keepdims=True), X.std(axis=1, keepdims=True)
    return (X - mean) / spread, (other - mean) / spread


def predict(X: Array, w: Array, b: float) -> Array:
    """Return A, shape (1, m): the probability of class 1 for each column of X."""
    return sigmoid(np.dot(w.T, X) + b)


def gradients(X: Array, Y: Array, w: Array, b: float) -> tuple[Array, float]:
    """Return dw (features, 1) and db, a number, of the cross-entropy alone."""
    m = Y.shape[1]
    error = predict(X, w, b) - Y
    return np.dot(X, error.T) / m, float(np.sum(error)) / m


def safe_rate(X: Array) -> float:
    """Return a learning rate with which no proximal step can raise the cost.

    It is 1/L. L bounds the curvature of the cross-entropy: a quarter of the squared
    largest singular value of X with a row of ones, over m, since the second
    derivative of the loss is at most 1/4. (Plain steps cannot raise the cross-entropy
    up to 2/L.) Source: Beck and Teboulle (2009), section 2.
    """
    m = X.shape[1]
    with_ones = np.vstack([X, np.ones((1, m))])
    return 4 * m / np.linalg.norm(with_ones, 2) ** 2


def fit(
    X: Array,
    Y: Array,
    step: Step,
    start: Weights | None = None,
    tolerance: float = 1e-9,
    max_iterations: int = 200_000,
) -> Weights:
    """Return w, b that minimise the cost whose proximal step is `step`.

    step(w, b, dw, db, learning_rate) returns new w, b. start: (w, b) to begin with,
    zeros by default. Ends when a step moves no entry by more than tolerance times the
    learning rate. Raises ValueError if the steps lead to no finite numbers, or if
    max_iterations are not enough.

    Accelerated by momentum (FISTA: Beck and Teboulle, 2009), which is dropped when
    it points uphill (O'Donoghue and Candès, 2015).
    """
    rate = safe_rate(X)
    w, b = (np.zeros((X.shape[0], 1)), 0.0) if start is None else start
    ahead_w, ahead_b, speed = w, b, 1.0
    for _ in range(max_iterations):
        dw, db = gradients(X, Y, ahead_w, ahead_b)
        new_w, new_b = step(ahead_w, ahead_b, dw, db, rate)
        back_w, back_b = ahead_w - new_w, ahead_b - new_b
        moved = max(np.max(np.abs(back_w)), abs(back_b)) / rate
        if not np.isfinite(moved):
            raise ValueError(
                '가중치가 끝없이 커졌습니다. 단계마다 비용이 줄어야 합니다.'
                ' 단계의 부호를 살펴보십시오.'
            )
        if np.sum(back_w * (new_w - w)) + back_b * (new_b - b) > 0:
            speed = 1.0
        faster = (1 + np.sqrt(1 + 4 * speed**2)) / 2
        push = (speed - 1) / faster
        ahead_w, ahead_b = new_w + push * (new_w - w), new_b + push * (new_b - b)
        w, b, speed = new_w, new_b, faster
        if moved < tolerance:
            return w, b
    raise ValueError(
        f"{max_iterations}단계 뒤에도 가중치가 학습률의 {moved:.0e}배만큼"
        f" 움직입니다. {tolerance:.0e}배보다 작아야 합니다. tolerance나"
        f" max_iterations를 키우십시오."
    )


def along(
    X: Array,
    Y: Array,
    step: Callable[..., Weights],
    values: Sequence[float],
    tolerance: float = 1e-9,
) -> list[Weights]:
    """Return (w, b) for each λ in values; each fit starts where the one before ended.

    step(w, b, dw, db, learning_rate, lambd, m) returns new w, b. values rise; the
    fits go from the largest λ down, since there they are quick. Raises as `fit` does.
    """
    fits, start = [], None
    for lambd in reversed(values):
        here = partial(step, lambd=lambd, m=Y.shape[1])
        start = fit(X, Y, here, start, tolerance)
        fits.append(start)
    return fits[::-1]


def cross_entropy(X: Array, Y: Array, w: Array, b: float) -> float:
    """Return the mean cross-entropy, finite for weights of any finite size."""
    Z = np.dot(w.T, X) + b
    return float(np.mean(np.logaddexp(0, Z) - Y * Z))


def best_cost(X: Array, Y: Array, w: Array) -> Array:
    """Return the lowest cross-entropy over b for many weight vectors at once.

    w is (features, k), one candidate a column; the result is (k,). Newton's method
    for b alone.
    """
    Z, b = np.dot(w.T, X), np.zeros((w.shape[1], 1))
    for _ in range(20):
        A = sigmoid(Z + b)
        slope = np.mean(A - Y, axis=1, keepdims=True)
        b = b - np.clip(slope / np.mean(A * (1 - A), axis=1, keepdims=True), -1, 1)
        if np.max(np.abs(slope)) < 1e-9:
            break
    # log(1 + e^z) - y z, in the form that cannot overflow.
    return np.mean(np.logaddexp(0, Z + b) - Y * (Z + b), axis=1)


def scikit_learn(
    X: Array,
    Y: Array,
    l1: float,
    l2: float,
    solver: str = "saga",
    intercept_scaling: float = 1,
) -> Array:
    """Return scikit-learn's weights and, last, its bias: a flat array (features + 1,).

    The cost is the cross-entropy plus l1/m · Σ|w| + l2/(2m) · Σw², l1 + l2 above 0.
    saga leaves the bias free; "liblinear" penalises it as the weight of a constant
    input of the size intercept_scaling.
    """
    model = LogisticRegression(
        C=1 / (l1 + l2), solver=solver, tol=1e-6, max_iter=20_000, random_state=0,
        intercept_scaling=intercept_scaling,
        **penalty_argument(l1 / (l1 + l2)),
    )  # fmt: skip
    model.fit(X.T, Y[0])
    return np.append(model.coef_[0], model.intercept_)


def penalty_argument(l1_ratio: float) -> dict[str, str | float]:
    """Return how scikit-learn is told which share of the penalty is L1: {name: value}.

    Up to 1.7 the argument `penalty` has to name the kind; from 1.8 on `l1_ratio` is
    enough, and `penalty` leads to a warning. Raises ValueError for a share that is
    not between 0 and 1.
    """
    if not 0 <= l1_ratio <= 1:
        raise ValueError(
            f"l1_ratio가 {l1_ratio!r}입니다. L1의 몫이므로 0 이상 1"
            f" 이하이어야 합니다."
        )
    known = inspect.signature(LogisticRegression).parameters
    if known["penalty"].default == "deprecated":
        return {"l1_ratio": l1_ratio}
    if l1_ratio in (0, 1):
        return {"penalty": "l1" if l1_ratio else "l2"}
    return {"penalty": "elasticnet", "l1_ratio": l1_ratio}
