"""What a page tells of visible cases: from a run that saw no hidden input.

A process that has seen hidden inputs could write them into all that it says of the
visible cases, too: the text of an error, a line, a shape. So a notebook is run twice,
in children that get the visible cases alone, and then in others that get all. In this
order nothing can be passed on: the machine remembers much, such as which pages of a
file were read and which process number was the last.
"""

import copy
import dataclasses
from collections.abc import Container

from nbformat import NotebookNode

from checker.judge import judge
from checker.messages import say
from checker.records import Evidence, State, Verdict
from grader.lesson.cells import grade_id
from grader.lesson.lesson import Lesson, Loaded
from grader.sandbox.limits import Limits
from grader.submission.evidence import Delivery, delivery_for, evidence_in
from grader.submission.run import Run, run_notebook
from grader.submission.sandbox import Sandbox

Told = dict[str, list[Evidence] | None]


def wants_words(loaded: Loaded, verdict: Verdict, results: list[Evidence]) -> bool:
    """Return whether something would be told of a visible case."""
    if verdict.state != State.FAILED:
        return False
    right = dict(verdict.cases)
    return any(
        one.error or one.problem or not right.get(case.name, True)
        for one, case in zip(results, loaded.cases, strict=True)
        if not case.hidden
    )


def run_for_words(
    notebook: NotebookNode,
    lesson: Lesson,
    deliveries: dict[str, Delivery],
    limits: Limits,
    sandbox: Sandbox,
) -> Run:
    """Run a notebook up to its last test, with the visible cases alone.

    What it stopped at is not run again: those cells of the notebook are put in the
    place of what they were.
    """
    again = copy.deepcopy(notebook)
    tests = [p for p, cell in enumerate(again.cells) if grade_id(cell) in deliveries]
    del again.cells[max(tests, default=-1) + 1 :]
    run = run_notebook(again, lesson, deliveries, limits, sandbox)
    for position in list(run.stops):
        if grade_id(again.cells[position]) in run.evidence:
            del run.stops[position]  # it was answered: that with hidden inputs may be
        else:
            notebook.cells[position] = again.cells[position]
    return run


def visible_deliveries(lesson: Lesson) -> dict[str, Delivery]:
    """Return {grade id of a test: its visible inputs}."""
    return {
        f"{name}-test": delivery_for(one, hidden=False)
        for name, one in lesson.exercises.items()
    }


def told_by(
    run: Run, lesson: Lesson, deliveries: dict[str, Delivery], wanted: Container[str]
) -> Told:
    """Return {grade id: evidence of its visible cases, None without} of some tests."""
    return {
        name: evidence_in(
            run.evidence.get(name, b""),
            delivery,
            lesson.exercises[name.removesuffix("-test")],
        )
        for name, delivery in deliveries.items()
        if name in wanted
    }


def with_words(
    loaded: Loaded,
    verdict: Verdict,
    results: list[Evidence],
    told: list[Evidence] | None,
) -> Verdict:
    """Return the verdict with what is told of the visible cases in place of theirs."""
    if told is None:
        remark = say("Not all of the results are what they should be.")
        nothing = {"found": (), "findings": (), "unexplained": ()}
        return dataclasses.replace(verdict, remarks=(remark,), **nothing)
    by_case = {one.case: one for one in told}
    merged = [by_case.get(one.case, one) for one in results]
    return judge(loaded.spec, loaded.cases, merged, loaded)
