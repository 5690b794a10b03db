"""Lesson 02 says nothing that its own code and its stored draws do not show."""

import itertools
from pathlib import Path

import numpy as np
import pytest
from dropout import draws, thinned
from dropout.tanh import tanh_gradients

from checker.records import State
from grader.lesson.lesson import Lesson
from tests.support import lesson_benches, reference
from utils import deep
from utils.data import football_draw, fresh_points
from utils.network import forward_propagation, initialize_parameters

LESSON = Lesson(Path(__file__).resolve().parent.parent)
forward = reference(LESSON, "forward_propagation_with_dropout")
backward = reference(LESSON, "backward_propagation_with_dropout")
forward_dropout = reference(LESSON, "forward_dropout")


@pytest.fixture(scope="module")
def stored():
    return draws.load_draws()


@pytest.fixture
def small():
    """X (2, 9), Y (1, 9) and first weights with biases that are not 0."""
    rng = np.random.RandomState(3)
    parameters = initialize_parameters(thinned.LAYERS, seed=5)
    parameters.update({f"b{i}": 0.3 * parameters[f"b{i}"] + 0.2 for i in (1, 2, 3)})
    return rng.randn(2, 9), (rng.rand(1, 9) < 0.5).astype(int), parameters


def surely_above_0(differences):
    """True if the mean lies more than 2.5 standard errors above 0."""
    error = np.std(differences, ddof=1) / np.sqrt(len(differences))
    return np.mean(differences) > 2.5 * error


def slopes(cost, W):
    """Return the finite differences of cost() by the entries of W, moved in place."""
    found = np.zeros(W.shape)
    for place in np.ndindex(W.shape):
        costs = []
        for move in (1e-6, -2e-6):
            W[place] += move
            costs.append(cost())
        W[place] += 1e-6
        found[place] = (costs[0] - costs[1]) / 2e-6
    return found


def test_forward_dropout_without_dropout_is_the_plain_network():
    """At any depth; utils.deep is the oracle."""
    rng = np.random.RandomState(1)
    for layers in ((3, 4, 1), (2, 5, 3, 4, 1)):
        parameters, X = initialize_parameters(layers, seed=2), rng.randn(layers[0], 6)
        ones = (1,) * (len(layers) - 2)
        A, D = forward_dropout(X, parameters, ones, np.random.default_rng(3))
        np.testing.assert_allclose(A, deep.forward(X, parameters, "tanh")[0])
        assert D.shape == (sum(layers[1:-1]), 6) and D.all()


def test_masks_that_do_not_come_from_the_given_generator_are_wrong():
    """They are replayed like any others, but the function could not be repeated."""
    bench = lesson_benches("02-dropout")["forward_dropout"]
    text = bench.loaded.text.replace("rng.random", "np.random.random")
    for verdict in (bench.visible(text), bench.hidden(text)):
        assert verdict.outputs == {"D": State.FAILED, "A": State.PASSED}
        assert "does not use rng, the generator" in verdict.message


def test_tanh_gradients_are_the_slopes_of_the_cost_behind_the_masks():
    """With the masks that forward_dropout drew; without them all but dW3 are wrong."""
    rng = np.random.RandomState(4)
    parameters, X = initialize_parameters([2, 5, 4, 1], seed=2), rng.randn(2, 7)
    Y, keep_probs = (rng.rand(1, 7) < 0.5).astype(int), (0.7, 0.7)
    _, D = forward_dropout(X, parameters, keep_probs, np.random.default_rng(3))

    def cost():
        A, again = forward_dropout(X, parameters, keep_probs, np.random.default_rng(3))
        assert (again == D).all()
        return deep.cross_entropy(A, Y)

    right = tanh_gradients(X, Y, parameters, D, 0.7)
    forgotten = tanh_gradients(X, Y, parameters, D, 0.7, masked=False)
    for name in ("W1", "W2", "W3"):
        slope = slopes(cost, parameters[name])
        np.testing.assert_allclose(right["d" + name], slope, atol=1e-8)
        same = np.allclose(forgotten["d" + name], right["d" + name])
        assert same == (name == "W3")


