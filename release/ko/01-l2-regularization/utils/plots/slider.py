"""A slider over figures that are drawn beforehand: no kernel waits for a move."""

import base64
import html
import io
import json
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout

import matplotlib.pyplot as plt

from utils.plots.hangul import make_readable

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

    draw(value) draws a new figure, all of one size; what it prints becomes the text
    below. start: the index of the value that is seen first, and everywhere where
    nothing can be moved: on paper, or in a notebook that is not trusted. The images
    are in the page, so it works without a kernel, and after the notebook is reopened.
    Raises ValueError if there is no value.
    """
    if not len(values):
        raise ValueError(
            'values가 비어 있습니다. 고를 값이 하나 이상 필요합니다.')
    from IPython.display import HTML, display  # not needed where nothing is shown

    display(HTML(page(name, [_frame(name, value, draw) for value in values], start)))


def page(name: str, frames: list[tuple[str, str, str]], start: int) -> str:
    """Return the HTML of a slider; frames: (value, text, PNG in base64) of each."""
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
        f'<img alt="{html.escape(text)}" style="max-width:100%;background:white" '
        f'src="data:image/png;base64,{image}">'
        f"<figcaption>{html.escape(text)}</figcaption></figure>"
    )


def _frame(name, value, draw):
    """Return what is seen at one value: its name, what was printed, the image."""
    said, held = io.StringIO(), io.BytesIO()
    with redirect_stdout(said), plt.ioff():  # `tell` is not to show it
        draw(value)
    figure = plt.gcf()
    make_readable(figure)
    figure.savefig(held, format="png", dpi=100, facecolor="white")
    plt.close(figure)
    text = " ".join(said.getvalue().split())
    return f"{name} = {value:g}", text, base64.b64encode(held.getvalue()).decode()
