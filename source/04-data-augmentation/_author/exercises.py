"""What lesson 04 grades: moving one image, and making many of few."""

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
        "Put a frame of zeros round the image, np.pad(image, ((rows above, rows "
        "below), (columns left, columns right))), wide enough for the move.",
        "Look at the framed image through a window as large as the image. Unmoved, "
        "it starts at row `high`, column `wide`. To see the image further to the "
        "right, the window goes to the left: by dx.",
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
        "np.tile([[1, 2]], (1, 3)) is 1 2 1 2 1 2; np.repeat([[1, 2]], 3, axis=1) is "
        "1 1 1 2 2 2. Which of the two fits?",
        "In the loop: column i, X_copies[:, i], becomes an image by .reshape(8, 8); "
        "then call change(image, dx, dy). np.concatenate((first, second), axis=1) "
        "puts matrices side by side.",
    ),
)

EXERCISES = (SHIFT, AUGMENT)
