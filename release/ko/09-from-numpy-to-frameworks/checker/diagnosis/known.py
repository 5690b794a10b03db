"""Which known mistakes explain what came out."""

from collections.abc import Collection, Sequence

from checker.compare import same
from checker.diagnosis.observed import MistakenOutputs, Observed
from checker.masks import alike
from checker.messages import quote
from checker.records import Named


def known_mistakes(
    observed: Observed,
    mistaken: MistakenOutputs,
    failed: Sequence[str],
    skipped: Collection[tuple[str, str]] | None,
    before: Sequence[Named],
) -> list[Named]:
    """Return the fewest mistakes that explain the most: a greedy cover.

    skipped: (case, output) that are not looked at. With the rest only, several may
    fit: then only one that was named `before` is believed.
    """
    says = {mistake.id: mistake.says for mistake in observed.spec.mistakes}
    explains = {
        mistake: {
            output
            for output in failed
            if _matches(observed, mistaken, mistake, output, skipped or ())
        }
        for mistake in says
    }
    if skipped is not None:
        believed = {named.id for named in before}
        for output in failed:
            fitting = {m for m, outputs in explains.items() if output in outputs}
            if len(fitting) > 1:
                for mistake in fitting - believed:
                    explains[mistake].discard(output)
    found, left = [], set(failed)
    while left:
        best = max(explains, key=lambda name: len(explains[name] & left), default=None)
        if best is None or not explains[best] & left:
            break
        outputs = tuple(name for name in failed if name in explains[best] & left)
        found.append(Named(best, quote(says[best]), outputs))
        left -= explains[best]
    return found


def _matches(observed, mistaken, mistake, output, skipped):
    """True if the learner's output is the mistake's in every case that judges it."""
    compared, is_mask = False, output in observed.spec.masks
    for i, case in enumerate(observed.cases):
        if not case.judges(output) or (case.name, output) in skipped:
            continue
        got = (observed.masks if is_mask else observed.gots)[i].get(output)
        value = None if got is None else mistaken.output(output, i, mistake)
        if value is None or not (alike if is_mask else same)(got, value):
            return False
        compared = True
    return compared and not (is_mask and _as_right(observed, mistaken, mistake, output))


def _as_right(observed, mistaken, mistake, mask):
    """True if a mistake makes the same kind of mask as the right one."""
    pairs = [
        (mistaken.output(mask, i, mistake), want.get(mask))
        for i, want in enumerate(observed.wants)
    ]
    return all(a and b and alike(a, b) for a, b in pairs if a or b)
