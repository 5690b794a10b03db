"""Make dropout/draws.npz and dropout/networks.npz: run this file.

It trains a network for each draw and each way, which takes several minutes; "networks"
as its argument makes the second file only.
"""

import sys
from pathlib import Path

import numpy as np

LESSON = Path(__file__).resolve().parent.parent


def main():
    """Train on each draw in each way, and keep the measures to six digits."""
    sys.path.insert(0, str(LESSON))
    from dropout.draws import DRAWS, WAYS, measure_draws

    values = []
    for way in WAYS:
        rows = [list(one.values()) for one in measure_draws(range(DRAWS), way)]
        values.append(rows)
        print(way, np.mean(rows, axis=0).round(4), flush=True)
    values = np.vectorize(lambda value: float(f"{value:.6g}"))(values)
    np.savez_compressed(LESSON / "dropout" / "draws.npz", values=values)


def networks():
    """Train on draw 0 with each of KEEP_PROBS, and keep the parameters."""
    sys.path.insert(0, str(LESSON))
    from dropout.draws import KEEP_PROBS, NETWORKS, train_network

    found = [train_network(keep_prob) for keep_prob in KEEP_PROBS]
    stacked = {name: np.float32([one[name] for one in found]) for name in found[0]}
    np.savez_compressed(NETWORKS, **stacked)


if __name__ == "__main__":
    if sys.argv[1:] != ["networks"]:
        main()
    networks()
