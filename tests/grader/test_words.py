"""What a process has seen of hidden inputs stays there, whatever cells do with it."""

import json
import time

import nbformat
import pytest

from grader.lesson.cells import grade_id
from grader.lesson.lesson import Course
from grader.sandbox.limits import Limits
from grader.submission import grade, words
from grader.submission.evidence import delivery_for
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


def test_the_visible_cases_are_run_before_any_hidden_one(sandbox, monkeypatch):
    """The machine keeps traces of a run, which a later one could read.

    What stands below the last test is not run for words.
    """
    ran = []

    def run(notebook, lesson, deliveries, *others):
        ran.append(({*map(grade_id, notebook.cells)}, deliveries))
        return run_notebook(notebook, lesson, deliveries, *others)

    for module in (words, grade):
        monkeypatch.setattr(module, "run_notebook", run)
    notebook = answered()
    notebook["cells"].append(code("1", "last"))
    assert graded(sandbox, notebook).score
    (first, visible), (second, all_cases) = ran
    for name, loaded in TOLD.exercises.items():
        assert f"{name}-test" in first & second
        shown = len(visible[f"{name}-test"].data)
        assert shown == len(delivery_for(loaded, hidden=False).data)
        assert shown < len(all_cases[f"{name}-test"].data)


def test_what_a_cell_stopped_at_is_run_and_told_once(sandbox):
    """A cell that hangs is left out of the run with hidden cases; its `def` is not."""
    right = TOLD.exercises[COST].text
    notebook = answered(f"{right}\nwhile True: pass")
    started = time.monotonic()
    found = graded(sandbox, notebook)
    assert found.exercises[0].score == found.exercises[0].max_score
    assert time.monotonic() - started < 2 * 5  # its cell may take 5 s
    cells = {grade_id(cell): cell for cell in found.notebook.cells}
    assert "5 s" in cells[COST].outputs[0].evalue
    assert f"{COST} stopped before its `def`" not in found.why


def test_seconds_below_a_test_are_not_told(sandbox):
    """How long cells took that may know hidden inputs could be one of them."""
    notebook = answered()
    below = position(notebook, f"{COST}-test") + 1
    tells = "import time\ntime.sleep(4 if hidden else 1)"
    notebook["cells"].insert(below, code(tells))
    seen = code("hidden = set()")
    notebook["cells"].insert(position(notebook, COST), seen)
    source = notebook["cells"][position(notebook, COST)]
    source["source"] = "".join(source["source"]).replace(
        "    m = Y.shape[1]",
        "    hidden.update({1} if lambd not in (0.1, 0.7) else ())\n    m = Y.shape[1]",
    )
    assert "hidden.update" in source["source"]
    assert "seconds" not in graded(sandbox, notebook).why
    assert " s were spent" not in graded(sandbox, notebook).why
