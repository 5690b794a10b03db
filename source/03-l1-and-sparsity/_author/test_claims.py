"""Lesson 03: what its text claims, its stored splits, and its figures."""

import json
import re
from functools import partial

import numpy as np
import pytest
from sparsity import budgets, fitting, split_plots, splits
from sparsity import plots as figures

from grader.lesson.lesson import Course
from tests.support import ROOT, reference
from utils.pairs import mean_and_error

LESSON = Course(ROOT).lesson("03-l1-and-sparsity")
X, Y, _, _, NAMES = fitting.load_tumours()
M = Y.shape[1]
soft_threshold = reference(LESSON, "soft_threshold")
proximal_step = reference(LESSON, "proximal_step")
elastic_net_step = reference(LESSON, "elastic_net_step")


def cell(name):
    """Return the source of a cell of the notebook."""
    return next(c.source for c in LESSON.notebook.cells if c.id == name)


def shared(share):
    """A step that gives this share of λ to L1, and the rest to L2."""

    def step(w, b, dw, db, rate, lambd, m):
        return elastic_net_step(
            w, b, dw, db, rate, share * lambd, (1 - share) * lambd, m
        )

    return step


def test_a_subgradient_step_puts_no_weight_at_zero():
    """After 3000 steps, with the rate and with a tenth of it; the proximal step does.

    The costs of both end close together.
    """
    scope = {"np": np, "X": X, "Y": Y, "m": M, "gradients": fitting.gradients}
    scope["predict"] = fitting.predict
    scope["compute_cost_with_l1"] = reference(LESSON, "compute_cost_with_l1")
    exec(cell("walk"), scope)
    rate = fitting.safe_rate(X)
    for share in (1, 0.1):
        w, costs, _ = scope["walk"](scope["subgradient_step"], share * rate)
        assert np.all(w != 0)
        if share == 1:
            end = costs[-1]
    w, costs, values = scope["walk"](proximal_step, rate)
    assert np.sum(w == 0) > 15 and np.all(np.diff(costs) <= 1e-12)
    assert end - costs[-1] < 0.01 * costs[-1] and values[-1] == w[0, 0]


def test_what_is_paid_for_falls_as_lambda_grows():
    """Single weights may grow; L2 puts none at zero, L1 more at the end."""
    values = np.geomspace(0.3, 150, 9)
    for share, power in ((1, 1), (0, 2)):
        fits = fitting.along(X, Y, shared(share), values, 1e-7)
        size = np.abs(np.hstack([w for w, _ in fits]))
        assert np.all(np.diff(np.sum(size**power, axis=0)) < 0)
        assert np.any(np.diff(size, axis=1) > 1e-3)
        zeros = np.sum(size == 0, axis=0)
        assert (zeros[-1] > zeros[0] + 10) if share else not zeros.any()


def test_the_minimum_is_the_most_probable_point():
    """On the notebook's grid, for both priors, up to the grid's spacing."""
    pair = X[[NAMES.index(n) for n in ("mean area", "area error")]]
    grid = np.arange(-20, 81) / 50
    w = np.array([a.ravel() for a in np.meshgrid(grid, grid)])
    log_likelihood = -M * fitting.best_cost(pair, Y, w)
    for share, price in ((1, np.abs(w)), (0, w**2 / 2)):
        step = partial(shared(share), lambd=40, m=M)
        minimum, _ = fitting.fit(pair, Y, step)
        best = w[:, np.argmax(log_likelihood - 40 * price.sum(axis=0))]
        assert best == pytest.approx(minimum[:, 0], abs=0.02)
        assert (minimum[1, 0] == 0) == bool(share)


def test_beyond_the_largest_slope_all_weights_are_zero():
    """In other splits than the notebook's: at 0.99 of it one is left, at 1.01 none."""
    for split in (5, 11):
        some_X, some_Y, *_ = fitting.load_tumours(split)
        highest = np.max(np.abs(some_X @ (some_Y.mean() - some_Y).T))
        for share, left in ((0.99, True), (1.01, False)):
            step = partial(proximal_step, lambd=share * highest, m=M)
            assert np.any(fitting.fit(some_X, some_Y, step)[0] != 0) == left


