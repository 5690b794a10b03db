"""Results on many draws: means with their standard errors, and comparisons by draw."""

from collections.abc import Sequence

import numpy as np


def mean_and_error(values: Sequence) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean over the draws, the first axis, and its standard error s/√draws.

    s is the standard deviation with draws − 1 in its denominator. values: (draws, …);
    both results have the other axes. Raises ValueError for fewer than two draws.
    """
    values = np.asarray(values, dtype=float)
    if values.ndim < 1 or len(values) < 2:
        raise ValueError(
            f"The values have shape {values.shape}; expected two draws or more, the "
            "first axis."
        )
    return values.mean(axis=0), values.std(axis=0, ddof=1) / np.sqrt(len(values))


def with_error(values: Sequence[float], digits: int = 3, sign: str = "") -> str:
    """Return mean and standard error of one number a draw, as "0.224 ± 0.002".

    values: of any shape. sign: "+" writes it for a mean above 0, too. An error that
    would round to 0 is written with up to three digits more, and so is the mean.
    """
    mean, error = mean_and_error(np.ravel(values))
    more = (n for n in range(digits, digits + 4) if float(f"{error:.{n}f}"))
    digits = next(more, digits)
    return f"{mean:{sign}.{digits}f} ± {error:.{digits}f}"


def by_draw(first: Sequence[float], second: Sequence[float], digits: int = 3) -> str:
    """Return what first minus second is, draw by draw, and how often above 0 or below.

    Both hold one number for each draw, in the same order. Raises ValueError if they
    differ in length.
    """
    if len(first) != len(second):
        raise ValueError(
            f"Found {len(first)} and {len(second)} values; expected one of each for "
            "every draw."
        )
    apart = np.subtract(first, second)
    return (
        f"difference {with_error(apart, digits, '+')}, above 0 in "
        f"{np.sum(apart > 0)}, below in {np.sum(apart < 0)} of {len(apart)} draws"
    )


def compare_pairs(
    measure: str,
    name: str,
    first: Sequence[float],
    other: str,
    second: Sequence[float],
    digits: int = 3,
) -> None:
    """Print a measure of two ways, mean ± standard error, and their difference by draw.

    first and second are as in `by_draw`.
    """
    told = by_draw(first, second, digits)
    print(
        f"{measure}: {name} {with_error(first, digits)}, {other} "
        f"{with_error(second, digits)};\n  {told}"
    )
