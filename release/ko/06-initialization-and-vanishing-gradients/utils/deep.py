"""Networks of any depth, for the lessons after the second.

Shapes are (units, examples): X is (features, m); Y is (1, m) with labels 0 and 1 for
a sigmoid output, or one-hot (classes, m) for a softmax output. Parameters are
W1, b1, …, WL, bL as in `utils.network`. Equations: Goodfellow, Bengio and Courville,
Deep Learning (2016), sections 6.2.2, 6.5 (backpropagation), 7.1 (L2), 7.12 (dropout).
"""

from collections.abc import Callable

import numpy as np

from utils.network import (
    Array,
    Parameters,
    check_settings,
    relu,
    sigmoid,
    update_parameters,
)
from utils.progress import counted

ACTIVATIONS = {  # activation: (itself, its derivative given its value)
    "relu": (relu, lambda A: (A > 0).astype(float)),
    "tanh": (np.tanh, lambda A: 1 - A**2),
    "sigmoid": (sigmoid, lambda A: A * (1 - A)),
}


def softmax(Z: Array) -> Array:
    """Return exp(Z) / Σ exp(Z) down each column; Z and the result (classes, m)."""
    shifted = np.exp(Z - Z.max(axis=0, keepdims=True))  # exp cannot overflow
    return shifted / shifted.sum(axis=0, keepdims=True)


def one_hot(labels: Array, classes: int) -> Array:
    """Return labels, whole numbers of shape (m,), as zeros and ones (classes, m)."""
    return np.eye(classes)[np.asarray(labels)].T


def depth(parameters: Parameters) -> int:
    """Return the number of layers L."""
    return len(parameters) // 2


def forward(
    X: Array,
    parameters: Parameters,
    activation: str = "relu",
    keep_prob: float = 1,
    rng: np.random.RandomState | None = None,
) -> tuple[Array, list[tuple]]:
    """Return A, the network's output, and `layers`, what `backward` needs.

    The output is softmax where WL has two rows or more, sigmoid where it has one.
    activation: "relu", "tanh" or "sigmoid", of the hidden layers. With keep_prob < 1
    hidden neurons are dropped (inverted dropout), drawn from rng, a RandomState.
    layers: a list of (A of the layer before, A of the layer, its mask or 1).
    Raises ValueError for another activation, an X that does not fit W1, a keep_prob
    outside (0, 1], or one below 1 without rng.
    """
    check_settings(keep_prob=keep_prob)
    if keep_prob < 1 and rng is None:
        raise ValueError(
            f"keep_prob = {keep_prob}인데 rng가 None입니다."
            f" rng=np.random.RandomState(1)처럼, 마스크를 뽑을 난수 생성기가"
            f" 필요합니다."
        )
    if activation not in ACTIVATIONS:
        raise ValueError(
            f"activation: {activation!r}. 다음 가운데 하나이어야 합니다:"
            f" {', '.join(ACTIVATIONS)}."
        )
    if X.ndim != 2 or X.shape[0] != parameters["W1"].shape[1]:
        raise ValueError(
            f"X의 형태가 {X.shape}입니다. W1에 맞으려면"
            f" ({parameters['W1'].shape[1]}, 샘플 수)이어야 합니다."
        )
    A, layers, last = X, [], depth(parameters)
    for layer in range(1, last + 1):
        before, mask = A, 1
        Z = parameters[f"W{layer}"] @ before + parameters[f"b{layer}"]
        if layer == last:
            A = softmax(Z) if len(Z) > 1 else sigmoid(Z)
        else:
            A = ACTIVATIONS[activation][0](Z)
            if keep_prob < 1:
                mask = (rng.rand(*A.shape) < keep_prob) / keep_prob
        layers.append((before, A, mask))
        A = A * mask
    return A, layers


def cross_entropy(
    A: Array, Y: Array, parameters: Parameters | None = None, lambd: float = 0
) -> float:
    """Return the cross-entropy, averaged over the examples, plus λ/(2m)·Σ W².

    An output that is rounded to 0 or 1 counts 0 where it is right, and makes the cost
    infinite where it is wrong; `cost_on` knows how wrong. NaN in A makes the cost NaN.
    Raises ValueError for a lambd below 0, or one above 0 without parameters.
    """
    check_settings(lambd=lambd)
    if lambd and parameters is None:
        raise ValueError(
            f"lambd = {lambd}인데 parameters가 None입니다. 페널티는 가중치를"
            f" 더하므로 매개변수가 필요합니다."
        )
    m = Y.shape[1]
    losses = _times_log(Y, A)
    if len(Y) == 1:
        losses = losses + _times_log(1 - Y, 1 - A)
    cost = -np.sum(losses) / m
    if lambd:
        weights = (parameters[f"W{i}"] for i in range(1, depth(parameters) + 1))
        cost += lambd / (2 * m) * sum(np.sum(W**2) for W in weights)
    return float(cost)


