"""How an output that no known mistake explains is related to what it should be.

A true sentence still helps: a factor, a sign, a shape, one part too large.  A relation
is told only if it holds in every case in which the output is wrong, within the
tolerance of `checker.compare`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from checker.compare import same
from checker.diagnosis.factors import Cases, times_clause
from checker.diagnosis.parts import part_times
from checker.messages import say
from checker.records import Clause

OTHER_VALUES = Clause(
    "{outputs} has other values than expected.",
    "{outputs} have other values than expected.",
    explains=False,
)


@dataclass(frozen=True)
class Pair:
    """An output in one case.

    known: {name: array}, what else there is: inputs, other outputs as they should be.
    without: {part: the output if that part of the solution were left out};
    mistaken: {known mistake: the output that it gives}.
    neutral: {argument: value} that switches the lesson's idea off, and is given here.
    """

    got: np.ndarray
    want: np.ndarray
    inputs: Mapping[str, Any]
    known: Mapping[str, np.ndarray] = field(default_factory=dict)
    without: Mapping[str, np.ndarray] = field(default_factory=dict)
    mistaken: Mapping[str, np.ndarray] = field(default_factory=dict)
    neutral: Mapping[str, float] = field(default_factory=dict)


def relation(pairs: list[Pair], cases: Cases) -> Clause:
    """Return what all pairs have in common; OTHER_VALUES where nothing fits."""
    for look in (_shape, _not_numbers, _rounded, _one_factor, part_times):
        found = look(pairs, cases)
        if found:
            return found
    return OTHER_VALUES


def offset(pairs: list[Pair], cases: Cases) -> Clause | None:
    """Find one number that is added to all entries."""
    off = [(pair.got - pair.want, np.ones(pair.want.shape)) for pair in pairs]
    found = cases.times(off)
    if not found:
        return None
    added = (say("What is added that should not be?"),)
    if found.varies:
        return Clause(
            "{outputs} is off by one number in all entries.",
            "{outputs} are off by one number in all entries.",
            asks=added,
        )
    values = (("factor", found),)
    if any(pair.want.size > 1 for pair in pairs):
        return Clause(
            "{outputs} is off by {factor} in every entry.",
            "{outputs} are off by {factor} in every entry.",
            values,
            added,
        )
    if found.is_negative:
        return Clause(
            "{outputs} is too small by {factor} in every case.",
            "{outputs} are too small by {factor} in every case.",
            (("factor", found.without_sign),),
            (say("What is not counted, or subtracted?"),),
        )
    return Clause(
        "{outputs} is too large by {factor} in every case.",
        "{outputs} are too large by {factor} in every case.",
        values,
        (say("What is counted or added that should not be?"),),
    )


def known_arrays(inputs, names=None):
    """Return {name: array} of the inputs, entries of dictionaries and tuples too.

    names: {argument: what the entries of that tuple are called}, if they are called.
    """
    names = names or {}
    found = {}
    for name, value in inputs.items():
        if isinstance(value, dict):
            found.update(value)
        elif isinstance(value, (tuple, list)):
            called = names.get(name) or [f"{name}[{i}]" for i in range(len(value))]
            found.update(zip(called, value))
        else:
            found[name] = value
    return {k: v for k, v in found.items() if isinstance(v, np.ndarray) and v.ndim}


def _shape(pairs, cases):
    for pair in pairs:
        got, want = pair.got, pair.want
        if got.shape == want.shape:
            continue
        shapes = (("got", f"{got.shape}"), ("want", f"{want.shape}"))
        if got.ndim == 2 and got.T.shape == want.shape and same(got.T, want):
            return Clause(
                "{outputs} is transposed.",
                "{outputs} are transposed.",
                asks=(say("Which .T is missing, or one too many?"),),
            )
        if got.size == want.size and same(got.ravel(), want.ravel()):
            return _right_values(shapes, want.ndim)
        if got.ndim == want.ndim == 1 and min(got.size, want.size):
            found = _beginning(pairs)
            if found:
                return found
        if not want.ndim:
            return Clause(
                "{outputs} has shape {got}, expected a single number.",
                "{outputs} have shape {got}, expected a single number.",
                shapes,
                (say("Where is the sum over it?"),),
            )
        like = [name for name, array in pair.known.items() if array.shape == got.shape]
        if like and got.ndim == 2 and len(like) < 4:
            return Clause(
                "{outputs} has shape {got}, that of {like}; expected {want}.",
                "{outputs} have shape {got}, that of {like}; expected {want}.",
                (*shapes, ("like", " or ".join(like))),
                (say("Which layer is meant?"),),
            )
        asks = (say("Where does it change?"),)
        if not got.ndim:
            return Clause(
                "{outputs} is a single number, expected shape {want}.",
                "{outputs} are single numbers, expected shape {want}.",
                shapes,
                asks,
            )
        return Clause(
            "{outputs} has shape {got}, expected {want}.",
            "{outputs} have shape {got}, expected {want}.",
            shapes,
            asks,
        )
    return None


def _right_values(shapes, many):
    if many:
        return Clause(
            "{outputs} has the right values in another shape, {got}; expected {want}.",
            "{outputs} have the right values in another shape, {got}; expected {want}.",
            shapes,
            (say("Would keepdims or another axis keep the shape?"),),
        )
    return Clause(
        "{outputs} has the right value in another shape, {got}; expected a single "
        "number.",
        "{outputs} have the right values in another shape, {got}; expected single "
        "numbers.",
        shapes,
    )


def _beginning(pairs):
    """Compare lists that are too short or too long with what they should be."""
    shorter = [min(pair.got.size, pair.want.size) for pair in pairs]
    if not all(same(p.got[:n], p.want[:n]) for p, n in zip(pairs, shorter)):
        return None
    got, want = next(
        (p.got.size, p.want.size) for p in pairs if p.got.size != p.want.size
    )
    values = (("got", got), ("want", want))
    if got < want:
        return Clause(
            "{outputs} has only the first {got} of {want} values.",
            "{outputs} have only the first {got} of {want} values.",
            values,
            (say("Why does it stop there?"),),
        )
    return Clause(
        "{outputs} has {got} values, and {want} are enough.",
        "{outputs} have {got} values, and {want} are enough.",
        values,
        (say("Why does it not stop there?"),),
    )


def _not_numbers(pairs, cases):
    bad = [pair for pair in pairs if not np.isfinite(pair.got).all()]
    if not bad:
        return None
    for name, value in bad[0].neutral.items():
        if all(pair.neutral.get(name) == value for pair in bad):
            return Clause(
                "{outputs} contains NaN or infinity where {name} = {value}.",
                "{outputs} contain NaN or infinity where {name} = {value}.",
                (("name", name), ("value", value)),
                (say("What is 0 there, and divides?"),),
            )
    return Clause(
        "{outputs} contains NaN or infinity.",
        "{outputs} contain NaN or infinity.",
        asks=(
            say(
                "Is something divided by 0, or is there the root or log of a negative "
                "number?"
            ),
        ),
    )


def _rounded(pairs, cases):
    """Find values that are rounded, or cut to whole numbers."""
    lost = (say("Where are the other digits lost?"),)
    for digits in range(7) if all(pair.got.any() for pair in pairs) else ():
        if all(same(p.got, np.round(p.want, digits)) for p in pairs):
            if not digits:
                return Clause(
                    "{outputs} is rounded to whole numbers.",
                    "{outputs} are rounded to whole numbers.",
                    asks=lost,
                )
            return Clause(
                "{outputs} is rounded to {digits} digits behind the point.",
                "{outputs} are rounded to {digits} digits behind the point.",
                (("digits", digits),),
                lost,
            )
    whole = all(_whole(p.got) and not _whole(p.want) for p in pairs)
    if whole and any(p.got.any() for p in pairs):
        return Clause(
            "{outputs} holds only whole numbers.",
            "{outputs} hold only whole numbers.",
            asks=(say("Is something rounded, or divided by //?"),),
        )
    return None


def _whole(array):
    return bool((array == np.round(array)).all())


def _one_factor(pairs, cases):
    if all(not pair.got.any() for pair in pairs):
        asks = say("Which factor is 0?")
        if all(np.max(np.abs(pair.want)) < 1 for pair in pairs):
            asks = say("Which factor is 0, or is something cut to whole numbers?")
        return Clause(
            "{outputs} is zero everywhere.",
            "{outputs} are zero everywhere.",
            asks=(asks,),
        )
    found = cases.times([(p.got, p.want) for p in pairs])
    return found and times_clause(found)
