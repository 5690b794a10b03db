"""What lesson 07 grades: the gradient check, and the loss on a plane round a point."""

import numpy as np

from grader.exercise import Blank, Case, Exercise, Mistake
from utils._made import Made


def point(seed, n):
    """Return theta, (n,), without zeros.

    Moving one of these entries in place by 1e-7 or by a power of 2, and back again,
    gives exactly the old entry, so that nobody is told to have changed theta who has
    not.
    """
    rng = np.random.RandomState(seed)
    return rng.choice([-8, -3, -2, -1, 1, 2, 3, 8], n, replace=False) / 8


def check_case(name, maker, arguments, bug, epsilon=None):
    """Check a gradient of utils.landscapes, right or with a bug.

    Steps are wide, or the gradient is wrong: what is left of a right one after a
    step of 1e-7 is rounding, and nothing to compare.
    """
    seed, n = arguments[0], arguments[1] + (maker == "logistic")
    inputs = {
        "cost": Made(f"utils.landscapes:{maker}", arguments),
        "gradient": Made(f"utils.landscapes:{maker}_gradient", (*arguments, bug)),
        "theta": point(seed, n),
    }
    if epsilon is not None:
        inputs["epsilon"] = epsilon
    return Case(name, inputs, seed)


def surface_case(name, maker, arguments, alphas, betas):
    """Look round a point, on another number of alphas than of betas if not said."""
    seed, n = arguments[0], arguments[1] + (maker == "logistic")
    rng = np.random.RandomState(seed + 1)
    inputs = {
        "cost": Made(f"utils.landscapes:{maker}", arguments),
        "theta": point(seed, n),
        "d1": np.round(rng.randn(n), 2),
        "d2": np.round(rng.randn(n), 2),
        "alphas": np.array(alphas),
        "betas": np.array(betas),
    }
    return Case(name, inputs, seed)


def slips(kind, old, table):
    """Return the mistakes that put another expression in one place of the solution.

    table: {expression: what is wrong with it}. They are numbered, as the name of a
    mistake is released and must not give the solution away.
    """
    return tuple(
        Mistake(f"{kind}-{number}", ((old, new),), says)
        for number, (new, says) in enumerate(table.items(), start=1)
    )


RISE = "cost(theta + step) - cost(theta - step)"
APART = "np.linalg.norm(computed - measured)"
SIZES = "np.linalg.norm(computed) + np.linalg.norm(measured)"
RATIO = "difference = apart / sizes"

