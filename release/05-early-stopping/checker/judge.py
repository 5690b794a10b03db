"""From evidence to a verdict, in the same words for a learner and for the grader.

`judge` asks an *oracle* what each output should be.  In a released folder the
oracle is a table of stored results (`_tables.py`); the grader's oracle runs the
reference.  Nothing here knows a solution.
"""

from dataclasses import dataclass, field

import numpy as np

from checker.collect import TWO
from checker.compare import same
from checker.diagnosis.diagnose import Diagnosis, diagnose
from checker.diagnosis.relations import GENERIC
from checker.masks import mask_problem
from checker.messages import NOT_RETURNED, not_attempted, wrong
from checker.predictions import KIND, look_at_contest

PASSED, FAILED, NOT_ATTEMPTED, WAITS = "passed", "failed", "not attempted", "waits"


@dataclass(frozen=True)
class Finding:
    """One output in one case."""

    case: str
    output: str
    state: str  # passed, failed, not attempted, or waits (for an earlier output)
    clause: str = ""  # what is wrong, to be read after the output's name
    got: np.ndarray | None = None
    want: np.ndarray | None = None


@dataclass(frozen=True)
class Verdict:
    """What is right and wrong with one function."""

    name: str
    state: str  # passed, failed or not attempted
    outputs: dict = field(default_factory=dict)  # name: state
    blanks: dict = field(default_factory=dict)  # name: True if it earns its points
    mistakes: tuple = ()  # (id, sentence, (output, ...))
    message: str = ""
    findings: tuple = ()
    cases: tuple = ()  # (name, True if all of its outputs are right)
    unexplained: tuple = ()  # wrong outputs of which no more is said than that
    word: str = ""  # on the card, instead of the usual one for this state

    def share(self, spec):
        """Return the part of the points that is earned, between 0 and 1."""
        total = sum(blank["weight"] for blank in spec["blanks"])
        earned = sum(b["weight"] for b in spec["blanks"] if self.blanks.get(b["name"]))
        return earned / total


@np.errstate(all="ignore")  # a learner's numbers may be of any size
def judge(spec, cases, results, oracle):
    """Return the verdict on `results`, the evidence of one function on `cases`.

    oracle.expected(i, got) and oracle.mistaken(i, got, id) return arrays by output
    name for case i; `got` holds the learner's arrays.  An oracle that `replays`
    computes each output from the learner's earlier ones, so that one error is
    counted once; otherwise what follows from a wrong output waits.
    Predictions of a contest are judged by `_contest`.
    """
    if spec.get("kind") == KIND:
        return Verdict(spec["name"], **look_at_contest(spec, cases, results, oracle))
    gots = [_arrays(result) for result in results]
    findings, states, wants = [], {}, []
    # Where a lesson's idea is switched off, nothing can be proved: an output that
    # cannot be judged there may still be right.
    neutral = {case["name"] for case in cases if oracle.replays and _is_neutral(case)}
    for i, (case, result) in enumerate(zip(cases, results, strict=True)):
        wants.append(oracle.expected(i, gots[i]))
        findings += _findings(spec, case, result, gots[i], wants[i])
        findings = _let_wait(spec, case["name"], findings, oracle.replays)
    for output in spec["outputs"]:
        here = [f for f in findings if f.output == output]
        found = {f.state for f in here if f.case not in neutral or f.state != WAITS}
        order = (FAILED, NOT_ATTEMPTED, WAITS, PASSED)
        states[output] = next((state for state in order if state in found), FAILED)
    failed = [output for output in spec["outputs"] if states[output] == FAILED]
    stopped = {result["case"] for result in results if result["error"]}
    diagnosis = Diagnosis()
    if failed:
        diagnosis = diagnose(spec, cases, gots, wants, oracle, findings, stopped)
    blanks = {
        blank["name"]: all(states[output] == PASSED for output in blank["outputs"])
        for blank in spec["blanks"]
    }
    changed = sorted({name for result in results for name in result["changed"]})
    if all(blanks.values()):
        # Which blank did it cannot be seen from outside. One pays, unless one does.
        if stopped:  # behind the last of the outputs, or they would not all be there
            blanks[list(blanks)[-1]] = False
        elif changed:
            blanks[next(iter(blanks))] = False
    empty = _empty_names(spec, results)
    if all(blanks.values()):
        state = PASSED
    elif empty and not failed and not any(blanks.values()):
        state = NOT_ATTEMPTED
    else:
        state = FAILED
    message, unexplained = "", ()
    if state == NOT_ATTEMPTED:
        message = not_attempted(empty)
    elif state == FAILED:
        message, unexplained = wrong(
            spec, diagnosis, results, cases, changed, empty, states
        )
    by_case = tuple(
        (
            case["name"],
            case["name"] not in stopped
            and all(f.state == PASSED for f in findings if f.case == case["name"]),
        )
        for case in cases
    )
    return Verdict(
        spec["name"],
        state,
        states,
        blanks,
        diagnosis.mistakes,
        message,
        tuple(findings),
        by_case,
        unexplained,
    )


def _is_neutral(case):
    return case["inputs"].get("lambd") == 0 or case["inputs"].get("keep_prob") == 1


def _arrays(result):
    return {
        name: np.asarray(described["value"])
        for name, described in result["outputs"].items()
        if described["is"] == "array"
    }


def _empty_names(spec, results):
    """Return the names that a blank still leaves None, in the order of the blanks."""
    names = {
        name
        for result in results
        for name, described in result["outputs"].items()
        if described["is"] == "None"
    }
    return [name for name in spec["blank_names"] if name in names]


def _findings(spec, case, result, got, expected):
    """Return a finding for each output that the case wants."""
    found = []
    for output in spec["outputs"]:
        if case["wants"] is not None and output not in case["wants"]:
            continue
        described = result["outputs"].get(output)
        state, clause = PASSED, ""
        want = expected.get(output)
        if described is None:
            empty = _empty_names(spec, [result])
            state = WAITS if result["error"] and empty else FAILED
            clause = "was not reached" if result["error"] else NOT_RETURNED
        elif described["is"] == "None":
            state, clause = NOT_ATTEMPTED, "is None"
        elif described["is"] != "array":
            more = "" if described["is"] == TWO else ", expected numbers"
            state, clause = FAILED, f"is {described['is']}{more}"
        elif want is None:
            state, clause = WAITS, "is not judged before the mask is right"
        elif output in spec["masks"]:
            keep_prob = case["inputs"][spec["masks"][output]["keep"]]
            clause = mask_problem(got[output], want.shape, keep_prob)
            state, want = FAILED if clause else PASSED, None
        elif not same(got[output], want):
            state, clause = FAILED, GENERIC
        found.append(
            Finding(case["name"], output, state, clause, got.get(output), want)
        )
    return found


def _let_wait(spec, case_name, findings, replays):
    """A wrong output that follows from a wrong one waits: it is not judged yet.

    An oracle that replays can go on from a wrong output, unless it is not there,
    not finite, or of another shape.
    """
    here = [f for f in findings if f.case == case_name]
    bad = {
        f.output
        for f in here
        if f.state != PASSED and not (replays and _goes_on(f.got, f.want))
    }
    return [
        Finding(f.case, f.output, WAITS, f.clause, f.got, f.want)
        if f.case == case_name
        and f.state == FAILED
        and bad & set(spec["depends"].get(f.output, ()))
        else f
        for f in findings
    ]


def _goes_on(got, want):
    if got is None or want is None:
        return False
    return got.shape == np.shape(want) and bool(np.isfinite(got).all())
