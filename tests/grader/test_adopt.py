"""Metadata that an editor took away costs a student no point, and loses no answer."""

import copy
import itertools

import nbformat
import pytest
from nbgrader.utils import determine_grade

from grader.lesson.cells import grade_id
from grader.lesson.lesson import Course
from grader.submission.mark import Mark
from grader.submission.restore import given_by_source, restore
from tests.grader.stock import cell, new_course, write

NAME, FILE = "week", "one.ipynb"
RIGHT = {
    "f": "def f(x):\n    return 2 * x",
    "value": "value = 5",
    "why": "Because it is so.",
    "sketch": "plot()",
}


@pytest.fixture(scope="module")
def assignment(tmp_path_factory):
    """Two answers that are tested, one in words, one in code for a person, a task."""
    root = new_course(tmp_path_factory.mktemp("adopt") / "course")
    hidden = "### BEGIN HIDDEN TESTS\nassert f(3) == 6\n### END HIDDEN TESTS"
    solved = "### BEGIN SOLUTION\n{}\n### END SOLUTION"
    write(
        root / "source" / NAME / FILE,
        cell("# Title", kind="markdown"),
        cell(f"def f(x):\n    {solved.format('    pass')}", "f", solution=True),
        cell(f"assert f(2) == 4\n{hidden}", "f-test", 2),
        cell("Now a value.", kind="markdown"),
        cell(solved.format("value = 5"), "value", solution=True),
        cell("assert value == 5", "value-test", 1),
        cell("the author's words", "why", 3, solution=True, kind="markdown"),
        cell("sketch = 1", "sketch", 2, solution=True),
        cell("Draw.", "task", 1, kind="markdown", task=True, grade=False),
    )
    return Course(root).lesson(NAME)


@pytest.fixture(scope="module")
def given(assignment):
    return given_by_source(assignment, FILE)


def handed_in(assignment, given):
    """Return a filled release, ids as they were."""
    notebook = copy.deepcopy(assignment.notebooks[FILE])
    for one in notebook.cells:
        name = grade_id(one)
        if name:
            one.source = RIGHT.get(name, given[name].seen)
    return notebook


def forget(notebook, names=None, ids=True):
    """Take the metadata of some cells away, and the ids of all."""
    for number, one in enumerate(notebook.cells):
        if names is None or grade_id(one) in names:
            one.metadata = nbformat.NotebookNode()
        if ids:
            one["id"] = f"new-{number}"


def mended(notebook, assignment, given):
    """Return ({grade id: cell}, notes) after the repair; the order is the source's."""
    found = restore(notebook, FILE, assignment, given)
    names = [grade_id(one) for one in found.cells if grade_id(one)]
    assert names == [*given]
    return {grade_id(one): one for one in found.cells}, Mark.of(found).notes


def is_whole(cells, given):
    """Whether each answer is the student's, and each test that of the source."""
    return all(
        cells[name].source == RIGHT.get(name, given[name].source) for name in given
    )


@pytest.mark.parametrize("ids", [True, False])
def test_all_is_found_again(assignment, given, ids):
    """Without any metadata, with or without the cells' ids; the notes say so once."""
    notebook = handed_in(assignment, given)
    forget(notebook, ids=ids)
    cells, notes = mended(notebook, assignment, given)
    assert is_whole(cells, given)
    assert len(notes) == 1 and "found again: " in notes[0]


def test_a_source_of_an_older_form_has_no_ids(assignment, given, monkeypatch):
    """The rest tells, and what has its metadata is as it was."""
    older = copy.deepcopy(assignment.notebooks[FILE])
    for one in older.cells:
        del one["id"]
    monkeypatch.setitem(assignment.notebooks, FILE, older)
    for names in (None, ()):
        notebook = copy.deepcopy(older)
        for one in notebook.cells:
            name = grade_id(one)
            one.source = RIGHT.get(name, given[name].seen) if name else one.source
        forget(notebook, names, ids=False)
        cells, _ = mended(notebook, assignment, given)
        assert is_whole(cells, given)


@pytest.mark.parametrize("names", itertools.combinations(RIGHT, 2))
def test_some_are_found_again(assignment, given, names):
    """Whichever two answers lost theirs."""
    notebook = handed_in(assignment, given)
    forget(notebook, names)
    cells, _ = mended(notebook, assignment, given)
    assert is_whole(cells, given)


def test_a_cell_of_the_students_own_is_no_answer(assignment, given):
    """Where two may be meant nothing is taken by its place; a name still tells."""
    notebook = handed_in(assignment, given)
    notebook.cells.insert(5, cell("print('only tried')"))
    notebook.cells.insert(1, cell("y = 1"))
    forget(notebook, ["f", "value"])
    cells, notes = mended(notebook, assignment, given)
    assert cells["f"].source == RIGHT["f"]
    assert cells["value"].source == given["value"].source
    assert notes == [
        "without nbgrader's metadata, and found again: f",
        "the cell value was missing: it was put back",
    ]


def test_what_has_its_metadata_is_not_touched(assignment, given):
    """No cell takes the place of one that is there, whatever it is called."""
    notebook = handed_in(assignment, given)
    decoy = cell("def f(x):\n    return 0")
    decoy["id"] = "decoy"
    notebook.cells.insert(0, decoy)
    cells, notes = mended(notebook, assignment, given)
    assert is_whole(cells, given) and not notes


@pytest.mark.parametrize("name", ["why", "sketch"])
def test_an_answer_that_is_gone_waits_for_a_person(assignment, given, name):
    """It may stand elsewhere: nobody gets 0 for it without being read."""
    notebook = handed_in(assignment, given)
    notebook.cells = [one for one in notebook.cells if grade_id(one) != name]
    cells, _ = mended(notebook, assignment, given)
    assert determine_grade(cells[name])[0] is None
    empty = handed_in(assignment, given)
    for one in empty.cells:
        if grade_id(one) == name:
            one.source = given[name].source
    cells, _ = mended(empty, assignment, given)
    assert determine_grade(cells[name])[0] == 0  # left as it was handed out
