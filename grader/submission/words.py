"""What a page tells of visible cases: from a run that saw no hidden input.

A process that has seen hidden inputs could write them into all that it says of the
visible cases, too: the text of an error, a line, a shape. So where something is wrong
there, the notebook is run once more, in a child that gets the visible cases alone.
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
from grader.submission.evidence import delivery_for, evidence_in
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
    run: Run,
    wanted: Container[str],
    limits: Limits,
    sandbox: Sandbox,
) -> Told:
    """Return {grade id of a test: evidence of its visible cases, None without}.

    run: of the same notebook before. wanted: tests that something is told of; what
    stands below them is left out. Cells that were stopped there are not run again, but
    for those below the first hidden test that are nobody's answer: whether they are
    left out would tell this run what the other saw.
    """
    exercises = {f"{name}-test": one for name, one in lesson.exercises.items()}
    deliveries = {n: delivery_for(one, hidden=False) for n, one in exercises.items()}
    first = min(run.tested, default=len(notebook.cells))
    stops = {p for p in run.stops if p < first or grade_id(notebook.cells[p])}
    again = copy.deepcopy(notebook)
    last = max(p for p in run.tested if grade_id(notebook.cells[p]) in wanted)
    del again.cells[last + 1 :]
    again = run_notebook(again, lesson, deliveries, limits, sandbox, stops)
    return {
        name: evidence_in(again.evidence.get(name, b""), deliveries[name], loaded)
        for name, loaded in exercises.items()
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
