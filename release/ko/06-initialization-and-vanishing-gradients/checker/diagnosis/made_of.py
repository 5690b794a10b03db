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
from checker.diagnosis.factors import Cases
from checker.diagnosis.observed import Pair
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
    "{a} transposed": np.transpose,  # translated
}
_PRODUCTS: dict[str, Callable] = {
    "{a} @ {b}": lambda a, b: a @ b,
    "{a}.T @ {b}": lambda a, b: a.T @ b,
    "{a} @ {b}.T": lambda a, b: a @ b.T,
}


def of_itself(pairs: Sequence[Pair], cases: Cases) -> Clause | None:
    """Return which function of the right values an output is."""
    if not _several_numbers(pairs):
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
    if not _several_numbers(pairs):
        return None
    for term, made in _terms(pairs):
        shapes = [array.shape == pair.got.shape for pair, array in zip(pairs, made)]
        if not all(shapes):
            continue
        factor = cases.times([(pair.got, array) for pair, array in zip(pairs, made)])
        if factor is None or factor.varies:
            continue
        asks = "Are these the arrays that are due, their layer and .T included?"
        if factor.is_one:
            return clause("{outputs} {is|are} {term}.", asks, term=term)
        template = "{outputs} {is|are} {factor} × {term}."
        return clause(template, asks, factor=factor, term=term)
    return None


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
