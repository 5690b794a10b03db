"""Are the known mistakes seen, and can they be told apart?"""

import itertools

import numpy as np

from grader.reference import mutate
from utils._compare import Mask, alike, same
from utils._verdict import PASSED


def not_killed(bench):
    """Say, in sentences, which known mistakes go unnoticed or get another name."""
    told = []
    for mistake in bench.loaded.exercise.mistakes:
        text = mutate(bench.loaded.text, mistake)
        verdict = bench.visible(text)
        named = [name for name, _, _ in verdict.mistakes]
        if not bench.killed(text):
            told.append(f"the hidden cases let the mistake {mistake.id} pass")
        if verdict.state == PASSED:
            told.append(f"the visible cases let the mistake {mistake.id} pass")
        elif mistake.id not in named:
            other = ", ".join(named) or "nothing"
            told.append(f"the mistake {mistake.id} is named {other}")
    return told


def not_told_apart(bench):
    """Return, in sentences, pairs of known mistakes whose outputs are equal.

    They are, if they change the same outputs, and equally, in all cases; visible
    and hidden cases are looked at separately, as a learner sees only the former.
    """
    visible = len(bench.loaded.exercise.visible)
    marks = {
        mistake.id: _outputs(bench.loaded, mistake.id)
        for mistake in bench.loaded.exercise.mistakes
    }
    told = []
    for (a, first), (b, second) in itertools.combinations(marks.items(), 2):
        for part, cases in (
            (slice(visible), "visible"),
            (slice(visible, None), "hidden"),
        ):
            pairs = zip(first[part], second[part], strict=True)
            if all(_equal(x, y) for x, y in pairs):
                told.append(f"{a} and {b} give the same outputs in all {cases} cases")
    return told


def _outputs(loaded, mistake):
    """Return, for each case, the outputs that a mistake changes; None for an error."""
    found = []
    for i, case in enumerate(loaded.cases):
        right, wrong = loaded.expected(i, {}), loaded.mistaken(i, {}, mistake)
        if not wrong:
            found.append(None)
            continue
        found.append(
            {
                name: value
                for name, value in wrong.items()
                if (case.wants is None or name in case.wants)
                and not _same(value, right.get(name))
            }
        )
    return found


def _equal(a, b):
    if a is None or b is None:  # one stops with an error: nothing to compare
        return a is b
    return a.keys() == b.keys() and all(_same(a[name], b[name]) for name in a)


def _same(value, other):
    if isinstance(value, Mask) or isinstance(other, Mask):
        return isinstance(other, Mask) and alike(value, other)
    return other is not None and same(value, np.asarray(other))
