"""Gradients of a network of tanh layers with dropout, with and without its masks.

Shapes are (units, examples); a mask D holds the rows of all hidden layers, layer 1 on
top, as forward_dropout returns it.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from utils.network import Array, Parameters, sigmoid


def tanh_gradients(
    X: Array,
    Y: Array,
    parameters: Parameters,
    D: Array,
    keep_probs: Sequence[float],
    masked: bool = True,
) -> dict[str, Array]:
    """Return dA and dW of the cost behind the masks D; dA of the sum, dW of the mean.

    X (features, m), Y (1, m), D (hidden neurons, m), keep_probs one number for each
    hidden layer. masked=False forgets the masks on the way back, and scales all the
    same. Backpropagation as in Goodfellow, Bengio and Courville (2016), section 6.5.
    """
    units = [len(parameters[f"b{i}"]) for i in range(1, len(keep_probs))]
    masks = np.split(np.asarray(D, dtype=float), np.cumsum(units))
    inputs, values = [X], []
    for i, (mask, keep) in enumerate(zip(masks, keep_probs, strict=True), start=1):
        values.append(np.tanh(parameters[f"W{i}"] @ inputs[-1] + parameters[f"b{i}"]))
        inputs.append(values[-1] * mask / keep)
    last = len(inputs)
    dZ = sigmoid(parameters[f"W{last}"] @ inputs[-1] + parameters[f"b{last}"]) - Y
    gradients = {}
    for i in range(last, 0, -1):
        gradients[f"dW{i}"] = dZ @ inputs[i - 1].T / X.shape[1]
        if i > 1:
            mask = masks[i - 2] if masked else 1
            dA = parameters[f"W{i}"].T @ dZ * mask / keep_probs[i - 2]
            gradients[f"dA{i - 1}"] = dA
            dZ = dA * (1 - values[i - 2] ** 2)
    return gradients


def tell_changes(
    label: str, right: Mapping[str, Array], wrong: Mapping[str, Array]
) -> None:
    """Print by how much of its norm each dA and dW of a three-layer network differs."""
    told = []
    for name in ("dA2", "dA1", "dW3", "dW2", "dW1"):
        change = np.linalg.norm(wrong[name] - right[name])
        told.append(f"{name} {change / np.linalg.norm(right[name]):.0%}")
    print(f"{label}, mask forgotten, change of " + ", ".join(told))
