"""From evidence to a verdict, in the same words for a learner and for the grader.

`judge` asks an `Oracle` what each output should be.  In a released folder that is a
table of stored results (`stored.py`); the grader's runs the reference.  Nothing here
knows a solution.
"""

import dataclasses
from collections.abc import Sequence

import numpy as np

from checker.compare import same
from checker.diagnosis.diagnosis import Diagnosis, diagnose, merged
from checker.diagnosis.exceptions import about_error
from checker.diagnosis.observed import Observed
from checker.diagnosis.relations import OTHER_VALUES
from checker.masks import mask_problem
from checker.messages import not_attempted, say
from checker.predictions import judge_predictions
from checker.records import (
    Case,
    Evidence,
    Finding,
    Kind,
    Oracle,
    Spec,
    State,
    Verdict,
    clause,
)

NOT_REACHED = clause("{outputs} {was|were} not reached.")
NOT_RETURNED = clause("{outputs} {was|were} not returned.")
_IS_NONE = clause("{outputs} {is|are} None.", "Is that computed, and returned?")
_TWICE = clause(
    "{outputs} {is|are} not the same in both places where {it is|they are} returned."
)
_NO_MASK_YET = clause("{outputs} {is|are} not judged before the mask is right.")
PROBLEMS = {  # of the form of what is returned, or of a tuple in it
    "nothing": "Your function returns nothing: is its last line a return?",
    "no dictionary": "A value of type {type} is returned, expected a dictionary "
    "{names}.",
    "keys missing": "The dictionary that is returned has no {names}.",
    "no tuple": "A value of type {type} is returned, expected {count}: {names}.",
    "count": "A tuple of {found} is returned, expected {count}: {names}.",
    "order": "What is returned is in another order, expected {names}.",
}


@np.errstate(all="ignore")  # a learner's numbers may be of any size
def judge(
    spec: Spec, cases: Sequence[Case], results: Sequence[Evidence], oracle: Oracle
) -> Verdict:
    """Return the verdict on `results`, the evidence of one function on `cases`."""
    if spec.thresholds:
        return judge_predictions(spec, cases, results, oracle)
    gots = [result.arrays for result in results]
    wants = [oracle.expected(i, got) for i, got in enumerate(gots)]
    findings = []
    for case, result, got, want in zip(cases, results, gots, wants, strict=True):
        here = _findings(spec, case, result, got, want)
        findings += _let_wait(spec, here, oracle.replays)
    states = _states(spec, cases, findings, oracle.replays)
    stopped = {result.case for result in results if result.error}
    diagnosis, failed = Diagnosis(), State.FAILED in states.values()
    if failed:
        observed = Observed(spec, cases, gots, wants, oracle, findings, stopped)
        diagnosis = _diagnose_visible_first(observed)
    changed = sorted({name for result in results for name in result.changed})
    blanks = _blanks(spec, states, stopped, changed)
    empty = spec.empty_blanks(results)
    verdict = Verdict(
        spec.name,
        _state(blanks, empty, failed),
        states,
        blanks,
        diagnosis.mistakes,
        findings=tuple(findings),
        cases=tuple((case.name, _all_right(case, findings, stopped)) for case in cases),
    )
    found, remarks, unexplained = _explain(
        spec, verdict, diagnosis, results, cases, changed, empty
    )
    return dataclasses.replace(
        verdict, found=found, remarks=remarks, unexplained=unexplained
    )


def _diagnose_visible_first(observed):
    """Return a `Diagnosis` that repeats nothing of a hidden case.

    What is wrong in visible cases is explained by these alone; of what is wrong only
    in hidden ones, a known mistake is named, and an expected shape told.
    """
    count = sum(not case.hidden for case in observed.cases)
    if count == len(observed.cases):
        return diagnose(observed)
    names = {case.name for case in observed.cases[:count]}  # visible ones come first
    visible = dataclasses.replace(
        observed,
        cases=observed.cases[:count],
        gots=observed.gots[:count],
        wants=observed.wants[:count],
        findings=[f for f in observed.findings if f.case in names],
        stopped=observed.stopped & names,
    )
    found = diagnose(visible)
    wrong = {f.output for f in observed.findings if f.state == State.FAILED}
    unseen = wrong - {f.output for f in visible.findings if f.state == State.FAILED}
    if not unseen:
        return found
    mistakes, clauses = list(found.mistakes), dict(found.clauses)
    for one in diagnose(observed).mistakes:
        outputs = tuple(output for output in one.outputs if output in unseen)
        if outputs and not one.besides:  # those are numbers
            mistakes.append(one._replace(outputs=outputs))
            unseen -= set(outputs)
    for output in unseen:
        here = [f for f in observed.findings if f.output == output]
        clauses[output] = _in_hidden_cases([f for f in here if f.case not in names])
    return Diagnosis(merged(mistakes, observed.spec.outputs), clauses, found.before)


