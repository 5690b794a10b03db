"""The L2 row of lesson 02 is what lesson 01's reference gives on the same data."""

import json

import nbformat
import numpy as np
import pytest

from tests.support import ROOT
from utils import network
from utils.data import load_2D_dataset
from utils.training import gradient_descent

SOURCE = ROOT / "source"
NAME = "backward_propagation_with_regularization"
ONE_POINT = {"train_accuracy": 1 / 211, "test_accuracy": 1 / 200}


def lesson_01_backward():
    """Return lesson 01's reference for the backward pass with L2."""
    notebook = SOURCE / "01-l2-regularization" / "l2-regularization.ipynb"
    cells = nbformat.read(notebook, as_version=4).cells
    (source,) = (cell.source for cell in cells if cell.id == NAME)
    namespace = {**vars(network), "np": np}
    exec(source, namespace)
    return namespace[NAME]


@pytest.fixture(scope="module")
def row():
    return json.loads((SOURCE / "02-dropout" / "dropout" / "l2-row.json").read_text())


@pytest.fixture(scope="module")
def recomputed(row):
    backward = lesson_01_backward()
    train_X, train_Y, test_X, test_Y = load_2D_dataset()
    parameters, _ = gradient_descent(
        train_X,
        train_Y,
        network.initialize_parameters([2, 20, 3, 1], seed=3),
        network.forward_propagation,
        lambda X, Y, cache: backward(X, Y, cache, row["lambd"]),
        lambda A3, Y, _: network.compute_cost(A3, Y),
        num_iterations=30000,
        print_cost=False,
    )
    return {
        "train_accuracy": network.accuracy(train_X, train_Y, parameters),
        "test_accuracy": network.accuracy(test_X, test_Y, parameters),
    }


def test_the_row_has_the_strength_of_the_lesson_and_nothing_else(row):
    """The row holds lambd = 0.7 and two accuracies."""
    assert row["lambd"] == 0.7
    assert set(row) == {"lambd", *ONE_POINT}


@pytest.mark.parametrize("name", ONE_POINT)
def test_lesson_01_gives_the_row(row, recomputed, name):
    """Lesson 01's own code reaches the row's accuracy, but for one point at most."""
    assert row[name] == pytest.approx(recomputed[name], abs=1.01 * ONE_POINT[name])
