"""What nbgrader refuses in an author's cells is one sentence, from each command."""

import copy

import nbformat
import pytest

from grader.__main__ import main
from grader.cli.new import new
from grader.lesson.lesson import Course
from grader.lesson.reference import AuthorError
from tests.grader.stock import FILES, cell, new_course, write

LESSON = "09-momentum"


def _data(**changes):
    def change(one):
        one.metadata["nbgrader"].update(changes)

    return change


def _without(field):
    return lambda one: one.metadata["nbgrader"].pop(field)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_data(points=-1), "the cell t has -1 points, expected a number"),
        (_data(points="2"), "the cell t has 2 points, expected a number"),
        (_data(points=float("nan")), "the cell t has nan points"),
        (_data(points=True), "the cell t has True points"),
        (_without("points"), "the cell t has None points"),
        (_without("grade_id"), "the cell 2 has the id None"),
        (_data(grade_id="문제 1"), "the cell 2 has the id '문제 1'"),
        (_data(grade_id="x"), "two cells have the id x"),
        (_without("solution"), "the cell t does not say whether it is solution"),
        (_data(locked=None), "the cell t does not say whether it is locked"),
        (_data(schema_version=2), "nbgrader's schema 2, expected 3. Run `nbgrader up"),
        (_data(grade=False, locked=False, points=-1), ""),
    ],
)
def test_what_nbgrader_would_refuse_is_named(tmp_path, change, told):
    """The file, the cell, what was found and what to do; nothing else is refused."""
    test = cell("assert x", "t", 1)
    change(test)
    path = tmp_path / "source" / "one" / "one.ipynb"
    write(path, cell("x = 1", "x", solution=True), test)
    if not told:
        Course(tmp_path).lesson("one").check()
        return
    with pytest.raises(AuthorError) as error:
        Course(tmp_path).lesson("one").check()
    assert str(error.value).startswith(f"{path}: ") and told in str(error.value)


def test_old_metadata_in_a_source_is_named(tmp_path):
    """nbgrader's own command brings it up to date."""
    folder = tmp_path / "source" / "one"
    folder.mkdir(parents=True)
    (folder / "one.ipynb").write_bytes((FILES / "test-v1.ipynb").read_bytes())
    with pytest.raises(AuthorError, match="Run `nbgrader update .*source/one`"):
        Course(tmp_path).lesson("one").check()


def _copied(notebook):
    last = next(c for c in reversed(notebook.cells) if "nbgrader" in c.metadata)
    notebook.cells.append(copy.deepcopy(last))
    notebook.cells[-1].id = "copied"


def _negative(notebook):
    last = next(c for c in reversed(notebook.cells) if "nbgrader" in c.metadata)
    last.metadata["nbgrader"]["points"] = -3


@pytest.mark.parametrize("spoil", [_copied, _negative])
@pytest.mark.parametrize("command", ["grade", "regrade", "release", "feedback"])
def test_no_command_ends_in_a_traceback(tmp_path, capsys, spoil, command):
    """A cell that is copied in mid-term, or a slip in its points, is a sentence."""
    course = new_course(tmp_path / "course")
    new(course, LESSON)
    (path,) = (course / "source" / LESSON).glob("*.ipynb")
    notebook = nbformat.read(path, as_version=4)
    spoil(notebook)
    nbformat.write(notebook, path)
    capsys.readouterr()
    assert main([command, LESSON, "--course", str(course)]) == 2
    said = capsys.readouterr().err
    assert str(path) in said and "mean_squared_error-test" in said
    assert "Traceback" not in said and said.count("\n") == 1
