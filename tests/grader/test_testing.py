"""What a process has seen of hidden inputs stays there, whatever cells do with it."""

import json
import time

import nbformat
import pytest

from checker.wire import loads
from grader.lesson.cells import grade_id
from grader.lesson.lesson import Course
from grader.sandbox.limits import Limits
from grader.sandbox.session import Session
from grader.submission.grade import grade_notebook
from grader.submission.repair import repair
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
SHOWN = tuple(c.inputs["lambd"] for c in TOLD.exercises[COST].cases if not c.hidden)
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


def test_words_do_not_depend_on_what_hidden_cases_show(sandbox):
    """Cells that would be stopped once hidden inputs are there run as all others do."""
    lines = "import errno\nif 'A3' in seen: raise OSError(errno.ENOSPC, 'full')"
    notebook = answered(
        f"seen = set()\ndef {COST}(A3, Y, parameters, lambd):\n"
        f"    seen.update(['A3'] * (lambd not in {SHOWN}))\n    return 0.7",
        f"def {BACKWARD}(X, Y, cache, lambd):\n    raise ValueError(f'{{ran}} ran')",
    )
    below = position(notebook, f"{COST}-test") + 1
    for _ in range(3):
        notebook["cells"].insert(below, code(COUNTS + lines))
    assert "3 ran" in graded(sandbox, notebook).exercises[1].message


@pytest.fixture
def asked(monkeypatch):
    """What children were asked: (child, what, names of the cases that it was sent)."""
    found = []

    def noted(what):
        method = getattr(Session, what)

        def ask(self, *arguments):
            sent = [part for part in arguments if isinstance(part, bytes)]
            cases = [case["name"] for data in sent for case in loads(data)["cases"]]
            found.append((self, what, cases))
            return method(self, *arguments)

        monkeypatch.setattr(Session, what, ask)

    for what in ("run", "test", "test_again"):
        noted(what)
    return found


def test_hidden_cases_come_when_the_notebook_is_through(sandbox, asked):
    """Until then a child has nothing hidden to tell; and one is enough."""
    notebook = answered()
    notebook["cells"].append(code("1", "last"))
    found = graded(sandbox, notebook)
    assert [one.score for one in found.exercises] == [10, 15, 0]
    order = [what for _, what, _ in asked]
    assert order[order.index("test_again") :] == ["test_again"] * len(TOLD.exercises)
    sent = {True: [], False: []}
    for _, what, cases in asked:
        sent[what == "test_again"] += cases
    for hidden in (True, False):
        cases = [c for one in TOLD.exercises.values() for c in one.cases]
        assert sent[hidden] == [c.name for c in cases if c.hidden == hidden]
    assert len({child for child, _, _ in asked}) == 1


# What stands above a right cost, what is its first line, what a later cell changes.
LATER = {
    "a helper": ("def helper(): pass", "helper()", "del helper"),
    "a number": ("factor = 1", "A3 = factor * A3", "factor = 2"),
    "NumPy's ways": ("", "np.log(np.zeros(1))", "np.seterr(all='raise')"),
    "its time": ("steps = 1", "sum(1 for _ in range(steps))", "steps = 10**10"),
    "its end": ("ends = False", "ends and os._exit(0)", "import os\nends = True"),
    "the shell": ("", "get_ipython().user_ns", "get_ipython = None"),
    "the function itself": ("", "pass", f"def {COST}(*_): return 17"),
    "the checks": ("", "pass", "import checker.collect as c\nc.collect = None"),
    "every module": ("", "pass", "import sys\nsys.modules.clear()"),
}


@pytest.mark.parametrize("name", LATER)
def test_what_a_later_cell_changes_costs_no_point(sandbox, name):
    """It would not where the hidden cases came with the test."""
    above, line, later = LATER[name]
    right = TOLD.exercises[COST].text.replace("    m = Y", f"    {line}\n    m = Y", 1)
    assert f"{line}\n    m = Y" in right
    notebook = answered(f"{above}\n{right}")
    notebook["cells"].append(code(later, "later"))
    found = graded(sandbox, notebook)
    assert found.exercises[0].score == found.exercises[0].max_score


def test_only_what_hidden_cases_alone_find_wrong_is_run_once_more(sandbox, asked):
    """Where visible cases have found the same, the notebook's end is not to blame."""
    right = TOLD.exercises[COST].text
    wrong = right.replace("    m = Y", "    A3 = A3 * 1.5\n    m = Y", 1)
    assert wrong != right
    found = graded(sandbox, answered(wrong))
    assert found.exercises[0].score == 0
    assert len({child for child, _, _ in asked}) == 1
    fits = f"    A3 = A3 if lambd in {SHOWN} else A3 * 1.5\n    m = Y"
    found = graded(sandbox, answered(right.replace("    m = Y", fits, 1)))
    assert found.exercises[0].score == 0
    assert "in the cases that you see" in found.exercises[0].message
    assert len({child for child, _, _ in asked}) == 3


def test_a_loop_that_hidden_cases_start_costs_its_own_test(sandbox):
    """Its seconds are up in both runs, and the others have their points."""
    right = TOLD.exercises[COST].text
    hangs = f"    while lambd not in {SHOWN}: pass\n    m = Y"
    found = graded(sandbox, answered(right.replace("    m = Y", hangs, 1)))
    assert found.exercises[0].score == 0
    assert "5 s" in found.exercises[0].message
    assert found.exercises[1].score == found.exercises[1].max_score


@pytest.mark.parametrize("ending", ["while True: pass", "import os\nos._exit(0)"])
def test_what_a_stopped_cell_defines_is_there_in_a_second_run(sandbox, ending):
    """Its child may be gone, in the first run, too: what it defines is run again."""
    right = TOLD.exercises[COST].text.replace("    m = Y", "    helper()\n    m = Y", 1)
    notebook = answered(right)
    above = code(f"def helper(): pass\n{ending}", "above")
    notebook["cells"].insert(position(notebook, COST), above)
    notebook["cells"].append(code("import os\nos._exit(0)", "last"))
    found = graded(sandbox, notebook)
    assert found.exercises[0].score == found.exercises[0].max_score


def test_what_a_cell_stopped_at_is_run_and_told_once(sandbox):
    """A cell that hangs is left out of a second run; its `def` is not."""
    right = TOLD.exercises[COST].text
    notebook = answered(f"{right}\nwhile True: pass")
    started = time.monotonic()
    found = graded(sandbox, notebook)
    assert found.exercises[0].score == found.exercises[0].max_score
    assert time.monotonic() - started < 2 * 5  # its cell may take 5 s
    cells = {grade_id(cell): cell for cell in found.notebook.cells}
    assert "5 s" in cells[COST].outputs[0].evalue
    assert f"{COST} stopped before its `def`" not in found.why
