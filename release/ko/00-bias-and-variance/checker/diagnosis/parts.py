"""Find the part of a solution that is wrong, where all the rest is right.

What is there without a part is known from the mistake of leaving it out.
"""

import itertools
from collections.abc import Iterable, Sequence

import numpy as np

from checker.compare import same
from checker.diagnosis.factors import Cases, asks_for
from checker.diagnosis.observed import Pair
from checker.messages import Clause, Message, clause, say

ROUNDED = 1e-6  # stored results have 7 digits


def part_times(pairs: Sequence[Pair], cases: Cases) -> Clause | None:
    """Find parts that are a multiple of what they should be, and not there with it.

    At first each part is tried alone, then two of them together.
    """
    for parts, bases in [*_alone(pairs), *_together(pairs)]:
        rests, due, slack = rests_of(pairs, bases)
        on = [i for i, array in enumerate(due) if array.any()]
        left = [i for i in range(len(pairs)) if i not in on and rests[i].any()]
        here = [(rests[i], due[i]) for i in on]
        near = [slack[i] for i in on]
        factor = cases.only(on).times(here, near)
        if factor and not factor.varies and _is_off(factor, pairs, left):
            return _times(parts, factor)
        array = None if left else _counted(pairs, on, here, near)
        if array:
            return clause(
                "{outputs} {is|are} right but for a sum over the entries of {array} "
                "that reaches {parts}, too.",
                "Which bracket closes too late?",
                array=array,
                parts=parts,
            )
    return None


def part_varies(pairs: Sequence[Pair], cases: Cases) -> Clause | None:
    """Find a part that is another multiple of what it should be in each case."""
    for parts, bases in _alone(pairs):
        rests, due, slack = rests_of(pairs, bases)
        on = [i for i, array in enumerate(due) if array.any()]
        if any(rests[i].any() for i in range(len(pairs)) if i not in on):
            continue
        here = [(rests[i], due[i]) for i in on]
        factor = cases.only(on).times(here, [slack[i] for i in on])
        if factor:
            return _times(parts, factor)
    return None


def part_whole(pairs: Sequence[Pair], cases: Cases) -> Clause | None:
    """Find a part that is cut or rounded to whole numbers."""
    for part, bases in parts_of(pairs):
        rests, due, slack = rests_of(pairs, bases)
        if any(rest.any() for rest in rests) and all(
            np.max(np.abs(rest - np.round(rest))) <= off
            and np.max(np.abs(rest - array)) < 1
            for rest, array, off in zip(rests, due, slack)
        ):
            return clause(
                "{outputs} {is|are} right but for the {part} part, which holds only "
                "whole numbers.",
                "Is something rounded, or divided by //?",
                part=part,
            )
    return None


def switched_part(pairs: Sequence[Pair], neutral: Sequence[Pair]) -> str | None:
    """Return the largest part that is not there where the idea is switched off."""
    for part, _ in parts_of(pairs):
        bases = [pair.without.get(part) for pair in neutral]
        if all(b is not None and same(b, p.want) for p, b in zip(neutral, bases)):
            return part
    return None


def _times(parts, factor):
    many = len(parts) > 1
    mixed = many or (factor.product and len(factor.product.made_of) > 1)
    reaches = say("Which terms does that factor reach, and which should it reach?")
    return clause(
        _MULTIPLE[factor.is_minus_one, many],
        reaches if mixed and not factor.is_minus_one else asks_for(factor),
        parts=parts,
        factor=factor,
    )


_MULTIPLE = {  # (the factor is -1, there are several parts): template
    (True, False): "{outputs} {is|are} right but for the {parts} part, which has the "
    "wrong sign.",
    (True, True): "{outputs} {is|are} right but for the {parts} parts, which have the "
    "wrong sign.",
    (False, False): "{outputs} {is|are} right but for the {parts} part, which is "
    "{factor} × what it should be.",
    (False, True): "{outputs} {is|are} right but for the {parts} parts, which are "
    "{factor} × what they should be.",
}


