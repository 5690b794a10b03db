"""Places to check a gradient at: a few points, and parameters drawn at random."""

from collections.abc import Callable

import numpy as np

from gradient_checking.backward_passes import backward_pass
from gradient_checking.landscapes import flatten, network_functions
from utils.data import football_draw
from utils.network import Array, Parameters, initialize_parameters

PLACES = 20
LAYERS = [2, 6, 6, 1]
LARGE = [2, 98, 98, 1]
Functions = tuple[Callable, Callable, Array]


def place(number: int, points: int = 12) -> tuple[Array, Array, Parameters]:
    """Return X (2, points), Y (1, points) and parameters, no bias of which is zero."""
    X, Y, _, _ = football_draw(number, test=1)
    return X[:, :points], Y[:, :points], _parameters(number, LAYERS)


def functions_at(
    number: int,
    letter: str = "D",
    lambd: float = 0.7,
    points: int = 12,
    zero_biases: bool = False,
    dtype: type = float,
) -> Functions:
    """Return cost, gradient and theta at a place; the gradient is that of a pass.

    letter: which backward pass. zero_biases: as training starts. dtype: np.float32
    computes in single precision, whatever theta is.
    """
    X, Y, parameters = place(number, points)
    if zero_biases:
        parameters = {k: v if k[0] == "W" else 0 * v for k, v in parameters.items()}
    cost, gradient = network_functions(
        X.astype(dtype), Y, parameters, lambd, backward=backward_pass(letter)
    )
    return (
        lambda theta: cost(np.asarray(theta, dtype)),
        lambda theta: gradient(np.asarray(theta, dtype)),
        flatten(parameters),
    )


def one_wrong_entry(number: int) -> tuple[Callable, Callable, Callable, Array]:
    """Return cost, a right and a wrong gradient, and theta of about 10,000 entries.

    The wrong gradient is off at one entry, by a hundredth of the gradient's length.
    """
    X, Y, _ = place(number)
    parameters = _parameters(number, LARGE, noise=0.03)
    cost, gradient = network_functions(X, Y, parameters, 0.7)
    theta = flatten(parameters)
    entry = np.random.RandomState(number).randint(theta.size)

    def wrong(theta):
        found = gradient(theta)
        found[entry] += np.linalg.norm(found) / 100
        return found

    return cost, gradient, wrong, theta


def _parameters(number, layers, noise=0.3):
    rng = np.random.RandomState(number)
    first = initialize_parameters(layers, seed=number)
    return {k: v + noise * rng.randn(*v.shape) for k, v in first.items()}
