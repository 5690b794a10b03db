"""Run a notebook and its tests: hidden cases come last, when all else is told.

A process that has seen hidden inputs could write them into whatever it shows, and into
all that it says of the visible cases: the text of an error, a line, a shape. So the
tests are run on the visible cases, and what a page tells comes from there. When the
notebook is through, the functions that they were given are called on the hidden ones.
Such a call may fail because of what a later cell has changed. Before that costs a
point, the notebook is run once more, with the hidden cases where the tests stand.
"""

import copy
import dataclasses
from collections.abc import Callable

from nbformat import NotebookNode

from checker.records import Evidence, State, Verdict
from grader.lesson.cells import grade_id
from grader.lesson.lesson import Lesson, Loaded
from grader.sandbox.limits import TOO_MANY_FILES, Limits
from grader.sandbox.session import most_seconds_of_a_cell
from grader.submission.evidence import Delivery, delivery_for, evidence_in
from grader.submission.judge import verdict_on
from grader.submission.run import Run, most_seconds, running
from grader.submission.sandbox import Sandbox
from grader.submission.shown import show_what_stopped


@dataclasses.dataclass
class HiddenTest:
    """A test cell and what came of it, in its visible cases and in the hidden ones.

    reason: why it was stopped, None if it was not.
    """

    cell: NotebookNode
    position: int
    loaded: Loaded
    visible: list[Evidence] | None
    hidden: list[Evidence] | None
    reason: str | None
    verdict: Verdict | None = None

    @property
    def name(self) -> str:
        """The grade id of the cell."""
        return grade_id(self.cell)

    @property
    def share(self) -> float:
        """What is earned of the points, between 0 and 1."""
        return self.verdict.share(self.loaded.spec)

    def judge(self, notebook: NotebookNode, limits: Limits) -> None:
        """Reach the verdict."""
        results = None
        if self.visible is not None and self.hidden is not None:
            found = {one.case: one for one in [*self.visible, *self.hidden]}
            results = [found[case.name] for case in self.loaded.cases]
        self.verdict = verdict_on(
            self.loaded, results, self.cell, notebook, limits, self.reason
        )

    def is_open(self) -> bool:
        """True if it could be right where it stands: so far only hidden cases failed.

        Which of its outputs are right counts for each of them.
        """
        if self.visible is None or self.hidden is None:
            return self.visible is not None
        return not self._faults(self.hidden) <= self._faults(self.visible)

    def _faults(self, results):
        """Return the outputs that are not right, and what else there is."""
        names = {one.case for one in results}
        told = (one for one in self.verdict.findings if one.case in names)
        found = {one.output for one in told if one.state != State.PASSED}
        for one in results:
            found |= {("changed", name) for name in one.changed}
            if one.error or one.problem:
                found.add("stopped")
        return found


def run_tests(
    notebook: NotebookNode,
    lesson: Lesson,
    limits: Limits,
    sandbox: Sandbox,
    tell: Callable[[float], None],
) -> tuple[Run, list[HiddenTest]]:
    """Run a notebook in place; return what became of its cells, and its judged tests.

    tell: called with the seconds that the next step may take at most.
    """
    visible, hidden = _deliveries(lesson, False), _deliveries(lesson, True)
    tell(most_seconds(lesson, limits))
    with running(notebook, lesson, visible, limits, sandbox) as runner:
        run = runner.run()
        tests = _tests_in(notebook, lesson, run, visible)
        tell((len(tests) + 1) * most_seconds_of_a_cell(limits))
        for test in tests:
            if test.visible is not None:
                _call_again(runner, test, hidden[test.name])
    tell(limits.judge_seconds)
    show_what_stopped(notebook, run, limits)
    for test in tests:
        test.judge(notebook, limits)
    if any(test.is_open() for test in tests):
        tell(most_seconds(lesson, limits) + limits.judge_seconds)
        once_more = _run_once_more(
            notebook, lesson, limits, sandbox, run, tests, hidden
        )
        tests = [
            _better(test, once_more, hidden[test.name], notebook, limits)
            for test in tests
        ]
    return run, tests


def _run_once_more(notebook, lesson, limits, sandbox, run, tests, deliveries):
    """Run a copy down to the last test that is open, without what was stopped."""
    last = max(test.position for test in tests if test.is_open())
    again = copy.deepcopy(notebook)
    del again.cells[last + 1 :]
    stopped = {p for p, why in run.stops.items() if why != TOO_MANY_FILES}
    stopped -= {test.position for test in tests if test.visible is not None}
    with running(again, lesson, deliveries, limits, sandbox, stopped) as runner:
        return runner.run()


def _deliveries(lesson, hidden) -> dict[str, Delivery]:
    exercises = lesson.exercises.items()
    return {f"{name}-test": delivery_for(one, hidden) for name, one in exercises}


def _tests_in(notebook, lesson, run, deliveries):
    found = []
    for position, cell in enumerate(notebook.cells):
        name = grade_id(cell)
        if name in deliveries:
            loaded = lesson.exercises[name.removesuffix("-test")]
            data = run.evidence.get(name, b"")
            visible = evidence_in(data, deliveries[name], loaded)
            why = run.stops.get(position)
            found.append(HiddenTest(cell, position, loaded, visible, None, why))
    return found


def _better(test, run, delivery, notebook, limits):
    """Return a test, or what came of it where it stands if that earns no less."""
    if not test.is_open():
        return test
    found = evidence_in(run.evidence.get(test.name, b""), delivery, test.loaded)
    why = run.stops.get(test.position)
    other = dataclasses.replace(test, hidden=found, reason=why)
    other.judge(notebook, limits)
    return other if other.share >= test.share else test


def _call_again(runner, test, delivery):
    """Call the function of a test on its hidden cases."""
    test.hidden = []
    if delivery.cases:
        data, test.reason = runner.test_again(test.name, delivery)
        test.hidden = evidence_in(data, delivery, test.loaded)
