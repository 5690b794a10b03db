"""What a penalty does on 24 draws of the football field, which nobody picked.

Training on all of them takes minutes, so the results lie beside this file, in
draws.npz; `_author/make_draws.py` makes it.
"""

from pathlib import Path

import numpy as np

from utils.data import football_draw, hold_out
from utils.network import forward_propagation

DRAWS = 24  # those with the numbers 0 to 23
DEV = 60  # examples held out of 211 while λ is chosen
STRENGTHS = (0, 0.1, 0.3, 1, 3, 10, 30)  # λ
_FILE = Path(__file__).with_name("draws.npz")


def cross_entropy(X: np.ndarray, Y: np.ndarray, parameters: dict) -> float:
    """Return the mean cross-entropy of the network on X (2, m) and Y (1, m).

    It is computed from Z3, not from A3 = sigmoid(Z3): a network that is very sure has
    an A3 that is rounded to 0 or 1, whose logarithm would be infinite.
    """
    Z3 = forward_propagation(X, parameters)[1][8]
    return float(np.mean(np.logaddexp(0, Z3) - Y * Z3))


def split_draw(draw: int) -> tuple:
    """Return fit_X, fit_Y, dev_X, dev_Y, test_X, test_Y of the draw with this number.

    151, 60 and 4,000 points; X is (2, m), Y is (1, m).
    """
    X, Y, test_X, test_Y = football_draw(draw)
    return *hold_out(X, Y, DEV), test_X, test_Y


def stored_draws() -> dict[str, np.ndarray]:
    """Return the stored results, one row or one number for each draw.

    fit_cost, dev_cost (draws, λ as in STRENGTHS): cross-entropy after training on 151
    points, there and on the other 60. chosen (draws,): the λ with the smallest dev
    cost. cost, accuracy (draws, 2): on 4,000 test points, after training on all 211
    with λ = 0 and with the chosen λ.
    """
    with np.load(_FILE) as file:
        return dict(file)
