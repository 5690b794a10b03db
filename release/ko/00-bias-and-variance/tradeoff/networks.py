"""A network in place of the polynomial: 20 tanh units, trained with a penalty.

Training 200 days takes minutes, so the predictions lie beside this file, in
networks.npz; `_author/make_draws.py` makes it.
"""

from pathlib import Path

import numpy as np
from sklearn.neural_network import MLPRegressor

from tradeoff.readings import readings

UNITS, POINTS = 20, 50  # hidden units; points at which the predictions are kept
STRENGTHS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)  # λ
_FILE = Path(__file__).with_name("networks.npz")


def network_predictions(draw: int, lambd: float, grid: np.ndarray) -> np.ndarray:
    """Train on the day `draw`; return predictions (points,) at grid (1, points).

    scikit-learn's cost is (1/2m) Σ (ŷ − y)² + alpha/(2m) Σ W²: its alpha is our λ.
    """
    x, Y = readings(draw)
    network = MLPRegressor(
        hidden_layer_sizes=(UNITS,), activation="tanh", alpha=lambd, solver="lbfgs",
        max_iter=5000, max_fun=20000, tol=1e-7, random_state=draw,
    )  # fmt: skip
    return network.fit(x.T, Y[0]).predict(grid.T)


def stored_predictions() -> np.ndarray:
    """Return the stored predictions, (λ, draws, POINTS), λ as in STRENGTHS."""
    with np.load(_FILE) as file:
        return file["predictions"] / 1000.0
