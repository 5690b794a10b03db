"""Make tradeoff/networks.npz: run this file.

It trains 200 networks for each λ, which takes several minutes.
"""

import sys
from pathlib import Path

import numpy as np

LESSON = Path(__file__).resolve().parent.parent
DRAWS = 200


def main():
    """Train on each day with each λ, and keep the predictions to a thousandth."""
    sys.path.insert(0, str(LESSON))
    from tradeoff.networks import POINTS, STRENGTHS, network_predictions
    from tradeoff.readings import midpoints

    grid = midpoints(POINTS)
    found = [
        [network_predictions(draw, lambd, grid) for draw in range(DRAWS)]
        for lambd in STRENGTHS
    ]
    predictions = np.round(1000 * np.array(found)).astype(np.int32)
    np.savez_compressed(LESSON / "tradeoff" / "networks.npz", predictions=predictions)


if __name__ == "__main__":
    main()
