"""The tests of every lesson are sharp, and the audit notices where they are not."""

import nbformat
import pytest

from grader.audit import ContestAudit, audit_function, audit_lesson
from grader.cli.audit import audit
from grader.cli.common import CommandError
from grader.lesson.lesson import Course
from grader.lesson.reference import AuthorError
from tests.support import ROOT, lesson_benches

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
from grader.lesson import Blank, Case, Equivalent, Exercise, Quantity

def case(name, seed, m, scale):
    rng = np.random.RandomState(seed)
    return Case(name, {"A": rng.rand(1, m), "Y": rng.rand(1, m), "scale": scale}, seed)

EXERCISES = (Exercise(
    name="error", returns="error", blanks=(Blank("error", ("error",)),),
    quantities=(Quantity("m", "Y", axis=1),),
    visible=(case("one", 1, 5, 1.5), case("two", 2, 8, 0.6), case("three", 3, 4, 2.5)),
    hidden=(HIDDEN), equivalents=(EQUIVALENTS),
    hints=("How far?", "Which mean?"), does="Now you know.",
),)
"""
HIDDEN = 'case("hidden 1", 11, 7, 0.7), case("hidden 2", 12, 3, 1.7)'
RIGHT = """
# %% right: the mean
error = scale * np.mean(np.square(A - Y))
"""
AVERAGE = """
# %% wrong: not-averaged
# says: not divided by m.
error = scale * np.sum(np.square(A - Y))
"""
SQUARE = """
# %% wrong: absolute
# says: the errors are not squared.
error = scale * np.sum(np.abs(A - Y)) / m
"""


def toy(root, hidden=HIDDEN, answers=RIGHT + AVERAGE + SQUARE, equivalents=""):
    """Write the course root/ with one small lesson; return the `Lesson`."""
    folder = root / "source" / "toy"
    (folder / "_author" / "answers").mkdir(parents=True)
    text = EXERCISES
    for name, value in (("HIDDEN", hidden), ("EQUIVALENTS", equivalents)):
        text = text.replace(f"({name})", f"({value},)" if value.strip() else "()")
    (folder / "_author" / "exercises.py").write_text(text, "utf-8")
    if answers:
        (folder / "_author" / "answers" / "error.py").write_text(answers, "utf-8")
    cells = [nbformat.v4.new_code_cell("import numpy as np", id="imports")]
    cells += [nbformat.v4.new_code_cell(SOLUTION, id="error")]
    marks = {"schema_version": 3, "locked": False, "task": False}
    given = {"grade_id": "error", "solution": True, "grade": False}
    cells[-1].metadata["nbgrader"] = {**marks, **given}
    cells += [nbformat.v4.new_code_cell("check(error)", id="error-test")]
    test = {"grade_id": "error-test", "solution": False, "grade": True, "points": 10}
    cells[-1].metadata["nbgrader"] = {**marks, **test}
    notebook = nbformat.v4.new_notebook(cells=cells)
    nbformat.write(notebook, folder / "toy.ipynb")
    return Course(root).lesson("toy")


@pytest.mark.parametrize(
    "lesson",
    [pytest.param(name, marks=pytest.mark.slow) for name in COURSE.lessons()],
)
def test_the_tests_of_a_lesson_are_sharp(lesson):
    """Hidden cases kill each wrong mutant, and nine wrong answers in ten are told."""
    for found in map(audit_function, lesson_benches(lesson).values()):
        assert not found.problems, found.problems
        if isinstance(found, ContestAudit):
            assert found.tried > 400
            assert found.luckiest < found.reference
            continue
        assert found.killed > (60 if lesson in CORE else 10)
        assert found.killed + len(found.equivalent) == found.mutants
        assert found.answers.mistakes >= (12 if lesson in CORE else 6)
        assert not found.missing


def test_a_sharp_lesson_passes(tmp_path, capsys):
    """Where nothing is to be mended, the command tells what it did and returns 0."""
    (found,) = audit_lesson(toy(tmp_path))
    assert found.killed == found.mutants - len(found.equivalent) > 20
    answers = found.answers
    assert (answers.right, answers.wrong, answers.mistakes) == (1, 2, 2)
    assert (answers.named, answers.explained) == (2, 2)
    assert audit(tmp_path, ["toy"]) == 0
    told = capsys.readouterr().out
    assert f"{found.mutants} mutants: {found.killed} killed" in told
    assert "1 right answers; 2 wrong: 100% explained, 100% named" in told
    assert "missing in _author/answers/error.py: 1 more wrong answers" in told
    assert "✗" not in told


def test_a_lesson_may_start_without_answers(tmp_path, capsys):
    """Nothing is to be mended then, and it is said what a good lesson has besides."""
    (found,) = audit_lesson(toy(tmp_path, answers=""))
    assert found.missing == (
        "_author/answers/error.py: another right way to write it, "
        "3 more wrong answers, a wrong one with a sentence (says)"
    )
    assert audit(tmp_path, ["toy"]) == 0
    assert f"missing in {found.missing}\n" in capsys.readouterr().out


def test_an_unknown_lesson_is_named(tmp_path):
    """A lesson that is not there is an error that lists those that are."""
    toy(tmp_path)
    with pytest.raises(CommandError, match="no lesson 'tou'.*toy"):
        audit(tmp_path, ["tou"])


def test_an_answer_that_is_none_is_named(tmp_path):
    """The command tells the author the file and the line, without a traceback."""
    toy(tmp_path, answers=RIGHT + AVERAGE + AVERAGE)
    said = r"answers/error\.py, line 9: there is another answer called 'not-averaged'"
    with pytest.raises(CommandError, match=said):
        audit(tmp_path, ["toy"])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (  # scale is 1 in all of them: a mutant without it is not seen
            {"hidden": 'case("hidden 1", 11, 7, 1.0), case("hidden 2", 12, 3, 1.0)'},
            ["no hidden case sees: "],
        ),
        (
            {
                "answers": AVERAGE
                + "# %% wrong: a-sum\n# says: a sum.\n"
                + "error = np.sum(scale * np.square(Y - A))\n"
            },
            [
                "not-averaged and a-sum give the same outputs in all visible cases",
                "not-averaged and a-sum give the same outputs in all hidden cases",
                "the visible cases take the wrong answer 'a-sum' for not-averaged",
            ],
        ),
        (  # only the visible cases have even numbers of examples
            {
                "answers": "# %% wrong: odd\n# says: m is made odd.\n"
                "error = scale * np.sum(np.square(A - Y)) / (m + 1 - m % 2)\n"
            },
            ["the hidden cases let the wrong answer 'odd' pass"],
        ),
        (  # only the hidden cases have 7 examples
            {
                "answers": "# %% wrong: few\n# says: examples are left out.\n"
                "error = scale * np.sum(np.square(A - Y)) / m * (1 + (m % 4 == 3))\n"
            },
            ["the visible cases let the wrong answer 'few' pass"],
        ),
        (
            {
                "answers": "# %% right: in other words\n"
                "error = scale * np.sum(np.square(A - Y)) / A.shape[0]\n"
            },
            ["the right answer 'in other words' is told: error is m × what it should"],
        ),
        (
            {"answers": AVERAGE.replace("# says", "# keeps: error\n# says")},
            [
                "the wrong answer 'not-averaged' keeps nothing, expected error "
                "(blanks are error)"
            ],
        ),
        (
            {"answers": AVERAGE + "# %% wrong: odd\nerror = np.sum(np.cos(A + Y))\n"},
            ["only 50% of the wrong answers are explained, not 90%"],
        ),
    ],
    ids=[
        *("survivor", "two mistakes alike", "not seen by hidden cases"),
        *("not seen by visible cases", "right answer loses", "keeps another blank"),
        "not explained",
    ],
)
def test_a_dull_lesson_fails(tmp_path, capsys, changes, said):
    """What makes tests or answers dull is named, sentence by sentence; each fails."""
    toy(tmp_path, **changes)
    assert audit(tmp_path, ["toy"]) == 1
    told = capsys.readouterr().out
    for sentence in said:
        assert f"✗ {sentence}" in told


def test_nine_in_ten_explained_are_enough(tmp_path):
    """One in ten may be of a kind of its own: it is listed, and nothing fails."""
    factors = "".join(
        f"# %% wrong: times {n}\nerror = {n} * np.sum(np.square(A - Y)) / m * scale\n"
        for n in (2, 3, 4, -1, -2, -3, -4, 0.5)
    )
    other = "# %% wrong: odd\nerror = np.sum(np.cos(A + Y))\n"
    (found,) = audit_lesson(toy(tmp_path / "nine", answers=factors + AVERAGE + other))
    assert (found.answers.wrong, found.answers.named) == (10, 1)
    ((name, message),) = found.answers.unexplained
    assert name == "odd"
    assert message.endswith("than expected.")
    assert not found.problems
    (found,) = audit_lesson(toy(tmp_path / "eight", answers=factors + other))
    assert found.problems == ["only 89% of the wrong answers are explained, not 90%"]


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
