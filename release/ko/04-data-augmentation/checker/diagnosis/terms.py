"""What stands where another term of the same arrays is due: cubes for squares, say.

A part of a solution is compared with what a few usual functions make of the arrays
that are known. Nothing is told that does not hold in every case that is wrong.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from checker.diagnosis.factors import Cases
from checker.diagnosis.functions import ENTRIES, NUMBERS, TOGETHER
from checker.diagnosis.observed import Pair
from checker.diagnosis.parts import parts_of, rests_of
from checker.messages import Clause, clause, say

CLOSE = 1e-5  # relative
FITS = 1e-4  # relative, of differences of rounded numbers
MOST = 4  # times that one array may be counted


@dataclass(frozen=True)
class _Part:
    """A part of an output: a number times the right function, summed over arrays.

    here: what there is instead in each case, and how exact it is. known: the arrays in
    each case. numbers: that number.
    """

    name: str
    arrays: Sequence[str]
    here: Sequence[tuple[np.ndarray, float]]
    known: Sequence[Sequence[np.ndarray]]
    right: str
    numbers: Sequence[float]

    @property
    def single(self) -> bool:
        return not self.here[0][0].ndim

    def is_made_of(self, terms: Sequence) -> bool:
        """True if what there is is, in all cases, the number times the term."""
        for (rest, off), number, term in zip(self.here, self.numbers, terms):
            expected = number * term
            if np.shape(expected) not in ((), rest.shape):
                return False
            if not np.isfinite(term).all():
                return False
            off = CLOSE * np.max(np.abs(expected)) + off
            if np.max(np.abs(rest - expected)) > off:
                return False
        return True


def other_term(pairs: Sequence[Pair], cases: Cases) -> Clause | None:
    """Return which other function of known arrays a part of an output holds."""
    for name, bases in parts_of(pairs):
        rests, due, slack = rests_of(pairs, bases)
        on = [i for i, array in enumerate(due) if array.any()]
        if any(rests[i].any() for i in range(len(pairs)) if i not in on):
            continue
        for arrays in _arrays_of(name, pairs):
            scales = _scales(pairs, cases, on, due, slack, arrays)
            if not scales:
                continue
            known = [[pairs[i].known[a] for a in arrays] for i in on]
            part = _Part(
                name, arrays, [(rests[i], slack[i]) for i in on], known, *scales
            )
            found = _another(part) or _counts(part)
            found = found or _more(part, [pairs[i] for i in on])
            if found:
                return found
    return None


def _arrays_of(part, pairs):
    """Return the groups of known arrays that a part may be made of.

    A single number is made of the array that the part is called by, of all that are
    parts, or else of any; an array of one with its shape.
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
    if part in known:
        return [[part]]
    return [group] if len(group) > 1 else [[name] for name in known]


def _scales(pairs, cases, on, due, slack, arrays):
    """Return (which function of arrays is due, the number before it in each case).

    For a single number it is seen in several arrays, all with the same number before,
    or in one, with a number before that is made of the lesson's quantities.
    """
    if pairs[0].want.ndim:
        sides = [[(due[i], pairs[i].known[arrays[0]])] for i in on]
        functions = ENTRIES
    else:
        alone = {p: rests_of(pairs, bases)[1] for p, bases in parts_of(pairs)}
        names = [name for name in pairs[0].known if name in alone]
        sides = [[(alone[n][i], pairs[i].known[n]) for n in names] for i in on]
        functions = NUMBERS if len(names) > 1 else {}
        if not names and len(arrays) == 1:
            return _of_one(cases.only(on), pairs, on, due, slack, arrays[0])
    for what, function in functions.items():
        numbers = [_scale(side, function) for side in sides]
        if numbers and all(numbers):
            return what, numbers
    return None


def _of_one(cases, pairs, on, due, slack, array):
    for what, function in NUMBERS.items():
        made = [np.asarray(function(pairs[i].known[array]), dtype=float) for i in on]
        found = cases.times([(due[i], m) for i, m in zip(on, made)], slack)
        if found and not found.varies:
            return what, [float(due[i] / m) for i, m in zip(on, made)]
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


def _another(part):
    """Return which function stands there, of all arrays or of some of them, or None."""
    functions = NUMBERS if part.single else {**ENTRIES, **NUMBERS}
    for what, function in functions.items():
        if what != part.right and part.is_made_of(
            [sum(map(function, arrays)) for arrays in part.known]
        ):
            return _holds(part, part.arrays, what)
    if not part.single or len(part.arrays) == 1:
        return None
    for what, function in TOGETHER.items():
        if part.is_made_of([function(arrays) for arrays in part.known]):
            return _holds(part, part.arrays, what)
    for some in _some(len(part.arrays)):
        for what, function in functions.items():
            terms = [
                sum(
                    (function if i in some else functions[part.right])(array)
                    for i, array in enumerate(arrays)
                )
                for arrays in part.known
            ]
            if what != part.right and part.is_made_of(terms):
                return _holds(part, [part.arrays[i] for i in some], what)
    return None


def _some(count: int) -> Iterator[tuple[int, ...]]:
    """Yield the indexes of some of several arrays: one alone is a part of its own."""
    for size in range(2, count):
        yield from itertools.combinations(range(count), size)


def _holds(part, arrays, what):
    return clause(
        "{outputs} {is|are} right but for the {part} part, which holds, of {arrays}, "
        "{what}.",
        "What is due there?",
        part=part.name,
        what=what,
        arrays=tuple(arrays),
    )


def _counts(part):
    """Return how often each array is counted, or None."""
    right = {**ENTRIES, **NUMBERS}[part.right]
    for counts in itertools.product(range(MOST), repeat=len(part.arrays) * part.single):
        terms = [
            sum(n * right(a) for n, a in zip(counts, arrays)) for arrays in part.known
        ]
        if len(set(counts)) > 1 and part.is_made_of(terms):
            return clause(
                "{outputs} {is|are} right but for the {part} part, which counts "
                "{counts}.",
                "How often is each of them due?",
                part=part.name,
                counts=tuple(
                    say("{array} {times}", array=a, times=_TIMES[n])
                    for n, a in zip(counts, part.arrays)
                ),
            )
    return None


def _more(part, pairs):
    """Return which arrays, one or two, are counted that should not be, or None.

    They may be counted besides the right ones, or in the place of one.
    """
    if not part.single:
        return None
    others = [
        name
        for name in pairs[0].known
        if name not in part.arrays
        and all(name in p.known and p.known[name].ndim == 2 for p in pairs)
    ]
    function = NUMBERS[part.right]
    for left_out, other in itertools.product(part.arrays, others):
        names = [name for name in part.arrays if name != left_out] + [other]
        terms = [sum(function(p.known[name]) for name in names) for p in pairs]
        if part.is_made_of(terms):
            return clause(
                "{outputs} {is|are} right but for the {part} part, which counts "
                "{other} in the place of {array}.",
                "Over which arrays is the sum due?",
                part=part.name,
                other=other,
                array=left_out,
            )
    for count in (1, 2):
        for more in itertools.combinations(others, count):
            terms = [
                sum(function(p.known[name]) for name in (*part.arrays, *more))
                for p in pairs
            ]
            if part.is_made_of(terms):
                return clause(
                    "{outputs} {is|are} right but for the {part} part, which counts "
                    "{more}, too.",
                    "Over which arrays is the sum due?",
                    part=part.name,
                    more=more,
                )
    return None


_TIMES = ("not at all", "once", "twice", "three times")  # translated
