"""From a test cell's outputs to a verdict: find, check and judge the evidence."""

import ast

from checker.check import EVIDENCE
from checker.judge import judge
from checker.messages import say
from checker.records import State, Verdict
from grader.lesson.blanks import clear_blanks
from grader.sandbox.limits import TIMED_OUT, why_stopped
from grader.submission.evidence import NoEvidence, read_evidence


def verdict_on(lesson, name, cell, notebook, nonce, limits, reason) -> Verdict:
    """Return the verdict on a test cell, from the evidence among its outputs."""
    loaded = lesson.exercises[name]
    texts = [
        output.data[EVIDENCE]
        for output in cell.get("outputs", ())
        if output.output_type == "display_data" and EVIDENCE in output.data
    ]
    verdicts = []
    for text in texts:
        try:
            results = read_evidence(text, nonce, loaded.spec, loaded.cases)
        except NoEvidence:
            continue
        verdicts.append(judge(loaded.spec, loaded.cases, results, loaded))
    if len(verdicts) == 1:
        return verdicts[0]
    if len(verdicts) > 1:
        if all(v.outputs == verdicts[0].outputs for v in verdicts):
            return verdicts[0]
        twice = say("The test was answered twice, and differently.")
        return _failed(loaded, twice)
    answer = next(
        c
        for c in notebook.cells
        if c.metadata.get("nbgrader", {}).get("grade_id") == name
    )
    if answer.source.strip() == clear_blanks(loaded.text).strip():
        return _failed(loaded, say("Not attempted yet."), State.NOT_ATTEMPTED)
    return _failed(loaded, _why_no_evidence(name, cell, answer, limits, reason))


def _failed(loaded, told, state=State.FAILED):
    outputs = dict.fromkeys(loaded.spec.outputs, state)
    return Verdict(loaded.name, state, outputs, remarks=(told,))


def _why_no_evidence(name, cell, answer, limits, reason):
    """Say why a test brought nothing back."""
    if reason:
        why = why_stopped(reason, limits)
        if reason == TIMED_OUT:
            return say(
                "While your function was tested: {why}. Is there an endless loop?",
                why=why,
            )
        return say("While your function was tested: {why}.", why=why)
    for output in answer.get("outputs", ()):
        if output.output_type == "error":
            ename, evalue = str(output.ename)[:60], str(output.evalue)[:200]
            if ename == "Stopped":
                return say(
                    "The cell that defines {name} was stopped: {why}.",
                    name=name,
                    why=evalue,
                )
            why = _syntax_error(answer.source) or evalue
            told = "The cell that defines {name} stopped with {error}: {why}."
            if not why:
                told = "The cell that defines {name} stopped with {error}."
            return say(told, name=name, error=ename, why=why)
    for output in cell.get("outputs", ()):
        if output.output_type == "error" and output.ename == "NameError":
            return say(
                "{name} is not defined: no cell above the test defines it.", name=name
            )
    return say("The test was ended before it could answer.")


def _syntax_error(source):
    """Return what is wrong with a cell's syntax, or "": found outside the kernel."""
    try:
        ast.parse(source)
    except SyntaxError as error:
        return f"{error.msg} in line {error.lineno} of the cell"
    except (ValueError, RecursionError, MemoryError):
        pass
    return ""
