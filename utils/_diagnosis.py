"""Which known mistakes explain what is wrong; for the rest, how it is related."""

from dataclasses import dataclass, field

import numpy as np

from utils._compare import alike, look_at_mask, mask_problem, same
from utils._evidence import output_names
from utils._relations import GENERIC, Pair, known_arrays, relation

EXCHANGED = "exchanged"
_PART = "-forgotten"  # a mistake of that name leaves a part of the solution out


@dataclass(frozen=True)
class Diagnosis:
    """mistakes: (id, sentence, outputs); clauses: {output: (clause, question)}."""

    mistakes: tuple = ()
    clauses: dict = field(default_factory=dict)


def diagnose(spec, cases, gots, wants, oracle, findings, stopped):
    """Return the `Diagnosis` of the outputs that failed in some case that ran through.

    wants: {output: what it should be} for each case; stopped: the cases in which
    the code ended with an error.
    """
    bad = [f for f in findings if f.state == "failed" and f.case not in stopped]
    failed = [o for o in spec["outputs"] if any(f.output == o for f in bad)]
    if not failed:
        return Diagnosis()
    named = _exchanged(spec, cases, gots, oracle, findings)
    left = [o for o in failed if not any(o in outputs for _, _, outputs in named)]
    moved = {o for _, _, outputs in named for o in outputs}
    left = [o for o in left if not moved & set(spec["depends"].get(o, ()))]
    seen = _seen(spec, cases, gots, oracle, left)
    named += _known_mistakes(spec, cases, gots, wants, seen, left)
    left = [o for o in left if not any(o in outputs for _, _, outputs in named)]
    says = {mistake["id"]: mistake["says"] for mistake in spec["mistakes"]}
    number = {case["name"]: i for i, case in enumerate(cases)}
    clauses = {}
    for output in left:
        here = [f for f in findings if f.output == output]
        wrong = [f for f in bad if f.output == output]
        pairs = [
            _pair(spec, cases, gots, wants, seen, f, number[f.case])
            for f in wrong
            if f.got is not None and f.want is not None
        ]
        if len(pairs) == len(wrong):
            right = [
                _pair(spec, cases, gots, wants, seen, f, number[f.case])
                for f in here
                if f.state == "passed" and f.case not in stopped
            ]
            clause, question, mistake = relation(pairs, right)
            if mistake:
                named.append((mistake, f"{says[mistake]} {clause}", (output,)))
                continue
        else:  # a mask: the largest tells most
            sized = [f for f in wrong if f.got is not None] or wrong
            clause = max(sized, key=lambda f: np.size(f.got)).clause
            question = ""
        clauses[output] = _where_right(clause, question, here, cases)
    return Diagnosis(tuple(named), clauses)


def _pair(spec, cases, gots, wants, seen, finding, i):
    inputs = cases[i]["inputs"]
    others = {
        name: gots[i].get(name) if name in spec["masks"] else value
        for name, value in wants[i].items()
        if name != finding.output
    }
    known = {
        name: np.asarray(value, dtype=float)
        for name, value in {**others, **known_arrays(inputs, spec.get("names"))}.items()
        if value is not None and np.ndim(value) and np.size(value)
    }
    mistaken = {
        mistake: values[i][finding.output]
        for mistake, values in seen.items()
        if finding.output in values[i]
    }
    without = {
        mistake.removesuffix(_PART).replace("-", " "): base
        for mistake, base in mistaken.items()
        if mistake.endswith(_PART)
    }
    return Pair(
        np.asarray(finding.got, dtype=float),
        np.asarray(finding.want, dtype=float),
        inputs,
        known,
        without,
        mistaken,
    )


def _where_right(clause, question, here, cases):
    """Add to a clause that an output is right just where an idea is switched off."""
    inputs = {case["name"]: case["inputs"] for case in cases}
    for name, neutral in (("lambd", 0), ("keep_prob", 1)):
        off = {f.case for f in here if inputs[f.case].get(name) == neutral}
        right = {f.case for f in here if f.state == "passed"}
        if off and right == off:
            if clause == GENERIC:
                return (
                    f"{clause}, but right ones where {name} = {neutral}",
                    f"What does your code do with {name}?",
                )
            return f"{clause} (right where {name} = {neutral})", question
    return clause, question


