"""Means with standard errors, and pairs of results, against numbers by hand."""

import numpy as np
import pytest

from utils.pairs import by_draw, compare_pairs, mean_and_error, with_error


def test_the_standard_error_is_that_of_a_mean_over_draws():
    """s/√draws with draws − 1 in s; every other axis is kept."""
    mean, error = mean_and_error([[1, 5], [2, 5], [6, 5]])
    np.testing.assert_allclose(mean, [3, 5])
    np.testing.assert_allclose(error, [np.sqrt(7 / 3), 0])
    assert with_error([1, 2, 3, 4]) == "2.500 ± 0.645"
    assert with_error([1, 2, 3], 1, "+") == "+2.0 ± 0.6"


def test_pairs_are_compared_draw_by_draw(capsys):
    """Both means, the mean difference, and how many draws agree; ties are neither."""
    compare_pairs("cost", "a", [1, 2, 3, 1], "b", [0.5, 2.5, 1, 1], 2)
    told = capsys.readouterr().out
    assert "cost: a 1.75 ± 0.48, b 1.25 ± 0.43;\n" in told
    assert "difference +0.50 ± 0.54, above 0 in 2, below in 1 of 4 draws" in told


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: with_error([1]), r"shape \(1,\); expected two draws or more"),
        (lambda: mean_and_error(3), r"shape \(\); expected two draws or more"),
        (lambda: by_draw([1, 2], [1]), "Found 2 and 1 values; expected one of each"),
    ],
)
def test_what_is_no_set_of_draws_is_named(call, message):
    """A single draw has no standard error, and pairs need both."""
    with pytest.raises(ValueError, match=message):
        call()


def test_an_error_that_would_round_to_nothing_gets_more_digits():
    """A mean has as many as its error; an error of exactly 0 stays as it is."""
    assert with_error([0.5880, 0.5884]) == "0.5882 ± 0.0002"
    assert with_error([0.5, 0.5]) == "0.500 ± 0.000"
    assert with_error([12000, 12000], 0) == "12000 ± 0"
