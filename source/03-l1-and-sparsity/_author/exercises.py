"""What lesson 03 grades: the cost with an L1 penalty, the threshold, the step.

The reference of proximal_step writes the threshold out, so that it is judged without
soft_threshold; its hidden test puts a right soft_threshold in the place of the
learner's, so that an error there is counted once.
"""

import numpy as np

from grader.lesson import Blank, Case, Equivalent, Exercise, Quantity


def cost_case(name, seed, lambd, features=4, examples=7):
    """A call of the cost function, with predictions away from 0 and 1."""
    rng = np.random.RandomState(seed)
    A = np.round(rng.uniform(0.1, 0.9, (1, examples)), 3)
    Y = (np.arange(examples) % 3 > 0).astype(int).reshape(1, -1)
    w = np.round(1.5 * rng.randn(features, 1), 2)
    return Case(name, {"A": A, "Y": Y, "w": w, "lambd": lambd}, seed)


def threshold_case(name, seed, t, shape, scale=1.0):
    """A call of the threshold, with entries of both signs."""
    w = np.round(scale * np.random.RandomState(seed).randn(*shape), 2)
    return Case(name, {"w": w, "t": t}, seed)


def step_case(name, seed, rate, lambd, m, features=5):
    """A call of the step: some weights end at zero, some do not."""
    rng = np.random.RandomState(seed)
    inputs = {
        "w": np.round(rng.randn(features, 1), 2),
        "b": float(np.round(1 + rng.rand(), 2)),
        "dw": np.round(rng.randn(features, 1), 2),
        "db": float(np.round(0.5 + rng.rand(), 2)),
        "learning_rate": rate,
        "lambd": lambd,
        "m": m,
    }
    return Case(name, inputs, seed)


COST = Exercise(
    name="compute_cost_with_l1",
    neutral={"lambd": 0},
    quantities=(
        Quantity("lambd", "lambd"),
        Quantity("m", "Y", axis=1),
    ),
    returns="cost",
    blanks=(Blank("penalty", ("cost",)),),
    visible=(
        cost_case("four weights, lambd = 0.7", 31, 0.7),
        cost_case("no penalty, lambd = 0", 32, 0, 3, 5),
        cost_case("six weights, lambd = 3", 33, 3, 6, 4),
    ),
    hidden=(
        cost_case("hidden 1", 131, 0.4, 5, 9),
        cost_case("hidden 2", 132, 1.7, 3, 4),
        cost_case("hidden 3", 133, 6, 7, 12),
        cost_case("hidden 4", 134, 0, 4, 6),
    ),
    does="Now every weight has a price, the same for each unit of its size.",
    hints=(
        "Look at the formula: what is done to a single weight before the sum?",
        "np.abs takes the absolute value of each entry, np.sum adds all entries.",
        "In front of the sum stand two quantities, one of them in the denominator. "
        "Both are at hand in the function.",
    ),
    equivalents=(
        Equivalent((("np.abs(w)", "np.abs(-w)"),), "−w is as large as w"),
        Equivalent(
            (("np.abs(w)", "np.abs(w.T)"),),
            "a transposed w has the same entries, so the same sum up to the order "
            "of summation",
        ),
    ),
)


THRESHOLD = Exercise(
    name="soft_threshold",
    returns="shrunk",
    blanks=(Blank("shrunk", ("shrunk",)),),
    visible=(
        threshold_case("six weights, t = 0.5", 44, 0.5, (6, 1)),
        threshold_case("nothing to take away, t = 0", 42, 0, (4, 1)),
        threshold_case("a table of weights, t = 0.8", 43, 0.8, (3, 4)),
    ),
    hidden=(
        threshold_case("hidden 1", 141, 0.3, (7, 1)),
        threshold_case("hidden 2", 142, 1.4, (5, 4), 2.0),
        threshold_case("hidden 3", 143, 0.06, (9, 1), 0.1),
        threshold_case("hidden 4", 144, 0, (3, 2)),
        threshold_case("hidden 5", 145, 4, (4, 1)),
    ),
    does="Now you have the one operation that puts a weight at exactly zero.",
    hints=(
        "Do it by hand for t = 1 and the entries 3, −3 and 0.4. What comes out?",
        "An entry has a size, np.abs(w), and a direction, np.sign(w). Only the size "
        "changes.",
        "The size loses t, but a size below zero makes no sense: np.maximum(…, 0) "
        "keeps it at zero or above.",
    ),
)


STEP = Exercise(
    name="proximal_step",
    neutral={"lambd": 0},
    quantities=(Quantity("lambd", "lambd"),),
    returns=("w_new", "b_new"),
    blanks=(Blank("weights", ("w_new",), 3), Blank("bias", ("b_new",))),
    visible=(
        step_case("a small step", 51, 0.3, 2, 4),
        step_case("no penalty, lambd = 0", 52, 0.3, 0, 6, 3),
        step_case("more weights, a long step", 53, 1.7, 0.6, 3, 8),
    ),
    hidden=(
        step_case("hidden 1", 151, 0.2, 3, 5, 6),
        step_case("hidden 2", 152, 1.2, 0.5, 2, 7),
        step_case("hidden 3", 153, 1.4, 0.3, 3, 9),
        step_case("hidden 4", 154, 0.4, 0, 7, 4),
    ),
    does="Now a step can end at zero, and stay there.",
    hints=(
        "Two things happen to w, one after the other; only one of them to b.",
        "First the step that you would take without a penalty. Then soft_threshold, "
        "on what came out of it.",
        "The threshold is the price of one unit of weight, as it stands in the cost, "
        "times the length of the step.",
    ),
)

EXERCISES = (COST, THRESHOLD, STEP)
