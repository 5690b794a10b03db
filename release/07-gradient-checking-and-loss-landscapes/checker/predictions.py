"""Predictions for points whose labels are elsewhere: their form, and their score.

In a released folder nobody knows the labels, so only the form can be judged there.
The grader's oracle knows them, and tells one number: the share that is right.
"""

import numpy as np

from checker.diagnosis.exceptions import about_error

KIND = "contest"
READY = "ready to be graded"  # instead of "correct": nobody knows that here


def look_at_contest(spec, cases, results, oracle):
    """Return what a `Verdict` on predictions holds, as a dictionary.

    oracle.accuracy(predictions), where there is one, returns the share of the
    predictions, 0 or 1 in shape (1, count), that are right.
    """
    described = results[0]["outputs"].get("predictions", {"is": "missing"})
    empty = [
        name
        for name in spec["blank_names"]
        if results[0]["outputs"].get(name, {"is": ""})["is"] == "None"
    ]
    if described["is"] == "None" or (results[0]["error"] and empty):
        names = " and ".join(spec["blank_names"])
        return _nothing(
            spec, "not attempted", f"Not attempted yet: {names} still to be filled in."
        )
    if results[0]["error"]:
        told, meaning = about_error(results, cases, {}, empty)
        if results[0]["error"]["message"] not in told:  # which says it all
            told = f"{told} {meaning}".rstrip()
        return _nothing(spec, "failed", told)
    predictions, problem = _read(described, spec["count"])
    problem = problem or _all_alike(predictions)
    if problem:
        return _nothing(spec, "failed", f"What it returns {problem}")
    accuracy = getattr(oracle, "accuracy", None)
    if accuracy is None:
        return {
            "state": "passed",
            "outputs": dict.fromkeys(spec["outputs"], "passed"),
            "blanks": {blank["name"]: True for blank in spec["blanks"]},
            "message": f"{spec['count']} predictions in the right form. How many of "
            "them are right is counted when your work is graded.",
            "word": READY,
        }
    return _scored(spec, accuracy(predictions))


def _read(described, count):
    """Return (predictions in shape (1, count), "") or (None, what is wrong).

    The points have one order, so a row, a column and a flat list all say the same;
    so do True, 1 and 1.0.
    """
    if described["is"] != "array":
        return None, f"is {described['is']}, expected an array of shape (1, {count})."
    values = np.asarray(described["value"])
    if values.shape not in ((1, count), (count,), (count, 1)):
        return None, f"has shape {values.shape}, expected (1, {count})."
    if not np.isfinite(values).all():
        return None, "contains NaN or infinity, expected 0 and 1."
    if not np.isin(values, (0, 1)).all():
        return None, (
            "holds other values than 0 and 1: which side of 0.5 is each probability on?"
        )
    return values.astype(int).reshape(1, count), ""


def _all_alike(predictions):
    """Say so if all points get one label: then nothing was learned."""
    if predictions is not None and predictions.min() == predictions.max():
        return f"calls every point {predictions.min()}: did the network learn anything?"
    return ""


def _scored(spec, accuracy):
    """Return the verdict on predictions of which this share is right."""
    reached = {
        step["name"]: accuracy >= step["accuracy"] - 1e-9 for step in spec["thresholds"]
    }
    # Whole percent, rounded down: it never seems to reach a step that it misses.
    right = f"{int(100 * accuracy + 1e-6)} % of {spec['count']} predictions are right"
    missed = [s for s in spec["thresholds"] if not reached[s["name"]]]
    if missed:
        step = f"{100 * missed[0]['accuracy']:g} %: {missed[0]['is']}"
        message = f"{right}. The next step begins at {step}."
    else:
        message = f"{right}: every step is reached."
    return {
        "state": "failed" if missed else "passed",
        "outputs": {k: "passed" if got else "failed" for k, got in reached.items()},
        "blanks": reached,
        "message": message,
    }


def _nothing(spec, state, message):
    """Return the verdict on what earns nothing."""
    return {
        "state": state,
        "outputs": dict.fromkeys(spec["outputs"], state),
        "blanks": {blank["name"]: False for blank in spec["blanks"]},
        "message": message,
    }
