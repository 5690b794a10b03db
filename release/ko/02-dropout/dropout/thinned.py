"""The network of this lesson with masks: its answers, its gradients, its training.

Layers [2, 20, 3, 1], ReLU twice, sigmoid. Shapes are (units, examples); where several
draws are trained side by side, (draws, units, examples).
"""

from collections.abc import Sequence

import numpy as np

from utils.network import (
    Array,
    Parameters,
    initialize_parameters,
    relu,
    sigmoid,
    update_parameters,
)

LAYERS = (2, 20, 3, 1)
Masks = tuple[Array, Array] | None  # divided by keep_prob already


def draw_masks(
    rng: np.random.Generator, keep_probs: tuple[float, float], shape: Sequence[int]
) -> Masks:
    """Return masks (20, m) and (3, m); None where both keep_probs are 1.

    shape: (m,), or (draws, m) for masks with one more axis in front.
    """
    if tuple(keep_probs) == (1, 1):
        return None
    return tuple(
        (rng.random((*shape[:-1], units, shape[-1]), dtype=np.float32) < keep)
        * np.float32(1 / keep)
        for units, keep in zip(LAYERS[1:3], keep_probs, strict=True)
    )


def chance_of_label(
    X: Array, Y: Array, parameters: Parameters, masks: Masks = None
) -> Array:
    """Return the probability that the network gives to each label in Y, (1, m).

    X (2, m), Y (1, m). Exact also where the network is nearly sure of the wrong label.
    """
    Z = _forward(X, parameters, masks)[-1]
    return sigmoid(np.where(Y == 1, Z, -Z))


def cross_entropy(chances: Array) -> float:
    """Return the mean cross-entropy, given what chance_of_label returned."""
    return float(-np.mean(np.log(chances)))


def train(
    X: Array,
    Y: Array,
    seed: int = 0,
    keep_probs: tuple[float, float] = (1, 1),
    frozen: bool = False,
    lambd: float = 0,
    iterations: int = 30000,
) -> list[Parameters]:
    """Train a network on each of several draws, side by side; return their parameters.

    X (draws, 2, m), Y (draws, 1, m); the learning rate is 0.3, and all begin with the
    weights of seed 3. keep_probs: of hidden layers 1 and 2. frozen: each pass has the
    same masks. lambd: strength of an L2 penalty. seed: of the masks. Single precision,
    which takes half the time.
    """
    X, Y, m = np.float32(X), np.float32(Y), X.shape[-1]
    parameters = {
        name: np.float32(np.repeat(value[None], len(X), axis=0))
        for name, value in initialize_parameters(LAYERS, seed=3).items()
    }
    rng = np.random.default_rng(seed)
    masks = draw_masks(rng, keep_probs, (len(X), m))
    for _ in range(iterations):
        gradients = _gradients(X, Y, parameters, masks)
        for name in ("W1", "W2", "W3") if lambd else ():
            gradients["d" + name] += lambd / m * parameters[name]
        parameters = update_parameters(parameters, gradients, 0.3)
        if not frozen:
            masks = draw_masks(rng, keep_probs, (len(X), m))
    return [
        {name: np.float64(value[i]) for name, value in parameters.items()}
        for i in range(len(X))
    ]


def _forward(X, parameters, masks):
    """Return the masked activations A1 and A2, and the sum Z3."""
    A, layers = X, []
    for i in (1, 2):
        A = relu(parameters[f"W{i}"] @ A + parameters[f"b{i}"])
        A = A if masks is None else A * masks[i - 1]
        layers.append(A)
    return *layers, parameters["W3"] @ A + parameters["b3"]


def _gradients(X, Y, parameters, masks):
    """Return the gradients of the mean cross-entropy behind these masks."""
    before = (X, *_forward(X, parameters, masks))
    m, gradients, dZ = X.shape[-1], {}, sigmoid(before[3]) - Y
    for i in (3, 2, 1):
        gradients[f"dW{i}"] = dZ @ before[i - 1].swapaxes(-1, -2) / m
        gradients[f"db{i}"] = dZ.sum(axis=-1, keepdims=True) / m
        if i > 1:
            dZ = parameters[f"W{i}"].swapaxes(-1, -2) @ dZ * (before[i - 1] > 0)
            dZ = dZ if masks is None else dZ * masks[i - 2]
    return gradients
