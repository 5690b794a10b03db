"""An error in a learner's code is shown as their line and what it means."""

import re

import pytest

from checker.diagnosis.exceptions import about_error
from checker.messages import text
from checker.records import Case, Evidence, RaisedError, Spec
from tests.checker.test_diagnosis import BACKWARD, FORWARD, GRADIENTS, changed


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("A1 / keep_prob", "A1 / keep_prop"), "`keep_prop`: did you mean keep_prob?"),
        (("A1 / keep_prob", "AA / keep_prob"), "`AA` is set nowhere"),
        (("np.dot(W2, A1)", "np.dot(A1, W2)"), "np.dot of .* must be equal"),
        (("np.dot(W2, A1)", "A1 @ W2"), "In A @ B the columns"),
        (("A2 * D2", "A2 * D1"), r"A2 is \(2, 5\)"),
        (("A1 * D1", "A1 (D1)"), "call it like a function"),
        (("np.random.rand(A1.shape[0]", "np.random.rad(A1.shape[0]"), "`rad`: did you"),
        (
            ("np.random.rand(A1.shape[0], A1.shape[1])", "np.random.rand(A1.shape)"),
            "no whole number: how can it be unpacked",
        ),
        (('parameters["W1"]', 'parameters["w1"]'), r"`w1`: did you mean W1\?"),
        (("W1, b1 = param", "W1, b1, c1 = param"), "3 names on the left .* only 2"),
        (("return A3, cache", "return A3, cash"), "`cash`: did you mean cache"),
        (("Z3 = np.dot(W3, A2) + b3", "Z3 = None + b3"), "still None"),
        (("A2 * D2", "A2 * D1"), "D1 is of layer 1, A2 of layer 2"),
        (("A1 * D1", "A1 ^ D1"), "is no power"),
        (("A1 * D1", "A1.pow(2)"), r"no `pow` of its own: np\.pow"),
        (("A1 * D1", "A1.norm()"), r"no `norm` of its own: np\.linalg\.norm"),
        (("A1 * D1", "A1.sqrt()"), r"no `sqrt` of its own: np\.sqrt"),
        (("A1 * D1", "A1.lens"), "An array has no `lens`"),
        (("A1 / keep_prob", "A1[0:1].fill_"), r"`fill_`: did you mean fill\?"),
        (("A1 / keep_prob", "A1.gpu"), r"An array has no `gpu`\."),
        (
            ("A1 = A1 / keep_prob", "A1[-1:, :] = A1"),
            r"shape \(3,5\), its place \(1,5\)\. .* A negative number counts from",
        ),
        (("A1 = A1 / keep_prob", "A1[0] = A1"), r"its place \(5,\)\.$"),
        (("A1 * D1", "A1 * D1.t"), r"`t`: did you mean T\?"),
        (("A1 / keep_prob", "A1.shape / keep_prob"), "stands a tuple"),
        (("np.random.rand(A1", "np.rand(A1"), "did you mean np.random.rand"),
        (("A1 / keep_prob", "math.sqrt(A1)"), "not imported in this lesson: np.sqrt"),
        (("A1 * D1", "A1 * D"), "`D`: did you mean D1"),
        (("np.random.rand(A2", "np.linalg.rand(A2"), "did you mean np.random.rand"),
        (("A1 * D1", "np.sum(A1, axes=1)"), "no argument called `axes`"),
        (("A1 * D1", "A1 if D1 else 0"), "neither true nor false"),
        (('parameters["W1"]', "parameters.W1"), "That is a dictionary"),
    ],
)
def test_an_error_shows_the_line_and_what_it_means(edit, said):
    """The learner's own line, its number, and a sentence instead of a traceback."""
    verdict = changed(FORWARD, edit)
    assert "Your code stopped with" in verdict.message
    assert re.search(said, verdict.message), verdict.message
    assert edit[1] in verdict.message
    assert re.search(r"in line \d+ of the function", verdict.message)


def test_an_error_in_a_hidden_case_repeats_nothing_of_the_learners():
    """Its class, line and text could hold hidden inputs: none of them is told."""
    error = RaisedError("ValueError", "X is 17", 3, "f(X)", ("secret17",))
    case = Case("h", {"X": 17}, hidden=True)
    spec = Spec("f", "Y", ("Y",), (), (), (), "")
    told, meaning = about_error(spec, [Evidence("h", error=error)], [case])
    told = text(told)
    assert told == "Your code stopped with an error in a case that you do not see."
    assert meaning is None


def test_an_error_from_an_empty_blank_is_not_an_error():
    """None of a blank that stops the code further down is told calmly."""
    verdict = changed(BACKWARD, ("dA1 = dA1 * D1", "dA1 = None"))
    assert "Still empty: dA1" in verdict.message
    assert "stopped" not in verdict.message


FIRST_LINE = "(X, parameters, keep_prob=0.5)"


@pytest.mark.parametrize(
    ("function", "edit", "said"),
    [
        (
            FORWARD,
            (FIRST_LINE, "(X, parameters)"),
            "must take X, parameters, keep_prob",
        ),
        (
            FORWARD,
            (FIRST_LINE, "(X, W, b, k, m)"),
            "must take X, parameters, keep_prob",
        ),
        (
            FORWARD,
            ("rand(A2.shape[0], A2", "rand(A1.shape[0], A1"),
            r"D2 has shape \(3, 5\), expected \(2, 5\), .* shaped like D1",
        ),
        (
            GRADIENTS,
            ("dW3 = ", "dW3 = A3 - A3 + "),
            r"\(A3 is \(1, 5\), W3 is \(1, 2\), .*belong to the same layer\?",
        ),
        (
            BACKWARD,
            ("dA2 / keep_prob", "(dA2 / keep_prob).T"),
            r"Are rows and columns exchanged\? There dA2 has shape \(5, 2\), "
            r"expected \(2, 5\)\.",
        ),
    ],
)
def test_what_causes_an_error_is_named(function, edit, said):
    """A first line that was changed; an array of wrong shape, and whose shape it is."""
    message = changed(function, edit).message
    assert re.search(said, message), message
