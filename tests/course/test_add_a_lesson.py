"""docs/add-a-lesson.md is enough: its example is built, released, graded, audited."""

import copy
import re

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from grader import commands
from grader.lesson.blanks import clear_blanks
from grader.lesson.lesson import Course
from grader.lesson.reference import mutate
from tests.support import ROOT

TEXT = (ROOT / "docs" / "add-a-lesson.md").read_text("utf-8")
SOLUTION, AUTHOR = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
TEST = re.search(r"((?: {6}.*\n)*? {6}### END HIDDEN TESTS)", TEXT)[0]
LESSON, NAME = "09-my-lesson", "mean_squared_error"
MODEL = Course(ROOT).lesson("01-l2-regularization").notebook
OLD = "compute_cost_with_regularization"


def cell(model, name, source):
    """Return a copy of lesson 01's cell, with its metadata, under another name."""
    made = copy.deepcopy(next(c for c in MODEL.cells if c.id == model))
    made.id, made.source = name, source
    made.metadata.nbgrader.grade_id = name
    return made


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with the example as its only lesson, released."""
    root = tmp_path_factory.mktemp("course")
    (root / "nbgrader_config.py").symlink_to(ROOT / "nbgrader_config.py")
    for name in ("grader", "utils", "requirements.txt"):
        (root / name).symlink_to(ROOT / name)
    folder = root / "source" / LESSON
    (folder / "_author").mkdir(parents=True)
    (folder / "_author" / "exercises.py").write_text(AUTHOR)
    test = "\n".join(line[6:] for line in TEST.splitlines())
    cells = [
        new_markdown_cell("# How far off?", id="how-far-off"),
        cell("imports", "imports", "import numpy as np\nfrom checker import check"),
        cell(OLD, NAME, SOLUTION.strip()),
        cell(f"{OLD}-test", f"{NAME}-test", test),
    ]
    notebook = new_notebook(cells=cells, metadata=copy.deepcopy(MODEL.metadata))
    nbformat.write(notebook, folder / "my-lesson.ipynb")
    assert commands.release(root, []) == 0
    return root


def test_the_release_has_a_blank_and_only_what_the_lesson_needs(course):
    """The solution is gone, its comment stays; helper modules are those of check."""
    released = course / "release" / LESSON
    notebook = nbformat.read(released / "my-lesson.ipynb", as_version=4)
    blank = next(c for c in notebook.cells if c.id == NAME)
    assert "error = None  # the average" in blank.source
    assert (released / "utils" / "check.py").is_file()
    assert not (released / "utils" / "network.py").exists()
    assert not (released / "_author").exists()


def test_a_class_is_graded(course):
    """Right, blank and each known mistake: points, and the mistake by its name."""
    loaded = Course(course).lesson(LESSON).exercises[NAME]
    answers = {"ada": SOLUTION, "ben": clear_blanks(SOLUTION)}
    for mistake in loaded.exercise.mistakes:
        answers[mistake.id] = mutate(SOLUTION, mistake)
    released = course / "release" / LESSON / "my-lesson.ipynb"
    for student, answer in answers.items():
        notebook = nbformat.read(released, as_version=4)
        next(c for c in notebook.cells if c.id == NAME).source = answer
        folder = course / "submitted" / student / LESSON
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / released.name)
    found = {}
    commands.grade(course, [LESSON], show=lambda r: found.update({r.student: r}))
    assert found.pop("ada").score == 10
    assert found["ben"].exercises[0].state == "not attempted"
    assert found.pop("ben").score == 0
    for student, result in found.items():
        assert result.score == 0
        assert result.exercises[0].mistakes == [student]


def test_its_tests_are_sharp(course):
    """The audit of the example finds nothing to mend."""
    assert commands.audit(course, []) == 0
