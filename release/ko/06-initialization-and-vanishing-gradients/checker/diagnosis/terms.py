"""What stands where another term of the same arrays is due: cubes for squares, say.

A part of a solution is compared with what a few usual functions make of the arrays
that are known. Nothing is told that does not hold in every case that is wrong.
"""

import itertools
from collections.abc import Callable, Sequence

import numpy as np

from checker.diagnosis.factors import Cases
from checker.diagnosis.observed import Pair
from checker.diagnosis.parts import parts_of, rests_of
from checker.messages import Clause, clause, say

CLOSE = 1e-5  # relative
FITS = 1e-4  # relative, of differences of rounded numbers
MOST = 4  # times that one array may be counted

_ENTRIES: dict[str, Callable] = {  # entry by entry: an array stays an array
    "the entries": lambda a: a,
    "the squares": np.square,
    "the cubes": lambda a: a**3,
    "the fourth powers": lambda a: a**4,
    "the absolute values": np.abs,
    "the signs": np.sign,
    "ones instead of entries": np.ones_like,
}
_NUMBERS: dict[str, Callable] = {  # a single number of an array
    "the sum of the entries": np.sum,
    "the sum of the squares": lambda a: np.sum(a**2),
    "the sum of the cubes": lambda a: np.sum(a**3),
    "the sum of the fourth powers": lambda a: np.sum(a**4),
    "the sum of the absolute values": lambda a: np.sum(np.abs(a)),
    "the sum of the signs": lambda a: np.sum(np.sign(a)),
    "the sum of ones instead of entries": np.size,
    "the mean of the squares": lambda a: np.mean(a**2),
    "the mean of the absolute values": lambda a: np.mean(np.abs(a)),
    "the mean of the entries": np.mean,
    "the square of the sum": lambda a: np.sum(a) ** 2,
    "the square of the mean": lambda a: np.mean(a) ** 2,
    "the root of the sum of squares": lambda a: np.sqrt(np.sum(a**2)),
    "the largest square": lambda a: np.max(a**2),
    "the largest absolute value": lambda a: np.max(np.abs(a)),
    "the largest entry": np.max,
    "the sum of A @ A.T": lambda a: np.sum(a @ a.T),
    "the sum of A.T @ A": lambda a: np.sum(a.T @ a),
    "the squared spectral norm": lambda a: np.linalg.norm(a, 2) ** 2,
    "the squared 1-norm": lambda a: np.linalg.norm(a, 1) ** 2,
}


def other_term(pairs: Sequence[Pair], cases: Cases) -> Clause | None:
    """Return which other function of known arrays a part of an output holds."""
    for part, bases in parts_of(pairs):
        rests, due, slack = rests_of(pairs, bases)
        on = [i for i, array in enumerate(due) if array.any()]
        if any(rests[i].any() for i in range(len(pairs)) if i not in on):
            continue
        for arrays in _arrays_of(part, pairs):
            known = [[pairs[i].known[name] for name in arrays] for i in on]
            scales = _scales(pairs, on, part, due, arrays)
            here = [(rests[i], slack[i]) for i in on]
            found = scales and _found(here, known, *scales)
            if found and isinstance(found, str):
                return clause(
                    "{outputs} {is|are} right but for the {part} part, which holds, of "
                    "{arrays}, {what}.",
                    "What is due there?",
                    part=part,
                    what=found,
                    arrays=tuple(arrays),
                )
            if found:
                return clause(
                    "{outputs} {is|are} right but for the {part} part, which counts "
                    "{counts}.",
                    "How often is each of them due?",
                    part=part,
                    counts=tuple(
                        say("{array} {times}", array=a, times=_TIMES[n])
                        for n, a in zip(found, arrays)
                    ),
                )
            more = scales and _more(here, [pairs[i] for i in on], arrays, *scales)
            if more:
                return clause(
                    "{outputs} {is|are} right but for the {part} part, which counts "
                    "{more}, too.",
                    "Over which arrays is the sum due?",
                    part=part,
                    more=more,
                )
    return two_arrays(pairs)


def _arrays_of(part, pairs):
    """Return the groups of known arrays that a part may be made of.

    A single number is made of the array that the part is called by, or of all that are
    parts; an array of one with its shape.
    """
    known = [
        name
        for name in pairs[0].known
        if all(name in p.known and p.known[name].ndim == 2 for p in pairs)
    ]
    if pairs[0].want.ndim:
        return [
            [name]
            for name in known
            if all(pair.known[name].shape == pair.want.shape for pair in pairs)
        ]
    group = sorted(name for name in pairs[0].without if name in known)
    return [[part]] if part in known else [group] if len(group) > 1 else []


