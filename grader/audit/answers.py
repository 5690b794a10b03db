"""Do the answers that an author wrote down get what they deserve?"""

import itertools
from dataclasses import dataclass

import numpy as np

from checker.compare import same
from checker.masks import Mask, alike
from checker.records import State
from grader.audit.bench import Bench


@dataclass(frozen=True)
class Answers:
    """What became of the answers to one function.

    right, wrong: how many there are. named: wrong ones whose card names a known
    mistake. unexplained: (id, message) of wrong ones of which the card says no more
    than that they are wrong. faults: what must be mended, in sentences.
    """

    right: int
    wrong: int
    mistakes: int
    named: int
    unexplained: tuple
    faults: tuple

    @property
    def explained(self) -> int:
        return self.wrong - len(self.unexplained)


def audit_answers(bench: Bench) -> Answers:
    """Return what both checks make of the right and wrong answers of a function."""
    answers = bench.loaded.answers
    named, unexplained, faults = 0, [], []
    for answer in answers:
        visible = bench.visible(answer.text)
        hidden = bench.hidden(answer.text)
        if answer.right:
            if not visible.state == hidden.state == State.PASSED:
                message = (hidden if visible.state == State.PASSED else visible).message
                faults.append(f"the right answer {answer.id!r} is told: {message}")
            continue
        faults += _faults(bench, answer, visible, hidden)
        named += bool(visible.mistakes)
        if visible.state == State.PASSED or visible.unexplained:
            unexplained.append((answer.id, visible.message))
    right = sum(answer.right for answer in answers)
    return Answers(
        right,
        len(answers) - right,
        len(bench.loaded.known_mistakes),
        named,
        tuple(unexplained),
        tuple(faults + _not_told_apart(bench)),
    )


def _faults(bench, answer, visible, hidden):
    """Say, in sentences, what goes wrong with a wrong answer."""
    if visible.state == State.PASSED:
        yield f"the visible cases let the wrong answer {answer.id!r} pass"
    if not bench.killed(answer.text):  # by the hidden cases alone
        yield f"the hidden cases let the wrong answer {answer.id!r} pass"
    if hidden.state == State.PASSED:
        return
    blanks = [blank.name for blank in bench.spec.blanks]
    keeps = [name for name in blanks if hidden.blanks.get(name)]
    if sorted(keeps) != sorted(answer.keeps):
        yield (
            f"the wrong answer {answer.id!r} keeps {', '.join(keeps) or 'nothing'}, "
            f"expected {', '.join(answer.keeps) or 'nothing'} (blanks are "
            f"{', '.join(blanks)})"
        )
    for what, verdict in (("visible", visible), ("hidden", hidden)):
        names = [one.id for one in verdict.mistakes]
        if answer.says and verdict.state != State.PASSED and names != [answer.id]:
            yield (
                f"the {what} cases take the wrong answer {answer.id!r} for "
                f"{', '.join(names) or 'no known mistake'}; expected its own name"
            )


def _not_told_apart(bench):
    """Return, in sentences, pairs of known mistakes whose outputs are equal.

    They are, if they change the same outputs, and equally, in all cases; visible
    and hidden cases are looked at separately, as a learner sees only the former.
    """
    visible = len(bench.loaded.exercise.visible)
    marks = {
        mistake.id: _outputs(bench.loaded, mistake.id)
        for mistake in bench.loaded.known_mistakes
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
                if (case.judges(name)) and not _same(value, right.get(name))
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
