"""Run one notebook of an ordinary assignment, and score its cells as nbgrader does.

Its tests run beside the student's code, in the same sealed child.
"""

import copy
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_output

from checker.records import State
from grader.lesson.assignment import Assignment, is_test
from grader.lesson.cells import grade_id, nbgrader_data
from grader.sandbox.forkserver import WorkerDied
from grader.sandbox.limits import Limits
from grader.sandbox.session import Ended, most_seconds_of_a_cell
from grader.submission.given import HIDDEN
from grader.submission.result import ExerciseResult
from grader.submission.run import Runner
from grader.submission.sandbox import Sandbox
from grader.submission.sanitize import sanitize
from grader.submission.shown import show_what_stopped

_MOST = 200  # characters of an error


@dataclass
class GradedNotebook:
    """What became of one notebook. why: why it is not graded, "" if it is.

    missing: it was not handed in, and earns nothing.
    """

    notebook: NotebookNode
    why: str = ""
    missing: bool = False
    notes: list[str] = field(default_factory=list)
    results: list[ExerciseResult] = field(default_factory=list)
    by_hand: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """Where the notebooks of one submission are run."""

    assignment: Assignment
    sandbox: Sandbox
    limits: Limits
    tell: Callable[[float], None]
    beside: Path


def run_twice(name, one, place):
    """Run a notebook; where the machine fails and not the student, once more."""
    for _ in range(2):
        attempt = copy.deepcopy(one)
        try:
            _run(name, attempt, place)
            return attempt
        except WorkerDied:
            raise
        except (RuntimeError, OSError) as error:
            one.why = f"no cell could be run: {error or type(error).__name__}"
    return one


class _Tests(Runner):
    """Runs a notebook as nbgrader would: what its cells show decides.

    refused: {grade id or number of a cell: what it tried and the seal stopped}.
    """

    def __init__(self, notebook, place):
        self._beside, self.refused = place.beside, {}
        super().__init__(
            *(notebook, place.assignment, {}, place.limits, place.sandbox, ())
        )

    def _new_session(self):
        return self._sandbox.session(self._lesson, self._limits, self._beside)

    def _is_target(self, cell):
        return is_test(cell)

    def _run_cell(self, position, cell):
        ended = self.session.run(cell.source, strict=is_test(cell))
        self._note(position, None, ended)
        self._keep(position, cell, ended)
        if is_test(cell):
            cell.outputs = _with_its_end(cell.outputs, ended)
        if ended.refused:
            name = grade_id(cell) or f"number {position + 1}"
            self.refused[name] = ended.refused


def _with_its_end(outputs: Sequence[NotebookNode], ended: Ended):
    """Return the outputs of a test, and its error or value if that was cut off."""
    if not any(o.output_type in ("error", "execute_result") for o in outputs):
        decides = ("error", "execute_result")
        outputs += [o for o in ended.outputs if o.output_type in decides]
    if ended.failed and not any(o.output_type == "error" for o in outputs):
        told = "the cell ended with an error that was not shown"
        outputs.append(new_output("error", ename="Error", evalue=told, traceback=[]))
    return outputs


def _run(name, one, place):
    limits, cells = place.limits, one.notebook.cells
    tests = sum(map(is_test, cells))
    turn = most_seconds_of_a_cell(limits)
    place.tell(2 * limits.submission_seconds + (2 * tests + 2) * turn)
    runner = _Tests(one.notebook, place)
    try:
        run = runner.run()
    finally:
        runner.session.end()
    place.tell(limits.judge_seconds)
    show_what_stopped(one.notebook, run, limits)
    for cell, what in runner.refused.items():
        one.notes.append(
            f"{name}, cell {cell}: it tried {' and '.join(what)}, which is not there "
            "while grading"
        )
    _score(name, one, place.assignment)
    texts = {
        cell.source
        for notebook in place.assignment.notebooks.values()
        for cell in notebook.cells
        if cell.cell_type != "code"
    }
    sanitize(one.notebook, texts, ())


def _score(name, one, assignment):
    """Note what each graded cell earned, or that a person has to look at it."""
    from nbgrader.utils import determine_grade  # when it is needed: it takes a second

    for cell in one.notebook.cells:
        data = nbgrader_data(cell)
        if not data.get("grade") and not data.get("task"):
            continue
        label, points = assignment.label(name, grade_id(cell)), float(data["points"])
        if data.get("task"):
            one.by_hand[label] = points
            continue
        try:
            score, _ = determine_grade(cell)
        except (ValueError, KeyError, TypeError) as error:
            one.notes.append(f"{name}, cell {label}: {error}. A person has to grade it")
            score = None
        if score is None:
            one.by_hand[label] = points
        elif is_test(cell):
            state = State.PASSED if score >= points else State.FAILED
            told = "" if state == State.PASSED else _error_of(cell)
            visible = "" if HIDDEN.search(cell.source) else str(state)
            result = ExerciseResult(
                *(label, str(state), score, points, {}, [], told, visible)
            )
            one.results.append(result)


def _error_of(cell):
    for output in cell.outputs:
        if output.output_type == "error":
            text = f"{output.ename}: {output.evalue}".removesuffix(": ")
            return re.sub(r"\s+", " ", text)[:_MOST]
    return ""
