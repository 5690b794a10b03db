"""Run a notebook's cells in a sealed child and collect what the tests send back.

The child is not trusted: it gets inputs and returns outputs. A cell that hangs or
kills its child costs that cell; before the next answer or test the earlier cells are
run again in a fresh one. Whoever else may have killed it, the first cell that this
happens to is tried once more.
"""

import contextlib
import time
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbformat.v4 import new_output

from grader.lesson.cells import grade_id
from grader.lesson.lesson import EXPERIMENT, Lesson
from grader.sandbox.limits import (
    DIED,
    MB,
    NOT_RUN,
    TIMED_OUT,
    TOO_MANY_FILES,
    Limits,
)
from grader.sandbox.outputs import CUT, FLOOD
from grader.sandbox.session import Ended, Session, most_seconds_of_a_cell
from grader.submission.evidence import Delivery
from grader.submission.sandbox import Sandbox
from grader.submission.written import is_of_lesson

_SHORT = 0.1  # seconds of a cell that are not counted


@dataclass
class Run:
    """What became of the cells, by position, and of the tests, by grade id.

    tested: tests that were run. alone: answers whose `def` was run
    without the rest of their cell. elsewhere: seconds in cells that are not the
    lesson's.
    """

    stops: dict[int, str] = field(default_factory=dict)
    tested: set[int] = field(default_factory=set)
    evidence: dict[str, bytes] = field(default_factory=dict)
    alone: list[str] = field(default_factory=list)
    elsewhere: float = 0.0


def most_seconds(lesson: Lesson, limits: Limits) -> float:
    """Return how long a run may take at most, its cells run again included."""
    turns = 2 * len(lesson.exercises) + 3
    return 2 * limits.submission_seconds + turns * most_seconds_of_a_cell(limits)


@contextlib.contextmanager
def running(
    notebook: NotebookNode,
    lesson: Lesson,
    deliveries: dict[str, Delivery],
    limits: Limits,
    sandbox: Sandbox,
    stopped: Container[int] = (),
) -> Iterator["Runner"]:
    """Yield what runs a notebook; its child is gone afterwards.

    deliveries: {grade id: the inputs of a hidden test}. stopped: cells that are left
    out, but for what they define. Raises RuntimeError or OSError where no child
    can be had, WorkerDied where those that fork them are gone.
    """
    runner = Runner(notebook, lesson, deliveries, limits, sandbox, stopped)
    try:
        yield runner
    finally:
        runner.session.end()


