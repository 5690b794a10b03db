"""Lesson 04: its functions against SciPy and slow loops, its data and its figures."""

import numpy as np
import pytest
from augmentation.digits import load_8x8_digits, side_light
from augmentation.plots import (
    mean_and_error,
    plot_changes,
    plot_error_curves,
    plot_images,
    plot_shares,
)
from scipy.ndimage import shift

from grader.lesson.lesson import Course
from grader.lesson.release import hidden_verdict
from tests.support import ROOT, reference

LESSON = Course(ROOT).lesson("04-data-augmentation")
shift_image, augment = (reference(LESSON, f) for f in LESSON.exercises)


def test_a_shift_is_that_of_scipy():
    """On random images and moves the solution agrees with scipy.ndimage.shift."""
    rng = np.random.RandomState(0)
    for _ in range(200):
        rows, columns = rng.randint(1, 10, size=2)
        image = rng.uniform(0.1, 1, (rows, columns))
        before = image.copy()
        dx, dy = rng.randint(-columns + 1, columns), rng.randint(-rows + 1, rows)
        got = shift_image(image, dx, dy)
        np.testing.assert_allclose(got, shift(image, (dy, dx), order=0), atol=1e-12)
        np.testing.assert_array_equal(image, before)


def slow_augment(X, Y, copies, moves, change):
    """One column at a time, in the order that the lesson promises."""
    m = X.shape[1]
    columns, labels = list(X.T), list(Y[0])
    for k in range(copies):
        for j in range(m):
            dx, dy = moves[k * m + j]
            columns.append(change(X[:, j].reshape(8, 8), dx, dy).ravel())
            labels.append(Y[0, j])
    return np.array(columns).T, np.array([labels])


@pytest.mark.parametrize(("m", "copies"), [(1, 1), (3, 4), (7, 2), (5, 0)])
@pytest.mark.parametrize("change", [side_light(), lambda i, dx, dy: i[:, ::-1]])
def test_augment_is_a_loop_over_columns(m, copies, change):
    """Originals first, then one copy of the set after the other, labels with them."""
    rng = np.random.RandomState(m)
    X, Y = rng.rand(64, m), rng.randint(0, 10, (1, m))
    moves = np.random.RandomState(9).randint(-1, 2, size=(copies * m, 2))
    want_X, want_Y = slow_augment(X, Y, copies, moves, change)
    got_X, got_Y = augment(X, Y, copies, np.random.RandomState(9), change)
    np.testing.assert_array_equal(got_X, want_X)
    np.testing.assert_array_equal(got_Y, want_Y)


def test_a_wrong_shift_costs_nothing_in_augment():
    """augment is right with any change, so shift_image's error is counted once."""
    verdict = hidden_verdict(LESSON, "augment", augment)
    assert verdict.share(LESSON.exercises["augment"].spec) == 1
    for case in LESSON.exercises["augment"].cases:
        made = case.inputs["change"].make()
        image = np.arange(64.0).reshape(8, 8) + 1
        assert not np.allclose(made(image, 1, -1), shift(image, (-1, 1), order=0))
    # The judge has no `shift_image` at all: calling it would be a NameError.
    assert "shift_image" not in LESSON.exercises["augment"].namespace


def test_side_light_tells_dx_from_dy():
    """Every one of the nine moves gives another image, and none changes the input."""
    image = np.random.RandomState(1).rand(8, 8)
    before = image.copy()
    lit = {
        side_light()(image, dx, dy).tobytes() for dx in (-1, 0, 1) for dy in (-1, 0, 1)
    }
    assert len(lit) == 9
    np.testing.assert_array_equal(image, before)


def test_the_digits_are_those_of_scikit_learn_in_another_order():
    """Pool and dev set are disjoint and make up the whole set, scaled to 0 to 1."""
    from sklearn.datasets import load_digits

    pool_X, pool_Y, dev_X, dev_Y = load_8x8_digits()
    assert pool_X.shape == (64, 1097) and dev_X.shape == (64, 700)
    assert pool_Y.shape == (1, 1097) and dev_Y.shape == (1, 700)
    data = load_digits()
    mine = np.vstack((np.hstack((pool_Y, dev_Y)), 16 * np.hstack((pool_X, dev_X))))
    theirs = np.vstack((data.target, data.data.T))
    assert sorted(map(tuple, mine.T)) == sorted(map(tuple, theirs.T))


def test_moved_digits_are_shifted_by_at_most_one_place():
    """Each moved image is one of the nine shifts of the centred one; all nine occur."""
    centred, moved = load_8x8_digits(), load_8x8_digits(moved=True)
    np.testing.assert_array_equal(centred[1], moved[1])
    seen = set()
    for before, after in zip(centred[0].T[:300], moved[0].T[:300]):
        fits = [
            (dx, dy)
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            if np.allclose(
                shift_image(before.reshape(8, 8), dx, dy).ravel(),
                after,
            )
        ]
        assert fits
        seen.update(fits)
    assert len(seen) == 9


def test_the_standard_error_is_that_of_the_mean():
    """Over many repetitions, means of 8 scatter by the standard error."""
    draws = np.random.RandomState(0).randn(4000, 8) * 3
    found = np.array([mean_and_error(row[:, None], 1)[1][0] for row in draws])
    assert np.sqrt(np.mean(found**2)) == pytest.approx(3 / np.sqrt(8), rel=0.02)
    with pytest.raises(ValueError, match="two sets"):
        mean_and_error(np.ones((1, 2)), 2)


def test_figures_say_what_they_show(capsys):
    """Each figure prints a line with its numbers; an odd answer is marked in words."""
    image = np.eye(8)
    plot_images([image] * 3, ["a", "b", "c"], columns=2)
    assert "3 images" in capsys.readouterr().out
    axes = plot_changes(
        [(6, [(image, 6, 0.9), (image, 9, 0.8)])], ["as it is", "turned"]
    )
    assert [ax.get_xlabel() for ax in axes.flat] == ["says 6 (90%)", "≠ says 9 (80%)"]
    assert "A 6: as it is 6, turned 9." in capsys.readouterr().out
    plot_shares({"turned": np.arange(10) / 10})
    assert "turned: most 9 (90%)" in capsys.readouterr().out
    errors = {"one": np.array([[0.5, 0.3], [0.7, 0.3]]), "two": np.full((2, 2), 0.1)}
    lines = plot_error_curves([1, 4], errors, "copies").lines
    assert len({line.get_marker() for line in lines if line.get_marker() in "o^"}) == 2
    assert "one: 60.0% ± 10.0% at 1, 30.0% ± 0.0% at 4." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("draw", "told"),
    [
        (lambda: plot_images([], []), "expected one caption"),
        (lambda: plot_images([np.eye(8)], ["a", "b"]), "1 images and 2 captions"),
        (lambda: plot_changes([(6, [])], ["as it is"]), "row of digit 6 has 0 images"),
        (lambda: plot_shares({"turned": [1, 2]}), "expected ten numbers"),
        (lambda: plot_error_curves([1, 2], {"a": np.ones((3, 3))}, "x"), "shape"),
    ],
)
def test_figures_refuse_what_they_cannot_draw(draw, told):
    """The error says what was found and what was expected."""
    with pytest.raises(ValueError, match=told):
        draw()
