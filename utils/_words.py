"""The sentences a learner reads; also those in an instructor's report."""

import builtins

from utils._compare import difference

MEANINGS = {
    "NameError": "a name is misspelt, or a cell above has not been run",
    "UnboundLocalError": "a variable is used before it has a value",
    "KeyError": "a dictionary has no entry of that name",
    "TypeError": "two values do not go together; perhaps one of them is still None",
    "ValueError": "the shapes of two arrays do not fit; print them to compare",
}


def listed(names):
    """Return "a", "a and b" or "a, b and c"."""
    names = list(names)
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def not_attempted(empty):
    """The calm sentence for a blank that is still empty."""
    return f"Not attempted yet: {listed(empty)} still to be filled in."


def wrong(spec, findings, mistakes, results, cases, changed, empty, states):
    """Return the sentences for a function that is not right yet.

    Texts of errors come from visible cases only: in the others they might repeat
    hidden inputs.
    """
    parts = []
    explained = set()
    for _, sentence, outputs in mistakes:
        explained |= set(outputs)
        parts.append(f"{listed(outputs)}: {sentence}")
    error = _error(results, cases)
    if error:
        parts.append(error)
    problems = {
        result["problem"]: None
        for result, case in zip(results, cases)
        if result["problem"] and not case.get("hidden")
    }
    if not problems and any(result["problem"] for result in results):
        problems = {"what it returns has another form in some cases": None}
    parts += [f"{problem[0].upper()}{problem[1:]}." for problem in problems]
    clauses = {}
    stopped = {result["case"] for result in results if result["error"]}
    for output in spec["outputs"]:
        if states[output] == "failed" and output not in explained:
            clause = _clause(output, findings, cases, stopped)
            if clause:
                clauses.setdefault(clause, []).append(output)
    parts += [_said(names, clause) for clause, names in clauses.items()]
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
    return " ".join(parts)


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


def _error(results, cases):
    """Return a sentence about the error that stopped the learner's code, or ""."""
    stopped = [
        (result["error"], case)
        for result, case in zip(results, cases, strict=True)
        if result["error"]
    ]
    if not stopped:
        return ""
    error, case = next(
        ((e, c) for e, c in stopped if not c.get("hidden")), (stopped[0][0], None)
    )
    # A hidden case's texts are the learner's to choose: no message, no own names.
    known = case is not None or error["type"] in dir(builtins)
    text = f"Your code stopped with {error['type'] if known else 'an error'}"
    if case is not None and error["message"]:
        text += f" ({error['message']})"
    if error["line"]:
        text += f" in line {error['line']} of the function"
        text += f": {error['source']}" if case is not None else ""
    meaning = MEANINGS.get(error["type"])
    return f"{text}. Often: {meaning}." if meaning else f"{text}."


def _clause(output, findings, cases, stopped):
    """Return how an output is wrong over all cases, to be read after its name."""
    here = [f for f in findings if f.output == output]
    # Where the code stopped half way, what it had by then says nothing.
    bad = [f for f in here if f.state == "failed" and f.case not in stopped]
    if not bad:
        return ""
    pairs = [(f.got, f.want) for f in bad if f.got is not None and f.want is not None]
    clauses = {f.clause for f in bad}
    if len(clauses) > 1 and len(pairs) == len(bad) and "mask" not in str(clauses):
        clause = difference(pairs)
    else:
        clause = bad[0].clause
    inputs = {case["name"]: case["inputs"] for case in cases}
    for name, neutral in (("lambd", 0), ("keep_prob", 1)):
        seen = {f.case: inputs[f.case].get(name) == neutral for f in here}
        right = {f.case for f in here if f.state == "passed"}
        if any(seen.values()) and right == {case for case in seen if seen[case]}:
            clause += f" (right where {name} = {neutral})"
    return clause
