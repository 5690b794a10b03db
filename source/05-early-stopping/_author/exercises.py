"""What lesson 05 grades: the best evaluation, a training that stops, a λ for it."""

import numpy as np

from grader.lesson import Blank, Case, Exercise, Quantity

FEATURES = Quantity(
    "X.shape[0]",
    "X",
    axis=0,
    asks="Examples are the columns of X. How many does your code count?",
)

NAMES = ("W1", "b1", "W2", "b2")
STOP = ("dev_costs", "waited")  # waited is no output, but tells an empty blank
# (features, hidden units), (training examples, dev examples)
LARGE, WIDE, LOW = ((3, 5), (9, 5)), ((3, 2), (8, 7)), ((2, 3), (6, 8))


def costs_case(name, patience, dev_costs):
    """A call of best_iteration."""
    return Case(name, {"dev_costs": dev_costs, "patience": patience})


def training_case(
    name, seed, patience, rate, iterations=30, sizes=(2, 4), m=(7, 6), wants=None
):
    """A training of a small network, features and hidden units as in `sizes`.

    m: how many training and dev examples. The labels have little to do with X, so
    that the dev cost soon turns; the seeds were picked for the shape of its curve.
    """
    rng = np.random.RandomState(seed)
    inputs = {}
    for name_X, name_Y, examples in (("X", "Y", m[0]), ("dev_X", "dev_Y", m[1])):
        X = np.round(rng.randn(sizes[0], examples), 2)
        noise = 0.8 * rng.randn(examples)
        inputs[name_X] = X
        inputs[name_Y] = (X[0] + noise > 0).astype(int).reshape(1, -1)
    inputs["parameters"] = {
        "W1": np.round(rng.randn(sizes[1], sizes[0]), 2),
        "b1": np.round(rng.uniform(0.1, 0.5, (sizes[1], 1)), 2),
        "W2": np.round(0.5 * rng.randn(1, sizes[1]), 2),
        "b2": np.round(rng.uniform(-0.3, 0.3, (1, 1)), 2),
    }
    inputs["learning_rate"] = rate
    inputs["num_iterations"] = iterations
    inputs["patience"] = patience
    return Case(name, inputs, seed, wants)


BEST = Exercise(
    name="best_iteration",
    returns="best",
    blanks=(Blank("best", ("best",)),),
    visible=(
        costs_case(
            "falls, then rises",
            3,
            [0.71, 0.55, 0.43, 0.4, 0.44, 0.47, 0.52, 0.58, 0.39],
        ),
        costs_case(
            "two humps that patience outlives",
            3,
            [0.7, 0.52, 0.58, 0.56, 0.49, 0.53, 0.47, 0.51, 0.6, 0.61],
        ),
        costs_case(
            "a lower cost that comes too late",
            3,
            [0.69, 0.6, 0.5, 0.54, 0.53, 0.55, 0.42, 0.41, 0.45],
        ),
        costs_case(
            "small humps and long patience",
            4,
            [0.9, 0.7, 0.6, 0.5, 0.45, 0.47, 0.4, 0.42, 0.43, 0.36, 0.37],
        ),
        costs_case("two equally low", 4, [0.8, 0.61, 0.45, 0.5, 0.45, 0.47, 0.51]),
        costs_case("still falling", 3, [0.9, 0.94, 0.62, 0.57, 0.53]),
        costs_case("never better than at first", 2, [0.66, 0.68, 0.67, 0.7, 0.69, 0.6]),
    ),
    hidden=(
        costs_case("hidden 1", 2, [1.3, 0.95, 0.81, 0.7, 0.73, 0.78, 0.85, 0.9, 1.1]),
        costs_case("hidden 2", 2, [0.9, 0.75, 0.8, 0.66, 0.69, 0.6, 0.64, 0.7, 0.5]),
        costs_case(
            "hidden 3",
            4,
            [0.5, 0.44, 0.38, 0.33, 0.4, 0.39, 0.37, 0.31, 0.36, 0.4, 0.35, 0.34, 0.2],
        ),
        costs_case("hidden 4", 3, [0.62, 0.48, 0.48, 0.5, 0.49, 0.3]),
        costs_case("hidden 5", 5, [2.1, 1.7, 1.9, 1.4, 1.2, 1.1, 1.15, 1.0, 0.9]),
        costs_case("hidden 6", 3, [0.41, 0.5, 0.46, 0.44, 0.43, 0.4, 0.45, 0.44]),
        costs_case("hidden 7", 1, [3.0, 2.5, 2.2, 2.3, 1.9]),
        costs_case("hidden 8", 3, [0.7, 0.6, 0.65, 0.58, 0.61, 0.63, 0.55, 0.57, 0.9]),
    ),
    hints=(
        "Go through one of the lists with a finger. What do you have to remember?",
        "With which of the costs before it do you compare the next one? Does an equal "
        "one count?",
        "For how many evaluations have you waited right after an improvement? And "
        "after each one that is none?",
    ),
    does="Now you can say which network of a training to keep.",
)

