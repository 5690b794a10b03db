"""What each penalty is worth when folds choose its strength: a figure and a table."""

import matplotlib.pyplot as plt
import numpy as np

from sparsity.fitting import Array
from sparsity.splits import COLUMNS, PENALTIES, RULES
from utils.pairs import mean_and_error
from utils.plots.looks import ELASTIC_NET, L1, L2
from utils.plots.screen import table, tell

_ROWS = (  # penalty, rule, how it is drawn
    ("L2", "lowest", L2),
    ("elastic net", "lowest", ELASTIC_NET),
    ("L1", "lowest", L1),
    ("L1", "one SE", {**L1, "mfc": "white"}),
)


def plot_splits(results: Array) -> Array:
    """Draw inputs and test cost of each penalty; print means and pairs.

    results: (splits, PENALTIES, RULES, COLUMNS). A grey line is one split; marks are
    means, with one standard error to each side. Returns the two axes.
    """
    rows = [(f"{name}, {rule}", style) for name, rule, style in _ROWS]
    values = np.stack(
        [results[:, PENALTIES.index(n), RULES.index(r)] for n, r, _ in _ROWS], axis=1
    )
    _, grid = plt.subplots(1, 2, figsize=(8.6, 3.6), layout="constrained")
    places = np.arange(len(rows))
    for axes, column, label in (
        (grid[0], 1, "inputs used"),
        (grid[1], 2, "test cost"),
    ):
        axes.plot(places, values[:, :, column].T, color="0.8", lw=0.8)
        for place, (_, style) in enumerate(rows):
            mean, error = mean_and_error(values[:, place, column])
            look = {**style, "linestyle": "none"}
            axes.errorbar(place, mean, error, capsize=4, **look)
        axes.set_xticks(places, [name.replace(", ", ",\n") for name, _ in rows])
        axes.set_ylabel(label)
    means, more = [["", *COLUMNS[1:]]], [["", "cost minus L2's", "above"]]
    for place, (name, _) in enumerate(rows):
        inputs, cost, right = (mean_and_error(values[:, place, c]) for c in (1, 2, 3))
        means.append(
            [
                name,
                f"{inputs[0]:.1f} ± {inputs[1]:.1f}",
                f"{cost[0]:.4f} ± {cost[1]:.4f}",
                f"{right[0]:.1%} ± {right[1]:.1%}",
            ]
        )
    for place, (name, _) in enumerate(rows[1:], start=1):
        minus = values[:, place, 2] - values[:, 0, 2]
        mean, error = mean_and_error(minus)
        more.append([name, f"{mean:+.4f} ± {error:.4f}", f"{np.sum(minus > 0)}"])
    first = (
        f"Mean ± SE over {len(values)} splits. Above: splits in which the cost is "
        "above L2's."
    )
    tell("\n".join((first, table(means), table(more))))
    return grid


def tell_split(stored: Array, found: Array) -> None:
    """Print what folds choose in one split, stored and computed again.

    stored, found: (RULES, COLUMNS), of one penalty.
    """
    rows = [["", "", *COLUMNS]]
    for rule, *both in zip(RULES, stored, found, strict=True):
        for name, (lambd, inputs, cost, right) in zip(
            ("stored", "recomputed"), both, strict=True
        ):
            numbers = f"{lambd:.3g}", f"{inputs:.0f}", f"{cost:.4f}", f"{right:.1%}"
            rows.append([rule, name, *numbers])
    tell(table(rows))
