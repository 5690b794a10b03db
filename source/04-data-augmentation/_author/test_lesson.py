"""Lesson 04: its functions against SciPy and slow loops, its data and its figures."""

import numpy as np
import pytest
from augmentation import draws
from augmentation.digits import (
    TEST_FORMS,
    OwnStreams,
    load_8x8_digits,
    side_light,
    split_by_form,
    test_set,
)
from scipy.ndimage import shift

from grader.lesson.lesson import Course
from grader.lesson.release import hidden_verdict
from tests.support import ROOT, reference
from utils.deep import one_hot

LESSON = Course(ROOT).lesson("04-data-augmentation")
shift_image, augment, mixup = (reference(LESSON, f) for f in LESSON.exercises)


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


@pytest.mark.parametrize(("m", "alpha"), [(1, 1.0), (6, 0.3), (40, 2.0)])
def test_mixup_is_a_loop_over_pairs(m, alpha):
    """Image and label i are share[i] of their own and the rest of the partner's."""
    rng = np.random.RandomState(m)
    X, Y = rng.rand(5, m), one_hot(rng.randint(0, 10, m), 10)
    X_mixed, Y_mixed, partner, share = mixup(X, Y, alpha, np.random.RandomState(2))
    assert sorted(partner) == list(range(m))
    assert share.shape == (m,) and (share >= 0).all() and (share <= 1).all()
    for i in range(m):
        s, p = share[i], int(partner[i])
        np.testing.assert_allclose(X_mixed[:, i], s * X[:, i] + (1 - s) * X[:, p])
        np.testing.assert_allclose(Y_mixed[:, i], s * Y[:, i] + (1 - s) * Y[:, p])
    np.testing.assert_allclose(Y_mixed.sum(axis=0), 1)


def test_with_alpha_near_0_mixup_only_chooses():
    """Every mixed example is one of the originals, with the label of that one."""
    rng = np.random.RandomState(4)
    X, Y = rng.rand(5, 60), one_hot(np.arange(60) % 10, 10)
    X_mixed, Y_mixed, partner, share = mixup(X, Y, 1e-4, rng)
    own = np.round(share).astype(int)
    chosen = np.where(own, np.arange(60), partner)
    np.testing.assert_allclose(X_mixed, X[:, chosen], atol=1e-6)
    np.testing.assert_allclose(Y_mixed, Y[:, chosen], atol=1e-6)
    assert 10 < own.sum() < 50


def test_the_shares_are_beta_distributed():
    """Mean ½ and variance 1/(4(2α + 1)), to 3 standard errors; α = 1 is uniform."""
    X, Y = np.zeros((1, 20000)), np.ones((1, 20000))
    for alpha in (0.2, 1, 3):
        share = mixup(X, Y, alpha, np.random.RandomState(7))[3]
        variance = 1 / (4 * (2 * alpha + 1))
        assert abs(share.mean() - 0.5) < 3 * np.sqrt(variance / 20000)
        assert share.var() == pytest.approx(variance, rel=0.03)


def test_any_order_of_the_two_draws_gives_the_same():
    """A generator of the cases has one stream for orders, and one for the rest."""
    for draw in ("permutation", "shuffle", "choice"):
        first, second = OwnStreams(3), OwnStreams(3)
        order, share = np.arange(9), second.beta(0.4, 0.4, 9)
        if draw == "permutation":
            order = second.permutation(9)
        elif draw == "shuffle":
            second.shuffle(order)
        else:
            order = second.choice(9, 9, replace=False)
        np.testing.assert_array_equal(order, first.permutation(9))
        np.testing.assert_array_equal(share, first.beta(0.4, 0.4, 9))
    state, drawn = (OwnStreams(3).get_state(legacy=False) for _ in range(2))
    second = OwnStreams(3)
    second.permutation(4)
    drawn = second.get_state(legacy=False)
    assert drawn["orders"]["state"]["pos"] != state["orders"]["state"]["pos"]


def test_the_digits_are_those_of_scikit_learn():
    """In their order, scaled to 0 to 1, with the form of each."""
    from sklearn.datasets import load_digits

    digits, data = load_8x8_digits(), load_digits()
    np.testing.assert_array_equal(digits.X.T * 16, data.data)
    np.testing.assert_array_equal(digits.Y[0], data.target)
    assert (np.diff(digits.form) >= 0).all() and digits.form[-1] == 13


def test_every_form_holds_the_same_digits_in_the_same_order():
    """Each is the first form with up to eight digits missing, one of them another.

    So the order of the digits gives away where a form begins.
    """
    digits = load_8x8_digits()
    text = ["".join(map(str, digits.Y[0, digits.form == form])) for form in range(14)]
    for one in text:
        assert 122 <= len(one) <= 130 and one[:10] in ("0123456789", "1234567890")
        rest = iter(text[0])
        assert all(digit in rest for digit in one[:-1])  # one ends in another digit


def test_no_form_stands_on_two_sides():
    """Pool, dev set and test set are by other hands, in every draw; splits differ."""
    digits = load_8x8_digits()
    at = {x.tobytes(): form for x, form in zip(digits.X.T.copy(), digits.form)}
    seen = set()
    for draw in range(draws.DRAWS):
        split = split_by_form(digits, draw)
        pool = {at[x.tobytes()] for x in split.pool_X.T.copy()}
        dev = {at[x.tobytes()] for x in split.dev_X.T.copy()}
        assert (len(pool), len(dev)) == (8, 3)
        assert not pool & dev and not (pool | dev) & set(TEST_FORMS)
        assert split.pool_X.shape[1] >= max(draws.SIZES) * draws.M
        seen.add(frozenset(dev))
    assert len(seen) > 15
    X, Y = test_set(digits)
    assert {at[x.tobytes()] for x in X.T.copy()} == set(TEST_FORMS)
    assert Y.shape == (1, X.shape[1])


def test_moved_digits_are_shifted_by_at_most_one_place():
    """Each moved image is one of the nine shifts of the centred one; all nine occur."""
    centred, moved = load_8x8_digits(), load_8x8_digits(moved=True)
    np.testing.assert_array_equal(centred.Y, moved.Y)
    seen = set()
    for before, after in zip(centred.X.T[:300], moved.X.T[:300]):
        fits = [
            (dx, dy)
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            if np.allclose(shift_image(before.reshape(8, 8), dx, dy).ravel(), after)
        ]
        assert fits
        seen.update(fits)
    assert len(seen) == 9
