"""What earns its points though it is not in the form that the reference has.

A single number in an array of one entry; an intermediate value that carries a factor
of its own, where what follows from it is right.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from checker.compare import same
from checker.diagnosis.factors import Cases, Factor, factor
from checker.messages import Message, agree, say
from checker.oracle import Oracle
from checker.records import Case, Spec

Arrays = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Allowed:
    """The outputs as they count, and how they came.

    gots: {output: array} for each case. wants: what is expected, given these. shapes:
    {output: that of the array which a number came in}. factors: {output: the `Factor`
    that it carries}. Both are of visible cases.
    """

    gots: Sequence[Arrays]
    wants: Sequence[Mapping[str, Any]]
    shapes: Mapping[str, tuple] = field(default_factory=dict)
    factors: Mapping[str, Factor] = field(default_factory=dict)

    def about(self, right: Collection[str]) -> tuple[Message, ...]:
        """Return what is told of those of the `right` outputs that came otherwise."""
        shapes, factors = (
            _alike({name: way for name, way in ways.items() if name in right})
            for ways in (self.shapes, self.factors)
        )
        return (
            *(
                say(agree(_HANDIER, len(names) > 1), outputs=names, shape=f"{shape}")
                for shape, names in shapes
            ),
            *(
                say(agree(_FACTOR, len(names) > 1), outputs=names, factor=factor)
                for factor, names in factors
            ),
        )


_HANDIER = (
    "{outputs} {is|are} right in shape {shape}, too; a plain number is handier. "
    "Matrix products and keepdims=True keep the axes; .item() takes the number out."
)
_FACTOR = (
    "{outputs} {carries|carry} a factor {factor} of {its|their} own, which costs "
    "nothing where what follows makes up for it."
)


def _alike(ways):
    """Return [(way, outputs)] of {output: way}."""
    found = {}
    for output, way in ways.items():
        found[way] = (*found.get(way, ()), output)
    return list(found.items())


def allow(
    spec: Spec, cases: Sequence[Case], gots: Sequence[Arrays], oracle: Oracle
) -> Allowed:
    """Return what counts of a learner's outputs."""
    wants = [oracle.expected(i, got) for i, got in enumerate(gots)]
    gots, wants, shapes = _numbers(gots, wants, oracle)
    off = _with_factor(spec, cases, gots, wants, oracle)
    seen = [i for i, case in enumerate(cases) if not case.hidden]
    told = {name: shape for i in seen for name, shape in shapes[i].items()}
    if not off:
        return Allowed(gots, wants, told)
    rights = [_right(spec, oracle, i, got) for i, got in enumerate(gots)]
    parts = [[part[i] for i in seen] for part in (cases, gots, rights)]
    differs = [name for name in off if not _is_right(name, *parts)]
    gots = [_without(spec, off, got, want) for got, want in zip(gots, rights)]
    wants = [oracle.expected(i, got) for i, got in enumerate(gots)]
    return Allowed(gots, wants, told, {name: off[name] for name in differs})


def _numbers(gots, wants, oracle):
    """Take the number out of each array of one entry where a number is due.

    Return (gots, wants, {output: its shape} for each case).
    """
    found, expected, shapes = [], [], []
    for i, (got, want) in enumerate(zip(gots, wants)):
        arrays = {
            name: value
            for name, value in got.items()
            if value.size == 1 and value.ndim and _is_number(want.get(name))
        }
        if arrays:
            plain = {name: value.reshape(()) for name, value in arrays.items()}
            got = {**got, **plain}
            want = oracle.expected(i, got)
        found.append(got)
        expected.append(want)
        shapes.append({name: value.shape for name, value in arrays.items()})
    return found, expected, shapes


def _is_number(want):
    return isinstance(want, (float, np.ndarray, np.generic)) and not np.ndim(want)


def _with_factor(spec, cases, gots, wants, oracle):
    """Return {output: `Factor`} of intermediates that carry a factor of their own.

    An intermediate is an output that others depend on. Of those others, at least one
    on which no more depends has to be right, as it is without the factor: the code
    makes up for it.
    """
    masked = {name for m, about in spec.masks.items() for name in (m, about.activation)}
    dependents = {
        output: [name for name in spec.outputs if output in spec.depends.get(name, ())]
        for output in spec.outputs
    }
    inner = [o for o in spec.outputs if dependents[o] and o not in masked]
    if all(_is_right(o, cases, gots, wants) for o in inner):
        return {}
    rights = [_right(spec, oracle, i, got) for i, got in enumerate(gots)]
    found = {}
    for output in inner:
        ends = [name for name in dependents[output] if not dependents[name]]
        if not any(_is_right(name, cases, gots, rights) for name in ends):
            continue
        of_all = _factor(output, spec, cases, gots, rights)
        if of_all:
            found[output] = of_all
    return found


def _right(spec, oracle, i, got):
    """Return what case i should give for the learner's masks, whatever else is."""
    return oracle.expected(i, {mask: got[mask] for mask in spec.masks if mask in got})


def _is_right(output, cases, gots, wants):
    """True if an output is as it should be in each case that has it."""
    judged = [
        same(got[output], want[output])
        for case, got, want in zip(cases, gots, wants)
        if case.judges(output) and output in got and output in want
    ]
    return bool(judged) and all(judged)


def _factor(output, spec, cases, gots, rights):
    """Return by which `Factor` an output differs in the cases where it does."""
    pairs, inputs = [], []
    for case, got, right in zip(cases, gots, rights):
        if not case.judges(output) or output not in got or output not in right:
            continue
        value, want = np.asarray(got[output], float), np.asarray(right[output], float)
        if not same(value, want):
            pairs.append((value, want))
            inputs.append(case.inputs)
    if not pairs or any(value.shape != want.shape for value, want in pairs):
        return None
    found = Cases(inputs, spec.quantities).times(pairs)
    return None if found is None or found.varies else found


def _without(spec, off, got, right):
    """Divide what carries a factor by it, and what was computed with that, too."""
    plain, factors = dict(got), {}
    inner = {name for names in spec.depends.values() for name in names}
    for output in spec.outputs:
        if output not in got or output not in right:
            continue
        earlier = [o for o in spec.depends.get(output, ()) if o in factors]
        if output in off:
            by = factor(np.asarray(got[output], float), np.asarray(right[output]))
        elif output in inner and output not in spec.masks and earlier:
            by = factors[max(earlier, key=spec.outputs.index)]
        else:
            continue
        if by and not same(got[output], right[output]):
            factors[output] = by
            plain[output] = got[output] / by
    return plain
