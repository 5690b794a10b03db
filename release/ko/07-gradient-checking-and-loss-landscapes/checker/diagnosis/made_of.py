"""Of which arrays an output is made, where it is not made of those that are due.

A few usual steps are tried: a function of the right values themselves, a product of
two known matrices, the sum over the rows or columns of one. Nothing is told that does
not hold in every case that is wrong.
"""

import itertools
import warnings
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from checker.compare import same
from checker.diagnosis.factors import ENOUGH_CASES, Cases
from checker.diagnosis.observed import Pair
from checker.diagnosis.parts import ROUNDED, parts_of, rests_of
from checker.messages import Clause, Message, clause, say

_OF_ITSELF: dict[str, Callable] = {
    "the absolute value": np.abs,
    "the square": np.square,
    "the root": lambda a: np.sqrt(np.abs(a)),
    "1 over": lambda a: 1 / a,  # translated
    "the exponential": np.exp,
    "the logarithm": np.log,
    "the cumulated sum": lambda a: np.cumsum(a, axis=-1),
}
_SUMS: dict[str, Callable] = {
    "the sum over each row of {a}": lambda a: np.sum(a, axis=1, keepdims=True),
    "the sum over each column of {a}": lambda a: np.sum(a, axis=0, keepdims=True),
    "the mean over each column of {a}": lambda a: np.mean(a, axis=0, keepdims=True),
    "{a} transposed": np.transpose,  # translated
}
_PRODUCTS: dict[str, Callable] = {
    "{a} @ {b}": lambda a, b: a @ b,
    "{a}.T @ {b}": lambda a, b: a.T @ b,
    "{a} @ {b}.T": lambda a, b: a @ b.T,
}


def of_itself(pairs: Sequence[Pair], cases: Cases) -> Clause | None:
    """Return which function of the right values an output is."""
    single = all(p.want.ndim == p.got.ndim == 0 for p in pairs)
    if not _several_numbers(pairs) and not (single and len(pairs) >= ENOUGH_CASES):
        return None
    for what, function in _OF_ITSELF.items():
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            made = [function(pair.want) for pair in pairs]
        if all(same(pair.got, array) for pair, array in zip(pairs, made)):
            return clause(
                "{outputs} {is|are} {what} of what {it|they} should be.",
                "Which step does that, and is it due?",
                what=what,
            )
    return None


def of_others(pairs: Sequence[Pair], cases: Cases) -> Clause | None:
    """Return which sum or product of known arrays an output is, but for a factor."""
    found = _several_numbers(pairs) and _term(pairs, cases, [p.got for p in pairs])
    if not found:
        return None
    factor, term = found
    if factor.is_one:
        return clause("{outputs} {is|are} {term}.", _ARRAYS, term=term)
    template = "{outputs} {is|are} {factor} × {term}."
    return clause(template, _ARRAYS, factor=factor, term=term)


_ARRAYS = "Are these the arrays that are due, their layer and .T included?"


def part_of_others(pairs: Sequence[Pair], cases: Cases) -> Clause | None:
    """Return which sum or product of known arrays a part of an output is."""
    for part, bases in parts_of(pairs) if _several_numbers(pairs) else ():
        rests, _, slack = rests_of(pairs, bases)
        on = [i for i, rest in enumerate(rests) if rest.any()]
        if len(on) < len(pairs):
            continue
        found = _term(pairs, cases, rests, slack)
        if found:
            factor, term = found
            template = (
                "{outputs} {is|are} right but for the {part} part, which is {factor} × "
                "{term}."
            )
            if factor.is_one:
                template = (
                    "{outputs} {is|are} right but for the {part} part, which is {term}."
                )
            return clause(template, _ARRAYS, part=part, factor=factor, term=term)
    return None


def by_another(pairs: Sequence[Pair], cases: Cases) -> Clause | None:
    """Return which known array an output is too large by, or too small."""
    if not _several_numbers(pairs):
        return None
    for name in _alike(pairs):
        added = [(pair.got - pair.want, pair.known[name]) for pair in pairs]
        factor = cases.times(added, [ROUNDED * np.max(np.abs(p.want)) for p in pairs])
        if not factor or factor.varies:
            continue
        size, asks = "large", "What is added that should not be?"
        if factor.is_negative:
            size, asks = "small", "What is not counted, or subtracted?"
        factor = factor.without_sign
        return clause(_BY[size, factor.is_one], asks, factor=factor, name=name)
    return None


