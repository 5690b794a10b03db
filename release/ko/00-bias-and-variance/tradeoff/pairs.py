"""Two results on the same draws, compared draw by draw."""

from collections.abc import Sequence

import numpy as np


def with_error(values: Sequence[float]) -> str:
    """Return the mean of the values and its standard error, as "0.224 ± 0.002".

    Raises ValueError if there are fewer than two.
    """
    if np.size(values) < 2:
        raise ValueError(f"값이 {np.size(values)}개입니다. 두 개 이상이어야 합니다.")
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
            f"값이 {len(first)}개와 {len(second)}개입니다. 뽑을 때마다 하나씩, 서로 같은 수이어야 합니다."
        )
    apart = np.subtract(first, second)
    print(f"{name} {with_error(first)}, {other} {with_error(second)}")
    print(
        f"짝지은 차이: {with_error(apart)}. {len(apart)}번 가운데 0보다 큰 것 {np.sum(apart > 0)}번, 작은 것 {np.sum(apart < 0)}번"
    )
