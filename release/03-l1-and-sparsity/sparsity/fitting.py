"""Logistic regression with a penalty: data, gradients, and a fast way to the minimum.

Shapes: X is (features, m), Y is (1, m), w is (features, 1), b is a number.  The cost
is the cross-entropy, averaged over the m examples, plus a penalty on w, never on b.
"""

import inspect

import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression

from utils.network import sigmoid

TRAIN = 400  # of the 569 examples; the other 169 are the dev set


def load_tumours(seed=3):
    """Return X, Y, dev_X, dev_Y and the names of the 30 measurements.

    X is (30, 400) and dev_X (30, 169); Y is 1 for a malignant tumour, 0 for a benign
    one. Each measurement has mean 0 and standard deviation 1 over X; the dev set is
    shifted and scaled with the numbers of X. seed: which examples are in which set.
    Source: Wolberg, Street and Mangasarian (1995), as scikit-learn ships it.
    """
    data = load_breast_cancer()
    order = np.random.RandomState(seed).permutation(len(data.target))
    X = data.data[order].T
    Y = 1 - data.target[order].reshape(1, -1)  # scikit-learn's 0 is malignant
    mean = X[:, :TRAIN].mean(axis=1, keepdims=True)
    spread = X[:, :TRAIN].std(axis=1, keepdims=True)
    X = (X - mean) / spread
    names = [str(name) for name in data.feature_names]
    return X[:, :TRAIN], Y[:, :TRAIN], X[:, TRAIN:], Y[:, TRAIN:], names


def predict(X, w, b):
    """Return A, shape (1, m): the probability of class 1 for each column of X."""
    return sigmoid(np.dot(w.T, X) + b)


def gradients(X, Y, w, b):
    """Return dw (features, 1) and db, a number, of the cross-entropy alone."""
    m = Y.shape[1]
    error = predict(X, w, b) - Y
    return np.dot(X, error.T) / m, float(np.sum(error)) / m


def safe_rate(X):
    """Return the largest learning rate with which no step can raise the cost.

    It is 1/L, L the largest curvature of the cross-entropy: a quarter of the squared
    largest singular value of X with a row of ones, over m. Source: Beck and Teboulle
    (2009), section 2; the second derivative of the sigmoid's cost is at most 1/4.
    """
    m = X.shape[1]
    with_ones = np.vstack([X, np.ones((1, m))])
    return 4 * m / np.linalg.norm(with_ones, 2) ** 2


def fit(X, Y, step, start=None, tolerance=1e-9, max_iterations=200_000):
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
                "the weights grew beyond all numbers; expected each step to lower "
                "the cost. Look at the signs in the step."
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
        f"after {max_iterations} steps the weights still move by {moved:.0e} times "
        f"the learning rate; expected less than {tolerance:.0e}. Raise tolerance or "
        "max_iterations."
    )


def best_cost(X, Y, w):
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


def penalty_argument(kind):
    """Return how scikit-learn is told to use an "L1" or an "L2" penalty: {name: value}.

    Up to 1.7 the argument is `penalty`; from 1.8 on it is `l1_ratio`, and `penalty`
    leads to a warning. Raises ValueError for another kind.
    """
    if kind not in ("L1", "L2"):
        raise ValueError(f'kind is {kind!r}; expected "L1" or "L2".')
    default = inspect.signature(LogisticRegression).parameters["penalty"].default
    if default == "deprecated":
        return {"l1_ratio": 1 if kind == "L1" else 0}
    return {"penalty": kind.lower()}
