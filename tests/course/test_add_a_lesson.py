"""docs/add-a-lesson.md is enough: its example is built, released, graded, audited."""

import copy
import re

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from grader.cli.audit import audit
from grader.cli.grade import grade
from grader.cli.release import release
from grader.lesson.blanks import clear_blanks
from grader.lesson.lesson import Course
from tests.support import ROOT

TEXT = (ROOT / "docs" / "add-a-lesson.md").read_text("utf-8")
SOLUTION, AUTHOR, ANSWERS = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
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
    folder = root / "source" / LESSON
    (folder / "_author" / "answers").mkdir(parents=True)
    (folder / "_author" / "exercises.py").write_text(AUTHOR)
    (folder / "_author" / "answers" / f"{NAME}.py").write_text(ANSWERS)
    test = "\n".join(line[6:] for line in TEST.splitlines())
    cells = [
        new_markdown_cell("# How far off?", id="how-far-off"),
        cell("imports", "imports", "import numpy as np\nfrom checker import check"),
        cell(OLD, NAME, SOLUTION.strip()),
        cell(f"{OLD}-test", f"{NAME}-test", test),
    ]
    notebook = new_notebook(cells=cells, metadata=copy.deepcopy(MODEL.metadata))
    nbformat.write(notebook, folder / "my-lesson.ipynb")
    assert release(root) == 0
    return root


def test_the_release_has_a_blank_and_only_what_the_lesson_needs(course):
    """The solution is gone, its comment stays; helper modules are those of check."""
    released = course / "release" / LESSON
    notebook = nbformat.read(released / "my-lesson.ipynb", as_version=4)
    blank = next(c for c in notebook.cells if c.id == NAME)
    assert "error = None  # the average" in blank.source
    assert (released / "checker" / "check.py").is_file()
    assert (released / "checker" / "data" / "checks.npz").is_file()
    assert not (released / "utils" / "network.py").exists()
    assert not (released / "_author").exists()


def test_a_class_is_graded(course):
    """Right, blank and each answer: points, and a known mistake by its name."""
    loaded = Course(course).lesson(LESSON).exercises[NAME]
    work = {"ada": SOLUTION, "ben": clear_blanks(SOLUTION)}
    students = {f"student{i}": answer for i, answer in enumerate(loaded.answers)}
    work |= {student: answer.text for student, answer in students.items()}
    released = course / "release" / LESSON / "my-lesson.ipynb"
    for student, text in work.items():
        notebook = nbformat.read(released, as_version=4)
        next(c for c in notebook.cells if c.id == NAME).source = text
        folder = course / "submitted" / student / LESSON
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / released.name)
    found = {}
    grade(course, [LESSON], show=lambda r: found.update({r.student: r}))
    assert found.pop("ada").score == 10
    assert found["ben"].exercises[0].state == "not attempted"
    assert found.pop("ben").score == 0
    assert found.keys() == students.keys()
    for student, answer in students.items():
        assert found[student].score == (10 if answer.right else 0)
        named = [answer.id] if answer.known_mistake else []
        assert found[student].exercises[0].mistakes == named


def test_its_tests_are_sharp_and_nothing_is_missing(course, capsys):
    """The audit of the example finds nothing to mend, and no answer missing."""
    assert audit(course) == 0
    assert "missing" not in capsys.readouterr().out


def test_a_lesson_may_begin_without_answers(course, capsys):
    """The audit proves the tests all the same, and says which answers are missing."""
    answers = course / "source" / LESSON / "_author" / "answers" / f"{NAME}.py"
    text = answers.read_text()
    answers.unlink()
    try:
        assert audit(course) == 0
    finally:
        answers.write_text(text)
    assert "another right way" in capsys.readouterr().out
