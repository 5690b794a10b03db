"""Figures of lesson 04: images and their changes, and errors with their uncertainty.

Curves differ in dash and mark as well as in colour.
"""

from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import PercentFormatter

from utils.pairs import mean_and_error
from utils.plots.boundary import BLUE, VERMILION
from utils.plots.screen import tell

STYLES = {  # one colour, dash and mark for one thing
    '유닛 32개': (BLUE, "-", "o"),
    '유닛 256개': (VERMILION, "--", "^"),
    '새 숫자': ("#009E73", "-.", "s"),
}
_OTHERS = (*STYLES.values(), ("#CC79A7", ":", "D"))


def plot_images(images, captions, columns=8):
    """Draw images, each with a caption below, in rows of so many columns.

    images: a list of (rows, columns) arrays, 0 (paper) to 1 (ink); captions: as many
    texts. Returns the array of axes; prints how many there are. Raises ValueError if
    the numbers differ or there is nothing to draw.
    """
    images, captions = list(images), list(captions)
    if not images or len(images) != len(captions):
        raise ValueError(
            f"이미지가 {len(images)}개, 설명이 {len(captions)}개입니다."
            f" 이미지가 하나 이상이고, 이미지마다 설명이 하나씩 있어야"
            f" 합니다."
        )
    axes = _grid(-(-len(images) // columns), columns)
    for ax in axes.flat[len(images) :]:
        ax.axis("off")
    for ax, image, caption in zip(axes.flat, images, captions):
        _show(ax, image)
        ax.set_xlabel(caption)
    first = captions[0].replace("\n", ", ")
    tell(f"이미지 {len(images)}개, 어두운 곳이 잉크. 첫 번째: {first}.")
    return axes


def plot_changes(rows, columns):
    """Draw one digit a row, one change a column, with what a network says of each.

    rows: [(label, [(image, answer, probability), ...]), ...], as many entries as
    columns has names; answer is a digit. A thick dashed frame and "≠" mark an answer
    that is not the label of the row. Returns the axes; prints how many are marked.
    Raises ValueError if a row has another number of entries than there are columns.
    """
    for label, entries in rows:
        if len(entries) != len(columns):
            raise ValueError(
                f"숫자 {label}의 행에 이미지가 {len(entries)}개 있습니다."
                f" 열마다 하나씩 {len(columns)}개이어야 합니다."
            )
    axes = _grid(len(rows), len(columns))
    marked = 0
    for ax, name in zip(axes[0], columns):
        ax.set_title(name, fontsize="medium")
    for line, (label, entries) in zip(axes, rows):
        line[0].set_ylabel(f"a {label}", rotation=0, ha="right", va="center")
        for ax, (image, answer, probability) in zip(line, entries):
            _show(ax, image)
            sign = "≠ " if answer != label else ""
            ax.set_xlabel(
                f"{sign}답 {answer} ({probability:.0%})", fontsize="small")
            if sign:
                marked += 1
                for spine in ax.spines.values():
                    spine.set(color=VERMILION, linestyle="--", linewidth=2.5)
    tell(f"그림 {axes.size}개 중 {marked}개가 다른 레이블을 받습니다(점선"
         f" 테두리).")
    return axes


def plot_shares(shares, ax=None):
    """Draw for each digit the share of images that get their own label.

    shares: {name of a change: ten numbers from 0 to 1, for the digits 0 to 9}. Returns
    the axes; prints, for each change, the digit with the largest and smallest share.
    Raises ValueError if a list does not hold ten numbers.
    """
    ax = _axes(ax)
    offsets = np.linspace(-0.2, 0.2, len(shares))
    told = []
    for (name, values), offset, (colour, _, mark) in zip(
        shares.items(), offsets, cycle(_OTHERS)
    ):
        values = np.asarray(values, dtype=float)
        if values.shape != (10,):
            raise ValueError(
                f"{name}의 형태가 {values.shape}입니다. 숫자마다 하나씩 열"
                f" 개의 수이어야 합니다."
            )
        places = np.arange(10) + offset
        ax.vlines(places, 0, values, color=colour, linewidth=1)
        ax.plot(places, values, mark, color=colour, markeredgecolor="black", label=name)
        told.append(f"{name}: 가장 많은 것 {values.argmax()}, 가장 적은 것"
                    f" {values.argmin()}")
    ax.set_xticks(range(10))
    ax.set_ylim(0, 1.05)
    ax.set_xlabel('숫자')
    ax.set_ylabel('자기 레이블을 받은 비율')
    ax.legend(frameon=False, ncols=len(shares), loc="lower left", bbox_to_anchor=(0, 1))
    tell("; ".join(told) + ".")
    return ax


def plot_error_curves(sizes, panels, xlabel):
    """Draw mean dev errors against sizes (log scale), with standard errors as bars.

    sizes: n positive numbers. panels: {title: {label: (draws, n) array of errors, 0
    to 1}}, a row for each draw, two or more. A bar reaches one standard error of the
    mean up and down. Returns the axes; prints the smallest mean of each curve. Raises
    ValueError if an array does not fit.
    """
    figure, axes = plt.subplots(
        1, len(panels), figsize=(4 * len(panels) + 0.6, 3.6), sharey=True,
        squeeze=False, layout="constrained",
    )  # fmt: skip
    rows = []
    for ax, (title, curves) in zip(axes[0], panels.items()):
        told = []
        for (label, values), other in zip(curves.items(), cycle(_OTHERS)):
            if np.shape(values)[1:] != (len(sizes),):
                raise ValueError(
                    f"{label}의 형태가 {np.shape(values)}입니다. (draws,"
                    f" {len(sizes)})이어야 합니다."
                )
            colour, dash, mark = STYLES.get(label, other)
            mean, bar = mean_and_error(values)
            ax.errorbar(
                sizes, mean, bar, color=colour, linestyle=dash, marker=mark,
                markeredgecolor="black", capsize=3, label=label,
            )  # fmt: skip
            told.append(f"{label} {mean.min():.1%} at {sizes[mean.argmin()]}")
        ax.set_xscale("log", base=2)
        ax.set_xticks(sizes, [str(size) for size in sizes])
        ax.set_ylim(bottom=0)
        ax.set_xlabel(xlabel)
        ax.set_title(title)
        ax.legend(frameon=False)
        rows.append(
            f"평균 오류율이 가장 작은 곳, {title}: {', '.join(told)}.")
    axes[0, 0].set_ylabel('검증 오류율')
    axes[0, 0].yaxis.set_major_formatter(PercentFormatter(1, 0))
    tell("\n".join(rows))
    return axes[0]


def _show(ax, image):
    ax.imshow(image, cmap="Greys", vmin=0, vmax=1)
    ax.set_xticks([])
    ax.set_yticks([])


def _grid(rows, columns):
    return plt.subplots(
        rows,
        columns,
        figsize=(1.03 * columns + 0.4, 1.33 * rows + 0.3),
        squeeze=False,
        layout="constrained",
    )[1]


def _axes(ax):
    if ax is not None:
        return ax
    return plt.subplots(figsize=(6, 3.8), layout="constrained")[1]
