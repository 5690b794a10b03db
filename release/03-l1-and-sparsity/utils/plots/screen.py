"""How figures come into a notebook: sharp, and with a text for screen readers."""

import base64
import html
import io
import re
import sys
import unicodedata
from collections.abc import Sequence

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from utils.plots.hangul import make_readable

DPI = 100  # of a figure's inches, in pixels of a page
SHARPNESS = 2  # pixels of the image for each of them
_COLUMNS = 76  # of printed text; a narrow page breaks longer lines inside of words
# What stays on one line: a word, the numbers that follow it, a remark on the last one.
_PIECE = re.compile(r" *\S+(?: (?:[-+−]?\d\S*|[±=×→])(?!\S))*(?: \([^()]{,24}\)\S*)?")


def describe(figure: Figure) -> str:
    """Return what a figure shows, in words: its titles, axes and legends.

    What is to be seen in it, each helper prints in a sentence of its own.
    """
    panels = [_panel(ax) for ax in figure.axes if ax.axison]
    panels = [panel for panel in dict.fromkeys(panels) if panel]
    title = figure.get_suptitle()
    start = f"Figure of {len(panels)} panels" if len(panels) > 1 else "Figure"
    return ". ".join([f"{start}: {title}" if title else start, *panels]) + "."


def tell(text: str, whole: bool = True) -> None:
    """Print what a figure shows, in a notebook below it; fold long lines at blanks.

    whole: the figure is finished. If not, the notebook shows it after the cell has run.
    """
    if whole and plt.isinteractive() and "inline" in plt.get_backend():
        plt.show()
    print("\n".join(_folded(line) for line in text.split("\n")))


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return equally long rows of cells as lines of text, for `tell`.

    The first column stands at the left, each other one at the right of its place.
    """
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = []
    for name, *cells in rows:
        line = name + " " * (widths[0] - _width(name))
        for cell, width in zip(cells, widths[1:], strict=True):
            line += " " * (2 + width - _width(cell)) + cell
        lines.append(line)
    return "\n".join(lines)


def image(figure: Figure, sharpness: int = SHARPNESS) -> str:
    """Return a figure as an <img> of HTML, white in a dark theme, too."""
    make_readable(figure)
    held = io.BytesIO()
    figure.savefig(
        held, format="png", dpi=sharpness * DPI, bbox_inches="tight", facecolor="white"
    )
    data = held.getvalue()
    width = int.from_bytes(data[16:20], "big") // sharpness  # where a PNG has it
    return (
        f'<img alt="{html.escape(describe(figure))}" width="{width}" '
        'style="max-width:100%;height:auto;background:white;margin:4px 0" '
        f'src="data:image/png;base64,{base64.b64encode(data).decode()}">'
    )


def use() -> None:
    """Have the notebook show figures as `image` makes them; elsewhere do nothing."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if getattr(shell, "kernel", None) is None:
        return
    try:
        # Choosing a format forgets all others, so this goes first.
        from matplotlib_inline.config import InlineBackend
    except ImportError:
        return
    import matplotlib_inline.backend_inline  # noqa: F401

    InlineBackend.instance(parent=shell).figure_formats = {"retina"}
    formatters = shell.display_formatter.formatters
    formatters["image/png"].pop(Figure, None)
    formatters["text/html"].for_type(Figure, image)


def _folded(line):
    """Return a line in pieces of _COLUMNS at most; a row of a table stays as it is."""
    if "  " in line.strip():
        return line
    pieces = [""]
    for word in _PIECE.findall(line):
        if pieces[-1].strip() and _width(pieces[-1] + word) > _COLUMNS:
            pieces.append(" ")
        pieces[-1] += word
    return "\n".join(pieces)


def _width(text):
    """Return how many columns a text takes; a Korean letter takes two."""
    return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)


def _panel(ax):
    """Return title, axes, what stands at them, and legend.

    Such as "title: y over x: first bar, second bar; shown: first line, second line".
    """
    x, y, title = ax.get_xlabel(), ax.get_ylabel(), ax.get_title()
    axes = f"{y} over {x}" if x and y else x or y
    legend = ax.get_legend()
    shown = ", ".join(text.get_text() for text in legend.get_texts()) if legend else ""
    names = ", ".join(_names(ax.xaxis) + _names(ax.yaxis))
    parts = (": ".join(filter(None, (title, axes, names))), shown and f"shown: {shown}")
    return "; ".join(filter(None, parts)).replace("$", "")


def _names(axis):
    """Return the words that stand at an axis where others have numbers."""
    labels = [label.get_text() for label in axis.get_ticklabels()]
    return [text for text in labels if text[:1].isalpha()]
