"""Make dropout/draws.npz: run this file.

It trains a network for each draw and each way, which takes several minutes.
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


if __name__ == "__main__":
    main()
