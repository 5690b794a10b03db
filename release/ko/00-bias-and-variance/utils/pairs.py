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
            f"값의 형태가 {values.shape}입니다. 첫째 축에 뽑기가 둘 이상"
            f" 있어야 합니다."
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
            f"값이 {len(first)}개와 {len(second)}개입니다. 뽑기마다 하나씩,"
            f" 같은 수로 있어야 합니다."
        )
    apart = np.subtract(first, second)
    return (
        f"짝지은 차이 {with_error(apart, digits, '+')}, 뽑기 {len(apart)}번"
        f" 가운데 0보다 큰 것 {np.sum(apart > 0)}번, 작은 것"
        f" {np.sum(apart < 0)}번"
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
