"""What lesson 07 grades: two gradient checks, and the loss on a plane round a point."""

import numpy as np

from checker.inputs import Factory
from grader.lesson import Blank, Case, Exercise


def point(seed, n):
    """Return theta, (n,), without zeros.

    Moving one of up to 8 entries in place by 1e-7 or by a power of 2, and back again,
    gives exactly the old entry, so that nobody is told to have changed theta who has
    not.
    """
    rng = np.random.RandomState(seed)
    if n > 8:
        return np.round(rng.uniform(0.5, 1, n), 2)
    return rng.choice([-8, -3, -2, -1, 1, 2, 3, 8], n, replace=False) / 8


def check_case(name, maker, arguments, bug, epsilon=None):
    """Check a gradient of gradient_checking.costs, right or with a bug.

    Steps are wide, or the gradient is wrong: what is left of a right one after a
    step of 1e-7 is rounding, and nothing to compare.
    """
    seed, n = arguments[0], arguments[1] + (maker == "logistic")
    inputs = {
        "cost": Factory(f"gradient_checking.costs:{maker}", arguments),
        "gradient": Factory(
            f"gradient_checking.costs:{maker}_gradient", (*arguments, bug)
        ),
        "theta": point(seed, n),
    }
    if epsilon is not None:
        inputs["epsilon"] = epsilon
    return Case(name, inputs, seed)


def directional_case(name, maker, arguments, bug, k, epsilon):
    """Check along k directions, with a generator and a cost of at most 2k calls."""
    case = check_case(name, maker, arguments, bug)
    seed, theta = case.seed, case.inputs["theta"]
    inputs = {
        **case.inputs,
        "cost": Factory("gradient_checking.costs:Limited", (2 * k, maker, *arguments)),
        "k": k,
        "rng": Factory("gradient_checking.costs:RowByRow", (seed + 1, theta.size)),
        "epsilon": epsilon,
    }
    return Case(name, inputs, seed + 50)


def surface_case(name, maker, arguments, alphas, betas):
    """Look round a point, on another number of alphas than of betas if not said."""
    seed, n = arguments[0], arguments[1] + (maker == "logistic")
    rng = np.random.RandomState(seed + 1)
    inputs = {
        "cost": Factory(f"gradient_checking.costs:{maker}", arguments),
        "theta": point(seed, n),
        "d1": np.round(rng.randn(n), 2),
        "d2": np.round(rng.randn(n), 2),
        "alphas": np.array(alphas),
        "betas": np.array(betas),
    }
    return Case(name, inputs, seed)


CHECK = Exercise(
    name="gradient_check",
    returns="difference",
    blanks=(Blank("difference", ("difference",)),),
    visible=(
        check_case("a wrong gradient", "bowl", (31, 3, True), "coupling"),
        check_case("a right gradient, wide steps", "bowl", (32, 4, True), None, 0.5),
        check_case("a parabola, no error at all", "bowl", (33, 3, False), None, 0.25),
        check_case("the penalty forgotten", "logistic", (34, 3, 7, 2), "penalty", 0.25),
    ),
    hidden=(
        check_case("hidden 1", "bowl", (131, 5, True), "sign", 0.125),
        check_case("hidden 2", "logistic", (132, 4, 9, 3), "bias"),
        check_case("hidden 3", "bowl", (133, 2, True), None, 1.0),
        check_case("hidden 4", "bowl", (134, 4, False), None, 0.5),
        check_case("hidden 5", "logistic", (135, 2, 6, 1.5), "penalty", 2.0**-10),
    ),
    does="Now no backward pass has to be believed: you can measure it.",
    hints=(
        "Draw a cost over one entry of theta, and the tangent there. Between which "
        "two points of the curve is a line most nearly parallel to it?",
        "On a parabola such a line is exactly parallel, so that the result is 0 but "
        "for rounding. If yours is not: are the two points equally far away, and how "
        "far are they from each other?",
        "Make both gradients 1000 times as large: a relative distance stays as it is. "
        "What has to be compared with what, and what happens if both are the same?",
    ),
)

LANDSCAPE = Exercise(
    name="loss_surface",
    returns="surface",
    blanks=(Blank("surface", ("surface",)),),
    visible=(
        surface_case(
            "a bowl", "bowl", (41, 3), [-0.5, 0.0, 1.0, 1.5], [-1.0, 0.0, 0.5]
        ),
        surface_case("a path, one beta", "bowl", (42, 4), [-1.0, 0.25, 2.0], [0.0]),
        surface_case(
            "logistic", "logistic", (43, 3, 7, 1), [-1.0, 0.5], [0.2, 1.0, 3.0]
        ),
    ),
    hidden=(
        surface_case(
            "hidden 1", "bowl", (141, 4), [-0.7, 0.4, 1.1], [0.3, 0.9, 1.2, 2]
        ),
        surface_case(
            "hidden 2", "logistic", (142, 5, 8, 2), [1.0, -2.0], [0.0, 3.0, 1]
        ),
        surface_case("hidden 3", "bowl", (143, 2), [0.5, 1.5, -0.2], [-0.4, 0.6, 2.5]),
        surface_case("hidden 4", "bowl", (144, 5), [0.75], [-1.0, 0.5]),
    ),
    does="Now you can look at a cost of thousands of weights: one plane at a time.",
    hints=(
        "Which number must come out where both steps are 0? And where do you stand "
        "after a step along one direction alone?",
        "The cost takes one vector. Print the shape of what you give it, and that of "
        "theta: which of your pieces are vectors, which are numbers?",
        "Print the list for two values of a and three of b. After how many heights "
        "does a change, and what has one value of a in common on the surface?",
    ),
)

DIRECTIONAL = Exercise(
    name="directional_check",
    returns=("difference", "D"),
    blanks=(Blank("D", ("D",)), Blank("difference", ("difference",), 2)),
    visible=(
        directional_case(
            "a wrong gradient", "bowl", (51, 4, True), "coupling", 3, 1e-4
        ),
        directional_case(
            "a right one, wide steps", "bowl", (52, 5, True), None, 2, 0.5
        ),
        directional_case(
            "one direction, the penalty forgotten",
            *("logistic", (53, 3, 7, 2), "penalty", 1, 0.125),
        ),
    ),
    hidden=(
        directional_case("hidden 1", "bowl", (151, 6, True), "sign", 4, 0.125),
        directional_case("hidden 2", "logistic", (152, 4, 9, 3), "bias", 2, 1e-4),
        directional_case("hidden 3", "bowl", (153, 2, True), None, 5, 0.75),
        directional_case("hidden 4", "bowl", (154, 10000, False), "sign", 3, 0.125),
        directional_case("hidden 5", "bowl", (155, 7, True), "coupling", 1, 2.0**-10),
    ),
    does="Now a check costs the same, however many weights a network has.",
    hints=(
        "Take k = 1 and imagine a direction that is 1 at one place and 0 elsewhere. "
        "Which of the slopes of gradient_check do you measure then?",
        "The gradient claims a slope for each entry. If all of them move at once, each "
        "as far as its entry of d says: how much does the cost change? Which product "
        "of two vectors is that?",
        "How many slopes do you compare, k or n? And for how many points do you need "
        "the cost in each direction?",
    ),
)

EXERCISES = (CHECK, DIRECTIONAL, LANDSCAPE)
