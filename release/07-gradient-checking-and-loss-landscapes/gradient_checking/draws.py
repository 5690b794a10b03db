"""Minima with and without L2, on 24 draws of the football field that nobody picked.

Training on all of them takes minutes, so the measures lie beside this file, in
draws.npz; `_author/make_draws.py` makes it. Shapes are (units, examples).
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from gradient_checking.landscapes import (
    flatten,
    network_functions,
    random_direction,
    unflatten,
)
from utils import deep
from utils.data import football_draw
from utils.network import Array, Parameters, initialize_parameters
from utils.pairs import compare_pairs

DRAWS = 24
DIRECTIONS = 20
LAYERS = [2, 20, 3, 1]
WAYS = {"no penalty": 0, "λ = 0.7": 0.7}
RULERS = {  # what is measured: (is it the cost, are steps normalised, their size)
    "rise, normalised step": (True, True, 0.25),
    "rise, raw step": (True, False, 0.1),
    "rise of the share wrong": (False, True, 0.25),
}
MEASURES = (
    "training cost",
    "test cost",
    "test accuracy",
    "length of theta",
    *RULERS,
)
_FILE = Path(__file__).with_name("draws.npz")


def train_draw(draw: int, way: str) -> tuple[Parameters, list[float]]:
    """Train on the 211 points of a draw in one of the WAYS; the start is drawn, too.

    Returns the parameters and the training costs without penalty, 100 steps apart.
    """
    X, Y, _, _ = football_draw(draw, test=1)
    start = initialize_parameters(LAYERS, seed=draw)
    settings = {"lambd": WAYS[way], "record_every": 100, "label": way}
    return deep.train(X, Y, start, 0.3, 12000, **settings)


def rise(
    function: Callable[[Array], float],
    parameters: Parameters,
    normalised: bool,
    size: float,
    rng: np.random.RandomState,
) -> float:
    """Return how much a function of theta rises at a distance: a median.

    It is the median over DIRECTIONS random directions; in each, the mean of a step of
    `size` forward and one backward counts.
    """
    theta, rises = flatten(parameters), []
    for _ in range(DIRECTIONS):
        step = size * random_direction(parameters, rng, normalised)
        both = function(theta + step) + function(theta - step)
        rises.append(both / 2 - function(theta))
    return float(np.median(rises))


def measure(draw: int, parameters: Parameters) -> dict[str, float]:
    """Return the MEASURES of a network that was trained on this draw.

    The cost is the cross-entropy without penalty, its rise that of the training
    points. There are 4,000 test points, which nothing was chosen on.
    """
    X, Y, test_X, test_Y = football_draw(draw)
    cost, _ = network_functions(X, Y, parameters)
    test_cost, _ = network_functions(test_X, test_Y, parameters)

    def wrong(theta):
        return deep.error_rate(X, Y, unflatten(theta, parameters))

    rises = (
        rise(cost if is_cost else wrong, parameters, *step, np.random.RandomState(draw))
        for is_cost, *step in RULERS.values()
    )
    values = (
        cost(flatten(parameters)),
        test_cost(flatten(parameters)),
        1 - deep.error_rate(test_X, test_Y, parameters),
        float(np.linalg.norm(flatten(parameters))),
        *rises,
    )
    return dict(zip(MEASURES, values, strict=True))


def load_draws() -> dict[str, dict[str, Array]]:
    """Return {measure: {way: (24,)}}, as they were stored."""
    with np.load(_FILE) as file:
        values = file["values"]  # (ways, draws, measures)
    return {
        name: dict(zip(WAYS, values[..., place], strict=True))
        for place, name in enumerate(MEASURES)
    }


def compare(stored: dict[str, dict[str, Array]], name: str) -> None:
    """Print a measure of both ways, mean ± standard error, and their pairs by draw."""
    (way, first), (other, second) = stored[name].items()
    compare_pairs(name, other, second, way, first)


def tell_first(
    stored: dict[str, dict[str, Array]], found: dict[str, dict[str, float]]
) -> None:
    """Print the measures of draw 0 as they were stored and as they came out now.

    found: {way: what `measure` returned}.
    """
    print(f"{'':24}" + "".join(f"{way:>18}" for way in found))
    print(f"{'':24}" + f"{'stored':>9}{'now':>9}" * len(found))
    for name, of_way in stored.items():
        pairs = ((of_way[way][0], found[way][name]) for way in found)
        print(f"{name:24}" + "".join(f"{a:9.3f}{b:9.3f}" for a, b in pairs))