def test_which_measurements_are_kept_depends_on_the_split():
    """Some always, some now and then, at λ = 10; training sets share 70 % or so."""
    kept = []
    for split in range(8):
        some_X, some_Y, *_ = fitting.load_tumours(split)
        step = partial(proximal_step, lambd=10, m=M)
        kept.append(fitting.fit(some_X, some_Y, step, tolerance=1e-6)[0][:, 0] != 0)
    share = np.mean(kept, axis=0)
    assert np.any(share == 1) and np.any((share > 0) & (share < 1))
    first, second = (
        set(np.random.RandomState(s).permutation(569)[:400]) for s in (0, 1)
    )
    assert len(first & second) > 250


def test_l1_keeps_one_of_three_and_the_others_share():
    """Worst radius, perimeter, area; L2 and the elastic net use all three."""
    trio = [NAMES.index(f"worst {n}") for n in ("radius", "perimeter", "area")]
    used = {}
    for share in (1, 0.5, 0):
        w, _ = fitting.fit(X, Y, partial(shared(share), lambd=10, m=M))
        used[share] = np.sum(w[trio] != 0), np.sum(w != 0)
    assert used[1][0] == 1 and used[0] == (3, 30)
    assert used[0.5][0] == 3 and used[1][1] < used[0.5][1] < 30


@pytest.mark.slow
@pytest.mark.parametrize(("split", "name", "share"), [(0, "L1", 1), (3, "L2", 0)])
def test_a_split_judged_again_gives_what_is_stored(split, name, share):
    """λ and inputs exactly, cost and accuracy to 1e-3."""
    stored = splits.stored_splits()
    shape = splits.SPLITS, len(splits.PENALTIES), len(splits.RULES), 4
    assert stored.shape == shape == (24, 3, 2, 4)
    again = splits.judge_split(split, shared(share))
    expected = stored[split, splits.PENALTIES.index(name)]
    np.testing.assert_allclose(again, expected, atol=1e-3)


def test_a_split_is_told_with_a_name_above_each_number(capsys):
    """The number of inputs is a whole one, and rows are as wide as their head."""
    stored = splits.stored_splits()[0, 1]
    split_plots.tell_split(stored, stored)
    head, *rows = capsys.readouterr().out.splitlines()
    assert re.split(" {2,}", head.strip()) == list(splits.COLUMNS)
    assert [row.split()[:3] for row in rows[:2]] == [
        ["lowest", "stored", "1.19"],
        ["lowest", "recomputed", "1.19"],
    ]
    assert rows[0].split()[3] == f"{stored[0, 1]:.0f}"
    assert {len(row) for row in rows} == {len(head)} and len(head) <= 76


def test_the_stored_splits_show_what_the_text_says():
    """L1 uses about half of the inputs and predicts nearly as well as L2, not better; a
    shorter list has a higher cost, surely.
    """
    stored = splits.stored_splits()
    l2, l1, both = (stored[:, i, 0] for i in range(3))
    short = stored[:, 1, 1]
    assert 11 < l1[:, 1].mean() < 18 and np.all(l2[:, 1] == 30)
    assert l1[:, 1].mean() < both[:, 1].mean() < 30
    assert short[:, 1].mean() < l1[:, 1].mean() - 2
    mean, error = mean_and_error(l1[:, 2] - l2[:, 2])
    assert -error < mean < 0.1 * l2[:, 2].mean()
    more = short[:, 2] - l2[:, 2]
    mean, error = mean_and_error(more)
    assert mean > 3 * error and np.mean(more > 0) > 0.7


