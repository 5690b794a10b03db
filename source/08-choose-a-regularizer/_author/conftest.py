"""What the tests of lesson 08 share: its points, labels and trainings."""

import importlib.util

import numpy as np
import pytest
from choice.points import load_points

from grader.lesson.lesson import Course
from tests.support import ROOT
from utils.deep import error_rate, train
from utils.network import initialize_parameters

LESSON = Course(ROOT).lesson("08-choose-a-regularizer")
POINTS = load_points()


@pytest.fixture(scope="session")
def fit():
    """Return a function that trains as the notebook's `fit` does."""

    def fit(seed=1, callback=None, **settings):
        start = initialize_parameters([12, 40, 1], seed=seed)
        X, Y = POINTS["train_X"], POINTS["train_Y"]
        found, _ = train(
            X, Y, start, 0.3, 2500, seed=seed, callback=callback, **settings
        )
        return found

    return fit


@pytest.fixture(scope="session")
def plain(fit):
    """The network without regularization."""
    return fit()


@pytest.fixture(scope="session")
def accuracy():
    """Return a function: the accuracy of parameters on "train", "dev" or "new"."""
    labels = LESSON.exercises["predict_new_points"].labels

    def accuracy(parameters, part="new"):
        Y = labels if part == "new" else POINTS[f"{part}_Y"]
        return float(np.round(1 - error_rate(POINTS[f"{part}_X"], Y, parameters), 9))

    return accuracy


@pytest.fixture(scope="session")
def author():
    """Return a function that loads a module of `_author/`."""

    def author(name):
        path = LESSON.folder / "_author" / f"{name}.py"
        spec = importlib.util.spec_from_file_location(name, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return author


@pytest.fixture(scope="session")
def maker(author):
    """`_author/make_data.py`."""
    return author("make_data")
