"""Figures of lesson 07: gradients that are checked, and the loss round a minimum."""

import matplotlib.pyplot as plt
import numpy as np

from utils.plots.boundary import BLUE, VERMILION

GOOD, BAD = 1e-7, 1e-3  # usual limits of a relative difference
_LOOKS = ((BLUE, "-", "o"), (VERMILION, "--", "^"))
_ROUGH = "#FBE6D9"


def plot_descents(curves, every):
    """Draw a small panel for each {name: costs}; the costs are `every` steps apart.

    Returns the axes. Prints in how many panels the cost ends below its start.
    """
    _, axes = plt.subplots(
        1, len(curves), figsize=(10, 2.2), sharey=True, layout="constrained"
    )
    for ax, (name, costs) in zip(axes, curves.items()):
        ax.plot(every * np.arange(len(costs)), costs, color=BLUE)
        ax.set_title(f"{name}: ends at {costs[-1]:.3f}", fontsize=9)
        ax.set_xlabel("step")
        ax.tick_params(labelsize=8)
    axes[0].set_ylabel("cost")
    fallen = sum(costs[-1] < costs[0] for costs in curves.values())
    print(f"The cost falls with {fallen} of {len(curves)} backward passes.")
    return axes


def plot_differences(differences, title=None):
    """Draw relative differences {name: number} on a log scale; return the axes.

    Blue circles lie below GOOD, vermilion triangles above. Prints which are which.
    """
    _, ax = plt.subplots(figsize=(6, 3), layout="constrained")
    for place, value in enumerate(differences.values()):
        colour, _, marker = _LOOKS[int(value >= GOOD)]
        ax.plot(place, value, marker, color=colour, markersize=8)
    ax.axhspan(BAD, 1, color=_ROUGH, zorder=0)
    ax.axhline(GOOD, color="black", linewidth=0.8, linestyle=":")
    ax.set_yscale("log")
    ax.set_ylim(1e-11, 3)
    ax.set_xticks(range(len(differences)), differences)
    ax.set_ylabel("relative difference")
    ax.set_title(title or "")
    low = [name for name, value in differences.items() if value < GOOD]
    high = [name for name, value in differences.items() if value >= GOOD]
    print(
        f"Below {GOOD:g} (circles): {', '.join(low) or 'none'}; "
        f"above (triangles): {', '.join(high) or 'none'}."
    )
    return ax


def plot_by_parameter(table, title=None):
    """Write the differences {pass: {parameter: number}} in a grid; return the axes.

    Fields at or above GOOD are tinted and carry a triangle. Prints them.
    """
    rows, columns = list(table), list(next(iter(table.values())))
    _, ax = plt.subplots(figsize=(6.4, 0.42 * len(rows) + 0.9), layout="constrained")
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
        print(f"{row}: {'wrong in ' + ', '.join(wrong) if wrong else 'nothing found'}")
    ax.set_xlim(-0.5, len(columns) - 0.5)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.set_xticks(range(len(columns)), columns)
    ax.set_yticks(range(len(rows)), rows)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.set_title(title or "")
    return ax


def plot_epsilons(epsilons, errors):
    """Draw {name: relative differences} against the step; return the axes.

    Both axes are logarithmic. Prints where each curve is lowest.
    """
    _, ax = plt.subplots(figsize=(6, 3.6), layout="constrained")
    told = []
    for (name, values), (colour, dash, marker) in zip(errors.items(), _LOOKS):
        values = np.maximum(values, 1e-16)  # 0 has no place on a log scale
        ax.plot(epsilons, values, dash, color=colour, marker=marker, label=name)
        best = int(np.argmin(values))
        told.append(f"{name} {values[best]:.0e} at {epsilons[best]:.0e}")
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_xlabel("epsilon, the step")
    ax.set_ylabel("relative difference")
    ax.legend(frameon=False)
    print("Lowest: " + "; ".join(told) + ".")
    return ax


