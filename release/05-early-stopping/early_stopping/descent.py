"""What lesson 05 trains with: a step in place, and the norm of the weights.

Shapes are (units, examples) as in `utils.network`: X is (features, m), Y is (1, m).
"""

import numpy as np

from utils.deep import backward, forward
from utils.network import Array, Parameters


def step_in_place(
    X: Array, Y: Array, parameters: Parameters, learning_rate: float
) -> None:
    """Take one step of gradient descent, changing the arrays in `parameters`.

    Returns nothing: the weights change where they stand, as in most libraries.
    X is (features, m), Y is (1, m), parameters W1, b1, … of floats.
    """
    _, layers = forward(X, parameters)
    gradients = backward(Y, layers, parameters)
    for name, value in parameters.items():
        value -= learning_rate * gradients["d" + name]


def weight_norm(parameters: Parameters, start: Parameters | None = None) -> float:
    """Return the root of the sum of all squared weights; biases are left out.

    With start, other parameters of the same shapes: the distance of the weights
    from those, the root of the sum of all squared differences.
    """
    squares = (
        np.sum((value - (0 if start is None else start[name])) ** 2)
        for name, value in parameters.items()
        if name[0] == "W"
    )
    return float(np.sqrt(sum(squares)))
