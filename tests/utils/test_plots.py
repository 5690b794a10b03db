"""The figures: drawn from what they are given, and said in one line each."""

import ast
import re

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex

from tests.support import ROOT
from utils.plots import (
    compare_boundaries,
    plot_costs,
    plot_decision_boundary,
    plot_points,
)
from utils.plots.looks import L2, NONE

X = np.array([[-1.0, -0.5, 0.5, 1.0, 0.2], [0.3, -0.4, 0.8, -0.9, 0.1]])
Y = np.array([[0, 0, 1, 1, 0]])


def right(points):
    """Class 1 where the first coordinate is above 0; for points in rows."""
    assert points.shape[1] == 2
    return (points[:, 0] > 0).reshape(1, -1)


def test_boundary_lies_where_the_model_changes_its_mind(capsys):
    """The black line is the model's, the points are all there, the line says both."""
    ax = plot_decision_boundary(right, X, Y, title="Half plane")
    ax.figure.canvas.draw()
    line = [c for c in ax.collections if not getattr(c, "filled", True)]
    corners = np.concatenate([path.vertices for path in line[0].get_paths()])
    np.testing.assert_allclose(corners[:, 0], 0, atol=0.01)
    drawn = np.concatenate([c.get_offsets() for c in ax.collections[-2:]])
    assert {tuple(point) for point in drawn} == {tuple(point) for point in X.T}
    low, high = ax.get_xlim()
    assert low < X[0].min() < X[0].max() < high
    assert capsys.readouterr().out == (
        "Half plane: 80.0% of 5 points on their own side; the line is one piece.\n"
    )


def test_probabilities_and_classes_draw_the_same_regions(capsys):
    """A model may return probabilities of shape (m,) as well as classes (1, m)."""
    plot_decision_boundary(right, X, Y)
    plot_decision_boundary(lambda x: 1 / (1 + np.exp(-9 * x[:, 0])), X, Y)
    first, second = capsys.readouterr().out.splitlines()
    assert first == second
    assert len(plt.get_fignums()) == 2


def test_a_model_of_one_class_and_islands_are_told(capsys):
    """No line is said to be none; two islands are said to be two pieces."""
    plot_decision_boundary(lambda x: np.zeros(len(x)), X, Y)
    plot_decision_boundary(
        lambda x: (
            np.minimum(*(np.hypot(*(x - c).T) for c in ([0, 0], [0.7, 0.3]))) < 0.2
        ),
        X,
        Y,
    )
    first, second = capsys.readouterr().out.splitlines()
    assert "there is no line" in first
    assert "60.0% of 5" in first
    assert "2 pieces" in second


def test_panels_share_their_axes_and_speak_in_turn(capsys):
    """compare_boundaries draws each pair on equal axes and prints a line for each."""
    axes = compare_boundaries([("a", right), ("b", lambda x: ~right(x))], X, Y)
    assert [ax.get_title() for ax in axes] == ["a", "b"]
    assert axes[0].get_xlim() == axes[1].get_xlim()
    assert capsys.readouterr().out.splitlines()[1].startswith("b: 20.0%")


def test_classes_differ_by_colour_and_by_shape(capsys):
    """Class 1 is blue circles, class 0 vermilion triangles, with their counts told."""
    ax = plot_points(X, Y)
    triangles, circles = ax.collections
    assert to_hex(circles.get_facecolor()[0]).upper() == "#0072B2"
    assert to_hex(triangles.get_facecolor()[0]).upper() == "#D55E00"
    assert len(circles.get_paths()[0].vertices) > len(triangles.get_paths()[0].vertices)
    assert "2 points of class 1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: plot_points(X.T, Y), r"X has shape \(5, 2\)"),
        (lambda: plot_decision_boundary(right, X, Y[:, :4]), "Y holds 4 labels"),
        (
            lambda: plot_decision_boundary(lambda x: np.ones(3), X, Y),
            "one answer for each point",
        ),
        (lambda: compare_boundaries([], X, Y), "panels is empty"),
        (lambda: plot_costs({"none": []}), "costs is empty"),
    ],
)
def test_what_cannot_be_drawn_is_named(draw, message):
    """Shapes that do not fit, nothing to draw, a value that has no place."""
    with pytest.raises(ValueError, match=message):
        draw()


def test_cost_curves_differ_by_dash_and_stand_at_their_iterations(capsys):
    """Two curves have two dashes; point n stands at n times record_every."""
    ax = plot_costs({"λ = 0": [0.7, 0.2, 0.1], "λ = 1": [0.8, 0.4]}, 500, 0.3)
    first, second = ax.lines
    np.testing.assert_array_equal(first.get_xdata(), [0, 500, 1000])
    assert first.get_linestyle() != second.get_linestyle()
    assert ax.get_title() == "learning rate 0.3"
    assert capsys.readouterr().out == (
        "From first to last: λ = 0 0.7000 → 0.1000; λ = 1 0.8000 → 0.4000.\n"
    )
    assert len(plot_costs([0.5, 0.4]).lines) == 1


def test_cost_curves_have_the_looks_of_what_they_are_about():
    """Handed over for each curve; without its marks, which would hide a long one."""
    curves = {"none": [0.7, 0.2], "L2": [0.8, 0.4]}
    for line, look in zip(plot_costs(curves, looks=(NONE, L2)).lines, (NONE, L2)):
        assert line.get_color() == look["color"]
        assert line.get_linestyle() == look["linestyle"]
        assert line.get_marker() == ""
    assert len(plot_costs(curves | {"both": [0.9]}, looks=(NONE, L2)).lines) == 3


_NAMES = {"training", "dev", "on_dev", "none", "plain", "l1", "l2", "both"}
_NAMES |= {"elastic_net", "dropout", "stopped", "train", "penalised"}
_WORDS = {"training": "TRAINING", "training set": "TRAINING", "no dropout": "NONE"}
_WORDS |= {"dev": "DEV", "dev set": "DEV", "no penalty": "NONE", "l1": "L1", "l2": "L2"}


_PLOTS = sorted(ROOT.glob("source/*/*/*plots.py"))


@pytest.mark.parametrize("path", _PLOTS, ids=lambda path: path.parent.name)
def test_what_every_lesson_draws_has_its_look_from_one_place(path):
    """Training, dev, L1, L2 and the like: no lesson gives them a colour of its own."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Assign):
            names = {n.id.strip("_").lower() for n in node.targets if hasattr(n, "id")}
            value = ast.unparse(node.value)
            own = re.search(r"#[0-9A-Fa-f]{6}|\bBLUE|\bVERMILION", value)
            assert not (names & _NAMES and own), (path.name, node.lineno)
        if isinstance(node, ast.Call):
            given = {one.arg: ast.unparse(one.value) for one in node.keywords}
            look = _WORDS.get(given.get("label", "").strip("'").split(",")[0].lower())
            colour = given.get("color", look)
            grey = "'0." in (colour or "")  # single draws, behind a mean
            assert look is None or grey or look in colour, (path.name, node.lineno)