@pytest.mark.parametrize("seed", [0, 5])
def test_behind_relu_a_forgotten_mask_changes_no_weight_gradient(small, seed):
    """All dW and db are the same to the last bit; dA2 and dA1 are not."""
    X, Y, parameters = small
    np.random.seed(seed)
    _, cache = forward(X, parameters, 0.6)
    forgot = list(cache)
    forgot[1], forgot[6] = np.ones(cache[1].shape), np.ones(cache[6].shape)
    right, wrong = (backward(X, Y, tuple(c), 0.6) for c in (cache, forgot))
    for name in right:
        assert np.array_equal(right[name], wrong[name]) == ("dA" not in name)


def test_the_stored_networks_were_trained_along_the_slopes(small):
    """The gradients of the training agree with finite differences behind its masks."""
    X, Y, parameters = small
    masks = thinned.draw_masks(np.random.default_rng(1), (0.7, 0.8), (9,))

    def cost():
        return thinned.cross_entropy(thinned.chance_of_label(X, Y, parameters, masks))

    found = thinned._gradients(X, Y, parameters, masks)
    for name in parameters:
        slope = slopes(cost, parameters[name])
        np.testing.assert_allclose(found["d" + name], slope, atol=1e-7)


def test_chances_are_those_of_the_course_s_network(small):
    """Without masks; and a label that it nearly excludes costs no infinity."""
    X, Y, parameters = small
    A, _ = forward_propagation(X, parameters)
    chances = thinned.chance_of_label(X, Y, parameters)
    np.testing.assert_allclose(chances, np.where(Y == 1, A, 1 - A))
    sure = {**parameters, "W3": 0 * parameters["W3"], "b3": np.array([[500.0]])}
    cost = thinned.cross_entropy(thinned.chance_of_label(X, 0 * Y, sure))
    assert cost == pytest.approx(500)


def test_masks_keep_their_shares_and_are_scaled():
    """One share for each layer, other masks for each draw; none for 1 and 1."""
    rng = np.random.default_rng(2)
    first, second = thinned.draw_masks(rng, (0.7, 0.4), (2, 5000))
    assert (first.shape, second.shape) == ((2, 20, 5000), (2, 3, 5000))
    for mask, keep in ((first, 0.7), (second, 0.4)):
        np.testing.assert_allclose(np.unique(mask), [0, 1 / keep], rtol=1e-6)
        assert np.mean(mask > 0) == pytest.approx(keep, abs=0.01)
        assert not np.array_equal(mask[0], mask[1])
    assert thinned.draw_masks(rng, (1, 1), (9,)) is None


def test_a_run_with_l2_gives_its_stored_measures_again(stored):
    """The first draw, to a thousandth: a regularized run forgets its rounding."""
    (again,) = draws.measure_draws([0], "L2")
    for measure in ("dev cost", "test cost"):
        assert again[measure] == pytest.approx(stored["L2"][measure][0], abs=1e-3)


def test_the_draws_are_all_there(stored):
    """24 of each way and measure, finite; dev and test points are others."""
    for way in draws.WAYS:
        for values in stored[way].values():
            assert values.shape == (draws.DRAWS,) and np.isfinite(values).all()
    assert not np.array_equal(fresh_points(0)[0], football_draw(0)[2])


def test_a_comparison_tells_means_pairs_and_signs(capsys):
    """The difference is that of the pairs, with its own standard error."""
    found = {"a": {"cost": np.array([1.0, 2, 4])}, "b": {"cost": np.array([2.0, 2, 3])}}
    draws.compare(found, "cost", "a", "b")
    told = capsys.readouterr().out
    assert "cost: a 2.333 ± 0.882, b 2.333 ± 0.333;" in told
    assert "difference +0.000 ± 0.577, above 0 in 1, below in 1 of 3 draws" in told


