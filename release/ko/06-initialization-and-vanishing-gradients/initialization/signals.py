"""Signals on their way through a deep network: sizes, slopes, simple starts.

Shapes are (units, examples), parameters are W1, b1, …, WL, bL as in `utils.deep`.
Slopes given the activation's value: Goodfellow, Bengio and Courville, Deep Learning
(2016), section 6.3.
"""

import numpy as np

from utils.deep import ACTIVATIONS, depth, forward


def slope(A, activation="relu"):
    """Return the activation's derivative where its value is A; same shape as A.

    activation: "relu", "tanh" or "sigmoid". Raises ValueError for another one.
    """
    if activation not in ACTIVATIONS:
        raise ValueError(
            f"activation: {activation!r}. 다음 가운데 하나이어야 합니다:"
            f" {', '.join(ACTIVATIONS)}."
        )
    return ACTIVATIONS[activation][1](np.asarray(A))


def size(A):
    """Return the root of the mean square of all entries of A, a number."""
    return float(np.sqrt(np.mean(np.square(A))))


def hidden_activations(X, parameters, activation="relu"):
    """Return [A1, …, A(L−1)], what the hidden layers make of X (features, m)."""
    _, layers = forward(X, parameters, activation)
    return [after for _, after, _ in layers[:-1]]


def constant_parameters(layer_dims, value):
    """Return W1, b1, … with all weights equal to value and all biases 0."""
    parameters = {}
    for layer in range(1, len(layer_dims)):
        shape = (layer_dims[layer], layer_dims[layer - 1])
        parameters[f"W{layer}"] = np.full(shape, float(value))
        parameters[f"b{layer}"] = np.zeros((shape[0], 1))
    return parameters


def scaled(parameters, factor):
    """Return W1, b1, … with all weights multiplied by factor; biases are copied."""
    return {
        name: factor * value if name.startswith("W") else value.copy()
        for name, value in parameters.items()
    }


def sizes_through(X, parameters, activation):
    """Return [size of Z1, …, size of ZL] where each layer has the activation.

    activation: any function of an array, entry by entry. X: (features, m).
    """
    A, sizes = X, []
    for layer in range(1, depth(parameters) + 1):
        Z = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
        A = activation(Z)
        sizes.append(size(Z))
    return sizes


def bent(left, right):
    """Return an activation: the line of slope left below 0, of slope right above.

    bent(0, 1) is ReLU, bent(0.01, 1) a leaky ReLU.
    """
    return lambda z: np.where(np.asarray(z) > 0, right, left) * z


def wave(height, lift):
    """Return an activation: height * sin(z) + lift."""
    return lambda z: height * np.sin(z) + lift


def measured_gradient(name, cost, parameters, step=1e-6):
    """Measure how cost(parameters) changes with each entry of one of them.

    name: "W1", say. Two-sided differences; the result has the shape of that array.
    Source: Press et al., Numerical Recipes (2007), section 5.7.
    """
    slopes = np.zeros(parameters[name].shape)
    for index in np.ndindex(slopes.shape):
        costs = []
        for move in (step, -step):
            moved = {**parameters, name: parameters[name].copy()}
            moved[name][index] += move
            costs.append(cost(moved))
        slopes[index] = (costs[0] - costs[1]) / (2 * step)
    return slopes


def measured_norms(cost, parameters):
    """Return [‖dW1‖, …, ‖dWL‖], measured on cost(parameters) alone."""
    return [
        float(np.linalg.norm(measured_gradient(f"W{layer}", cost, parameters)))
        for layer in range(1, depth(parameters) + 1)
    ]
