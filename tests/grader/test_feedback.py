"""Feedback pages made for a whole class are those that nbconvert would make."""

import re

import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_output

from grader.lesson.lesson import Course
from grader.nbgrader_bridge.feedback import FeedbackExporter, FeedbackPages
from grader.nbgrader_bridge.gradebook import Recorder, load_config
from grader.submission.grade import grade
from tests.support import ROOT, submit

LESSON, NAME = "01-l2-regularization", "l2-regularization"
RED_DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE"
    "0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg=="
)


@pytest.fixture(scope="module")
def lesson():
    return Course(ROOT).lesson(LESSON)


def normal(page):
    """Return a page as nbconvert leaves it, without ids that are drawn by chance."""
    return re.sub(r"cell-id=[0-9a-f]+", "", str(BeautifulSoup(page, "html.parser")))


@pytest.mark.parametrize("image", [False, True])
def test_a_page_is_nbconverts_own(lesson, image):
    """Remembered texts change nothing, on a second page neither; images have a text."""
    notebook = lesson.notebook
    code = next(cell for cell in notebook.cells if cell.cell_type == "code")
    code.outputs = [new_output("stream", text="shown\n")]
    if image:
        code.outputs.append(new_output("display_data", {"image/png": RED_DOT}))
    ours = FeedbackExporter(template_name="classic")  # as in nbgrader's
    first, _ = ours.from_notebook_node(notebook)
    second, _ = ours.from_notebook_node(notebook)
    plain = HTMLExporter(template_name="classic")
    expected, _ = plain.from_notebook_node(notebook)
    assert "shown" in first
    assert normal(first) == normal(second) == normal(expected)
    if image:
        assert 'alt="No description' in first
    code.outputs = []


def test_no_score_stands_on_the_page_of_what_was_not_graded(course, lesson, sandbox):
    """A page for what could not be graded says so; it shows no 0 and no maximum."""
    path = submit(course, "s", LESSON)
    path.write_text("{")
    with Recorder(course) as recorder:
        recorder.record(grade("s", path.parent, lesson, sandbox), path.name)
    page = (course / "feedback" / "s" / LESSON / f"{NAME}.html").read_text()
    assert "broken JSON" in page
    assert "not graded" in page
    assert "Score:" not in page


def test_the_same_exporter_serves_a_class(course):
    """One exporter writes all pages of a lesson."""
    pages = FeedbackPages(course, LESSON, load_config(course))
    assert isinstance(pages.exporter, FeedbackExporter)
