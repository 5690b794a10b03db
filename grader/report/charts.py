"""The report's pictures, as SVG that stands in the page.

What a colour says is also said by a hatch, a label or a number; each picture has a
table with the same numbers beside it on the page.
"""

import io
import re
import warnings
from collections.abc import Callable, Mapping, Sequence

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from checker.language import translated
from checker.records import State

# Okabe–Ito; with hatches that differ in print. The page's head has the same words.
LOOKS = {
    "full": ("#009E73", ""),
    "part": ("#56B4E9", "///"),
    "none": ("#D55E00", "xxx"),
    State.NOT_ATTEMPTED: ("#FFFFFF", ""),
}
_INK = "#1a1a1a"
_BLUE = "#0072B2"
_POINTS = "offset points"  # no text
_THICK = 0.45  # of a bar, where 1 is the distance to the next
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


def histogram(bins: Sequence[tuple[float, float, int]]) -> str:
    """Draw how many students have which score; bins: [(from, to, how many)]."""

    def draw(axes):
        for left, right, count in bins:
            middle, width = (left + right) / 2, (right - left) * 0.92
            axes.bar(middle, count, width=width, color=_BLUE, edgecolor=_INK)
            if count:
                axes.text(middle, count, f"{count}", ha="center", va="bottom")
        edges = [left for left, _, _ in bins] + [bins[-1][1]]
        axes.set_xticks(edges, [f"{edge:g}" for edge in edges])
        axes.set_xlabel(translated("score in points"))
        axes.set_ylabel(translated("students"))
        axes.yaxis.get_major_locator().set_params(integer=True)
        axes.margins(x=0.01, y=0.12)

    return _svg("scores", 3, draw)


def stacked(rows: Sequence[tuple[str, Mapping[str, int]]]) -> str:
    """Draw a bar for each function; rows: [(name, {"full": how many, …})]."""
    box = {"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": "none"}

    def draw(axes):
        for y, (_, counts) in enumerate(rows):
            left = 0
            for what, (colour, hatch) in LOOKS.items():
                count = counts.get(what, 0)
                style = {"color": colour, "hatch": hatch, "edgecolor": _INK}
                label = translated(what) if y == 0 else None
                axes.barh(y, count, left=left, height=_THICK, label=label, **style)
                if count:
                    middle = left + count / 2, y
                    axes.text(*middle, f"{count}", ha="center", va="center", bbox=box)
                left += count
        _names_above(axes, rows)
        axes.figure.legend(loc="outside upper left", ncols=4, frameon=False)

    return _svg("functions", 1 + 0.72 * len(rows), draw)


def ranking(rows: Sequence[tuple[str, int]]) -> str:
    """Draw how often each mistake was made; rows: [(mistake, how many)]."""

    def draw(axes):
        for y, (_, count) in enumerate(rows):
            axes.barh(y, count, height=_THICK, color=_BLUE, edgecolor=_INK)
            beside = {"xytext": (5, 0), "textcoords": _POINTS, "va": "center"}
            axes.annotate(f"{count}", (count, y), **beside)
        _names_above(axes, rows)
        axes.margins(x=0.06)

    return _svg("mistakes", 0.8 + 0.55 * len(rows), draw)


def _names_above(axes, rows):
    """Write each bar's name above it: long names leave the bars their width."""
    axes.set_yticks([])
    axes.set_ylim(len(rows) - 0.6, -0.8)
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(translated("students"))
    axes.xaxis.get_major_locator().set_params(integer=True)
    above = {"xytext": (0, 3), "textcoords": _POINTS, "va": "bottom"}
    for y, (name, _) in enumerate(rows):
        axes.annotate(name, (0, y - _THICK / 2), **above, parse_math=False)


def _svg(name: str, height: float, draw: Callable[[Axes], None]) -> str:
    """Return what `draw` draws as an <svg> element; its ids begin with `name`."""
    file = io.StringIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    with matplotlib.rc_context(_STYLE):
        figure = Figure(figsize=(6.4, height), layout="constrained")
        draw(figure.add_subplot())
        with warnings.catch_warnings():
            # A browser has the letters that this font lacks.
            warnings.filterwarnings("ignore", "Glyph", UserWarning)
            figure.savefig(file, format="svg", metadata=nothing)
    text = file.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r'\bid="', f'id="{name}-', text)
    text = text.replace("url(#", f"url(#{name}-").replace('href="#', f'href="#{name}-')
    start, rest = text.split(">", 1)
    start = re.sub(r' (width|height)="[^"]*"', "", start)  # as wide as its place
    return f"{start}>{rest}"
