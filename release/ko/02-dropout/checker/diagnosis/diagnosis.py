"""Which known mistakes explain what is wrong; for the rest, how it is related."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from checker.compare import same
from checker.diagnosis.counts import another_count
from checker.diagnosis.factors import Cases, times_clause
from checker.diagnosis.instead import other_input
from checker.diagnosis.known import known_mistakes
from checker.diagnosis.observed import MistakenOutputs, Observed
from checker.diagnosis.order import exchanged
from checker.diagnosis.parts import mistake_times
from checker.diagnosis.relations import SIGN_LOST, last_relation, relation, sign_lost
from checker.diagnosis.terms import other_term
from checker.diagnosis.where import where_right
from checker.messages import Clause, Message, clause, quote, say
from checker.records import Named, State


@dataclass(frozen=True)
class Diagnosis:
    """Known mistakes, and {output: clause} of what they leave open.

    before: on what was wrong already when an error stopped the code.
    """

    mistakes: tuple[Named, ...] = ()
    clauses: Mapping[str, Clause] = field(default_factory=dict)
    before: tuple[Message, ...] = ()


def diagnose(observed: Observed) -> Diagnosis:
    """Return the `Diagnosis` of what failed in some case that ran through."""
    spec, findings = observed.spec, observed.findings
    wrong = [
        f
        for f in findings
        if f.state == State.FAILED and f.case not in observed.stopped
    ]
    failed = [o for o in spec.outputs if any(f.output == o for f in wrong)]
    before = _before(observed)
    if not failed:
        return Diagnosis(before=before)
    named = exchanged(observed)
    moved = {output for one in named for output in one.outputs}
    left = [o for o in failed if not moved & {o, *spec.depends.get(o, ())}]
    mistaken = MistakenOutputs(observed, left)
    waits = {(f.case, f.output) for f in findings if f.state == State.WAITS}
    # At first what waits counts as evidence, too; then the rest alone.
    for skipped in (None, waits):
        named += known_mistakes(observed, mistaken, left, skipped, named)
        explained = {output for one in named for output in one.outputs}
        left = [o for o in left if o not in explained]
    shared = _one_factor(observed, wrong, failed, mistaken) if named and left else None
    if shared:  # one cause, where a known mistake explains a share of it
        return Diagnosis((), dict.fromkeys(failed, shared), before)
    clauses = _from_another(observed, wrong, left)
    for output in [output for output in left if output not in clauses]:
        here = [f for f in findings if f.output == output]
        bad = [f for f in wrong if f.output == output]
        found = _related(observed, here, bad, mistaken)
        if isinstance(found, Named):
            named.append(found)
        else:
            clauses[output] = where_right(found, here, observed, mistaken)
    return Diagnosis(merged(named, spec.outputs), clauses, before)


def _one_factor(observed, wrong, failed, mistaken):
    """Return the clause on the factor by which all that failed is too large."""
    found = set()
    for output in failed:
        bad = [f for f in wrong if f.output == output]
        if any(f.got is None or f.want is None for f in bad):
            return None
        pairs = [observed.pair(f, mistaken) for f in bad]
        cases = Cases([pair.inputs for pair in pairs], observed.spec.quantities)
        found.add(cases.times([(pair.got, pair.want) for pair in pairs]))
    factor = found.pop() if len(found) == 1 else None
    return times_clause(factor) if factor and not factor.varies else None


def _related(observed, here, wrong, mistaken):
    """Return an output's `Clause`, or a `Named` mistake that fits but for a factor.

    here: its findings; wrong: those in which it is wrong.
    """
    if any(f.got is None or f.want is None for f in wrong):
        sized = [f for f in wrong if f.got is not None] or wrong
        return max(sized, key=lambda f: np.size(f.got)).clause  # the largest mask
    pairs = [observed.pair(f, mistaken) for f in wrong]
    quantities = observed.spec.quantities
    cases = Cases([pair.inputs for pair in pairs], quantities)
    found = relation(pairs, cases)
    if found.explains:
        return found
    right = [
        observed.pair(f, mistaken)
        for f in here
        if f.state == State.PASSED and f.case not in observed.stopped
    ]
    every = [*pairs, *right]
    if sign_lost(pairs, right):
        return SIGN_LOST
    other = other_input(every, observed.spec.instead)
    if other:
        return other_term(pairs, cases) or another_count(pairs, cases) or other
    says = {known.id: known.says for known in observed.spec.mistakes}
    times = mistake_times(every, Cases([p.inputs for p in every], quantities), says)
    if times:
        mistake, besides = times
        usual = dict(besides.values)["factor"].is_usual
        better = None if usual else other_term(pairs, cases)
        better = better or (None if usual else another_count(pairs, cases))
        if better:
            return better
        return Named(mistake, quote(says[mistake]), (wrong[0].output,), (besides,))
    return last_relation(pairs, cases) or found


def _from_another(observed, wrong, left):
    """Find outputs that are right in themselves, and so follow from other arrays."""
    spec, oracle = observed.spec, observed.oracle
    if not oracle.replays or not left:
        return {}
    right = {}
    for i, (case, got) in enumerate(zip(observed.cases, observed.gots)):
        masks = {name: got[name] for name in spec.masks if name in got}
        right[case.name] = oracle.expected(i, masks)
    failed, clauses = {f.output for f in wrong}, {}
    for output in left:
        here = [f for f in wrong if f.output == output]
        earlier = [o for o in spec.depends.get(output, ()) if o in failed]
        if earlier and all(
            f.got is not None
            and f.want is not None
            and same(f.got, right[f.case][output])
            for f in here
        ):
            clauses[output] = clause(
                "{outputs} {is|are} right, but not with your {earlier}.",
                "Is what you return the array that you have computed with?",
                earlier=tuple(earlier),
            )
    return clauses


def merged(named, order):
    """Tell a mistake once, of all outputs that it explains; what is first comes first.

    order: the outputs as they are computed, so that a cause stands before what follows.
    """
    outputs = {}
    for one in named:
        outputs.setdefault(one._replace(outputs=()), []).extend(one.outputs)
    found = [
        one._replace(outputs=tuple(sorted(names, key=order.index)))
        for one, names in outputs.items()
    ]
    return tuple(sorted(found, key=lambda one: order.index(one.outputs[0])))


def _before(observed):
    """Say which array of the first visible case that stopped has a wrong shape."""
    stopped = (
        i
        for i, case in enumerate(observed.cases)
        if case.name in observed.stopped and not case.hidden
    )
    i = next(stopped, None)
    if i is None:
        return ()
    masks, got, wants = observed.spec.masks, observed.gots[i], observed.wants[i]
    for f in observed.findings:
        if f.case != observed.cases[i].name or f.state != State.FAILED or f.got is None:
            continue
        shape, want = np.shape(f.got), getattr(wants.get(f.output), "shape", None)
        if want is None or shape in (tuple(want), (0,)):  # a list still to be filled
            continue
        there = "There {output} has shape {got}, expected {want}."
        like = [m for m in masks if m != f.output and np.shape(got.get(m)) == shape]
        values = {"output": f.output, "got": f"{shape}", "want": f"{tuple(want)}"}
        if f.output in masks and like:
            there = (
                "There {output} has shape {got}, expected {want}, and so it is shaped "
                "like {like}."
            )
            values["like"] = like[0]
        return (say(there, **values),)
    return ()
