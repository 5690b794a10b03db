"""Costs with known gradients, right or with a bug, to try a check on.

Each `…_gradient` takes what its cost takes, and a bug by its name. theta has shape
(n,), a gradient too.
"""

from collections.abc import Callable

import numpy as np

from utils.network import Array, sigmoid

Cost = Callable[[Array], float]
Gradient = Callable[[Array], Array]


class RowByRow(np.random.RandomState):
    """A RandomState whose normal numbers fill one direction of n after the other.

    So rows of n, drawn one by one or all at once, and n rows, one direction in each
    column, hold the same directions.
    """

    def __init__(self, seed: int, n: int):
        super().__init__(seed)
        self._n = n

    def standard_normal(self, size=None):
        """Return normal numbers; of size (n, k), they fill column after column."""
        if np.ndim(size) == 1 and len(size) == 2 and size[0] == self._n:
            return super().standard_normal((size[1], size[0])).T
        return super().standard_normal(size)

    def randn(self, *size):
        """Return what standard_normal(size) would."""
        return self.standard_normal(size or None)

    def normal(self, loc=0.0, scale=1.0, size=None):
        """Return loc + scale · standard_normal(size)."""
        return loc + scale * self.standard_normal(size)


class Limited:
    """The cost of that name ("bowl", "logistic"), which can be called so often.

    One call more raises ValueError.
    """

    def __init__(self, calls: int, cost: str, *arguments):
        self._cost = {"bowl": bowl, "logistic": logistic}[cost](*arguments)
        self._calls, self._left = calls, calls

    def __call__(self, theta: Array) -> float:
        """Return the cost at theta, (n,)."""
        if not self._left:
            raise ValueError(
                f"cost를 {self._calls}번 넘게 불렀습니다. 방향마다"
                f" 2번까지입니다."
            )
        self._left -= 1
        return self._cost(theta)


def bowl(seed: int, n: int, quartic: bool = True) -> Cost:
    """Return cost(theta) = Σ pθ⁴/4 + Σ qθ²/2 + (uᵀθ)²/2 + rᵀθ for theta of shape (n,).

    The coefficients are drawn from the seed and are multiples of 1/4; p = 0 unless
    quartic.
    """
    p, q, u, r = _coefficients(seed, n, quartic)

    def cost(theta):
        _expect(theta, n)
        even = p @ theta**4 / 4 + q @ theta**2 / 2
        return float(even + (u @ theta) ** 2 / 2 + r @ theta)

    return cost


def bowl_gradient(
    seed: int, n: int, quartic: bool = True, bug: str | None = None
) -> Gradient:
    """Return the gradient of `bowl(seed, n, quartic)`, as a function of theta.

    bug: None; "coupling", where uᵀθ is counted twice; "sign", where the first entry
    has the wrong sign.
    """
    p, q, u, r = _coefficients(seed, n, quartic)
    _known(bug, "coupling", "sign")

    def gradient(theta):
        _expect(theta, n)
        slope = p * theta**3 + q * theta + u * (u @ theta) + r
        if bug == "coupling":
            slope = slope + u * (u @ theta)
        if bug == "sign":
            slope[0] = -slope[0]
        return slope

    return gradient


def logistic(seed: int, features: int, m: int, lambd: float = 0) -> Cost:
    """Return the cost of logistic regression on m random examples, plus λ/(2m)·Σ w².

    theta: the weights and, as its last entry, the bias; shape (features + 1,).
    """
    X, Y = _examples(seed, features, m)

    def cost(theta):
        _expect(theta, features + 1)
        signs = 2 * Y - 1
        losses = np.logaddexp(0, -signs * (theta[:-1] @ X + theta[-1]))
        return float(losses.mean() + lambd / (2 * m) * np.sum(theta[:-1] ** 2))

    return cost


def logistic_gradient(
    seed: int, features: int, m: int, lambd: float = 0, bug: str | None = None
) -> Gradient:
    """Return the gradient of `logistic(seed, features, m, lambd)`, of theta.

    bug: None; "penalty", which is left out; "bias", whose slope is not divided by m.
    """
    X, Y = _examples(seed, features, m)
    _known(bug, "penalty", "bias")

    def gradient(theta):
        _expect(theta, features + 1)
        dz = sigmoid(theta[:-1] @ X + theta[-1]) - Y
        dw = X @ dz / m
        if bug != "penalty":
            dw = dw + lambd / m * theta[:-1]
        db = dz.sum() if bug == "bias" else dz.mean()
        return np.append(dw, db)

    return gradient


def _coefficients(seed, n, quartic):
    rng = np.random.RandomState(seed)
    p, q = rng.randint(1, 6, size=(2, n)) / 4
    u, r = rng.choice([-5, -3, -2, -1, 1, 2, 3, 5], size=(2, n)) / 4
    return p * quartic, q, u, r


def _examples(seed, features, m):
    rng = np.random.RandomState(seed)
    X = np.round(rng.randn(features, m), 2)
    return X, (np.arange(m) % 3 > 0).astype(float)


def _expect(theta, n):
    if np.shape(theta) != (n,):
        raise ValueError(
            f"theta의 형태가 {np.shape(theta)}입니다. ({n},)이어야 합니다.")


def _known(bug, *bugs):
    if bug is not None and bug not in bugs:
        raise ValueError(f"bug가 {bug!r}입니다. None이거나 {', '.join(bugs)}"
                         f" 중 하나이어야 합니다.")
