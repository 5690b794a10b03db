"""What an instructor lists in nbgrader_config.py runs, whichever way is taken."""

import sqlite3

import nbformat
import pytest

from grader.nbgrader_bridge.course import CourseError, release
from grader.nbgrader_bridge.gradebook import Recorder
from tests.support import autograde, grade, gradebook, points, solution, submit

LESSON = "01-l2-regularization"
COST = "compute_cost_with_regularization"
PLUGIN = """
from nbgrader.preprocessors import NbGraderPreprocessor

class {name}(NbGraderPreprocessor):
    def preprocess(self, nb, resources):
        for cell in nb.cells:
            {does}
        return nb, resources
"""
BEFORE = "cell.source = cell.source.replace('lambd / m * (', 'lambd / (2 * m) * (')"
AFTER = "cell.metadata['seen'] = resources['nbgrader']['student']"


def add_plugins(course, monkeypatch):
    """List a step that comes before the tests, and one that comes after them."""
    for name, does in (("Before", BEFORE), ("After", AFTER)):
        text = PLUGIN.format(name=name, does=does)
        (course / f"my_{name.lower()}.py").write_text(text)
    config = course / "nbgrader_config.py"
    text = config.read_text()
    for list_, name in (("sanitize", "before.Before"), ("autograde", "after.After")):
        line = f'\nc.Autograde.{list_}_preprocessors.append("my_{name}")\n'
        text += line
    config.write_text(text)
    monkeypatch.syspath_prepend(str(course))
    monkeypatch.setenv("PYTHONPATH", str(course))


@pytest.mark.parametrize("way", [grade, autograde])
def test_an_instructors_own_steps_run(course, monkeypatch, way):
    """One mends an answer before it is tested, one marks the graded notebook."""
    add_plugins(course, monkeypatch)
    wrong = solution(LESSON, COST).replace("(2 * m)", "m")
    path = submit(course, "ada", LESSON, answers={COST: wrong})
    if way is grade:
        way(course, lesson=LESSON)
    else:
        release(course, LESSON)
        done = way(course, LESSON)
        assert done.returncode == 0, done.stderr
    assert gradebook(course, LESSON) == {"ada": (points(LESSON), False)}
    stored = course / "autograded" / "ada" / LESSON / path.name
    marks = {
        cell.metadata.get("seen") for cell in nbformat.read(stored, as_version=4).cells
    }
    assert marks == {"ada"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('c.Autograde.autograde_preprocessors = ["no.such.step"]', "no"),
        ("c.Autograde.autograde_preprocessors = []", "Judge is not listed"),
        ("c.Autograde.autograde_preprocessors = 5", "autograde_preprocessors"),
    ],
)
def test_a_list_that_cannot_be_used_is_named(course, line, said):
    """File, what was found, and what to do; before anything is graded."""
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(f"\n{line}\n")
    with pytest.raises(CourseError, match=f"nbgrader_config.py.*{said}.*Correct it"):
        Recorder(course)


def test_two_workers_find_all_rows_that_each_would_make(course):
    """nbgrader's steps make the row of a course: two at once, and one is lost."""
    (course / "gradebook.db").unlink()
    with Recorder(course) as recorder:
        recorder.require_assignment(LESSON)
    with sqlite3.connect(course / "gradebook.db") as book:
        rows = book.execute("select id from course").fetchall()
    assert ("default_course",) in rows
