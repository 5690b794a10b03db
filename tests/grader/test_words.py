"""What a process has seen of hidden inputs stays there, whatever cells do with it."""

import json

import nbformat
import pytest

from grader.lesson.cells import grade_id
from grader.lesson.lesson import Course
from grader.sandbox.limits import Limits
from grader.submission import words
from grader.submission.grade import grade_notebook
from grader.submission.repair import repair
from grader.submission.run import run_notebook
from tests.hostile.build import (
    BACKWARD,
    COST,
    LESSON,
    answered,
    code,
    position,
)
from tests.support import ROOT

TOLD = Course(ROOT).lesson(LESSON)
# How a cell below a test could tell what its function has seen.

TELLS = {
    "by an error": "1 / 0",
    "by a full disk": "import errno\nraise OSError(errno.ENOSPC, 'full')",
    "by its end": "import os\nos._exit(0)",
    "by no count": "get_ipython().execution_count = None",
    "by what it shows": "print(seen)",
}
COUNTS = "ran = globals().get('ran', 0) + 1\n"


def graded(sandbox, notebook):
    """Return the result of a notebook, given as JSON."""
    mended, _ = repair(nbformat.reads(json.dumps(notebook), 4), TOLD)
    limits = Limits(cell_seconds=5, submission_seconds=20)
    return grade_notebook("s", mended, TOLD, sandbox, (), limits)


@pytest.mark.parametrize("how", TELLS)
def test_no_cell_of_a_students_tells_a_bit_below_the_first_test(sandbox, how):
    """There may be two thousand: how each of them ended would be a whole input."""
    notebook = answered()
    below = position(notebook, f"{COST}-test") + 1
    notebook["cells"].insert(below, code(TELLS[how], "bit"))
    cells = {cell.id: cell for cell in graded(sandbox, notebook).notebook.cells}
    assert cells["bit"].outputs == []
    assert cells["bit"].execution_count is None
    assert cells["bit"].source == TELLS[how]


def test_the_run_for_words_does_not_depend_on_what_the_other_saw(sandbox):
    """Cells that were stopped once hidden inputs were there run as all others do."""
    lines = "import errno\nif 'A3' in seen: raise OSError(errno.ENOSPC, 'full')"
    notebook = answered(
        f"seen = set()\ndef {COST}(A3, Y, parameters, lambd):\n"
        "    seen.update(['A3'] * (lambd not in (0.1, 0.7)))\n    return 0.7",
        f"def {BACKWARD}(X, Y, cache, lambd):\n    raise ValueError(f'{{ran}} ran')",
    )
    below = position(notebook, f"{COST}-test") + 1
    for _ in range(3):
        notebook["cells"].insert(below, code(COUNTS + lines))
    assert "3 ran" in graded(sandbox, notebook).exercises[1].message


def test_what_stands_below_the_last_words_is_not_run_for_them(sandbox, monkeypatch):
    """A second run costs as much as the first: it ends as soon as it can."""
    ran = []

    def run(notebook, *others):
        ran.append([*map(grade_id, notebook.cells)])
        return run_notebook(notebook, *others)

    monkeypatch.setattr(words, "run_notebook", run)
    found = graded(
        sandbox, answered(f"def {COST}(A3, Y, parameters, lambd):\n    return 0.7")
    )
    assert [len(names) for names in ran] == [ran[0].index(f"{COST}-test") + 1]
    assert found.exercises[0].message