AHEAD, BACK = "cost(theta + step)", "cost(theta - step)"
HALF = "one of the two costs is that at theta itself, yet the slope is divided by 2ε."
NOT_A_PLACE = "one of the two costs is taken at {}, which is not near theta."
FAR = NOT_A_PLACE.format
CHECK_SLIPS = (
    *slips(
        "rise",
        RISE,
        {
            AHEAD: "one cost alone is no rise: which is to be subtracted from it?",
            BACK: "this is the cost a step back, alone. From what is it subtracted?",
            f"{AHEAD} * {BACK}": "the costs are multiplied; a rise is a difference.",
            f"{AHEAD} / {BACK}": "the two costs are divided; a rise is a difference.",
            f"{AHEAD} // {BACK}": "// divides and rounds; a rise is a difference.",
            f"{AHEAD} % {BACK}": "% gives the rest of a division; a rise is a "
            "difference.",
            f"{AHEAD} ** {BACK}": "** is a power; a rise is a difference.",
            f"cost(theta) - {BACK}": HALF,
        },
    ),
    *slips(
        "place-ahead",
        AHEAD,
        {
            "cost(step)": FAR("the step alone"),
            "cost(-(theta + step))": FAR("−(theta + step)"),
            "cost(-theta + step)": FAR("−theta + step"),
            "cost(computed + step)": FAR("the gradient + step"),
            "cost(step + step)": FAR("twice the step"),
            "cost(theta * step)": FAR("theta · step"),
            "cost(theta + computed)": FAR("theta + the gradient"),
            "cost(theta + theta)": FAR("2 · theta"),
        },
    ),
    *slips(
        "place-behind",
        BACK,
        {
            "cost(step)": FAR("the step alone"),
            "cost(-(theta - step))": FAR("−(theta − step)"),
            "cost(-theta - step)": FAR("−theta − step"),
            "cost(computed - step)": FAR("the gradient − step"),
            "cost(step - step)": FAR("zero"),
            "cost(theta * step)": FAR("theta · step"),
            "cost(theta - computed)": FAR("theta − the gradient"),
        },
    ),
    *slips(
        "slope",
        "rise / (2 * epsilon)",
        {
            "2 * epsilon": "the slope is 2ε, whatever the cost does.",
            "2": "the slope is 2 everywhere. Where is the rise?",
            "epsilon": "the slope is ε everywhere. Where is the rise?",
            "0.5": "the slope is ½ everywhere: what is divided by 2ε?",
            "i / (2 * epsilon)": "i, the number of the entry, is divided by 2ε.",
            "rise + 2 * epsilon": "2ε is added to the rise; it is to divide it.",
            "rise - 2 * epsilon": "2ε is subtracted from the rise; it is to divide it.",
            "rise * (2 * epsilon)": "the rise is multiplied by 2ε.",
            "rise // (2 * epsilon)": "// rounds down to whole numbers.",
            "rise % (2 * epsilon)": "% gives the rest of a division.",
            "rise / 2": "the rise is divided by 2 only. Where is ε?",
            "rise / (-1 * epsilon)": "the slope is −2 times as large as it should be.",
            "rise / (3 * epsilon)": "the two points are 2ε apart, not 3ε.",
            "rise / (4 * epsilon)": "the two points are 2ε apart, not 4ε.",
            "rise / (2 + epsilon)": "the rise is divided by 2 + ε.",
            "rise / (2 - epsilon)": "the rise is divided by 2 − ε.",
            "rise / 2 ** epsilon": "2 ** ε is a power, near 1 for a small ε.",
        },
    ),
    *slips(
        "numerator",
        APART,
        {
            "np.linalg.norm(computed)": "the numerator is the length of the gradient "
            "alone. Which vector is to be subtracted?",
            "np.linalg.norm(measured)": "the numerator is the length of the measured "
            "slopes alone. Which vector is to be subtracted?",
            "np.linalg.norm(computed * measured)": "the numerator multiplies the two "
            "vectors entry by entry.",
            "np.linalg.norm(computed / measured)": "the numerator divides the two "
            "vectors entry by entry.",
            "np.linalg.norm(computed % measured)": "the numerator is made of rests of "
            "divisions.",
            "np.linalg.norm(computed // measured)": "the numerator is made of rounded "
            "ratios.",
            "np.linalg.norm(theta - measured)": "the numerator compares the slopes "
            "with theta; it is to be the gradient.",
            "np.linalg.norm(computed - theta)": "the numerator compares the gradient "
            "with theta; it is to be the slopes.",
            "np.linalg.norm(step - measured)": "the numerator compares the slopes with "
            "the last step; it is to be the gradient.",
            "np.linalg.norm(computed - step)": "the numerator compares the gradient "
            "with the last step; it is to be the slopes.",
        },
    ),
    *slips(
        "denominator",
        SIZES,
        {
            SIZES.replace("+", "/"): "the denominator divides the two lengths.",
            SIZES.replace("+", "**"): "** is a power; the denominator is a sum.",
            SIZES.replace("computed", "theta"): "the denominator has the length of "
            "theta where that of the gradient belongs.",
            SIZES.replace("measured", "theta"): "the denominator has the length of "
            "theta where that of the slopes belongs.",
            SIZES.replace("computed", "step"): "the denominator has the length of the "
            "step where that of the gradient belongs.",
            SIZES.replace("measured", "step"): "the denominator has the length of the "
            "step where that of the slopes belongs.",
        },
    ),
    *slips(
        "ratio",
        "apart / sizes",
        {
            "sizes": "this is the denominator alone.",
            "sizes / apart": "the ratio is upside down.",
            "apart + sizes": "numerator and denominator are added.",
            "apart - sizes": "the denominator is subtracted; it is to divide.",
            "apart * sizes": "numerator and denominator are multiplied.",
            "apart / epsilon": "the distance is divided by ε, and not by the lengths.",
            "epsilon / sizes": "ε is divided by the lengths; it is to be the distance.",
        },
    ),
)

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
    mistakes=(
        Mistake(
            "one-sided",
            ((RISE, "cost(theta + step) - cost(theta)"), ("(2 * epsilon)", "epsilon")),
            "the slope is measured on one side only. Where would the two points lie "
            "that have theta in their middle?",
        ),
        Mistake(
            "one-sided-backward",
            ((RISE, "cost(theta) - cost(theta - step)"), ("(2 * epsilon)", "epsilon")),
            "the slope is measured on the lower side only. Where would the two points "
            "lie that have theta in their middle?",
        ),
        Mistake(
            "one-sided-over-two-epsilon",
            ((RISE, "cost(theta + step) - cost(theta)"),),
            "the cost is measured at theta + step and at theta: these are one epsilon "
            "apart, and not two.",
        ),
        Mistake(
            "epsilon-for-two-epsilon",
            (("/ (2 * epsilon)", "/ epsilon"),),
            "the slope is divided by epsilon. How far apart are the two points?",
        ),
        Mistake(
            "multiplied-by-epsilon",
            (("/ (2 * epsilon)", "/ 2 * epsilon"),),
            "/ 2 * epsilon multiplies by epsilon. In which order are / and * worked "
            "out?",
        ),
        Mistake(
            "not-divided",
            ((" / (2 * epsilon)", ""),),
            "a difference of costs is no slope yet: it is not divided by the distance.",
        ),
        Mistake(
            "turned-round",
            ((RISE, "cost(theta - step) - cost(theta + step)"),),
            "the measured slopes have the wrong sign: which cost is subtracted from "
            "which? Or are the two vectors added in the numerator?",
        ),
        Mistake(
            "costs-added",
            (("step) - cost", "step) + cost"),),
            "the two costs are added. What does a slope compare?",
        ),
        Mistake(
            "all-entries-moved",
            ((RISE, "cost(theta + epsilon) - cost(theta - epsilon)"),),
            "all entries of theta move at once. Which one is to move in round i?",
        ),
        Mistake(
            "step-not-taken-back",
            (
                ("cost(theta + step)", "cost(np.add(theta, step, out=theta))"),
                ("cost(theta - step)", "cost(np.add(theta, -2 * step, out=theta))"),
            ),
            "theta is not where it was after an entry has been measured. Did you move "
            "the entry back, or work on a copy?",
        ),
        Mistake(
            "fixed-epsilon",
            (("step[i] = epsilon", "step[i] = 1e-7"), ("2 * epsilon", "2 * 1e-7")),
            "the step is 1e-7 whatever epsilon is.",
        ),
        Mistake(
            "not-relative",
            ((RATIO, "difference = apart"),),
            "the distance is not compared with anything. Is 0.001 much or little?",
        ),
        Mistake(
            "relative-to-computed",
            ((SIZES, "np.linalg.norm(computed)"),),
            "the denominator is the norm of the computed gradient alone.",
        ),
        Mistake(
            "relative-to-measured",
            ((SIZES, "np.linalg.norm(measured)"),),
            "the denominator is the norm of the measured slopes alone.",
        ),
        Mistake(
            "norm-of-the-sum",
            ((SIZES, "np.linalg.norm(computed + measured)"),),
            "the denominator is the norm of a sum; it should be a sum of norms. What "
            "would it be for two opposite gradients?",
        ),
        Mistake(
            "norms-multiplied",
            ((SIZES, "np.linalg.norm(computed) * np.linalg.norm(measured)"),),
            "the two norms in the denominator are multiplied.",
        ),
        Mistake(
            "mean-of-norms",
            ((SIZES, f"({SIZES}) / 2"),),
            "the denominator is half as large as it should be: it is the sum of the "
            "two norms, not their mean.",
        ),
        Mistake(
            "difference-of-norms",
            (
                (
                    APART,
                    "np.abs(np.linalg.norm(computed) - np.linalg.norm(measured))",
                ),
            ),
            "the numerator compares two lengths. Two gradients of the same length can "
            "point anywhere: what has to be subtracted first?",
        ),
        Mistake(
            "squared-norms",
            (
                (APART, "np.sum((computed - measured) ** 2)"),
                (SIZES, "np.sum(computed**2) + np.sum(measured**2)"),
            ),
            "these are squared norms. What does ‖·‖ still need after the sum of "
            "squares?",
        ),
        Mistake(
            "largest-entries",
            (
                (APART, "np.max(np.abs(computed - measured))"),
                (SIZES, "np.max(np.abs(computed)) + np.max(np.abs(measured))"),
            ),
            "only the largest entries are compared; ‖·‖ is the root of the sum of "
            "squares.",
        ),
        Mistake(
            "absolute-sums",
            (
                (APART, "np.sum(np.abs(computed - measured))"),
                (SIZES, "np.sum(np.abs(computed)) + np.sum(np.abs(measured))"),
            ),
            "these are sums of absolute values; ‖·‖ is the root of the sum of squares.",
        ),
        Mistake(
            "entry-by-entry",
            (
                (
                    RATIO,
                    "difference = np.mean(np.abs(computed - measured)"
                    " / (np.abs(computed) + np.abs(measured)))",
                ),
            ),
            "each entry is made relative by itself and then averaged. The formula has "
            "one ratio, of norms.",
        ),
        *CHECK_SLIPS,
    ),
    hints=(
        "Two points that have theta in their middle: one a step further, one a step "
        "back. How far apart are they?",
        "slope is (cost here − cost there) divided by the distance of the two points, "
        "2 · epsilon; theta + step moves entry i alone.",
        "np.linalg.norm gives ‖·‖. The numerator is the norm of a difference, the "
        "denominator a sum of two norms.",
    ),
)

