"""From evidence to a verdict, in the same words for a learner and for the grader.

`judge` asks an `Oracle` what each output should be.  In a released folder that is a
table of stored results (`stored.py`); the grader's runs the reference.  Nothing here
knows a solution.
"""

import dataclasses
from collections.abc import Sequence

import numpy as np

from checker.compare import same
from checker.diagnosis.diagnosis import Diagnosis, Observed, diagnose
from checker.diagnosis.exceptions import about_error
from checker.diagnosis.relations import OTHER_VALUES
from checker.masks import mask_problem
from checker.messages import Message, say
from checker.predictions import judge_predictions
from checker.records import (
    Case,
    Clause,
    Evidence,
    Finding,
    Kind,
    Oracle,
    Spec,
    State,
    Verdict,
)

NOT_REACHED = Clause("{outputs} was not reached.", "{outputs} were not reached.")
NOT_RETURNED = Clause("{outputs} was not returned.", "{outputs} were not returned.")
_IS_NONE = Clause("{outputs} is None.", "{outputs} are None.")
_TWICE = Clause(
    "{outputs} is not the same in both places where it is returned.",
    "{outputs} are not the same in both places where they are returned.",
)
_NO_NUMBERS = Clause(
    "{outputs} is {type}, expected numbers.", "{outputs} are {type}, expected numbers."
)
_NO_MASK_YET = Clause(
    "{outputs} is not judged before the mask is right.",
    "{outputs} are not judged before the mask is right.",
)


@np.errstate(all="ignore")  # a learner's numbers may be of any size
def judge(
    spec: Spec, cases: Sequence[Case], results: Sequence[Evidence], oracle: Oracle
) -> Verdict:
    """Return the verdict on `results`, the evidence of one function on `cases`."""
    if spec.thresholds:
        return judge_predictions(spec, cases, results, oracle)
    gots = [_arrays(result) for result in results]
    wants = [oracle.expected(i, got) for i, got in enumerate(gots)]
    findings = []
    for case, result, got, want in zip(cases, results, gots, wants, strict=True):
        here = _findings(spec, case, result, got, want)
        findings += _let_wait(spec, here, oracle.replays)
    states = _states(spec, cases, findings, oracle.replays)
    failed = [output for output in spec.outputs if states[output] == State.FAILED]
    stopped = {result.case for result in results if result.error}
    diagnosis = Diagnosis()
    if failed:
        observed = Observed(spec, cases, gots, wants, oracle, findings, stopped)
        diagnosis = diagnose(observed)
    changed = sorted({name for result in results for name in result.changed})
    blanks = _blanks(spec, states, stopped, changed)
    empty = _empty_names(spec, results)
    verdict = Verdict(
        spec.name,
        _state(blanks, empty, failed),
        states,
        blanks,
        diagnosis.mistakes,
        findings=tuple(findings),
        cases=tuple((case.name, _all_right(case, findings, stopped)) for case in cases),
    )
    told = _told(spec, verdict, diagnosis, results, cases, changed, empty)
    found, remarks, unexplained = told
    return dataclasses.replace(
        verdict, found=found, remarks=remarks, unexplained=unexplained
    )


def _arrays(result):
    return {
        name: np.asarray(output.value)
        for name, output in result.outputs.items()
        if output.kind == Kind.ARRAY
    }


def _states(spec, cases, findings, replays):
    """Return {output: its state over all cases}."""
    # Where a lesson's idea is switched off, nothing can be proved: an output that
    # cannot be judged there may still be right.
    neutral = {case.name for case in cases if replays and spec.is_neutral(case)}
    states = {}
    for output in spec.outputs:
        here = [f for f in findings if f.output == output]
        found = {
            f.state for f in here if f.case not in neutral or f.state != State.WAITS
        }
        order = (State.FAILED, State.NOT_ATTEMPTED, State.WAITS, State.PASSED)
        states[output] = next((s for s in order if s in found), State.FAILED)
    return states


def _blanks(spec, states, stopped, changed):
    """Return {blank: True if it earns its points}."""
    blanks = {
        blank.name: all(states[output] == State.PASSED for output in blank.outputs)
        for blank in spec.blanks
    }
    if all(blanks.values()):
        # Which blank did it cannot be seen from outside. One pays, unless one does.
        if stopped:  # behind the last of the outputs, or they would not all be there
            blanks[list(blanks)[-1]] = False
        elif changed:
            blanks[next(iter(blanks))] = False
    return blanks


def _state(blanks, empty, failed):
    if all(blanks.values()):
        return State.PASSED
    if empty and not failed and not any(blanks.values()):
        return State.NOT_ATTEMPTED
    return State.FAILED


def _all_right(case, findings, stopped):
    here = [f.state == State.PASSED for f in findings if f.case == case.name]
    return case.name not in stopped and all(here)


def _empty_names(spec, results):
    """Return the names that a blank still leaves None, in the order of the blanks."""
    names = {
        name
        for result in results
        for name, output in result.outputs.items()
        if output.kind == Kind.NONE
    }
    return [name for name in spec.blank_names if name in names]


