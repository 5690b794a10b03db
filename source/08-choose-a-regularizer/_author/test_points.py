"""The tools of lesson 08: texts, luck, stopping, noise, folds, account, its file."""

import numpy as np
import pytest
from choice import account, points
from choice.account import Tried
from choice.draws import folds
from choice.plots import plot_tried
from choice.points import pack, unpack
from choice.training import StopEarly, best_iteration, train_on_fresh_noise

from grader.lesson.lesson import Course
from tests.support import ROOT, reference
from utils.deep import error_rate, train
from utils.network import initialize_parameters

POINTS = points.load_points()


@pytest.mark.parametrize("m", [1, 7, 8, 400])
def test_predictions_survive_as_a_text(m):
    """pack and unpack are inverse, also where m is no multiple of eight."""
    made = np.random.RandomState(m).randint(0, 2, (1, m))
    assert np.array_equal(unpack(pack(made), m), made)
    assert np.array_equal(unpack(pack(made[0] > 0).upper(), m), made)
    slow = "".join(map(str, made[0])) + "0" * (-m % 8)
    assert pack(made) == f"{int(slow, 2):0{len(slow) // 4}x}"


def test_what_is_no_text_of_predictions_is_named():
    """Nothing is None; a text cut off, odd signs and other values are named."""
    assert unpack(None, 8) is unpack("", 8) is unpack(" \n", 8) is None
    for text, said in (("0f0", "3 digits"), ("0g", "0-9 and a-f"), (12, "quotes")):
        with pytest.raises(ValueError, match=said):
            unpack(text, 8)
    with pytest.raises(ValueError, match="A > 0.5"):
        pack([0.2, 0.7])


def test_luck_is_that_of_guessers_one_by_one():
    """A slow loop over tosses agrees; √(2 ln k) bounds it; new points know no luck."""
    dev, new = account.luckiest_guessers(50, 20, np.random.RandomState(3), 4000)
    rng = np.random.RandomState(4)
    slow = np.mean(
        [max(np.mean(rng.rand(50) < 0.5) for _ in range(20)) for _ in range(800)]
    )
    assert dev[-1] == pytest.approx(slow, abs=0.008)
    assert (np.diff(dev) >= 0).all()
    assert new == pytest.approx(0.5, abs=0.01)
    error = account.standard_error(0.5, 50)
    assert (dev[1:] <= 0.5 + np.sqrt(2 * np.log(np.arange(2, 21))) * error).all()


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("patience", [1, 2, 4])
def test_stopping_asks_what_lesson_05_asks(seed, patience):
    """This lesson's `best_iteration` picks what lesson 05's reference picks."""
    rule = reference(Course(ROOT).lesson("05-early-stopping"), "best_iteration")
    costs = np.round(np.random.RandomState(seed).rand(12), 1).tolist()
    assert best_iteration(costs, patience) == rule(costs, patience)


def test_training_stops_after_the_patience_and_keeps_the_best():
    """On any costs: so many evaluations behind the best, whose parameters are kept."""
    X, Y = POINTS["dev_X"], POINTS["dev_Y"]
    start = initialize_parameters([12, 5, 1], seed=2)
    asked = []

    def rule(costs, patience):
        asked.append(len(costs))
        return min(len(costs) - 1, 3)

    stop = StopEarly(X, Y, 2, rule)
    train(POINTS["train_X"], POINTS["train_Y"], start, 0.3, 500, callback=stop)
    assert asked == [1, 2, 3, 4, 5, 6] and stop.looks == 6
    assert stop.iteration == 30
    again, _ = train(POINTS["train_X"], POINTS["train_Y"], start, 0.3, 30)
    assert np.array_equal(stop.parameters["W1"], again["W1"])


@pytest.mark.parametrize("wrong", [None, 7, -1])
def test_a_rule_that_names_no_evaluation_is_refused(wrong):
    """An unfilled function, or a number that does not exist, is named in a sentence."""
    stop = StopEarly(POINTS["dev_X"], POINTS["dev_Y"], 2, lambda costs, patience: wrong)
    with pytest.raises(ValueError, match=f"returned {wrong}.*lesson 05"):
        stop(0, initialize_parameters([12, 5, 1], seed=2))


def test_noise_is_new_in_each_step():
    """Without noise it is plain training; with noise two generators differ."""
    X, Y = POINTS["train_X"], POINTS["train_Y"]
    start = initialize_parameters([12, 5, 1], seed=2)
    plain, _ = train(X, Y, start, 0.3, 20)
    found = [
        train_on_fresh_noise(X, Y, start, 0.3, 20, size, np.random.RandomState(seed))
        for size, seed in ((0, 1), (0.5, 1), (0.5, 1), (0.5, 2))
    ]
    np.testing.assert_allclose(found[0]["W1"], plain["W1"], rtol=1e-10)
    assert np.array_equal(found[1]["W1"], found[2]["W1"])
    assert not np.allclose(found[1]["W1"], found[3]["W1"])


@pytest.mark.parametrize("m", [5, 23, 400])
def test_folds_are_equal_but_for_one_example(m):
    """Each example is in one of five folds; sizes differ by one at most."""
    fold = folds(m, 5, np.random.RandomState(1))
    sizes = np.bincount(fold, minlength=5)
    assert fold.shape == (m,) and len(sizes) == 5 and np.ptp(sizes) <= 1


def test_the_account_counts_looks(capsys):
    """A row for each try; the same row again is no further look; stopping has many."""
    tried = Tried(*(POINTS[k] for k in ("train_X", "train_Y", "dev_X", "dev_Y")))
    network = initialize_parameters([12, 5, 1], seed=2)
    dev = tried.add("start", network)
    error = error_rate(POINTS["dev_X"], POINTS["dev_Y"], network)
    assert dev == pytest.approx(1 - error)
    tried.add("start", network)
    assert tried.looks == 1
    tried.add("stopped", initialize_parameters([12, 5, 1], seed=3), 41)
    assert tried.looks == 42
    tried.show()
    assert "Looks at 400 dev points: 42." in capsys.readouterr().out
    axes = plot_tried(tried)
    assert [t.get_text() for t in axes.get_yticklabels()] == ["start", "stopped"]
    assert "Best on the dev set: s" in capsys.readouterr().out


def test_points_are_found_from_any_folder(tmp_path, monkeypatch):
    """Wherever the notebook runs; where the file is gone, an error says what to do."""
    monkeypatch.chdir(tmp_path)
    assert points.load_points()["new_X"].shape == (12, 400)
    with pytest.raises(FileNotFoundError, match=r"points\.npz.*download the lesson"):
        points.load_points(tmp_path / "points.npz")
