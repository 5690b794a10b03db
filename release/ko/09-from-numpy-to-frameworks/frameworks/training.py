"""Digits, and what is measured on networks that are trained to read them."""

import numpy as np

from utils.deep import backward, cross_entropy, forward, one_hot, train
from utils.network import initialize_parameters

_EXAMPLES = 500  # to train on; the other 1,297 are the test set


def digits(draw):
    """Return X (64, 500), Y (10, 500), test_X (64, 1297) and its labels (1297,).

    Pixels are 0 to 1. Which digits are for training is drawn anew for each `draw`.
    Source: Optical Recognition of Handwritten Digits, UCI (1998), in scikit-learn.
    """
    from sklearn.datasets import load_digits  # here, as it is slow to load

    data = load_digits()
    order = np.random.RandomState(draw).permutation(len(data.target))
    X, labels = data.data[order].T / 16, data.target[order]
    Y = one_hot(labels[:_EXAMPLES], 10)
    return X[:, :_EXAMPLES], Y, X[:, _EXAMPLES:], labels[_EXAMPLES:]


def train_with(step, X, Y, weight_decay, draw, steps=400, batch=32, rate=0.001):
    """Train a network [64, 32, 10] by steps on mini-batches; return W1 and its S.

    step(W, dW, V, S, t, rate, weight_decay) returns the new W, V and S; biases get a
    weight_decay of 0. First weights and batches depend on `draw` alone.
    """
    parameters = initialize_parameters([64, 32, 10], seed=draw)
    rng = np.random.RandomState(draw)
    means = {name: np.zeros(value.shape) for name, value in parameters.items()}
    squares = {name: np.zeros(value.shape) for name, value in parameters.items()}
    for t in range(1, steps + 1):
        some = rng.choice(X.shape[1], batch, replace=False)
        _, layers = forward(X[:, some], parameters)
        gradients = backward(Y[:, some], layers, parameters)
        for name, value in parameters.items():
            decay = weight_decay if name.startswith("W") else 0.0
            parameters[name], means[name], squares[name] = step(
                value.copy(), gradients["d" + name], means[name], squares[name], t,
                rate, decay,
            )  # fmt: skip
    return parameters["W1"], squares["W1"]


def shares_kept(draw, steps):
    """Return gradient sizes (64,) and, for each way to decay, what it left, (ways, 64).

    steps: (step, weight_decay) pairs; see train_with. For each pixel, the norm of its
    32 weights is divided by that after a training with weight_decay 0 and the same
    batches. A gradient's size is the root of its mean square in that training.
    """
    X, Y, _, _ = digits(draw)
    plain, S = train_with(steps[0][0], X, Y, 0.0, draw)
    sizes = np.sqrt(S.mean(axis=0))
    left = [
        np.linalg.norm(train_with(step, X, Y, decay, draw)[0], axis=0)
        / np.linalg.norm(plain, axis=0)
        for step, decay in steps
    ]
    return sizes, np.array(left)


def train_with_dropout(draw, keep_prob, iterations=100):
    """Return the parameters of a network [64, 32, 10], trained with dropout."""
    X, Y, _, _ = digits(draw)
    start = initialize_parameters([64, 32, 10], seed=draw)
    trained, _ = train(
        X, Y, start, 1.0, iterations, keep_prob=keep_prob, seed=draw,
        record_every=iterations, label=f"{draw}번째 뽑기",
    )  # fmt: skip
    return trained


def scores_on_test(draw, parameters, keep_prob=1.0):
    """Return (cost, share of errors) on the test digits of this draw.

    keep_prob below 1: dropout is left on, with one set of masks.
    """
    _, _, X, labels = digits(draw)
    rng = np.random.RandomState(1000 + draw)
    A, _ = forward(X, parameters, keep_prob=keep_prob, rng=rng)
    return cross_entropy(A, one_hot(labels, 10)), np.mean(A.argmax(axis=0) != labels)
