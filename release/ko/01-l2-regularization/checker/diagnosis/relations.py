"""How an output that no known mistake explains is related to what it should be.

A true sentence still helps: a factor, a sign, a shape, one part too large.  A relation
is told only if it holds in every case in which the output is wrong, within the
tolerance of `checker.compare`.
"""

from collections.abc import Sequence

import numpy as np

from checker.compare import same
from checker.diagnosis.counts import another_count
from checker.diagnosis.factors import Cases, times_clause
from checker.diagnosis.made_of import (
    by_another,
    of_itself,
    of_others,
    of_wrong_shape,
    part_of_others,
    two_arrays,
)
from checker.diagnosis.observed import Pair
from checker.diagnosis.parts import part_times, part_varies, part_whole
from checker.diagnosis.places import not_rounded, other_order, some_places
from checker.diagnosis.terms import other_term
from checker.messages import Clause, clause

OTHER_VALUES = clause(
    "{outputs} {has|have} other values than expected.", explains=False
)

SIGN_LOST = clause(
    "{outputs} {is|are} right without {its|their} sign.",
    "What makes it positive where it should be negative?",
)


def sign_lost(wrong: Sequence[Pair], right: Sequence[Pair]) -> bool:
    """True if single numbers are right but for the sign, and are never negative."""
    return (
        bool(right)
        and all(same(pair.got, -pair.want) for pair in wrong)
        and all(pair.got.ndim == 0 <= pair.got for pair in [*wrong, *right])
    )


def relation(pairs: Sequence[Pair], cases: Cases) -> Clause:
    """Return what all pairs have in common; OTHER_VALUES where nothing fits."""
    for look in (
        _shape,
        _not_numbers,
        _rounded,
        _one_factor,
        part_times,
    ):
        found = look(pairs, cases)
        if found:
            return found
    return OTHER_VALUES


def last_relation(pairs: Sequence[Pair], cases: Cases) -> Clause | None:
    """Return what is true of all pairs but says little; None where nothing fits."""
    for look in (
        other_term,
        another_count,
        part_whole,
        two_arrays,
        of_itself,
        of_others,
        part_of_others,
        not_rounded,
        some_places,
        other_order,
        by_another,
        offset,
        part_varies,
        _any_factor,
    ):
        found = look(pairs, cases)
        if found:
            return found
    return None


def offset(pairs: Sequence[Pair], cases: Cases) -> Clause | None:
    """Find one number that is added to all entries."""
    off = [(pair.got - pair.want, np.ones(pair.want.shape)) for pair in pairs]
    found = cases.times(off)
    if not found:
        return None
    added = "What is added that should not be?"
    if found.varies:
        every = "{outputs} {is|are} off by one number in all entries."
        return clause(every, added)
    if any(pair.want.size > 1 for pair in pairs):
        every = "{outputs} {is|are} off by {factor} in every entry."
        return clause(every, added, factor=found)
    if found.is_negative:
        return clause(
            "{outputs} {is|are} too small by {factor} in every case.",
            "What is not counted, or subtracted?",
            factor=found.without_sign,
        )
    return clause(
        "{outputs} {is|are} too large by {factor} in every case.",
        "What is counted or added that should not be?",
        factor=found,
    )


def _shape(pairs, cases):
    for pair in pairs:
        got, want = pair.got, pair.want
        if got.shape == want.shape:
            continue
        shapes = {"got": f"{got.shape}", "want": f"{want.shape}"}
        if got.ndim == 2 and same(got.T, want):
            return clause(
                "{outputs} {is|are} transposed.",
                "Which .T is missing, or one too many?",
            )
        if got.ndim == want.ndim == 2 and got.shape == want.shape[::-1]:
            return clause(
                "{outputs} {has|have} rows and columns exchanged.",
                "Which of the two numbers comes first in the shape?",
            )
        if got.size == want.size and same(got.ravel(), want.ravel()):
            return _right_values(shapes, want.ndim)
        if got.ndim == want.ndim == 1 and min(got.size, want.size):
            found = _beginning(pairs)
            if found:
                return found
        if not want.ndim:
            return clause(
                "{outputs} {has|have} shape {got}, expected a single number.",
                "Where is the sum over it?",
                **shapes,
            )
        if got.ndim and got.size == 1 < want.size:
            return clause(
                "{outputs} {has|have} shape {got}, a single number; expected {want}.",
                "Over which axis is the sum due?",
                **shapes,
            )
        found = of_wrong_shape([pair, *(p for p in pairs if p is not pair)], cases)
        if found:
            return found
        like = [name for name, array in pair.known.items() if array.shape == got.shape]
        if like and got.ndim == 2 and len(like) < 4:
            return clause(
                "{outputs} {has|have} shape {got}, that of {like}; expected {want}.",
                "Which layer is meant?"
                if any(name[-1].isdigit() for name in like)
                else "Where does it change?",
                like=" or ".join(like),
                **shapes,
            )
        if not got.ndim:
            return clause(
                "{outputs} {is a single number|are single numbers}, expected shape "
                "{want}.",
                "Is a sum or mean taken of all entries, and over which axis is it due?",
                **shapes,
            )
        template = "{outputs} {has|have} shape {got}, expected {want}."
        return clause(template, "Where does it change?", **shapes)
    return None


