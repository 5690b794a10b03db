"""The figures of dropout draw what they are given; its checks hold for every mask."""

import itertools
from pathlib import Path

import numpy as np
import pytest
from dropout.plots import (
    plot_average,
    plot_draws,
    plot_knockouts,
    plot_masks,
    plot_mean_activation,
    plot_share_on,
)

from checker.compare import same
from grader.lesson.checks import visible_checks
from grader.lesson.lesson import Lesson

LESSON = Lesson(Path(__file__).resolve().parent.parent)

D = np.array([[1, 0, 1], [0, 1, 1]])


def test_each_dropped_neuron_gets_a_cross(said):
    """Masks can be read without colour: a cross stands where D is 0."""
    (ax,) = plot_masks([("D1", D)])
    crosses = ax.collections[-1].get_offsets() - 0.5
    assert {tuple(place) for place in crosses} == {(1, 0), (0, 1)}
    assert "D1: 4 of 6 kept (66.7%)" in said()


@pytest.mark.parametrize(
    ("values", "finding"),
    [
        (D / 0.8, "reaches from 0 to 1.25"),
        (D * 0.5, "holds 0.5"),
        (np.ones(4), r"has shape \(4,\)"),
        (np.array([[np.nan, 1.0]]), "expected values from 0 to 1"),
    ],
)
def test_what_is_no_mask_is_named(values, finding):
    """A scaled, a wrong-shaped or a NaN mask is refused with what was found."""
    with pytest.raises(ValueError, match=finding):
        plot_masks([("D1", values)])


def test_no_panel_is_named():
    """An empty list of panels says what was expected."""
    with pytest.raises(ValueError, match="expected a list of"):
        plot_masks([])


def test_share_on_counts_never_and_always(said):
    """A frozen mask is told from fresh ones by its squares never or always on."""
    axes = plot_share_on([("fresh", D * 0.2 + 0.4), ("frozen", D)])
    assert len(axes) == 2
    line = said()
    assert "fresh: 0% never on, 0% always on" in line
    assert "frozen: 33% never on, 67% always on" in line


def test_mean_activation_tells_the_largest_change(said):
    """The line gives how far each mean strays; the curves differ in dash and mark."""
    ax = plot_mean_activation(
        [0.5, 0.8], 2.0, [[0.9, 1.1], [1.5, 1.7]], [[2.0, 2.2], [2.0, 2.0]]
    )
    curves = [ax.lines[0], *(handle.lines[0] for handle in ax.containers)]
    looks = {(curve.get_linestyle(), curve.get_marker()) for curve in curves}
    assert len(looks) == 3
    assert "masked only 50%, masked and divided 5.0%" in said()
    with pytest.raises(ValueError, match="2 settings, 1 masked"):
        plot_mean_activation([0.5, 0.8], 2.0, [[1.0, 1.0]], [[2.1, 2.0]] * 2)


def test_average_is_compared_with_the_whole_network(said):
    """The costs told are those of the labels, and finite; no legend hides a point."""
    whole, Y = np.array([0.5, 0.5, 0.5]), np.array([1, 0, 1])
    thinned = np.array([[0.2, 0.4, 0.6], [0.6, 0.4, 0.8]])
    left, _ = plot_average(thinned, whole, Y)
    left.figure.draw_without_rendering()
    assert left.get_legend().get_window_extent().y0 >= left.bbox.y1
    mean = -np.log([0.4, 0.6, 0.7]).mean()
    one = -np.log([0.2, 0.6, 0.6]).mean()
    assert f"network {one:.3f}, of the average of 2 {mean:.3f}" in said()
    plot_average(np.zeros((2, 3)), whole, Y)  # rounded to 0, and the label is 1
    assert f"of 2 {2 / 3 * 16 * np.log(10):.3f}" in said()
    with pytest.raises(ValueError, match=r"shape \(2, 3\), whole 2 numbers"):
        plot_average(thinned, whole[:2], Y)


def test_draws_are_columns_of_dots_with_their_mean(said):
    """Each way has a mark of its own, and a bar at its mean."""
    ax = plot_draws({"a": [1.0, 2.0, 3.0], "b": [2.0, 2.0, 2.0]}, "cost")
    assert "3 draws" in said()
    bars = [handle.lines[0].get_ydata()[0] for handle in ax.containers]
    assert bars == [2.0, 2.0]
    marks = {line.get_marker() for line in ax.lines} - {"None", "_"}
    assert len(marks) == 2
    with pytest.raises(ValueError, match="expected {label: two values or more}"):
        plot_draws({"a": [1.0]}, "cost")


def test_knockouts_start_with_the_worst(said):
    """Accuracies are sorted, worst first; the line names the worst of each."""
    values = [0.9, 0.7, 0.8]
    ax = plot_knockouts({"plain": values, "dropout": [0.85] * 3}, whole=0.95)
    assert list(ax.lines[0].get_ydata()) == [0.7, 0.8, 0.9]
    assert values == [0.9, 0.7, 0.8]
    assert ax.lines[0].get_marker() != ax.lines[1].get_marker()
    assert "plain 70.0%; dropout 85.0%; all neurons 95.0%" in said()
    with pytest.raises(ValueError, match="networks is empty"):
        plot_knockouts({})


def test_right_values_are_right_behind_every_mask():
    """Also where the masks leave only small values: each pattern, in each example."""
    function = "forward_propagation_with_dropout"
    checks, loaded = visible_checks(LESSON)[function], LESSON.exercises[function]
    for i, case in enumerate(checks.cases):
        drawn = loaded.reference(case.inputs, seed=case.seed)
        if set(case.wants or ()) == set(checks.spec.masks):  # too many neurons to try
            continue
        units = [len(drawn[mask]) for mask in checks.spec.masks]
        for bits in itertools.product((0.0, 1.0), repeat=sum(units)):
            columns = np.split(np.array(bits)[:, None], [units[0]])
            carry = {
                mask: np.repeat(column, drawn[mask].shape[1], axis=1)
                for mask, column in zip(checks.spec.masks, columns, strict=True)
            }
            right = loaded.reference(case.inputs, carry, case.seed)
            got = {**loaded.reference(case.inputs, {**right, **carry}), **carry}
            for output, want in checks.expected(i, got).items():
                if output not in carry and want is not None:
                    for example in range(want.shape[1]):  # masks may differ by example
                        column = np.s_[:, example]
                        assert same(got[output][column], want[column]), (bits, output)