def _seen(spec, cases, gots, oracle, failed):
    """Return {mistake: its outputs in each case}, for cases that want what failed."""
    return {
        mistake["id"]: [
            oracle.mistaken(i, gots[i], mistake["id"])
            if case["wants"] is None or set(case["wants"]) & set(failed)
            else {}
            for i, case in enumerate(cases)
        ]
        for mistake in (spec["mistakes"] if failed else ())
    }


def _known_mistakes(spec, cases, gots, wants, seen, failed):
    """Return [(id, sentence, outputs)]: the fewest mistakes that explain the most."""
    looks = [
        {name: look_at_mask(got[name]) for name in spec["masks"] if name in got}
        for got in gots
    ]
    explains = {
        mistake: {
            output
            for output in failed
            if _matches(spec, output, cases, gots, looks, values)
            and (output not in spec["masks"] or _changes(output, values, wants))
        }
        for mistake, values in seen.items()
    }
    says = {mistake["id"]: mistake["says"] for mistake in spec["mistakes"]}
    named, left = [], set(failed)
    while left:
        best = max(explains, key=lambda name: len(explains[name] & left), default=None)
        if best is None or not explains[best] & left:
            break
        outputs = tuple(name for name in failed if name in explains[best] & left)
        named.append((best, says[best], outputs))
        left -= explains[best]
    return named


def _matches(spec, output, cases, gots, looks, mistaken):
    """True if the learner's output is the mistake's in every case that wants it."""
    compared = False
    for i, case in enumerate(cases):
        if case["wants"] is not None and output not in case["wants"]:
            continue
        value = mistaken[i].get(output)
        if output not in gots[i] or value is None:
            return False
        compared = True
        if output in spec["masks"]:
            if not alike(looks[i][output], value):
                return False
        elif not same(gots[i][output], value):
            return False
    return compared


def _changes(mask, values, wants):
    """True if a mistake makes another kind of mask than the right one."""
    pairs = [(value.get(mask), want.get(mask)) for value, want in zip(values, wants)]
    return not all(a and b and alike(a, b) for a, b in pairs if a or b)


def _exchanged(spec, cases, gots, oracle, findings):
    """Find right values under wrong names: [(EXCHANGED, sentence, outputs)] or []."""
    passed = set(spec["outputs"]) - {f.output for f in findings if f.state != "passed"}
    places = {}
    for i, case in enumerate(cases):
        if case["wants"] is not None:
            continue
        for output, place in _places(spec, case, i, gots[i], oracle).items():
            places.setdefault(output, set()).add(place)
    moved = {
        output: next(iter(found))
        for output, found in places.items()
        if len(found) == 1 and output not in found and output not in passed
    }
    moved = {o: p for o, p in moved.items() if p in moved}
    if set(moved) != set(moved.values()) or len(moved) < 2:
        return []
    names = tuple(output for output in spec["outputs"] if output in moved)
    if all(moved[moved[o]] == o for o in names):
        swaps = {}
        for name in names:
            pair = frozenset((name, moved[name]))
            swaps.setdefault(pair, f"{name} and {moved[name]}")
        told = ", ".join(swaps.values()) + " have changed places"
    else:
        holds = {place: output for output, place in moved.items()}
        order = dict.fromkeys(output_names(spec["returns"]))
        told = "your order is " + ", ".join(holds.get(name, name) for name in order)
    sentence = f"{told}. In which order are they to be returned?"
    return [(EXCHANGED, sentence, names)]


def _places(spec, case, i, got, oracle):
    """Return {output: the name under which its right value is found} for a case."""
    places = {}
    for mask, about in spec["masks"].items():
        want = oracle.expected(i, {}).get(mask)
        keep_prob = case["inputs"][about["keep"]]
        fitting = [
            name
            for name, value in got.items()
            if want is not None
            and value.shape == want.shape
            and set(np.unique(value)) == {0, 1}
            and not mask_problem(value, want.shape, keep_prob)
        ]
        if len(fitting) != 1:
            return {}
        places[mask] = fitting[0]
    right = oracle.expected(i, {mask: got[name] for mask, name in places.items()})
    for output, want in right.items():
        if output not in places:
            fitting = [name for name, value in got.items() if same(value, want)]
            if output in fitting:
                places[output] = output
            elif len(fitting) == 1:
                places[output] = fitting[0]
    return places
