"""The tests of every lesson are sharp, and the audit notices where they are not."""

import nbformat
import numpy as np
import pytest

from grader.audit import Audit, audit, audit_lesson
from grader.audit.bench import benches
from grader.audit.equivalent import random_inputs
from grader.audit.mutants import mutants
from grader.audit.predictions import ContestAudit
from grader.lesson.lesson import Course
from grader.lesson.reference import AuthorError
from tests.support import ROOT

COURSE = Course(ROOT)
CORE = ("01-l2-regularization", "02-dropout")
SOLUTION = '''def error(A, Y, scale):
    """Return the scaled squared error, averaged over the examples."""
    m = Y.shape[1]
    ### START CODE HERE ###
    error = scale * np.sum(np.square(A - Y)) / m  # the average
    ### END CODE HERE ###
    return error
'''
EXERCISES = """
import numpy as np
from grader.lesson import Blank, Case, Equivalent, Exercise, Mistake

def case(name, seed, m, scale):
    rng = np.random.RandomState(seed)
    return Case(name, {"A": rng.rand(1, m), "Y": rng.rand(1, m), "scale": scale}, seed)

EXERCISES = (Exercise(
    name="error", returns="error", blanks=(Blank("error", ("error",)),),
    visible=(case("one", 1, 5, 1.5), case("two", 2, 8, 0.6), case("three", 3, 4, 2.5)),
    hidden=(HIDDEN), mistakes=(MISTAKES), equivalents=(EQUIVALENTS),
    hints=("How far?", "Which mean?"), does="Now you know.",
),)
"""
HIDDEN = 'case("hidden 1", 11, 7, 0.7), case("hidden 2", 12, 3, 1.7)'
AVERAGE = 'Mistake("not-averaged", ((" / m", ""),), "not divided by m.")'
SQUARE = (
    'Mistake("absolute", (("np.square", "np.abs"),), "the errors are not squared.")'
)


def toy(root, hidden=HIDDEN, mistakes=f"{AVERAGE}, {SQUARE}", equivalents=""):
    """Write the course root/ with one small lesson; return the `Lesson`."""
    folder = root / "source" / "toy"
    (folder / "_author").mkdir(parents=True)
    text = EXERCISES
    for name, value in (
        ("HIDDEN", hidden),
        ("MISTAKES", mistakes),
        ("EQUIVALENTS", equivalents),
    ):
        text = text.replace(f"({name})", f"({value},)" if value.strip() else "()")
    (folder / "_author" / "exercises.py").write_text(text, "utf-8")
    cells = [nbformat.v4.new_code_cell("import numpy as np", id="imports")]
    cells += [nbformat.v4.new_code_cell(SOLUTION, id="error")]
    cells[-1].metadata["nbgrader"] = {"grade_id": "error", "solution": True}
    notebook = nbformat.v4.new_notebook(cells=cells)
    nbformat.write(notebook, folder / "toy.ipynb")
    return Course(root).lesson("toy")


@pytest.mark.parametrize("lesson", COURSE.lessons())
def test_the_tests_of_a_lesson_are_sharp(lesson):
    """Hidden cases kill each wrong mutant, and nine in ten are explained."""
    for found in audit_lesson(COURSE.lesson(lesson)):
        assert not found.problems, found.problems
        if isinstance(found, ContestAudit):
            assert found.tried > 400
            assert found.luckiest < found.reference
            continue
        assert found.killed > (100 if lesson in CORE else 10)
        assert found.killed + len(found.equivalent) == found.mutants
        assert found.mistakes >= (12 if lesson in CORE else 6)


def test_a_sharp_lesson_passes(tmp_path, capsys, monkeypatch):
    """Where nothing is to be mended, the command shows its table and returns 0."""
    toy(tmp_path)
    sharp = Audit("error", 54, 53, 40, (), (("a change", "why"),), (), (), 12, ())
    monkeypatch.setattr("grader.audit.audit_lesson", lambda lesson: [sharp])
    assert audit(tmp_path, ["toy"]) == 0
    assert "100.0%" in capsys.readouterr().out


