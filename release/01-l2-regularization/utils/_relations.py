"""Say in a clause how an output is related to what it should be.

Where no known mistake fits, a true sentence still helps: a factor, a sign, another
variable's values, one part too large.  A relation is said only if it holds in
every case in which the output is wrong, within the tolerance of `_compare`.
"""

from dataclasses import dataclass, field

import numpy as np

from utils._compare import RELATIVE, same
from utils._factors import VARIES, Cases
from utils._made_of import ASKS, known_to_all, made_of, simple, spread
from utils._parts import (
    asks_for,
    is_times,
    mistake_times,
    part_made_of,
    part_times,
    part_times_where_due,
)

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
    """Find right values that are rounded, or cut off at 0."""
    for digits in range(7) if all(pair.got.any() for pair in pairs) else ():
        if all(same(p.got, np.round(p.want, digits)) for p in pairs):
            what = f"{digits} digits behind the point" if digits else "whole numbers"
            return f"is rounded to {what}", "Where are the other digits lost?"
    if all(same(p.got, np.maximum(p.want, 0)) for p in pairs):
        return "is 0 where it should be negative", "Is there a relu or a max too many?"
    return None


def _one_factor(pairs, cases):
    if all(not pair.got.any() for pair in pairs):
        asks = "Which factor is 0?"
        if all(np.max(np.abs(pair.want)) < 1 for pair in pairs):
            asks = "Which factor is 0, or is something cut to whole numbers?"
        return "is zero everywhere", asks
    told = cases.times([(p.got, p.want) for p in pairs])
    return told and (is_times(told), asks_for(told))


def _same_as(pairs, cases):
    """Find other arrays that the output, or its excess, is made of."""
    told = made_of(pairs, [pair.got for pair in pairs], cases)
    if told:
        return f"is {told}", ASKS
    if all(pair.want.size == 1 for pair in pairs):
        return None
    for name in known_to_all(pairs):
        known = [spread(p.known[name], p.want.shape) for p in pairs]
        if any(array is None for array in known):
            continue
        told = simple(cases.times([(p.got, p.want * k) for p, k in zip(pairs, known)]))
        if told is not None:
            how = f"multiplied by {told}{name}, entry by entry"
            return f"is what it should be, {how}", f"Should {name} be there?"
        told = simple(cases.times([(p.got - p.want, k) for p, k in zip(pairs, known)]))
        if told is not None:
            return f"is off by {told}{name}", f"Should {name} be there?"
    return None


def _pattern(pairs, cases):
    """Find an offset, a power, signs, rounding or a common value."""
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
    with np.errstate(all="ignore"):
        for words, change in _POWERS.items():
            told = cases.times([(p.got, change(p.want)) for p in pairs])
            if simple(told) is not None:
                told = "" if told == "1" else f"{told} × "
                return f"is {told}{words} what it should be", "Which power is meant?"
    if all(_whole(p.got) and not _whole(p.want) for p in pairs):
        return "holds only whole numbers", "Is something rounded, or divided by //?"
    if all(pair.want.size == 1 for pair in pairs):
        values = {float(pair.got.ravel()[0]) for pair in pairs}
        if len(values) == 1 < len({float(p.want.ravel()[0]) for p in pairs}):
            return "is the same number in every case", "On what should it depend?"
        return None
    if all(np.ptp(pair.got) == 0 < np.ptp(pair.want) for pair in pairs):
        return (
            "is the same number in every entry",
            "Is one number meant to be an array?",
        )
    if all(same(np.abs(pair.got), np.abs(pair.want)) for pair in pairs):
        return "has the wrong sign in some entries", "Where can a sign get lost?"
    return None


_ADDED = {
    "large": "What is counted or added that should not be?",
    "small": "What is not counted, or subtracted?",
}

_POWERS = {
    "the square of": np.square,
    "the root of": lambda array: np.sqrt(np.abs(array)),
    "one over": lambda array: 1 / array,
}


def _whole(array):
    return bool((array == np.round(array)).all())


def _entries(pairs, cases):
    """Find rows, columns or entries to which the error is confined."""
    if any(pair.want.ndim != 2 or pair.want.size == 1 for pair in pairs):
        return None
    wrong = [_wrong(pair) for pair in pairs]
    zero = [pair.want == 0 for pair in pairs]
    if all((bad == at).all() and at.any() for bad, at in zip(wrong, zero)):
        return "is not 0 in the entries that should be 0", "What should silence them?"
    for axis, name in ((1, "row"), (0, "column")):
        lines = [set(np.flatnonzero(bad.any(axis=axis))) for bad in wrong]
        if len(lines[0]) == 1 and all(
            found == lines[0] and pair.want.shape[1 - axis] > 1
            for found, pair in zip(lines, pairs)
        ):
            return f"is wrong in {name} {min(lines[0])} only", "What is special there?"
        if all(_scaled_by_line(pair, axis) for pair in pairs):
            return (
                f"is off by a factor of its own in each {name}",
                "What is multiplied that has one number for each of them?",
            )
        if all(_reordered(pair, 1 - axis) for pair in pairs):
            return f"has its {name}s in another order", "Which index is meant?"
    if all(not bad[at].any() and at.any() for bad, at in zip(wrong, zero)):
        return "is 0 where 0 is due, but wrong elsewhere", "What follows the mask?"
    return None


def _excess(pairs, cases):
    """Find what is added to what it should be."""
    if all(pair.want.size == 1 for pair in pairs):
        return None
    told = made_of(pairs, [pair.got - pair.want for pair in pairs], cases)
    return (f"is off by {told}", ASKS) if told else None


def _wrong(pair):
    scale = np.max(np.abs(pair.want), initial=0.0)
    return np.abs(pair.got - pair.want) > RELATIVE * scale + 1e-12


def _scaled_by_line(pair, axis):
    """True if each row (axis 1) or column (axis 0) is off by one factor of its own."""
    if pair.want.shape[axis] < 2:
        return False
    square = np.sum(pair.want**2, axis=axis, keepdims=True)
    inner = np.sum(pair.got * pair.want, axis=axis, keepdims=True)
    factor = np.divide(inner, square, out=np.zeros(inner.shape), where=square > 0)
    return bool(factor.any()) and same(pair.got, factor * pair.want)


def _reordered(pair, axis):
    order = [np.lexsort(np.moveaxis(a, axis, -1)) for a in (pair.got, pair.want)]
    got, want = (np.take(a, o, axis=axis) for a, o in zip((pair.got, pair.want), order))
    return same(got, want)


_LOOKS = (
    *(_shape, _not_numbers, _rounded, _one_factor, part_times, mistake_times),
    *(part_times_where_due, _same_as, part_made_of, _pattern, _entries),
    _excess,
)
