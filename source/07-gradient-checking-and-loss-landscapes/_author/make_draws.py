"""Make gradient_checking/draws.npz: run this file.

It trains 48 networks, two for each draw, which takes a few minutes.
"""

import sys
from pathlib import Path

import numpy as np

LESSON = Path(__file__).resolve().parent.parent


def main():
    """Train on each draw in each way, and keep the measures to six digits."""
    sys.path.insert(0, str(LESSON))
    from gradient_checking.draws import DRAWS, WAYS, measure, train_draw

    values = [
        [
            list(measure(draw, train_draw(draw, way)[0]).values())
            for draw in range(DRAWS)
        ]
        for way in WAYS
    ]
    values = np.vectorize(lambda value: float(f"{value:.6g}"))(values)
    np.savez_compressed(LESSON / "gradient_checking" / "draws.npz", values=values)


if __name__ == "__main__":
    main()
