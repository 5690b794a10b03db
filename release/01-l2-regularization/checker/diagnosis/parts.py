"""Find the part of a solution that is wrong, where all the rest is right.

What is there without a part is known from the mistake of leaving it out.
"""

import re

import numpy as np

from checker.compare import same
from checker.diagnosis.factors import VARIES

ROUNDED = 1e-6  # stored results have 7 digits


def part_times(pairs, cases):
    """Find a part that is a multiple of what it should be, and not there with it."""
    for part, bases in _parts(pairs):
        rests, due, slack = _rests(pairs, bases)
        on = [i for i, array in enumerate(due) if array.any()]
        if any(rests[i].any() for i in range(len(pairs)) if i not in on):
            continue
        told = cases.only(on).times(
            [(rests[i], due[i]) for i in on], [slack[i] for i in on]
        )
        if told:
            clause = f"is right but for the {part} part, which {is_times(told)}"
            return clause, asks_for(told)
    return None


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
