"""Lesson 06: its training, what its text says of 20 draws, and its figures."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from initialization import draws, plots
from initialization.signals import scaled, slope

from utils.deep import train
from utils.network import initialize_parameters
from utils.pairs import mean_and_error

STORED = draws.load_draws()


@pytest.fixture(scope="module")
def make_draws():
    """Return the module that made the stored draws."""
    path = Path(__file__).with_name("make_draws.py")
    spec = importlib.util.spec_from_file_location("make_initialization_draws", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def surely(apart, sign, draws_that_agree):
    """True if the mean is 3 standard errors to one side, and so many draws agree."""
    mean, bar = mean_and_error(apart)
    return sign * mean > 3 * bar and np.sum(sign * apart > 0) >= draws_that_agree


def test_fit_is_the_course_training():
    """The same steps and costs as utils.deep.train."""
    digits = draws.training_set(draws.load_digits()[0], 1, 30)
    start = initialize_parameters([64, 6, 5, 10], seed=2)
    want, costs = train(digits.X, digits.Y, start, 0.3, 25, activation="tanh")
    got, recorded = draws.fit(digits, start, 25, 0.3, "tanh")
    for name, value in want.items():
        np.testing.assert_allclose(got[name], value, atol=1e-12)
    np.testing.assert_allclose(recorded, costs)
    assert draws.measure(digits, got, "tanh")[1] == pytest.approx(costs[-1])


def test_clipping_keeps_the_direction():
    """Shortened to the limit as one vector; shorter gradients stay; inputs, too."""
    gradients = {"dW1": np.array([[3.0, 0.0]]), "db1": np.array([[4.0]])}
    clipped = draws.clip_by_norm(gradients, 1)
    np.testing.assert_allclose(clipped["dW1"], [[0.6, 0.0]])
    np.testing.assert_allclose(clipped["db1"], [[0.8]])
    for limit in (5, 7, np.inf):
        same = draws.clip_by_norm(gradients, limit)
        np.testing.assert_array_equal(same["dW1"], gradients["dW1"])
    assert gradients["db1"] == 4
    zero = draws.clip_by_norm({"dW1": np.zeros((2, 2))}, 1)
    assert not np.any(zero["dW1"])


def test_a_clipped_step_is_as_long_as_the_limit_allows():
    """`fit` clips weights and biases of all layers together."""
    digits = draws.training_set(draws.load_digits()[0], 2, 30)
    start = scaled(initialize_parameters([64, 6, 5, 10], seed=2), 3)
    end, _ = draws.fit(digits, start, steps=1, rate=0.5, limit=0.2)
    moved = np.sqrt(sum(np.sum((end[name] - start[name]) ** 2) for name in start))
    assert moved == pytest.approx(0.5 * 0.2)


def test_dead_neurons_are_counted():
    """Of three hidden neurons, the one that is 0 for every digit."""
    digits = draws.Digits(np.array([[1.0, 2.0], [1.0, -1.0]]), np.array([0, 1]))
    parameters = {
        "W1": np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]]), "b1": np.zeros((3, 1)),
        "W2": np.ones((10, 3)), "b2": np.zeros((10, 1)),
    }  # fmt: skip
    assert draws.dead_share(digits, parameters) == pytest.approx(1 / 3)


def test_the_three_parts_share_no_digit():
    """Pool, dev set and test set are cut from the list one after the other."""
    from sklearn import datasets

    parts = draws.load_digits()
    labels = np.concatenate([part.labels for part in parts])
    np.testing.assert_array_equal(labels, datasets.load_digits().target)
    assert parts[0].X.mean() == pytest.approx(0) and parts[0].X.std() == pytest.approx(
        1
    )
    assert [part.X.shape[1] for part in parts] == [906, 509, 382]
    chosen = [draws.training_set(parts[0], draw) for draw in (0, 0, 1)]
    np.testing.assert_array_equal(chosen[0].X, chosen[1].X)
    assert chosen[0].X.shape == (64, 400) and np.any(chosen[0].X != chosen[2].X)
    assert np.unique(chosen[0].X, axis=1).shape == (64, 400)


def test_the_stored_draws_are_what_the_lesson_gives(make_draws):
    """Draw 3 comes again, up to what another rounding may change in 300 steps."""
    found, on_test = make_draws.shallow(1, 3)
    place = draws.FACTORS.index(1)
    assert found == pytest.approx(STORED["shallow"][3, place], abs=0.02)
    assert on_test == pytest.approx(STORED["test"][3, place], abs=0.02)


def test_two_starts_train_as_the_text_says():
    """He learns all in every draw; one and a half times He loses its numbers."""
    assert (STORED["He × 1"][:, 0] < 0.01).all()
    assert np.isnan(STORED["He × 1.5"]).all()


def test_half_of_he_stays_on_a_plateau(make_draws):
    """Near ln 10 for 200 of 300 steps in draw 0, and far behind He in each draw."""
    digits = draws.training_set(make_draws.POOL, 0)
    start = make_draws.first_weights(make_draws.HE, draws.DEEP, 0, 0.5)
    _, costs = draws.fit(digits, start, 200)
    assert max(abs(cost - np.log(10)) for cost in costs) < 0.05
    assert (STORED["He × 0.5"][:, 2] > 1.8).all() and (STORED["He × 1"][:, 2] < 1).all()


def test_deep_sigmoids_learn_hardly_more_than_frequencies_and_tanh_learns():
    """Section 6, in each of the draws: the cost stays at ln 10, or falls far below."""
    assert np.abs(STORED["sigmoid"][:, 2] - np.log(10)).max() < 0.02
    assert (STORED["sigmoid"][:, 0] > 0.75).all()
    assert (STORED["tanh"][:, 0] < 0.01).all() and (STORED["tanh"][:, 2] < 0.5).all()


def test_clipping_rescues_trainings_but_not_the_start():
    """At rate 1 none learns without it; after a large start dev errors stay high."""
    plain = STORED["rate 1"]
    assert (np.isnan(plain[:, 0]) | (plain[:, 0] > 0.5)).all()
    assert (STORED["rate 1, clipped"][:, 0] < 0.05).all()
    large = STORED["He × 1.5, clipped"]
    assert (large[:, 0] < 0.1).all()
    for column in (1, 2):
        assert surely(large[:, column] - STORED["He × 1"][:, column], 1, draws.DRAWS)


def test_one_long_step_kills_neurons(make_draws):
    """In most draws more neurons are dead after a step of rate 1; hardly if clipped."""
    shares = []
    for draw in range(6):
        digits = draws.training_set(make_draws.POOL, draw)
        start = make_draws.first_weights(make_draws.HE, draws.DEEP, draw, 1)
        steps = [
            draws.fit(digits, start, steps=1, rate=1, limit=limit)[0]
            for limit in (np.inf, 1)
        ]
        shares.append([draws.dead_share(digits, p) for p in (start, *steps)])
    first, plain, clipped = np.mean(shares, axis=0)
    assert plain > 2 * first and abs(clipped - first) < 0.05


def test_large_first_weights_stay_in_the_result():
    """All fit; 2, 4 and 8 times He err more than He, in cost, too; and move less."""
    found = STORED["shallow"]
    assert (found[..., 0] == 0).mean() > 0.95 and found[..., 0].max() < 0.05
    he = draws.FACTORS.index(1)
    for larger in range(he + 1, len(draws.FACTORS)):
        for column in (1, 2):
            assert surely(found[:, larger, column] - found[:, he, column], 1, 18)
    share = (found[..., 4] / found[..., 3]).mean(axis=0)
    assert (np.diff(share) < 0).all() and share[0] > 1 and share[-1] < 0.2
    best = int(np.argmin(found[..., 1].mean(axis=0)))
    for column in (0, 1):
        apart = STORED["test"][:, -1, column] - STORED["test"][:, best, column]
        assert surely(apart, 1, draws.DRAWS)


def test_draws_are_told_with_their_errors(capsys):
    """Means, standard errors and draws that agree; lost draws are counted apart."""
    values = np.array([[0.0, 0.1, 1.0], [0.0, 0.3, 2.0], [np.nan] * 3])
    draws.tell_draws({"a": values, "b": values[2:]})
    _, first, lost, second = capsys.readouterr().out.splitlines()
    assert "20.0% ± 10.0%" in first and "1.500 ± 0.500" in first
    assert lost.strip() == "1 of 3 end without numbers"
    assert second.split(maxsplit=1) == ["b", "1 of 1 end without numbers"]
    draws.tell_recomputed("d", (0, 0.1, 0.5), (0, 0.125, 0.5))
    assert "12.5%" in capsys.readouterr().out.splitlines()[2]


def test_figures_say_what_they_cannot_draw():
    """Each figure refuses what has no meaning in it, in words."""
    with pytest.raises(ValueError, match="factors above 0"):
        plots.plot_powers([0.5, -1], 10)
    with pytest.raises(ValueError, match="same number of layers"):
        plots.plot_activations([("a", [np.ones(3)]), ("b", [])])
    with pytest.raises(ValueError, match="no place on a log scale"):
        plots.plot_layers({"a": [[1.0, 0.0]]}, "norm")
    with pytest.raises(ValueError, match="no cost to begin with"):
        plots.plot_trainings({"a": [np.nan, 1.0]}, 10)
    with pytest.raises(ValueError, match="expected one of relu, tanh, sigmoid"):
        slope(np.ones(2), "elu")


def test_figures_draw_and_tell(capsys):
    """Lines differ in dash and mark, and one printed line gives the numbers."""
    axes = plots.plot_layers({"a": [[1, 0.5], [4, 0.125]], "b": [[2, 4]]}, "norm")
    looks = {(line.get_linestyle(), line.get_marker()) for line in axes.lines}
    assert len(looks) == 2
    assert "a 2 and 0.25; b 2 and 4" in capsys.readouterr().out
    plots.plot_trainings({"good": [2.0, 1.0, 0.5], "bad": [9.0, np.nan, 1]}, 10)
    out = capsys.readouterr().out
    assert "good 2 to 0.5" in out and "bad 9, no number from step 10" in out
    plots.plot_powers([2, 0.5], 4)
    assert "2^4 = 16, 0.5^4 = 0.0625" in capsys.readouterr().out
    stack = [np.array([[3.0, 4.0]]), np.array([[0.0, 0.1]])]
    plots.plot_activations([("net", stack)], log=True)
    assert "net: 3.5 to 0.071" in capsys.readouterr().out
    plots.plot_slopes()
    assert "sigmoid 0.25, tanh 1, ReLU 1" in capsys.readouterr().out
    plots.plot_starts((1, 2), [[0.3, 0.2], [0.1, 0.1]], [[1, 2], [1, 3]], "factor")
    assert "dev error at 2, dev cost at 1" in capsys.readouterr().out
    plots.plot_digits(np.zeros((64, 2)), np.array([7, 1]))
    assert "2 digits, dark is ink; the first is a 7" in capsys.readouterr().out


def test_another_activation_has_a_mark_and_a_dash_of_its_own():
    """What is drawn beside ReLU, tanh and sigmoid is told from them without colour."""
    from initialization import plots

    looks = [*plots._LOOKS.values(), *plots._OTHERS]
    for _, dash, mark in plots._OTHERS:
        assert [one[1] for one in looks].count(dash) == 1
        assert [one[2] for one in looks].count(mark) == 1
