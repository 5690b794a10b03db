"""Korean text in figures is drawn in letters, never in boxes."""

import json
import warnings

import matplotlib
import pytest

from utils.plots import hangul
from utils.plots.hangul import english, make_readable

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

TABLE = {"비용": "cost", "차수 {d}": "degree {d}", "차수 {d:2}: {a} {a}": "x {d:2} {a}"}


@pytest.fixture
def table(tmp_path, monkeypatch):
    """Have a table of texts, as a Korean release does."""
    (tmp_path / "texts.json").write_text(json.dumps(TABLE), "utf-8")
    monkeypatch.setattr(hangul, "__file__", str(tmp_path / "hangul.py"))
    hangul._templates.cache_clear()
    yield
    hangul._templates.cache_clear()


def test_without_a_font_the_text_is_english(table, monkeypatch):
    """Labels turn English, with what was filled in, and nothing warns."""
    monkeypatch.setattr(hangul, "FONTS", ())
    figure, axes = plt.subplots()
    axes.set(xlabel="비용", title="차수 15", ylabel="모르는 글 x")
    axes.plot([1], label="차수 비용")
    legend = axes.legend()
    make_readable(figure)
    assert (axes.get_xlabel(), axes.get_title()) == ("cost", "degree 15")
    assert legend.get_texts()[0].get_text() == "degree cost"
    assert axes.get_ylabel() == "x"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.canvas.draw()
    plt.close(figure)


@pytest.mark.parametrize("categories", [True, False])
def test_what_stands_at_an_axis_is_english_too(categories, table, monkeypatch):
    """Labels of ticks are set when a figure is drawn, those of categories then only."""
    monkeypatch.setattr(hangul, "FONTS", ())
    figure, axes = plt.subplots()
    if categories:
        axes.barh(["비용", "차수 3"], [1, 2])
    else:
        axes.set_yticks([0, 1], ["비용", "차수 3"])
    make_readable(figure)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.canvas.draw()
    shown = [label.get_text() for label in axes.get_yticklabels()]
    assert shown == ["cost", "degree 3"]
    plt.close(figure)


def test_with_a_font_the_text_stays_korean(table, monkeypatch):
    """The first font of the list that is installed draws it; others' texts stay."""
    monkeypatch.setattr(hangul, "FONTS", ("No such font", "DejaVu Serif"))
    figure, axes = plt.subplots()
    axes.set(xlabel="비용", ylabel="cost")
    make_readable(figure)
    assert axes.get_xlabel() == "비용"
    assert axes.xaxis.label.get_fontfamily() == ["DejaVu Sans", "DejaVu Serif"]
    assert "DejaVu Serif" not in axes.yaxis.label.get_fontfamily()
    plt.close(figure)


def test_without_a_table_nothing_fails():
    """In an English lesson there is no table, and no Korean text."""
    hangul._templates.cache_clear()
    assert english("cost") == "cost"
