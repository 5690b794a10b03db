"""What lesson 04 grades: moving one image, making many of few, and mixing pairs."""

import numpy as np

from checker.inputs import Factory
from grader.lesson import Blank, Case, Exercise, Quantity

FEATURES = Quantity(
    "X.shape[0]",
    "X",
    axis=0,
    asks="Examples are the columns of X. How many does your code count?",
)


def shift_case(name, seed, shape, dx, dy):
    """A move of an image whose numbers all differ from 0 and from each other."""
    rng = np.random.RandomState(seed)
    image = np.round(rng.permutation(shape[0] * shape[1]).reshape(shape) / 10 + 0.5, 1)
    return Case(name, {"image": image, "dx": dx, "dy": dy}, seed)


def augment_case(name, seed, m, copies):
    """A small set, with a change that is no shift and a generator of its own."""
    rng = np.random.RandomState(seed)
    inputs = {
        "X": np.round(rng.uniform(0.1, 0.9, (64, m)), 2),
        "Y": (np.arange(m) * 3 % 10 + 1).reshape(1, m) % 10,  # neighbours differ
        "copies": copies,
        "rng": Factory("numpy.random:RandomState", (seed,)),
        "change": Factory("augmentation.digits:side_light"),
    }
    return Case(name, inputs, seed + 50)


SHIFT = Exercise(
    name="shift_image",
    returns="shifted",
    blanks=(Blank("shifted", ("shifted",)),),
    visible=(
        shift_case("one to the right", 51, (3, 4), 1, 0),
        shift_case("two down", 52, (4, 3), 0, 2),
        shift_case("two to the left, one up", 53, (4, 5), -2, -1),
        shift_case("one to the right, three up", 54, (5, 6), 1, -3),
        shift_case("not at all", 55, (2, 3), 0, 0),
    ),
    hidden=(
        shift_case("hidden 1", 151, (8, 8), 1, -1),
        shift_case("hidden 2", 152, (6, 9), -3, 2),
        shift_case("hidden 3", 153, (7, 5), 2, 3),
        shift_case("hidden 4", 154, (8, 8), 0, -2),
        shift_case("hidden 5", 155, (5, 7), -4, 0),
        shift_case("hidden 6", 156, (4, 6), 0, 0),
    ),
    does="Now you can move a picture and lose nothing but what leaves it.",
    hints=(
        "On squared paper: a 3 × 4 image, dx = 1. Which place gets the number of row "
        "0, column 0? Which places get none?",
        "What stands in the freed places of your result, and where did it come from? "
        "Look at what np.pad(np.ones((2, 2)), 1) returns: what is round the image now?",
        "Cut a window as large as the image out of such a frame. If nothing moves, at "
        "which row and column of the frame does it start? To see the image further "
        "to the right, which way does the window go?",
    ),
)

AUGMENT = Exercise(
    name="augment",
    quantities=(
        Quantity("m", "Y", axis=1),
        FEATURES,
    ),
    returns=("X_more", "Y_more"),
    blanks=(
        Blank("X_more", ("X_more",), 2),
        Blank("Y_more", ("Y_more",), 1),
    ),
    visible=(
        augment_case("four images, two copies", 61, 4, 2),
        augment_case("three images, five copies", 62, 3, 5),
        augment_case("no copies", 63, 3, 0),
    ),
    hidden=(
        augment_case("hidden 1", 7, 5, 3),
        augment_case("hidden 2", 162, 2, 6),
        augment_case("hidden 3", 163, 7, 2),
        augment_case("hidden 4", 164, 4, 1),
        augment_case("hidden 5", 165, 6, 0),
    ),
    does="Now a small set becomes as large as you like, with every label right.",
    hints=(
        "With images a, b and two copies, the columns are a b a′ b′ a″ b″. Which "
        "labels belong below them?",
        "Do labels and images of your result stand in the same order? Compare what "
        "np.tile and np.repeat make of [[1, 2]]. And does a change of the third image "
        "move the right column?",
        "Which shape does `change` want, and which shape has one column of X_copies? "
        "How many columns should X_more have, and in which direction do they come "
        "together?",
    ),
)


def mixup_case(name, seed, m, alpha, features=3, classes=4):
    """A small set whose neighbours have other labels, with a generator of its own."""
    rng = np.random.RandomState(seed)
    inputs = {
        "X": np.round(rng.uniform(0.5, 4, (features, m)), 2),
        "Y": np.eye(classes)[:, (np.arange(m) + np.arange(m) // classes) % classes],
        "alpha": alpha,
        "rng": Factory("augmentation.digits:OwnStreams", (seed,)),
    }
    return Case(name, inputs, seed + 50)


MIXUP = Exercise(
    name="mixup",
    quantities=(Quantity("m", "Y", axis=1), Quantity("alpha", "alpha")),
    returns=("X_mixed", "Y_mixed", "partner", "share"),
    blanks=(
        Blank("partner", ("partner",)),
        Blank("share", ("share",)),
        Blank("X_mixed", ("X_mixed",)),
        Blank("Y_mixed", ("Y_mixed",)),
    ),
    visible=(
        mixup_case("four examples", 71, 4, 0.8),
        mixup_case("seven examples, alpha 2", 72, 7, 2.0, 2, 3),
        mixup_case("a small alpha: hardly mixed", 73, 5, 0.05),
        mixup_case("one example", 74, 1, 1.5),
    ),
    hidden=(
        mixup_case("hidden 1", 171, 6, 0.4, 5, 3),
        mixup_case("hidden 2", 172, 9, 1.0, 4, 10),
        mixup_case("hidden 3", 173, 3, 4.0, 6, 2),
        mixup_case("hidden 4", 174, 8, 0.1, 8, 5),
        mixup_case("hidden 5", 175, 1, 0.9),
    ),
    hints=(
        "Example 0 is mixed with example 2, share 0.7. What are the two numbers that "
        "each pixel is multiplied by? And what is the label of the result: which "
        "digit, and how much of it?",
        "How many shares do you draw, and how many pairs are there? What does "
        "X[:, [2, 0, 1]] hold?",
        "Do the columns of Y_mixed sum to 1? Is column i of X_mixed made of the same "
        "two examples, with the same share, as column i of Y_mixed?",
    ),
    does="Now labels can be shared, too: a picture that is 70 % a 3 says so.",
)

EXERCISES = (SHIFT, AUGMENT, MIXUP)
