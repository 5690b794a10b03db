"""Gradients of three layers with tanh and dropout, with and without the masks.

Shapes are (units, examples).
"""

from collections.abc import Mapping

import numpy as np

from utils.network import Array, Parameters, sigmoid


def tanh_gradients(
    X: Array,
    Y: Array,
    parameters: Parameters,
    D: Array,
    keep_prob: float,
    masked: bool = True,
) -> dict[str, Array]:
    """Return dA and dW of the cost behind the masks D; dA of the sum, dW of the mean.

    X (features, m), Y (1, m); D, 0 or 1, has the rows of layer 1 above those of layer
    2. masked=False forgets the masks on the way back, and scales all the same.
    Backpropagation as in Goodfellow, Bengio and Courville (2016), section 6.5.
    """
    W1, W2, W3 = (parameters[name] for name in ("W1", "W2", "W3"))
    D1, D2 = np.asarray(D)[: len(W1)] / keep_prob, np.asarray(D)[len(W1) :] / keep_prob
    T1 = np.tanh(W1 @ X + parameters["b1"])
    T2 = np.tanh(W2 @ (T1 * D1) + parameters["b2"])
    dZ3 = sigmoid(W3 @ (T2 * D2) + parameters["b3"]) - Y
    back1, back2 = (D1, D2) if masked else (1 / keep_prob, 1 / keep_prob)
    dA2 = W3.T @ dZ3 * back2
    dZ2 = dA2 * (1 - T2**2)
    dA1 = W2.T @ dZ2 * back1
    dZ1 = dA1 * (1 - T1**2)
    m = X.shape[1]
    dW3, dW2, dW1 = dZ3 @ (T2 * D2).T / m, dZ2 @ (T1 * D1).T / m, dZ1 @ X.T / m
    return {"dW3": dW3, "dA2": dA2, "dW2": dW2, "dA1": dA1, "dW1": dW1}


def tell_changes(
    label: str, right: Mapping[str, Array], wrong: Mapping[str, Array]
) -> None:
    """Print by how much of its norm each dA and dW of a three-layer network differs."""
    told = []
    for name in ("dA2", "dA1", "dW3", "dW2", "dW1"):
        change = np.linalg.norm(wrong[name] - right[name])
        told.append(f"{name} {change / np.linalg.norm(right[name]):.0%}")
    print(f"{label}, 마스크를 잊었을 때의 변화: " + ", ".join(told))