def test_without_a_neuron_nobody_hears_it():
    """The network whose only useful neuron is 4 is lost without that one alone."""
    parameters = {
        name: 0 * value for name, value in initialize_parameters(thinned.LAYERS).items()
    }
    parameters["W1"][4, 0] = parameters["W2"][1, 4] = parameters["W3"][0, 1] = 1
    parameters["b3"] += -0.5
    X, Y = np.array([[1.0, -1, 2, -2], [0, 0, 0, 0]]), np.array([[1, 0, 1, 0]])
    found = draws.without_each_neuron(X, Y, parameters)
    assert found == [0.5 if j == 4 else 1 for j in range(20)]


def test_dropping_inputs_of_a_linear_model_adds_a_penalty_of_its_own_for_each():
    """Over all masks, each with its probability, the squared error is the formula's."""
    rng = np.random.RandomState(6)
    X, Y, w, p = rng.randn(3, 5), rng.randn(1, 5), rng.randn(1, 3), 0.7
    expected = 0.0
    for bits in itertools.product((0, 1), repeat=3):
        chance = np.prod([p if bit else 1 - p for bit in bits])
        errors = Y - w @ (X * np.transpose([bits]) / p)
        expected += chance * np.mean(errors**2)
    prices = (1 - p) / p * np.mean(X**2, axis=1)
    formula = np.mean((Y - w @ X) ** 2) + np.sum(w**2 * prices)
    assert expected == pytest.approx(formula)


def test_what_the_text_says_of_the_draws(stored):
    """Sections 4 to 7, in pairs: what holds in each draw, and what on average."""
    none, l2, dropout = stored["none"], stored["L2"], stored["dropout"]
    frozen = stored["frozen masks"]
    assert (dropout["worst neuron"] > none["worst neuron"] + 0.05).all()
    assert (dropout["squared norm"] < none["squared norm"]).all()
    assert (stored["one thinned"]["dev cost"] > dropout["dev cost"]).all()
    assert (stored["average of 100"]["dev cost"] < dropout["dev cost"]).all()
    assert surely_above_0(frozen["dev accuracy"] - none["dev accuracy"])
    far = frozen["dev accuracy"] - dropout["dev accuracy"]
    assert abs(far.mean()) < 0.01
    for way in (none, dropout):
        assert (frozen["dev cost"] > way["dev cost"]).all()
        assert frozen["dev cost"].mean() > 2 * way["dev cost"].mean()
    assert (frozen["worst neuron"] > none["worst neuron"]).all()
    assert (frozen["worst neuron"] < dropout["worst neuron"]).all()
    for way in (l2, dropout):
        gain = way["test accuracy"] - none["test accuracy"]
        assert surely_above_0(gain) and np.sum(gain > 0) >= 20
    assert (l2["test cost"] < none["test cost"]).all()
    less = none["test cost"] - dropout["test cost"]
    assert less.mean() > 0 and 15 < np.sum(less > 0) < 24
    assert (stored["average of 100"]["dev cost"] < none["dev cost"]).all()
    large, small = stored["0.7, then 1"], stored["1, then 0.7"]
    assert surely_above_0(large["dev accuracy"] - small["dev accuracy"])
    assert surely_above_0(small["dev cost"] - large["dev cost"])
    assert min(small["dev cost"] - large["dev cost"]) < 0  # not in each draw


def test_less_is_kept_less_is_fitted():
    """Of the slider's networks, each fits the training points no better than before.

    The border changes with each; the cost on dev points is lowest in between.
    """
    networks = draws.load_networks()
    assert tuple(networks) == draws.KEEP_PROBS
    points = football_draw(0)[:2]
    right = [round(draws.accuracy(*points, one), 2) for one in networks.values()]
    assert right == sorted(right, reverse=True) and right[0] > right[-1] + 0.03
    costs = [draws.dev_cost(0, network) for network in networks.values()]
    assert 0 < int(np.argmin(costs)) < len(costs) - 1
