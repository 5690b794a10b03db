"""Simulated readings of the temperature of a lake, one day after another.

Shapes are (units, examples): times x and readings Y are (1, m).
"""

import numpy as np

NOISE = 0.4**2  # variance of the sensor's error


def true_temperature(x: np.ndarray) -> np.ndarray:
    """Return what a perfect sensor would read; x from -1 (0:00) to 1 (24:00)."""
    return np.sin(4 * x + 0.5) + 0.4 * x


def readings(draw: int, m: int = 30) -> tuple[np.ndarray, np.ndarray]:
    """Return times x and readings Y, (1, m) each, of the day with number `draw`.

    The day is cut into m equal parts, and the sensor reads once in each, at a random
    moment. The same number gives the same day. Raises ValueError if m is below 1.
    """
    if m < 1:
        raise ValueError(f"m이 {m}입니다. 측정값이 1개 이상이어야 합니다.")
    rng = np.random.RandomState(draw)
    x = ((np.arange(m) + rng.rand(m)) / m * 2 - 1)[None]
    return x, true_temperature(x) + np.sqrt(NOISE) * rng.randn(1, m)


def midpoints(points: int = 200) -> np.ndarray:
    """Return times (1, points) that stand for the whole day, equally far apart."""
    return ((np.arange(points) + 0.5) / points * 2 - 1)[None]
