"""Many draws of the football data: what becomes of a network, for each way to train.

Training 24 draws in each way takes minutes, so the measures lie beside this file, in
draws.npz, and some networks in networks.npz; `_author/make_draws.py` makes them. Shapes
are (units, examples).
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from dropout.thinned import (
    LAYERS,
    chance_of_label,
    cross_entropy,
    draw_masks,
    train,
)
from utils.data import football_draw, fresh_points
from utils.network import Array, Parameters, accuracy
from utils.pairs import compare_pairs, mean_and_error

DRAWS = 24
KEEP_PROBS = (1, 0.86, 0.7, 0.5, 0.35, 0.2)  # of both layers, in networks.npz
PASSES = 100  # thinned networks that are averaged
WAYS = {  # how `train` is called
    '없음': {},
    "L2": {"lambd": 0.7},
    '드롭아웃': {"keep_probs": (0.86, 0.86)},
    '고정된 마스크': {"keep_probs": (0.86, 0.86), "frozen": True},
    '0.7, 그다음 1': {"keep_probs": (0.7, 1), "iterations": 10000},
    '1, 그다음 0.7': {"keep_probs": (1, 0.7), "iterations": 10000},
}
MEASURES = (
    '훈련 정확도',
    '검증 정확도',
    '검증 비용',
    '테스트 정확도',
    '테스트 비용',
    '뉴런'
    ' 하나를'
    ' 뺀 최저'
    ' 정확도',  # training accuracy without the most needed neuron of layer 1
    '노름의 제곱',  # sum of all squared weights
    '순전파 한 번',  # dev cost of a thinned network
    "average",  # dev cost of the mean answer of PASSES thinned networks
)
_FILE = Path(__file__).with_name("draws.npz")
NETWORKS = Path(__file__).with_name("networks.npz")


def dev_cost(draw: int, parameters: Parameters) -> float:
    """Return the cross-entropy of a network on the dev points of a draw."""
    return cross_entropy(chance_of_label(*fresh_points(draw), parameters))


def measure(draw: int, parameters: Parameters, keep_probs=(1, 1)) -> dict[str, float]:
    """Return the MEASURES of a network that was trained on this draw.

    Dev and test points are 4,000 each, of the same kind as the training points.
    keep_probs: of the thinned networks, drawn from a generator of their own.
    """
    X, Y, test_X, test_Y = football_draw(draw)
    dev_X, dev_Y = fresh_points(draw)
    rng = np.random.default_rng(draw)
    passes = np.array([
        chance_of_label(
            dev_X, dev_Y, parameters, draw_masks(rng, keep_probs, dev_Y.shape[1:])
        )
        for _ in range(PASSES if min(keep_probs) < 1 else 1)
    ])  # fmt: skip
    values = (
        accuracy(X, Y, parameters),
        accuracy(dev_X, dev_Y, parameters),
        dev_cost(draw, parameters),
        accuracy(test_X, test_Y, parameters),
        cross_entropy(chance_of_label(test_X, test_Y, parameters)),
        min(without_each_neuron(X, Y, parameters)),
        squared_norm(parameters),
        cross_entropy(passes),
        cross_entropy(passes.mean(axis=0)),
    )
    return dict(zip(MEASURES, map(float, values), strict=True))


def measure_draws(draws: Sequence[int], way: str) -> list[dict[str, float]]:
    """Train on each of these draws in one of the WAYS, and return the MEASURES."""
    X, Y, _, _ = map(np.stack, zip(*(football_draw(draw, test=1) for draw in draws)))
    keep_probs = WAYS[way].get("keep_probs", (1, 1))
    networks = train(X, Y, **WAYS[way])
    return [
        measure(draw, network, keep_probs)
        for draw, network in zip(draws, networks, strict=True)
    ]


def load_draws() -> dict[str, dict[str, Array]]:
    """Return {way: {measure: (24,)}}, as they were stored.

    Three ways to use a network that dropout trained have a dev cost alone.
    """
    with np.load(_FILE) as file:
        values = file["values"]  # (ways, draws, measures)
    found = {
        way: dict(zip(MEASURES, of_way.T, strict=True))
        for way, of_way in zip(WAYS, values, strict=True)
    }
    for way, measure in (
        ('솎아 낸 하나', '순전파 한 번'),
        ('100개의 평균', "average"),
        ('전체 신경망', '검증 비용'),
    ):
        found[way] = {'검증 비용': found['드롭아웃'][measure]}
    return found


def train_network(keep_prob: float) -> Parameters:
    """Return the parameters after a training on draw 0, both layers kept alike."""
    X, Y, _, _ = football_draw(0, test=1)
    (network,) = train(X[None], Y[None], keep_probs=(keep_prob, keep_prob))
    return network


def load_networks() -> dict[float, Parameters]:
    """Return {keep_prob: what `train_network` gave}, as it was stored."""
    with np.load(NETWORKS) as file:
        stacked = dict(file)
    return {
        keep_prob: {name: values[i] for name, values in stacked.items()}
        for i, keep_prob in enumerate(KEEP_PROBS)
    }


def compare(
    stored: dict[str, dict[str, Array]], measure: str, way: str, other: str
) -> None:
    """Print a measure of two ways, mean ± standard error, and their pairs by draw."""
    first, second = stored[way][measure], stored[other][measure]
    digits = 3 if mean_and_error(np.subtract(first, second))[1] < 1 else 0
    compare_pairs(measure, way, first, other, second, digits)


def without_each_neuron(X: Array, Y: Array, parameters: Parameters) -> list[float]:
    """Return the accuracies on X (2, m), Y (1, m) without neuron 0 of layer 1, 1, …"""
    accuracies = []
    for j in range(LAYERS[1]):
        W2 = parameters["W2"].copy()
        W2[:, j] = 0  # nobody listens to neuron j
        accuracies.append(accuracy(X, Y, {**parameters, "W2": W2}))
    return accuracies


def squared_norm(parameters: Parameters) -> float:
    """Return the sum of all squared weights; biases do not count."""
    return float(sum(np.sum(parameters[name] ** 2) for name in ("W1", "W2", "W3")))
