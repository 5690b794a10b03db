"""From the evidence of a test to a verdict on a function."""

import re

from nbformat import NotebookNode

from checker.diagnosis.syntax import not_run
from checker.judge import judge
from checker.messages import Message, say
from checker.records import Evidence, State, Verdict
from grader.lesson.blanks import clear_blanks
from grader.lesson.cells import grade_id
from grader.lesson.lesson import Loaded
from grader.sandbox.limits import NOT_RUN, TIMED_OUT, Limits, why_stopped


def verdict_on(
    loaded: Loaded,
    results: list[Evidence] | None,
    cell: NotebookNode,
    notebook: NotebookNode,
    limits: Limits,
    reason: str | None,
) -> Verdict:
    """Return the verdict on a test cell, from what its child sent back.

    results: the evidence, None if none came; then the cells tell why. reason: why the
    test was stopped.
    """
    if results is not None:
        return judge(loaded.spec, loaded.cases, results, loaded)
    answer = next(c for c in notebook.cells if grade_id(c) == loaded.name)
    if _code(answer.source) == _code(clear_blanks(loaded.text)):
        return _failed(loaded, say("Not attempted yet."), State.NOT_ATTEMPTED)
    return _failed(loaded, _why_no_evidence(loaded.name, cell, answer, limits, reason))


def _code(source):
    """Return a cell without its docstring, which is in the language of the release."""
    return re.sub(r'"""[\s\S]*?"""', '""', source).strip()


def _failed(loaded, told: Message, state=State.FAILED) -> Verdict:
    outputs = dict.fromkeys(loaded.spec.outputs, state)
    return Verdict(loaded.name, state, outputs, remarks=(told,))


def _why_no_evidence(name, cell, answer, limits, reason) -> Message:
    """Say why a test brought nothing back."""
    for output in answer.get("outputs", ()):
        if output.output_type == "error":
            ename, evalue = str(output.ename)[:60], str(output.evalue)[:200]
            if ename == "Stopped":
                return say(
                    "The cell that defines {name} was stopped: {why}.",
                    name=name,
                    why=evalue,
                )
            unread = not_run(name, answer.source)
            told = say(
                "The cell that defines {name} stopped with {error}: {why}.",
                name=name,
                error=ename,
                why=evalue,
            )
            if not evalue:
                told = say(
                    "The cell that defines {name} stopped with {error}.",
                    name=name,
                    error=ename,
                )
            return unread or told
    if reason == NOT_RUN:
        return say("The test was not run: cells above it ended the process each time.")
    if reason:
        why = why_stopped(reason, limits)
        if reason == TIMED_OUT:
            return say(
                "While your function was tested: {why}. Is there an endless loop?",
                why=why,
            )
        return say("While your function was tested: {why}.", why=why)
    for output in cell.get("outputs", ()):
        if output.output_type == "error" and output.ename == "NameError":
            return say(
                "{name} is not defined: no cell above the test defines it.", name=name
            )
    return say("The test was ended before it could answer.")