def _in_hidden_cases(findings):
    for f in findings:
        if f.got is not None and f.want is not None and f.got.shape != f.want.shape:
            return clause(
                "{outputs} {has|have} another shape than expected in a case that you "
                "do not see: there it is {shape}.",
                shape=f"{f.want.shape}",
            )
    return clause(
        "{outputs} {is|are} right in the cases that you see, and wrong in others.",
        "What in your code fits only their numbers or shapes?",
        explains=False,
    )


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


def _findings(spec, case, result, got, expected):
    """Return a finding for each output that the case judges."""
    found = []
    for output in filter(case.judges, spec.outputs):
        out, want = result.outputs.get(output), expected.get(output)
        state, said = State.FAILED, None
        if out is None:
            if result.error and spec.empty_blanks([result]):
                state = State.WAITS
            said = NOT_REACHED if result.error else NOT_RETURNED
        elif out.kind == Kind.NONE:
            state, said = State.NOT_ATTEMPTED, _IS_NONE
        elif out.kind == Kind.TWICE:
            said = _TWICE
        elif out.kind == Kind.OTHER:
            no_numbers = "{outputs} {is|are} {type}, expected numbers."
            said = clause(no_numbers, type=out.type)
        elif want is None:
            state, said = State.WAITS, _NO_MASK_YET
        elif output in spec.masks:
            keep = spec.masks[output].keep
            said = mask_problem(got[output], want.shape, keep, case.inputs[keep])
            want = None
        elif not same(got[output], want):
            said = OTHER_VALUES
        state = state if said else State.PASSED
        found.append(Finding(case.name, output, state, said, got.get(output), want))
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
        dataclasses.replace(f, state=State.WAITS)
        if f.state == State.FAILED and bad & set(spec.depends.get(f.output, ()))
        else f
        for f in findings
    ]


def _goes_on(got, want):
    if got is None or want is None:
        return False
    return got.shape == np.shape(want) and bool(np.isfinite(got).all())


def _explain(spec, verdict, diagnosis, results, cases, changed, empty):
    """Return (what is told of outputs, remarks, outputs of which nothing is told)."""
    if verdict.state == State.PASSED:
        return (), (), ()
    if verdict.state == State.NOT_ATTEMPTED:
        return (), (not_attempted(empty),), ()
    states = verdict.outputs
    found = [(one.sentences(), one.outputs) for one in diagnosis.mistakes]
    named = {output for one in diagnosis.mistakes for output in one.outputs}
    error, meaning = about_error(spec, results, cases, empty)
    problems = _problems(results, cases)
    clauses = {}
    for output, said in diagnosis.clauses.items():
        if problems and said == NOT_RETURNED:
            continue  # the problem says it
        if output not in named and states[output] == State.FAILED:
            clauses.setdefault(said, []).append(output)
    # An error says more than that something is wrong.
    kept = [said for said in clauses if said.explains or not error]
    for said in sorted(kept, key=lambda said: not said.explains):
        found.append((said.about(clauses[said]), tuple(clauses[said])))
    remarks = [remark for remark in (error, meaning) if remark]
    remarks += [*(diagnosis.before if error else ()), *problems]
    unset = [
        output
        for output in spec.outputs
        if states[output] == State.NOT_ATTEMPTED and output not in empty
    ]
    if unset == [spec.returns]:
        remarks.append(say(PROBLEMS["nothing"]))
    elif unset:
        remarks += _IS_NONE.about(unset)
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
    if not found and not remarks:
        remarks = [say("Not all of the results are what they should be.")]
        return (), tuple(remarks), tuple(spec.outputs)
    # What was not reached or not returned is told by the error or the problem.
    said_by_others = meaning or problems or empty
    explained = {o for said, names in clauses.items() if said.explains for o in names}
    covered = {o for names in clauses.values() for o in names}
    unexplained = tuple(
        output
        for output in spec.outputs
        if states[output] == State.FAILED
        and output not in named | explained
        and (output in covered or not said_by_others)
    )
    return tuple(found), tuple(remarks), unexplained


def _problems(results, cases):
    """Return what is wrong with the form of the result, each told once."""
    problems = [r.problem for r, case in zip(results, cases) if not case.hidden]
    said = [say(PROBLEMS[one.id], **one.values) for one in problems if one]
    found = list(dict.fromkeys(said))
    if not found and any(result.problem for result in results):
        return [say("What it returns has another form in some cases.")]
    return found