def cost_on(
    X: Array, Y: Array, parameters: Parameters, activation: str = "relu"
) -> float:
    """Return the mean cross-entropy of the network on X and Y, without a penalty.

    It is computed from the sums Z of the last layer, and so right where the network
    is so sure that its output is rounded to 0 or 1.
    """
    _, layers = forward(X, parameters, activation)
    last = depth(parameters)
    Z = parameters[f"W{last}"] @ layers[-1][0] + parameters[f"b{last}"]
    ends = np.logaddexp(0, Z) if len(Z) == 1 else np.logaddexp.reduce(Z, axis=0)
    return float(np.mean(ends - np.sum(Y * Z, axis=0)))


def backward(
    Y: Array,
    layers: list[tuple],
    parameters: Parameters,
    activation: str = "relu",
    lambd: float = 0,
) -> Parameters:
    """Return {"dW1": ..., "db1": ...}, the gradients of `cross_entropy`.

    layers: the list that `forward` returned for these parameters and activation.
    """
    m, last = Y.shape[1], depth(parameters)
    slope = ACTIVATIONS[activation][1]
    gradients = {}
    dZ = layers[-1][1] - Y
    for layer in range(last, 0, -1):
        before, W = layers[layer - 1][0], parameters[f"W{layer}"]
        gradients[f"dW{layer}"] = dZ @ before.T / m + lambd / m * W
        gradients[f"db{layer}"] = np.sum(dZ, axis=1, keepdims=True) / m
        if layer > 1:
            _, A, mask = layers[layer - 2]
            dZ = W.T @ dZ * mask * slope(A)
    return gradients


def train(
    X: Array,
    Y: Array,
    parameters: Parameters,
    learning_rate: float = 0.1,
    num_iterations: int = 1000,
    lambd: float = 0,
    keep_prob: float = 1,
    activation: str = "relu",
    seed: int = 1,
    record_every: int = 10,
    callback: Callable[[int, Parameters], bool | None] | None = None,
    label: str = "training",
) -> tuple[Parameters, list[float]]:
    """Train by gradient descent on all examples; return parameters and costs.

    The parameters given stay untouched. costs holds the cost without penalty and
    without dropout, every record_every iterations and at the end.
    callback(iteration, parameters) is called there, too, and may return True to stop.
    seed: of the masks, if keep_prob < 1. label: what the line of progress says.
    An interrupt (■ in Jupyter) ends the training and returns what was reached.
    Raises ValueError for a setting that is out of range; a learning_rate of 0 is not.
    """
    if learning_rate != 0:  # at 0 nothing is learned, and that can be of use
        check_settings(learning_rate=learning_rate)
    check_settings(
        num_iterations=num_iterations,
        lambd=lambd,
        keep_prob=keep_prob,
        record_every=record_every,
    )
    rng = np.random.RandomState(seed)
    costs = []
    steps = counted(num_iterations + 1, label)
    try:
        for i in steps:
            if i % record_every == 0 or i == num_iterations:
                costs.append(cost_on(X, Y, parameters, activation))
                if callback is not None and callback(i, parameters):
                    break
            if i < num_iterations:
                _, layers = forward(X, parameters, activation, keep_prob, rng)
                gradients = backward(Y, layers, parameters, activation, lambd)
                parameters = update_parameters(parameters, gradients, learning_rate)
    except KeyboardInterrupt:
        print(f"중단됨: {i}번 반복한 뒤의 매개변수입니다.")
    finally:
        steps.close()
    return parameters, costs


def classify(X: Array, parameters: Parameters, activation: str = "relu") -> Array:
    """Return the predicted classes (m,): the likeliest, or 1 where A > 0.5."""
    A, _ = forward(X, parameters, activation)
    return A.argmax(axis=0) if len(A) > 1 else (A[0] > 0.5).astype(int)


def error_rate(
    X: Array, labels: Array, parameters: Parameters, activation: str = "relu"
) -> float:
    """Return the share of examples that are classified wrongly, between 0 and 1."""
    return float(np.mean(classify(X, parameters, activation) != np.ravel(labels)))


def _times_log(Y, A):
    """Return Y · log A, and 0 where Y is 0, whatever A is there but NaN."""
    with np.errstate(divide="ignore"):
        return Y * np.log(A, out=np.zeros(A.shape), where=(Y > 0) | np.isnan(A))