def _is_off(factor, pairs, left):
    """True if a factor cannot be seen in the cases that are left.

    There the idea is switched off by a number that the factor divides by.
    """
    made_of = {q.of for q in factor.product.made_of} if factor.product else set()
    return all(made_of & set(pairs[i].neutral) for i in left)


def _counted(pairs, on, here, slack):
    """Return the array that has as many entries as the parts are counted times."""
    # Arrays may be equally large: those that are parts themselves are likelier.
    names = sorted(pairs[0].known, key=lambda name: name not in pairs[0].without)
    for name in names if len(on) > 1 else ():
        sizes = [np.size(pairs[i].known.get(name, ())) for i in on]
        if len(set(sizes)) > 1 and all(
            size > 1 and np.max(np.abs(rest - size * due)) <= size * off
            for (rest, due), size, off in zip(here, sizes, slack)
        ):
            return name
    return None


def _alone(pairs):
    return [((part,), bases) for part, bases in parts_of(pairs)]


def _together(pairs):
    """Return [(two parts, what the output is without both)]."""
    return [
        (
            tuple(sorted((a, b))),
            [x + y - pair.want for x, y, pair in zip(first, second, pairs)],
        )
        for (a, first), (b, second) in itertools.combinations(parts_of(pairs), 2)
    ]


def mistake_times(
    pairs: Sequence[Pair], cases: Cases, mistakes: Iterable[str]
) -> tuple[str, Message] | None:
    """Find a known mistake whose output, or whose part of it, is multiplied besides.

    pairs: of all cases, right ones too. mistakes: their ids.
    Return (the mistake's id, a message about the factor), or None.
    """
    nothing = [np.zeros(pair.want.shape) for pair in pairs]
    for part, bases in [*parts_of(pairs), ("", nothing)]:
        rests, due, slack = rests_of(pairs, bases)
        for mistake in mistakes:
            values = [pair.mistaken(mistake) for pair in pairs]
            if any(v is None or v.shape != b.shape for v, b in zip(values, bases)):
                continue
            others = [_off(v, base, off) for v, base, off in zip(values, bases, slack)]
            if all(same(other, array) for other, array in zip(others, due)):
                continue
            if _one_number(others):  # of that, any constant is a multiple
                continue
            on = [i for i in range(len(pairs)) if others[i].any() or rests[i].any()]
            factor = cases.only(on).times(
                [(rests[i], others[i]) for i in on], [slack[i] for i in on]
            )
            if not factor or factor.varies or factor.is_one or factor.is_negative:
                continue
            if not part and not factor.is_usual:  # it may be another mistake
                continue
            besides = "Besides, the whole is multiplied by {factor}."
            if part:
                besides = "Besides, the {part} part is multiplied by {factor}."
            return mistake, say(besides, part=part, factor=factor)
    return None


def _one_number(arrays):
    """True if one and the same number stands everywhere, in every case."""
    entries = np.concatenate([np.ravel(array) for array in arrays])
    return entries.size and same(entries, np.full(entries.shape, entries[0]))


def parts_of(pairs: Sequence[Pair]) -> list[tuple[str, list[np.ndarray]]]:
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


def rests_of(
    pairs: Sequence[Pair], bases: Sequence[np.ndarray]
) -> tuple[list[np.ndarray], list[np.ndarray], list[float]]:
    """Return what there is of a part, what is due, and how exact both are."""
    slack = [ROUNDED * np.max(np.abs(pair.want), initial=0.0) for pair in pairs]
    rests = [_off(p.got, base, off) for p, base, off in zip(pairs, bases, slack)]
    due = [_off(p.want, base, off) for p, base, off in zip(pairs, bases, slack)]
    return rests, due, slack


def _off(array, base, slack):
    """Return the difference, 0 everywhere if it is nothing but rounding."""
    difference = array - base
    return difference if np.max(np.abs(difference), initial=0.0) > slack else 0 * base
