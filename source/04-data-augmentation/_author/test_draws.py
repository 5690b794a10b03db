"""Lesson 04: its training, what its text says of 20 draws, and its figures."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from augmentation import draws, plots
from augmentation.digits import load_8x8_digits, split_by_form

from utils.deep import one_hot, train
from utils.network import initialize_parameters
from utils.pairs import mean_and_error

STORED = draws.load_draws()


@pytest.fixture(scope="module")
def make_draws():
    """Return the module that made the stored draws."""
    path = Path(__file__).with_name("make_draws.py")
    spec = importlib.util.spec_from_file_location("make_augmentation_draws", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_fit_is_the_course_training_and_watches_costs():
    """The same steps as utils.deep.train; labels may be numbers or one-hot."""
    split = split_by_form(load_8x8_digits(), 1)
    X, Y = draws.small_set(split, 20)
    start = initialize_parameters([64, 5, 10], seed=3)
    want, costs = train(X, one_hot(Y[0], 10), start, 1, 30, record_every=10)
    got, watched = draws.fit(X, Y, 3, units=5, steps=30, watch={"a": (X, Y)})
    again, _ = draws.fit(X, one_hot(Y[0], 10), 3, units=5, steps=30)
    for name, value in want.items():
        np.testing.assert_allclose(got[name], value, atol=1e-12)
        np.testing.assert_allclose(again[name], value, atol=1e-12)
    np.testing.assert_allclose(watched["a"], costs)
    assert draws.measure(got, X, Y)[1] == pytest.approx(costs[-1])


def test_each_step_makes_what_a_step_is_trained_on():
    """It is called once a step with the whole set."""
    split, seen = split_by_form(load_8x8_digits(), 1), []
    X, Y = draws.small_set(split, 20)

    def each_step(X, Y):
        seen.append(X.shape)
        return X[:, :7], Y[:, :7]

    got, _ = draws.fit(X, Y, 3, 5, each_step, steps=4)
    want, _ = draws.fit(X[:, :7], Y[:, :7], 3, 5, steps=4)
    assert seen == [(64, 20)] * 4
    np.testing.assert_allclose(got["W1"], want["W1"])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["mixup", "fresh 32", "new 4", "copies 32 4"])
def test_the_stored_draws_are_what_the_lesson_gives(name, make_draws):
    """Draw 3 comes again, up to what another rounding may change in 300 steps."""
    found = make_draws.on_dev(name, "moved", 3)
    size = name.split()[-1]
    rows = STORED["new moved" if name.startswith("new") else "copies 32 moved"]
    stored = rows[3, draws.SIZES.index(int(size))] if size == "4" else None
    stored = STORED[f"{name} moved"][3] if stored is None else stored
    assert found[0] == pytest.approx(stored[0], abs=0.02)
    assert found[1] == pytest.approx(stored[1], rel=0.03)


def change(after, before, what=0):
    """Return the mean paired difference, its standard error, and how many are < 0."""
    apart = (STORED[after] if isinstance(after, str) else after) - (
        STORED[before] if isinstance(before, str) else before
    )
    mean, bar = mean_and_error(apart[:, what])
    return mean, bar, int(np.sum(apart[:, what] < 0))


def surely(found, sign, draws_that_agree):
    """True if a change is more than 3 standard errors to one side, in so many draws."""
    mean, bar, lower = found
    agree = lower if sign < 0 else draws.DRAWS - lower
    return sign * mean > 3 * bar and agree >= draws_that_agree


def sized(name, k):
    """Return the (draws, 2) of an experiment over SIZES at k times the examples."""
    return STORED[name][:, draws.SIZES.index(k)]


def test_copies_help_where_digits_are_moved():
    """Section 5: error and cost fall, and more with 15 copies, in both networks."""
    for units in (32, 256):
        name = f"copies {units} moved"
        for what in (0, 1):
            none, three, many = (sized(name, k) for k in draws.SIZES)
            assert surely(change(three, none, what), -1, 17)
            assert surely(change(many, three, what), -1, 17)


def test_the_size_of_the_network_decides_what_many_copies_do():
    """Section 5, centred: 3 copies harm both; 15 harm the small more than the large."""
    harm = {}
    for units in (32, 256):
        none, three, many = (sized(f"copies {units} centred", k) for k in draws.SIZES)
        for what in (0, 1):
            mean, bar, _ = change(three, none, what)
            assert mean > 2 * bar
        harm[units] = many - none
    mean, bar, _ = change(harm[32], harm[256])
    assert mean > 3 * bar
    mean, bar, _ = change(harm[256], np.zeros((draws.DRAWS, 2)))
    assert abs(mean) < 2 * bar  # as often wrong as without
    assert change(harm[256], np.zeros((draws.DRAWS, 2)), 1)[0] > 0


def test_new_digits_are_worth_more_than_copies():
    """Section 6: 200 different digits beat 50 and 750 copies; 800 halve the error."""
    copies, new = sized("copies 32 moved", 16), sized("new moved", 4)
    assert surely(change(new, copies), -1, 14)
    assert sized("new moved", 16)[:, 0].mean() < 0.55 * copies[:, 0].mean()


def test_what_a_change_in_each_step_does():
    """Section 7: fresh shifts beat fixed ones; mixup lowers the cost, not the error."""
    fixed, none = sized("copies 32 moved", 16), sized("copies 32 moved", 1)
    mean, bar, _ = change("fresh 32 moved", fixed)
    assert mean < -2 * bar
    assert surely(change("fresh 32 moved", none), -1, 20)
    assert surely(change("mixup moved", none, 1), -1, 20)
    assert abs(change("mixup moved", none)[0]) < 0.01
    centred = sized("copies 32 centred", 1)
    mean, bar, lower = change("mixup centred", centred, 1)
    assert mean < -2 * bar and lower >= 14
    assert abs(change("mixup centred", centred)[0]) < 0.01


@pytest.mark.parametrize("name", ["flip", "turn"])
def test_wrong_changes_do_harm(name):
    """Section 7: surely on centred digits, and on average on moved ones."""
    for what in (0, 1):
        before = sized("copies 32 centred", 1)
        assert surely(change(f"{name} centred", before, what), 1, 15)
        assert change(f"{name} moved", sized("copies 32 moved", 1), what)[0] > 0


def test_both_traps_tell_too_small_an_error():
    """Section 8: less than half of the error on digits of other people."""
    for name in ("augment first", "same people"):
        told, real = STORED[name].T
        assert told.mean() < real.mean() / 2 and np.sum(told < real) >= 18


def test_fresh_shifts_help_on_the_test_set():
    """Section 9: error and cost fall in every draw."""
    for what in (0, 1):
        found = change("test fresh 32", "test copies 32 1", what)
        assert surely(found, -1, 20)


def test_comparisons_are_told_in_pairs(capsys):
    """Means, the paired difference with its error, and how many draws agree."""
    before = np.array([[0.5, 1.0], [0.3, 2.0], [0.4, 3.0]])
    after = before + [[-0.1, 1], [0.1, 1], [-0.3, 1]]
    draws.tell_change("some", before, after)
    told = capsys.readouterr().out
    assert "40.0% → 30.0%: -10.0 ± 11.5 points, lower in 2 of 3" in told
    assert "2.00 →  3.00: +1.00 ± 0.00, lower in 0 of 3" in told
    draws.tell_trap("trap", before / 2)
    told = " ".join(capsys.readouterr().out.split())
    assert "told 20.0%, other people 100.0%: +80.0" in told
    draws.tell_recomputed([0.25, 1], [0.26, 1.1])
    assert "recomputed: error 0.260, cost 1.100" in capsys.readouterr().out


def test_figures_say_what_they_show(capsys):
    """Each figure prints a line; an odd answer is marked; curves differ in mark."""
    image = np.eye(8)
    plots.plot_images([image] * 3, ["a", "b", "c"], columns=2)
    assert "3 images" in capsys.readouterr().out
    axes = plots.plot_changes(
        [(6, [(image, 6, 0.9), (image, 9, 0.8)])], ["as it is", "turned"]
    )
    assert [ax.get_xlabel() for ax in axes.flat] == ["says 6 (90%)", "≠ says 9 (80%)"]
    assert "1 of 2 pictures" in capsys.readouterr().out
    plots.plot_shares({"turned": np.arange(10) / 10})
    assert "turned: most 9, least 0" in capsys.readouterr().out
    curves = {
        "32 units": np.array([[0.5, 0.3], [0.7, 0.3]]),
        "256 units": np.ones((2, 2)),
    }
    axes = plots.plot_error_curves([1, 4], {"moved": curves, "not": curves}, "copies")
    for ax in axes:
        assert {"o", "^"} <= {line.get_marker() for line in ax.lines}
    told = capsys.readouterr().out
    assert "Smallest mean error, moved: 32 units 30.0% at 4, 256 units 100.0%" in told


@pytest.mark.parametrize(
    ("draw", "told"),
    [
        (lambda: plots.plot_images([], []), "expected one caption"),
        (lambda: plots.plot_images([np.eye(8)], ["a", "b"]), "1 images and 2 captions"),
        (lambda: plots.plot_changes([(6, [])], ["as it is"]), "digit 6 has 0 images"),
        (lambda: plots.plot_shares({"turned": [1, 2]}), "expected ten numbers"),
        (
            lambda: plots.plot_error_curves([1, 2], {"t": {"a": np.ones((3, 3))}}, "x"),
            "shape",
        ),
    ],
)
def test_figures_refuse_what_they_cannot_draw(draw, told):
    """The error says what was found and what was expected."""
    with pytest.raises(ValueError, match=told):
        draw()
