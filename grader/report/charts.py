"""The report's pictures, as SVG that stands in the page.

What a colour says is also said by a hatch, a label or a number; each picture has a
table with the same numbers beside it on the page.
"""

import io
import re

import matplotlib
from matplotlib.figure import Figure

# Okabe–Ito; with hatches that differ in print
LOOKS = {
    "full": ("#009E73", ""),
    "part": ("#56B4E9", "///"),
    "none": ("#D55E00", "xxx"),
    "not attempted": ("#FFFFFF", ""),
}
_INK = "#1a1a1a"
_BLUE = "#0072B2"
_STYLE = {
    "svg.fonttype": "none",  # text stays text
    "font.family": "sans-serif",
    "font.size": 11,
    "text.color": _INK,
    "axes.edgecolor": _INK,
    "axes.labelcolor": _INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "hatch.linewidth": 0.7,
}


def histogram(bins):
    """Draw how many students have which score; bins: [(from, to, how many)]."""
    with matplotlib.rc_context(_STYLE):
        figure = Figure(figsize=(6.4, 3), layout="constrained")
        axes = figure.add_subplot()
        for left, right, count in bins:
            axes.bar(
                (left + right) / 2,
                count,
                width=(right - left) * 0.92,
                color=_BLUE,
                edgecolor=_INK,
            )
            if count:
                middle = (left + right) / 2
                axes.text(middle, count, f"{count}", ha="center", va="bottom")
        edges = [left for left, _, _ in bins] + [bins[-1][1]]
        axes.set_xticks(edges, [f"{edge:g}" for edge in edges])
        axes.set_xlabel("score in points")
        axes.set_ylabel("students")
        axes.yaxis.get_major_locator().set_params(integer=True)
        axes.margins(x=0.01, y=0.12)
        return _svg(figure, "scores")


def stacked(rows):
    """Draw a bar for each function; rows: [(name, {"full": how many, …})]."""
    with matplotlib.rc_context(_STYLE):
        figure = Figure(figsize=(6.4, 1 + 0.72 * len(rows)), layout="constrained")
        axes = figure.add_subplot()
        for position, (_, counts) in enumerate(rows):
            left = 0
            for what, (colour, hatch) in LOOKS.items():
                count = counts.get(what, 0)
                axes.barh(
                    position,
                    count,
                    left=left,
                    height=0.45,
                    color=colour,
                    hatch=hatch,
                    edgecolor=_INK,
                    label=what if position == 0 else None,
                )
                if count:
                    _number(axes, left + count / 2, position, count)
                left += count
        _names_above(axes, [name for name, _ in rows], 0.45)
        axes.set_xlabel("students")
        axes.xaxis.get_major_locator().set_params(integer=True)
        handles, labels = axes.get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside upper left", ncols=4, frameon=False)
        return _svg(figure, "functions")


def ranking(rows):
    """Draw how often each mistake was made; rows: [(mistake, how many)]."""
    with matplotlib.rc_context(_STYLE):
        figure = Figure(figsize=(6.4, 0.8 + 0.55 * len(rows)), layout="constrained")
        axes = figure.add_subplot()
        for position, (_, count) in enumerate(rows):
            axes.barh(position, count, height=0.45, color=_BLUE, edgecolor=_INK)
            axes.annotate(
                f"{count}",
                (count, position),
                xytext=(5, 0),
                textcoords="offset points",
                va="center",
            )
        _names_above(axes, [name for name, _ in rows], 0.45)
        axes.set_xlabel("students")
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.margins(x=0.06)
        return _svg(figure, "mistakes")


def _number(axes, x, y, count):
    box = {"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": "none"}
    axes.text(x, y, f"{count}", ha="center", va="center", bbox=box)


def _names_above(axes, names, height):
    """Write each bar's name above it: long names leave the bars their width."""
    axes.set_yticks([])
    axes.set_ylim(len(names) - 0.6, -0.8)
    axes.spines["left"].set_visible(False)
    for position, name in enumerate(names):
        axes.annotate(
            name,
            (0, position - height / 2),
            xytext=(0, 3),
            textcoords="offset points",
            va="bottom",
            parse_math=False,
        )


def _svg(figure, name):
    """Return a figure as an <svg> element; its ids begin with `name`."""
    file = io.StringIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    figure.savefig(file, format="svg", metadata=nothing)
    text = file.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r'\bid="', f'id="{name}-', text)
    text = text.replace("url(#", f"url(#{name}-").replace('href="#', f'href="#{name}-')
    start, rest = text.split(">", 1)
    start = re.sub(r' (width|height)="[^"]*"', "", start)  # as wide as its place
    return f"{start}>{rest}"
