"""Audit a contest: do its thresholds pay for what they say, and for nothing else?

There is no solution to change here, so predictions take the place of mutants: those
of somebody who has learned nothing, the reference's with many changed, and some that
are right exactly as often as a threshold asks, or one point less.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from checker.judge import judge
from checker.predictions import NAME
from checker.records import Evidence, Kind, Output, State
from grader.audit.bench import Bench
from grader.audit.drawing import drawing_problems

MARGIN = 0.01  # of accuracy: the least between reference and the last threshold
SHUFFLES = 200  # draws of each kind of luck


@dataclass(frozen=True)
class ContestAudit:
    """What predictions of known worth earn in one contest.

    tried: how many were judged. undeserved: (what, share of the points) of those
    that earned what they must not. problems: what must be mended, in sentences.
    """

    name: str
    tried: int
    undeserved: tuple
    reference: float  # accuracy of the reference's predictions
    luckiest: float  # accuracy of the best that know nothing
    problems: tuple

    def lines(self) -> Iterator[str]:
        """Yield what the audit prints of a contest."""
        yield (
            f"{self.tried} sets of predictions: {len(self.undeserved)} earn what they "
            "do not deserve"
        )
        yield (
            f"{self.reference:.1%} of the reference's are right, {self.luckiest:.1%} "
            "of the best guesses"
        )


def audit_contest(bench: Bench) -> ContestAudit:
    """Return the `ContestAudit` of one contest."""
    loaded, steps = bench.loaded, bench.loaded.exercise.thresholds
    with bench.function(loaded.text) as function:
        predictions = np.asarray(function())
    predictions = predictions.reshape(loaded.labels.shape)
    reference = loaded.accuracy(predictions)
    undeserved, tried, luckiest = [], 0, 0.0
    for what, made in _predictions(loaded, predictions):
        tried += 1
        accuracy = loaded.accuracy(made)
        deserved = _deserved(steps, accuracy)
        if what in _WORTHLESS:
            deserved, luckiest = 0.0, max(luckiest, accuracy)
        share = _share(bench, made)
        if abs(share - deserved) > 1e-9:
            undeserved.append((what, share, deserved))
    for what, value, state in _odd(loaded):
        tried += 1
        verdict = _verdict(bench, value)
        if verdict.share(bench.spec) or verdict.state != state:
            undeserved.append((what, verdict.share(bench.spec), 0.0))
    problems = [
        f"{what} earns {share:.0%} of the points, not {deserved:.0%}"
        for what, share, deserved in dict.fromkeys(undeserved)
    ]
    if _share(bench, predictions) < 1 or reference < steps[-1].accuracy + MARGIN:
        problems.append(
            f"{reference:.1%} of the reference's predictions are right, expected "
            f"{MARGIN:.0%} more than the last threshold, {steps[-1].accuracy:.0%}"
        )
    problems += drawing_problems(loaded)
    return ContestAudit(
        loaded.name, tried, tuple(undeserved), reference, luckiest, tuple(problems)
    )


_WORTHLESS = ("all 0", "all 1", "inverted", "shuffled", "coins", "mostly the larger")


def _predictions(loaded, reference):
    """Yield (what, predictions): worthless ones, then some around each threshold."""
    labels, rng = loaded.labels, np.random.RandomState(8)
    larger = int(labels.mean() > 0.5)
    yield "all 0", np.zeros_like(labels)
    yield "all 1", np.ones_like(labels)
    yield "inverted", 1 - reference
    for _ in range(SHUFFLES):
        yield "shuffled", rng.permutation(reference[0])[None]
        yield "coins", rng.randint(0, 2, labels.shape)
    for at in range(0, labels.size, max(1, labels.size // 20)):
        one = np.full_like(labels, larger)
        one[0, at] = 1 - larger  # so that they are not all alike
        yield "mostly the larger", one
    yield "the labels themselves", labels.copy()
    for step in loaded.exercise.thresholds:
        needed = int(np.ceil(step.accuracy * labels.size - 1e-9))
        for right in (needed - 1, needed):
            wrong = rng.permutation(labels.size)[: labels.size - right]
            made = labels.copy()
            made[0, wrong] = 1 - made[0, wrong]
            yield f"{right} of {labels.size} right", made


def _odd(loaded):
    """Yield (what, value, state) of what is no set of predictions."""
    labels = loaded.labels
    yield "nothing", None, State.NOT_ATTEMPTED
    yield "one prediction too few", labels[:, :-1], State.FAILED
    yield "one prediction too many", np.hstack([labels, labels[:, :1]]), State.FAILED
    yield "probabilities", 0.2 + 0.6 * labels, State.FAILED
    yield (
        "NaN among the labels",
        np.where(np.arange(labels.size), labels, np.nan),
        State.FAILED,
    )
    yield "labels -1 and 1", 2 * labels - 1, State.FAILED


def _deserved(steps, accuracy):
    """Return the share of the points for an accuracy, straight from the thresholds."""
    earned = sum(s.weight for s in steps if accuracy >= s.accuracy - 1e-9)
    return earned / sum(s.weight for s in steps)


def _share(bench, predictions):
    return _verdict(bench, predictions).share(bench.spec)


def _verdict(bench, value):
    output = Output(Kind.NONE)
    if value is not None:
        output = Output(Kind.ARRAY, value)
    result = Evidence(bench.cases[0].name, {NAME: output})
    return judge(bench.spec, bench.cases, [result], bench.loaded)
