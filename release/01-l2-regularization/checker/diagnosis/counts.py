"""Find a count, such as m, in whose place another whole number stands."""

from collections.abc import Sequence

import numpy as np

from checker.diagnosis.factors import CLOSE, Cases, factor
from checker.diagnosis.observed import Pair
from checker.diagnosis.parts import parts_of, rests_of
from checker.messages import Clause, clause

LARGEST = 300  # of larger ones, nearly every number is a multiple


def another_count(pairs: Sequence[Pair], cases: Cases) -> Clause | None:
    """Return by which numbers an output, or a part, is divided or multiplied instead.

    In each case it has to be a whole number.
    """
    nothing = [np.zeros(pair.want.shape) for pair in pairs]
    for part, bases in [*parts_of(pairs), ("", nothing)]:
        if any(p.got.shape != p.want.shape for p in pairs):
            return None
        rests, due, slack = rests_of(pairs, bases)
        on = [i for i, array in enumerate(due) if array.any()]
        if len(on) < 2 or any(rests[i].any() for i in range(len(pairs)) if i not in on):
            continue
        factors = [factor(rests[i], due[i], slack[i]) for i in on]
        if not all(found and found > 0 for found in factors):
            continue
        for name, values in cases.only(on).counts.items():
            for divided in (True, False):
                instead = values / factors if divided else values * factors
                if _whole(instead) and not np.array_equal(np.round(instead), values):
                    return clause(
                        _TEMPLATES[bool(part), divided],
                        "Which number of your code is that?",
                        part=part,
                        numbers=_shown(instead),
                        name=name,
                        values=_shown(values),
                    )
    return None


_TEMPLATES = {  # (it is a part, it is divided): template
    (True, True): "{outputs} {is|are} right but for the {part} part, which is divided "
    "by {numbers} where {name} is {values}.",
    (True, False): "{outputs} {is|are} right but for the {part} part, which is "
    "multiplied by {numbers} where {name} is {values}.",
    (False, True): "{outputs} {is|are} divided by {numbers} where {name} is {values}.",
    (False, False): "{outputs} {is|are} multiplied by {numbers} where {name} is "
    "{values}.",
}


def _whole(numbers):
    """True if all are whole numbers, and not all are 1."""
    near = np.round(numbers)
    return (
        (near >= 1).all()
        and (near <= LARGEST).all()
        and (near > 1).any()
        and bool((np.abs(numbers - near) <= 2 * CLOSE * near).all())
    )


def _shown(numbers):
    """Return the numbers as names, each once where all are the same."""
    return tuple(dict.fromkeys(f"{number:.0f}" for number in numbers))
