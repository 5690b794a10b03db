"""Train on 24 other draws of the points, as lesson 08 does; write choice/draws.csv.

    python make_draws.py

Nothing was picked: these are the draws of the seeds 1 to 24, with 4,000 new points
each. A row holds the shares of new points that each road gets right. Takes minutes.
"""

import csv
from pathlib import Path

import numpy as np
from choice.training import StopEarly, best_iteration, train_on_fresh_noise
from make_data import make
from sklearn.linear_model import LogisticRegression

from utils.deep import classify, train
from utils.network import initialize_parameters

HERE = Path(__file__).resolve().parent
DRAWS, NEW = 24, 4000
LAYERS, RATE, STEPS = (12, 40, 1), 0.3, 2500  # as in the notebook's `fit`


def roads(drawn, new=NEW):
    """Return {road: share of new points that are right}, for one draw of the points."""
    points, labels = make(drawn, new)
    X, dev_X, new_X = (points[f"{part}_X"] / 10 for part in ("train", "dev", "new"))
    Y, dev_Y = points["train_Y"].astype(int), points["dev_Y"].astype(int)
    start = initialize_parameters(LAYERS, seed=1)
    stop = StopEarly(dev_X, dev_Y, 10, best_iteration)
    train(X, Y, start, RATE, STEPS, callback=stop)
    noise = 0.4, np.random.RandomState(1)
    networks = {
        "plain": train(X, Y, start, RATE, STEPS)[0],
        "L2": train(X, Y, start, RATE, STEPS, lambd=12)[0],
        "dropout": train(X, Y, start, RATE, STEPS, keep_prob=0.6)[0],
        "fresh noise": train_on_fresh_noise(X, Y, start, RATE, STEPS, *noise),
        "early stopping": stop.parameters,
    }
    straight = LogisticRegression().fit(X.T, Y[0])
    found = {"straight cut": float(straight.score(new_X.T, labels[0]))}
    for name, network in networks.items():
        found[name] = float(np.mean(classify(new_X, network) == labels))
    return found


def main():
    rows = [roads(drawn) for drawn in range(1, DRAWS + 1)]
    with open(HERE.parent / "choice" / "draws.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(rows[0])
        writer.writerows([f"{value:.4f}" for value in row.values()] for row in rows)


if __name__ == "__main__":
    main()
