"""The given network, against finite differences and slow obvious loops."""

import math
import re
import warnings

import numpy as np
import pytest

from tests.utils.slopes import slopes
from utils.data import load_2D_dataset
from utils.network import (
    accuracy,
    backward_propagation,
    check_data,
    check_settings,
    compute_cost,
    forward_propagation,
    initialize_parameters,
    predict,
    predict_dec,
    relu,
    sigmoid,
    update_parameters,
)


@pytest.fixture
def small():
    """Points, labels and parameters of shapes that differ, without zeros."""
    rng = np.random.RandomState(7)
    X = rng.randn(4, 6)
    Y = np.array([[1, 0, 0, 1, 1, 0]])
    parameters = initialize_parameters([4, 5, 3, 1], seed=11)
    for layer in (1, 2, 3):
        parameters[f"b{layer}"] = 0.1 * rng.randn(*parameters[f"b{layer}"].shape)
    return X, Y, parameters


def test_initialization_is_the_classic_draw():
    """Weights come in layer order from one stream, over the root of the fan-in."""
    rng = np.random.RandomState(3)
    parameters = initialize_parameters([2, 20, 3, 1])
    for layer, (units, before) in enumerate(((20, 2), (3, 20), (1, 3)), start=1):
        expected = np.array(
            [[rng.randn() for _ in range(before)] for _ in range(units)]
        )
        np.testing.assert_array_equal(
            parameters[f"W{layer}"], expected / math.sqrt(before)
        )
        np.testing.assert_array_equal(parameters[f"b{layer}"], np.zeros((units, 1)))
    assert list(initialize_parameters([2, 5, 4, 3, 1], seed=1)) == [
        "W1", "b1", "W2", "b2", "W3", "b3", "W4", "b4",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "call", [lambda: initialize_parameters([2, 3, 1]), load_2D_dataset]
)
def test_the_global_generator_is_left_alone(call):
    """A learner's own seed is not disturbed by what draws in between."""
    np.random.seed(5)
    expected = np.random.rand()
    np.random.seed(5)
    call()
    assert np.random.rand() == expected


def test_forward_equals_loops_over_single_numbers(small):
    """The vectorised pass gives what a loop over examples and neurons gives."""
    X, _, parameters = small
    A3, cache = forward_propagation(X, parameters)
    for example in range(X.shape[1]):
        signal = [float(value) for value in X[:, example]]
        for layer in (1, 2, 3):
            W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
            signal = [
                sum(w * s for w, s in zip(row, signal, strict=True)) + bias
                for row, bias in zip(W, b[:, 0], strict=True)
            ]
            if layer < 3:
                signal = [max(0.0, z) for z in signal]
        assert A3[0, example] == pytest.approx(
            1 / (1 + math.exp(-signal[0])), abs=1e-12
        )
    assert [part.shape for part in cache] == [
        (5, 6), (5, 6), (5, 4), (5, 1),
        (3, 6), (3, 6), (3, 5), (3, 1),
        (1, 6), (1, 6), (1, 3), (1, 1),
    ]  # fmt: skip


def test_backward_equals_finite_differences(small):
    """Each gradient is the slope of the cost, measured on both sides."""
    X, Y, parameters = small
    gradients = backward_propagation(X, Y, forward_propagation(X, parameters)[1])
    expected = slopes(
        lambda moved: compute_cost(forward_propagation(X, moved)[0], Y), parameters
    )
    for name, slope in expected.items():
        np.testing.assert_allclose(gradients[name], slope, atol=1e-8)
        assert np.abs(slope).max() > 1e-3


def test_cost_equals_a_loop_and_survives_saturation():
    """The cost is the mean cross-entropy; a right answer of exactly 1 costs 0."""
    A3, Y = np.array([[0.9, 0.2, 0.6]]), np.array([[1, 0, 0]])
    expected = -(math.log(0.9) + math.log(0.8) + math.log(0.4)) / 3
    assert compute_cost(A3, Y) == pytest.approx(expected, abs=1e-15)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert compute_cost(np.array([[1.0, 0.0, 0.5]]), Y * [[1, 1, 1]]) == (
            pytest.approx(math.log(2) / 3)
        )
        assert compute_cost(np.array([[0.0, 0.5, 0.5]]), Y) == math.inf
        assert math.isnan(compute_cost(np.array([[np.nan, 0.5, 0.5]]), Y))


def test_activations_are_new_arrays_and_quiet():
    """relu never hands back its input; sigmoid saturates without a warning."""
    Z = np.array([[1.0, 2.0, 3.0]])
    A = relu(Z)
    A[0, 0] = -5
    assert Z[0, 0] == 1
    np.testing.assert_array_equal(relu(np.array([[-2.0, 0.5]])), [[0, 0.5]])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        np.testing.assert_array_equal(sigmoid(np.array([-1e4, 0, 1e4])), [0, 0.5, 1])


