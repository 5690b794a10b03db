"""Which known mistakes explain what is wrong; for the rest, how it is related."""

from dataclasses import dataclass, field

import numpy as np

from checker.compare import same
from checker.diagnosis.order import exchanged
from checker.diagnosis.relations import ALSO, GENERIC, Pair, known_arrays, relation
from checker.masks import alike, look_at_mask


@dataclass(frozen=True)
class Diagnosis:
    """mistakes: (id, sentence, outputs); clauses: {output: (clause, question)}.

    before: a sentence on what was wrong already when an error stopped the code.
    """

    mistakes: tuple = ()
    clauses: dict = field(default_factory=dict)
    before: str = ""


def diagnose(spec, cases, gots, wants, oracle, findings, stopped):
    """Return the `Diagnosis` of the outputs that failed in some case that ran through.

    wants: {output: what it should be} for each case; stopped: the cases in which
    the code ended with an error.
    """
    bad = [f for f in findings if f.state == "failed" and f.case not in stopped]
    failed = [o for o in spec["outputs"] if any(f.output == o for f in bad)]
    before = _before(spec, cases, findings, stopped, gots)
    if not failed:
        return Diagnosis(before=before)
    named = exchanged(spec, cases, gots, oracle, findings)
    left = [o for o in failed if not any(o in outputs for _, _, outputs in named)]
    moved = {o for _, _, outputs in named for o in outputs}
    left = [o for o in left if not moved & set(spec["depends"].get(o, ()))]
    seen = _seen(spec, cases, gots, oracle, left)
    waits = {(f.case, f.output) for f in findings if f.state == "waits"}
    for skipped in (None, waits):
        named += _known_mistakes(spec, cases, gots, wants, seen, left, skipped, named)
        left = [o for o in left if not any(o in outputs for _, _, outputs in named)]
    says = {mistake["id"]: mistake["says"] for mistake in spec["mistakes"]}
    number = {case["name"]: i for i, case in enumerate(cases)}
    clauses = _from_another(spec, cases, gots, oracle, bad, left)
    left = [output for output in left if output not in clauses]
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
    return Diagnosis(_merged(named, spec["outputs"]), clauses, before)


def _from_another(spec, cases, gots, oracle, bad, left):
    """Find outputs that are right in themselves, and so follow from other arrays.

    Return {output: (clause, question)}.
    """
    if not oracle.replays or not left:
        return {}
    right = {}
    for i, case in enumerate(cases):
        masks = {name: gots[i][name] for name in spec["masks"] if name in gots[i]}
        right[case["name"]] = oracle.expected(i, masks)
    wrong, clauses = {f.output for f in bad}, {}
    for output in left:
        here = [f for f in bad if f.output == output]
        before = [o for o in spec["depends"].get(output, ()) if o in wrong]
        if before and all(
            f.got is not None
            and f.want is not None
            and same(f.got, right[f.case][output])
            for f in here
        ):
            clauses[output] = (
                f"is right, but not with your {' and '.join(before)}",
                "Is what you return the array that you have computed with?",
            )
    return clauses


def _merged(named, order):
    """Say the same sentence once, of all of the outputs that it explains."""
    outputs = {}
    for mistake, sentence, names in named:
        outputs.setdefault((mistake, sentence), []).extend(names)
    return tuple(
        (mistake, sentence, tuple(sorted(names, key=order.index)))
        for (mistake, sentence), names in outputs.items()
    )


def _before(spec, cases, findings, stopped, gots):
    """Say which array of the first visible case that stopped has a wrong shape."""
    for i, case in enumerate(cases):
        if case["name"] not in stopped or case.get("hidden"):
            continue
        for f in findings:
            if f.case != case["name"] or f.state != "failed" or f.got is None:
                continue
            if f.want is not None and np.shape(f.got) != np.shape(f.want):
                return (
                    f"There {f.output} has shape {np.shape(f.got)}, "
                    f"expected {np.shape(f.want)}."
                )
            if f.output in spec["masks"] and f.clause.startswith("has shape"):
                like = _like(f, gots[i], spec["masks"])
                return f"There {f.output} {f.clause}{like}."
        return ""
    return ""


def _like(finding, got, masks):
    """Say which other mask has the shape that a mask has by mistake."""
    shape = np.shape(finding.got)
    for mask in masks:
        if mask != finding.output and np.shape(got.get(mask)) == shape:
            return f", and so it is shaped like {mask}"
    return ""


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
        mistake["part"]: mistaken[mistake["id"]]
        for mistake in spec["mistakes"]
        if mistake["part"] and mistake["id"] in mistaken
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
    """Add to a clause whether an output is right where an idea is switched off."""
    inputs = {case["name"]: case["inputs"] for case in cases}
    for name, neutral in (("lambd", 0), ("keep_prob", 1)):
        off = {f.case for f in here if inputs[f.case].get(name) == neutral}
        right = {f.case for f in here if f.state == "passed"}
        if clause == GENERIC and off and not off & right:
            also = f"{clause}{ALSO}where {name} = {neutral}"
            return also, "There is least to compute in that case: look at it first."
        if off and right == off:
            if clause == GENERIC:
                return (
                    f"{clause}, but right ones where {name} = {neutral}",
                    f"How does {name} enter your code?",
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


def _known_mistakes(spec, cases, gots, wants, seen, failed, skipped, named):
    """Return [(id, sentence, outputs)]: the fewest mistakes that explain the most.

    skipped: (case, output) that are not looked at.  With the rest only, several may
    fit: then only one that is `named` already is believed.
    """
    looks = [
        {name: look_at_mask(got[name]) for name in spec["masks"] if name in got}
        for got in gots
    ]
    explains = {
        mistake: {
            output
            for output in failed
            if _matches(spec, output, cases, gots, looks, values, skipped or ())
            and (output not in spec["masks"] or _changes(output, values, wants))
        }
        for mistake, values in seen.items()
    }
    if skipped is not None:
        before = {mistake for mistake, _, _ in named}
        for output in failed:
            fitting = {m for m, outputs in explains.items() if output in outputs}
            if len(fitting) > 1:
                for mistake in fitting - before:
                    explains[mistake].discard(output)
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


def _matches(spec, output, cases, gots, looks, mistaken, skipped):
    """True if the learner's output is the mistake's in every case that wants it."""
    compared = False
    for i, case in enumerate(cases):
        if case["wants"] is not None and output not in case["wants"]:
            continue
        if (case["name"], output) in skipped:
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
