"""What lesson 04 grades: moving one image, and making many of few."""

import numpy as np

from grader.exercise import Blank, Case, Exercise, Mistake
from utils._made import Made


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
        "rng": Made("numpy.random:RandomState", (seed,)),
        "change": Made("utils.digits:side_light"),
    }
    return Case(name, inputs, seed)


def both(old, new):
    """The same edit for images and for labels; {} stands for X and Y."""
    return tuple((old.format(name), new.format(name)) for name in "XY")


SIZE = "high, wide = abs(dy), abs(dx)"
PAD = "np.pad(image, ((high, high), (wide, wide)))"
WINDOW = "shifted[top : top + rows, left : left + columns]"
MOVE = "change(image, dx, dy)"

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
    mistakes=(
        Mistake(
            "wraps-around",
            ((PAD, PAD[:-1] + ', mode="wrap")'),),
            "what leaves on one side comes in again on the other, as np.roll does it. "
            "What should stand in the freed places?",
        ),
        Mistake(
            "negative-indices-wrap",
            (
                (
                    PAD,
                    'np.pad(np.pad(image, ((high, 0), (wide, 0)), mode="wrap"), '
                    "((0, high), (0, wide)))",
                ),
            ),
            "what leaves at the right or below comes in again on the other side: a "
            "negative index counts from the end. Which indices lie outside?",
        ),
        Mistake(
            "rolled-with-axes-exchanged",
            (
                (SIZE, f"dx, dy = dy, dx\n    {SIZE}"),
                (PAD, PAD[:-1] + ', mode="wrap")'),
            ),
            "two things: dx and dy are exchanged (a column is the second index), and "
            "what leaves on one side comes in again on the other.",
        ),
        Mistake(
            "edge-repeated",
            ((PAD, PAD[:-1] + ', mode="edge")'),),
            "the freed places repeat the edge of the image; they should be 0.",
        ),
        Mistake(
            "mirrored-at-the-edge",
            ((PAD, PAD[:-1] + ', mode="symmetric")'),),
            "the freed places hold a mirror image; they should be 0.",
        ),
        Mistake(
            "freed-places-keep-the-old-image",
            (
                (
                    WINDOW,
                    "np.where(np.pad(np.ones((rows, columns)), "
                    "((high, high), (wide, wide)))"
                    "[top : top + rows, left : left + columns] > 0, "
                    f"{WINDOW}, image)",
                ),
            ),
            "the freed places still hold the old image. Did you start from a copy of "
            "it, where zeros were needed?",
        ),
        Mistake(
            "dx-and-dy-exchanged",
            ((SIZE, f"dx, dy = dy, dx\n    {SIZE}"),),
            "dx and dy are exchanged: dx goes along a row, from column to column, and "
            "a column is the second index.",
        ),
        Mistake(
            "direction-reversed",
            (("high - dy", "high + dy"), ("wide - dx", "wide + dx")),
            "the image moves the opposite way in both directions. If an image moves to "
            "the right, from which side does each place get its number?",
        ),
        Mistake(
            "up-for-down",
            (("high - dy", "high + dy"),),
            "up and down are exchanged: row 0 is at the top, and dy > 0 moves down.",
        ),
        Mistake(
            "left-for-right",
            (("wide - dx", "wide + dx"),),
            "left and right are exchanged: dx > 0 moves to the right.",
        ),
        Mistake(
            "dx-not-used",
            (("wide - dx", "wide"),),
            "the image moves up and down only: dx is not used.",
        ),
        Mistake(
            "dy-not-used",
            (("high - dy", "high"),),
            "the image moves left and right only: dy is not used.",
        ),
        Mistake(
            "dx-for-dy",
            ((SIZE, f"dy = dx\n    {SIZE}"),),
            "dx is used in both directions.",
        ),
        Mistake(
            "sign-lost",
            (("high - dy", "0"), ("wide - dx", "0")),
            "the image always moves right and down: the signs of dx and dy are lost.",
        ),
        Mistake(
            "always-down",
            (("high - dy", "0"),),
            "the image always moves down, never up: the sign of dy is lost.",
        ),
        Mistake(
            "always-right",
            (("wide - dx", "0"),),
            "the image always moves right, never left: the sign of dx is lost.",
        ),
        Mistake(
            "negative-moves-not-made",
            (
                ("high - dy", "high - max(dy, 0)"),
                ("wide - dx", "wide - max(dx, 0)"),
            ),
            "only moves to the right and down are made; negative dx and dy do nothing.",
        ),
        Mistake(
            "one-place-only",
            ((SIZE, f"dx, dy = np.sign(dx), np.sign(dy)\n    {SIZE}"),),
            "the image moves by one place, however large dx and dy are.",
        ),
        Mistake(
            "not-shifted",
            ((WINDOW, "1 * image"),),
            "the image is where it was.",
        ),
        Mistake(
            "cut-off",
            (
                (
                    WINDOW,
                    "image[max(-dy, 0) : rows - max(dy, 0), "
                    "max(-dx, 0) : columns - max(dx, 0)]",
                ),
            ),
            "the result holds only the part of the image that stays, so it is smaller; "
            "the freed places belong to it, as zeros.",
        ),
        Mistake(
            "frame-left-on",
            ((WINDOW, "1 * shifted"),),
            "the result is larger than the image: the frame of zeros is still on it.",
        ),
        Mistake(
            "ones-in-the-freed-places",
            ((PAD, PAD[:-1] + ", constant_values=1)"),),
            "the freed places are 1, which is ink; paper is 0.",
        ),
    ),
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
    mistakes=(
        Mistake(
            "labels-repeated-one-by-one",
            (("np.tile(Y, (1, copies))", "np.repeat(Y, copies, axis=1)"),),
            "each label stands beside its own copies (np.repeat), but the copies come "
            "set by set: many images now have another image's label.",
        ),
        Mistake(
            "images-repeated-one-by-one",
            (("np.tile(X, (1, copies))", "np.repeat(X, copies, axis=1)"),),
            "the copies of an image stand side by side (np.repeat); expected one copy "
            "of the whole set after the other.",
        ),
        Mistake(
            "both-repeated-one-by-one",
            both("np.tile({}, (1, copies))", "np.repeat({}, copies, axis=1)"),
            "images and labels fit together, but stand in another order than asked: "
            "one copy of the whole set after the other.",
        ),
        Mistake(
            "originals-left-out",
            (
                ("np.concatenate((X, changed), axis=1)", "changed"),
                ("np.concatenate((Y, Y_copies), axis=1)", "Y_copies"),
            ),
            "the originals are left out; they are the best examples you have.",
        ),
        Mistake(
            "originals-last",
            (("(X, changed)", "(changed, X)"), ("(Y, Y_copies)", "(Y_copies, Y)")),
            "the originals come last; expected first.",
        ),
        Mistake(
            "one-copy-only",
            both("np.tile({}, (1, copies))", "np.tile({}, (1, min(copies, 1)))"),
            "there is one copy of the set, however many are asked for.",
        ),
        Mistake(
            "one-copy-too-few",
            (("(1, copies))", "(1, max(copies - 1, 0)))"),),
            "there is one copy too few: the originals do not count as a copy.",
        ),
        Mistake(
            "same-move-for-all",
            ((MOVE, "change(image, moves[0, 0], moves[0, 1])"),),
            "all copies are changed by the same move, the first one; copy i has its "
            "own, dx and dy.",
        ),
        Mistake(
            "one-move-for-each-original",
            ((MOVE, "change(image, moves[i % m, 0], moves[i % m, 1])"),),
            "all copies of an image are changed alike, so they are no different "
            "examples; copy i has its own dx and dy.",
        ),
        Mistake(
            "one-move-for-each-round",
            ((MOVE, "change(image, moves[i // m, 0], moves[i // m, 1])"),),
            "all images of one round are changed alike; copy i has its own dx and dy.",
        ),
        Mistake(
            "dx-and-dy-exchanged",
            ((MOVE, "change(image, dy, dx)"),),
            "dx and dy are exchanged: change(image, dx, dy) wants dx first.",
        ),
        Mistake(
            "dx-twice",
            ((MOVE, "change(image, dx, dx)"),),
            "dx is used for dy, too.",
        ),
        Mistake(
            "dy-twice",
            ((MOVE, "change(image, dy, dy)"),),
            "dy is used for dx, too.",
        ),
        Mistake(
            "opposite-moves",
            ((MOVE, "change(image, -dx, -dy)"),),
            "dx and dy have the opposite sign of those drawn.",
        ),
        Mistake(
            "dx-negated",
            ((MOVE, "change(image, -dx, dy)"),),
            "dx has the opposite sign of the one drawn.",
        ),
        Mistake(
            "dy-negated",
            ((MOVE, "change(image, dx, -dy)"),),
            "dy has the opposite sign of the one drawn.",
        ),
        Mistake(
            "copies-not-changed",
            ((MOVE, "1 * image"),),
            "the copies are exact copies. Where is `change` called?",
        ),
        Mistake(
            "change-not-used",
            (
                (
                    MOVE,
                    "np.eye(8, k=-dy) @ image @ np.eye(8, k=dx)",
                ),
            ),
            "the copies are shifted whatever `change` is; call the function that was "
            "handed over under that name.",
        ),
        Mistake(
            "image-transposed",
            (("X_copies[:, i].reshape(8, 8)", "X_copies[:, i].reshape(8, 8).T"),),
            "the image is transposed: a column of X holds it row by row.",
        ),
        Mistake(
            "first-image-only",
            (("X_copies[:, i].reshape", "X_copies[:, 0].reshape"),),
            "every copy is made of the first image.",
        ),
        Mistake(
            "one-image-only",
            (("X_copies[:, i].reshape", "X_copies[:, copies].reshape"),),
            "every copy is made of one and the same image. Which number belongs to "
            "this copy?",
        ),
        Mistake(
            "zeros-changed",
            (("X_copies[:, i].reshape", "changed[:, i].reshape"),),
            "the images come from `changed`, which is still empty; the copies are in "
            "`X_copies`.",
        ),
        Mistake(
            "examples-in-rows",
            (
                ("((X, changed), axis=1)", "((X, changed), axis=1).T"),
                ("((Y, Y_copies), axis=1)", "((Y, Y_copies), axis=1).T"),
            ),
            "the examples stand in rows; in this course each is a column.",
        ),
    ),
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
