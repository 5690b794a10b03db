"""Which known mistakes explain what is wrong; for the rest, how it is related."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from checker.compare import same
from checker.diagnosis.factors import Cases
from checker.diagnosis.known import MistakenOutputs, known_mistakes
from checker.diagnosis.order import exchanged
from checker.diagnosis.parts import mistake_times
from checker.diagnosis.relations import (
    OTHER_VALUES,
    Pair,
    known_arrays,
    offset,
    relation,
)
from checker.messages import Message, quote, say
from checker.records import Clause, Named, State


@dataclass(frozen=True)
class Diagnosis:
    """Known mistakes, and {output: clause} of what they leave open.

    before: on what was wrong already when an error stopped the code.
    """

    mistakes: tuple[Named, ...] = ()
    clauses: Mapping[str, Clause] = field(default_factory=dict)
    before: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Observed:
    """What came out of the cases, and what was due.

    gots, wants: {output: array} for each case. stopped: the cases in which the code
    ended with an error.
    """

    spec: object
    cases: list
    gots: list
    wants: list
    oracle: object
    findings: list
    stopped: set

    def pair(self, finding, mistaken):
        """Return the `Pair` of a finding."""
        i = [case.name for case in self.cases].index(finding.case)
        inputs = self.cases[i].inputs
        others = {
            name: self.gots[i].get(name) if name in self.spec.masks else value
            for name, value in self.wants[i].items()
            if name != finding.output
        }
        arrays = {**others, **known_arrays(inputs, self.spec.names)}
        here = _Lazily(mistaken, i, finding.output)
        return Pair(
            np.asarray(finding.got, dtype=float),
            np.asarray(finding.want, dtype=float),
            inputs,
            {
                name: np.asarray(value, dtype=float)
                for name, value in arrays.items()
                if value is not None and np.ndim(value) and np.size(value)
            },
            {
                known.part: here[known.id]
                for known in self.spec.mistakes
                if known.part and here.get(known.id) is not None
            },
            here,
            {n: v for n, v in self.spec.neutral.items() if inputs.get(n) == v},
        )


class _Lazily(Mapping):
    """{known mistake: what it gives for one output of one case}."""

    def __init__(self, mistaken, i, output):
        self._mistaken, self._i, self._output = mistaken, i, output

    def __getitem__(self, mistake):
        return self._mistaken.of(mistake, self._i)[self._output]

    def __iter__(self):
        return iter(self._mistaken.ids)

    def __len__(self):
        return len(self._mistaken.ids)


def diagnose(observed: Observed) -> Diagnosis:
    """Return the `Diagnosis` of what failed in some case that ran through."""
    spec, findings = observed.spec, observed.findings
    bad = [
        f
        for f in findings
        if f.state == State.FAILED and f.case not in observed.stopped
    ]
    failed = [o for o in spec.outputs if any(f.output == o for f in bad)]
    before = _before(observed)
    if not failed:
        return Diagnosis(before=before)
    cases, gots, oracle = observed.cases, observed.gots, observed.oracle
    named = exchanged(spec, cases, gots, oracle, findings)
    moved = {output for one in named for output in one.outputs}
    left = [o for o in failed if o not in moved]
    left = [o for o in left if not moved & set(spec.depends.get(o, ()))]
    mistaken = MistakenOutputs(spec, cases, gots, oracle, left)
    waits = {(f.case, f.output) for f in findings if f.state == State.WAITS}
    # At first what waits counts as evidence, too; then the rest alone.
    for skipped in (None, waits):
        named += known_mistakes(
            spec, cases, gots, observed.wants, mistaken, left, skipped, named
        )
        explained = {output for one in named for output in one.outputs}
        left = [o for o in left if o not in explained]
    clauses = _from_another(observed, bad, left)
    for output in [output for output in left if output not in clauses]:
        here = [f for f in findings if f.output == output]
        wrong = [f for f in bad if f.output == output]
        found = _related(observed, here, wrong, mistaken)
        if isinstance(found, Named):
            named.append(found)
        else:
            clauses[output] = _where_right(found, here, cases, spec.neutral)
    return Diagnosis(_merged(named, spec.outputs), clauses, before)


def _related(observed, here, wrong, mistaken):
    """Return an output's `Clause`, or a `Named` mistake that fits but for a factor.

    here: its findings; wrong: those in which it is wrong.
    """
    comparable = [f for f in wrong if f.got is not None and f.want is not None]
    if len(comparable) < len(wrong):  # a mask: the largest tells most
        sized = [f for f in wrong if f.got is not None] or wrong
        return max(sized, key=lambda f: np.size(f.got)).clause
    pairs = [observed.pair(f, mistaken) for f in wrong]
    quantities = observed.spec.quantities
    cases = Cases([pair.inputs for pair in pairs], quantities)
    clause = relation(pairs, cases)
    if clause.explains:
        return clause
    right = [
        observed.pair(f, mistaken)
        for f in here
        if f.state == State.PASSED and f.case not in observed.stopped
    ]
    every = [*pairs, *right]
    found = mistake_times(every, Cases([pair.inputs for pair in every], quantities))
    if found:
        says = {known.id: known.says for known in observed.spec.mistakes}
        mistake, besides = found
        return Named(mistake, quote(says[mistake]), (wrong[0].output,), (besides,))
    return offset(pairs, cases) or clause


def _from_another(observed, bad, left):
    """Find outputs that are right in themselves, and so follow from other arrays."""
    spec, oracle = observed.spec, observed.oracle
    if not oracle.replays or not left:
        return {}
    right = {}
    for i, case in enumerate(observed.cases):
        got = observed.gots[i]
        masks = {name: got[name] for name in spec.masks if name in got}
        right[case.name] = oracle.expected(i, masks)
    wrong, clauses = {f.output for f in bad}, {}
    for output in left:
        here = [f for f in bad if f.output == output]
        earlier = [o for o in spec.depends.get(output, ()) if o in wrong]
        if earlier and all(
            f.got is not None
            and f.want is not None
            and same(f.got, right[f.case][output])
            for f in here
        ):
            clauses[output] = Clause(
                "{outputs} is right, but not with your {earlier}.",
                "{outputs} are right, but not with your {earlier}.",
                (("earlier", " and ".join(earlier)),),
                (say("Is what you return the array that you have computed with?"),),
            )
    return clauses


def _merged(named, order):
    """Tell the same mistake once, of all of the outputs that it explains."""
    outputs = {}
    for one in named:
        key = one._replace(outputs=())
        outputs.setdefault(key, []).extend(one.outputs)
    return tuple(
        one._replace(outputs=tuple(sorted(names, key=order.index)))
        for one, names in outputs.items()
    )


def _before(observed):
    """Say which array of the first visible case that stopped has a wrong shape."""
    spec = observed.spec
    for i, case in enumerate(observed.cases):
        if case.name not in observed.stopped or case.hidden:
            continue
        for f in observed.findings:
            if f.case != case.name or f.state != State.FAILED or f.got is None:
                continue
            got = np.shape(f.got)
            want = _shape_of(f, spec, observed.wants[i])
            if want is None or got == want:
                continue
            shapes = {"output": f.output, "got": f"{got}", "want": f"{want}"}
            like = f.output in spec.masks and _like(f, observed.gots[i], spec.masks)
            if like:
                return (
                    say(
                        "There {output} has shape {got}, expected {want}, and so it is "
                        "shaped like {like}.",
                        like=like,
                        **shapes,
                    ),
                )
            return (say("There {output} has shape {got}, expected {want}.", **shapes),)
        return ()
    return ()


def _shape_of(finding, spec, wants):
    """Return the shape that an output should have, or None."""
    if finding.want is not None:
        return np.shape(finding.want)
    if finding.output in spec.masks and finding.output in wants:
        return tuple(wants[finding.output].shape)
    return None


def _like(finding, got, masks):
    """Return the other mask that has the shape that a mask has by mistake, or ""."""
    shape = np.shape(finding.got)
    for mask in masks:
        if mask != finding.output and np.shape(got.get(mask)) == shape:
            return mask
    return ""


def _where_right(clause, here, cases, neutral):
    """Add to a clause whether an output is right where the idea is switched off."""
    inputs = {case.name: case.inputs for case in cases}
    for name, value in neutral.items():
        off = {f.case for f in here if inputs[f.case].get(name) == value}
        right = {f.case for f in here if f.state == State.PASSED}
        where = (("name", name), ("value", value))
        if clause == OTHER_VALUES and off and not off & right:
            return Clause(
                "{outputs} has other values than expected, also where {name} = "
                "{value}.",
                "{outputs} have other values than expected, also where "
                "{name} = {value}.",
                where,
                (say("There is least to compute in that case: look at it first."),),
                explains=False,
            )
        if off and right == off:
            if clause == OTHER_VALUES:
                return Clause(
                    "{outputs} has other values than expected, but right ones where "
                    "{name} = {value}.",
                    "{outputs} have other values than expected, but right ones where "
                    "{name} = {value}.",
                    where,
                    (say("How does {name} enter your code?", name=name),),
                )
            is_right = say("Right where {name} = {value}.", name=name, value=value)
            return clause._replace(asks=(is_right, *clause.asks))
    return clause
