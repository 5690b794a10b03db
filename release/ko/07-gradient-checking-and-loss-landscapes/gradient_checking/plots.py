"""Figures of lesson 07: gradients that are checked, and the loss round a minimum."""

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from utils.network import Array
from utils.pairs import mean_and_error
from utils.plots.boundary import BLUE, VERMILION
from utils.plots.screen import table, tell

GOOD, BAD = 1e-7, 1e-3  # usual limits of a relative difference
_LOOKS = ((BLUE, "-", "o"), (VERMILION, "--", "^"), ("black", ":", "s"))
_ROUGH, _PALE = "#FBE6D9", "#CCCCCC"


def plot_descents(curves: Mapping[str, Sequence[float]], every: int) -> Array:
    """Draw a panel for each {name: costs}, the others in grey; return the axes.

    The costs are `every` steps apart. Prints where each one ends.
    """
    figure, axes = plt.subplots(
        2, (len(curves) + 1) // 2, figsize=(8, 4), sharex=True, sharey=True,
        layout="constrained",
    )  # fmt: skip
    for ax in axes.flat[len(curves) :]:
        ax.remove()
    steps = {name: every * np.arange(len(costs)) for name, costs in curves.items()}
    for ax, (name, costs) in zip(axes.flat, curves.items()):
        for other, grey in curves.items():
            ax.plot(steps[other], grey, color=_PALE, linewidth=0.8)
        ax.plot(steps[name], costs, color=BLUE, linewidth=2)
        ax.set_title(name)
    figure.supxlabel("step")
    figure.supylabel("cost")
    fallen = sum(costs[-1] < costs[0] for costs in curves.values())
    ends = ", ".join(f"{name} {costs[-1]:.3f}" for name, costs in curves.items())
    tell(
        f"비용이 줄어든 역전파: {len(curves)}개 중 {fallen}개.\n마지막 비용:"
        f" {ends}"
    )
    return axes


def plot_differences(differences: Mapping[str, Sequence[float]]) -> Axes:
    """Draw {name: relative differences at some places} on a log scale; return axes.

    Blue circles lie below GOOD, vermilion triangles above; higher than BAD it is
    tinted. Prints the range of each.
    """
    _, ax = plt.subplots(figsize=(7, 3.4), layout="constrained")
    rows = []
    for place, (name, values) in enumerate(differences.items()):
        values = np.ravel(values)
        for (colour, _, marker), some in zip(
            _LOOKS, (values[values < GOOD], values[values >= GOOD])
        ):
            x = np.full(some.size, place)
            ax.plot(x, some, marker, color=colour, markersize=6, fillstyle="none")
        rows.append(f"{name}: {values.min():.0e} to {values.max():.0e}")
    ax.axhspan(BAD, 1, color=_ROUGH, zorder=0)
    ax.axhline(GOOD, color="black", linewidth=0.8, linestyle=":")
    ax.set_yscale("log")
    ax.set_ylim(1e-11, 3)
    ax.set_xticks(range(len(differences)), differences)
    ax.set_xlim(-0.6, len(differences) - 0.4)
    ax.set_ylabel('상대적 차이')
    tell("\n".join(rows))
    return ax


def plot_by_parameter(table: Mapping[str, Mapping[str, float]]) -> Axes:
    """Write the differences {pass: {parameter: number}} in a grid; return the axes.

    Fields at or above GOOD are tinted and carry a triangle. Prints them.
    """
    rows, columns = list(table), list(next(iter(table.values())))
    _, ax = plt.subplots(figsize=(6.4, 0.42 * len(rows) + 0.9), layout="constrained")
    found = []
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            value = table[row][column]
            wrong = value >= GOOD
            if wrong:
                ax.add_patch(plt.Rectangle((j - 0.5, i - 0.5), 1, 1, color=_ROUGH))
            text = f"{'▲ ' if wrong else ''}{value:.0e}"
            weight = "bold" if wrong else "normal"
            ax.text(j, i, text, ha="center", va="center", fontsize=9, weight=weight)
        wrong = [name for name in columns if table[row][name] >= GOOD]
        told = ", ".join(wrong) or '찾은 것 없음'
        found.append(f"{row}: {told}")
    ax.set_xlim(-0.5, len(columns) - 0.5)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.set_xticks(range(len(columns)), columns)
    ax.set_yticks(range(len(rows)), rows)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    tell('틀린 곳\n' + "\n".join(found))
    return ax


