"""The sentences a learner reads; also those in an instructor's report."""

from checker.diagnosis.exceptions import about_error
from checker.diagnosis.relations import ALSO, GENERIC

LONGEST = 300  # characters of a message that still says something new
AT_LEAST = 2  # problems are told, however long
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
    parts, told, known = [], set(), []
    for _, sentence, outputs in diagnosis.mistakes:
        told |= set(outputs)
        known.append((f"Likely in {listed(outputs)}: {sentence}", outputs))
    error, meaning = about_error(results, cases, spec.get("names"), empty)
    parts += [part for part in (error, meaning) if part]
    if error and diagnosis.before:
        parts.append(diagnosis.before)
    problems = _problems(results, cases)
    parts += [_sentence(problem) for problem in problems]
    clauses = {}
    for output, clause in diagnosis.clauses.items():
        if problems and clause[0] == NOT_RETURNED:
            continue  # the problem says it
        if output not in told and states[output] == "failed":
            clauses.setdefault(clause, []).append(output)
    related, other = [], []
    for (clause, question), names in clauses.items():
        said = f"{_said(names, clause)} {question}".rstrip()
        if not clause.startswith(f"{GENERIC}{ALSO}") and clause != GENERIC:
            told |= set(names)
            related.append((said, names))
        elif not error:  # it says more
            other.append((said, names))
    parts = _not_too_long([*known, *related, *other], parts)
    unset = [
        output
        for output in spec["outputs"]
        if states[output] == "not attempted" and output not in empty
    ]
    if unset == [spec["returns"]]:
        parts.append("Your function returns nothing: is its last line a return?")
    elif unset:
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


def _not_too_long(found, parts):
    """Return the first of `found`, then `parts`, and what is left out only counted.

    found: (sentence, outputs), the most telling ones first.
    """
    kept, left_out, length = [], [], sum(map(len, parts))
    for sentence, outputs in found:
        length += len(sentence)
        if len(kept) + bool(parts) >= AT_LEAST and length > LONGEST:
            left_out += outputs
        else:
            kept.append(sentence)
    if left_out:
        more = "output is" if len(left_out) == 1 else "outputs are"
        parts = [*parts, f"{len(left_out)} more {more} wrong: {listed(left_out)}."]
    return [*kept, *parts]


def _sentence(text):
    return f"{text[0].upper()}{text[1:]}" + ("" if text.endswith("?") else ".")


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
    "holds": "hold",
}


def _said(names, clause):
    """Return "D1 is …" or "D1 and D2 are …"."""
    verb, _, rest = clause.partition(" ")
    if len(names) > 1:
        verb = _PLURAL.get(verb, verb)
    return f"{listed(names)} {verb} {rest}."
