"""An error in a learner's code is shown as their line and what it means."""

import re

import pytest

from utils._errors import about_error

from .test_diagnosis import BACKWARD, FORWARD, changed


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("A1 / keep_prob", "A1 / keep_prop"), "`keep_prop`: did you mean keep_prob?"),
        (("A1 / keep_prob", "AA / keep_prob"), "A"),
        (("np.dot(W2, A1)", "np.dot(A1, W2)"), "np.dot of .* must be equal"),
        (("np.dot(W2, A1)", "A1 @ W2"), "In A @ B the columns"),
        (("A2 * D2", "A2 * D1"), r"A2 is \(2, 5\)"),
        (("A1 * D1", "A1 (D1)"), "call it like a function"),
        (("np.random.rand(A1.shape[0]", "np.random.rad(A1.shape[0]"), "mean rand|rad"),
        (
            ("np.random.rand(A1.shape[0], A1.shape[1])", "np.random.rand(A1.shape)"),
            "unp",
        ),
        (('parameters["W1"]', 'parameters["w1"]'), "`w1`: did you mean W1"),
        (("W1, b1 = param", "W1, b1, c1 = param"), "3 names on the left .* only 2"),
        (("return A3, cache", "return A3, cash"), "did you mean cache"),
        (("Z3 = np.dot(W3, A2) + b3", "Z3 = None + b3"), "still None"),
    ],
)
def test_an_error_shows_the_line_and_what_it_means(edit, said):
    """The learner's own line, its number, and a sentence instead of a traceback."""
    verdict = changed(FORWARD, edit)
    assert "Your code stopped with" in verdict.message
    assert re.search(said, verdict.message), verdict.message
    new = edit[1].split("\n")[0]
    assert new in verdict.message
    assert re.search(r"in line \d+ of the function", verdict.message)


def test_an_error_in_a_hidden_case_repeats_nothing_of_the_learners():
    """Its text could hold hidden inputs: only Python's own names are told."""
    error = {"type": "ValueError", "message": "X is 17", "line": 3, "source": "f(X)"}
    result = {"case": "h", "outputs": {}, "error": {**error, "names": ["secret17"]}}
    case = {"name": "h", "inputs": {"X": 17}, "hidden": True}
    sentence, meaning = about_error([result], [case])
    assert sentence == "Your code stopped with ValueError in line 3 of the function."
    assert "17" not in sentence + meaning
    result["error"]["type"] = "Secret17"
    assert "17" not in " ".join(about_error([result], [case]))


def test_an_error_from_an_empty_blank_is_not_an_error():
    """None of a blank that stops the code further down is told calmly."""
    verdict = changed(BACKWARD, ("dA1 = dA1 * D1", "dA1 = None"))
    assert "Not attempted yet: dA1" in verdict.message
    assert "stopped" not in verdict.message
