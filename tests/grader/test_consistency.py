"""What does not fit together in a lesson is told to its author first of all."""

import pytest

from grader.cli.common import CommandError, load_lessons
from grader.cli.new import FUNCTION, new

LESSON = "09-momentum"
OUTPUTS = '("error",)'


@pytest.fixture
def lesson(tmp_path):
    """The folder of a new lesson, in a course of its own."""
    (tmp_path / "source").mkdir()
    new(tmp_path, LESSON)
    return tmp_path / "source" / LESSON


@pytest.mark.parametrize(
    ("old", "new_text", "said"),
    [
        ('("error",)', '("eror",)', "blanks answer for eror; expected each of error"),
        ('("error",)', '("error")', r"outputs of the blank 'error' are 'error'"),
        ('(Blank("error", ("error",)),)', 'Blank("error", ("error",))', "blanks is of"),
        ('returns="error"', 'returns={"e": "error", "x": "far"}', "returns names far"),
        ("axis=1", 'axis=1), Quantity("b", "beta"', "of the argument 'beta'"),
        ('"A": rng', '"a": rng', "has 'a' where the function takes 'A'"),
        ('case("hidden 2"', 'case("hidden 1"', "two cases are called 'hidden 1'"),
        ("Case(name, inputs, seed)", "Case(name, inputs, seed, ())", "no visible case"),
        (
            'name="mean_squared_error"',
            'name="other"',
            "no solution cell with id",
        ),
    ],
)
def test_an_exercise_that_does_not_fit_is_named(lesson, old, new_text, said):
    """File, function, what was found and what was expected; nothing is released."""
    path = lesson / "_author" / "exercises.py"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new_text))
    with pytest.raises(CommandError, match=said) as told:
        load_lessons(lesson.parent.parent, [LESSON])
    assert str(lesson) in str(told.value)


def test_a_missing_test_cell_is_named(lesson):
    """A function without points would stop the grading of a whole class."""
    path = lesson / "momentum.ipynb"
    path.write_text(path.read_text().replace(f"{FUNCTION}-test", f"{FUNCTION}-tst"))
    with pytest.raises(CommandError, match=f"no test cell with id '{FUNCTION}-test'"):
        load_lessons(lesson.parent.parent, [LESSON])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# %% wrong: x\n# keeps: eror\nerror = A\n", "keeps 'eror'; the blanks are"),
        ("# %% wrong: x\n# say: no\nerror = A\n", "field 'say', expected one of says"),
        ("error = A\n# %% wrong: x\nerror = Y\n", "above the first answer"),
    ],
)
def test_an_answer_that_does_not_fit_is_named(lesson, text, said):
    """A misspelt field or blank would silently make another answer of it."""
    (lesson / "_author" / "answers" / f"{FUNCTION}.py").write_text(text)
    with pytest.raises(CommandError, match=said):
        load_lessons(lesson.parent.parent, [LESSON])


def test_answers_for_no_function_are_named(lesson):
    """A file whose name is misspelt would be read by nobody."""
    (lesson / "_author" / "answers" / "mean.py").write_text("")
    with pytest.raises(CommandError, match="mean.py: no function .* is called mean"):
        load_lessons(lesson.parent.parent, [LESSON])
