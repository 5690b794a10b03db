"""The sentences a learner reads; also those in an instructor's report."""

from utils._errors import about_error
from utils._relations import GENERIC

NOT_RETURNED = "was not returned"


def listed(names):
    """Return "a", "a and b" or "a, b and c"."""
    names = list(names)
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def not_attempted(empty):
    """The calm sentence for a blank that is still empty."""
    return f"Not attempted yet: {listed(empty)} still to be filled in."


def wrong(spec, diagnosis, results, cases, changed, empty, states):
    """Return (sentences for a function that is not right yet, what they leave open).

    The second part holds the wrong outputs of which no more is said than that they
    are wrong.
    """
    parts, told = [], set()
    for _, sentence, outputs in diagnosis.mistakes:
        told |= set(outputs)
        parts.append(f"Likely in {listed(outputs)}: {sentence}")
    error, meaning = about_error(results, cases, spec.get("names"), empty)
    parts += [part for part in (error, meaning) if part]
    problems = _problems(results, cases)
    parts += [f"{problem[0].upper()}{problem[1:]}." for problem in problems]
    clauses = {}
    for output, clause in diagnosis.clauses.items():
        if problems and clause[0] == NOT_RETURNED:
            continue  # the problem says it
        if output not in told and states[output] == "failed":
            clauses.setdefault(clause, []).append(output)
    for (clause, question), names in clauses.items():
        parts.append(f"{_said(names, clause)} {question}".rstrip())
        if clause != GENERIC:
            told |= set(names)
    unset = [
        output
        for output in spec["outputs"]
        if states[output] == "not attempted" and output not in empty
    ]
    if unset:
        parts.append(f"{_said(unset, 'is None')} Is that computed, and returned?")
    if changed:
        parts.append(
            f"Your function changes its input {listed(changed)} in place: "
            "work on a copy, or make a new array."
        )
    if empty:
        parts.append(not_attempted(empty))
    # What was not reached or not returned is told by the error or the problem.
    covered = {o for _, names in clauses.items() for o in names} | told
    missing = bool(meaning or problems or empty)
    unexplained = tuple(
        output
        for output in spec["outputs"]
        if states[output] == "failed"
        and output not in told
        and (output in covered or not missing)
    )
    if not parts:
        parts.append("Not all of the results are what they should be.")
        unexplained = tuple(spec["outputs"])
    return " ".join(parts), unexplained


def _problems(results, cases):
    """Return what is wrong with the form of the result, each said once."""
    problems = {
        result["problem"]: None
        for result, case in zip(results, cases)
        if result["problem"] and not case.get("hidden")
    }
    if not problems and any(result["problem"] for result in results):
        return ["what it returns has another form in some cases"]
    return list(problems)


_PLURAL = {
    "is": "are",
    "has": "have",
    "was": "were",
    "contains": "contain",
    "keeps": "keep",
    "drops": "drop",
}


def _said(names, clause):
    """Return "D1 is …" or "D1 and D2 are …"."""
    verb, _, rest = clause.partition(" ")
    if len(names) > 1:
        verb = _PLURAL.get(verb, verb)
    return f"{listed(names)} {verb} {rest}."
