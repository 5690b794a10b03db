"""Make the points of lesson 08 and their labels. Run it in this folder.

    python make_data.py

Twelve measurements of each point, standard normal, of which four matter. One label
in five of the training and dev points is turned round; those of the new points are
all right. `../points.npz` is released; `labels.npz` stays here.
"""

from pathlib import Path

import numpy as np

SEED = 80847
TRAIN, DEV, NEW, FEATURES = 200, 400, 400, 12
WRONG = 0.2  # share of the training and dev labels that are turned round


def make(seed=SEED):
    """Return (the arrays of points.npz, the labels of the new points (1, NEW))."""
    rng = np.random.default_rng(seed)
    m = TRAIN + DEV + NEW
    X = np.round(rng.standard_normal((FEATURES, m)), 3)
    a, b, c, d = X[rng.permutation(FEATURES)[:4]]
    Y = (a + b - c + 1.2 * np.abs(d) > 0.9).astype(np.int8).reshape(1, m)
    turned = rng.random((1, m)) < WRONG
    turned[:, TRAIN + DEV :] = False
    Y ^= turned
    train, dev, new = np.split(np.arange(m), [TRAIN, TRAIN + DEV])
    points = {
        "train_X": X[:, train],
        "train_Y": Y[:, train],
        "dev_X": X[:, dev],
        "dev_Y": Y[:, dev],
        "new_X": X[:, new],
    }
    return points, Y[:, new]


def main():
    here = Path(__file__).resolve().parent
    points, labels = make()
    np.savez(here.parent / "points.npz", **points)
    np.savez(here / "labels.npz", Y=labels)
    print(f"{labels.size} new points, {labels.mean():.1%} of them labelled 1")


if __name__ == "__main__":
    main()
