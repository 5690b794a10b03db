"""Those who play no tricks: first, last and in the middle of the class."""

from grader.lesson.blanks import clear_blanks

from .build import (
    BACKWARD,
    COST,
    FULL,
    HALF,
    NOTHING,
    RIGHT,
    WRONG_COST,
    Submission,
    edited,
)

_BLANK = clear_blanks(RIGHT[COST]), clear_blanks(RIGHT[BACKWARD])


def _same(notebook):
    return notebook


SUBMISSIONS = tuple(
    Submission(f"{place}-honest-{kind}", promise, edited(_same, *answers), points)
    for place in ("aa", "mm", "zz")
    for kind, promise, answers, points in (
        ("right", "Right work earns all points.", (), FULL),
        ("wrong", "A wrong cost costs its own points only.", (WRONG_COST,), HALF),
        ("blank", "An untouched release earns nothing.", _BLANK, NOTHING),
    )
)