def plot_epsilons(epsilons: Sequence[float], errors: Mapping[str, Array]) -> Axes:
    """Draw {name: relative differences (places, steps)} by step; return the axes.

    A curve is the median of all places; both axes are logarithmic. Prints where each
    curve is lowest, and some of its values.
    """
    _, ax = plt.subplots(figsize=(7, 3.8), layout="constrained")
    wide = [int(np.argmin(np.abs(np.log10(epsilons) - p))) for p in (-3, -2, -1)]
    told = [["", '최솟값',
        '그때의 ε', *(f"ε = {epsilons[i]:.0e}" for i in wide)]]
    for (name, values), (colour, dash, marker) in zip(errors.items(), _LOOKS):
        middle = np.maximum(np.median(values, axis=0), 1e-16)  # 0 has no logarithm
        look = {"color": colour, "marker": marker, "markersize": 5}
        ax.plot(epsilons, middle, dash, label=name, **look)
        best = int(np.argmin(middle))
        numbers = middle[best], epsilons[best], *middle[wide]
        told.append([name, *(f"{number:.0e}" for number in numbers)])
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_xlabel('간격 ε')
    ax.set_ylabel('상대적 차이')
    ax.legend(frameon=False)
    tell(table(told))
    return ax


def plot_paths(alphas: Array, panels: Mapping[str, Mapping[str, Array]]) -> Array:
    """Draw {title: {name: costs along alphas}}, two curves a panel; return the axes.

    Prints for each panel the largest distance between its curves.
    """
    _, axes = plt.subplots(
        1, len(panels), figsize=(8, 3.4), sharey=True, layout="constrained"
    )
    gaps = []
    for ax, (title, curves) in zip(axes, panels.items()):
        for (name, costs), (colour, dash, marker) in zip(curves.items(), _LOOKS):
            look = {"color": colour, "marker": marker, "markevery": 4}
            ax.plot(alphas, costs, dash, label=name, **look)
        ax.set_title(title)
        ax.set_xlabel("a")
        first, second = (np.asarray(costs) for costs in curves.values())
        gap = np.max(np.abs(first - second))
        gaps.append(f"{title}: 두 곡선의 차이가 가장 큰 곳에서 {gap:.1g}")
    axes[0].set_ylabel('비용')
    axes[0].legend(frameon=False)
    tell("\n".join(gaps))
    return axes


def plot_surfaces(
    alphas: Array,
    betas: Array,
    surfaces: Mapping[str, Array],
    top: float = 1.2,
    step: float = 0.1,
) -> Figure:
    """Draw {title: surface (alphas, betas)} as contours; return the figure.

    All panels have the same levels, from 0 in equal steps; what is higher than `top`
    is cut off there. Prints, for each, the cost in the middle and the share of the
    square that lies within `step` of it.
    """
    figure, axes = plt.subplots(
        1, len(surfaces), figsize=(8, 4), sharey=True, layout="constrained"
    )
    levels, told = np.arange(0, top + step / 2, step), []
    for ax, (title, surface) in zip(np.ravel(axes), surfaces.items()):
        middle = surface[len(alphas) // 2, len(betas) // 2]
        low = np.minimum(surface, top).T  # contour wants betas in rows
        ax.contourf(alphas, betas, low, levels, cmap="cividis")
        inks = ["white" if level < top / 2 else "black" for level in levels]
        lines = ax.contour(alphas, betas, low, levels, colors=inks, linewidths=0.8)
        ax.clabel(lines, levels[::2], fontsize=8, fmt="%.1f")
        ax.plot(0, 0, "x", color="white")
        ax.locator_params(nbins=5)
        ax.set(title=title, xlabel="a", aspect="equal")
        near = np.mean(surface < middle + step)
        told.append(
            f"{title}: 가운데의 비용 {middle:.3f}. 정사각형의 {near:.0%}"
            f" 넓이에서 비용과 가운데의 차이가 {step:g}보다 작습니다."
        )
    np.ravel(axes)[0].set_ylabel("b")
    tell("\n".join(told))
    return figure


def plot_draws(panels: Mapping[str, Mapping[str, Array]]) -> Array:
    """Draw {title: {way: (draws,)}}, a dot for each draw; return the axes.

    Grey lines join the two dots of a draw; a bar is a mean with two standard errors.
    Prints how many draws there are.
    """
    _, axes = plt.subplots(1, len(panels), figsize=(8, 3.4), layout="constrained")
    for ax, (title, ways) in zip(np.ravel(axes), panels.items()):
        values = np.array(list(ways.values()))  # (ways, draws)
        ax.plot(range(len(ways)), values, color=_PALE, linewidth=0.7, zorder=0)
        for place, (of_draws, (colour, _, marker)) in enumerate(zip(values, _LOOKS)):
            mean, error = mean_and_error(of_draws)
            ax.plot(
                np.full(of_draws.size, place),
                of_draws,
                marker,
                color=colour,
                markersize=4,
            )
            look = {"fmt": "_", "color": "black", "markersize": 14, "capsize": 4}
            ax.errorbar(place + 0.16, mean, 2 * error, **look)
        ax.set(xticks=range(len(ways)), xticklabels=list(ways), title=title)
        ax.set_ylim(bottom=0)
        ax.margins(x=0.2)
    tell(f"{values.shape[1]}번 뽑은 결과. 막대는 평균과 표준오차의 두 배.")
    return axes
