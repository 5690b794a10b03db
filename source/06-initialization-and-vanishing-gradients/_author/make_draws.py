"""Make initialization/draws.npz. In the course's folder:

    export PYTHONPATH=.:source/06-initialization-and-vanishing-gradients
    python source/06-initialization-and-vanishing-gradients/_author/make_draws.py

It trains about 280 networks, which takes some minutes. Nothing is picked: the draws
are 0 to 19.
"""

from pathlib import Path

import numpy as np
from initialization.draws import (
    DEEP,
    DRAWS,
    FACTORS,
    SHALLOW,
    fit,
    load_digits,
    measure,
    training_set,
)
from initialization.signals import scaled

from grader.lesson.lesson import Course
from tests.support import ROOT, reference

LESSON = Path(__file__).resolve().parent.parent
_LESSON = Course(ROOT).lesson(LESSON.name)
HE = reference(_LESSON, "initialize_parameters_he")
XAVIER = reference(_LESSON, "initialize_parameters_xavier")
WAYS = {  # what makes the first weights, times which factor; what else `fit` is told
    "He × 0.5": (HE, 0.5, {}),
    "He × 1": (HE, 1, {}),
    "He × 1.5": (HE, 1.5, {}),
    "He × 1.5, clipped": (HE, 1.5, {"limit": 1}),
    "sigmoid": (XAVIER, 1, {"activation": "sigmoid"}),
    "tanh": (XAVIER, 1, {"activation": "tanh"}),
    "rate 1": (HE, 1, {"rate": 1}),
    "rate 1, clipped": (HE, 1, {"rate": 1, "limit": 1}),
}
POOL, DEV, TEST = load_digits()


def first_weights(initialize, layer_dims, draw, factor):
    """Return the first weights of one draw, as the notebook makes them."""
    return scaled(initialize(layer_dims, np.random.RandomState(draw)), factor)


def deep(way, draw):
    """Return training error, dev error and dev cost; NaN if numbers are lost."""
    initialize, factor, told = WAYS[way]
    activation = told.get("activation", "relu")
    digits = training_set(POOL, draw)
    start = first_weights(initialize, DEEP, draw, factor)
    parameters, _ = fit(digits, start, **told)
    found = measure(digits, parameters, activation)[:1]
    found += measure(DEV, parameters, activation)
    return found if np.isfinite(found).all() else (np.nan,) * 3


def shallow(factor, draw):
    """Return a row of "shallow" in draws.npz, and test error and cost."""
    digits = training_set(POOL, draw, 100)
    start = first_weights(HE, SHALLOW, draw, factor)
    end, _ = fit(digits, start)
    W1, moved = start["W1"], end["W1"] - start["W1"]
    found = measure(digits, end)[:1] + measure(DEV, end)
    return (*found, np.linalg.norm(W1), np.linalg.norm(moved)), measure(TEST, end)


def main():
    """Run every training on every draw and store results to five digits."""
    stored = {}
    for way in WAYS:
        stored[way] = [deep(way, draw) for draw in range(DRAWS)]
        print(way, flush=True)
    rows = [[shallow(f, draw) for f in FACTORS] for draw in range(DRAWS)]
    stored["shallow"] = [[dev for dev, _ in row] for row in rows]
    stored["test"] = [[test for _, test in row] for row in rows]
    np.savez_compressed(
        LESSON / "initialization" / "draws.npz",
        **{name: np.round(values, 5) for name, values in stored.items()},
    )


if __name__ == "__main__":
    main()
