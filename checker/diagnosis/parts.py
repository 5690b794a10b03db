"""Find the part of a solution that is wrong, where all the rest is right.

What is there without a part is known from the mistake of leaving it out.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from checker.compare import same
from checker.diagnosis.factors import Cases, asks_for
from checker.diagnosis.observed import Pair
from checker.messages import Clause, Message, clause, say

ROUNDED = 1e-6  # stored results have 7 digits


def part_times(pairs: Sequence[Pair], cases: Cases) -> Clause | None:
    """Find a part that is a multiple of what it should be, and not there with it."""
    for part, bases in _parts(pairs):
        rests, due, slack = _rests(pairs, bases)
        on = [i for i, array in enumerate(due) if array.any()]
        if any(rests[i].any() for i in range(len(pairs)) if i not in on):
            continue
        factor = cases.only(on).times(
            [(rests[i], due[i]) for i in on], [slack[i] for i in on]
        )
        if factor and factor.is_minus_one:
            return clause(
                "{outputs} {is|are} right but for the {part} part, which has the wrong "
                "sign.",
                asks_for(factor),
                part=part,
            )
        if factor:
            return clause(
                "{outputs} {is|are} right but for the {part} part, which is {factor} × "
                "what it should be.",
                asks_for(factor),
                part=part,
                factor=factor,
            )
    return None


def mistake_times(
    pairs: Sequence[Pair], cases: Cases, mistakes: Iterable[str]
) -> tuple[str, Message] | None:
    """Find a known mistake whose output, or whose part of it, is multiplied besides.

    pairs: of all cases, right ones too. mistakes: their ids.
    Return (the mistake's id, a message about the factor), or None.
    """
    nothing = [np.zeros(pair.want.shape) for pair in pairs]
    for part, bases in [*_parts(pairs), ("", nothing)]:
        rests, due, slack = _rests(pairs, bases)
        for mistake in mistakes:
            values = [pair.mistaken(mistake) for pair in pairs]
            if any(v is None or v.shape != b.shape for v, b in zip(values, bases)):
                continue
            others = [_off(v, base, off) for v, base, off in zip(values, bases, slack)]
            if all(same(other, array) for other, array in zip(others, due)):
                continue
            on = [i for i in range(len(pairs)) if others[i].any() or rests[i].any()]
            factor = cases.only(on).times(
                [(rests[i], others[i]) for i in on], [slack[i] for i in on]
            )
            if not factor or factor.varies or factor.is_one or factor.is_negative:
                continue
            besides = "Besides, the whole is multiplied by {factor}."
            if part:
                besides = "Besides, the {part} part is multiplied by {factor}."
            return mistake, say(besides, part=part, factor=factor)
    return None


def _parts(pairs):
    """Return [(part, what the output is without it in each case)], largest first."""
    found = []
    for part in pairs[0].without:
        bases = [pair.without.get(part) for pair in pairs]
        if all(
            b is not None and p.got.shape == p.want.shape == b.shape
            for p, b in zip(pairs, bases)
        ):
            due = sum(np.sum(np.abs(p.want - b)) for p, b in zip(pairs, bases))
            slack = ROUNDED * sum(np.sum(np.abs(p.want)) for p in pairs)
            if due > slack:
                found.append((due, part, bases))
    found.sort(key=lambda entry: -entry[0])
    return [(part, bases) for _, part, bases in found]


def _rests(pairs, bases):
    """Return what there is of a part, what is due, and how exact both are."""
    slack = [ROUNDED * np.max(np.abs(pair.want), initial=0.0) for pair in pairs]
    rests = [_off(p.got, base, off) for p, base, off in zip(pairs, bases, slack)]
    due = [_off(p.want, base, off) for p, base, off in zip(pairs, bases, slack)]
    return rests, due, slack


def _off(array, base, slack):
    """Return the difference, 0 everywhere if it is nothing but rounding."""
    difference = array - base
    return difference if np.max(np.abs(difference), initial=0.0) > slack else 0 * base