def _findings(spec, case, result, got, expected):
    """Return a finding for each output that the case judges."""
    found = []
    for output in filter(case.judges, spec.outputs):
        out, want = result.outputs.get(output), expected.get(output)
        state, clause = State.PASSED, None
        if out is None:
            empty = _empty_names(spec, [result])
            state = State.WAITS if result.error and empty else State.FAILED
            clause = NOT_REACHED if result.error else NOT_RETURNED
        elif out.kind == Kind.NONE:
            state, clause = State.NOT_ATTEMPTED, _IS_NONE
        elif out.kind != Kind.ARRAY:
            state, clause = State.FAILED, _TWICE
            if out.kind == Kind.OTHER:
                clause = _NO_NUMBERS._replace(values=(("type", out.type),))
        elif want is None:
            state, clause = State.WAITS, _NO_MASK_YET
        elif output in spec.masks:
            keep = spec.masks[output].keep
            clause = mask_problem(got[output], want.shape, keep, case.inputs[keep])
            state, want = State.FAILED if clause else State.PASSED, None
        elif not same(got[output], want):
            state, clause = State.FAILED, OTHER_VALUES
        found.append(Finding(case.name, output, state, clause, got.get(output), want))
    return found


def _let_wait(spec, findings, replays):
    """A wrong output that follows from a wrong one waits: it is not judged yet.

    findings: those of one case. An oracle that replays can go on from a wrong output,
    unless it is not there, not finite, or of another shape.
    """
    bad = {
        f.output
        for f in findings
        if f.state != State.PASSED and not (replays and _goes_on(f.got, f.want))
    }
    return [
        Finding(f.case, f.output, State.WAITS, f.clause, f.got, f.want)
        if f.state == State.FAILED and bad & set(spec.depends.get(f.output, ()))
        else f
        for f in findings
    ]


def _goes_on(got, want):
    if got is None or want is None:
        return False
    return got.shape == np.shape(want) and bool(np.isfinite(got).all())


def not_attempted(empty) -> Message:
    """The calm sentence for a blank that is still empty."""
    return say("Not attempted yet: {empty} still to be filled in.", empty=empty)


def _told(spec, verdict, diagnosis, results, cases, changed, empty):
    """Return (what is told of outputs, remarks, outputs of which nothing is told)."""
    if verdict.state == State.PASSED:
        return (), (), ()
    if verdict.state == State.NOT_ATTEMPTED:
        return (), (not_attempted(empty),), ()
    states, told = verdict.outputs, set()
    known = [(mistake.told(), mistake.outputs) for mistake in diagnosis.mistakes]
    for mistake in diagnosis.mistakes:
        told |= set(mistake.outputs)
    error, meaning = about_error(spec, results, cases, empty)
    remarks = [remark for remark in (error, meaning) if remark]
    if error:
        remarks += diagnosis.before
    problems = _problems(results, cases)
    remarks += problems
    clauses = {}
    for output, clause in diagnosis.clauses.items():
        if problems and clause == NOT_RETURNED:
            continue  # the problem says it
        if output not in told and states[output] == State.FAILED:
            clauses.setdefault(clause, []).append(output)
    related, other = [], []
    for clause, names in clauses.items():
        if clause.explains:
            told |= set(names)
            related.append((clause.about(names), tuple(names)))
        elif not error:  # it says more
            other.append((clause.about(names), tuple(names)))
    unset = [
        output
        for output in spec.outputs
        if states[output] == State.NOT_ATTEMPTED and output not in empty
    ]
    if unset == [spec.returns]:
        remarks.append(say("Your function returns nothing: is its last line a return?"))
    elif unset:
        remarks += _IS_NONE.about(unset)
        remarks.append(say("Is that computed, and returned?"))
    if changed:
        remarks.append(
            say(
                "Your function changes its input {names} in place: work on a copy, or "
                "make a new array.",
                names=changed,
            )
        )
    if empty:
        remarks.append(not_attempted(empty))
    # What was not reached or not returned is told by the error or the problem.
    covered = {o for names in clauses.values() for o in names} | told
    missing = bool(meaning or problems or empty)
    unexplained = tuple(
        output
        for output in spec.outputs
        if states[output] == State.FAILED
        and output not in told
        and (output in covered or not missing)
    )
    found = (*known, *related, *other)
    if not found and not remarks:
        remarks.append(say("Not all of the results are what they should be."))
        unexplained = tuple(spec.outputs)
    return found, tuple(remarks), unexplained


PROBLEMS = {
    "nothing": "Your function returns nothing: is its last line a return?",
    "no dictionary": "The result is of type {type}, expected a dictionary.",
    "keys missing": "The result has no {names}.",
    "no tuple": "The result is of type {type}, expected {count} values.",
    "count": "The result has {found} values, expected {count}: {names}.",
    "order": "The result has its values in another order, expected {names}.",
    "inner no dictionary": "The cache is of type {type}, expected a dictionary.",
    "inner keys missing": "The cache has no {names}.",
    "inner no tuple": "The cache is of type {type}, expected {count} values.",
    "inner count": "The cache has {found} values, expected {count}: {names}.",
    "inner order": "The cache has its values in another order, expected {names}.",
}


def _problems(results, cases):
    """Return what is wrong with the form of the result, each told once."""
    found = {}
    for result, case in zip(results, cases):
        if result.problem and not case.hidden:
            template = PROBLEMS[result.problem.id]
            found[say(template, **result.problem.values)] = None
    if not found and any(result.problem for result in results):
        return [say("What it returns has another form in some cases.")]
    return list(found)
