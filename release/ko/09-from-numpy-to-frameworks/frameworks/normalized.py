"""A network with batch or layer normalisation in front of its ReLU.

Z1 = W1 X; H1 = Z1, made mean 0 and standard deviation 1; A1 = relu(H1); A2 =
softmax(W2 A1 + b2). axis=1 normalises each unit over the examples of the batch (batch
normalisation, Ioffe and Szegedy 2015), axis=0 each example over its units (layer
normalisation, Ba, Kiros and Hinton 2016). Both papers add a learned scale and shift
after it, and a tiny ε to the variance; neither changes what this lesson shows.
"""

import numpy as np

from utils.deep import cross_entropy, softmax


def normalize(Z, axis):
    """Return Z with mean 0 and standard deviation 1 along an axis; same shape."""
    spread = Z.std(axis=axis, keepdims=True)
    spread = np.where(spread > 0, spread, 1)  # what does not vary becomes 0
    return (Z - Z.mean(axis=axis, keepdims=True)) / spread


def forward_normalized(X, parameters, axis):
    """Return A2, shape (classes, m). X: (features, m). parameters: W1, W2, b2."""
    A1 = np.maximum(0, normalize(parameters["W1"] @ X, axis))
    return softmax(parameters["W2"] @ A1 + parameters["b2"])


def gradients_normalized(X, Y, parameters, axis):
    """Return dW1, dW2, db2 of the mean cross-entropy. Y: one-hot, (classes, m)."""
    m = X.shape[1]
    Z1 = parameters["W1"] @ X
    H1 = normalize(Z1, axis)
    A1 = np.maximum(0, H1)
    dZ2 = softmax(parameters["W2"] @ A1 + parameters["b2"]) - Y
    dH1 = parameters["W2"].T @ dZ2 * (H1 > 0)
    mean = dH1.mean(axis=axis, keepdims=True)
    along = (dH1 * H1).mean(axis=axis, keepdims=True)
    dZ1 = (dH1 - mean - H1 * along) / Z1.std(axis=axis, keepdims=True)
    return {
        "dW1": dZ1 @ X.T / m,
        "dW2": dZ2 @ A1.T / m,
        "db2": dZ2.sum(axis=1, keepdims=True) / m,
    }


def train_normalized(X, Y, parameters, rate, rates, weight_decay=0.0, axis=1):
    """Train by gradient descent; return A2, and costs and norms of W1 at each step.

    rates: the learning rate of W1, one for each step; rate: that of W2 and b2, which
    do not decay. weight_decay is that of W1: it takes rate · weight_decay of it a step.
    costs and norms: (steps + 1,), the start first.
    """
    p = dict(parameters)
    costs, norms = [], []
    for own_rate in [*rates, None]:
        A2 = forward_normalized(X, p, axis)
        costs.append(cross_entropy(A2, Y))
        norms.append(np.linalg.norm(p["W1"]))
        if own_rate is not None:
            g = gradients_normalized(X, Y, p, axis)
            p["W1"] = (1 - rate * weight_decay) * p["W1"] - own_rate * g["dW1"]
            for name in ("W2", "b2"):
                p[name] = p[name] - rate * g["d" + name]
    return A2, np.array(costs), np.array(norms)
