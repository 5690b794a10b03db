"""What a student's process sends becomes records within bounds, or earns nothing."""

import dataclasses

import numpy as np
import pytest

from checker.collect import collect
from checker.judge import judge
from checker.records import Evidence, Kind, Output, Problem, RaisedError, State
from checker.travel import plain
from checker.wire import dumps
from grader.lesson.lesson import Course
from grader.submission.evidence import NoEvidence, delivery_for, read_evidence
from tests.support import ROOT

LOADED = (
    Course(ROOT)
    .lesson("01-l2-regularization")
    .exercises["compute_cost_with_regularization"]
)
CASES = LOADED.cases
HIDDEN = next(i for i, case in enumerate(CASES) if case.hidden)
DELIVERIES = {hidden: delivery_for(LOADED, hidden) for hidden in (False, True)}
RIGHT = Evidence("", {"cost": Output(Kind.ARRAY, np.array(1.5))})


def read(change=None, number=0, nonce=None):
    """Return what is read of case `number` where the evidence of it is changed."""
    delivery, results = DELIVERIES[CASES[number].hidden], []
    for case in delivery.cases:
        evidence = dataclasses.replace(RIGHT, case=case.name)
        tree = {**plain(evidence), "inputs": dict(case.inputs)}
        changed = case is CASES[number] and change
        results.append({**tree, **(changed or {})})
    data = dumps({"nonce": nonce or delivery.nonce, "results": results})
    found = read_evidence(data, delivery, LOADED)
    return found[delivery.cases.index(CASES[number])]


def test_evidence_comes_back_as_it_was_collected():
    """The same outputs, with the same numbers."""
    found = read()
    assert found.outputs["cost"].value == 1.5
    assert found.case == CASES[0].name
    assert found.changed == ()


@pytest.mark.parametrize("name", ["Secret_17", "ndarray of X17", "x" * 60])
def test_a_type_that_a_student_named_is_not_repeated(name):
    """A class may be called after a hidden input: its name comes on no page."""
    output = plain(Output(Kind.OTHER, type=name))
    assert read({"outputs": {"cost": output}}).outputs["cost"].type == _OTHER
    twice = plain(Output(Kind.TWICE))
    assert read({"outputs": {"cost": twice}}).outputs["cost"].type == ""


_OTHER = "of another type"
WORDS = plain(RaisedError("Secret17", "X is 17", 3, "x = 17", ("x17",)))


def test_a_hidden_case_comes_without_words():
    """An error there is an error, a type a type: neither name nor line nor text."""
    assert read({"error": WORDS}).error.message == "X is 17"
    assert read({"error": WORDS}, HIDDEN).error == RaisedError("")
    for shown in ("list", "ndarray of shape (17, 3)"):
        outputs = {"cost": plain(Output(Kind.OTHER, type=shown))}
        assert read({"outputs": outputs}).outputs["cost"].type == shown
        assert read({"outputs": outputs}, HIDDEN).outputs["cost"].type == _OTHER
    problem = {"id": "no tuple", "values": {"type": "Secret17", "count": 17}}
    assert read({"problem": problem}, HIDDEN).problem == Problem("no tuple")


def test_outputs_that_nobody_asked_for_are_left_out():
    """Their names could carry hidden inputs out, too."""
    more = {**RIGHT.outputs, "X_is_17": Output(Kind.NONE)}
    assert set(read({"outputs": plain(more)}).outputs) == {"cost"}


NAME = next(iter(CASES[0].inputs))


@pytest.mark.parametrize(
    "inputs",
    [
        {},
        {**CASES[0].inputs, NAME: CASES[0].inputs[NAME] + 1e-12},
        {**CASES[0].inputs, NAME: CASES[0].inputs[NAME].T},
        {**CASES[0].inputs, NAME: "gone"},
    ],
)
def test_inputs_are_compared_here(inputs):
    """Whatever a child says of them: one bit, a shape or a lost one is a change."""
    assert NAME in read({"inputs": inputs, "changed": ()}).changed


def test_a_child_may_say_that_it_changed_an_input():
    """That takes points away, and is believed."""
    assert read({"changed": (NAME, "no input")}).changed == (NAME,)


LARGE = np.zeros(DELIVERIES[False].entries[0] + 1)


@pytest.mark.parametrize(
    "change",
    [
        {"case": "two"},
        {"outputs": {"cost": plain(Output(Kind.ARRAY))}},
        {"outputs": {"cost": plain(Output(Kind.ARRAY, LARGE))}},
        {"outputs": [1]},
        {"inputs": 5},
        {"error": {"type": 5}},
        {"error": {**WORDS, "line": 1.5}},
        {"problem": {"id": "made up", "values": {}}},
    ],
)
def test_what_does_not_fit_is_no_evidence(change):
    """Another case, an array that is not there or too large, words of another kind."""
    with pytest.raises(NoEvidence):
        read(change)


def test_an_answer_to_another_test_is_no_evidence():
    """Evidence that was copied from an earlier test has another number."""
    with pytest.raises(NoEvidence, match="another test"):
        read(nonce="m")


BY_NUMBER = {
    "a factor": lambda cost, number: cost * number,
    "an offset": lambda cost, number: cost + number,
    "a shape": lambda cost, number: np.zeros(int(number)),
    "an error": lambda cost, number: {}[number],
}


@pytest.mark.parametrize("how", BY_NUMBER)
def test_a_hidden_input_cannot_be_shaped_into_a_sentence(how):
    """What is wrong in hidden cases alone is told without a number of theirs."""
    seen = [case for case in CASES if not case.hidden]
    right = {
        case.inputs["lambd"]: LOADED.reference(case.inputs)["cost"] for case in seen
    }

    def reference_cost(*arguments):
        inputs = dict(zip(CASES[0].inputs, arguments, strict=True))
        return LOADED.reference(inputs)["cost"]

    def tells(A3, Y, parameters, lambd):
        if lambd in right:
            return right[lambd]
        return BY_NUMBER[how](reference_cost(A3, Y, parameters, lambd), 7.31)

    results = [collect(tells, LOADED.spec, case) for case in CASES]
    told = judge(LOADED.spec, CASES, results, LOADED)
    assert told.state == State.FAILED
    assert "do not see" in told.message or "right in the cases" in told.message
    assert not set("731") & set(told.message)
