"""Lesson 08: what its text, its figures and the author's own answer claim."""

import sys

import numpy as np
import pytest
from choice import points, training
from choice.account import Tried, luckiest_guessers
from choice.draws import load_draws
from choice.plots import plot_draws, plot_looks, plot_tried
from choice.training import StopEarly, best_iteration
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

from grader.lesson.lesson import Course
from tests.support import ROOT, reference
from utils.deep import classify, cross_entropy, forward
from utils.network import initialize_parameters

LESSON = Course(ROOT).lesson("08-choose-a-regularizer")
POINTS = points.load_points()
LAST = LESSON.exercises["predict_new_points"].exercise.thresholds[-1].accuracy


def test_the_weak_first_tries_give_no_mark_away(plain, fit, accuracy):
    """What the notebook shows before the choice stays below the last step."""
    stop = StopEarly(POINTS["dev_X"], POINTS["dev_Y"], 1, best_iteration)
    fit(callback=stop)
    assert accuracy(stop.parameters) < accuracy(plain)
    for settings in ({"lambd": 0.5}, {"keep_prob": 0.9}):
        assert accuracy(fit(**settings)) < LAST, settings


def test_fresh_noise_helps_a_little(plain, accuracy):
    """Noise of size 0.4 in each step leaves fewer wrong labels learned."""
    start = initialize_parameters([12, 40, 1], seed=1)
    noisy = training.train_on_fresh_noise(
        POINTS["train_X"],
        POINTS["train_Y"],
        start,
        0.3,
        2500,
        0.4,
        np.random.RandomState(1),
    )
    assert accuracy(noisy, "train") < accuracy(plain, "train") - 0.02


def test_the_limit_of_lambda_is_where_the_text_says(fit):
    """Below it weights are left, above it none, and all points get one answer."""
    X, Y = POINTS["train_X"], POINTS["train_Y"]
    limit = np.linalg.norm(X @ (Y - Y.mean()).T)
    sizes = []
    for share in (0.9, 1.1):
        network = fit(lambd=share * limit)
        sizes.append(sum(np.sum(network[name] ** 2) for name in ("W1", "W2")))
    assert sizes[0] > 1e-2 and sizes[1] < 1e-6
    assert len(np.unique(classify(POINTS["dev_X"], network))) == 1


@pytest.mark.slow
def test_the_other_draws_are_those_of_the_script(author, maker, monkeypatch):
    """The first row again: what is regularized to 1 %, the rest in its order."""
    stored = {name: values[0] for name, values in load_draws().items()}
    monkeypatch.setitem(sys.modules, "make_data", maker)  # as in its folder
    found = author("make_draws").roads(1)
    assert list(found) == list(stored)
    assert found["straight cut"] == pytest.approx(stored["straight cut"], abs=1e-3)
    for road in ("L2", "dropout", "early stopping"):
        assert found[road] == pytest.approx(stored[road], abs=0.01), road
        assert found[road] > found["plain"] + 0.02


def test_each_remedy_leads_on_the_other_draws(capsys):
    """On 24 draws that nobody picked: the straight cut is last, each remedy ahead."""
    draws = load_draws()
    assert draws["straight cut"].mean() < 0.65
    for road, values in draws.items():
        assert values.shape == (24,)
        if road in ("L2", "dropout", "early stopping"):
            lead = values - draws["plain"]
            assert lead.mean() > 5 * lead.std(ddof=1) / np.sqrt(24), road
    assert (draws["straight cut"] < draws["plain"]).all()
    plot_draws(draws)
    assert "over 24 draws" in capsys.readouterr().out


def test_the_model_answer_tells_the_truth(plain, fit, accuracy):
    """Each number in the author's own justification is what the trainings give."""
    (cell,) = [c for c in LESSON.notebook.cells if c.id == "justification"]
    told = " ".join(cell.source.split())
    mine = fit(lambd=20)
    lead, error = reference(LESSON, "paired_lead")(
        *(classify(POINTS["dev_X"], p) == POINTS["dev_Y"][0] for p in (mine, plain))
    )
    dev = accuracy(mine, "dev")
    for words in (
        f"{accuracy(mine, 'train'):.0%} on the training set".replace("%", " %"),
        f"{dev:.0%} on the dev set".replace("%", " %"),
        f"plain network has {accuracy(plain, 'dev'):.0%} on".replace("%", " %"),
        f"by {100 * lead:.0f} points, with a standard error of {100 * error:.1f}",
        f"bring {np.sqrt(2 * np.log(10)):.1f} in ten looks",
        f"{accuracy(plain, 'train'):.0%} of all training".replace("%", " %"),
        f"p ≈ {(dev - 0.15) / 0.7:.0%}".replace("%", " %"),
    ):
        assert words in told, words
    assert lead > 4 * error


def test_alpha_is_lambda():
    """scikit-learn's own loss at its optimum is our cost with λ = alpha."""
    X, Y = POINTS["train_X"], POINTS["train_Y"]
    network = MLPClassifier(
        (5,), alpha=9, solver="lbfgs", max_iter=300, random_state=1
    ).fit(X.T, Y[0])
    parameters = {}
    for i, (W, b) in enumerate(zip(network.coefs_, network.intercepts_), start=1):
        parameters[f"W{i}"], parameters[f"b{i}"] = W.T, b.reshape(-1, 1)
    ours = cross_entropy(forward(X, parameters)[0], Y, parameters, lambd=9)
    assert ours == pytest.approx(network.loss_, rel=1e-6)


def test_figures_say_what_is_to_be_seen(capsys):
    """Each prints a line; curves differ in marks and dashes, not in colour alone."""
    ax = plot_looks(np.linspace(0.5, 0.58, 100), np.full(100, 0.5), 400)
    looks = {(line.get_linestyle(), line.get_marker()) for line in ax.get_lines()}
    assert len(looks) == 3
    assert "on new points 50.0%" in capsys.readouterr().out
    with pytest.raises(ValueError, match="nothing was tried"):
        plot_tried(Tried(*(POINTS[k] for k in ("dev_X", "dev_Y", "dev_X", "dev_Y"))))


def test_the_best_of_many_guessers_looks_good_and_is_not():
    """Luck grows with k, stays below the bound in the text, and ends on new points."""
    dev, new = luckiest_guessers(400, 1000, np.random.RandomState(8))
    error = np.sqrt(0.25 / 400)
    assert dev[999] - 0.5 > 3 * error > dev[9] - 0.5 > error
    assert new == pytest.approx(0.5, abs=0.01)


def test_the_library_does_what_the_text_says(accuracy, plain):
    """Adam learns wrong labels at least as well; λ helps; a straight cut is near ½."""
    X, Y = POINTS["train_X"].T, POINTS["train_Y"][0]
    dev_X, dev_Y = POINTS["dev_X"].T, POINTS["dev_Y"][0]
    limit = np.linalg.norm(X.T @ (Y - Y.mean()))
    dev, learned = [], []
    for alpha in (0.01, 15, 1.1 * limit):
        network = MLPClassifier((40,), alpha=alpha, batch_size=1000, max_iter=800)
        network.set_params(learning_rate_init=0.01, random_state=1).fit(X, Y)
        dev.append(network.score(dev_X, dev_Y))
        learned.append(network.score(X, Y))
    assert learned[0] >= accuracy(plain, "train")
    assert dev[1] > dev[0] + 0.06
    assert learned[2] == pytest.approx(max(Y.mean(), 1 - Y.mean()))
    assert LogisticRegression().fit(X, Y).score(dev_X, dev_Y) < 0.6
