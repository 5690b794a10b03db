"""Figures of lesson 04: images and their changes, and errors with their uncertainty."""

from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import PercentFormatter

_STYLES = (  # colour, dash, mark: any one of them tells the curves apart
    ("#0072B2", "-", "o"),
    ("#D55E00", "--", "^"),
    ("#009E73", "-.", "s"),
    ("#CC79A7", ":", "D"),
)


def plot_images(images, captions, columns=8):
    """Draw images, each with a caption below, in rows of so many columns.

    images: a list of (rows, columns) arrays, 0 (paper) to 1 (ink); captions: as many
    texts. Returns the array of axes; prints how many and the captions of the first row.
    Raises ValueError if the numbers differ or there is nothing to draw.
    """
    images, captions = list(images), list(captions)
    if not images or len(images) != len(captions):
        raise ValueError(
            f"There are {len(images)} images and {len(captions)} captions; expected "
            "one caption for each image, and one image or more."
        )
    rows = -(-len(images) // columns)
    axes = _grid(rows, columns)
    for ax in axes.flat[len(images) :]:
        ax.axis("off")
    for ax, image, caption in zip(axes.flat, images, captions):
        _show(ax, image)
        ax.set_xlabel(caption, fontsize="small")
    first = ", ".join(caption.replace("\n", " ") for caption in captions[:columns])
    print(f"{len(images)} images, dark is ink. First row: {first}.")
    return axes


def plot_changes(rows, columns):
    """Draw one digit a row, one change a column, with what a network says of each.

    rows: [(label, [(image, answer, probability), ...]), ...], as many entries as
    columns has names; answer is a digit. A thick dashed frame and "≠" mark an answer
    that is not the label of the row. Returns the axes; prints the answers of each row.
    Raises ValueError if a row has another number of entries than there are columns.
    """
    for label, entries in rows:
        if len(entries) != len(columns):
            raise ValueError(
                f"The row of digit {label} has {len(entries)} images; expected "
                f"{len(columns)}, one for each column."
            )
    axes = _grid(len(rows), len(columns))
    for ax, name in zip(axes[0], columns):
        ax.set_title(name, fontsize="medium")
    for line, (label, entries) in zip(axes, rows):
        line[0].set_ylabel(f"a {label}", rotation=0, ha="right", va="center")
        for ax, (image, answer, probability) in zip(line, entries):
            _show(ax, image)
            other = answer != label
            sign = "≠ " if other else ""
            ax.set_xlabel(f"{sign}says {answer} ({probability:.0%})", fontsize="small")
            if other:
                for spine in ax.spines.values():
                    spine.set(color=_STYLES[1][0], linestyle="--", linewidth=2.5)
        told = ", ".join(
            f"{name} {answer}" for name, (_, answer, _) in zip(columns, entries)
        )
        print(f"A {label}: {told}.")
    return axes


def plot_shares(shares, ax=None):
    """Draw for each digit the share of images that get their own label.

    shares: {name of a change: ten numbers from 0 to 1, for the digits 0 to 9}. Returns
    the axes; prints, for each change, the digits with the largest and smallest share.
    Raises ValueError if a list does not hold ten numbers.
    """
    ax = _axes(ax)
    offsets = np.linspace(-0.2, 0.2, len(shares))
    for (name, values), offset, (colour, _, mark) in zip(
        shares.items(), offsets, cycle(_STYLES)
    ):
        values = np.asarray(values, dtype=float)
        if values.shape != (10,):
            raise ValueError(
                f"{name} has shape {values.shape}; expected ten numbers, one a digit."
            )
        places = np.arange(10) + offset
        ax.vlines(places, 0, values, color=colour, linewidth=1)
        ax.plot(places, values, mark, color=colour, markeredgecolor="black", label=name)
        order = np.argsort(values)
        high = ", ".join(f"{d} ({values[d]:.0%})" for d in order[:-4:-1])
        low = ", ".join(f"{d} ({values[d]:.0%})" for d in order[:3])
        print(f"{name}: most {high}; least {low}.")
    ax.set_xticks(range(10))
    ax.set_ylim(0, 1.05)
    ax.set_xlabel("digit")
    ax.set_ylabel("share that is given its own label")
    ax.legend(frameon=False, ncols=len(shares), loc="lower left", bbox_to_anchor=(0, 1))
    return ax


def plot_error_curves(sizes, errors, xlabel, title=None, ax=None):
    """Draw mean dev errors against sizes (log scale), with standard errors as bars.

    sizes: n positive numbers. errors: {label: (sets, n) array of errors, 0 to 1}, a
    row for each training set, two or more. A bar reaches one standard error of the
    mean, s/√sets, up and down. Returns the axes; prints each curve's first and last
    mean. Raises ValueError if an array does not fit.
    """
    ax = _axes(ax)
    for (label, values), (colour, dash, mark) in zip(errors.items(), cycle(_STYLES)):
        mean, bar = mean_and_error(values, len(sizes), label)
        ax.errorbar(
            sizes, mean, bar, color=colour, linestyle=dash, marker=mark,
            markeredgecolor="black", capsize=3, label=label,
        )  # fmt: skip
        print(
            f"{label}: {mean[0]:.1%} ± {bar[0]:.1%} at {sizes[0]}, "
            f"{mean[-1]:.1%} ± {bar[-1]:.1%} at {sizes[-1]}."
        )
    ax.set_xscale("log", base=2)
    ax.set_xticks(sizes, [str(size) for size in sizes])
    ax.set_ylim(bottom=0)
    ax.set_xlabel(xlabel)
    ax.set_ylabel("dev error")
    ax.yaxis.set_major_formatter(PercentFormatter(1, 0))
    ax.set_title(title or "")
    ax.legend(frameon=False)
    return ax


def mean_and_error(values, n, label="values"):
    """Return the mean over rows and its standard error, both (n,).

    values: (sets, n), sets ≥ 2. The standard error is s/√sets with s the standard
    deviation with sets − 1 in its denominator. Raises ValueError for another shape.
    """
    values = np.asarray(values, dtype=float)
    if values.ndim != 2 or values.shape[1] != n or len(values) < 2:
        raise ValueError(
            f"{label} has shape {values.shape}; expected (sets, {n}) with two sets "
            "or more."
        )
    return values.mean(axis=0), values.std(axis=0, ddof=1) / np.sqrt(len(values))


def _show(ax, image):
    ax.imshow(image, cmap="Greys", vmin=0, vmax=1)
    ax.set_xticks([])
    ax.set_yticks([])


def _grid(rows, columns):
    return plt.subplots(
        rows,
        columns,
        figsize=(1.15 * columns + 0.4, 1.4 * rows + 0.3),
        squeeze=False,
        layout="constrained",
    )[1]


def _axes(ax):
    if ax is not None:
        return ax
    return plt.subplots(figsize=(6, 3.8), layout="constrained")[1]
