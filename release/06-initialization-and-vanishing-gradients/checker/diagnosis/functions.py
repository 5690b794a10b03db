"""What people make of an array, by right or by mistake: squares, norms, sums."""

from collections.abc import Callable, Sequence

import numpy as np

Function = Callable[[np.ndarray], np.ndarray]

ENTRIES: dict[str, Function] = {  # entry by entry: an array stays an array
    "the entries": lambda a: a,
    "the squares": np.square,
    "the cubes": lambda a: a**3,
    "the fourth powers": lambda a: a**4,
    "the absolute values": np.abs,
    "the signs": np.sign,
    "ones instead of entries": np.ones_like,
}
NUMBERS: dict[str, Function] = {  # a single number of an array
    "the sum of the entries": np.sum,
    "the sum of the squares": lambda a: np.sum(a**2),
    "the sum of the cubes": lambda a: np.sum(a**3),
    "the sum of the fourth powers": lambda a: np.sum(a**4),
    "the sum of the absolute values": lambda a: np.sum(np.abs(a)),
    "the sum of the signs": lambda a: np.sum(np.sign(a)),
    "the sum of ones instead of entries": np.size,
    "the mean of the squares": lambda a: np.mean(a**2),
    "the mean of the absolute values": lambda a: np.mean(np.abs(a)),
    "the mean of the entries": np.mean,
    "the square of the sum": lambda a: np.sum(a) ** 2,
    "the square of the mean": lambda a: np.mean(a) ** 2,
    "the root of the sum of squares": lambda a: np.sqrt(np.sum(a**2)),
    "the largest square": lambda a: np.max(a**2),
    "the largest absolute value": lambda a: np.max(np.abs(a)),
    "the largest entry": np.max,
    "the sum of A @ A.T": lambda a: np.sum(a @ a.T),
    "the sum of A.T @ A": lambda a: np.sum(a.T @ a),
    "the spectral norm": lambda a: np.linalg.norm(a, 2),
    "the squared spectral norm": lambda a: np.linalg.norm(a, 2) ** 2,
    "the 1-norm": lambda a: np.linalg.norm(a, 1),
    "the squared 1-norm": lambda a: np.linalg.norm(a, 1) ** 2,
}
TOGETHER: dict[str, Callable[[Sequence[np.ndarray]], np.ndarray]] = {
    # a single number of several arrays, that is no sum of one number of each
    "the square of the sum over all of them": lambda all_: sum(map(np.sum, all_)) ** 2,
    "the square of the sum of their norms": lambda all_: (
        sum(map(np.linalg.norm, all_)) ** 2
    ),
    "the root of the sum of all squares": lambda all_: np.sqrt(
        sum(np.sum(a**2) for a in all_)
    ),
    "the mean of the squares over all of them": lambda all_: np.mean(
        np.concatenate([np.ravel(a) for a in all_]) ** 2
    ),
    "the product of their sums of squares": lambda all_: np.prod(
        [np.sum(a**2) for a in all_]
    ),
    "the largest square of them all": lambda all_: max(np.max(a**2) for a in all_),
}
