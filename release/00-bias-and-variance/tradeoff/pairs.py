"""Two results on the same draws, compared draw by draw."""

from collections.abc import Sequence

import numpy as np


def with_error(values: Sequence[float]) -> str:
    """Return the mean of the values and its standard error, as "0.224 ± 0.002".

    Raises ValueError if there are fewer than two.
    """
    if np.size(values) < 2:
        raise ValueError(f"Found {np.size(values)} values; expected two or more.")
    error = np.std(values, ddof=1) / np.sqrt(np.size(values))
    return f"{np.mean(values):.3f} ± {error:.3f}"


def compare_pairs(
    name: str, first: Sequence[float], other: str, second: Sequence[float]
) -> None:
    """Print both means and that of the differences, each ± its standard error.

    first and second hold one number for each draw, in the same order. Raises
    ValueError if they differ in length.
    """
    if len(first) != len(second):
        raise ValueError(
            f"Found {len(first)} and {len(second)} values; expected one of each for "
            "every draw."
        )
    apart = np.subtract(first, second)
    print(f"{name} {with_error(first)}, {other} {with_error(second)}")
    print(
        f"difference, draw by draw: {with_error(apart)}; above 0 in {np.sum(apart > 0)}"
        f", below in {np.sum(apart < 0)} of {len(apart)} draws"
    )
