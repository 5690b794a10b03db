"""A slider over figures that are drawn beforehand: no kernel waits for a move."""

import base64
import html
import io
import json
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.transforms import Bbox
from PIL import Image

from utils.plots.hangul import make_readable
from utils.plots.screen import DPI, SHARPNESS

_MARGIN = 0.1  # inches around a figure
_COLORS = 256  # of an image; with all of them, a lesson's file becomes too large
_MOVED = (
    "const f=JSON.parse(this.dataset.frames)[this.value],"
    "b=this.closest('figure'),i=b.querySelector('img');"
    "i.src='data:image/png;base64,'+f[2];i.alt=f[1];"
    "b.querySelector('figcaption').textContent=f[1];"
    "b.querySelector('output').textContent=f[0];"
    "this.setAttribute('aria-valuetext',f[0])"
)


def slide(
    name: str, values: Sequence[float], draw: Callable[[float], object], start: int = 0
) -> None:
    """Show a figure for each value, and a slider to choose which one is seen.

    draw(value) draws a new figure; what it prints becomes the text below. start: the
    index of the value that is seen first, and everywhere where nothing can be moved: on
    paper, or in a notebook that is not trusted. The images are in the page, so it works
    without a kernel, and after the notebook is reopened.
    Raises ValueError if there is no value.
    """
    if not len(values):
        raise ValueError("values is empty; expected one value or more to choose from.")
    from IPython.display import HTML, display  # not needed where nothing is shown

    drawn = []
    try:
        for value in values:
            drawn.append(_drawn(value, draw))
        # One frame for all of them, so that the page stays still and nothing is cut.
        boxes = [figure.get_tightbbox() for figure, _ in drawn]
        box = Bbox.union(boxes).padded(_MARGIN)
        box = Bbox(np.round(box.get_points() * DPI) / DPI)  # whole pixels of the page
        frames = [
            (f"{name} = {value:g}", text, _image(figure, box))
            for value, (figure, text) in zip(values, drawn)
        ]
        width = round(box.width * DPI)
    finally:
        for figure, _ in drawn:
            plt.close(figure)
    display(HTML(page(name, frames, start, width)))


def page(name: str, frames: list[tuple[str, str, str]], start: int, width: int) -> str:
    """Return the HTML of a slider; frames: (value, text, PNG in base64) of each.

    width: of all images, in pixels of the page.
    """
    value, text, image = frames[start]
    # Hidden in the slider: whatever takes it out takes all other images with it.
    held = html.escape(json.dumps(frames))
    return (
        '<figure style="margin:0">'
        # JupyterLab's shortcuts would take the arrow keys away, but for this mark of
        # the element that has the focus.
        f'<label>{html.escape(name)} <input data-lm-suppress-shortcuts="true" '
        'type="range" min="0" step="1" '
        f'max="{len(frames) - 1}" value="{start}" aria-valuetext="{value}" '
        f'data-frames="{held}" oninput="{html.escape(_MOVED)}"></label> '
        f"<output>{html.escape(value)}</output><br>"
        f'<img alt="{html.escape(text)}" width="{width}" '
        'style="max-width:100%;height:auto;background:white" '
        f'src="data:image/png;base64,{image}">'
        f"<figcaption>{html.escape(text)}</figcaption></figure>"
    )


def _drawn(value, draw):
    """Return the figure of one value, and what was printed for it."""
    said = io.StringIO()
    with redirect_stdout(said), plt.ioff():  # `tell` is not to show it
        draw(value)
    figure = plt.gcf()
    make_readable(figure)
    figure.draw_without_rendering()  # from now on all stands in its place
    return figure, " ".join(said.getvalue().split())


def _image(figure, box):
    """Return what is in a box of a figure, in inches, as a PNG in base64."""
    drawn, held = io.BytesIO(), io.BytesIO()
    dpi = SHARPNESS * DPI
    figure.savefig(drawn, format="png", dpi=dpi, bbox_inches=box, facecolor="white")
    image = Image.open(drawn).convert("RGB").quantize(_COLORS)
    image.save(held, format="png", optimize=True)
    return base64.b64encode(held.getvalue()).decode()