def test_update_steps_downhill_and_keeps_its_inputs():
    """The step is W - rate * dW for any depth, and the old dictionary stays."""
    old = initialize_parameters([2, 4, 3, 2, 1], seed=2)
    kept = {name: value.copy() for name, value in old.items()}
    slopes = {"d" + name: np.full(value.shape, 2.0) for name, value in old.items()}
    new = update_parameters(old, slopes, 0.25)
    for name, value in kept.items():
        np.testing.assert_array_equal(old[name], value)
        np.testing.assert_array_equal(new[name], value - 0.5)
    del slopes["db2"]
    with pytest.raises(ValueError, match="no 'db2'"):
        update_parameters(old, slopes, 0.25)


def test_predictions_agree_with_the_threshold(small, capsys):
    """predict, predict_dec and accuracy all say A3 > 0.5, and predict prints it."""
    X, Y, parameters = small
    Z3 = forward_propagation(X, parameters)[1][8]
    parameters["b3"] = parameters["b3"] - Z3.mean()  # some above, some below
    above = forward_propagation(X, parameters)[0] > 0.5
    assert 0 < above.sum() < above.size
    decided = predict_dec(parameters, X)
    assert decided.dtype == bool
    np.testing.assert_array_equal(decided, above)
    predicted = predict(X, Y, parameters)
    assert predicted.shape == (1, 6)
    assert predicted.dtype.kind == "i"
    share = sum(int(p == y) for p, y in zip(predicted[0], Y[0], strict=True)) / 6
    assert accuracy(X, Y, parameters) == pytest.approx(share)
    assert capsys.readouterr().out == f"Accuracy: {accuracy(X, Y, parameters)}\n"


def test_shapes_that_do_not_fit_are_named(small):
    """A wrong X, Y or set of layers is told with both shapes or the missing name."""
    X, Y, parameters = small
    with pytest.raises(ValueError, match=r"\(6, 4\).*W1 has shape \(5, 4\)"):
        forward_propagation(X.T, parameters)
    A3, cache = forward_propagation(X, parameters)
    with pytest.raises(ValueError, match=r"Y has shape \(6,\)"):
        compute_cost(A3, Y[0])
    with pytest.raises(ValueError, match=r"Y has shape \(6, 1\)"):
        backward_propagation(X, Y.T, cache)
    with pytest.raises(ValueError, match="no 'W3'"):
        forward_propagation(X, initialize_parameters([4, 5, 1]))
    for sizes in ([3], [3, 0, 1], [3, 2.5, 1]):
        with pytest.raises(ValueError, match="positive whole"):
            initialize_parameters(sizes)


@pytest.mark.parametrize(
    ("X", "Y", "message"),
    [
        (np.ones(3), np.ones((1, 3)), "features, examples"),
        (np.ones((2, 3)), np.ones((3, 1)), r"expected \(1, 3\)"),
        (np.array([[1, 2.0, np.nan]]), np.ones((1, 3)), "row 0, column 2"),
        (np.ones((2, 3)), np.array([[0, 1, 2]]), "label 2"),
        (np.array([["a", "b"]]), np.ones((1, 2)), "expected numbers"),
    ],
)
def test_data_that_cannot_be_trained_on_is_refused(X, Y, message):
    """Each fault of the data is named by its place or value."""
    with pytest.raises(ValueError, match=message):
        check_data(X, Y)


WRONG = {
    "learning_rate": (0, -0.1, math.inf, "0.1"),
    "num_iterations": (-1, 10.5, None),
    "print_every": (0, 2.5),
    "record_every": (0, 2.5),
    "lambd": (-0.1, math.nan, math.inf),
    "keep_prob": (0, 1.01, -1, math.nan, [0.5]),
}
RIGHT = {
    "learning_rate": (1e-3, 100),
    "num_iterations": (0, np.int64(7)),
    "print_every": (1,),
    "record_every": (1,),
    "lambd": (0, 100),
    "keep_prob": (1e-3, np.float32(0.5), 1),
}


@pytest.mark.parametrize("name", WRONG)
def test_settings_out_of_range_are_refused(name):
    """Each is refused with its name, its value and what is expected; the ends fit."""
    for value in WRONG[name]:
        found = re.escape(f"{name} is {value!r}; expected a ")
        with pytest.raises(ValueError, match=found):
            check_settings(**{name: value})
    for value in RIGHT[name]:
        check_settings(**{name: value})
