"""Notebooks of another lesson, another release or another course; words elsewhere."""

import shutil

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from grader.lesson.cells import grade_id
from grader.lesson.lesson import Course
from grader.nbgrader_bridge.course import load_config
from grader.submission.grade import grade
from grader.submission.repair import repair
from grader.submission.result import NOT_GRADED
from grader.submission.times import submission_time
from grader.submission.written import has_own_words
from tests.support import ROOT, submit

LESSON, NAME = "01-l2-regularization", "l2-regularization.ipynb"
COST = "compute_cost_with_regularization"
BACKWARD = "backward_propagation_with_regularization"
NAMES = list(Course(ROOT).lesson(LESSON).exercises)
LAST, WORDS = "08-choose-a-regularizer", "justification"


@pytest.fixture(scope="module")
def lesson():
    return Course(ROOT).lesson(LESSON)


def handed_in(course, lesson, sandbox, change):
    """Hand in a right notebook after `change`; return the result."""
    path = submit(course, "ada", LESSON, change)
    return grade("ada", path.parent, lesson, sandbox)


def _other_ids(notebook):
    for number, cell in enumerate(notebook.cells):
        if grade_id(cell):
            cell.metadata.nbgrader.grade_id = f"cell-{number}"
        cell.id = f"c{number}"


def _in_one_cell(notebook):
    cells = {grade_id(cell): cell for cell in notebook.cells}
    cells[COST].source += "\n\n" + cells[BACKWARD].source
    notebook.cells.remove(cells[BACKWARD])


@pytest.mark.parametrize(
    ("change", "note"),
    [
        (_other_ids, "was found in a cell marked as cell-"),
        (_in_one_cell, f"{BACKWARD} was found in the cell of {COST}"),
    ],
)
def test_an_answer_is_found_by_its_function(course, lesson, sandbox, change, note):
    """Whatever its grade id, and where one cell holds two: it keeps all points."""
    result = handed_in(course, lesson, sandbox, change)
    assert result.score == result.max_score
    assert note in result.why


def _renamed(notebook):
    _other_ids(notebook)
    for number, name in enumerate(NAMES):
        for cell in notebook.cells:
            cell.source = cell.source.replace(name, f"function_{number}")


def _emptied(notebook):
    notebook.cells = []


@pytest.mark.parametrize(
    ("change", "seems"),
    [
        (_renamed, f"none of the functions {', '.join(NAMES)}. It begins with "),
        (_emptied, "has no cells"),
    ],
)
def test_a_notebook_without_any_answer_is_not_graded(
    course, lesson, sandbox, change, seems
):
    """It is no zero, and the reason says what it seems to be."""
    result = handed_in(course, lesson, sandbox, change)
    assert result.status == NOT_GRADED
    assert seems in result.why


def test_the_notebook_of_another_lesson_is_named(course, lesson, sandbox):
    """02 under the name of 01 is told from a notebook with nothing done."""
    path = submit(course, "ada", "02-dropout")
    folder = course / "submitted" / "ada" / LESSON
    folder.mkdir()
    shutil.copy(path, folder / NAME)
    result = grade("ada", folder, lesson, sandbox)
    assert result.status == NOT_GRADED
    assert "is the notebook of 02-dropout" in result.why


def _prediction(notebook):
    cell = next(c for c in notebook.cells if "**Predict" in c.source)
    cell.source += "\n\nI say: higher."


def _below(notebook):
    notebook.cells.append(new_markdown_cell("I chose 12, since the dev set says so."))


def _unmarked(notebook):
    cell = next(c for c in notebook.cells if grade_id(c) == WORDS)
    cell.metadata, cell.id = {}, "a1"
    cell.source = "I chose 12, since the dev set says so."


def _as_comment(notebook):
    notebook.cells.append(new_code_cell("# I chose 12, since the dev set says so."))


def _code(text):
    return lambda notebook: notebook.cells.append(new_code_cell(text))


@pytest.mark.parametrize(
    ("name", "change", "own"),
    [
        (LAST, _below, True),
        (LAST, _unmarked, True),
        (LAST, _as_comment, True),
        (LAST, _code('print("I chose 12, since the dev set says so.")'), True),
        (LAST, _code('answer = """I chose 12."""  # for the dev set'), True),
        (LAST, _code('from IPython.display import Markdown\nMarkdown("12")'), False),
        (LAST, _code('display(Markdown("I chose 12."))'), True),
        (LAST, _code("1 + 1  # two"), False),
        (LAST, _code("I chose 12, since the dev set says so."), True),
        (LAST, _code("It's 12 as the dev set is small\nand noise wins"), True),
        (LAST, _code("12를 골랐다. 개발 집합의 오차가 작다."), True),
        (LAST, _code("Ich wähle 12"), True),
        (LAST, _code('print(f"I chose {best}, since it wins on dev")'), True),
        (LAST, _code('print(f"cost: {cost}")'), False),
        (
            LAST,
            _code("for i in range(3)\n    print(i, x)  # I try it once more"),
            False,
        ),
        (
            LAST,
            _code("if best is not None and best > 2:\nprint 'no, not this one'"),
            False,
        ),
        (LAST, _code("W1 = parameters['W1'\nimport numpy as np"), False),
        (LAST, _code("!pip install some more things\nx = = 1"), False),
        (LAST, _code("print(W1.shape)"), False),
        (LAST, _code("%%time\ntrain()"), False),
        (LAST, lambda notebook: None, False),
        (LESSON, _prediction, False),
    ],
)
def test_words_that_stand_elsewhere_are_seen(name, change, own):
    """Those of the lesson are not a student's, nor is a prediction that it asks for."""
    lesson = Course(ROOT).lesson(name)
    path = ROOT / "release" / name / lesson.notebook_path.name
    notebook = nbformat.read(path, as_version=4)
    change(notebook)
    mended, _ = repair(notebook, lesson)
    assert has_own_words(mended.cells, lesson) == own


