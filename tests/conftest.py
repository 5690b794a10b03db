"""What several test files share: a private copy of the course, and submissions."""

import os
import shutil
from pathlib import Path

import nbformat
import pytest

from grader.blanks import stub
from grader.lesson import Course

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def course(tmp_path):
    """A course folder of its own: sources and code are links, the rest is empty."""
    root = tmp_path / "course"
    root.mkdir()
    for name in ("source", "grader", "utils"):
        os.symlink(ROOT / name, root / name)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    shutil.copytree(ROOT / "release", root / "release")
    return root


def submit(root, student, lesson, change=None, answers=None):
    """Write submitted/STUDENT/LESSON/NOTEBOOK from the source's own solutions.

    answers: {function: text} replaces a solution; None as text leaves the blank.
    change: called with the notebook before it is written.
    """
    source = Course(ROOT).lesson(lesson)
    released = ROOT / "release" / lesson / source.notebook_path.name
    notebook = nbformat.read(released, as_version=4)
    solutions = {cell.id: cell for cell in source.notebook.cells}
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            text = (answers or {}).get(cell.id, solutions[cell.id].source)
            cell.source = stub(solutions[cell.id]) if text is None else text
    if change:
        change(notebook)
    folder = Path(root) / "submitted" / student / lesson
    folder.mkdir(parents=True)
    path = folder / released.name
    nbformat.write(notebook, path)
    return path


def solution(lesson, function):
    """Return the text of a solution cell."""
    return Course(ROOT).lesson(lesson).exercises[function].text
