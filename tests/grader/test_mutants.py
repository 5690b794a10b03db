"""Mutants are of every kind, and each changes one statement."""

import numpy as np

from grader.audit.equivalent import random_inputs
from grader.audit.mutants import mutants
from tests.support import one_lesson

CORE = ("01-l2-regularization", "02-dropout")
REFERENCES = [e for name in CORE for e in one_lesson(name).exercises.values()]


def test_mutants_change_one_statement_inside_the_blanks():
    """Given code stays as it is; no mutant comes twice or equals the reference."""
    for loaded in REFERENCES:
        inputs = loaded.exercise.visible[0].inputs
        made = mutants(loaded.name, loaded.text, loaded.namespace, inputs)
        assert len({mutant.text for mutant in made}) == len(made)
        given = outside(loaded.text)
        for mutant in made:
            assert outside(mutant.text) == given
            assert mutant.text != loaded.text


def outside(text):
    """Return the lines of a solution that are not in a blank."""
    kept, inside = [], False
    for line in text.split("\n"):
        inside = inside and "### END" not in line
        if not inside:
            kept.append(line)
        inside = inside or "### START" in line
    return kept


def test_mutants_are_of_every_kind():
    """Operators, comparisons, constants, names, functions, transposes and more."""
    made = {
        mutant.now
        for loaded in REFERENCES
        for mutant in mutants(
            loaded.name,
            loaded.text,
            loaded.namespace,
            loaded.exercise.visible[0].inputs,
        )
    }
    for change in (
        *("", "dA2 = None", "dA2 = dA2 + D2", "dA2 = dA2 * D1", "dA2 = dA2"),
        *("D1 = (D1 >= keep_prob).astype(int)", "D1 = D1 < keep_prob"),
        *("A1 = A1 * D1.T", "A1 = -A1 * D1", "A1 = A1 / -keep_prob"),
        "D1 = np.random.randn(A1.shape[0], A1.shape[1])",
        "D1 = np.random.rand(A1.shape[1], A1.shape[1])",
        "D1 = np.random.rand(A1.shape[0])",
        "dW3 = 1.0 / m * np.multiply(dZ3, A2.T) + lambd * W3 / m",
        "dW3 = 2.0 / m * np.dot(dZ3, A2.T) + lambd * W3 / m",
        "dW3 = 1.0 / m * np.dot(dZ3, A2) + lambd * W3 / m",
    ):
        assert change in made, change


def test_axes_and_keywords_are_changed():
    """axis takes each other value, keepdims and other arguments are dropped."""
    text = (
        "def error(A):\n    ### START CODE HERE ###\n"
        "    error = np.sum(A, axis=0, keepdims=True)\n"
        "    ### END CODE HERE ###\n    return error\n"
    )
    inputs = {"A": np.ones((2, 3))}
    made = {mutant.now for mutant in mutants("error", text, {"np": np}, inputs)}
    for part in ("axis=1, keepdims=True", "axis=None", "A, axis=0)", "keepdims=False"):
        assert any(part in now for now in made), part


def test_random_inputs_keep_what_belongs_together():
    """Equal axes stay equal, masks stay masks, probabilities stay probabilities."""
    inputs = {
        "X": np.array([[0.5, -2.0, 3.0]] * 2),
        "cache": (np.array([[0, 1, 1]] * 2), np.ones((2, 1)) / 2),
        "keep_prob": 0.8,
        "lambd": 0,
    }
    rng = np.random.RandomState(1)
    shapes = set()
    for _ in range(50):
        drawn = random_inputs(rng, inputs)
        mask, column = drawn["cache"]
        assert drawn["X"].shape == mask.shape
        assert column.shape == (len(mask), 1)
        assert set(mask.ravel()) <= {0, 1}
        assert 0 < drawn["keep_prob"] < 1
        assert drawn["lambd"] == 0
        shapes.add(mask.shape)
    assert len(shapes) > 10
