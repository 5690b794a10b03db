"""From evidence to a verdict, in the same words for a learner and for the grader.

`judge` asks an `Oracle` what each output should be.  In a released folder that is a
table of stored results (`stored.py`); the grader's runs the reference.  Nothing here
knows a solution.
"""

import dataclasses
from collections.abc import Sequence

import numpy as np

from checker.allowances import allow
from checker.compare import same
from checker.diagnosis.diagnosis import Diagnosis, diagnose, merged
from checker.diagnosis.observed import Observed
from checker.diagnosis.relations import OTHER_VALUES
from checker.explain import IS_NONE, NOT_REACHED, NOT_RETURNED, explain
from checker.masks import frozen_masks, mask_problem
from checker.messages import clause
from checker.oracle import Oracle
from checker.predictions import judge_predictions
from checker.records import Case, Evidence, Finding, Kind, Spec, State, Verdict

BEGUN = "begun"  # instead of "not yet": what is there is right, the rest is empty
_TWICE = clause(
    "{outputs} {is|are} not the same in both places where {it is|they are} returned."
)
_NOT_DRAWN_FROM_IT = clause(
    "{outputs} {does|do} not come from the generator that is given.", explains=False
)
_NO_MASK_YET = clause("{outputs} {is|are} not judged before the mask is right.")


@np.errstate(all="ignore")  # a learner's numbers may be of any size
def judge(
    spec: Spec, cases: Sequence[Case], results: Sequence[Evidence], oracle: Oracle
) -> Verdict:
    """Return the verdict on `results`, the evidence of one function on `cases`."""
    if spec.thresholds:
        return judge_predictions(spec, cases, results, oracle)
    raw = [result.arrays for result in results]
    allowed = allow(spec, cases, raw, oracle)
    gots, wants, findings = allowed.gots, allowed.wants, []
    for case, result, got, want in zip(cases, results, gots, wants, strict=True):
        here = _findings(spec, case, result, got, want)
        findings += _let_wait(spec, here, oracle.replays)
    states = _states(spec, cases, findings, oracle.replays)
    stopped = {result.case for result in results if result.error}
    changed = sorted({name for result in results for name in result.changed})
    # The points are settled before anything waits for an empty blank.
    blanks = _blanks(spec, states, stopped, changed)
    if spec.passed_over(results):
        findings = [dataclasses.replace(f, state=_waits(f.state)) for f in findings]
        states = {output: _waits(state) for output, state in states.items()}
    diagnosis, failed = Diagnosis(), State.FAILED in states.values()
    if failed:
        observed = Observed(spec, cases, gots, wants, oracle, findings, stopped)
        diagnosis = _diagnose_visible_first(observed)
    empty = spec.empty_blanks(results)
    verdict = Verdict(
        spec.name,
        _state(blanks, empty, failed),
        states,
        blanks,
        diagnosis.mistakes,
        findings=_as_they_came(findings, cases, raw),
        cases=tuple((case.name, _all_right(case, findings, stopped)) for case in cases),
    )
    right = [output for output, state in states.items() if state == State.PASSED]
    ways = allowed.about(right)
    frozen = frozen_masks(spec.masks, cases, raw)
    found, remarks, unexplained = explain(
        spec, verdict, diagnosis, results, cases, changed, ways, frozen
    )
    begun = empty and any(blanks.values()) and not failed
    return dataclasses.replace(
        verdict,
        found=found,
        remarks=remarks,
        unexplained=unexplained,
        word=BEGUN if begun else "",
        does_hold=not frozen,
    )


def _waits(state):
    return State.WAITS if state == State.FAILED else state


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


def _as_they_came(findings, cases, raw):
    """Return the findings with the learner's own arrays, for the card to show."""
    came = {case.name: got for case, got in zip(cases, raw)}
    return tuple(
        dataclasses.replace(f, got=came[f.case].get(f.output)) for f in findings
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
            state, said = State.NOT_ATTEMPTED, IS_NONE
        elif out.kind == Kind.TWICE:
            said = _TWICE
        elif out.kind == Kind.OTHER:
            no_numbers = "{outputs} {is|are} {type}, expected numbers."
            said = clause(no_numbers, type=out.type)
        elif want is None:
            state, said = State.WAITS, _NO_MASK_YET
        elif output in spec.masks:
            name = spec.masks[output].keep
            keep = case.keep(output, name)
            said = mask_problem(got[output], want.shape, name, keep)
            if result.unused and np.min(keep) < 1:
                said = said or _NOT_DRAWN_FROM_IT
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
