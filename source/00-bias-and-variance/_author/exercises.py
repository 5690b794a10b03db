"""What lesson 00 grades: bias and variance of many curves, and the errors of folds."""

import numpy as np

from grader.lesson import Blank, Case, Exercise, Quantity


def parts_case(name, seed, draws, points, spread=0.7):
    """Curves of several draws that are wrong on average, and scatter by `spread`.

    Without scatter they are quarters, whose mean has no rounding error: the variance
    is exactly 0.
    """
    rng = np.random.RandomState(seed)
    truth = np.round(4 * rng.uniform(0.5, 3, points)) / 4
    wrong = np.round(4 * rng.uniform(0.2, 1.2, points)) / 4
    scatter = spread * rng.randn(draws, points)
    predictions = np.round(truth + wrong + scatter, 2)
    return Case(name, {"predictions": predictions, "truth": truth}, seed)


def folds_case(name, seed, k, m, features, lambd):
    """Examples whose labels depend on the features, with a constant first row."""
    rng = np.random.RandomState(seed)
    X = np.vstack([np.ones((1, m)), np.round(rng.randn(features - 1, m), 2)])
    Y = np.round(rng.uniform(0.5, 2, (1, features)) @ X + 0.4 * rng.randn(1, m), 2)
    order = rng.permutation(m)
    inputs = {"X": X, "Y": Y, "k": k, "lambd": lambd, "order": order}
    return Case(name, inputs, seed)


PARTS = Exercise(
    name="bias_variance",
    returns=("mean_curve", "bias_squared", "variance"),
    blanks=(
        Blank("mean_curve", ("mean_curve",)),
        Blank("bias_squared", ("bias_squared",)),
        Blank("variance", ("variance",)),
    ),
    quantities=(
        Quantity(
            "the number of draws",
            "predictions",
            axis=0,
            asks="Draws are the rows of predictions. How many does your code count?",
        ),
        Quantity("the number of points", "predictions", axis=1),
    ),
    visible=(
        parts_case("three draws, four points", 11, 3, 4),
        parts_case("six draws, two points", 12, 6, 2),
        parts_case("the same curve in each of five draws", 13, 5, 3, 0),
    ),
    hidden=(
        parts_case("hidden 1", 111, 4, 7),
        parts_case("hidden 2", 112, 9, 3),
        parts_case("hidden 3", 113, 2, 5),
        parts_case("hidden 4", 114, 7, 6, 0),
    ),
    hints=(
        "Write the case with three draws and four points on paper, a row for each "
        "draw. Along which direction do you go to average the draws at one point?",
        "Bias compares one curve with the truth, variance compares all curves with "
        "one. Which curve is it, both times?",
        "In each of the two, what comes first: the square or the mean? Try numbers "
        "of both signs, such as −1 and 1.",
    ),
    does="Now you can say which part of an error is bias and which is variance.",
)

FOLDS = Exercise(
    name="k_fold_errors",
    returns="errors",
    blanks=(Blank("errors", ("errors",)),),
    quantities=(
        Quantity("m", "Y", axis=1),
        Quantity("k", "k"),
        Quantity("lambd", "lambd"),
        Quantity(
            "X.shape[0]",
            "X",
            axis=0,
            asks="Examples are the columns of X. How many does your code count?",
        ),
    ),
    visible=(
        folds_case("nine examples, three folds", 21, 3, 9, 2, 0.7),
        folds_case("ten examples, four folds", 22, 4, 10, 3, 2),
        folds_case("no penalty, lambd = 0", 23, 2, 13, 4, 0),
        folds_case("each example a fold of its own", 24, 7, 7, 2, 0.3),
    ),
    hidden=(
        folds_case("hidden 1", 121, 5, 17, 3, 1.3),
        folds_case("hidden 2", 122, 3, 14, 4, 0.2),
        folds_case("hidden 3", 123, 4, 12, 2, 5),
        folds_case("hidden 4", 124, 2, 15, 5, 0),
        folds_case("hidden 5", 125, 8, 8, 3, 0.9),
    ),
    hints=(
        "Take nine examples and three folds, and write down for each fold which "
        "examples train and which are measured. Is each example measured once?",
        "How long is each piece when 10 examples are dealt into 4? np.array_split "
        "cuts like that. What does it give you: examples, or their numbers?",
        "In one turn of a loop there is one fold. Which columns of X and Y are in it, "
        "and how do you get the others? (Look up np.delete or np.setdiff1d.) Which of "
        "the two goes to ridge?",
    ),
    does="Now every example can help to choose λ, and none is lost to the training.",
)

EXERCISES = (PARTS, FOLDS)
