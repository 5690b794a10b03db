"""Lesson 05: what its figures draw, print and refuse."""

import re

import matplotlib.pyplot as plt
import numpy as np
import pytest
from early_stopping import draw_plots, draws, ridge
from early_stopping import plots as figures


@pytest.fixture
def drawn(capsys):
    """Return a function that draws: the axes, and what it told, not folded."""
    return lambda figure, *given: (
        np.ravel(figure(*given)),
        capsys.readouterr().out.replace("\n  ", " "),
    )


def looks(ax):
    """Return what tells the lines of a legend apart, colour aside."""
    handles, _ = ax.get_legend_handles_labels()
    lines = [getattr(handle, "lines", [handle])[0] for handle in handles]
    return [(h.get_linestyle(), h.get_marker(), h.get_linewidth()) for h in lines]


def test_figures_of_one_training_say_what_they_show_without_colour(drawn):
    """Numbers are those that were drawn; lines differ in dash, mark or width."""
    times, costs = np.array([0, 10, 20]), ([0.7, 0.5, 0.3], [0.7, 0.4, 0.6])
    errors = [0.5, 0.2, 0.1], [0.5, 0.3, 0.4]
    axes, told = drawn(figures.plot_turning_point, times, costs, errors, 1)
    assert "iteration    10: training cost 0.500 (20.0% wrong), dev cost 0.400" in told
    assert "iteration    20: training cost 0.300 (10.0% wrong), dev cost 0.600" in told
    (ax,), told = drawn(figures.plot_growing_norm, times, [1, 2, 3], [0, 1.5, 2.5], 1)
    assert "Norm: 1.0 at the start, 2.0 at the mark, 3.0 at the end." in told
    axes = [*axes, ax]
    (ax,), told = drawn(figures.plot_against_sweep, [1, 3], [0.5, 0.4], 0.45)
    assert "0.400, at λ = 3; with early stopping: 0.450" in told
    axes.append(ax)
    for ax in axes:
        assert len(set(looks(ax))) == len(looks(ax)) >= 2 and ax.get_xlabel()
    (ax,), _ = drawn(
        figures.plot_patience, [0.5, 0.4, 0.45, 0.5], [(1, 1, 2), (2, 1, 3)]
    )
    assert [text.get_text() for text in ax.texts] == ["patience 1", "patience 2"]


def test_a_slider_over_patience_tells_what_was_picked_and_what_was_not_seen(capsys):
    """Each value has the pick, the stop and the lowest of all; no figure is shown."""
    ax = figures.plot_waiting([0.5, 0.4, 0.45, 0.3], 1, 2)
    assert capsys.readouterr().out == (
        "Picked: evaluation 1, dev cost 0.400. Stopped: evaluation 2. "
        "The lowest of all: evaluation 3, dev cost 0.300.\n"
    )
    assert ax.figure.number in plt.get_fignums()
    assert list(ax.lines[1].get_xdata()) == [0, 1, 2]


def test_figures_of_ridge_say_what_they_show_without_colour(drawn):
    """The gap between the shares, and that between the paths, are printed."""
    X, Y = ridge.diabetes("s1", "s2")
    path = ridge.descent_path(X, Y, 0.1, 9)
    penalised = ridge.l2_path(X, Y, 442 / (0.1 * np.arange(1, 10)))
    (ax,), told = drawn(
        figures.plot_two_paths, X, Y, path, penalised, ridge.squared_error
    )
    assert told.startswith("Largest distance between the paths: ")
    assert len(set(looks(ax))) == len(looks(ax)) == 3
    low, high = np.array([[0.1, 0.4], [0.2, 0.9]]), np.array([[0.1, 0.5], [0.4, 0.9]])
    axes, told = drawn(
        figures.plot_shares, [1, 2], low, high, np.ones((2, 2)), [0.1, 1.9]
    )
    assert "0.10 (curvature 0.10), 0.20 (curvature 1.90)" in told
    for ax in axes:
        assert len(set(looks(ax))) == len(looks(ax)) >= 3 and ax.get_xlabel()
        ax.figure.draw_without_rendering()
        legend = ax.get_legend().get_window_extent()
        assert legend.y0 >= ax.bbox.y1, "the legend lies over the curves"


def test_figures_refuse_what_they_cannot_draw():
    """Curves of different lengths and empty lists are named in a ValueError."""
    with pytest.raises(ValueError, match="3, 3, 2, 3, 3 points"):
        figures.plot_turning_point([0, 1, 2], ([1] * 3, [1] * 2), ([1] * 3,) * 2, 0)
    with pytest.raises(ValueError, match="2, 1 points"):
        figures.plot_against_sweep([1, 2], [0.3], 0.2)
    with pytest.raises(ValueError, match="rows is empty"):
        figures.plot_patience([0.3, 0.2], [])


def test_figures_of_all_draws_print_means_with_standard_errors(drawn, capsys):
    """A mean of 1, 2, 3 is 2.000 ± 0.577; each row has its own numbers."""
    three = np.array([1.0, 2.0, 3.0])
    curves = np.ones((3, 3, 4)) * three[:, None, None]
    turns = np.stack([10 * three, three, three / 2, three / 4], axis=1)
    _, told = drawn(draw_plots.plot_turns, np.array([10, 20, 30, 40]), curves, turns)
    assert "at iteration 10 to 30" in told and "median 20" in told
    assert "there 1.000 ± 0.289, last 2.000 ± 0.577" in told
    assert "above it in 3 of 3 draws" in told and "training 0.500 ± 0.144" in told
    patience = three[:, None, None] * np.arange(1, 8)[:, None] * np.ones(4)
    (ax,), told = drawn(draw_plots.plot_patiences, patience)
    assert told.count("\n") == 7
    assert "patience 1000: cost 14.000 ± 4.041 dev, 14.000 ± 4.041 fresh" in told
    ways = three[:, None, None] * np.arange(1, 5)[:, None] * np.ones(5)
    axes, told = draw_plots.plot_ways(ways), capsys.readouterr().out
    above, head, *rows = told.strip("\n").split("\n")
    assert above.split() == ["long", "stopped", "stopped,"]
    assert re.split(" {2,}", head.strip()) == ["training", "early", "all points", "L2"]
    assert [row.split("  ")[0] for row in rows] == list(draws.MEASURES)
    assert rows[0].endswith("8.000 ± 2.309") and rows[-1].endswith(" 8 ± 2")
    assert {len(row) for row in (head, *rows)} == {73}
    assert [ax.get_ylabel() for ax in axes] == ["test cost", "test accuracy"]
