"""`python -m grader new` lays a lesson that works as it is."""

import shutil

import nbformat
import pytest

from grader.cli.audit import audit
from grader.cli.common import CommandError
from grader.cli.grade import grade
from grader.cli.new import FUNCTION, new
from grader.cli.release import release
from grader.lesson.lesson import Course
from grader.lesson.tidy import tidy_notebook
from tests.support import ROOT

LESSON = "09-momentum"


@pytest.fixture
def root(tmp_path):
    """A course without lessons."""
    (tmp_path / "source").mkdir()
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    return tmp_path


def test_a_new_lesson_is_released_graded_and_audited_as_it_is(root, capsys):
    """Its own answers get what they deserve, and the audit says what is missing."""
    assert new(root, LESSON) == 0
    lesson = Course(root).lesson(LESSON)
    assert lesson.notebook_path.read_text("utf-8") == tidy_notebook(
        lesson.notebook_path
    )
    assert release(root, [LESSON]) == 0
    (released,) = (root / "release" / LESSON).glob("*.ipynb")
    for answer in lesson.exercises[FUNCTION].answers:
        notebook = nbformat.read(released, as_version=4)
        cell = next(cell for cell in notebook.cells if cell.id == FUNCTION)
        assert "error = None  # the average" in cell.source
        cell.source = answer.text
        folder = root / "submitted" / answer.id.replace(" ", "-") / LESSON
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / released.name)
    found = {}
    grade(root, [LESSON], show=lambda r: found.update({r.student: r}))
    assert {name: result.score for name, result in found.items()} == {
        "with-np.mean": 10,
        "not-averaged": 0,
    }
    assert found["not-averaged"].exercises[0].mistakes == ["not-averaged"]
    capsys.readouterr()
    assert audit(root, [LESSON]) == 0
    told = capsys.readouterr().out
    assert "missing in _author/answers/mean_squared_error.py: 2 more wrong" in told
    assert "no answer covers: error = " in told


@pytest.mark.parametrize("name", ["momentum", "9-x", "09-", "09-Ö", "../09-x", "09 x"])
def test_a_name_that_is_none_for_a_lesson_is_refused(root, name):
    """Nothing is written, and the sentence shows how a name looks."""
    with pytest.raises(CommandError, match="such as 09-momentum"):
        new(root, name)
    assert list((root / "source").iterdir()) == []


def test_a_lesson_that_is_there_is_left_as_it_is(root):
    """A second call touches nothing of the first one's folder."""
    new(root, LESSON)
    exercises = root / "source" / LESSON / "_author" / "exercises.py"
    exercises.write_text("mine")
    with pytest.raises(CommandError, match="is there already"):
        new(root, LESSON)
    assert exercises.read_text() == "mine"
