"""A slider: moved by keyboard, without a kernel, and harmless where it cannot move."""

import base64
import html
import io
import json
import re

import matplotlib.pyplot as plt
import numpy as np
import pytest

from utils.plots.screen import tell
from utils.plots.slider import page, slide

ONE = base64.b64encode(b"one").decode()
FRAMES = [("λ = 0", "no <price>", ONE), ("λ = 1", "a price", ONE[::-1])]


def draw(value):
    """Draw a line whose height is the value."""
    plt.subplots(figsize=(2, 1))
    plt.plot([0, 1], [value, value])
    print(f"a line at {value}")


def test_all_images_are_in_the_page_and_one_is_seen(monkeypatch):
    """Each value has its image and what was printed for it; no figure stays open."""
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda one: shown.append(one.data))
    slide("λ", [0, 0.5], draw, start=1)
    (frames,) = re.findall(r'data-frames="([^"]*)"', shown[0])
    first, second = json.loads(html.unescape(frames))
    assert first[:2] == ["λ = 0", "a line at 0"]
    assert second[:2] == ["λ = 0.5", "a line at 0.5"]
    assert first[2] != second[2]
    assert shown[0].count("<img") == 1
    (width,) = re.findall(r'width="(\d+)"', shown[0])
    for data in (base64.b64decode(first[2]), base64.b64decode(second[2])):
        assert data[25] == 3  # a PNG's type: colours from a palette, which is small
        assert int.from_bytes(data[16:20], "big") // 2 == int(width)
    assert "<input data-lm-suppress-shortcuts" in shown[0]
    assert plt.get_fignums() == []


@pytest.mark.parametrize("layout", ["none", "constrained"])
def test_what_stands_beside_the_axes_is_in_all_images(layout, monkeypatch):
    """They are of one size, and nothing is cut, whatever one of them has outside."""
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda one: shown.append(one.data))

    def outside(value):
        _, axes = plt.subplots(figsize=(3, 2), layout=layout)
        axes.set(title="A title", xlabel="x", ylabel="y")
        axes.text(0.5, -1 - value, "below", transform=axes.transAxes)

    slide("λ", [0, 1], outside)
    (held,) = re.findall(r'data-frames="([^"]*)"', shown[0])
    data = [base64.b64decode(image) for _, _, image in json.loads(html.unescape(held))]
    images = [plt.imread(io.BytesIO(one))[..., :3] for one in data]
    assert images[0].shape == images[1].shape
    drawn = [np.argwhere(image.min(2) < 0.5) for image in images]
    size = np.array(images[0].shape[:2])
    for places in drawn:  # something white is around all that is drawn
        assert np.all(places.min(0) > 5) and np.all(places.max(0) < size - 5)
    assert drawn[0].max(0)[0] < drawn[1].max(0)[0]  # where the lower text stands


@pytest.mark.filterwarnings("error:Glyph")
def test_hangul_in_a_slider_is_drawn_in_letters(monkeypatch):
    """As in other figures: in a font that has it, or in English; no box, no warning."""
    monkeypatch.setattr("IPython.display.display", lambda one: None)

    def korean(value):
        plt.subplots(figsize=(2, 1))
        plt.title("비용")

    slide("λ", [0, 1], korean)


def test_a_figure_with_a_text_of_its_own_is_in_the_slider(monkeypatch):
    """In a notebook, too, where `tell` shows figures at once and forgets them."""
    shown, drawn = [], []
    monkeypatch.setattr("IPython.display.display", lambda one: shown.append(one.data))
    monkeypatch.setattr(plt, "get_backend", lambda: "inline")
    monkeypatch.setattr(plt, "show", lambda: drawn.append(plt.get_fignums()))

    def told(value):
        plt.subplots(figsize=(2, 1))
        tell(f"a line at {value}")

    with plt.ion():
        slide("λ", [0, 1], told)
        assert drawn == [] and "a line at 0" in shown[0]
        told(2)
    assert len(drawn) == 1
    plt.close("all")


def test_no_value_is_said():
    """An empty list is named, rather than a slider that cannot move."""
    with pytest.raises(ValueError, match="values is empty; expected one value"):
        slide("λ", [], draw)


@pytest.mark.browser
def test_a_key_changes_image_text_and_what_is_announced(tmp_path, browser, axe):
    """In a browser, in less than 0.2 s, without network; axe-core finds nothing."""
    file = tmp_path / "slider.html"
    head = '<html lang="en"><meta charset="utf-8"><title>A slider</title>'
    shown = page("λ", FRAMES, 0, width=300)
    file.write_text(f"{head}<main><h1>Price</h1>{shown}</main></html>")
    tab = browser.new_page()
    tab.goto(file.as_uri())
    assert tab.inner_text("figcaption") == "no <price>"
    tab.keyboard.press("Tab")
    tab.keyboard.press("ArrowRight")
    tab.wait_for_function("document.querySelector('output').value == 'λ = 1'")
    assert tab.inner_text("figcaption") == "a price"
    assert tab.get_attribute("img", "alt") == "a price"
    assert tab.get_attribute("img", "src").endswith(ONE[::-1])
    assert tab.get_attribute("input", "aria-valuetext") == "λ = 1"
    milliseconds = tab.evaluate(
        "() => { const one = document.querySelector('input'),"
        " began = performance.now(); one.value = 0;"
        " one.dispatchEvent(new Event('input'));"
        " return performance.now() - began }"
    )
    assert milliseconds < 200
    assert tab.inner_text("output") == "λ = 0"
    axe(tab)