def _right_values(shapes, many):
    if many:
        return clause(
            "{outputs} {has|have} the right values in another shape, {got}; expected "
            "{want}.",
            "Would keepdims or another axis keep the shape?",
            **shapes,
        )
    return clause(
        "{outputs} {has the right value|have the right values} in another shape, "
        "{got}; expected {a single number|single numbers}.",
        **shapes,
    )


def _beginning(pairs):
    """Compare lists that are too short or too long with what they should be."""
    shorter = [min(pair.got.size, pair.want.size) for pair in pairs]
    if not all(same(p.got[:n], p.want[:n]) for p, n in zip(pairs, shorter)):
        return None
    got, want = next(
        (p.got.size, p.want.size) for p in pairs if p.got.size != p.want.size
    )
    template, asks = (
        "{outputs} {has|have} {got} values, and {want} are enough.",
        "Why does it not stop there?",
    )
    if got < want:
        template, asks = (
            "{outputs} {has|have} only the first {got} of {want} values.",
            "Why does it stop there?",
        )
    return clause(template, asks, got=got, want=want)


def _not_numbers(pairs, cases):
    bad = [pair for pair in pairs if not np.isfinite(pair.got).all()]
    if not bad:
        return None
    for name, value in bad[0].neutral.items():
        if all(pair.neutral.get(name) == value for pair in bad):
            return clause(
                "{outputs} {contains|contain} NaN or infinity where {name} = {value}.",
                "What is 0 there, and divides?",
                name=name,
                value=value,
            )
    return clause(
        "{outputs} {contains|contain} NaN or infinity.",
        "Is something divided by 0, or is there the root or log of a negative number?",
    )


def _rounded(pairs, cases):
    """Find values that are rounded, or cut to whole numbers."""
    lost = "Where are the other digits lost?"
    for digits in range(7) if all(pair.got.any() for pair in pairs) else ():
        if all(same(p.got, np.round(p.want, digits)) for p in pairs):
            if not digits:
                return clause("{outputs} {is|are} rounded to whole numbers.", lost)
            return clause(
                "{outputs} {is|are} rounded to {digits} digits behind the point.",
                lost,
                digits=digits,
            )
    if all(map(_cut, pairs)) and any(p.got.any() for p in pairs):
        return clause(
            "{outputs} {holds|hold} only whole numbers.",
            "Is something rounded, or divided by //?",
        )
    return None


def _cut(pair):
    """True if only whole numbers are there, and no digit before the point is lost."""
    near = pair.got.shape == pair.want.shape and np.abs(pair.got - pair.want) < 1
    return _whole(pair.got) and not _whole(pair.want) and bool(np.all(near))


def _whole(array):
    return bool((array == np.round(array)).all())


def _one_factor(pairs, cases):
    if all(not pair.got.any() for pair in pairs):
        asks = (
            "Which factor is 0, which comparison never holds, or what is cut to whole "
            "numbers?"
        )
        return clause("{outputs} {is|are} zero everywhere.", asks)
    found = cases.times([(p.got, p.want) for p in pairs])
    return times_clause(found) if found and not found.varies else None


def _any_factor(pairs, cases):
    found = cases.times([(p.got, p.want) for p in pairs])
    return found and times_clause(found)
