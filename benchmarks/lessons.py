"""How long each lesson takes a learner who runs it.

    python -m benchmarks.lessons

The released notebook, filled with the solutions, from top to bottom in an ordinary
kernel, trainings included.
"""

import shutil
import tempfile
from pathlib import Path

import nbformat

from benchmarks.classes import run
from benchmarks.place import ROOT
from grader.lesson.lesson import Course


def filled(lesson, folder):
    """Copy a released lesson to `folder` and fill in its solutions; return the path."""
    shutil.copytree(ROOT / "release" / lesson.name, folder)
    path = folder / lesson.notebook_path.name
    solutions = {cell.id: cell.source for cell in lesson.notebook.cells}
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = solutions[cell.id]
    nbformat.write(notebook, path)
    return path


def main():
    """Measure every lesson and print a table."""
    print("| lesson | top to bottom, s | CPU s |")
    print("| --- | ---: | ---: |")
    for name in Course(ROOT).lessons():
        lesson = Course(ROOT).lesson(name)
        with tempfile.TemporaryDirectory(prefix="lessons-") as temporary:
            path = filled(lesson, Path(temporary, name))
            taken = run("-m", "jupyter", "execute", "--timeout=600", path)
        print(f"| {name} | {taken.wall:.1f} | {taken.cpu:.1f} |")


if __name__ == "__main__":
    main()
