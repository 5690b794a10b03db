"""Say in a clause how an output is related to what it should be.

Where no known mistake fits, a true sentence still helps: a factor, a sign, another
variable's values, one part too large.  A relation is said only if it holds in
every case in which the output is wrong, within the tolerance of `_compare`.
"""

from dataclasses import dataclass, field

import numpy as np

from checker.compare import same
from checker.diagnosis.factors import VARIES, Cases
from checker.diagnosis.parts import asks_for, is_times, mistake_times, part_times

GENERIC = "has other values than expected"
ALSO = ", also "  # behind it: where it does so


@dataclass(frozen=True)
class Pair:
    """An output in one case in which it is wrong.

    known: {name: array}, what else there is: inputs, other outputs as they should be.
    without: {part: the output if that part of the solution were left out};
    mistaken: {known mistake: the output that it gives}.
    """

    got: np.ndarray
    want: np.ndarray
    inputs: dict
    known: dict = field(default_factory=dict)
    without: dict = field(default_factory=dict)
    mistaken: dict = field(default_factory=dict)


def relation(pairs, right=()):
    """Return (clause, question, ""); the clause is GENERIC where nothing fits.

    right: pairs of the cases in which the output is right.
    If the output is that of a known mistake but for a factor, its name comes third,
    and the clause is a sentence about the factor.
    """
    for look in _LOOKS:
        looked_at = [*pairs, *right] if look is mistake_times else pairs
        found = look(looked_at, Cases([pair.inputs for pair in looked_at]))
        if found:
            clause, question, *mistake = found
            return clause, question, mistake[0] if mistake else ""
    return GENERIC, "", ""


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
        expected = f"expected {_form(want.shape)}"
        if got.ndim == 2 and got.T.shape == want.shape and same(got.T, want):
            return "is transposed", "Which .T is missing, or one too many?"
        if got.size == want.size and same(got.ravel(), want.ravel()):
            return (
                f"has the right values in another shape, {got.shape}; {expected}",
                "Would keepdims or another axis keep the shape?" if want.ndim else "",
            )
        if got.ndim == want.ndim == 1 and min(got.size, want.size):
            told = _beginning(pairs)
            if told:
                return told
        if not want.ndim:
            return f"has shape {got.shape}, {expected}", "Where is the sum over it?"
        like = [name for name, array in pair.known.items() if array.shape == got.shape]
        if like and got.ndim == 2 and len(like) < 4:
            expected = f"that of {' or '.join(like)}; {expected}"
            return f"has shape {got.shape}, {expected}", "Which layer is meant?"
        return f"has shape {_form(got.shape)}, {expected}", "Where does it change?"
    return None


def _beginning(pairs):
    """Compare lists that are too short or too long with what they should be."""
    shorter = [min(pair.got.size, pair.want.size) for pair in pairs]
    if not all(same(p.got[:n], p.want[:n]) for p, n in zip(pairs, shorter)):
        return None
    got, want = next(
        (p.got.size, p.want.size) for p in pairs if p.got.size != p.want.size
    )
    if got < want:
        return f"has only the first {got} of {want} values", "Why does it stop there?"
    return f"has {got} values, and {want} are enough", "Why does it not stop there?"


def _form(shape):
    return f"{shape}" if shape else "a single number"


def _not_numbers(pairs, cases):
    if all(np.isfinite(pair.got).all() for pair in pairs):
        return None
    told = "contains NaN or infinity"
    for name, off in (("keep_prob", 1), ("lambd", 0)):
        bad = [pair.inputs.get(name) == off for pair in pairs if _has_nan(pair)]
        if all(bad):
            return f"{told} where {name} = {off}", "What is 0 there, and divides?"
    return (
        told,
        "Is something divided by 0, or is there the root or log of a negative number?",
    )


def _has_nan(pair):
    return not np.isfinite(pair.got).all()


def _rounded(pairs, cases):
    """Find values that are rounded, or cut to whole numbers."""
    for digits in range(7) if all(pair.got.any() for pair in pairs) else ():
        if all(same(p.got, np.round(p.want, digits)) for p in pairs):
            what = f"{digits} digits behind the point" if digits else "whole numbers"
            return f"is rounded to {what}", "Where are the other digits lost?"
    whole = all(_whole(p.got) and not _whole(p.want) for p in pairs)
    if whole and any(p.got.any() for p in pairs):
        return "holds only whole numbers", "Is something rounded, or divided by //?"
    return None


def _one_factor(pairs, cases):
    if all(not pair.got.any() for pair in pairs):
        asks = "Which factor is 0?"
        if all(np.max(np.abs(pair.want)) < 1 for pair in pairs):
            asks = "Which factor is 0, or is something cut to whole numbers?"
        return "is zero everywhere", asks
    told = cases.times([(p.got, p.want) for p in pairs])
    return told and (is_times(told), asks_for(told))


def _offset(pairs, cases):
    """Find one number that is added to all entries."""
    off = [(pair.got - pair.want, np.ones(pair.want.shape)) for pair in pairs]
    told = cases.times(off)
    if told == VARIES:
        return (
            "is off by one number in all entries",
            "What is added that should not be?",
        )
    if told and all(pair.want.size == 1 for pair in pairs):
        how = "small" if told.startswith("−") else "large"
        return f"is too {how} by {told.lstrip('−')} in every case", _ADDED[how]
    if told:
        return f"is off by {told} in every entry", "What is added that should not be?"
    return None


_ADDED = {
    "large": "What is counted or added that should not be?",
    "small": "What is not counted, or subtracted?",
}


def _whole(array):
    return bool((array == np.round(array)).all())


_LOOKS = (
    *(_shape, _not_numbers, _rounded, _one_factor, part_times, mistake_times),
    _offset,
)
