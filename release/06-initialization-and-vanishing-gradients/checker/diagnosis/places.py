"""Right values that stand at other places, at some of their places, or unrounded."""

from collections.abc import Sequence

import numpy as np

from checker.compare import same
from checker.diagnosis.factors import Cases
from checker.diagnosis.observed import Pair
from checker.messages import Clause, clause

DIGITS = 5  # below so many, a result may have been asked for as rounded
FEW = 10  # times as many places are wrong: the others may be right by chance
ENOUGH = 6  # entries that are in another order by chance only


def not_rounded(pairs: Sequence[Pair], cases: Cases) -> Clause | None:
    """Find what would be right, had it been rounded as the result is."""
    if len(pairs) < 2 or any(p.got.shape != p.want.shape for p in pairs):
        return None
    for digits in range(DIGITS):
        if all(same(np.round(p.got, digits), p.want) for p in pairs):
            return clause(
                "{outputs} {is|are} not rounded; {digits} digits behind the point are "
                "expected.",
                digits=digits,
            )
    return None


def other_order(pairs: Sequence[Pair], cases: Cases) -> Clause | None:
    """Find the right values in another order."""
    if _several(pairs) and all(
        p.want.size >= ENOUGH and same(np.sort(p.got, None), np.sort(p.want, None))
        for p in pairs
    ):
        return clause(
            "{outputs} {holds|hold} the right values, in another order.",
            "Which value belongs to which place?",
        )
    return None


def some_places(pairs: Sequence[Pair], cases: Cases) -> Clause | None:
    """Find out that only the first or the last columns, rows or values are right."""
    axes = pairs[0].want.ndim
    if not _several(pairs) or axes > 2:
        return None
    for axis in range(axes):
        right = [_right(pair, axis) for pair in pairs]
        for first in (True, False) if min(map(len, right)) > 2 else ():
            counts = [_leading(places if first else places[::-1]) for places in right]
            if not all(counts):
                continue
            zero = all(not p.got[p.got != p.want].any() for p in pairs)
            if not zero and FEW * counts[0] < len(right[0]):
                continue  # those may be right whatever is done
            return clause(
                _TEMPLATES[axes, axis, first],
                "Which line should fill the others, where 0 stands?"
                if zero
                else "What is done to the others?",
                count=counts[0],
                all=len(right[0]),
            )
    return None


_TEMPLATES = {  # (axes, which of them, it is the first ones): template
    (
        2,
        1,
        True,
    ): "{outputs} {is|are} right only in the first {count} of {all} columns.",
    (
        2,
        1,
        False,
    ): "{outputs} {is|are} right only in the last {count} of {all} columns.",
    (2, 0, True): "{outputs} {is|are} right only in the first {count} of {all} rows.",
    (2, 0, False): "{outputs} {is|are} right only in the last {count} of {all} rows.",
    (1, 0, True): "Only the first {count} of {all} values of {outputs} are right.",
    (1, 0, False): "Only the last {count} of {all} values of {outputs} are right.",
}


def _several(pairs):
    return all(p.got.shape == p.want.shape and p.want.size > 1 for p in pairs)


def _right(pair, axis):
    """Return for each place along an axis whether all there is right."""
    places = zip(np.moveaxis(pair.got, axis, 0), np.moveaxis(pair.want, axis, 0))
    return [same(got, want) for got, want in places]


def _leading(right):
    """Return how many are right at the beginning; 0 if one behind them is right."""
    count = right.index(False) if False in right else 0
    return 0 if any(right[count:]) else count
