"""Find right values that are returned under wrong names."""

import numpy as np

from checker.compare import same
from checker.diagnosis.observed import Observed
from checker.masks import mask_problem
from checker.messages import listed, say
from checker.records import Named, State
from checker.returned import output_names

EXCHANGED = "exchanged"
_PLACES = "{pairs} have changed places. In which order are they to be returned?"
_KEYS = "{pairs} have changed places. Under which key is each to be returned?"


def exchanged(observed: Observed) -> list[Named]:
    """Return what has changed places, as one `Named` or none."""
    spec = observed.spec
    wrong = {f.output for f in observed.findings if f.state != State.PASSED}
    places = {}
    for i, case in enumerate(observed.cases):
        if case.wants is None:
            for output, place in _places(observed, i).items():
                places.setdefault(output, set()).add(place)
    # An output that is returned twice, and not the same, leaves one place unknown.
    lost = [o for o in spec.outputs if all(o not in got for got in observed.gots)]
    without = [output for output in spec.outputs if output not in places]
    if len(lost) == len(without) == 1 and lost[0] in places:
        places[without[0]] = set(lost)
    moved = {
        output: next(iter(found))
        for output, found in places.items()
        if len(found) == 1 and output not in found and output in wrong
    }
    moved = {o: p for o, p in moved.items() if p in moved}
    if set(moved) != set(moved.values()) or len(moved) < 2:
        return []
    names = tuple(output for output in spec.outputs if output in moved)
    if all(moved[moved[o]] == o for o in names):
        swaps = {}
        for name in names:
            pair = frozenset((name, moved[name]))
            swaps.setdefault(pair, listed((name, moved[name])))
        pairs = ", ".join(swaps.values())
        says = say(_KEYS if isinstance(spec.returns, dict) else _PLACES, pairs=pairs)
    else:
        holds = {place: output for output, place in moved.items()}
        order = list(output_names(spec.returns))
        order = list(dict.fromkeys(reversed(order)))[::-1]  # that of the inner tuple
        says = say(
            "your order is {order}. In which order are they to be returned?",
            order=", ".join(holds.get(name, name) for name in order),
        )
    return [Named(EXCHANGED, says, names)]


def _places(observed, i):
    """Return {output: the name under which its right value is found} for a case."""
    got, expected, places = observed.gots[i], observed.oracle.expected, {}
    for mask, about in observed.spec.masks.items():
        want = expected(i, {}).get(mask)
        keep = observed.cases[i].keep(mask, about.keep)
        fitting = [
            name
            for name, value in got.items()
            if want is not None
            and value.shape == want.shape
            and set(np.unique(value)) == {0, 1}
            and not mask_problem(value, want.shape, about.keep, keep)
        ]
        if len(fitting) != 1:
            return {}
        places[mask] = fitting[0]
    right = expected(i, {mask: got[name] for mask, name in places.items()})
    for output, want in right.items():
        if output not in places:
            fitting = [name for name, value in got.items() if same(value, want)]
            if output in fitting:
                places[output] = output
            elif len(fitting) == 1:
                places[output] = fitting[0]
    return places
