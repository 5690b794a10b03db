"""Early stopping on 24 draws of the football field, which nobody picked.

Training on all of them takes minutes, so the results lie beside this file, in
draws.npz; `_author/make_draws.py` makes it. Shapes are (units, examples).
"""

from pathlib import Path

import numpy as np

from early_stopping.descent import weight_norm
from utils.data import football_draw
from utils.deep import cost_on, error_rate
from utils.network import Array, Parameters, initialize_parameters

DRAWS = 24  # those with the numbers 0 to 23
LAYERS, RATE, LONG = [2, 50, 20, 1], 0.1, 12000
PATIENCE = 50  # iterations
PATIENCES = (1, 3, 10, 30, 100, 300, 1000)  # with mini-batches
STRENGTHS = (0.1, 0.3, 1, 3, 10, 30)  # λ
WAYS = ('긴 훈련', '조기 종료', '조기 종료, 모든 점', "L2")
MEASURES = ('테스트 비용', '테스트 정확도', '노름', '거리', '반복 수')
_FILE = Path(__file__).with_name("draws.npz")


def first_weights() -> Parameters:
    """Return the parameters that each training of this lesson begins with."""
    return initialize_parameters(LAYERS, seed=3)


def measure(draw: int, parameters: Parameters, iterations: int) -> list[float]:
    """Return the MEASURES of a network that was trained for so many iterations."""
    test = football_draw(draw)[2:]
    return [
        cost_on(*test, parameters),
        1 - error_rate(*test, parameters),
        weight_norm(parameters),
        weight_norm(parameters, first_weights()),
        iterations,
    ]


def load_draws() -> dict[str, Array]:
    """Return the stored results; draws come first in each array.

    times (T,): iterations. curves (24, 3, T): the cost there on the training set, the
    dev set and fresh points. turns (24, 4): the iteration with the lowest dev cost, the
    dev cost and the cost on fresh points there, and the lowest cost on fresh points of
    the training. patience (24, PATIENCES, 4): evaluation picked, evaluation of the
    stop, dev cost and cost on fresh points of the network picked. best (24,): the
    iteration at which PATIENCE stopped early. chosen (24,): the λ that the dev set
    chose. later (24, 2, 2): cost on fresh points without a penalty and with λ = 3,
    after LONG / 5 iterations and after LONG. ways (24, WAYS, MEASURES).
    """
    with np.load(_FILE) as file:
        return dict(file)
