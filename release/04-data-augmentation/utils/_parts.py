"""Find the part of a solution that is wrong, where all the rest is right.

What is there without a part is known from the mistake of leaving it out.
"""

import re

import numpy as np

from utils._compare import same
from utils._factors import VARIES
from utils._made_of import ASKS, known_to_all, made_of, simple, spread

ROUNDED = 1e-6  # stored results have 7 digits
LARGEST = 1e100


def part_times(pairs, cases, strict=True):
    """Find a part that is a multiple of what it should be.

    strict: where nothing is due, as with lambd = 0, there must be nothing.
    """
    for part, bases in _parts(pairs):
        rests, due, slack = _rests(pairs, bases)
        on = [i for i, array in enumerate(due) if array.any()]
        if strict and any(rests[i].any() for i in range(len(pairs)) if i not in on):
            continue
        told = cases.only(on).times(
            [(rests[i], due[i]) for i in on], [slack[i] for i in on]
        )
        if told:
            more = "" if strict else ", and not 0 where none is due"
            clause = f"is right but for the {part} part, which {is_times(told)}{more}"
            return clause, asks_for(told)
    return None


def part_times_where_due(pairs, cases):
    """Find a part that is a multiple of what it should be, but not always 0 with it."""
    return part_times(pairs, cases, strict=False)


def mistake_times(pairs, cases):
    """Find a known mistake whose output, or whose part of it, is multiplied besides.

    pairs: of all cases, right ones too.
    Return (a sentence about the factor, "", the mistake), or None.
    """
    nothing = [np.zeros(pair.want.shape) for pair in pairs]
    for part, bases in [*_parts(pairs), ("", nothing)]:
        rests, due, slack = _rests(pairs, bases)
        for mistake in pairs[0].mistaken:
            values = [pair.mistaken.get(mistake) for pair in pairs]
            if any(v is None or v.shape != b.shape for v, b in zip(values, bases)):
                continue
            others = [_off(v, base, off) for v, base, off in zip(values, bases, slack)]
            if all(same(other, array) for other, array in zip(others, due)):
                continue
            on = [i for i in range(len(pairs)) if others[i].any() or rests[i].any()]
            told = cases.only(on).times(
                [(rests[i], others[i]) for i in on], [slack[i] for i in on]
            )
            if told not in (None, VARIES, "1") and not told.startswith("−"):
                what = f"the {part} part" if part else "the whole"
                return f"Besides, {what} is multiplied by {told}.", "", mistake
    return None


def part_made_of(pairs, cases):
    """Find what stands in the place of a part."""
    for part, bases in _parts(pairs):
        rests, due, slack = _rests(pairs, bases)
        single = rests[0].size == 1
        but = f"is right but for the {part} part, which"
        told = cases.times([(array, np.ones(array.shape)) for array in rests], slack)
        if told:
            told = "one number" if told == VARIES else told
            where = "alone" if single else "in every entry"
            return f"{but} is {told} {where}", "What should stand there?"
        told = made_of(pairs, rests, cases)
        if told:
            return f"{but} is {told}", ASKS
        if single:
            continue
        if _plus_a_number(rests, due):
            return f"{but} has a number added in every entry", "What is added there?"
        if all(_chosen(pair.got, base) for pair, base in zip(pairs, bases)):
            clause = f"is in each entry 0 or what it would be without the {part}"
            return f"{clause}, but not in the right ones", f"Is it the right {part}?"
        found = _times_another(part, pairs, bases, cases)
        if found:
            return found
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


def _chosen(got, base):
    """True if got holds 0 in some entries and those of `base` in the others."""
    zero = got == 0
    return bool(zero.any() and not zero.all()) and same(got, np.where(zero, 0, base))


def is_times(told):
    """Return a factor as a clause."""
    return "has the wrong sign" if told == "−1" else f"is {told} × what it should be"


def asks_for(told):
    """Ask for the quantity that a factor is made of."""
    if told == "−1":
        return "Which minus is missing, or one too many?"
    if told == VARIES:
        return "Which quantity that differs between the cases is in the wrong place?"
    if re.match(r"−?\d+\.\d+·", told):
        return "Does a fixed number stand where an argument is meant?"
    if "X.shape[0]" in told:
        return "Examples are the columns of X. How many does your code count?"
    names = [name for name in ("lambd", "keep_prob", "m") if name in told]
    if names:
        return f"Where does {names[0]} enter, and where should it?"
    return "Which factor is missing, or one too many?"


def _plus_a_number(rests, due):
    """True if each is a multiple of what is due, plus one number in all entries."""
    if sum(array.size for array in due) <= 2 * len(due):
        return False
    for rest, array in zip(rests, due):
        if not np.isfinite(rest).all() or not np.abs(rest).max() < LARGEST:
            return False
        spread_due = array - array.mean()
        square = np.sum(spread_due**2)
        slope = np.sum(rest * spread_due) / square if square else 0.0
        if not same(slope * spread_due + rest.mean(), rest):
            return False
    return True


def _times_another(part, pairs, bases, cases):
    """Find an array that stands in the place of a factor of the solution."""
    arrays = {n: [pair.known[n] for pair in pairs] for n in known_to_all(pairs)}
    for name, known in {**arrays, "itself": bases}.items():
        known = [spread(k, base.shape) for k, base in zip(known, bases)]
        if all(k is not None for k in known):
            made = [(p.got, base * k) for p, base, k in zip(pairs, bases, known)]
            told = simple(cases.times(made))
            if told is not None:
                clause = f"is what it would be without the {part}, times {told}{name}"
                return clause, ASKS
    return None
