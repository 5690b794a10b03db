"""A course that runs since before the modules had today's names goes on running.

running/ holds its gradebook and what students made of the notebooks that they took
home then: both import `utils.check` and others that are elsewhere today.
"""

import shutil
import sqlite3

import pytest

from tests.support import ROOT, autograde, grade, gradebook

RUNNING = ROOT / "tests" / "course" / "running"
LESSONS = ("01-l2-regularization", "03-l1-and-sparsity", "05-early-stopping")
HANDED_IN = {
    lesson: {path.parent.name for path in RUNNING.glob(f"handed-in/*/{lesson}")}
    for lesson in LESSONS
}


@pytest.fixture
def running(course):
    """Today's course with the gradebook and the submissions of then."""
    book = sqlite3.connect(course / "gradebook.db")
    tables = book.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    for (table,) in tables.fetchall():
        if table != "alembic_version":
            book.execute(f"DELETE FROM {table}")
    book.commit()
    book.executescript((RUNNING / "gradebook.sql").read_text("utf-8"))
    book.close()
    shutil.copytree(RUNNING / "handed-in", course / "submitted")
    return course


def scores(course, lesson):
    """Return {student: score} of those whose notebooks are handed in again."""
    found = gradebook(course, lesson)
    assert not any(found[student][1] for student in HANDED_IN[lesson])
    return {student: found[student][0] for student in HANDED_IN[lesson]}


def former_imports(course, lesson):
    """True if the gradebook still has the imports that were released then."""
    book = sqlite3.connect(course / "gradebook.db")
    (source,) = book.execute(
        "SELECT source_cell.source FROM source_cell"
        " JOIN notebook ON notebook.id = source_cell.notebook_id"
        " JOIN assignment ON assignment.id = notebook.assignment_id"
        " WHERE source_cell.name = 'imports' AND assignment.name = ?",
        (lesson,),
    ).fetchone()
    book.close()
    return "from utils.check import check, ready" in source


def test_the_scores_of_then_are_known(running):
    """The old gradebook has what the answers are worth."""
    assert {lesson: scores(running, lesson) for lesson in LESSONS} == {
        "01-l2-regularization": {"half-missing": 15, "right-as-shown": 25},
        "03-l1-and-sparsity": {"right-as-shown": 32},
        "05-early-stopping": {"right-as-shown": 30},
    }


@pytest.mark.slow
@pytest.mark.parametrize("way", ["grade", "autograde"])
def test_graded_again_they_are_the_same(running, way):
    """`grader grade` and `nbgrader autograde` give the scores of then, today.

    Each grade is wiped first: none can be left over from then.
    """
    before = {lesson: scores(running, lesson) for lesson in LESSONS}
    book = sqlite3.connect(running / "gradebook.db")
    with book:
        book.execute("UPDATE grade SET auto_score = 0, needs_manual_grade = 1")
    book.close()
    for lesson in LESSONS:
        assert former_imports(running, lesson)
        if way == "grade":
            results = grade(running, lesson=lesson)
            assert {r["status"] for r in results.values()} == {"graded"}
            assert {name: r["score"] for name, r in results.items()} == before[lesson]
        else:
            done = autograde(running, lesson)
            assert done.returncode == 0, done.stderr
        assert scores(running, lesson) == before[lesson]
