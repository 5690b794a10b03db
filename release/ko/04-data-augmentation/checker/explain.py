"""What is told of a verdict, and in which order."""

from collections.abc import Sequence

import numpy as np

from checker.diagnosis.diagnosis import Diagnosis
from checker.diagnosis.exceptions import about_error
from checker.messages import Message, clause, not_attempted, say
from checker.records import Case, Evidence, Spec, State, Verdict

NOT_REACHED = clause("{outputs} {was|were} not reached.")
NOT_RETURNED = clause("{outputs} {was|were} not returned.")
IS_NONE = clause("{outputs} {is|are} None.", "Is that computed, and returned?")
FROZEN = clause(
    "But every call draws the same {outputs}: is there a seed inside your function? "
    "Set it once, outside; otherwise nothing is drawn anew."
)
PROBLEMS = {  # of the form of what is returned, or of a tuple in it
    "nothing": "Your function returns nothing: is its last line a return?",
    "no dictionary": "A value of type {type} is returned, expected a dictionary "
    "{names}.",
    "several": "{found} values are returned, expected {names} alone.",
    "keys missing": "The dictionary that is returned has no {names}.",
    "keys spelt": "The dictionary that is returned has {found} where {names} should "
    "stand: keys are compared letter by letter.",
    "other keys": "The dictionary that is returned has no {names}. It has {found}, "
    "which nobody asks for: is one of them meant?",
    "no tuple": "A value of type {type} is returned, expected {count}: {names}.",
    "count": "A tuple of {found} is returned, expected {count}: {names}.",
    "left out": "A tuple of {found} is returned, expected {count}: it lacks {names}.",
    "too many": "A tuple of {found} is returned, expected {count}: nobody asks for "
    "{names}.",
    "order": "What is returned is in another order, expected {names}.",
}


def explain(
    spec: Spec,
    verdict: Verdict,
    diagnosis: Diagnosis,
    results: Sequence[Evidence],
    cases: Sequence[Case],
    changed: Sequence[str],
    allowed: Sequence[Message],
    frozen: Sequence[str] = (),
) -> tuple:
    """Return (what is told of outputs, remarks, outputs of which nothing is told).

    changed: the inputs that are not as they were. allowed: on what is right, though
    it is not as the reference has it. frozen: masks that are the same in every call.
    """
    empty = spec.empty_blanks(results)
    earned = [name for name, right in verdict.blanks.items() if right]
    if verdict.state == State.PASSED:
        remarks = FROZEN.about(frozen) if frozen else ()
        return (), (*allowed, *remarks), ()
    if verdict.state == State.NOT_ATTEMPTED:
        return (), (not_attempted(empty, earned),), ()
    states = verdict.outputs
    found = [(one.sentences(), one.outputs) for one in diagnosis.mistakes]
    named = {output for one in diagnosis.mistakes for output in one.outputs}
    error, meaning = about_error(spec, results, cases, empty)
    several = _several(verdict.findings)
    waits = spec.passed_over(results)
    problems = [] if waits else _problems(results, cases, several)
    forms = [result.problem.id for result in results if result.problem]
    by_chance = any(id == "other keys" or id == "no tuple" for id in forms)
    clauses = {}
    for output, said in diagnosis.clauses.items():
        if problems and (said == NOT_RETURNED or several or by_chance):
            continue  # the problem says it
        if output not in named and states[output] == State.FAILED:
            clauses.setdefault(said, []).append(output)
    unused = _unused(results, cases)
    if unused:
        kept = [said for said in clauses if said.explains]
        outputs = [
            o for said, names in clauses.items() if said not in kept for o in names
        ]
        clauses = {said: clauses[said] for said in kept}
        found.append(((say(_UNUSED, names=unused),), tuple(outputs)))
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
    if waits:
        pass  # what is empty is told, and what follows from it is not
    elif unset == [spec.returns]:
        remarks.append(say(PROBLEMS["nothing"]))
    elif unset:
        remarks += IS_NONE.about(unset)
    if changed:
        remarks.append(
            say(
                "Your function changes its input {names} in place: work on a copy, or "
                "make a new array.",
                names=changed,
            )
        )
    if empty:
        remarks.append(not_attempted(empty, earned))
    remarks += allowed
    if not found and not remarks:
        remarks = [say("Not all of the results are what they should be.")]
        return (), tuple(remarks), tuple(spec.outputs)
    # What was not reached or not returned is told by the error or the problem.
    said_by_others = meaning or problems or empty or unused
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


_UNUSED = (
    "Your function does not use {names}, the generator that it is given. Where do its "
    "random numbers come from?"
)


def _unused(results, cases):
    """Return the generators from which nothing is drawn in any visible case."""
    seen = [r for r, case in zip(results, cases) if not case.hidden]
    names = seen[0].unused if seen else ()
    return [n for n in names if all(n in result.unused for result in seen)]


def _several(findings):
    """True if there are several numbers where one is due."""
    wrong = [f for f in findings if f.state == State.FAILED and f.got is not None]
    return bool(wrong) and all(
        f.want is not None and np.size(f.want) == 1 < np.size(f.got) for f in wrong
    )


def _problems(results, cases, several):
    """Return what is wrong with the form of the result, each told once."""
    problems = [
        result.problem
        for result, case in zip(results, cases)
        if result.problem and not case.hidden
        # A tuple may also be the array that is due.
        if several or result.problem.id != "several"
    ]
    said = [say(PROBLEMS[one.id], **one.values) for one in problems]
    found = list(dict.fromkeys(said))
    hidden = [r.problem for r in results if r.problem and r.problem.id != "several"]
    if not found and hidden:
        return [say("What it returns has another form in some cases.")]
    return found