def test_folds_judge_by_examples_that_did_not_train(monkeypatch):
    """Each example is held out once, and the others are standardised without it."""
    seen = []

    def spy(inside, labels, step, values, tolerance):
        seen.append(inside)
        return [(np.zeros((30, 1)), 0.0)] * len(values)

    monkeypatch.setattr(splits, "along", spy)
    costs = splits.fold_costs(X, Y, None)
    assert costs == pytest.approx(np.full((5, 9), np.log(2)))
    assert sum(400 - inside.shape[1] for inside in seen) == 400
    for inside in seen:
        assert inside.mean(axis=1) == pytest.approx(np.zeros(30), abs=1e-12)


def test_the_rules_choose_as_they_say():
    """The lowest mean; the largest λ within one standard error of it."""
    base = np.array([3.0, 2.0, 2.05, 2.4, 2.05])
    spread = np.array([-0.2, 0.2, 0.0, 0.0])
    costs = base + spread[:, None]  # the standard error is 0.08
    assert splits.choose(costs) == {"lowest": 1, "one SE": 4}
    assert splits.choose(costs[:, :4]) == {"lowest": 1, "one SE": 2}


def test_the_right_option_is_not_always_the_longest_nor_the_second():
    """Nobody can pass the quiz by the look of its options."""
    quiz = json.loads((LESSON.folder / "quiz.json").read_text("utf-8"))
    options = [question["options"] for question in quiz]
    places = [[o["right"] for o in some].index(True) for some in options]
    longest = [max(some, key=lambda o: len(o["text"]))["right"] for some in options]
    assert len(set(places)) == 3 and sum(longest) < len(quiz) / 2


@pytest.fixture
def drawn(said):
    """Return a function that draws: the axes, and the one line that was printed."""
    return lambda helper, *given, **more: (helper(*given, **more), said())


def test_the_zeros_are_counted_from_the_weights(drawn):
    """The figure's lines, told apart by dash and marker too, hold the true counts."""
    one = [np.array([[0.0], [2.0], [0.0]]), np.zeros((3, 1))]
    two = [np.ones((3, 1)), np.array([[0.1], [0.0], [0.1]])]
    axes, told = drawn(figures.plot_zeros, [1, 10], one, two)
    lines = axes.get_lines()
    assert [list(line.get_ydata()) for line in lines] == [[2, 3], [0, 1]]
    assert lines[0].get_linestyle() != lines[1].get_linestyle()
    assert lines[0].get_marker() != lines[1].get_marker()
    assert "2 zeros at λ = 1 and 3 at λ = 10; L2 has 1 at most" in told


def test_the_search_figure_tells_a_wrong_threshold_from_a_right_one(drawn):
    """Its printed distance is 0 for the right function only."""
    _, right = drawn(figures.plot_shrinkage, soft_threshold)
    _, wrong = drawn(figures.plot_shrinkage, lambda w, t: w / (1 + t))
    assert "soft_threshold is 0e+00 off" in right
    assert "soft_threshold is 5e-01 off" in wrong
    assert "puts 9 at x = 0, L2 1" in right


@pytest.mark.parametrize("kind", ["L1", "L2"])
def test_the_budget_goes_through_the_best_point(kind):
    """Every point of the border spends as much as the point that is drawn."""
    w = np.array([[0.9], [-0.4]])
    border = budgets._border(w, kind)
    spent = np.abs(border).sum(axis=0) if kind == "L1" else np.sum(border**2, axis=0)
    due = np.abs(w).sum() if kind == "L1" else np.sum(w**2)
    assert spent == pytest.approx(np.full(spent.shape, due))


def test_the_diamond_is_met_at_a_corner_only_where_a_weight_is_zero(drawn):
    """The printed line says "corner" for an exact zero, and not otherwise.

    Titles and legends are within the figure: a slider cuts off what is not.
    """
    free, zero, small = (np.array([[1.0], [y]]) for y in (1.0, 0.0, 0.01))
    helper, names = budgets.plot_diamond_and_circle, ("a", "b")
    axes, told = drawn(helper, X[:2], Y, free, [zero], [small], names=names, shown=0)
    assert "L1 (1.00, 0.00) (in a corner)" in told
    assert "L2 (1.00, 0.01)." in told
    figure = axes[0].figure
    figure.draw_without_rendering()
    for ax in axes:
        assert ax.title.get_window_extent().y1 <= figure.bbox.y1
        assert ax.get_legend().get_window_extent().y0 >= 0


