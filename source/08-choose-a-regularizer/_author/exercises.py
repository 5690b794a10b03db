"""What lesson 08 grades: a lead in pairs, cross-validation, and predictions of points
whose labels are not released.
"""

import numpy as np

from checker.inputs import Factory
from grader.lesson import Blank, Case, Contest, Exercise, Quantity, Threshold


def rights(name, right_a, right_b):
    """A call of paired_lead; the texts hold 1 where a network is right."""
    a, b = (np.array(list(text)) == "1" for text in (right_a, right_b))
    return Case(name, {"right_a": a, "right_b": b})


def random_rights(name, seed, m, share_a, share_b):
    """A call of paired_lead on m points, of which these shares are right."""
    rng = np.random.RandomState(seed)
    return Case(
        name, {"right_a": rng.rand(m) < share_a, "right_b": rng.rand(m) < share_b}
    )


LEAD = Exercise(
    name="paired_lead",
    returns=("lead", "standard_error"),
    blanks=(Blank("lead", ("lead",)), Blank("standard_error", ("standard_error",))),
    visible=(
        rights("A is ahead", "1110110111", "1011010110"),
        rights("B is ahead", "0100110", "1101011"),
        rights("both right on the same points", "110101", "110101"),
        random_rights("many points", 4, 60, 0.8, 0.65),
    ),
    hidden=(
        rights("hidden 1", "11011100111", "01011001010"),
        rights("hidden 2", "00010", "11101"),
        rights("hidden 3", "1001", "1001"),
        random_rights("hidden 4", 9, 133, 0.7, 0.74),
        random_rights("hidden 5", 10, 90, 0.9, 0.5),
    ),
    quantities=(Quantity("m", "right_a", axis=0),),
    hints=(
        "Take ten points on paper. Which of them could tell A and B apart?",
        "NumPy does not subtract truths. What are they as whole numbers, and what is "
        "their difference for a point that tells A and B apart?",
        "If the lead is right and its error is not: where both networks are right on "
        "the same points, nothing is left to luck. Which number must come out, and "
        "what in your code is 0 there?",
    ),
    does="Now a small lead can be told from luck, on one and the same set of points.",
)


def examples(name, seed, features, fold):
    """A call of cross_validate on examples that their neighbours often tell right."""
    rng = np.random.RandomState(seed)
    X = np.round(rng.randn(features, len(fold)), 2)
    Y = (X[0] + 0.7 * rng.randn(len(fold)) > 0).astype(int).reshape(1, -1)
    fit = Factory("choice.training:nearest_neighbours")
    return Case(name, {"fit": fit, "X": X, "Y": Y, "fold": np.array(fold)}, seed)


FOLDS = Exercise(
    name="cross_validate",
    returns="right",
    blanks=(Blank("right", ("right",)),),
    visible=(
        examples("two folds", 1, 2, [0, 1, 1, 0, 1, 0, 0, 1, 1]),
        examples(
            "three folds, not equally large", 2, 3, [5, 3, 8, 8, 3, 5, 8, 8, 3, 8]
        ),
        examples("each example a fold", 3, 2, [3, 0, 5, 1, 4, 2]),
        examples("five folds", 4, 2, [i * 7 % 5 for i in range(30)]),
    ),
    hidden=(
        examples("hidden 1", 11, 3, [0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 0]),
        examples("hidden 2", 12, 2, [1, 2, 0, 3, 3, 0, 2, 1, 1, 3, 0, 2, 1]),
        examples("hidden 3", 13, 4, [i * 11 % 7 for i in range(40)]),
        examples("hidden 4", 14, 2, [2, 4, 4, 2, 9, 9, 2, 4, 9, 2, 4]),
        examples("hidden 5", 15, 2, [6, 2, 0, 5, 1, 3, 4]),
    ),
    quantities=(Quantity("m", "Y", axis=1),),
    hints=(
        "For one fold k: which examples are trained on, and which are asked about?",
        "If the result looks too good: print how many examples you train on in each "
        "turn. Has a network seen those that it is asked about?",
        "If the right share comes out at the wrong places: which example does the "
        "first answer of a turn belong to, and where does it have to stand?",
    ),
    does="Now each example can judge networks that have never seen it.",
)

PREDICT = Contest(
    name="predict_new_points",
    count=400,
    labels="labels.npz",
    thresholds=(
        # One answer for all reaches 52 %, the plain network 71 to 77 %.
        Threshold("better than one answer for all points", 0.60, 1),
        Threshold("better than the network without regularization", 0.80, 2),
        Threshold("as good as a well-regularized network", 0.83, 2),
    ),
    hints=(
        "Copy the digits that your training in section 7 printed, with the quotes "
        "around them, to where None stands.",
        "Compare the training accuracy of your network with the share of training "
        "labels that are right. What does it say about the network?",
        "Whichever remedy you take: how do training and dev accuracy move when it gets "
        "stronger, and where do you stop?",
    ),
    does="To choose on a dev set and to be judged on other points is how "
    "regularizers are compared everywhere.",
)

EXERCISES = (LEAD, FOLDS, PREDICT)
