"""Compare one output with what it should be.

Tolerance: an entry may be off by 1e-5 of the largest expected entry.  Another
order of summation or another BLAS moves results by about 1e-15, float32 inputs by
about 1e-6; the smallest known mistake moves some entry by more than 1e-3.
"""

from typing import Any

import numpy as np

RELATIVE = 1e-5


def same(got: Any, want: Any) -> bool:
    """True if `got` has the shape of `want` and its values, within tolerance."""
    want = np.asarray(want, dtype=float)
    got = np.asarray(got, dtype=float)
    if got.shape != want.shape:
        return False
    scale = np.abs(want).max(initial=0.0)
    if np.isfinite(scale):
        return bool((np.abs(got - want) <= RELATIVE * scale + 1e-12).all())
    finite = np.isfinite(want)  # only a known mistake expects anything else
    scale = np.abs(want[finite]).max(initial=0.0)
    return bool(
        np.array_equal(got[~finite], want[~finite], equal_nan=True)
        and np.all(np.abs(got[finite] - want[finite]) <= RELATIVE * scale + 1e-12)
    )
