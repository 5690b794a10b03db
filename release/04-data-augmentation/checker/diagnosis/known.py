"""Which known mistakes explain what came out."""

from checker.compare import same
from checker.masks import alike, look_at_mask
from checker.messages import quote
from checker.records import Named


class MistakenOutputs:
    """What each known mistake gives in each case; worked out when it is asked for."""

    def __init__(self, spec, cases, gots, oracle, failed):
        self._spec, self._cases, self._gots = spec, cases, gots
        self._oracle, self._failed, self._found = oracle, set(failed), {}

    @property
    def ids(self):
        return [mistake.id for mistake in self._spec.mistakes] if self._failed else []

    def of(self, mistake, i):
        """Return {output: value} of case i; {} where it judges nothing that failed."""
        if (mistake, i) not in self._found:
            wants, found = self._cases[i].wants, {}
            if wants is None or set(wants) & self._failed:
                found = self._oracle.mistaken(i, self._gots[i], mistake)
            self._found[mistake, i] = found
        return self._found[mistake, i]


def known_mistakes(spec, cases, gots, wants, mistaken, failed, skipped, before):
    """Return the fewest mistakes that explain the most: a greedy cover, as `Named`s.

    mistaken: `MistakenOutputs`. skipped: (case, output) that are not looked at. With
    the rest only, several may fit: then only one that was named `before` is believed.
    """
    looks = [
        {name: look_at_mask(got[name]) for name in spec.masks if name in got}
        for got in gots
    ]
    explains = {
        mistake: {
            output
            for output in failed
            if _matches(spec, output, cases, gots, looks, mistaken, mistake, skipped)
            and (output not in spec.masks or _changes(output, mistaken, mistake, wants))
        }
        for mistake in mistaken.ids
    }
    if skipped is not None:
        believed = {named.id for named in before}
        for output in failed:
            fitting = {m for m, outputs in explains.items() if output in outputs}
            if len(fitting) > 1:
                for mistake in fitting - believed:
                    explains[mistake].discard(output)
    says = {mistake.id: mistake.says for mistake in spec.mistakes}
    found, left = [], set(failed)
    while left:
        best = max(explains, key=lambda name: len(explains[name] & left), default=None)
        if best is None or not explains[best] & left:
            break
        outputs = tuple(name for name in failed if name in explains[best] & left)
        found.append(Named(best, quote(says[best]), outputs))
        left -= explains[best]
    return found


def _matches(spec, output, cases, gots, looks, mistaken, mistake, skipped):
    """True if the learner's output is the mistake's in every case that judges it."""
    compared = False
    for i, case in enumerate(cases):
        if not case.judges(output) or (case.name, output) in (skipped or ()):
            continue
        if output not in gots[i]:
            return False
        value = mistaken.of(mistake, i).get(output)
        if value is None:
            return False
        compared = True
        if output in spec.masks:
            if not alike(looks[i][output], value):
                return False
        elif not same(gots[i][output], value):
            return False
    return compared


def _changes(mask, mistaken, mistake, wants):
    """True if a mistake makes another kind of mask than the right one."""
    pairs = [
        (mistaken.of(mistake, i).get(mask), want.get(mask))
        for i, want in enumerate(wants)
    ]
    return not all(a and b and alike(a, b) for a, b in pairs if a or b)
