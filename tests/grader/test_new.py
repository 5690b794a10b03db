"""`python -m grader new` lays a lesson that works as it is."""

import shutil

import nbformat
import pytest
from nbgrader.api import Gradebook

from grader.cli.audit import audit
from grader.cli.common import CommandError
from grader.cli.grade import grade
from grader.cli.new import FUNCTION, new
from grader.cli.release import release
from grader.lesson.lesson import Course
from grader.lesson.tidy import tidy_notebook
from tests.support import ROOT

LESSON = "09-momentum"


def empty_course(root):
    """Make a course without lessons; return its folder."""
    (root / "source").mkdir()
    shutil.copy(ROOT / "nbgrader_config.py", root)
    return root


@pytest.fixture
def root(tmp_path):
    return empty_course(tmp_path)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """(A course with a new lesson, {student: result} of its own answers)."""
    root = empty_course(tmp_path_factory.mktemp("course"))
    assert new(root, LESSON) == 0
    assert release(root, [LESSON]) == 0
    (released,) = (root / "release" / LESSON).glob("*.ipynb")
    for answer in Course(root).lesson(LESSON).exercises[FUNCTION].answers:
        notebook = nbformat.read(released, as_version=4)
        cell = next(cell for cell in notebook.cells if cell.id == FUNCTION)
        assert "error = None  # the average" in cell.source
        cell.source = answer.text
        folder = root / "submitted" / answer.id.replace(" ", "-") / LESSON
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / released.name)
    found = {}
    grade(root, [LESSON], show=lambda r: found.update({r.student: r}))
    return root, found


def test_a_new_lesson_is_graded_as_it_is(graded):
    """It has the form of a committed one, and its answers get what they deserve."""
    root, found = graded
    path = Course(root).lesson(LESSON).notebook_path
    assert path.read_text("utf-8") == tidy_notebook(path)
    scores = {name: result.score for name, result in found.items()}
    assert scores == {"with-np.mean": 10, "not-averaged": 0}
    assert found["not-averaged"].exercises[0].mistakes == ["not-averaged"]


def test_a_new_lesson_is_audited_as_it_is(graded, capsys):
    """Nothing fails, and what a good lesson has besides is named."""
    assert audit(graded[0], [LESSON]) == 0
    told = capsys.readouterr().out
    assert "missing in _author/answers/mean_squared_error.py: 2 more wrong" in told
    assert "no answer covers: error = " in told


def test_a_cell_that_nobody_graded_by_hand_may_change(graded):
    """One that is renamed in mid-term is renamed in the gradebook, too."""
    root, _ = graded
    path = Course(root).lesson(LESSON).notebook_path
    text = path.read_text("utf-8")
    path.write_text(text.replace('"grade_id": "imports"', '"grade_id": "modules"'))
    assert release(root, [LESSON]) == 0
    with Gradebook(f"sqlite:///{root}/gradebook.db") as book:
        notebook = book.find_notebook(path.stem, LESSON)
        names = {cell.name for cell in notebook.source_cells}
        assert "modules" in names and "imports" not in names
        assert len(notebook.submissions) == 2
    path.write_text(text, "utf-8")


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