def test_an_unknown_lesson_is_named(tmp_path):
    """A lesson that is not there is an error that lists those that are."""
    toy(tmp_path)
    with pytest.raises(ValueError, match="no lesson 'tou'.*toy"):
        audit(tmp_path, ["tou"])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (  # scale is 1 in all of them: a mutant without it is not seen
            {"hidden": 'case("hidden 1", 11, 7, 1.0), case("hidden 2", 12, 3, 1.0)'},
            "no hidden case sees",
        ),
        (
            {
                "mistakes": f"{AVERAGE}, {SQUARE}, "
                'Mistake("sum", (("/ m", "* 1"),), "a sum.")'
            },
            "not-averaged and sum give the same outputs",
        ),
        (
            {
                "mistakes": f"{AVERAGE}, {SQUARE}, "
                'Mistake("turned", (("A - Y", "Y - A"),), "turned round.")'
            },
            "the hidden cases let the mistake turned pass",
        ),
    ],
    ids=["survivor", "two mistakes alike", "mistake not killed"],
)
def test_a_dull_lesson_fails(tmp_path, capsys, changes, said):
    """A survivor, two like mistakes, or one that passes: each is named, each fails."""
    toy(tmp_path, **changes)
    assert audit(tmp_path, ["toy"]) == 1
    assert said in capsys.readouterr().out


def test_too_few_explained_mutants_fail(tmp_path):
    """Of one single number little can be said; two mistakes do not make up for it."""
    (found,) = audit_lesson(toy(tmp_path))
    assert not found.survived
    assert not found.faults
    assert found.explained < 0.9 * found.killed
    assert all(text.endswith("than expected.") for _, text in found.unexplained)
    assert [p for p in found.problems if "of the mutants are explained" in p]


def test_a_false_claim_of_equivalence_is_an_error(tmp_path):
    """A written reason does not help a mutant that differs in a case."""
    false = 'Equivalent(((" / m", " * m"),), "m does not matter")'
    with pytest.raises(AuthorError, match="m does not matter.*differs in the case"):
        audit_lesson(toy(tmp_path, equivalents=false))


def test_a_claim_about_no_mutant_is_an_error(tmp_path):
    """A reason that has lost its mutant, after a change of the solution, is found."""
    lost = 'Equivalent(((" / m", " / (m + 0.0)"),), "nothing is added")'
    with pytest.raises(AuthorError, match="none of the mutants"):
        audit_lesson(toy(tmp_path, equivalents=lost))


def test_a_true_claim_and_random_inputs_both_prove_equivalence(tmp_path):
    """What survives is equivalent by a reason or by its bits, and the audit says so."""
    true = 'Equivalent((("(A - Y)", "(-(A - Y))"),), "the square of -d is that of d")'
    (found,) = audit_lesson(toy(tmp_path, equivalents=true))
    reasons = [why for _, why in found.equivalent]
    assert "the square of -d is that of d" in reasons
    assert any("2000 random inputs" in why for why in reasons) == (len(reasons) > 1)


def test_mutants_change_one_statement_inside_the_blanks():
    """Given code stays as it is; no mutant comes twice or equals the reference."""
    for bench in [b for name in CORE for b in benches(COURSE.lesson(name))]:
        loaded = bench.loaded
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
        for name in CORE
        for bench in benches(COURSE.lesson(name))
        for mutant in mutants(
            bench.loaded.name,
            bench.loaded.text,
            bench.loaded.namespace,
            bench.loaded.exercise.visible[0].inputs,
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
    text = SOLUTION.replace("np.square(A - Y))", "A, axis=0, keepdims=True)")
    inputs = {"A": np.ones((2, 3)), "Y": np.ones((2, 3)), "scale": 2.0}
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
