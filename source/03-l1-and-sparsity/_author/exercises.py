"""What lesson 03 grades: the L1 cost, the threshold, its step, the elastic net's.

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


def net_case(name, seed, alpha, l1, l2, m, features=5):
    """A call of the elastic net's step; `alpha` is the learning rate."""
    like = step_case(name, seed, alpha, 0, m, features).inputs
    start = {key: like[key] for key in ("w", "b", "dw", "db")}
    return Case(name, {**start, "alpha": alpha, "l1": l1, "l2": l2, "m": m}, seed)


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
        cost_case("four weights, lambd = 0.7", 51, 0.7),
        cost_case("no penalty, lambd = 0", 32, 0, 3, 5),
        cost_case("six weights, lambd = 3", 49, 3, 6, 4),
    ),
    hidden=(
        cost_case("hidden 1", 131, 0.4, 5, 9),
        cost_case("hidden 2", 132, 1.7, 3, 4),
        cost_case("hidden 3", 133, 6, 7, 12),
        cost_case("hidden 4", 134, 0, 4, 6),
    ),
    does="Now every weight has a price, the same for each unit of its size.",
    hints=(
        "By hand, for the weights 3 and −3 and λ/m = 1: what should the penalty be?",
        "What has to happen to a single weight, so that two of opposite signs do not "
        "cancel in the sum?",
        "Two quantities stand before the sum in the formula. What should happen to "
        "the penalty when one of them doubles, and what when the other does?",
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
        "An entry has a size and a direction. Which of the two changes? (Look up "
        "np.abs and np.sign.)",
        "Every size loses t. Which sizes would then be below zero, and what should "
        "they be instead? (Look up np.maximum.)",
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
        "Two things happen to w, one after the other; only one of them to b. Which?",
        "With lambd = 0, which step must come out? And what is soft_threshold used on "
        "after it?",
        "Lay the last formula of section 4 beside ½(x − w)² + t·|x| of section 3. "
        "What stands there in the place of w, and what in the place of t?",
    ),
)

NET = Exercise(
    name="elastic_net_step",
    neutral={"l1": 0, "l2": 0},
    quantities=(
        Quantity("l1", "l1"),
        Quantity("l2", "l2"),
        Quantity("m", "m"),
        Quantity("alpha", "alpha"),
    ),
    returns=("w_new", "b_new"),
    blanks=(Blank("weights", ("w_new",), 3), Blank("bias", ("b_new",))),
    visible=(
        net_case("both penalties", 61, 0.4, 2, 3, 4),
        net_case("l2 = 0", 62, 1.3, 1.5, 0, 6, 4),
        net_case("l1 = 0", 63, 0.7, 0, 5, 3, 6),
        net_case("a long step", 64, 2.2, 0.9, 1.4, 5, 8),
    ),
    hidden=(
        net_case("hidden 1", 161, 0.3, 3, 1.6, 5, 7),
        net_case("hidden 2", 162, 1.6, 0.8, 4, 3, 6),
        net_case("hidden 3", 163, 0.9, 0, 2.5, 7, 4),
        net_case("hidden 4", 164, 1.1, 2.2, 0, 6, 5),
        net_case("hidden 5", 165, 2.4, 1.1, 0.7, 8, 9),
    ),
    does="Now one step can share weight out among inputs and put others at zero.",
    hints=(
        "Take one weight. What is the step for l2 = 0, and what for l1 = 0? Both "
        "stand in this lesson.",
        "For x > 0, set the derivative of the whole sum to zero. Which terms hold x "
        "itself, and which hold none?",
        "Solve for x. What has to be taken away, and which factor of x is left? Does "
        "it matter which of the two comes first?",
    ),
)

EXERCISES = (COST, THRESHOLD, STEP, NET)