HEIGHT = "cost(theta + a * d1 + b * d2)"
PLACE = "theta + a * d1 + b * d2"
ALONG = "the step along {} is not the number times the direction: {}".format
FIRST, SECOND = "a * d1", "b * d2"
SURFACE_SLIPS = (
    *slips(
        "height",
        HEIGHT,
        {
            "a": "the height is the number a; it should be a cost.",
            "b": "the height is the number b; it should be a cost.",
            "cost(theta)": "every height is the cost at theta: no step is made.",
            "cost(a * d1)": "theta and the step along d2 are missing.",
            "cost(b * d2)": "theta and the step along d1 are missing.",
            f"cost(-({PLACE}))": "the sign of the whole vector is turned round.",
            "cost(-theta + a * d1 + b * d2)": "theta has the wrong sign.",
            "cost(-(theta + a * d1) + b * d2)": "theta and the step along d1 have the "
            "wrong sign.",
            "cost((theta + a * d1) * (b * d2))": "the step along d2 is multiplied; it "
            "is to be added.",
            "cost(theta * (a * d1) + b * d2)": "theta is multiplied by a step; it is "
            "to be added.",
            "cost(d1 + a * d1 + b * d2)": "the middle is d1; it should be theta.",
            "cost(d2 + a * d1 + b * d2)": "the middle is d2; it should be theta.",
            "cost(theta - a * d1 + b * d2)": "the step along d1 is subtracted.",
        },
    ),
    *slips(
        "first-step",
        FIRST,
        {
            "a": ALONG("d1", "d1 is missing, every entry moves by a."),
            "d1": ALONG("d1", "a is missing."),
            "(a + d1)": ALONG("d1", "a is added to it."),
            "(a - d1)": ALONG("d1", "it is subtracted from a."),
            "a / d1": ALONG("d1", "a is divided by it."),
            "a % d1": ALONG("d1", "% gives the rest of a division."),
            "a // d1": ALONG("d1", "// divides and rounds."),
            "a * d2": "both steps go along d2.",
            "b * d1": "both steps have the length b.",
            "a * theta": "a stretches theta; it should go along d1.",
        },
    ),
    *slips(
        "second-step",
        SECOND,
        {
            "b": ALONG("d2", "d2 is missing, every entry moves by b."),
            "d2": ALONG("d2", "b is missing."),
            "(b + d2)": ALONG("d2", "b is added to it."),
            "(b - d2)": ALONG("d2", "it is subtracted from b."),
            "b / d2": ALONG("d2", "b is divided by it."),
            "b % d2": ALONG("d2", "% gives the rest of a division."),
            "b // d2": ALONG("d2", "// divides and rounds."),
            "b * d1": "both steps go along d1.",
            "a * d2": "both steps have the length a.",
            "b * theta": "b stretches theta; it should go along d2.",
        },
    ),
)
SURFACE = "np.reshape(heights, (len(alphas), len(betas)))"

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
    mistakes=(
        Mistake(
            "transposed",
            ((SURFACE, f"{SURFACE}.T"),),
            "the axes are exchanged: alphas belong to the rows, betas to the columns.",
        ),
        Mistake(
            "shape-exchanged",
            (("(len(alphas), len(betas))", "(len(betas), len(alphas))"),),
            "the shape is (len(betas), len(alphas)), so that the costs are mixed up. "
            "Which loop is the outer one?",
        ),
        Mistake(
            "column-by-column",
            (("(len(alphas), len(betas))", "(len(alphas), len(betas)), order='F'"),),
            "the shape is right, but it is filled column by column. Which loop is the "
            "inner one?",
        ),
        Mistake(
            "left-flat",
            ((SURFACE, "np.array(heights)"),),
            "the costs stand in one long row. Which shape should the surface have?",
        ),
        Mistake(
            "directions-exchanged",
            ((PLACE, "theta + a * d2 + b * d1"),),
            "alphas go along d2 and betas along d1; it should be the other way round.",
        ),
        Mistake(
            "theta-forgotten",
            ((PLACE, "a * d1 + b * d2"),),
            "theta is not in the sum: you look round the origin. Where is the middle?",
        ),
        Mistake(
            "subtracted",
            ((PLACE, "theta - a * d1 - b * d2"),),
            "both directions are subtracted: the surface is turned by half a turn.",
        ),
        Mistake(
            "second-subtracted",
            ((PLACE, "theta + a * d1 - b * d2"),),
            "d2 is subtracted: the surface is mirrored.",
        ),
        Mistake(
            "d1-alone",
            ((PLACE, "theta + a * d1"),),
            "every column is the same: the step along d2 is missing.",
        ),
        Mistake(
            "d2-alone",
            ((PLACE, "theta + b * d2"),),
            "every row is the same: the step along d1 is missing.",
        ),
        Mistake(
            "directions-multiplied",
            ((PLACE, "theta + a * d1 * b * d2"),),
            "the two steps are multiplied. Where a = 0, can a step along d2 be made "
            "then?",
        ),
        Mistake(
            "steps-added-first",
            ((PLACE, "theta + (a + b) * (d1 + d2)"),),
            "both numbers go along both directions. Which direction belongs to a?",
        ),
        Mistake(
            "theta-scaled",
            ((PLACE, "theta * (1 + a * d1 + b * d2)"),),
            "the steps are multiplied by theta. Are they to be relative?",
        ),
        Mistake(
            "unit-directions",
            (
                (
                    PLACE,
                    "theta + a * d1 / np.linalg.norm(d1) + b * d2 / np.linalg.norm(d2)",
                ),
            ),
            "the directions are made one unit long. Their length was chosen on "
            "purpose: use them as they are.",
        ),
        Mistake(
            "rise-above-the-middle",
            ((HEIGHT, f"{HEIGHT} - cost(theta)"),),
            "the cost at theta is subtracted everywhere; the surface is the cost "
            "itself.",
        ),
        Mistake(
            "logarithm",
            ((HEIGHT, f"np.log(np.abs({HEIGHT}))"),),
            "this is the logarithm of the cost.",
        ),
        Mistake(
            "steps-pile-up",
            ((PLACE, "np.add(theta, a * d1 + b * d2, out=theta)"),),
            "each step starts where the last one ended. Did you change theta itself?",
        ),
        *SURFACE_SLIPS,
    ),
    hints=(
        "Each point of the plane is theta plus a times one direction plus b times the "
        "other.",
        "height = cost(…) with one vector in the brackets, of the shape of theta.",
        "The inner loop runs over betas, so that heights holds one row of the surface "
        "after the other: np.reshape with (rows, columns).",
    ),
)

EXERCISES = (CHECK, LANDSCAPE)
