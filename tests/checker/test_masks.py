"""What is said of a dropout mask whose rows are kept with different probabilities."""

import re

import numpy as np
import pytest

from checker.masks import mask_problem
from checker.messages import joined

ROWS = (0.9,) * 30 + (0.4,) * 50


def drawn(rows, seed=1):
    """Return a mask whose rows are kept with these probabilities, (rows, 300)."""
    uniform = np.random.RandomState(seed).rand(len(rows), 300)
    return (uniform < np.transpose([rows])).astype(int)


def told(mask, rows=ROWS):
    """Return what is said of a mask, as text; nothing of a right one."""
    problem = mask_problem(mask, (len(rows), 300), "keep", rows)
    return joined(problem.about(["D"])) if problem else ""


@pytest.mark.parametrize("seed", range(5))
def test_rows_may_be_kept_with_probabilities_of_their_own(seed):
    """A right draw is right, also where some rows are always kept."""
    assert not told(drawn(ROWS, seed))
    rows = (1.0,) * 30 + (0.4,) * 50
    assert not told(drawn(rows, seed), rows)


@pytest.mark.parametrize(
    ("mask", "says"),
    [
        (drawn(ROWS[::-1]), "keeps a share of 0.40 where keep is 0.9"),
        (drawn((0.9,) * 80), "keeps a share of 0.90 where keep is 0.4"),
        (drawn((0.5875,) * 80), "keeps a share of 0.59 where keep is 0.9"),
        (np.tile(drawn(ROWS)[:, :1], (1, 300)), "the same for every example"),
        (drawn(ROWS)[:30], "has only 30 of 80 rows"),
        (drawn(ROWS)[:, :30], r"shape \(80, 30\), expected \(80, 300\)"),
        (2 * drawn(ROWS), "must hold only 0 and 1"),
    ],
)
def test_what_is_wrong_with_some_rows_is_named(mask, says):
    """Also where the mask as a whole keeps as many entries as it should."""
    assert re.search(says, told(mask))