_BY = {
    ("large", True): "{outputs} {is|are} too large by {name}.",
    ("large", False): "{outputs} {is|are} too large by {factor} × {name}.",
    ("small", True): "{outputs} {is|are} too small by {name}.",
    ("small", False): "{outputs} {is|are} too small by {factor} × {name}.",
}


def of_wrong_shape(pairs: Sequence[Pair], cases: Cases) -> Clause | None:
    """Return which sum or product of known arrays an output of a wrong shape is.

    The first pair is one whose shape is wrong.
    """
    # A sum without keepdims is still that sum.
    gots = [p.got[np.newaxis] if p.got.ndim == 1 else p.got for p in pairs]
    found = _term(pairs, cases, gots)
    if not found:
        return None
    factor, term = found
    values = {"got": f"{pairs[0].got.shape}", "want": f"{pairs[0].want.shape}"}
    asks = "Which shape has each of these arrays, and what is to be left of them?"
    if factor.is_one:
        return clause(
            "{outputs} {has|have} shape {got}, expected {want}: {it is|they are} "
            "{term}.",
            asks,
            term=term,
            **values,
        )
    return clause(
        "{outputs} {has|have} shape {got}, expected {want}: {it is|they are} {factor} "
        "× {term}.",
        asks,
        factor=factor,
        term=term,
        **values,
    )


def _term(pairs, cases, gots, slack=None):
    """Return (the factor before it, what it is called) of a sum or product, or None.

    A row, a column or a single number may have been added to all others.
    """
    for term, made in _terms(pairs):
        if all(_fills(array, got.shape) for got, array in zip(gots, made)):
            both = [(g, np.broadcast_to(a, g.shape)) for g, a in zip(gots, made)]
            factor = cases.times(both, slack)
            if factor and not factor.varies:
                return factor, term
    return None


def _fills(array, shape):
    """True if an array has a shape, or is stretched to it."""
    return array.ndim == len(shape) and all(
        n in (1, wanted) for n, wanted in zip(array.shape, shape)
    )


def _several_numbers(pairs):
    return all(p.want.shape == p.got.shape and p.want.size > 1 for p in pairs)


def _terms(pairs: Sequence[Pair]) -> Iterator[tuple[Message, list[np.ndarray]]]:
    """Yield (what it is called, the array in each case) of what can be computed."""
    known = [
        name
        for name in pairs[0].known
        if all(name in p.known and p.known[name].ndim == 2 for p in pairs)
    ]
    for name, (what, function) in itertools.product(known, _SUMS.items()):
        yield say(what, a=name), [function(pair.known[name]) for pair in pairs]
    for (a, b), (what, function) in itertools.product(
        itertools.product(known, repeat=2), _PRODUCTS.items()
    ):
        sides = [(pair.known[a], pair.known[b]) for pair in pairs]
        if all(_fit(what, *both) for both in sides):
            yield say(what, a=a, b=b), [function(*both) for both in sides]


def _fit(what, a, b):
    """True if a product can be computed."""
    rows = a.shape[0] if what.startswith("{a}.T") else a.shape[1]
    return rows == (b.shape[1] if what.endswith(".T") else b.shape[0])


_SIGNS: dict[str, Callable] = {
    "+": np.add,
    "−": np.subtract,
    "×": np.multiply,
}


def two_arrays(pairs: Sequence[Pair], cases: Cases) -> Clause | None:
    """Find the sum, difference or product of two arrays of the same shape."""
    if any(pair.got.ndim != 2 or pair.got.shape != pair.want.shape for pair in pairs):
        return None
    names = _alike(pairs)
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


def _alike(pairs):
    """Return the names of the known arrays that have the output's shape."""
    return [
        name
        for name in pairs[0].known
        if all(
            name in pair.known and pair.known[name].shape == pair.got.shape
            for pair in pairs
        )
    ]


def _close(got, other):
    return np.max(np.abs(got - other)) <= 1e-5 * max(np.max(np.abs(got)), 1e-12)
