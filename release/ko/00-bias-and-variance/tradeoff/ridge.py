"""Polynomials whose weights are the minimum of a squared error with an L2 penalty.

Shapes are (units, examples): X is (features, m), Y is (1, m), w is (features, 1).
"""

import numpy as np
from numpy.polynomial.legendre import legvander

from tradeoff.readings import NOISE, midpoints, readings, true_temperature


def polynomial(x: np.ndarray, degree: int) -> np.ndarray:
    """Return P_0(x), …, P_degree(x), one a row, (degree + 1, m); x is (1, m).

    P_j is the Legendre polynomial of degree j, and P_0 is 1 everywhere.
    """
    return legvander(x[0], degree).T


def ridge(X: np.ndarray, Y: np.ndarray, lambd: float = 0) -> np.ndarray:
    """Return the w that minimises Σ (wᵀx − y)² + lambd · Σ w², (features, 1).

    The first row of X is constant: its weight is left out of the penalty. With
    lambd = 0, of several equally good w the one with the smallest Σ w².
    Raises ValueError if lambd is below 0.
    """
    if lambd < 0:
        raise ValueError(f"lambd가 {lambd}입니다. 0 이상이어야 합니다.")
    if lambd == 0:
        return np.linalg.lstsq(X.T, Y.T, rcond=None)[0]
    D = np.eye(len(X))
    D[0, 0] = 0
    return np.linalg.solve(X @ X.T + lambd * D, X @ Y.T)


def mean_squared_error(w: np.ndarray, X: np.ndarray, Y: np.ndarray) -> float:
    """Return the mean of (wᵀx − y)² over the examples, a number."""
    return float(np.mean(np.square(w.T @ X - Y)))


def fit_draws(
    degree: int, lambd: float = 0, m: int = 30, draws: int = 200
) -> tuple[np.ndarray, np.ndarray]:
    """Fit a polynomial to each of the days 0, 1, …; return what comes out.

    Returns predictions (draws, points) at `midpoints()`, and the mean squared error
    of each curve on its own readings, (draws,).
    """
    grid = polynomial(midpoints(), degree)
    predictions, training = [], []
    for draw in range(draws):
        x, Y = readings(draw, m)
        X = polynomial(x, degree)
        w = ridge(X, Y, lambd)
        predictions.append((w.T @ grid)[0])
        training.append(mean_squared_error(w, X, Y))
    return np.array(predictions), np.array(training)


def expected_error(w: np.ndarray) -> float:
    """Return the mean squared error to be expected on new readings, a number.

    Only a simulation can know it: the squared distance of the curve with weights w,
    (degree + 1, 1), from the true one, averaged over the day, plus the noise.
    """
    grid = midpoints()
    far = w.T @ polynomial(grid, len(w) - 1) - true_temperature(grid)
    return float(np.mean(np.square(far)) + NOISE)