def _scales(pairs, on, part, due, arrays):
    """Return (which function of arrays is due, the number before it in each case).

    For a single number it is seen in several arrays, all with the same number before.
    """
    if pairs[0].want.ndim:
        sides = [[(due[i], pairs[i].known[arrays[0]])] for i in on]
        functions = _ENTRIES
    else:
        alone = {p: rests_of(pairs, bases)[1] for p, bases in parts_of(pairs)}
        names = [name for name in pairs[0].known if name in alone]
        sides = [[(alone[n][i], pairs[i].known[n]) for n in names] for i in on]
        functions = _NUMBERS if len(names) > 1 else {}
    for what, function in functions.items():
        numbers = [_scale(side, function) for side in sides]
        if numbers and all(numbers):
            return what, numbers
    return None


def _scale(side, function):
    """Return the number c with due = c · function(array) for all of a case, or None."""
    values = [(np.ravel(value), np.ravel(function(array))) for value, array in side]
    if any(v.shape != f.shape for v, f in values):
        return None
    value, of = (np.concatenate(arrays) for arrays in zip(*values))
    square = np.sum(of * of)
    number = np.sum(value * of) / square if square else 0.0
    off = np.max(np.abs(value - number * of))
    return number if off <= FITS * np.max(np.abs(value)) else None


def _found(here, known, right, numbers):
    """Return what stands there instead, or how often each array is counted, or None."""
    single = not here[0][0].ndim
    functions = _NUMBERS if single else {**_ENTRIES, **_NUMBERS}
    for what, function in functions.items():
        if what != right and _fits(
            here, numbers, [sum(map(function, arrays)) for arrays in known]
        ):
            return what
    for counts in itertools.product(range(MOST), repeat=len(known[0]) * single):
        terms = [
            sum(n * functions[right](a) for n, a in zip(counts, arrays))
            for arrays in known
        ]
        if len(set(counts)) > 1 and _fits(here, numbers, terms):
            return counts
    return None


def _more(here, pairs, arrays, right, numbers):
    """Return which arrays, one or two, are counted that should not be, or None."""
    if here[0][0].ndim:
        return None
    function = _NUMBERS[right]
    others = [
        name
        for name in pairs[0].known
        if name not in arrays
        and all(name in p.known and p.known[name].ndim == 2 for p in pairs)
    ]
    for count in (1, 2):
        for more in itertools.combinations(others, count):
            terms = [
                sum(function(pair.known[name]) for name in (*arrays, *more))
                for pair in pairs
            ]
            if _fits(here, numbers, terms):
                return more
    return None


def _fits(here, numbers, terms):
    """True if what is there is, in all cases, the number times the term."""
    for (rest, off), number, term in zip(here, numbers, terms):
        expected = number * term
        if np.shape(expected) not in ((), rest.shape) or not np.isfinite(term).all():
            return False
        if np.max(np.abs(rest - expected)) > CLOSE * np.max(np.abs(expected)) + off:
            return False
    return True


_TIMES = ("not at all", "once", "twice", "three times")  # translated


_SIGNS: dict[str, Callable] = {
    "+": np.add,
    "−": np.subtract,
    "×": np.multiply,
}


def two_arrays(pairs: Sequence[Pair]) -> Clause | None:
    """Find the sum, difference or product of two arrays of the same shape."""
    if any(pair.got.ndim != 2 or pair.got.shape != pair.want.shape for pair in pairs):
        return None
    names = [
        name
        for name in pairs[0].known
        if all(
            name in pair.known and pair.known[name].shape == pair.got.shape
            for pair in pairs
        )
    ]
    for name in names:
        if all(_close(pair.got, pair.known[name]) for pair in pairs):
            return clause(
                "{outputs} {is|are} the same as {name}.", "What is due?", name=name
            )
    for a, b in itertools.permutations(sorted(names), 2):
        for sign, function in _SIGNS.items():
            if all(
                _close(pair.got, function(pair.known[a], pair.known[b]))
                for pair in pairs
            ):
                return clause(
                    "{outputs} {is|are} {a} {sign} {b}.",
                    "Which operation is due, and are these the arrays?",
                    a=a,
                    sign=sign,
                    b=b,
                )
    return None


def _close(got, other):
    return np.max(np.abs(got - other)) <= CLOSE * max(np.max(np.abs(got)), 1e-12)