@pytest.mark.parametrize(
    ("text", "zone", "found"),
    [
        ("2026-11-20 23:30:00 KST", "UTC", "2026-11-20 14:30:00"),
        ("2026-11-20 23:30:00 +0900", "UTC", "2026-11-20 14:30:00"),
        ("2026-11-20 23:30:00 Asia/Seoul", "UTC", "2026-11-20 14:30:00"),
        ("Fri Nov 20 23:30:00 KST 2026", "Asia/Seoul", "2026-11-20 14:30:00"),
        ("2026-11-20 23:30:00 GMT+9", "UTC", "2026-11-20 14:30:00"),
        ("2026-11-20 14:30:00", "Asia/Seoul", "2026-11-20 14:30:00"),
        ("2026-11-20 08:30:00 CST", "America/Chicago", "2026-11-20 14:30:00"),
        ("2026-11-20 08:30:00 CST", "UTC", "CST stands for several zones"),
        ("2026-11-20 08:30:00 XYZ", "UTC", "XYZ is no time zone"),
        ("2026년 11월 22일 오전 10:00", "UTC", "timestamp.txt was ignored"),
        ("soon", "UTC", "soon is no date"),
        ("", "UTC", "is no date"),
    ],
)
def test_a_time_is_read_right_or_not_at_all(tmp_path, text, zone, found):
    """An unknown zone is never taken for UTC; what is ignored is said in a sentence."""
    (tmp_path / "timestamp.txt").write_text(text, "utf-8")
    when, note = submission_time(tmp_path, zone)
    assert found in (str(when) if when else note)
    if when and "KST" in text:
        assert bool(note) == (zone == "UTC")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-11-20 23:30 Asia/Seoul", "2026-11-20 14:30:00"),
        ("2026-11-20 23:30:00 KST", "2026-11-20 14:30:00"),
        ("2026-11-20T23:30 +0900", "2026-11-20 14:30:00"),
        ("11/20/26 14:30", "2026-11-20 14:30:00"),
        ("2026-11-20 23:30 CST", "CST stands for several zones"),
        ("2026-11-20 23:30 Asia/Soul", "Asia/Soul is no time zone"),
    ],
)
def test_a_deadline_is_read_right_or_refused(text, found):
    """`nbgrader db assignment add --duedate` takes no unclear zone for UTC."""
    load_config(ROOT)  # it patches nbgrader
    from nbgrader import utils

    try:
        when = str(utils.parse_utc(text))
    except ValueError as error:
        when = str(error)
    assert found in when


@pytest.mark.parametrize("seconds", [0.4, 0.0])
def test_time_spent_in_other_cells_is_told_once(
    course, lesson, sandbox, monkeypatch, seconds
):
    """A notebook that trains much on its own says why it took so long; cells of the
    lesson, edited or not, and quick ones are not counted."""
    monkeypatch.setattr("grader.submission.grade._LONG", 0.6)

    def change(notebook):
        for _ in range(2):
            text = f"import time\ntime.sleep({seconds})"
            notebook.cells.insert(3, new_code_cell(text))
        own = next(cell for cell in notebook.cells if grade_id(cell) == COST)
        own.source = f"import time\ntime.sleep({1 - seconds})\n{own.source}"

    result = handed_in(course, lesson, sandbox, change)
    told = "1 s were spent in cells that are not the lesson's"
    assert result.score == result.max_score
    assert result.why.count("were spent") == (1 if seconds else 0)
    assert not seconds or told in result.why
    text = "\n".join(cell.source for cell in result.notebook.cells[:2])
    assert (told in text) == bool(seconds)


@pytest.mark.parametrize(
    "lines",
    [
        "import tensorflow as tf",
        "from google.colab import drive\ndrive.mount('/content/drive')",
        "import numpy as np, cupy",
        "from os import *\nfrom nowhere import *",
        "assert 1 == 2\nimport not_there.inner",
    ],
)
def test_an_import_that_fails_above_an_answer_costs_nothing(
    course, lesson, sandbox, lines
):
    """A library of the student's machine that is missing here: the function is run."""

    def change(notebook):
        own = next(cell for cell in notebook.cells if grade_id(cell) == COST)
        own.source = f"{lines}\n{own.source}"

    result = handed_in(course, lesson, sandbox, change)
    assert result.score == result.max_score
    assert f"{COST} stopped before its `def`" in result.why
