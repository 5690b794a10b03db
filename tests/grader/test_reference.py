"""References are replayed and mutated as the judge needs it."""

import numpy as np
import pytest

from grader.lesson.reference import AuthorError, Program, blank_names, edited
from tests.support import one_lesson

TEXT = '''def f(X, keep_prob):
    """Doc."""
    A = X * 2
    ### START CODE HERE ###
    D = np.random.rand(*A.shape)
    D = D < keep_prob
    A = A * D
    ### END CODE HERE ###
    A /= keep_prob
    for i in range(2):
        S = A.sum() + i
    return S, A
'''
INPUTS = {"X": np.array([[1.0, -2.0, 3.0]]), "keep_prob": 0.5}


def program(text=TEXT):
    return Program("f", text, {"np": np}, ["A", "D", "S"])


def test_outputs_are_noted_in_the_order_in_which_they_are_computed():
    """Each output has the value of its last assignment, loops included."""
    found = program()(INPUTS, seed=3)
    np.random.seed(3)
    D = np.random.rand(1, 3) < 0.5
    A = INPUTS["X"] * 2 * D / 0.5
    assert program().noted == ["D", "A", "S"]
    np.testing.assert_array_equal(found["D"], D)
    np.testing.assert_array_equal(found["A"], A)
    assert found["S"] == A.sum() + 1


def test_a_learners_value_is_carried_on_and_the_own_one_is_told():
    """What comes after a carried value is computed from it; errors count once."""
    mask = np.array([[1.0, 0.0, 1.0]])
    found = program()(INPUTS, {"D": mask, "A": np.full((1, 3), 7.0)})
    np.testing.assert_array_equal(found["A"], INPUTS["X"] * 2 * mask / 0.5)
    assert found["S"] == 22


def test_a_learners_order_of_examples_is_gone_on_with():
    """Places in an array are whole, in whatever form they come; others are an error."""
    text = "def f(X):\n    D = np.array([2, 0, 1])\n    A = X[:, D]\n    return A"
    inputs = {"X": INPUTS["X"]}
    found = program(text)(inputs, {"D": np.array([1.0, 2.0, 0.0])})
    np.testing.assert_array_equal(found["A"], [[-2, 3, 1]])
    for wrong in ([1.0, 2.5, 0.0], [1.0, 3.0, 0.0]):
        with pytest.raises(IndexError):
            program(text)(inputs, {"D": np.array(wrong)})


def test_inputs_stay_as_they_are():
    """A reference that works in place cannot spoil the next run."""
    text = TEXT.replace("A = X * 2", "X *= 2\n    A = X")
    before = INPUTS["X"].copy()
    program(text)(INPUTS)
    np.testing.assert_array_equal(INPUTS["X"], before)


def test_an_edit_replaces_every_place_and_must_find_one():
    """An edit whose text is not in the reference would be no change at all."""
    assert edited("a + a", (("a", "b"), ("b +", "c -"))) == "c - b"
    with pytest.raises(AuthorError, match=r"'keep_prob \*\* 2' is not in the ref"):
        edited(TEXT, (("keep_prob ** 2", "keep_prob"),))


def test_blank_names_are_those_between_the_markers():
    """Only what a blank assigns counts as attempted or not."""
    assert blank_names(TEXT) == ["D", "A"]


def test_results_that_are_kept_belong_to_what_they_were_computed_from():
    """Another learner's dZ3 gives another dW3, also after the first one came again."""
    exercise = one_lesson("01-l2-regularization").exercises[
        "backward_propagation_with_regularization"
    ]
    right = exercise.reference(exercise.cases[0].inputs, seed=exercise.cases[0].seed)
    learners = [{**right, "dZ3": factor * right["dZ3"]} for factor in (2, 3, 2)]
    one, other, again = (exercise.expected(0, got)["dW3"] for got in learners)
    assert not np.allclose(one, other)
    assert np.array_equal(one, again)
    mistake = exercise.known_mistakes[0].id
    changed, also = (exercise.mistaken(0, got, mistake) for got in learners[:2])
    assert any(not np.allclose(changed[name], also[name]) for name in changed)