def plot_paths(alphas, panels):
    """Draw {title: {name: costs along alphas}}, two curves a panel; return the axes.

    Prints for each panel the largest distance between its curves.
    """
    _, axes = plt.subplots(
        1, len(panels), figsize=(9, 3.4), sharey=True, layout="constrained"
    )
    for ax, (title, curves) in zip(axes, panels.items()):
        for (name, costs), (colour, dash, marker) in zip(curves.items(), _LOOKS):
            look = {"color": colour, "marker": marker, "markevery": 4}
            ax.plot(alphas, costs, dash, label=name, **look)
        ax.set_title(title)
        ax.set_xlabel("α")
        first, second = (np.asarray(costs) for costs in curves.values())
        gap = np.max(np.abs(first - second))
        print(f"{title}: the curves are at most {gap:.1g} apart.")
    axes[0].set_ylabel("cost")
    axes[0].legend(frameon=False)
    return axes


def plot_surfaces(alphas, betas, surfaces, top=1.2, step=0.1):
    """Draw {title: surface (alphas, betas)} as contours and, below, in 3-D.

    All panels have the same levels, from 0 in equal steps; what is higher than `top`
    is cut off there. Returns the figure. Prints, for each, the cost in the middle
    and the share of the square that lies within `step` of it.
    """
    figure = plt.figure(figsize=(4.4 * len(surfaces), 7.6), layout="constrained")
    levels = np.arange(0, top + step / 2, step)
    for k, (title, surface) in enumerate(surfaces.items(), start=1):
        middle = surface[len(alphas) // 2, len(betas) // 2]
        low = np.minimum(surface, top).T  # contour wants betas in rows
        shown = np.where(top < surface.T, np.nan, low)
        ax = figure.add_subplot(2, len(surfaces), k)
        ax.contourf(alphas, betas, low, levels, cmap="cividis")
        inks = ["white" if level < top / 2 else "black" for level in levels]
        lines = ax.contour(alphas, betas, low, levels, colors=inks, linewidths=0.8)
        ax.clabel(lines, levels[::2], fontsize=7, fmt="%.1f")
        ax.plot(0, 0, "x", color="white")
        ax.locator_params(nbins=5)
        ax.set(title=title, xlabel="α", ylabel="β", aspect="equal")
        ax = figure.add_subplot(2, len(surfaces), len(surfaces) + k, projection="3d")
        ax.plot_surface(
            *np.meshgrid(alphas, betas), shown, cmap="cividis", vmin=0, vmax=top
        )
        ax.view_init(elev=35)
        ax.locator_params(nbins=5)
        ax.set(zlim=(0, top), xlabel="α", ylabel="β", zlabel="cost")
        near = np.mean(surface < middle + step)
        print(
            f"{title}: cost {middle:.3f} in the middle; {near:.0%} of the square is "
            f"less than {step:g} above it."
        )
    return figure


def plot_rises(alphas, rises):
    """Draw {name: array (directions, alphas)} of cost above the middle; return axes.

    Thin lines are single directions, the thick one is their median; the cost is cut
    off at 2. Prints the rises at the alpha nearest to 0.25, their range, and how many
    paths come down again by 0.02 or more further out.
    """
    _, axes = plt.subplots(
        1, len(rises), figsize=(9, 3.4), sharey=True, layout="constrained"
    )
    quarter = np.argmin(np.abs(alphas - 0.25))
    for ax, (name, lines), (colour, dash, _) in zip(axes, rises.items(), _LOOKS):
        ax.plot(alphas, lines.T, color=colour, linewidth=0.6, alpha=0.5)
        median = np.median(lines, axis=0)
        ax.plot(alphas, median, dash, color="black", linewidth=2, label="median")
        ax.set(title=name, xlabel="α", ylim=(-0.1, 2))
        ax.legend(frameon=False, loc="upper center")
        print(
            f"{name}: at α = 0.25 the cost is {median[quarter]:.2f} higher (median of "
            f"{len(lines)} paths; {lines[:, quarter].min():.2f} to "
            f"{lines[:, quarter].max():.2f}); {_bent(lines)} come down again."
        )
    axes[0].set_ylabel("cost above the middle")
    return axes


def _bent(lines, by=0.02):
    """Return how many of the lines fall by this much on their way out of the middle."""
    middle = lines.shape[1] // 2
    fallen = [
        np.max(np.maximum.accumulate(way, axis=1) - way, axis=1) > by
        for way in (lines[:, middle:], lines[:, middle::-1])
    ]
    return int(np.sum(fallen[0] | fallen[1]))
