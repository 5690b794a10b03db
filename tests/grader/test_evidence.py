"""What a student's process sends becomes records within bounds, or earns nothing."""

import dataclasses

import numpy as np
import pytest

from checker.records import Case, Evidence, Kind, Output, Spec
from checker.travel import plain
from checker.wire import dumps
from grader.submission.evidence import NoEvidence, read_evidence

SPEC = Spec("f", "cost", ("cost",), (), ("cost",), (), "")
CASES = (Case("one", {"X": 1}, hidden=True),)
RIGHT = Evidence("one", {"cost": Output(Kind.ARRAY, np.array(1.5))})


def read(evidence, nonce="n"):
    text = dumps({"nonce": "n", "results": [plain(evidence)]})
    return read_evidence(text, nonce, SPEC, CASES)


def test_evidence_comes_back_as_it_was_collected():
    """The same outputs, with the same numbers."""
    (found,) = read(RIGHT)
    assert found.outputs["cost"].value == 1.5
    assert found.case == "one"


@pytest.mark.parametrize("name", ["Secret_17", "ndarray of X17", "x" * 60])
def test_a_type_that_a_student_named_is_not_repeated(name):
    """A class may be called after a hidden input: its name comes on no page."""
    output = Output(Kind.OTHER, type=name)
    (found,) = read(dataclasses.replace(RIGHT, outputs={"cost": output}))
    assert found.outputs["cost"].type == "of another type"
    (found,) = read(dataclasses.replace(RIGHT, outputs={"cost": Output(Kind.TWICE)}))
    assert found.outputs["cost"].type == ""


def test_outputs_that_nobody_asked_for_are_left_out():
    """Their names could carry hidden inputs out, too."""
    more = {**RIGHT.outputs, "X_is_17": Output(Kind.NONE)}
    (found,) = read(dataclasses.replace(RIGHT, outputs=more))
    assert set(found.outputs) == {"cost"}


@pytest.mark.parametrize(
    "change",
    [
        {"case": "two"},
        {"changed": ("Y",)},
        {"outputs": {"cost": Output(Kind.ARRAY)}},
    ],
)
def test_what_does_not_fit_is_no_evidence(change):
    """Another case, an input that is none, an array that is not there."""
    with pytest.raises(NoEvidence):
        read(dataclasses.replace(RIGHT, **change))


def test_an_answer_to_another_test_is_no_evidence():
    """Evidence that was copied from an earlier test has another number."""
    with pytest.raises(NoEvidence, match="another test"):
        read(RIGHT, "m")
