"""Lesson 05: what its text claims of 24 draws and 24 splits, and its stored results."""

import numpy as np
import pytest
from early_stopping import draws, ridge
from early_stopping.descent import weight_norm

from grader.lesson.lesson import Course
from tests.support import ROOT, reference
from utils.data import football_draw, football_split
from utils.deep import cost_on, train
from utils.pairs import mean_and_error

LESSON = Course(ROOT).lesson("05-early-stopping")
train_with_early_stopping = reference(LESSON, "train_with_early_stopping")
STORED = draws.load_draws()
WAYS = dict(zip(draws.WAYS, STORED["ways"].transpose(1, 2, 0)))


def surely(values):
    """Return True if the mean is more than 3 standard errors below 0."""
    mean, error = mean_and_error(values)
    return mean < -3 * error


def test_the_last_network_is_worse_on_fresh_points_in_nearly_each_draw():
    """And the one at the turn lies much closer to the best than to the last."""
    turn, best, last = *STORED["turns"][:, 2:].T, STORED["curves"][:, 2, -1]
    assert np.sum(last > turn) >= 22
    assert np.mean(turn - best) < 0.25 * np.mean(last - best)


def test_the_dev_cost_turns_in_very_different_places():
    """Half of the draws do not lie within a factor of 5; the fresh cost is flat there.

    Between 200 and 1200 iterations its mean stays within 0.03 of its minimum.
    """
    low, high = np.quantile(STORED["turns"][:, 0], (0.25, 0.75))
    assert high > 5 * low
    fresh, times = STORED["curves"][:, 2].mean(axis=0), STORED["times"]
    flat = fresh[(times >= 200) & (times <= 1200)]
    assert len(flat) > 10 and flat.max() < fresh.min() + 0.03


def test_the_training_cost_falls_to_the_end_and_the_dev_cost_does_not():
    """The one in the mean, between any two stored iterations; the other hardly ever.

    On fresh points, the best network comes before the last in each draw.
    """
    training, dev, fresh = STORED["curves"].transpose(1, 0, 2)
    assert np.all(np.diff(training.mean(axis=0)) < 0)
    assert np.sum(dev[:, -1] > dev.min(axis=1)) >= 22
    assert np.all(fresh[:, -1] > 1.1 * STORED["turns"][:, 3])


def test_draw_0_is_as_the_text_says():
    """Its dev cost nearly doubles after a long flat part; patience 50 stops before."""
    dev, times = STORED["curves"][0, 1], STORED["times"]
    lowest = STORED["turns"][0]
    assert 1.6 < dev[-1] / dev.min() < 2
    flat = dev[(times > 170) & (times < lowest[0])]
    assert len(flat) > 10 and flat.max() < 1.05 * dev.min()
    assert STORED["best"][0] + draws.PATIENCE < lowest[0]


def test_the_rule_is_right_about_the_direction_and_not_about_the_size():
    """m/(αt) lies above the chosen λ in each draw, and rises and falls with it."""
    rule = 151 / (draws.RATE * STORED["best"])
    assert np.all(rule > STORED["chosen"])
    assert np.corrcoef(np.log(rule), np.log(STORED["chosen"]))[0, 1] > 0.6


def test_long_patience_lowers_the_dev_cost_and_not_the_cost_on_fresh_points():
    """Patience 3 is too short; from 30 on, only the dev cost falls."""
    dev, fresh = STORED["patience"][..., 2:].transpose(2, 1, 0)
    assert np.all(np.diff(dev, axis=0) <= 0)
    assert surely(dev[6] - dev[3]) and surely(fresh[3] - fresh[1])
    mean, error = mean_and_error(fresh[6] - fresh[3])
    assert mean > -error
    assert surely((dev - fresh)[6] - (dev - fresh)[3])


def test_what_stopping_early_is_worth_on_test_points():
    """A lower cost than the long run in each draw, and more often right in most.

    L2 is not better, nor is a training on all points.
    """
    long, stopped, again, l2 = WAYS.values()
    for way in (stopped, l2):
        assert surely(way[0] - long[0]) and np.all(way[0] < long[0])
        assert surely(long[1] - way[1]) and np.sum(way[1] > long[1]) >= 18
    assert np.all(stopped[4] < 0.1 * l2[4])
    for other in (again, l2):
        mean, error = mean_and_error(other[0] - stopped[0])
        assert abs(mean) < 2 * error < 0.02


def test_l2_goes_to_zero_and_stopping_stays_near_the_start():
    """Norm and distance say so in the mean, and the long run is far from both."""
    start = weight_norm(draws.first_weights())
    long, stopped, l2 = (
        WAYS[name][2:4].mean(axis=1)
        for name in ("long training", "stopped early", "L2")
    )
    assert l2[0] < 0.8 * start < stopped[0]
    assert stopped[1] < 0.7 * l2[1] and stopped[1] < 0.5 * long[1]


def test_longer_training_harms_without_a_penalty_and_hardly_with_one():
    """From 2,400 to 12,000 iterations; the one rises in each draw."""
    plain, with_l2 = np.diff(STORED["later"], axis=2)[..., 0].T
    assert np.all(plain > 0)
    assert np.mean(np.abs(with_l2)) < 0.05 * np.mean(plain)


def test_early_stopping_and_ridge_predict_about_equally_well():
    """On 24 splits of the patients they do not differ; the plain fit is worse."""
    early, with_ridge, free = np.transpose(
        [ridge.judge_split(i) for i in range(ridge.SPLITS)]
    )
    mean, error = mean_and_error(early - with_ridge)
    assert abs(mean) < 2 * error < 0.03 * np.mean(early)
    for way in (early, with_ridge):
        assert surely(way - free) and np.sum(way < free) >= 20


@pytest.mark.parametrize("draw", [0, 5])
def test_a_draw_stopped_again_gives_what_is_stored(draw):
    """The iteration exactly, test cost and all points' cost to 1e-3."""
    X, Y, dev_X, dev_Y, test_X, test_Y = football_split(draw)
    start = draws.first_weights()
    stopped, history = train_with_early_stopping(
        X, Y, dev_X, dev_Y, start, draws.RATE, draws.LONG, draws.PATIENCE
    )
    best = int(np.argmin(history))
    again, _ = train(*football_draw(draw)[:2], start, draws.RATE, best)
    assert best == STORED["best"][draw]
    for place, network in ((1, stopped), (2, again)):
        cost = cost_on(test_X, test_Y, network)
        assert cost == pytest.approx(STORED["ways"][draw, place, 0], abs=1e-3)


def test_a_draw_trained_again_with_l2_gives_what_is_stored():
    """Draw 0 with the λ that its dev set chose: all measures to 1e-3."""
    X, Y = football_split(0)[:2]
    network, _ = train(
        X, Y, draws.first_weights(), draws.RATE, draws.LONG, STORED["chosen"][0]
    )
    count = draws.LONG * len(draws.STRENGTHS)
    again = draws.measure(0, network, count)
    np.testing.assert_allclose(again, STORED["ways"][0, 3], atol=1e-3)


@pytest.mark.slow
def test_a_long_training_again_is_worse_by_the_same_sign():
    """Without a penalty digits depend on rounding; that it is worse does not."""
    X, Y, _, _, test_X, test_Y = football_split(0)
    network, _ = train(X, Y, draws.first_weights(), draws.RATE, draws.LONG)
    cost = cost_on(test_X, test_Y, network)
    assert cost > STORED["ways"][0, 1, 0]
    assert STORED["ways"][0, 0, 0] > STORED["ways"][0, 1, 0]
