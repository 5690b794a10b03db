"""Pages that a learner makes of a notebook: `python -m checker.page`."""

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from checker import page as made
from grader.lesson.lesson import Course
from tests.support import ROOT


def test_a_page_needs_no_network_and_names_its_language(tmp_path, capsys):
    """No script, nothing from elsewhere, formulas as MathML, folded code left out."""
    notebook = new_notebook(metadata={"lang": "ko"})
    hidden = new_code_cell("hidden = 1", metadata={"jupyter": {"source_hidden": True}})
    shown = new_output("stream", text="seen\n")
    notebook.cells = [
        new_markdown_cell("# A <title>\n\nso $x^2 < 3$\n\n$$\\frac12$$"),
        hidden,
        new_code_cell("print('seen')", outputs=[shown]),
    ]
    path = tmp_path / "one.ipynb"
    nbformat.write(notebook, path)
    assert made.main([str(path)]) == 0
    assert "one.html" in capsys.readouterr().out
    page = BeautifulSoup((tmp_path / "one.html").read_text("utf-8"), "html.parser")
    assert page.html["lang"] == "ko"
    assert page.title.get_text() == "A <title>"
    assert len(page.find_all("math")) == 2 and "$" not in page.main.get_text()
    assert not page.find_all(["script", "link", "iframe"])
    text = page.main.get_text()
    assert "print" in text and "seen" in text and "hidden" not in text


@pytest.mark.parametrize("content", [None, "{", "[]", '{"cells": 5}'])
def test_what_is_no_notebook_is_named_in_one_sentence(content, tmp_path, capsys):
    """Missing, cut off, or something else: what was found, and what to do."""
    path = tmp_path / "one.ipynb"
    if content is not None:
        path.write_text(content)
    assert made.main([str(path)]) == 1
    told = capsys.readouterr().err
    assert "one.ipynb: no page could be made" in told and told.count("\n") == 1
    assert not (tmp_path / "one.html").exists()


@pytest.mark.browser
@pytest.mark.parametrize("lesson", Course(ROOT).lessons())
def test_axe_finds_nothing_in_a_lesson(lesson, tmp_path, browser, axe):
    """Text, tables, formulas, code: in both themes; narrow, nothing sticks out."""
    (path,) = (ROOT / "release" / lesson).glob("*.ipynb")
    page = tmp_path / "lesson.html"
    page.write_text(made.page(nbformat.read(path, as_version=4), ""), "utf-8")
    for scheme, rules in (("light", ()), ("dark", ("color-contrast",))):
        size = {"width": 800, "height": 900}
        tab = browser.new_page(viewport=size, color_scheme=scheme)
        tab.goto(page.as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") <= 800
        axe(tab, *rules)
