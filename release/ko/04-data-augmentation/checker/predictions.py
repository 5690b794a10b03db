"""Predictions for points whose labels are elsewhere: their form, and their score.

In a released folder nobody knows the labels, so only the form can be judged there.
The grader's oracle knows them, and tells one number: the share that is right.
"""

from collections.abc import Sequence

import numpy as np

from checker.diagnosis.exceptions import about_error
from checker.messages import not_attempted, say
from checker.oracle import Oracle
from checker.records import Case, Evidence, Kind, Output, Spec, State, Verdict

READY = "ready to be graded"  # instead of "correct": nobody knows that here
NAME = "predictions"  # of the one output that is collected


def judge_predictions(
    spec: Spec, cases: Sequence[Case], results: Sequence[Evidence], oracle: Oracle
) -> Verdict:
    """Return the verdict on the predictions of a contest.

    oracle.accuracy(predictions), where there is one, returns the share of the
    predictions, 0 or 1 in shape (1, count), that are right.
    """
    (result,) = results
    output = result.outputs.get(NAME, Output(Kind.OTHER, type="missing"))
    empty = spec.empty_blanks(results)
    if output.kind == Kind.NONE or (result.error and empty):
        return _verdict(spec, State.NOT_ATTEMPTED, not_attempted(spec.blank_names))
    if result.error:
        sentence, meaning = about_error(spec, results, cases, empty)
        message = result.error.message
        says_it_all = message and message in dict(sentence.values).get("message", "")
        more = [meaning] if meaning and not says_it_all else []
        return _verdict(spec, State.FAILED, sentence, *more)
    problem = _problem(output, spec.count)
    if problem:
        return _verdict(spec, State.FAILED, problem)
    accuracy = getattr(oracle, "accuracy", None)
    if accuracy:
        predictions = np.asarray(output.value).astype(int).reshape(1, spec.count)
        return _scored(spec, accuracy(predictions))
    remark = say(
        "{count} predictions in the right form. How many of them are right is counted "
        "when your work is graded.",
        count=spec.count,
    )
    return _verdict(spec, State.PASSED, remark, word=READY)


def _problem(output, count):
    """Return what is wrong with the form of predictions, or None.

    The points have one order, so a row, a column and a flat list all say the same;
    so do True, 1 and 1.0.
    """
    if output.kind != Kind.ARRAY:
        template = "What it returns is {type}, expected an array of shape (1, {count})."
        return say(template, type=output.type or output.kind, count=count)
    values = np.asarray(output.value)
    if values.shape not in ((1, count), (count,), (count, 1)):
        template = "What it returns has shape {shape}, expected (1, {count})."
        return say(template, shape=f"{values.shape}", count=count)
    if not np.isfinite(values).all():
        return say("What it returns contains NaN or infinity, expected 0 and 1.")
    if not np.isin(values, (0, 1)).all():
        return say(
            "What it returns holds other values than 0 and 1: which side of 0.5 is "
            "each probability on?"
        )
    if values.min() == values.max():
        template = (
            "What it returns calls every point {label}: did the network learn anything?"
        )
        return say(template, label=int(values.min()))
    return None


def _scored(spec, accuracy):
    """Return the verdict on predictions of which this share is right."""
    reached = {
        step.percent: accuracy >= step.accuracy - 1e-9 for step in spec.thresholds
    }
    # Whole percent, rounded down: it never seems to reach a step that it misses.
    values = {"percent": int(100 * accuracy + 1e-6), "count": spec.count}
    missed = [step for step in spec.thresholds if not reached[step.percent]]
    template = "{percent} % of {count} predictions are right: every step is reached."
    if missed:
        template = (
            "{percent} % of {count} predictions are right. The next step begins at "
            "{next:g} %: {name}."
        )
        values |= {"next": 100 * missed[0].accuracy, "name": missed[0].name}
    return Verdict(
        spec.name,
        State.FAILED if missed else State.PASSED,
        {name: State.PASSED if got else State.FAILED for name, got in reached.items()},
        reached,
        remarks=(say(template, **values),),
    )


def _verdict(spec, state, *remarks, word=""):
    """Return the verdict on what earns all or nothing."""
    return Verdict(
        spec.name,
        state,
        dict.fromkeys(spec.outputs, state),
        {blank.name: state == State.PASSED for blank in spec.blanks},
        remarks=remarks,
        word=word,
    )