TRAIN = Exercise(
    name="train_with_early_stopping",
    quantities=(
        Quantity("m", "Y", axis=1),
        FEATURES,
    ),
    returns=({name: name for name in NAMES}, "dev_costs"),
    blanks=(Blank("best_parameters", NAMES), Blank("stop", ("dev_costs",))),
    visible=(
        training_case("the dev cost falls, then rises", 9, 3, 0.8),
        training_case("rises at once", 57, 4, 0.8),
        training_case("a hump that patience outlives", 37, 4, 3.0, 30, *WIDE),
        training_case("still falling at the end", 32, 2, 0.8, 12, *LARGE),
        training_case("no step at all, learning rate 0", 11, 3, 0.0, 8),
        training_case(  # judged for where it stops alone
            "a lower cost that comes too late", 33, 3, 0.8, 30, *LOW, STOP
        ),
    ),
    hidden=(
        training_case("hidden 1", 50, 4, 1.5, 40, *WIDE),
        training_case("hidden 2", 49, 3, 0.8, 25, *LARGE),
        training_case("hidden 3", 52, 3, 3.0, 35, *LOW),
        training_case("hidden 4", 15, 4, 3.0, 30, *LOW),
        training_case("hidden 5", 43, 2, 1.5, 9, *LARGE),
        training_case("hidden 6", 12, 2, 0.0, 7, *WIDE),
        training_case("hidden 7", 53, 3, 0.8, 30, *WIDE, STOP),
        training_case("hidden 8", 5, 2, 1.5, 30, *LOW, STOP),
    ),
    hints=(
        "What has to be remembered between two iterations, and when does each "
        "of these change?",
        "Print best_parameters['W1'] in two iterations without an improvement. Should "
        "it move? Which of `same`, `shallow` and `deep` did?",
        "What has to be known at the next improvement, at the end of the function, and "
        "where patience is compared? Is each of these up to date?",
    ),
    does="Now a training ends by itself and gives back its best network.",
)


def share_case(name, alpha, t, m, *h):
    """A call of equivalent_lambda; h may be rows of a table."""
    return Case(name, {"h": np.array(h), "alpha": alpha, "t": t, "m": m})


EQUIVALENT = Exercise(
    name="equivalent_lambda",
    quantities=(
        Quantity("m", "m"),
        Quantity("alpha", "alpha"),
        Quantity("t", "t"),
    ),
    returns="lambd",
    blanks=(Blank("lambd", ("lambd",)),),
    visible=(
        share_case("three curvatures, 6 steps", 0.2, 6, 40, 0.3, 0.9, 1.7),
        share_case("one step", 0.5, 1, 30, 0.4, 1.3),
        share_case("little gone, the rule holds", 0.001, 7, 50, 0.3, 0.5, 0.8),
        share_case("a table of curvatures", 0.1, 15, 8, [0.2, 0.5], [0.7, 1.1]),
    ),
    hidden=(
        share_case("hidden 1", 0.3, 4, 25, 0.2, 0.6, 1.4, 2.1),
        share_case("hidden 2", 0.7, 2, 60, 0.35, 0.9),
        share_case("hidden 3", 0.002, 9, 12, 0.4, 0.7, 1.6),
        share_case("hidden 4", 0.06, 11, 7, [0.5, 1.2, 2.4], [0.8, 1.9, 3.1]),
        share_case("hidden 5", 0.4, 1, 90, 0.8),
    ),
    hints=(
        "Both methods leave a part of the way. How large is that part, for each?",
        "Set the two shares equal. On which side does the number that you look for "
        "stand, and how often?",
        "For one direction on paper: what is left of the way, compared with what has "
        "been gone, if λ/m is as large as h? And if it is twice as large?",
    ),
    does="Now each direction has the λ that fits it exactly.",
)

EXERCISES = (BEST, TRAIN, EQUIVALENT)
