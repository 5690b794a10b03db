"""A submission of lesson 08 with its answer in words, for several tests."""

import nbformat
from nbformat.v4 import new_markdown_cell

from grader.lesson.blanks import WRITE_HERE
from grader.lesson.cells import grade_id
from grader.lesson.lesson import Course
from tests.support import ROOT

LESSON, NOTEBOOK = "08-choose-a-regularizer", "choose-a-regularizer.ipynb"
PREDICT, WORDS = "predict_new_points", "justification"
OTHERS = {"paired_lead": None, "cross_validate": None}  # left blank by everybody
SOURCE = Course(ROOT).lesson(LESSON)
ANSWER = """I chose **λ = 12**: dev accuracy went from 65 % to 71 %, and 0.65 < 0.71.

| tried | dev |
|---|---|
| plain | 65 % |

1. It may be luck: $\\sqrt{2\\ln k}\\le 2.1$ and $a<b$.
2. See `fit(lambd=12)` & [the docs](https://numpy.org) \u2013 \u2018quoted\u2019."""


def cell_of(notebook, name=WORDS):
    """Return the one cell of that grade id."""
    (found,) = [cell for cell in notebook.cells if grade_id(cell) == name]
    return found


def released():
    return nbformat.read(ROOT / "release" / LESSON / NOTEBOOK, as_version=4)


def handed_in(change=None):
    """Return a submission with an answer in words, as the grader reads it."""
    notebook = released()
    cell_of(notebook).source = ANSWER
    if change:
        change(notebook)
    return notebook


def without(notebook):
    notebook.cells.remove(cell_of(notebook))


def written_below(notebook):
    """Leave the cell as it is and write into a new one, as many do."""
    cell = cell_of(notebook)
    cell.source = WRITE_HERE
    notebook.cells.insert(notebook.cells.index(cell) + 1, new_markdown_cell(ANSWER))
