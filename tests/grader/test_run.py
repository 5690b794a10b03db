"""What a cell and a whole submission may take, and which cells are run again."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grader.lesson.lesson import EXPERIMENT, Course
from grader.sandbox.limits import DIED, NOT_RUN, TIMED_OUT, Limits
from grader.sandbox.session import Ended
from grader.submission import run as module
from grader.submission.evidence import Delivery
from grader.submission.judge import verdict_on
from grader.submission.run import Runner
from tests.support import ROOT

LESSON = Course(ROOT).lesson("01-l2-regularization")
ONE, TWO, *_ = LESSON.exercises
LIMITS = Limits(cell_seconds=30, submission_seconds=100)
DELIVERIES = {f"{n}-test": Delivery("", b"", 9, (), ()) for n in (ONE, TWO)}


class Machine:
    """Children that only note what they run; a cell's source says what it does.

    "10": it takes 10 seconds. "dies": it ends its child. "once": it does so where it is
    run again. "killed": its child is ended where it is run first.
    """

    def __init__(self, monkeypatch):
        self.now, self.children = 0.0, []
        monkeypatch.setattr(module.time, "monotonic", lambda: self.now)

    def session(self, lesson, limits):
        self.children.append(_Child(self))
        return self.children[-1]

    def run(self, *cells):
        """Run [(source, grade id or "")]; return {source: why it was stopped}."""
        made = []
        for source, name in cells:
            data = {"nbgrader": {"grade_id": name}} if name else {}
            made.append(new_code_cell(source, metadata=data))
        notebook = new_notebook(cells=made)
        runner = Runner(notebook, LESSON, DELIVERIES, LIMITS, self, ())
        return {made[i].source: why for i, why in runner.run().stops.items()}

    @property
    def ran(self):
        """What each child was asked to run."""
        return [child.asked for child in self.children]


class _Child:
    def __init__(self, machine):
        self._machine, self.is_alive, self.asked = machine, True, []

    def run(self, source, function=None, strict=False):
        before = sum(self._machine.ran, [])
        self.asked.append(source)
        word = source.split()[0]
        if word.isdigit():
            self._machine.now += int(word)
        ends = {"dies": True, "once": source in before, "killed": source not in before}
        if ends.get(word):
            self.is_alive = False
            return Ended(DIED)
        return Ended()

    def define(self, source, function=None):
        self.asked.append(f"def {source}")
        return Ended()

    def test(self, name, source, delivery, most):
        ended = self.run(source)
        return ended, b"evidence" if self.is_alive else b""


@pytest.fixture
def machine(monkeypatch):
    return Machine(monkeypatch)


def test_answers_and_tests_get_their_turn_when_the_time_is_up(machine):
    """Other cells do not, and it is said why."""
    late = ("60 a", ""), ("60 b", ""), ("plot", ""), ("f", ONE), ("t", f"{ONE}-test")
    assert machine.run(*late) == {"plot": TIMED_OUT}
    assert machine.ran == [["60 a", "60 b", "f", "t"]]


def test_a_cell_that_ends_its_child_costs_only_itself(machine):
    """The cells above run again before the next test; a plot between is not run."""
    cells = ("a", ""), ("f", ONE), ("dies", ""), ("b", ""), ("t", f"{ONE}-test")
    assert machine.run(*cells) == {"dies": DIED}
    tried = ["a", "f", "dies"]
    assert machine.ran == [tried, tried, ["a", "f", "def dies", "b", "t"]]


@pytest.mark.parametrize("name", ["", ONE, f"{ONE}-test"])
def test_a_child_that_something_else_killed_costs_nothing(machine, name):
    """What it had run is run again, and the cell in which it was."""
    cells = ("a", ""), ("killed", name), ("b", "")
    assert machine.run(*cells) == {}
    assert machine.ran == [["a", "killed"], ["a", "killed", "b"]]


def test_the_seconds_of_cells_that_run_again_are_not_the_submissions(machine):
    """Ninety seconds above, once more: the plot below still has its ten."""
    cells = ("90 a", ""), ("dies", ""), ("t", f"{ONE}-test"), ("plot", "")
    assert machine.run(*cells) == {"dies": DIED}
    assert machine.ran[-1] == ["90 a", "t", "plot"]


def test_what_is_only_defined_has_no_time_of_its_own(machine):
    """Twenty changed experiments would each have had half a minute."""
    made = [new_code_cell(f"{i} e", metadata={"changed": True}) for i in range(30, 33)]
    for cell in made:
        cell.metadata["tags"] = [EXPERIMENT]
    late = new_code_cell("101 a")
    answer = new_code_cell("f", metadata={"nbgrader": {"grade_id": ONE}})
    cells = [made[0], late, made[1], answer, made[2]]
    runner = Runner(new_notebook(cells=cells), LESSON, {}, LIMITS, machine, ())
    assert runner.run().stops == {}
    assert machine.ran == [["def 30 e", "101 a", "f"]]


def test_running_again_has_seconds_of_its_own_and_then_ends(machine):
    """Three tests that each end their child: no fourth time for what is above."""
    dying = [(f"dies {i}", "") for i in range(9)]
    tests = [("t", f"{ONE}-test"), ("u", f"{TWO}-test")]
    stops = machine.run(("60 a", ""), *dying, tests[0], *dying, tests[1])
    assert sum(asked.count("60 a") for asked in machine.ran) <= 3
    assert machine.now <= 60 + LIMITS.submission_seconds + 60
    assert set(stops.values()) <= {DIED, NOT_RUN}


def test_cells_are_run_again_once_for_a_test_and_once_more_at_its_turn(machine):
    """However many cells between end the child; what was not run is told so."""
    between = [("f", ONE), *[(f"dies {i}", "") for i in range(5)]]
    stops = machine.run(*between, ("t", f"{ONE}-test"))
    assert len(machine.children) == 4
    assert machine.ran[-1] == ["f", "def dies 0", "def dies 1", "t"]
    told = [stops[f"dies {i}"] for i in range(5)]
    assert told == [DIED, DIED, NOT_RUN, NOT_RUN, NOT_RUN]


def test_a_test_that_no_child_is_left_for_was_not_run(machine):
    """That is what is told: not that its function is not defined."""
    cells = [(f"once {letter}", "") for letter in "abc"]
    stops = machine.run(*cells, ("f", ONE), ("dies", ""), ("t", f"{ONE}-test"))
    assert stops == {"dies": DIED, "t": NOT_RUN}
    loaded, test = LESSON.exercises[ONE], new_code_cell("t")
    answer = new_code_cell("f", metadata={"nbgrader": {"grade_id": ONE}})
    verdict = verdict_on(
        loaded, None, test, new_notebook(cells=[answer, test]), LIMITS, stops["t"]
    )
    assert "was not run" in verdict.message
    assert "not defined" not in verdict.message
