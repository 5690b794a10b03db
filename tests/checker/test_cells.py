"""A cell that did not run is told below its check, in the words of the grader."""

import sys

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbformat.v4 import new_code_cell, new_notebook, new_output

from checker.check import Check
from checker.records import State
from grader.lesson.lesson import Course
from grader.sandbox.limits import Limits
from grader.submission.judge import verdict_on
from tests.support import ROOT, lesson_benches, solution

LESSON, NAME = "01-l2-regularization", "compute_cost_with_regularization"
RIGHT = solution(LESSON, NAME)
NOTHING = RIGHT.replace("m = Y.shape[1]", "m =")
WHY = "did not run: line 7, `m =`. Nothing stands behind the `=`"


class _Lesson:
    """Answers as the sources of a course do, where a notebook in source/ is run."""

    def checks(self):
        return {name: b.stored for name, b in lesson_benches(LESSON).items()}


@pytest.fixture
def run(monkeypatch, capsys):
    """Return a function that runs a cell in a notebook's shell: what it shows."""
    shell = InteractiveShell()
    monkeypatch.setattr(sys.modules["checker.check"], "get_ipython", lambda: shell)
    check = Check()
    check.use(_Lesson())
    shell.user_ns.update(
        lesson_benches(LESSON)[NAME].loaded.namespace, check=check, ready=check.ready
    )

    def run_cell(source):
        capsys.readouterr()
        shell.run_cell(source)
        return capsys.readouterr().out

    return run_cell


def test_a_cell_with_a_syntax_error_is_a_card_and_no_name_error(run):
    """Below it the card names the line, what stands there and the usual cause."""
    assert "SyntaxError" in run(NOTHING)
    shown = run(f"check({NAME})")
    assert "not yet" in shown
    assert WHY in shown
    assert "NameError" not in shown


def test_an_older_version_is_not_called_right_below_a_cell_that_failed(run):
    """Right, then broken, then right again: the card says what the cell now holds."""
    run(RIGHT)
    assert "correct" in run(f"check({NAME})")
    run(NOTHING)
    shown = run(f"check({NAME})")
    assert WHY in shown
    assert "correct" not in shown
    assert "Correct" in run(f"ready({NAME})")
    run(RIGHT)
    assert "correct" in run(f"check({NAME})")


@pytest.mark.parametrize("above", ["1 / 0\n", "import nothing_of_that_name\n"])
def test_a_cell_that_stops_above_its_function_is_no_older_version(run, above):
    """The function of before is not judged, and the error is called by its name."""
    run(RIGHT)
    run(above + RIGHT)
    shown = run(f"check({NAME})")
    assert "correct" not in shown
    assert "stopped with" in shown


def test_what_stops_below_the_function_changes_nothing(run):
    """The function is there: it is judged as ever."""
    run(RIGHT + "\n1 / 0")
    assert "correct" in run(f"check({NAME})")


def test_to_call_a_function_that_is_not_there_says_why(run):
    """An experiment below the broken cell shows its reason, too."""
    run(NOTHING)
    assert WHY in run(f"{NAME}(1, 2, 3, 4)")


def test_the_grader_says_of_a_broken_cell_what_the_check_said(run):
    """The same sentence stands on the card and on the page."""
    run(NOTHING)
    shown = run(f"check({NAME})")
    error = new_output("error", ename="SyntaxError", evalue="x", traceback=[])
    answer = new_code_cell(NOTHING, outputs=[error])
    answer.metadata["nbgrader"] = {"grade_id": NAME}
    loaded = Course(ROOT).lesson(LESSON).exercises[NAME]
    notebook = new_notebook(cells=[answer])
    nbformat.validate(notebook)
    test = new_code_cell("")
    graded = verdict_on(loaded, None, test, notebook, Limits(), None)
    assert graded.state == State.FAILED
    assert WHY in graded.message
    assert graded.message in shown
