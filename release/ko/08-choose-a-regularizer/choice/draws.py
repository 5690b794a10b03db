"""What other draws of the points would have shown, and five equal parts of a set."""

import csv
from pathlib import Path

import numpy as np


def load_draws(file=None):
    """Return {road: shares of new points that were right}, each (draws,).

    file: `draws.csv`, by default the one beside this module; each row is another draw
    of all points, the same for every road.
    """
    file = Path(file or Path(__file__).with_name("draws.csv"))
    with open(file, newline="", encoding="ascii") as rows:
        names, *values = csv.reader(rows)
    return dict(zip(names, np.array(values, dtype=float).T, strict=True))


def folds(m, count, rng):
    """Return for each of m examples its part, 0 to count - 1; shape (m,).

    The parts are drawn from rng, a RandomState, and differ by one example at most.
    """
    return rng.permutation(m) % count