def test_the_slopes_at_the_minimum_are_drawn_on_and_below_the_line(drawn):
    """The figure's line names how many weights lie on λ, and the highest zero."""
    w, dw = np.array([[1.0], [0.0], [-2.0]]), np.array([[-0.5], [0.3], [0.5]])
    _, told = drawn(figures.plot_price_of_zero, w, dw, 2, 4)
    assert told.startswith("2 weights lie on the line, at most 0e+00 off; the 1 zeros")
    assert "1.20" in told


def test_how_often_a_weight_is_kept_is_drawn_from_never_to_always(drawn):
    """Never-kept weights are left out of the bars and counted in the line."""
    axes, told = drawn(figures.plot_how_often, [0.5, 0, 1], ["a", "b", "c"])
    assert [bar.get_width() for bar in axes.patches] == [0.5, 1]
    assert told == "1 weights are kept every time, 1 now and then, 1 never.\n"


def test_the_measurements_are_told_by_mark_and_by_correlation(drawn):
    """Circles and crosses, one line for each class in each panel."""
    pairs = [(NAMES[0], NAMES[2]), (NAMES[1], NAMES[3])]
    grid, told = drawn(figures.plot_measurements, X, Y, NAMES, pairs)
    marks = [line.get_marker() for line in grid[0].get_lines()]
    drawn_points = sum(line.get_xdata().size for line in grid[0].get_lines())
    assert len(set(marks)) == 2 and drawn_points == M
    for axes, (a, b) in zip(grid, pairs):
        assert (axes.get_xlabel(), axes.get_ylabel()) == (a, b)
    assert f"{np.corrcoef(X[0], X[2])[0, 1]:.3f}" in told


def test_one_weight_is_drawn_with_its_range(drawn):
    """The last 30 values and their range, for both kinds of steps."""
    values = np.append(np.zeros(70), np.tile([0.5, -0.25], 20))
    runs = {"one": (np.ones(110), values), "other": (np.ones(110), np.zeros(110))}
    axes, told = drawn(figures.plot_one_weight, runs, "radius")
    assert "one -0.2500 to 0.5000; other 0.0000 to 0.0000" in told
    lines = axes[1].get_lines()[:2]
    assert [len(line.get_xdata()) for line in lines] == [30, 30]
    assert lines[0].get_marker() != lines[1].get_marker()


def test_agreement_tells_the_largest_difference_and_the_zeros(drawn):
    """For each penalty, in its own colour and mark."""
    ours, theirs = np.array([0.0, 1, 2]), np.array([0.0, 0, 2.5])
    axes, told = drawn(figures.plot_agreement, {"L1": (ours, theirs)})
    assert "L1 1e+00 (1, 2)" in told
    assert axes.get_lines()[0].get_color() == figures.L1["color"]


def test_splits_are_compared_in_pairs(capsys):
    """Means with their errors, and in how many splits the cost is above L2's."""
    results = np.zeros((4, 3, 2, 4))
    results[..., 1], results[..., 3] = 30, 0.95
    results[:, 0, 0, 2] = [0.1, 0.2, 0.3, 0.4]
    results[:, 1, 0, 2] = [0.2, 0.3, 0.4, 0.5]
    grid = split_plots.plot_splits(results)
    told = capsys.readouterr().out.splitlines()
    row, more = (line for line in told if line.startswith("L1, lowest"))
    assert row.split("  ")[-2:] == ["0.3500 ± 0.0645", " 95.0% ± 0.0%"]
    assert more.split() == ["L1,", "lowest", "+0.1000", "±", "0.0000", "4"]
    assert [axes.get_ylabel() for axes in grid] == ["inputs used", "test cost"]
