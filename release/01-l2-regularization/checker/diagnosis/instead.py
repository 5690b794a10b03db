"""Find an input in whose place something else stands: m·l2 for l2, w for dw.

What the solution gives for such inputs was worked out where the solution is.
"""

from collections.abc import Sequence

import numpy as np

from checker.compare import same
from checker.diagnosis.observed import Pair
from checker.messages import Clause, clause, say
from checker.oracle import Instead


def other_input(pairs: Sequence[Pair], instead: Sequence[Instead]) -> Clause | None:
    """Return with which other input an output would be right in all cases, or None.

    pairs: of all cases, right ones too.
    """
    wrong = [pair for pair in pairs if not same(pair.got, pair.want)]
    # One number fits by chance, and so do a few whole ones.
    whole = all((pair.want == np.round(pair.want)).all() for pair in pairs)
    if whole or sum(pair.want.size for pair in wrong) < 2:
        return None
    for one in instead:
        if all(_is(pair, one) for pair in [*wrong, *pairs]):
            names = {"name": one.name, "instead": one.value}
            if one.exchanged:
                return clause(
                    "{outputs} {is|are} what {it|they} should be with {name} and "
                    "{instead} exchanged.",
                    "Where does each of them belong?",
                    **names,
                )
            asks = "Where does your code use {name}, and how?"
            if one.is_fixed:
                asks = "Does a fixed number stand where {name} is meant?"
            return clause(
                "{outputs} {is|are} what {it|they} should be with {instead} in the "
                "place of {name}.",
                say(asks, name=one.name),
                **names,
            )
    return None


def _is(pair, one):
    value = pair.mistaken(one.id)
    return value is not None and same(pair.got, value)
