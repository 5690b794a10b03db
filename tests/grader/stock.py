"""Courses of ordinary assignments, graded by nbgrader as it is installed.

What `python -m grader grade` gives is compared with it, cell by cell.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import nbgrader
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook

from tests.support import ROOT, environment

SHIPPED = Path(nbgrader.__file__).parent
EXAMPLE = SHIPPED / "docs" / "source" / "user_guide"
FILES = SHIPPED / "tests" / "apps" / "files"
_STOCK = """
import sys
sys.modules["rfc3987_syntax"] = None  # it takes seconds
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
api = NbGraderAPI(coursedir=CourseDirectory(root="."), config=Config())
for name in sorted(api.get_source_assignments()):
    made = api.generate_assignment(name, force=True, create=True)
    assert made["success"], made["log"]
    for student in sorted(api.get_submitted_students(name)):
        done = api.autograde(name, student)
        if not done["success"]:
            print(name, student)
"""
Scores = dict[tuple[str, str, str, str], float | None]


def cell(source, name=None, points=None, solution=False, kind="code", **more):
    """Return a cell as nbgrader's panel makes it: a test if it has points alone."""
    new = new_code_cell if kind == "code" else new_markdown_cell
    made = new(source)
    if name:
        data = {"grade": points is not None, "solution": solution, "task": False}
        data |= {"locked": not solution, "grade_id": name, "schema_version": 3}
        data |= {} if points is None else {"points": points}
        made.metadata["nbgrader"] = {**data, **more}
    return made


def write(path, *cells, **kernelspec):
    """Write a notebook; kernelspec: what differs from the usual one."""
    usual = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(cells=cells, metadata={"kernelspec": usual | kernelspec})
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


def new_course(root):
    """Make an empty course; return its path."""
    Path(root, "source").mkdir(parents=True)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    return Path(root)


def hand_in(course, student, name, change=lambda notebook, file: None):
    """Hand in the release of an assignment; change: called with each notebook."""
    folder = course / "submitted" / student / name
    shutil.copytree(course / "release" / name, folder)
    for path in sorted(folder.glob("*.ipynb")):
        notebook = nbformat.read(path, 4)
        change(notebook, path.name)
        nbformat.write(notebook, path)
    return folder


def grade_as_stock(course):
    """Grade a copy of the course with nbgrader alone; return (the copy, who failed)."""
    copy = course.with_name(f"{course.name}-stock")
    copy.mkdir()
    for name in ("source", "submitted"):
        shutil.copytree(course / name, copy / name, symlinks=True)
    for path in course.glob("*.yml"):
        shutil.copy(path, copy)
    done = subprocess.run(
        [sys.executable, "-c", _STOCK],
        cwd=copy,
        env=environment(PYTHONPATH=""),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    failed = {tuple(line.rsplit(" ", 1)) for line in done.stdout.splitlines()}
    return copy, failed


def scores(course) -> Scores:
    """Return {(assignment, student, notebook, cell): score}, None for a person's."""
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        return {
            (one.name, submission.student_id, notebook.name, grade.name): None
            if grade.needs_manual_grade
            else grade.auto_score
            for one in book.assignments
            for submission in one.submissions
            for notebook in submission.notebooks
            for grade in notebook.grades
        }