class Runner:
    """One run of a notebook, in one child or, where one is gone, in several."""

    def __init__(self, notebook, lesson, deliveries, limits, sandbox, stopped):
        self._stopped = stopped
        self._cells, self._lesson = notebook.cells, lesson
        self._deliveries, self._limits, self._sandbox = deliveries, limits, sandbox
        self._run = Run()
        self._done = {}  # {position: only its definitions?}, to be run again
        self._fresh = {}  # {position of an answer or test: children made for it}
        self._again_left = limits.submission_seconds
        self._tried_again = False
        self._room = FLOOD * limits.output_mb * MB  # for the outputs of all cells
        self.session = self._new_session()

    def _new_session(self) -> Session:
        return self._sandbox.session(self._lesson, self._limits)

    def run(self) -> Run:
        """Run all cells in place: their outputs and counts are put into them."""
        self._deadline = time.monotonic() + self._limits.submission_seconds
        for position, cell in enumerate(self._cells):
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            if _is_experiment(cell) and not self._limits.all_cells:
                if cell.metadata.get("changed"):
                    self._define(position, cell)
            elif position in self._stopped:
                self._define(position, cell)
            elif self._is_late(cell):
                self._run.stops[position] = TIMED_OUT
            elif not self._is_ready(position):
                self._run.stops[position] = NOT_RUN
            else:
                self._run_cell(position, cell)
        return self._run

    def _define(self, position, cell):
        """Run only what a cell defines; of an answer, its function."""
        name = grade_id(cell)
        if name in self._deliveries or self._is_late(cell):
            return
        if self._is_ready(position):
            function = name if name in self._lesson.exercises else None
            self.session.define(cell.source, function)
            self._done[position] = True

    def test_again(self, name: str, delivery: Delivery) -> tuple[bytes, str | None]:
        """Call the function of a test that was run once more, on other inputs.

        Return (its evidence, b"" without; why it was stopped, None if it was not).
        """
        most = delivery.most
        ended, evidence = self.session.test_again(name, delivery.data, most)
        return evidence, ended.reason

    def _is_target(self, cell):
        name = grade_id(cell)
        return name in self._deliveries or name in self._lesson.exercises

    def _is_late(self, cell):
        """True when the time is up: answers and tests still get their turn."""
        return time.monotonic() > self._deadline and not self._is_target(cell)

    def _run_cell(self, position, cell):
        ended = self._try(position, cell)
        lost = ended.reason == DIED and grade_id(cell) not in self._run.evidence
        if lost and not self._tried_again and self._again_left > 0:
            self._tried_again = True
            self._done.pop(position, None)
            if self._replace():
                ended = self._try(position, cell)
        self._keep(position, cell, ended)

    def _try(self, position, cell) -> Ended:
        name = grade_id(cell)
        if name in self._deliveries:
            delivery = self._deliveries[name]
            self._run.tested.add(position)
            ended, evidence = self.session.test(
                name, cell.source, delivery.data, delivery.most
            )
            if evidence:
                self._run.evidence[name] = evidence
        else:
            function = name if name in self._lesson.exercises else None
            started = time.monotonic()
            ended = self.session.run(cell.source, function)
            seconds = time.monotonic() - started
            if seconds > _SHORT and not is_of_lesson(cell, self._lesson):
                self._run.elsewhere += seconds
            self._note(position, function, ended)
        return ended

    def _keep(self, position, cell, ended: Ended):
        """Put into a cell what it showed, and remember why it was stopped."""
        cell.outputs, cell.execution_count = ended.outputs, ended.count
        self._room -= ended.size
        if self._room < 0:
            cell.outputs = [new_output("stream", text=CUT)]
        if ended.reason:
            self._run.stops[position] = ended.reason

    def _note(self, position, function, ended: Ended):
        """Remember what has to be run again in a fresh child.

        Of a cell that was stopped, what it defines: it may have come so far.
        """
        if ended.alone:
            self._run.alone.append(function)
        whole = self.session.is_alive and ended.reason in (None, TOO_MANY_FILES)
        self._done[position] = ended.alone or not whole

    def _is_ready(self, position):
        """Return whether there is a child in which the earlier cells were run.

        A child that is gone is replaced once for each answer and test, and once more
        when it is that one's own turn.
        """
        if self.session.is_alive:
            return True
        target = next(
            (
                i
                for i in range(position, len(self._cells))
                if self._is_target(self._cells[i])
            ),
            None,
        )
        if target is None:
            return False
        most = 2 if target == position else 1
        while self._fresh.get(target, 0) < most and self._again_left > 0:
            self._fresh[target] = self._fresh.get(target, 0) + 1
            if self._replace():
                return True
        return False

    def _replace(self):
        """Get a fresh child, run the earlier cells in it, and return if it lives."""
        started = time.monotonic()
        self.session = self._new_session()
        self._run_again()
        spent = time.monotonic() - started
        self._again_left -= spent
        self._deadline += spent
        return self.session.is_alive

    def _run_again(self):
        """Run earlier cells for their effects; a cell that ends the child is left."""
        until = time.monotonic() + self._again_left
        for position, only_definitions in list(self._done.items()):
            if time.monotonic() > until:
                return
            cell = self._cells[position]
            name = grade_id(cell)
            function = name if name in self._lesson.exercises else None
            if only_definitions:
                ended = self.session.define(cell.source, function)
                if function and not ended.failed and function not in self._run.alone:
                    self._run.alone.append(function)
            else:
                ended = self.session.run(cell.source, function)
            if not self.session.is_alive:
                if only_definitions:
                    del self._done[position]
                else:
                    self._done[position] = True
                return


def _is_experiment(cell):
    return EXPERIMENT in cell.metadata.get("tags", ())
